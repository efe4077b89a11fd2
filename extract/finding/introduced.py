"""Names that the text gave to a document, where they stand for it: 《意见》, “十条”, 科技新政.

A kind of document in brackets that nobody introduced means the only document of that kind named before,
or the document itself; else it stays a mention that means nothing known.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.finding.bracketed import is_generic_name
from extract.finding.brackets import Bracketed
from extract.finding.dictionary import Dictionary
from extract.finding.earlier import Earlier, anaphor, kind_of
from extract.finding.introductions import Introduction
from extract.finding.lists import tail_end
from extract.finding.page import Page, SpanIndex
from extract.finding.rules import Rule
from extract.model import Level, Mention, MentionKind, Span
from extract.numbers import numeral_value
from extract.origins import origin_of
from extract.patterns import load_patterns
from extract.titles import title_keys

__all__ = ["find_introduced"]

_SHORTEST_PLAIN = 3
_SEVERAL = 2
_GAP = 2
_GAP_TO_NONE = 3
_LONGEST_QUOTE = 7
_OPENING_QUOTE = re.compile('(?:[“‘"「『]|&(?:quot|ldquo);)$')
_CLOSING_QUOTE = re.compile('[”’"」』]|&(?:quot|rdquo);')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name introduced at ``start`` for the mentions at ``meant``, or (``dismissed``) for no document."""

    text: str
    start: int
    meant: tuple[Span, ...]
    dismissed: bool


class _Names:
    """The introduced names of a text, in its order."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._by_text: dict[str, list[_Name]] = {}
        for name in names:
            self._by_text.setdefault(name.text, []).append(name)

    def plain(self) -> Iterator[str]:
        """Yield the names that may stand without brackets: neither very short nor generic, unless of several."""
        for text, names in self._by_text.items():
            generic = is_generic_name(text) and len(names[0].meant) < _SEVERAL
            if len(text) >= _SHORTEST_PLAIN and not generic and not names[0].dismissed:
                yield text

    def last(self, text: str, position: int) -> _Name | None:
        """Return the last introduction of ``text`` before ``position``."""
        found = self._by_text.get(text, [])
        index = bisect_right(found, position, key=lambda name: name.start)
        return found[index - 1] if index else None

    def first(self, text: str) -> _Name | None:
        """Return the first introduction of ``text``, wherever it stands."""
        return next(iter(self._by_text.get(text, ())), None)

    def ending(self, title: str, position: int) -> _Name | None:
        """Return the introduced name that ``title`` ends with, words before it being left over from the text."""
        for length in range(len(title) - 1, _SHORTEST_PLAIN - 1, -1):
            text = title[-length:]
            if text in self._by_text and not is_generic_name(text):
                return self.last(text, position)
        return None


def find_introduced(
    page: Page, mentions: Sequence[Mention], names: Sequence[Bracketed], dismissed: Sequence[Bracketed]
) -> tuple[Mention, ...]:
    """Return the names of ``page`` that the text introduced for ``mentions``, or that are a kind in brackets.

    ``mentions`` are in the order of the text. ``names`` are the brackets that hold a generic or an
    introduced name, ``dismissed`` those that hold no document: a name introduced for one of these is
    no citation either.
    """
    earlier = Earlier(page, mentions)
    introduced = _Names(_introduced(page, earlier, dismissed))
    return (
        *_in_brackets(page, earlier, introduced, names),
        *_plain(page, introduced),
        *_counted(page, introduced),
    )


def _introduced(page: Page, earlier: Earlier, dismissed: Sequence[Bracketed]) -> Iterator[_Name]:
    ends = {bracket.span.end for bracket in dismissed}
    for introduction in page.introductions:
        start = introduction.span.start
        meant = _meant(page, earlier, introduction)
        lost = not meant and any(start - gap in ends for gap in range(_GAP_TO_NONE + 1))
        if not meant and not lost:
            continue
        one_each = len(introduction.names) > 1 and len(introduction.names) == len(meant)
        for index, name in enumerate(introduction.names):
            yield _Name(
                text=name,
                start=introduction.span.end,
                meant=(meant[index],) if one_each else meant,
                dismissed=lost,
            )


def _meant(page: Page, earlier: Earlier, introduction: Introduction) -> tuple[Span, ...]:
    """Return the mentions that an introduction follows: one, or as many as it says or names."""
    row = next(earlier.rows_before(introduction.span.start), ())
    if not row or introduction.span.start - tail_end(page.text, row[-1]) > _GAP:
        return ()
    many = introduction.count or max(1, len(introduction.names))
    chosen = row if introduction.joint else row[-many:]
    return tuple(mention.span for mention in chosen)


def _in_brackets(
    page: Page, earlier: Earlier, introduced: _Names, names: Sequence[Bracketed]
) -> Iterator[Mention]:
    for bracket in names:
        start, title = bracket.span.start, bracket.title
        if page.text[max(0, start - 1) : start] == "本":
            yield anaphor(page, bracket.span, Rule.OWN_NAME, ())
        elif name := introduced.last(title, start) or introduced.ending(title, start):
            if not name.dismissed:
                yield anaphor(page, bracket.span, Rule.INTRODUCED_NAME, name.meant)
        elif is_generic_name(title):
            yield _generic(page, earlier, bracket)
        elif (later := introduced.first(title)) and later.meant:
            found = anaphor(page, bracket.span, Rule.NAME_BEFORE_INTRODUCTION, later.meant)
            yield replace(found, kind=MentionKind.SHORT)


def _generic(page: Page, earlier: Earlier, bracket: Bracketed) -> Mention:
    kind, start = kind_of(bracket.title), bracket.span.start
    same = earlier.sole(kind, start) or earlier.with_ending(bracket.title, start)
    own = title_keys(page.head.title or "").core.endswith(bracket.title)
    if own and (same is None or not title_keys(same.title).core.endswith(bracket.title)):
        return anaphor(page, bracket.span, Rule.OWN_NAME, ())
    found = anaphor(page, bracket.span, Rule.KIND_IN_BRACKETS, ())
    if same is not None and _may_be_of(found.issuer_text, same, page):
        return anaphor(page, bracket.span, Rule.ONLY_ONE_OF_ITS_KIND, (same.span,))
    if same is None and kind_of(page.head.title or "") == kind and not earlier.any_of_kind(kind, start):
        return anaphor(page, bracket.span, Rule.OWN_NAME, ())
    return found


def _may_be_of(issuer: str, same: Mention, page: Page) -> bool:
    """Say whether the body named before a kind in brackets may have issued ``same``: 省委《意见》 is no ministry's."""
    levels = {
        origin_of("", None, issuer, page.head).level,
        origin_of(same.title, same.number, same.issuer_text, page.head).level,
    }
    return not issuer or len(levels - {Level.UNKNOWN}) < _SEVERAL


def _plain(page: Page, introduced: _Names) -> Iterator[Mention]:
    """Yield the introduced names that stand without brackets, before and after their introduction."""
    introductions = SpanIndex(introduction.span for introduction in page.introductions)
    for span, text in Dictionary(introduced.plain()).find(page.text):
        if introductions.at(span.start) is not None:
            continue
        name = introduced.last(text, span.start)
        span = _with_quotes(page.text, span)
        if name is not None:
            yield anaphor(page, span, Rule.INTRODUCED_NAME, name.meant)
        elif first := introduced.first(text):
            found = anaphor(page, span, Rule.NAME_BEFORE_INTRODUCTION, first.meant)
            yield replace(found, kind=MentionKind.SHORT)


def _with_quotes(text: str, span: Span) -> Span:
    """Return ``span`` with the quotation marks around it, which may be written as character references."""
    before = _OPENING_QUOTE.search(text, max(0, span.start - _LONGEST_QUOTE), span.start)
    after = _CLOSING_QUOTE.match(text, span.end)
    return Span(start=before.start(), end=after.end()) if before and after else span


def _counted(page: Page, introduced: _Names) -> Iterator[Mention]:
    """Yield 两个《实施方案》 where that name was introduced for so many documents."""
    for match in load_patterns("citations")["counted_files"].regex.finditer(page.text):
        word = match["title"] or match["quoted"]
        name = introduced.last(word, match.start()) if word else None
        if name is not None and len(name.meant) == numeral_value(match["count"]):
            yield anaphor(page, Span(start=match.start(), end=match.end()), Rule.INTRODUCED_NAME, name.meant)
