"""The text below the headings, cut into units of action: the sentences that may be tasks.

The cut is the annotation guide's: at 。！？； and before enumerators that run on within a paragraph,
never inside brackets, book marks or quotation marks. A line end inside a paragraph cuts nothing, so a
unit may hold some; ``Unit.flat`` is its text without them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.closing import find_attachment_lists, find_breaks, find_signatures
from extract.model import Document, Section, Span
from extract.outline import section_at
from extract.patterns import load_patterns

__all__ = ["Flat", "Unit", "find_units"]

_BLANKS = " \t\u3000\xa0\ufeff"
_LINE = re.compile(rf"(?m:^)[{_BLANKS}]*(?P<words>[^\r\n{_BLANKS}][^\r\n]*)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_INDENT = re.compile("(?:\u3000| {2}|\t)")
_LINE_BREAK = re.compile(r"[ \t\u3000\xa0]*[\r\n]+[ \t\u3000\xa0]*")
_STOPS = "。！？；!?;"
_CUT = re.compile(f"[{_STOPS}]+[”’」』）)]?")
_ENTITY = re.compile("&#?[0-9A-Za-z]{2,7};\\Z")
_PAIR = re.compile("[《〈“‘「『（(〔【》〉”’」』）)〕】]")
_CLOSES = dict(zip("》〉”’」』）)〕】", "《〈“‘「『（(〔【", strict=True))
_ROUND = {")": "（", "）": "（", "(": "（"}
_RUNNING = re.compile("[，、：；。,;:]")
_BEFORE_ITEM = "。；;！？：:）)】〕"
_NUMBER_BRACKET = 5
_WRAPPED = 16
_HEADING = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """Words of the text without the line ends inside them, and where each character came from.

    ``offsets`` is None where nothing was taken out: character i is then at ``start + i``.
    """

    text: str
    start: int
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """Return the span in the document of the characters ``start`` to ``end`` (not empty)."""
        if self.offsets is None:
            return Span(start=self.start + start, end=self.start + end)
        return Span(start=self.offsets[start], end=self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence unit.

    ``section`` is the deepest that holds it; ``paragraph`` counts the paragraphs, ``region`` the signatures
    and attachments before it. ``opens``: it is the first unit behind the mark of ``section``. ``run_in``: the enumerator (（1）, 一是)
    that it stood behind, "" if none. ``alone``: its paragraph has no stop at all.
    """

    span: Span
    flat: Flat
    section: Section | None
    paragraph: int
    region: int
    opens: bool
    alone: bool
    run_in: str = ""

    @property
    def text(self) -> str:
        """The unit's words without line ends."""
        return self.flat.text


def find_units(document: Document, sections: Sequence[Section]) -> tuple[Unit, ...]:
    """Return the units of ``document`` in order.

    Signatures, lists of attachments and lines outside the document give none.
    """
    text = document.text
    starts = [section.span.start for section in sections]
    bodies = {section.span.start: section.title_span.start for section in sections}
    breaks = find_breaks(document)
    units: list[Unit] = []
    for number, (start, end) in enumerate(_paragraphs(document, bodies)):
        section = section_at(sections, starts, start)
        opens = section is not None and start == section.span.start
        at = bodies[start] if opens else start
        pieces = list(_pieces(text, at, end))
        alone = len(pieces) == 1 and not _CUT.search(text, at, end)
        for index, (piece_start, piece_end, run_in) in enumerate(pieces):
            units.append(
                Unit(
                    span=Span(start=piece_start, end=piece_end),
                    flat=_flat(text, piece_start, piece_end),
                    section=section,
                    paragraph=number,
                    region=bisect_right(breaks, start),
                    opens=opens and index == 0,
                    alone=alone,
                    run_in=run_in,
                )
            )
    return tuple(units)


def _flat(text: str, start: int, end: int) -> Flat:
    words = text[start:end]
    if "\n" not in words and "\r" not in words:
        return Flat(text=words, start=start, offsets=None)
    offsets: list[int] = []
    at = start
    for line_break in _LINE_BREAK.finditer(text, start, end):
        offsets.extend(range(at, line_break.start()))
        at = line_break.end()
    offsets.extend(range(at, end))
    return Flat(text="".join(text[offset] for offset in offsets), start=start, offsets=tuple(offsets))


def _paragraphs(document: Document, headings: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph: lines that belong together, blanks at both ends left out."""
    text = document.text
    closing = (*find_signatures(document), *find_attachment_lists(document))
    closed = sorted((*document.outside, *closing), key=lambda span: span.start)
    closed_starts = [span.start for span in closed]
    attachment = load_patterns("closing")["attachment_line"].regex
    label = load_patterns("responsibilities")["label_line"].regex
    start = end = -1
    for match in _LINE.finditer(text):
        line_start, line_end = match.span("words")
        line_end = line_start + len(text[line_start:line_end].rstrip(_BLANKS))
        index = bisect_right(closed_starts, line_start) - 1
        is_closed = index >= 0 and line_start < closed[index].end
        is_closed = is_closed or attachment.match(text, match.start()) is not None
        joins = (
            start >= 0
            and not is_closed
            and line_start not in headings
            and label.match(text, line_start) is None
            and _INDENT.match(text, match.start()) is None
            and len(_LINE_END.findall(text, end, line_start)) == 1
            and _goes_on(text, start, end, headings)
        )
        if start >= 0 and not joins:
            yield start, end
        start = -1 if is_closed else start if joins else line_start
        end = line_end
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, headings: dict[int, int]) -> bool:
    """Say whether the paragraph so far asks for the next line: no stop, and too long for a heading.

    A line of fewer than 16 characters without a comma is a title, a label with its value or a cell of a table.
    """
    if text[end - 1] in _STOPS or text[end - 1] in "：:":
        return False
    if start in headings and end - headings[start] <= _HEADING and "。" not in text[start:end]:
        return False
    if end - start >= _WRAPPED or text.endswith("号", start, end):
        return True
    label = load_patterns("responsibilities")["label_line"].regex.match(text, start, end)
    return _RUNNING.search(text, label.end() if label else start, end) is not None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and enumerator of each unit between ``start`` and ``end``."""
    kept = _protected(text, start, end)
    kept_starts = [span[0] for span in kept]

    def is_open(at: int) -> bool:
        index = bisect_right(kept_starts, at) - 1
        return index < 0 or at >= kept[index][1]

    enumerator = load_patterns("units")["enumerator"].regex
    cuts = {
        match.end()
        for match in _CUT.finditer(text, start, end)
        if is_open(match.start())
        and not _ENTITY.search(text, max(start, match.start() - 8), match.start() + 1)
    }
    marks = {match.start("mark"): match.end("mark") for match in enumerator.finditer(text, start, end)}
    opened = {at for at in marks if at == start or is_open(at) or _opens_item(text, at, start, kept)}
    lines = {close for begin, close in kept if _is_closed_line(text, start, begin, close)}
    borders = sorted({start, end, *cuts, *opened, *lines})
    for left, right in pairwise(borders):
        begin = left + len(text[left:right]) - len(text[left:right].lstrip(_BLANKS + "\r\n"))
        mark = enumerator.match(text, begin, right)
        run_in = "" if mark is None else mark["mark"]
        begin = begin if mark is None else mark.end("mark")
        begin += len(text[begin:right]) - len(text[begin:right].lstrip(_BLANKS + "\r\n"))
        finish = begin + len(text[begin:right].rstrip(_BLANKS + "\r\n"))
        if begin < finish:
            yield begin, finish, run_in


def _opens_item(text: str, at: int, start: int, kept: Sequence[tuple[int, int]]) -> bool:
    """Say whether the bracket at ``at`` numbers an item: behind a stop, a colon or a closed line of words.

    A bracket behind another number refers to items: 第（1）（2）项.
    """
    before = len(text[start:at].rstrip(_BLANKS + "\r\n")) + start
    index = bisect_right(kept, (at, len(text))) - 1
    if index < 0 or kept[index][0] != at or text[before - 1] not in _BEFORE_ITEM:
        return False
    return text[before - 1] not in _ROUND or (index > 0 and _is_line(kept[index - 1], before))


def _is_closed_line(text: str, start: int, begin: int, close: int) -> bool:
    """Say whether a bracket behind a stop is a line of responsibilities: what follows is no part of it."""
    if text[begin] not in "（(【" or begin == start or text[begin - 1] not in _STOPS:
        return False
    patterns = load_patterns("responsibilities")
    inside = text[begin + 1 : close - 1]
    return bool(patterns["label"].regex.match(inside) or patterns["role_behind"].regex.match(inside))


def _is_line(bracket: tuple[int, int], end: int) -> bool:
    """Say whether ``bracket`` closes at ``end`` and holds more than a number."""
    return bracket[1] == end and end - bracket[0] > _NUMBER_BRACKET


def _protected(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost bracketed or quoted ranges; a mark without its partner protects nothing."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _PAIR.finditer(text, start, end):
        sign = match.group()
        opening = _CLOSES.get(sign)
        if opening is None:
            stack.append((_ROUND.get(sign, sign), match.start()))
            continue
        opening = _ROUND.get(opening, opening)
        for depth in range(len(stack) - 1, max(len(stack) - 5, -1), -1):
            if stack[depth][0] == opening:
                found.append((stack[depth][1], match.end()))
                del stack[depth:]
                break
    outer: list[tuple[int, int]] = []
    for begin, finish in sorted(found):
        if not outer or begin >= outer[-1][1]:
            outer.append((begin, finish))
    return outer
