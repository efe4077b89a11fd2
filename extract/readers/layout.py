"""From pieces of print on pages to paragraphs and rows of tables, as a person reads them.

A page gives runs of characters with their place. Runs are put together to lines, running heads and page
numbers are left out, lines that go on (over a page break too) become one paragraph, and what stands
side by side is a row of a table. Lengths are in points, ``top`` and ``bottom`` count upwards.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.readers.base import INDENT

__all__ = ["Run", "first_token", "text_of_pages"]

_EDGE = 0.1
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[ivxIVX]{1,6})\s*$"
)
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile(r"[⺀-鿿＀-￯\u3000-〿“”‘’…—·]")
_MARKER = re.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百零\d]{1,5}[章节条编]|附\s*件|附\s*表)"
)
_CLOSED = re.compile(r"[。；：！？!?;:]$")
_TOKEN = re.compile(
    r"[（〔(《“‘「\[【〈]*(?:[A-Za-z0-9.%/:+-]+|[〔\[(（]\d+[〕\])）]\d*|.)[，。、；：？！）》”’〕】」…,.;:?!)\]]*"
)
_NEAR_LINES = 2.2
_LARGER = 1.15
_FEW_RUNS = 5
_COLUMN_LINES = 12
_COLUMN_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of characters on one line of a page, with no wide gap inside.

    ``token_right`` is the right edge of its first word, which would have moved to the next line whole.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    token_right: float

    @property
    def height(self) -> float:
        """The height of the characters."""
        return max(self.top - self.bottom, 1.0)


@dataclass(slots=True)
class _Row:
    """Runs that stand side by side: each cell with the runs under each other in it."""

    cells: list[list[Run]] = field(default_factory=list)

    @property
    def runs(self) -> Iterator[Run]:
        return (run for cell in self.cells for run in cell)

    @property
    def extents(self) -> list[tuple[float, float]]:
        """Where each cell begins and ends on the line."""
        return [(min(run.left for run in cell), max(run.right for run in cell)) for cell in self.cells]

    def text(self, columns: Sequence[tuple[float, float]]) -> str:
        """Return the cells kept apart by tabs; one that is empty in print is found by the ``columns`` above."""
        words = [_joined(run.text for run in cell) for cell in self.cells]
        if len(words) >= len(columns):
            return "\t".join(words)
        placed = [""] * len(columns)
        first = 0
        for index, (left, right) in enumerate(self.extents):
            last = len(columns) - (len(words) - index)
            middle = (left + right) / 2
            first = min(range(first, last + 1), key=lambda at: abs(sum(columns[at]) / 2 - middle))
            placed[first] = words[index]
            first += 1
        return "\t".join(placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Margins:
    left: float
    right: float
    em: float
    step: float
    height: float


def text_of_pages(
    pages: Sequence[Sequence[Run]], sizes: Sequence[tuple[float, float]]
) -> tuple[str, tuple[int, ...]]:
    """Return the text, a paragraph or table row a line, and where each page after the first begins in it.

    ``pages`` are the runs of each page in the order of the file, ``sizes`` the widths and heights.
    """
    kept = _without_running_heads(pages, sizes)
    columns: list[list[Run]] = []
    for runs, size in zip(kept, sizes, strict=True):
        # a page that follows one of two columns need not be full to be one itself
        columns.extend(
            _columns(runs, size[0], likely=len(columns) > 1 and columns[-1][0].left > size[0] / 2 - 6)
        )
    starts: dict[int, int] = {}
    parts: list[str] = []
    at = 0
    previous: Run | None = None
    margins: _Margins | None = None
    table: list[tuple[float, float]] = []
    for column in columns:
        before, margins = margins, _margins(column, margins)
        for row in _rows(column, margins.em):
            first = next(row.runs)
            lone = len(row.cells) == 1 and len(row.cells[0]) == 1
            goes_on = lone and previous is not None and _goes_on(previous, first, before or margins, margins)
            if parts:
                glue = _glue(parts[-1], first.text) if goes_on else "\n"
                parts.append(glue)
                at += len(glue)
            starts.setdefault(first.page, at)
            if len(row.cells) < 2:
                table = []
            elif len(row.cells) >= len(table):
                table = row.extents
            indent = INDENT if lone and not goes_on and _is_indented(first, margins) else ""
            parts.append(indent + first.text if lone else row.text(table))
            at += len(parts[-1])
            previous, before = first if lone else None, margins
    text = "".join(parts) + "\n" if parts else ""
    return text, _page_offsets(starts, len(pages), len(text))


def _page_offsets(starts: dict[int, int], count: int, length: int) -> tuple[int, ...]:
    """Return the offset of each page after the first; a page without text begins where the next one does."""
    offsets: list[int] = []
    following = length
    for page in range(count - 1, 0, -1):
        following = starts.get(page, following)
        offsets.append(following)
    return tuple(reversed(offsets))


def _without_running_heads(
    pages: Sequence[Sequence[Run]], sizes: Sequence[tuple[float, float]]
) -> list[list[Run]]:
    """Return the pages without what recurs at their upper and lower edges, and without page numbers."""
    seen: Counter[str] = Counter()
    for runs, (_, height) in zip(pages, sizes, strict=True):
        seen.update({_DIGITS.sub("#", run.text.strip()) for run in runs if _at_edge(run, height)})
    often = max(2, (len(pages) + 1) // 2) if len(pages) > 2 else 2
    kept = []
    for runs, (_, height) in zip(pages, sizes, strict=True):
        kept.append(
            [
                run
                for run in runs
                if not (
                    _at_edge(run, height)
                    and (_PAGE_NUMBER.match(run.text) or seen[_DIGITS.sub("#", run.text.strip())] >= often)
                )
            ]
        )
    return kept


def _at_edge(run: Run, height: float) -> bool:
    return run.bottom > (1 - _EDGE) * height or run.top < _EDGE * height


def _columns(runs: Sequence[Run], width: float, *, likely: bool) -> list[list[Run]]:
    """Return the runs of a page as one column, or as two where most of them keep to one half.

    ``likely`` says that the page before has two, so that a page which is not full may have them too.
    """
    middle = width / 2
    left = [run for run in runs if run.right < middle + 6]
    right = [run for run in runs if run.left > middle - 6]
    enough = 1 if likely else _COLUMN_SHARE * len(runs)
    is_printed_twice = (
        (likely or len(runs) >= _COLUMN_LINES)
        and len(left) >= enough
        and len(right) >= enough
        and len(left) + len(right) >= 0.85 * len(runs)
        and (likely or (_is_filled(left) and _is_filled(right)))
    )
    if not is_printed_twice:
        return [list(runs)] if runs else []
    head = [run for run in runs if run not in left and run not in right]
    top = max(run.top for run in (*left, *right))
    above = [run for run in head if run.bottom >= top - 1]
    below = [run for run in head if run.bottom < top - 1]
    return [part for part in (above, left, right, below) if part]


def _is_filled(column: Sequence[Run]) -> bool:
    """Say whether most lines of a column reach its edges, as running text does and cells do not."""
    lefts, rights = min(run.left for run in column), max(run.right for run in column)
    wide = [run for run in column if run.right - run.left > 0.8 * (rights - lefts)]
    return len(wide) > 0.6 * len(column)


def _margins(runs: Sequence[Run], before: _Margins | None) -> _Margins:
    """Return where the lines of a column begin and end; a short last page keeps the margins before it."""
    if not runs:
        return before or _Margins(left=0, right=0, em=10, step=20, height=10)
    em = median((run.right - run.left) / max(1.0, _width(run.text)) for run in runs if run.text.strip())
    right = max(run.right for run in runs)
    left = min(run.left for run in runs)
    tops = sorted({round(run.bottom, 1) for run in runs}, reverse=True)
    gaps = [upper - lower for upper, lower in pairwise(tops) if upper - lower > 0.6 * em]
    step = median(gaps) if gaps else before.step if before else 2 * em
    if before is not None and abs(before.left - left) < 3 * em:
        right, left = max(right, before.right) if right < before.right + em else right, min(left, before.left)
    height = median(run.height for run in runs)
    if before is not None and len(runs) < _FEW_RUNS:
        height = before.height
    return _Margins(left=left, right=right, em=max(em, 1.0), step=step, height=height)


def _width(text: str) -> float:
    """Return the width of words in ems: a Chinese character is one, another half."""
    return sum(1.0 if _WIDE.match(char) else 0.5 for char in text.strip())


def _rows(runs: Iterable[Run], em: float) -> Iterator[_Row]:
    """Yield the runs in rows; a run that has nothing beside it is a row of its own."""
    row = _Row()
    for run in runs:
        if not row.cells:
            row.cells.append([run])
            continue
        last = row.cells[-1][-1]
        beside = (
            run.page == last.page
            and run.left > last.right + 0.5 * em
            and run.top > _low(row) + 0.3 * run.height
        )
        if beside:
            row.cells.append([run])
            continue
        cell = _cell_above(row, run, em) if len(row.cells) > 1 else None
        if cell is not None:
            cell.append(run)
            continue
        yield from _closed(row)
        row = _Row(cells=[[run]])
    yield from _closed(row)


def _closed(row: _Row) -> Iterator[_Row]:
    if row.cells:
        yield row


def _low(row: _Row) -> float:
    return min(cell[-1].bottom for cell in row.cells)


def _cell_above(row: _Row, run: Run, em: float) -> list[Run] | None:
    """Return the cell of ``row`` that ``run`` goes on in: under it, one line further down."""
    for index, cell in enumerate(row.cells[1:], start=1):
        # what stands under the first cell begins the next row, or is no cell at all
        above = cell[-1]
        near = 0 < above.bottom - run.bottom < _NEAR_LINES * run.height
        fits = index + 1 == len(row.cells) or run.right <= row.cells[index + 1][0].left
        aligned = abs(run.left - min(other.left for other in cell)) < 2 * em
        if run.page == above.page and near and fits and aligned and not _MARKER.match(run.text):
            return cell
    return None


def _goes_on(before: Run, run: Run, old: _Margins, margins: _Margins) -> bool:
    """Say whether ``run`` is the next line of the paragraph that ``before`` is a line of.

    ``old`` are the margins of the column of ``before``, ``margins`` those of the column of ``run``.
    """
    em = margins.em
    if (
        _is_title(before, old)
        and _is_title(run, margins)
        and abs(before.height - run.height) < 0.08 * run.height
    ):
        return not _MARKER.match(before.text) and not _MARKER.match(run.text)
    if not _same_size(before, run):
        return False
    if run.left - margins.left > 1.2 * em or _is_centred(before, old):
        return False
    if before.page == run.page and before.bottom - run.bottom > 1.6 * margins.step:
        return False
    if _MARKER.match(run.text) and _CLOSED.search(before.text):
        return False
    # a line that had room for the next word is the last of its paragraph
    return old.right - before.right < run.token_right - run.left + 0.6 * em


def _same_size(one: Run, other: Run) -> bool:
    """Say whether two runs are printed in one size: by the height of their characters, or else their width.

    Where a font lacks a character, another font of another height lends it.
    """
    if abs(one.height - other.height) <= 0.25 * max(one.height, other.height):
        return True
    widths = [_width(run.text) for run in (one, other)]
    ems = [(run.right - run.left) / max(width, 1.0) for run, width in zip((one, other), widths, strict=True)]
    return min(widths) <= 3 or abs(ems[0] - ems[1]) <= 0.12 * max(ems)


def _is_title(run: Run, margins: _Margins) -> bool:
    """Say whether a run is printed as titles are: in the middle of the line and larger than the text."""
    indent, rest = run.left - margins.left, margins.right - run.right
    return abs(indent - rest) < 2.5 * margins.em and run.height > _LARGER * margins.height


def _is_indented(run: Run, margins: _Margins) -> bool:
    """Say whether a line is set in as the first of a paragraph is, and neither centred nor set to the right."""
    return 1.2 * margins.em < run.left - margins.left < 4.5 * margins.em and not _is_centred(run, margins)


def _is_centred(run: Run, margins: _Margins) -> bool:
    indent, rest = run.left - margins.left, margins.right - run.right
    return indent > 3 * margins.em and rest > 1.5 * margins.em


def _joined(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        text += (_glue(text, word) if text else "") + word
    return text


def _glue(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: a space between words of Latin letters."""
    if not before or not after or _WIDE.match(before[-1]) or _WIDE.match(after[0]) or before[-1].isspace():
        return ""
    if before[-1].isdigit() and after[0].isdigit():
        return ""
    return " "


def first_token(text: str) -> int:
    """Return how many characters of ``text`` would have to move to the next line together."""
    match = _TOKEN.match(text)
    return match.end() if match else 0
