"""What the finders of citations share about one text: brackets, introduced names, numbers, own names.

Each is found once. Positions that are the website's and not the document's are dropped here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extract.finding.brackets import Bracketed, find_brackets
from extract.finding.introductions import Introduction, find_introductions
from extract.finding.own_title import OwnTitle, own_title
from extract.model import Document, Head, Span
from extract.numbers import FoundNumber, find_numbers

__all__ = ["Page", "SpanIndex", "read_page"]

_STOP = re.compile("[。；;！!？?\n]")
_SENTENCE_REACH = 160


class SpanIndex:
    """Spans that do not overlap, in order, asked by position in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Index ``spans``; they are sorted here."""
        self.spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self.spans]

    def add(self, span: Span) -> None:
        """Add a span, which must not overlap those there are."""
        index = bisect_right(self._starts, span.start)
        self.spans.insert(index, span)
        self._starts.insert(index, span.start)

    def at(self, position: int) -> Span | None:
        """Return the span that holds ``position``, or None."""
        index = bisect_right(self._starts, position) - 1
        return self.spans[index] if index >= 0 and position < self.spans[index].end else None

    def overlapping(self, span: Span) -> Span | None:
        """Return the first span that shares a character with ``span``, or None."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        while index < len(self.spans) and self.spans[index].start < span.end:
            if self.spans[index].overlaps(span):
                return self.spans[index]
            index += 1
        return None

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans that begin at or after ``start`` and before ``end``."""
        low = bisect_right(self._starts, start - 1)
        return tuple(self.spans[low : bisect_right(self._starts, end - 1)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document's text with what was found in it before any citation is decided."""

    text: str
    head: Head
    own: OwnTitle
    outside: SpanIndex
    brackets: tuple[Bracketed, ...]
    introductions: tuple[Introduction, ...]
    numbers: tuple[FoundNumber, ...]

    def sentence_start(self, position: int) -> int:
        """Return where the sentence around ``position`` starts: after a full stop, a semicolon or a line end.

        A line end right before ``position`` is passed over. At most 160 characters back.
        """
        low = max(0, position - _SENTENCE_REACH)
        before = self.text[low:position]
        kept = before.rstrip()
        last = None
        for match in _STOP.finditer(kept):
            last = match.end()
        return low if last is None else low + last

    def sentence_end(self, position: int) -> int:
        """Return where the sentence around ``position`` ends, the mark that ends it left out."""
        while position < len(self.text) and self.text[position].isspace():
            position += 1
        match = _STOP.search(self.text, position, position + _SENTENCE_REACH)
        return match.start() if match else min(len(self.text), position + _SENTENCE_REACH)


def read_page(document: Document, head: Head) -> Page:
    """Return ``document`` with its brackets, introductions and numbers, each in the order of the text."""
    text = document.text
    outside = SpanIndex(document.outside)
    return Page(
        text=text,
        head=head,
        own=own_title(head),
        outside=outside,
        brackets=tuple(found for found in find_brackets(text) if not outside.at(found.span.start)),
        introductions=find_introductions(text),
        numbers=tuple(found for found in find_numbers(text) if not outside.at(found.span.start)),
    )
