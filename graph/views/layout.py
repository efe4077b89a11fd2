"""Where things stand in a layered picture: order in each lane, then coordinates, then wrapped words.

The explorer draws one column a lane. The same steps run in the page for every subset that it draws
(``static/layout.js``), so both must go through nodes and links in the same order with the same
arithmetic; a test compares them.
"""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["LAYOUT_CONSTANTS", "Layout", "Placed", "lay_out", "wrap"]

CARD_WIDTH = 236.0
CARD_HEIGHT = 46.0
PITCH = 56.0
TRUNK = 16.0
COMPACT_GAP = 76.0
SWEEPS = 12
FULL_SIZE_HEIGHT = 900.0
ASPECT = 1.5
LAYOUT_CONSTANTS = {
    "cardWidth": CARD_WIDTH,
    "cardHeight": CARD_HEIGHT,
    "pitch": PITCH,
    "trunk": TRUNK,
    "gap": COMPACT_GAP,
    "sweeps": SWEEPS,
    "fullSizeHeight": FULL_SIZE_HEIGHT,
    "aspect": ASPECT,
}
"""What the page's script needs to lay out as this module does."""

CLOSING = "，。、；：？！）】》〉”’〕,.;:?!)]}%％"
OPENING = "（【《〈“‘〔([{"

Item = Hashable
"""What stands in a column: a node, or a pair of node and lane where the lines of the node pass through."""

Near = dict[Item, list[Item]]


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of a card, and how many times its natural size it is drawn."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by node, the lanes that are not empty from top to bottom, and where lines pass through.

    ``bends`` has the height at which the lines from a node to the right cross a lane.
    """

    placed: Mapping[int, Placed]
    lanes: Mapping[int, tuple[int, ...]]
    bends: Mapping[tuple[int, int], float]


def lay_out(nodes: Iterable[tuple[int, int]], links: Iterable[tuple[int, int]], *, wide: bool) -> Layout:
    """Return where each node stands; ``nodes`` are (node, lane), ``links`` pairs of nodes.

    Nodes without links keep the order in which they are given. Lines that cross a lane get a place of
    their own there, one for all lines of a node, so that no line runs behind a card and seems to end
    at it. ``wide`` spreads the lanes to the proportions of a screen and draws lanes with few nodes
    larger, so that they can be read when the whole picture is in view; otherwise every card has its
    natural size.
    """
    lane_of = dict(nodes)
    used = sorted(set(lane_of.values()))
    columns: list[list[Item]] = [[node for node in lane_of if lane_of[node] == lane] for lane in used]
    left, right = threaded(lane_of, used, columns, links)
    order_by_barycentre(columns, left, right)
    scales = lane_scales(columns, wide)
    heights = coordinates(columns, scales, left, right)
    middles = lane_middles(columns, scales, wide)
    placed: dict[int, Placed] = {}
    bends: dict[tuple[int, int], float] = {}
    for column, middle, scale in zip(columns, middles, scales, strict=True):
        for item in column:
            height = round(heights[item], 1)
            if isinstance(item, int):
                placed[item] = Placed(round(middle, 1), height, round(scale, 3))
            elif isinstance(item, tuple):
                bends[item] = height
    lanes = {
        lane: tuple(item for item in column if isinstance(item, int))
        for lane, column in zip(used, columns, strict=True)
    }
    return Layout(placed, lanes, bends)


def threaded(
    lane_of: Mapping[int, int],
    used: Sequence[int],
    columns: Sequence[list[Item]],
    links: Iterable[tuple[int, int]],
) -> tuple[Near, Near]:
    """Return each item's neighbours in the next column to the left and right.

    Adds to ``columns`` an item for each lane that the lines of a node cross.
    """
    left: Near = {item: [] for column in columns for item in column}
    right: Near = {item: [] for column in columns for item in column}
    place = {lane: index for index, lane in enumerate(used)}

    def join(one: Item, other: Item) -> None:
        right[one].append(other)
        left[other].append(one)

    for first, second in links:
        if first not in lane_of or second not in lane_of or lane_of[first] >= lane_of[second]:
            continue
        last: Item = first
        for index in range(place[lane_of[first]] + 1, place[lane_of[second]]):
            bend = (first, used[index])
            if bend not in left:
                columns[index].append(bend)
                left[bend], right[bend] = [], []
                join(last, bend)
            last = bend
        join(last, second)
    return left, right


def order_by_barycentre(columns: Sequence[list[Item]], left: Near, right: Near) -> None:
    """Reorder each column in place so that linked items stand at like heights."""
    rank: dict[Item, float] = {}
    for column in columns:
        rank.update(ranks(column))
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        side = left if forward else right
        for column in columns if forward else reversed(columns):
            pull = {item: mean([rank[other] for other in side[item]], rank[item]) for item in column}
            column.sort(key=pull.__getitem__)
            rank.update(ranks(column))


def ranks(column: Sequence[Item]) -> dict[Item, float]:
    """Return the place of each item in its column as a share of the column, from 0 to 1."""
    return {item: (index + 0.5) / len(column) for index, item in enumerate(column)}


def mean(values: Sequence[float], otherwise: float) -> float:
    """Return the mean of ``values``, or ``otherwise`` where there are none."""
    total = 0.0
    for value in values:  # sum() rounds otherwise than the page's script does
        total += value
    return total / len(values) if values else otherwise


def natural_height(column: Sequence[Item], scale: float) -> float:
    """Return how high a column is when its items are stacked without gaps."""
    cards = sum(isinstance(item, int) for item in column)
    return cards * PITCH * scale + (len(column) - cards) * TRUNK


def lane_scales(columns: Sequence[Sequence[Item]], wide: bool) -> list[float]:
    """Return how large the cards of each column are: 1 where ``wide`` is not asked for."""
    if not wide or not columns:
        return [1.0] * len(columns)
    height = max(natural_height(column, 1.0) for column in columns)
    largest = max(1.0, height / FULL_SIZE_HEIGHT)
    scales = []
    for column in columns:
        cards = sum(isinstance(item, int) for item in column)
        room = height - (len(column) - cards) * TRUNK
        scales.append(max(1.0, min(largest, room / (cards * PITCH))))
    return scales


def coordinates(
    columns: Sequence[Sequence[Item]], scales: Sequence[float], left: Near, right: Near
) -> dict[Item, float]:
    """Return the height of each item: the tallest column is stacked evenly, the others follow it.

    The following columns put each item as near as they can to the mean of its placed neighbours
    without changing the order and without overlap.
    """
    if not columns:
        return {}
    extents = [natural_height(column, scale) for column, scale in zip(columns, scales, strict=True)]
    anchor = extents.index(max(extents))
    total = extents[anchor]
    heights: dict[Item, float] = {}
    for index in [anchor, *range(anchor - 1, -1, -1), *range(anchor + 1, len(columns))]:
        share = ranks(columns[index])
        wanted = []
        for item in columns[index]:
            near = [heights[other] for other in left[item] + right[item] if other in heights]
            wanted.append(share[item] * total if index == anchor else mean(near, share[item] * total))
        sizes = [PITCH * scales[index] if isinstance(item, int) else TRUNK for item in columns[index]]
        heights.update(zip(columns[index], apart(wanted, sizes), strict=True))
    return heights


def apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return heights in the given order, none overlapping, nearest to ``wanted`` in squares.

    Pool adjacent violators on the heights less their places in the stack of ``sizes``.

    >>> apart([0, 0, 100], [10, 10, 10])
    [-5.0, 5.0, 100.0]
    """
    stacked, edge = [], 0.0
    for size in sizes:
        stacked.append(edge + size / 2)
        edge += size
    pools: list[tuple[float, int]] = []
    for height, place in zip(wanted, stacked, strict=True):
        total, count = height - place, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, members = pools.pop()
            total, count = before + total, members + count
        pools.append((total, count))
    flat = [total / count for total, count in pools for _ in range(count)]
    return [height + place for height, place in zip(flat, stacked, strict=True)]


def lane_middles(columns: Sequence[Sequence[Item]], scales: Sequence[float], wide: bool) -> list[float]:
    """Return the middle of each column from left to right, the first card's left side at 0."""
    widths = [CARD_WIDTH * scale for scale in scales]
    gap = COMPACT_GAP
    if wide and len(columns) > 1:
        height = max(natural_height(column, 1.0) for column in columns)
        gap = max(gap, (ASPECT * height - sum(widths)) / (len(columns) - 1))
    middles, edge = [], 0.0
    for width in widths:
        middles.append(edge + width / 2)
        edge += width + gap
    return middles


def wrap(text: str, width: int = 16, lines: int = 2) -> str:
    r"""Return ``text`` in at most ``lines`` lines of ``width`` full-width characters, joined by LF.

    Numbers and Latin words stay whole, no line begins with closing or ends with opening
    punctuation, and what does not fit is replaced by an ellipsis. Never empty: text without a
    visible character becomes an ellipsis, since the drawing library would show the id instead.

    >>> wrap("关于全面加强和改进新时代学校体育工作的意见", width=12)
    '关于全面加强和改进新时代\n学校体育工作的意见'
    >>> wrap("  ")
    '…'
    """
    rows: list[str] = []
    row, used = "", 0.0
    for piece in pieces(" ".join(text.split())):
        size = extent(piece)
        if row and used + size > width and len(rows) < lines:
            rows.append(row.rstrip())
            row, used = "", 0.0
            piece = piece.lstrip()
            size = extent(piece)
        row, used = row + piece, used + size
    if row.strip():
        rows.append(row.rstrip())
    kept = [shortened(line, width) for line in rows[:lines]]
    if len(rows) > lines:
        kept[-1] = shortened(kept[-1] + "…" * (not kept[-1].endswith("…")), width)
    return "\n".join(kept) or "…"


def pieces(text: str) -> list[str]:
    """Return the parts of ``text`` between which a line may break, in order."""
    found: list[str] = []
    for character in text:
        last = found[-1][-1] if found else ""
        glued = found and (character in CLOSING or last in OPENING or (is_word(character) and is_word(last)))
        if glued:
            found[-1] += character
        else:
            found.append(character)
    return found


def is_word(character: str) -> bool:
    """Say whether a character belongs to a Latin word or a number, which stays on one line."""
    return character != "" and character.isascii() and (character.isalnum() or character in "-_.%/")


def extent(text: str) -> float:
    """Return how many full-width characters wide ``text`` is drawn, near enough."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in text)


def shortened(text: str, width: float) -> str:
    """Return ``text`` cut to ``width`` full-width characters, an ellipsis at the end if it was cut."""
    if extent(text) <= width:
        return text
    while text and extent(text) > width - 1:
        text = text[:-1]
    return text + "…"
