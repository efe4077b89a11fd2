"""A document in one form of marks: it is read alike, whichever keyboard, site or file it came through.

``plain_marks`` gives the text with “ ” for straight, single and corner quotation marks, ASCII letters and
digits for full-width ones, a plain blank and a plain line end for those of other kinds. ``in_one_form``
leaves out besides what only sets the text: blanks around figures (到 2025 年), line ends inside paragraphs,
characters of no width. Rules read that form;
``OneForm.as_written`` leads what they found back to the text as it was read, whose words are quoted.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from extract.model import Deadline, Document, Entry, Responsibility, Section, Span
from extract.wrapped import wrapped_line_ends

__all__ = ["OneForm", "in_one_form", "plain_marks"]

_Value = TypeVar("_Value")

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_TO_ASCII = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_BLANK = re.compile("[\u00a0\u2002-\u200a\u202f]")
_LINE_END = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_OTHER_QUOTES = re.compile('["‘’「」『』]')
_QUOTES = re.compile('["“”‘’「」『』]|\n')
_OPENING = "“‘「『"
_CLOSING = "”’」』"
_GOES_ON = re.compile("[\u4e00-\u9fff，、,]")
"""A line that ends so may go on inside a quotation; any other line end closes it."""
_NO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
_SPACED_YEAR = re.compile("(?<![0-9])[0-9]{4}(?P<after> {1,2})(?=年)")
_FIGURE = re.compile(
    "(?<![条章节表图])(?<!附件)(?<!专栏)(?<=[\u4e00-\u9fff，、：（(）)〔〕\\]《》“”])(?P<before> {1,2})?"
    "[0-9]+(?:[.,/—–~～-][0-9]+)*[%％]?(?:(?P<after> {1,2})(?=[\u4e00-\u9fff]))?(?![.．、)）0-9])"
)
"""A figure inside a sentence: no number of a heading, an article or a table, whose blank sets it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneForm:
    """``text``: what ``written`` says, in one form of marks.

    ``starts`` holds, for each character of ``text`` and for its end, the offset in ``written``; None where
    both have the same offsets.
    """

    text: str
    written: str
    starts: tuple[int, ...] | None

    def of(self, document: Document) -> Document:
        """Return ``document``, whose text is ``written``, in the form; itself where nothing is changed."""
        if self.starts is None:
            return document if self.text == self.written else replace(document, text=self.text)
        return replace(
            document,
            text=self.text,
            outside=tuple(
                Span(start=bisect_left(self.starts, span.start), end=bisect_left(self.starts, span.end))
                for span in document.outside
            ),
            pages=tuple(bisect_left(self.starts, page) for page in document.pages),
        )

    def as_written(self, found: _Value) -> _Value:
        """Return what was found in the form with its spans, and the words they cover, as written."""
        if self.text == self.written:
            return found
        back: _Value = _Return(self).of(found)
        return back

    def span_as_written(self, span: Span) -> Span:
        """Return where a span of the form stands in the text as written."""
        if self.starts is None:
            return span
        start = self.starts[span.start]
        return Span(start=start, end=self.starts[span.end - 1] + 1 if span.end > span.start else start)


def in_one_form(written: str) -> OneForm:
    """Return the form of a text: ``plain_marks``, without the blanks and line ends that a typesetter put in."""
    text = plain_marks(written)
    left_out = sorted(_left_out(text))
    if not left_out:
        return OneForm(text=text, written=written, starts=None)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for start, end in (*left_out, (len(text), len(text))):
        pieces.append(text[at:start])
        starts.extend(range(at, start))
        at = end
    return OneForm(text="".join(pieces), written=written, starts=(*starts, len(text)))


def plain_marks(text: str) -> str:
    """Return ``text`` with each quotation mark, digit, blank and line end in its usual form, at its offset.

    A straight mark opens a quotation where none is open in its paragraph and closes it else. Marks inside
    others (“甲‘乙’丙”) stay.

    >>> plain_marks('落实"双减"意见，到２０２５年')
    '落实“双减”意见，到2025年'
    """
    text = _WIDE.sub(lambda match: match[0].translate(_TO_ASCII), text)
    text = _LINE_END.sub("\n", _BLANK.sub(" ", text))
    return _with_curly_quotes(text) if _OTHER_QUOTES.search(text) else text


def _with_curly_quotes(text: str) -> str:
    pieces: list[str] = []
    at, closes = 0, ""
    for match in _QUOTES.finditer(text):
        mark, start = match[0], match.start()
        if mark == "\n":
            if not _GOES_ON.match(text, start - 1) or text[start + 1 : start + 2].isspace():
                closes = ""
            continue
        if not closes and (mark == '"' or mark in _OPENING):
            closes = '"' if mark == '"' else _CLOSING[_OPENING.index(mark)]
            written = "“"
        elif mark == closes:
            closes, written = "", "”"
        else:
            continue
        pieces += (text[at:start], written)
        at = start + 1
    return "".join((*pieces, text[at:]))


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    """Yield where blanks stand around figures, line ends inside paragraphs, and characters of no width."""
    for match in _NO_WIDTH.finditer(text):
        yield match.span()
    yield from wrapped_line_ends(text)
    blanks: set[tuple[int, int]] = set()
    for pattern, groups in ((_FIGURE, ("before", "after")), (_SPACED_YEAR, ("after",))):
        for match in pattern.finditer(text):
            blanks.update(match.span(group) for group in groups if match[group])
    yield from blanks


class _Return:
    """Leads values back to the text as written; what several values share they share afterwards."""

    def __init__(self, form: OneForm) -> None:
        self._form = form
        self._done: dict[int, tuple[Any, Any]] = {}

    def of(self, value: Any) -> Any:
        """Return ``value`` with each span in it, and the words of it, as written."""
        if isinstance(value, Span):
            return self._form.span_as_written(value)
        if isinstance(value, tuple):
            return tuple(self.of(item) for item in value)
        if not is_dataclass(value) or isinstance(value, type | Document | Entry):
            return value
        if id(value) not in self._done:
            self._done[id(value)] = (value, self._of_fields(value))
        return self._done[id(value)][1]

    def _of_fields(self, value: Any) -> Any:
        changed: dict[str, Any] = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = self.of(old)
            if new != old:
                changed[field.name] = new
        changed.update(self._words_of(value))
        return replace(value, **changed) if changed else value

    def _words_of(self, value: Any) -> dict[str, str]:
        """Return the words that ``value`` quotes, where they are those of its span and no shorter form."""
        read, written = self._form.text, self._form.written
        back = self._form.span_as_written
        if isinstance(value, Section):
            start = value.span.start
            marker = back(Span(start=start, end=start + len(value.marker)))
            return {"marker": marker.of(written), "title": back(value.title_span).of(written)}
        if isinstance(value, Deadline | Responsibility) and value.text == value.span.of(read):
            return {"text": back(value.span).of(written)}
        return {}
