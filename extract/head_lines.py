"""The lines above the body of a document: which is the title, which the number, where the body begins."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from extract.model import Document, Span
from extract.numbers import FoundNumber, find_numbers
from extract.patterns import load_patterns
from extract.titles import squeeze

__all__ = [
    "HeadBlock",
    "Line",
    "LineKind",
    "joined_title",
    "own_line_at",
    "own_lines",
    "own_lines_before",
    "read_head_block",
    "undressed",
]

_BLANKS = " \t\r\n\ufeff\u3000\xa0"
_MOST_LINES = 40
_LONGEST_TITLE = 160
_NUMBER_REACH = 24
_NUMBER_NOISE = re.compile(
    r"[\s\u3000\xa0（()）\[\]【】—\-–─_=*★☆]|签发人[：:].*|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|文件"
)
_DATE_LINE = re.compile(
    r"^[（(]?\s*(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年.{2,8}月.{1,3}日\s*[）)]?$"
    r"|^\d{4}([-/.])\d{1,2}\1\d{1,2}$"
)
_RUN_REACH = 600
_LONGEST_NAME = 40
_LONGEST_ITEM = 30
_SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_BOOK_TITLE = re.compile("《([^《》]+)》")
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
    not go on from it. ``lines`` are those of the title. ``serial_span`` is the number of an announcement
    that is printed without its name (2020年第11号). ``addressee`` is the line of those whom the document is addressed to, "" without one.
    """

    title: str | None
    title_span: Span | None
    lines: tuple[Line, ...]
    number: FoundNumber | None
    serial_span: Span | None
    issuer_span: Span | None
    addressee: str
    body_start: int


def own_lines(document: Document, start: int = 0) -> Iterator[Line]:
    """Yield the lines with words that are the document's own, from ``start`` on."""
    while start < len(document.text):
        line, start = _line_from(document, start)
        if line is not None:
            yield line


def undressed(words: str) -> str:
    """Return a title line without what a site set before or behind it: 【某地法规】, 政策速递丨, （免费下载）."""
    return load_patterns("head")["site_dress"].regex.sub("", words)


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
    serial: Span | None = None
    issuer: Span | None = None
    addressee: str = ""
    addressee_start: int | None = None
    taken_to: int = 0

    def takes(self, line: Line) -> bool:
        """Take ``line`` for what it is and say so; False where the body begins with it."""
        bare = _without_dress(line)
        if bare is None or self._is_menu(bare):
            return True
        return self._takes_bare(bare)

    def _is_menu(self, line: Line) -> bool:
        """Say whether ``line`` is an item of the page's menu or list of facts, above the text or below the title."""
        is_short = len(line.words) <= _LONGEST_ITEM or not _complete(self.pieces)
        return is_short and _match("menu_item", line.words) is not None

    def _takes_bare(self, line: Line) -> bool:
        """Take a line without the dress of a site."""
        if self._takes_run(line) or self._takes_with_addressee(line) or self._takes_in_quotes(line):
            return True
        if self._takes_number(line):
            return True
        beside = self._beside_number(line)
        if beside is not None:
            return self._takes_bare(beside)
        if _is_said(self.pieces, line) or self._takes_red_head(line):
            return True
        if _match("bare_serial", line.words):
            self.serial = self.serial or line.span
            return True
        kind = _kind(line)
        if kind is LineKind.TITLE and _complete(self.pieces) and _is_publisher(line):
            return True
        if kind is LineKind.BODY or (kind is LineKind.TITLE and _is_over(self.pieces, line)):
            self.addressee = line.words if _match("addressee", line.words) else ""
            return False
        if kind is LineKind.ISSUER and self.issuer is None:
            red_head = _match("red_head", line.words)
            length = red_head.end("issuer") if red_head else len(line.words)
            self.issuer = Span(start=line.span.start, end=line.span.start + length)
        elif kind is LineKind.TITLE:
            if not _complete(self.pieces) and _is_named_in(self.pieces, line):
                self.pieces = []
            self.pieces.append(line)
        return True

    def block(self, body_start: int) -> HeadBlock:
        """Return what the lines taken so far say."""
        kept = _without_names_above(self.pieces)
        above = self.pieces[-len(kept) - 1] if len(kept) < len(self.pieces) else None
        if self.issuer is None and above is not None and _match("office_run", above.words):
            self.issuer = above.span
        lines = _title_lines(kept)
        title, span = joined_title(lines)
        if span is not None and self.number is None:
            title, span = self._number_behind(span, title)
        return HeadBlock(
            title=title,
            title_span=span,
            lines=tuple(lines),
            number=self.number,
            serial_span=self.serial,
            issuer_span=self.issuer,
            addressee=self.addressee,
            body_start=body_start,
        )

    def _takes_run(self, line: Line) -> bool:
        """Take a head that came out in one run: (the red head,) the number, the title, the addressee."""
        found = None if self.pieces else next(find_numbers(self.text, line.span.start, line.span.end), None)
        if found is None:
            return False
        before = self.text[line.span.start : found.span.start].strip(_BLANKS + "（([")
        red_head = _match("red_head", before)
        match = load_patterns("head")["run_title"].regex.match(
            self.text, found.span.end, found.span.end + _RUN_REACH
        )
        if match is None or (before and red_head is None):
            return False
        self.number = self.number or found
        self.pieces = [
            Line(
                span=Span(start=match.start("title"), end=match.end("title")),
                words=_SPREAD.sub("", match["title"]),
            )
        ]
        self.addressee, self.addressee_start = match["to"], match.start("to")
        return True

    def _beside_number(self, line: Line) -> Line | None:
        """Take the number that opens or closes a title's line, and return the rest of the line."""
        found = next(find_numbers(self.text, line.span.start, line.span.end), None)
        if found is None or found.span.end > line.span.end:
            return None
        before = self.text[line.span.start : found.span.start]
        after = self.text[found.span.end : line.span.end]
        behind = after.lstrip(_BLANKS + "）)]】|｜丨│")
        if not before.strip(_BLANKS + "（([【") and _is_title_line(behind):
            rest = behind
            span = Span(start=line.span.end - len(rest), end=line.span.end)
        elif before != (rest := before.rstrip(_BLANKS + "（([【")) and not _NUMBER_NOISE.sub("", after):
            if _match("title_end", rest) is None or _match("unfinished", rest):
                return None
            span = Span(start=line.span.start, end=line.span.start + len(rest))
        else:
            return None
        self.number = self.number or found
        return Line(span=span, words=rest)

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


def _without_dress(line: Line) -> Line | None:
    """Return ``line`` without what a site set around a title, 通 知 as one word; None where nothing is left."""
    if _match("spaced_kind", line.words):
        return Line(span=line.span, words="".join(line.words.split()))
    words = undressed(line.words).strip(_BLANKS)
    if words == line.words or not words:
        return line if words else None
    start = line.span.start + line.words.index(words)
    return Line(span=Span(start=start, end=start + len(words)), words=words)


def _is_title_line(words: str) -> bool:
    """Say whether the words behind a number begin or make a title."""
    if len(words) < _SHORTEST_TITLE or "。" in words:
        return False
    return "关于" in words or bool(_match("loose_title_end", words))


def _is_said(pieces: Sequence[Line], line: Line) -> bool:
    """Say whether a finished title says already what ``line`` says: a copy of it, or its issuer alone.

    The issuer may be written longer (某省某市人民政府 under 某市人民政府关于…的通知).
    """
    title = _joined(pieces)
    if not _complete(pieces) and not (pieces and _match("news_head", title)):
        return False
    key, begins = squeeze(line.words), _match("begins_with_issuer", title)
    if key and key in squeeze(title):
        return True
    return bool(begins and _match("office_run", line.words) and line.words.endswith(begins["issuer"]))


def _is_named_in(pieces: Sequence[Line], line: Line) -> bool:
    """Say whether ``line`` is a title that a headline above it names: 某市印发《甲办法》和《乙办法》, then 甲办法."""
    key = squeeze(line.words)
    return any(squeeze(title) == key for title in _BOOK_TITLE.findall(_joined(pieces)))


def _is_publisher(line: Line) -> bool:
    """Say whether ``line``, below a complete title, is the body that put the page up."""
    return len(line.words) <= _LONGEST_NAME and _match("office_run", line.words) is not None


def _is_over(pieces: Sequence[Line], line: Line) -> bool:
    """Say whether the title is complete and ``line`` is no note that belongs to it."""
    return _complete(pieces) and not _NOTE.match(line.words)


def _joined(pieces: Sequence[Line]) -> str:
    """Return title lines as one: a line end between words of Chinese is no space."""
    return "".join(piece.words for piece in pieces)


def joined_title(lines: Sequence[Line]) -> tuple[str | None, Span | None]:
    """Return the title that ``lines`` make, and its span from the first to the last."""
    if not lines:
        return None, None
    return _clean(_joined(lines)), Span(start=lines[0].span.start, end=lines[-1].span.end)


def _title_lines(pieces: Sequence[Line]) -> Sequence[Line]:
    """Return those of the pieces that make the title."""
    for count in range(len(pieces), 0, -1):
        kept = [
            piece
            for piece in pieces[:count]
            if not _UNFINISHED.search(piece.words) or not _NOTE.match(piece.words)
        ]
        if kept and _match("loose_title_end", _joined(kept)):
            return kept
    return pieces[:1] if pieces and _may_be_title(pieces[0].words) else ()


def _may_be_title(words: str) -> bool:
    """Say whether a line that ends in no kind of document may be a title all the same.

    关于转发某银发〔2018〕1号 is one, a menu's word and a part of a sentence are none.
    """
    if "关于" in words:
        return True
    return len(words) >= _SHORTEST_TITLE and _SENTENCE_MARK.search(words) is None


def _without_names_above(pieces: Sequence[Line]) -> Sequence[Line]:
    """Return the pieces that make one title: what a site printed above it is dropped.

    That is a name of the file or a copy, where a later line begins a title with its issuer or 关于; lines
    that the next ones say again; and a body's name alone over a title that does not go on from it (某省人民政府 / 某省图书馆条例).
    某市政府办公室转发 / 某市教育局关于…的通知 stays whole: the second line is what is forwarded.
    """
    for index in range(len(pieces) - 1, 0, -1):
        before, words = pieces[index - 1].words, pieces[index].words
        above = squeeze(_joined(pieces[:index]))
        if len(above) >= _SHORTEST_TITLE and above in squeeze(_joined(pieces[index:])):
            return pieces[index:]
        if words.startswith("关于") and not _match("leads_on", before) and _complete(pieces[index:]):
            return pieces[index:]
        begins = _match("begins_with_issuer", words)
        if begins and (not _match("leads_on", before) or before.endswith(words[: begins.end("issuer")])):
            return pieces[index:]
        if not begins and _match("office_run", before) and not _match("goes_on", words) and index == 1:
            return pieces[index:]
    return pieces


def _clean(title: str) -> str:
    return title.strip(_BLANKS)
