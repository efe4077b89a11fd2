"""The lines above the body of a document: which is the title, which the number, where the body begins."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from extract.model import Document, Span
from extract.numbers import FoundNumber, find_numbers
from extract.patterns import load_patterns

__all__ = ["HeadBlock", "Line", "LineKind", "own_line_at", "own_lines", "own_lines_before", "read_head_block"]

_BLANKS = " \t\r\n\ufeff\u3000\xa0"
_MOST_LINES = 40
_LONGEST_TITLE = 160
_NUMBER_NOISE = re.compile(
    r"[\s\u3000\xa0（()）\[\]【】—\-–─_=*★☆]|签发人[：:].*|\d{4}年\d{1,2}月\d{1,2}日|文件"
)
_DATE_LINE = re.compile(
    r"^[（(]?\s*(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年.{2,8}月.{1,3}日\s*[）)]?$"
)
_TRAILING_NUMBER = re.compile(r"\s*[（(〔\[]?\s*$")
_NOTE = re.compile(r"^[（(].{1,14}[）)]$")
_UNFINISHED = re.compile(r"征求意见稿|草案|送审稿|讨论稿|公开征求意见")


class LineKind(Enum):
    """What a line of the head is."""

    TITLE = "title"
    NUMBER = "number"
    DATE = "date"
    ISSUER = "issuer"
    MARK = "mark"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the document's own text; ``words`` without the blanks around, at ``span``."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadBlock:
    """What stands above the body: ``title`` lines (none if the text begins after them), the number, the body's start.

    ``addressee`` is the line of those whom the document is addressed to, "" without one.
    """

    title: str | None
    title_span: Span | None
    number: FoundNumber | None
    red_head: str
    addressee: str
    body_start: int


def own_lines(document: Document, start: int = 0) -> Iterator[Line]:
    """Yield the lines with words that are the document's own, from ``start`` on."""
    while start < len(document.text):
        line, start = _line_from(document, start)
        if line is not None:
            yield line


def own_lines_before(document: Document, end: int) -> Iterator[Line]:
    """Yield the document's own lines with words that end before ``end``, the last first."""
    text = document.text
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        line, _ = _line_from(document, start)
        if line is not None and line.span.end <= end:
            yield line
        end = start


def own_line_at(document: Document, position: int) -> Line | None:
    """Return the document's own line that holds ``position``, None where that is outside."""
    start = document.text.rfind("\n", 0, position) + 1
    line, _ = _line_from(document, start)
    return line if line is not None and line.span.start <= position < line.span.end else None


def _line_from(document: Document, start: int) -> tuple[Line | None, int]:
    """Return the own line that starts at ``start``, None for one that is outside or blank, and where the next starts."""
    text = document.text
    index = bisect_right(document.outside, start, key=lambda span: span.start) - 1
    if index >= 0 and start < document.outside[index].end:
        return None, document.outside[index].end
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    words = text[start:end]
    stripped = words.strip(_BLANKS)
    if not stripped:
        return None, end + 1
    left = start + words.index(stripped)
    return Line(span=Span(start=left, end=left + len(stripped)), words=stripped), end + 1


def read_head_block(document: Document) -> HeadBlock:
    """Return what the lines above the body say."""
    text = document.text
    pieces: list[Line] = []
    number: FoundNumber | None = None
    red_head = addressee = ""
    body_start = len(text)
    for index, line in enumerate(own_lines(document)):
        fused = _match("fused_addressee", line.words)
        if fused and not (pieces and _complete(pieces)):
            start = line.span.start + fused.start("title")
            pieces.append(
                Line(span=Span(start=start, end=line.span.start + fused.end("title")), words=fused["title"])
            )
            addressee, body_start = fused["to"], line.span.start + fused.start("to")
            break
        quoted = _match("numbered_title", line.words)
        if quoted and not pieces:
            # 某政办发〔2016〕26号《某通知》: the number and the title that a list of documents prints in one line
            number = number or next(find_numbers(text, line.span.start, line.span.end), None)
            start = line.span.start + quoted.start("title")
            pieces.append(
                Line(span=Span(start=start, end=start + len(quoted["title"])), words=quoted["title"])
            )
            continue
        if pieces and _is_said(pieces, line):
            continue
        kind = _kind(text, line)
        if (
            kind is LineKind.BODY
            or index >= _MOST_LINES
            or (kind is LineKind.TITLE and _is_over(pieces, line))
        ):
            addressee = line.words if _match("addressee", line.words) else ""
            body_start = line.span.start
            break
        if kind is LineKind.NUMBER and number is None:
            number = next(find_numbers(text, line.span.start, line.span.end))
        elif kind is LineKind.ISSUER:
            red_head = red_head or line.words
        elif kind is LineKind.TITLE:
            pieces.append(line)
    title, span = _title(text, pieces)
    if span is not None and number is None:
        number = next(
            (found for found in find_numbers(text, span.start, span.end) if found.span.end >= span.end - 1),
            None,
        )
        if number is not None and _TRAILING_NUMBER.search(text, span.start, number.span.start):
            title, span = _without_number(text, span, number)
    return HeadBlock(
        title=title,
        title_span=span,
        number=number,
        red_head=red_head,
        addressee=addressee,
        body_start=body_start,
    )


def _kind(text: str, line: Line) -> LineKind:
    words = line.words
    found = next(find_numbers(text, line.span.start, line.span.end), None)
    if found is not None and not _NUMBER_NOISE.sub(
        "", text[line.span.start : found.span.start] + text[found.span.end : line.span.end]
    ):
        return LineKind.NUMBER
    if _DATE_LINE.match(words) or _match("adoption", words):
        return LineKind.DATE
    if _match("printed_marks", words):
        return LineKind.MARK
    if _match("red_head", words):
        return LineKind.ISSUER
    if (
        len(words) > _LONGEST_TITLE
        or _match("addressee", words)
        or _match("heading", words)
        or _match("body", words)
    ):
        return LineKind.BODY
    return LineKind.TITLE


def _match(name: str, words: str) -> re.Match[str] | None:
    return load_patterns("head")[name].regex.search(words)


def _complete(pieces: Sequence[Line]) -> bool:
    """Say whether the pieces make a title that ends as titles end and leaves nothing to be said."""
    words = _joined(pieces)
    return bool(pieces) and _match("title_end", words) is not None and _match("unfinished", words) is None


def _is_said(pieces: Sequence[Line], line: Line) -> bool:
    """Say whether a complete title says already what ``line`` says: a copy of it, or its issuer alone."""
    return _complete(pieces) and line.words.strip("《》") in _joined(pieces)


def _is_over(pieces: Sequence[Line], line: Line) -> bool:
    """Say whether the title is complete and ``line`` is no note that belongs to it."""
    return _complete(pieces) and not _NOTE.match(line.words)


def _joined(pieces: Sequence[Line]) -> str:
    """Return title lines as one: a line end between words of Chinese is no space."""
    return "".join(piece.words for piece in pieces)


def _title(text: str, pieces: Sequence[Line]) -> tuple[str | None, Span | None]:
    """Return the title that the pieces make, and its span from the first to the last."""
    pieces = _without_names_above(pieces)
    for count in range(len(pieces), 0, -1):
        kept = [
            piece
            for piece in pieces[:count]
            if not _UNFINISHED.search(piece.words) or not _NOTE.match(piece.words)
        ]
        if kept and _match("loose_title_end", _joined(kept)):
            return _clean(_joined(kept)), Span(start=kept[0].span.start, end=kept[-1].span.end)
    if not pieces:
        return None, None
    first = pieces[0]
    return _clean(first.words), first.span


def _without_names_above(pieces: Sequence[Line]) -> Sequence[Line]:
    """Return the pieces from the last on that begins a title of its own: what a site named the file is dropped.

    某市政府办公室转发 / 某市教育局关于…的通知 is one title: what is forwarded goes on from the line above.
    """
    for index in range(len(pieces) - 1, 0, -1):
        begins = _match("begins_with_issuer", pieces[index].words)
        if begins and not _match("leads_on", pieces[index - 1].words):
            return pieces[index:]
    return pieces


def _clean(title: str) -> str:
    return title.strip(_BLANKS)


def _without_number(text: str, span: Span, number: FoundNumber) -> tuple[str | None, Span | None]:
    words = text[span.start : number.span.start].rstrip(_BLANKS + "（([〔【")
    return (words, Span(start=span.start, end=span.start + len(words))) if words else (None, None)
