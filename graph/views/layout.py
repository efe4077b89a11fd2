"""Where things stand in a layered picture: order in each lane, then coordinates, then wrapped words.

The explorer draws one column a lane. The same steps run in the page for every subset that it draws
(``static/layout.js``), so both must go through nodes and links in the same order with the same
arithmetic; a test compares them.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["LAYOUT_CONSTANTS", "Layout", "Placed", "lay_out", "wrap"]

CARD_WIDTH = 252.0
CARD_HEIGHT = 44.0
PITCH = 54.0
COMPACT_GAP = 130.0
SWEEPS = 12
FULL_SIZE_HEIGHT = 900.0
ASPECT = 1.5
LAYOUT_CONSTANTS = {
    "cardWidth": CARD_WIDTH,
    "cardHeight": CARD_HEIGHT,
    "pitch": PITCH,
    "gap": COMPACT_GAP,
    "sweeps": SWEEPS,
    "fullSizeHeight": FULL_SIZE_HEIGHT,
    "aspect": ASPECT,
}
"""What the page's script needs to lay out as this module does."""

CLOSING = "，。、；：？！）】》〉”’〕,.;:?!)]}%％"
OPENING = "（【《〈“‘〔([{"


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of a card, and how many times its natural size it is drawn."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by node, and the lanes that are not empty, each from top to bottom."""

    placed: Mapping[int, Placed]
    lanes: Mapping[int, tuple[int, ...]]


def lay_out(nodes: Iterable[tuple[int, int]], links: Iterable[tuple[int, int]], *, wide: bool) -> Layout:
    """Return where each node stands; ``nodes`` are (node, lane), ``links`` pairs of nodes.

    Nodes without links keep the order in which they are given. ``wide`` spreads the lanes to the
    proportions of a screen and draws lanes with few nodes larger, so that they can be read when
    the whole picture is in view; otherwise every card has its natural size.
    """
    lane_of = dict(nodes)
    lanes: dict[int, list[int]] = {}
    for node, lane in lane_of.items():
        lanes.setdefault(lane, []).append(node)
    columns = [lanes[lane] for lane in sorted(lanes)]
    left, right = neighbours(lane_of, links)
    order_by_barycentre(columns, left, right)
    scales = lane_scales(columns, wide)
    heights = coordinates(columns, scales, left, right)
    middles = lane_middles(columns, scales, wide)
    placed = {
        node: Placed(round(middle, 1), round(heights[node], 1), round(scale, 3))
        for column, middle, scale in zip(columns, middles, scales, strict=True)
        for node in column
    }
    return Layout(placed, {lane: tuple(lanes[lane]) for lane in sorted(lanes)})


def neighbours(
    lane_of: Mapping[int, int], links: Iterable[tuple[int, int]]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return each node's neighbours in lanes to its left, and in lanes to its right."""
    left: dict[int, list[int]] = {node: [] for node in lane_of}
    right: dict[int, list[int]] = {node: [] for node in lane_of}
    for one, other in links:
        if one not in lane_of or other not in lane_of or lane_of[one] == lane_of[other]:
            continue
        first, second = (one, other) if lane_of[one] < lane_of[other] else (other, one)
        right[first].append(second)
        left[second].append(first)
    return left, right


def order_by_barycentre(
    columns: Sequence[list[int]], left: Mapping[int, list[int]], right: Mapping[int, list[int]]
) -> None:
    """Reorder each column in place so that linked nodes stand at like heights."""
    rank = {}
    for column in columns:
        rank.update(ranks(column))
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        side = left if forward else right
        for column in columns if forward else reversed(columns):
            pull = {node: mean([rank[other] for other in side[node]], rank[node]) for node in column}
            column.sort(key=pull.__getitem__)
            rank.update(ranks(column))


def ranks(column: Sequence[int]) -> dict[int, float]:
    """Return the place of each node in its column as a share of the column, from 0 to 1."""
    return {node: (index + 0.5) / len(column) for index, node in enumerate(column)}


def mean(values: Sequence[float], otherwise: float) -> float:
    """Return the mean of ``values``, or ``otherwise`` where there are none."""
    total = 0.0
    for value in values:  # sum() rounds otherwise than the page's script does
        total += value
    return total / len(values) if values else otherwise


def lane_scales(columns: Sequence[Sequence[int]], wide: bool) -> list[float]:
    """Return how large the cards of each column are: 1 where ``wide`` is not asked for."""
    if not wide or not columns:
        return [1.0] * len(columns)
    height = max(len(column) for column in columns) * PITCH
    largest = max(1.0, height / FULL_SIZE_HEIGHT)
    return [max(1.0, min(largest, height / (len(column) * PITCH))) for column in columns]


def coordinates(
    columns: Sequence[Sequence[int]],
    scales: Sequence[float],
    left: Mapping[int, list[int]],
    right: Mapping[int, list[int]],
) -> dict[int, float]:
    """Return the height of each node: the tallest column is stacked evenly, the others follow it.

    The following columns put each node as near as they can to the mean of its placed neighbours
    without changing the order and without overlap.
    """
    if not columns:
        return {}
    extents = [len(column) * scale for column, scale in zip(columns, scales, strict=True)]
    anchor = extents.index(max(extents))
    total = extents[anchor] * PITCH
    heights: dict[int, float] = {}
    for index in [anchor, *range(anchor - 1, -1, -1), *range(anchor + 1, len(columns))]:
        pitch = PITCH * scales[index]
        share = ranks(columns[index])
        wanted = []
        for node in columns[index]:
            near = [heights[other] for other in left[node] + right[node] if other in heights]
            wanted.append(share[node] * total if index == anchor else mean(near, share[node] * total))
        heights.update(zip(columns[index], apart(wanted, pitch), strict=True))
    return heights


def apart(wanted: Sequence[float], pitch: float) -> list[float]:
    """Return heights in the given order, at least ``pitch`` apart, nearest to ``wanted`` in squares.

    Pool adjacent violators on the heights less their places in the stack.

    >>> apart([0, 0, 100], 10)
    [-5.0, 5.0, 100.0]
    """
    pools: list[tuple[float, int]] = []
    for index, height in enumerate(wanted):
        total, count = height - index * pitch, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, members = pools.pop()
            total, count = before + total, members + count
        pools.append((total, count))
    flat = [total / count for total, count in pools for _ in range(count)]
    return [height + index * pitch for index, height in enumerate(flat)]


def lane_middles(columns: Sequence[Sequence[int]], scales: Sequence[float], wide: bool) -> list[float]:
    """Return the middle of each column from left to right, the first card's left side at 0."""
    widths = [CARD_WIDTH * scale for scale in scales]
    gap = COMPACT_GAP
    if wide and len(columns) > 1:
        height = max(len(column) for column in columns) * PITCH
        gap = max(gap, (ASPECT * height - sum(widths)) / (len(columns) - 1))
    middles, edge = [], 0.0
    for width in widths:
        middles.append(edge + width / 2)
        edge += width + gap
    return middles


def wrap(text: str, width: int = 18, lines: int = 2) -> str:
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
