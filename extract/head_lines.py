"""The lines above the body of a document: which is the title, which the number, where the body begins."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from extract.model import Document, Span
from extract.numbers import FoundNumber, find_numbers
from extract.patterns import load_patterns

__all__ = ["HeadBlock", "Line", "LineKind", "own_line_at", "own_lines", "own_lines_before", "read_head_block"]

_BLANKS = " \t\r\n\ufeff\u3000\xa0"
_MOST_LINES = 40
_LONGEST_TITLE = 160
_NUMBER_REACH = 24
_NUMBER_NOISE = re.compile(
    r"[\s\u3000\xa0（()）\[\]【】—\-–─_=*★☆]|签发人[：:].*|\d{4}年\d{1,2}月\d{1,2}日|文件"
)
_DATE_LINE = re.compile(
    r"^[（(]?\s*(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年.{2,8}月.{1,3}日\s*[）)]?$"
)
_FILE_WORD = re.compile(r"^文\s*件$")
_SHORTEST_TITLE = 6
_SENTENCE_MARK = re.compile("[，,。；;：:！？]")
_NOTE = re.compile(r"^[（(].{1,14}[）)]$")
_UNFINISHED = re.compile(r"征求意见稿|草案|送审稿|讨论稿|公开征求意见")


class LineKind(Enum):
    """What a line of the head is."""

    TITLE = "title"
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

    ``issuer_span`` is the issuer in the red head (某市人民政府文件), or alone on a line over a title that does
    not go on from it. ``addressee`` is the line of those whom the document is addressed to, "" without one.
    """

    title: str | None
    title_span: Span | None
    number: FoundNumber | None
    issuer_span: Span | None
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
    reader = _Reader(text=document.text)
    body_start = len(document.text)
    for count, line in enumerate(own_lines(document)):
        if line.span.start < reader.taken_to:
            continue
        if count >= _MOST_LINES or not reader.takes(line):
            body_start = line.span.start
            break
        if reader.addressee_start is not None:
            body_start = reader.addressee_start
            break
    return reader.block(body_start)


@dataclass(slots=True)
class _Reader:
    """Takes the lines of a head one by one, until the first that is the body's."""

    text: str
    pieces: list[Line] = field(default_factory=list)
    number: FoundNumber | None = None
    issuer: Span | None = None
    addressee: str = ""
    addressee_start: int | None = None
    taken_to: int = 0

    def takes(self, line: Line) -> bool:
        """Take ``line`` for what it is and say so; False where the body begins with it."""
        if self._takes_with_addressee(line) or self._takes_in_quotes(line) or self._takes_number(line):
            return True
        if _is_said(self.pieces, line) or self._takes_red_head(line):
            return True
        kind = _kind(line)
        if kind is LineKind.BODY or (kind is LineKind.TITLE and _is_over(self.pieces, line)):
            self.addressee = line.words if _match("addressee", line.words) else ""
            return False
        if kind is LineKind.ISSUER and self.issuer is None:
            red_head = _match("red_head", line.words)
            length = red_head.end("issuer") if red_head else len(line.words)
            self.issuer = Span(start=line.span.start, end=line.span.start + length)
        elif kind is LineKind.TITLE:
            self.pieces.append(line)
        return True

    def block(self, body_start: int) -> HeadBlock:
        """Return what the lines taken so far say."""
        kept = _without_names_above(self.pieces)
        above = self.pieces[-len(kept) - 1] if len(kept) < len(self.pieces) else None
        if self.issuer is None and above is not None and _match("office_run", above.words):
            self.issuer = above.span
        title, span = _title(kept)
        if span is not None and self.number is None:
            title, span = self._number_behind(span, title)
        return HeadBlock(
            title=title,
            title_span=span,
            number=self.number,
            issuer_span=self.issuer,
            addressee=self.addressee,
            body_start=body_start,
        )

    def _takes_with_addressee(self, line: Line) -> bool:
        """Take a line that holds the title and the addressee; the body begins with the addressee."""
        fused = _match("fused_addressee", line.words)
        if fused is None or _complete(self.pieces):
            return False
        self._add_piece(line, fused)
        self.addressee, self.addressee_start = fused["to"], line.span.start + fused.start("to")
        return True

    def _takes_in_quotes(self, line: Line) -> bool:
        """Take a number and a title in one line (某政办发〔2016〕26号《某通知》), as lists of documents print them."""
        quoted = _match("numbered_title", line.words)
        if quoted is None or self.pieces:
            return False
        self.number = self.number or next(find_numbers(self.text, line.span.start, line.span.end), None)
        self._add_piece(line, quoted)
        return True

    def _takes_number(self, line: Line) -> bool:
        """Take a line that is a number, or an order's number that goes on in a line of its own (…令 / 第12号)."""
        reach = _NUMBER_REACH if line.words.endswith(("令", "公告")) else 0
        found = next(find_numbers(self.text, line.span.start, line.span.end + reach), None)
        if found is None:
            return False
        is_spread = found.span.start == line.span.start and found.span.end > line.span.end
        around = (
            self.text[line.span.start : found.span.start]
            + self.text[found.span.end : max(line.span.end, found.span.end)]
        )
        if not is_spread and (found.span.end > line.span.end or _NUMBER_NOISE.sub("", around)):
            return False
        self.number = self.number or found
        self.taken_to = found.span.end
        return True

    def _takes_red_head(self, line: Line) -> bool:
        """Take 文件 alone on its line: the names of offices above it are the issuers, and no title."""
        names = self.pieces
        if (
            not _FILE_WORD.match(line.words)
            or not names
            or not all(_match("office_run", name.words) for name in names)
        ):
            return False
        self.issuer = Span(start=names[0].span.start, end=names[-1].span.end)
        self.pieces = []
        return True

    def _add_piece(self, line: Line, match: re.Match[str]) -> None:
        start = line.span.start + match.start("title")
        self.pieces.append(
            Line(span=Span(start=start, end=start + len(match["title"])), words=match["title"])
        )

    def _number_behind(self, span: Span, title: str | None) -> tuple[str | None, Span | None]:
        """Take the number that stands in brackets behind the title, and return the title without it."""
        for found in find_numbers(self.text, span.start, span.end):
            if found.span.end >= span.end - 1:
                words = self.text[span.start : found.span.start].rstrip(_BLANKS + "（([〔【")
                if words:
                    self.number = found
                    return words, Span(start=span.start, end=span.start + len(words))
        return title, span


def _kind(line: Line) -> LineKind:
    words = line.words
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


def _title(pieces: Sequence[Line]) -> tuple[str | None, Span | None]:
    """Return the title that the pieces make, and its span from the first to the last."""
    for count in range(len(pieces), 0, -1):
        kept = [
            piece
            for piece in pieces[:count]
            if not _UNFINISHED.search(piece.words) or not _NOTE.match(piece.words)
        ]
        if kept and _match("loose_title_end", _joined(kept)):
            return _clean(_joined(kept)), Span(start=kept[0].span.start, end=kept[-1].span.end)
    first = pieces[0] if pieces else None
    if first is None or not _may_be_title(first.words):
        return None, None
    return _clean(first.words), first.span


def _may_be_title(words: str) -> bool:
    """Say whether a line that ends in no kind of document may be a title all the same.

    关于转发某银发〔2018〕1号 is one, a menu's word and a part of a sentence are none.
    """
    if "关于" in words:
        return True
    return len(words) >= _SHORTEST_TITLE and _SENTENCE_MARK.search(words) is None


def _without_names_above(pieces: Sequence[Line]) -> Sequence[Line]:
    """Return the pieces that make one title: what a site printed above it is dropped.

    That is a name of the file or a copy, where a later line begins a title with its issuer, and a body's
    name alone over a title that does not go on from it (某省人民政府 / 某省图书馆条例).
    某市政府办公室转发 / 某市教育局关于…的通知 stays whole: the second line is what is forwarded.
    """
    for index in range(len(pieces) - 1, 0, -1):
        before, words = pieces[index - 1].words, pieces[index].words
        begins = _match("begins_with_issuer", words)
        if begins and (not _match("leads_on", before) or before.endswith(words[: begins.end("issuer")])):
            return pieces[index:]
        if not begins and _match("office_run", before) and not _match("goes_on", words) and index == 1:
            return pieces[index:]
    return pieces


def _clean(title: str) -> str:
    return title.strip(_BLANKS)
