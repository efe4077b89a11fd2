"""Finds the citations of a text: in brackets, by number, bare, by a short name, by pointing back.

The finders are modules of their own; here they run in their order, what overlaps is settled, and each
mention gets the cue that governs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.anaphora import find_anaphors
from extract.bare import find_bare
from extract.bracketed import find_titles
from extract.catalogue import Catalogue
from extract.cues import MASK, FoundCue, find_cue
from extract.lists import find_lists, issuer_before, tail_end
from extract.model import Document, Head, Mention, MentionKind, Section, Span
from extract.numbers import FoundNumber
from extract.page import Page, SpanIndex, read_page
from extract.short_names import find_short_names

__all__ = ["find_mentions"]

_LEFT_REACH = 90
_RIGHT_REACH = 90


def find_mentions(
    document: Document, head: Head, sections: Sequence[Section], catalogue: Catalogue
) -> tuple[Mention, ...]:
    """Return the mentions of ``document`` in the order of the text; they never overlap.

    Nothing is found in the spans outside the document, in its own title and number, in an introduction
    (以下简称《意见》), or in the name of something that is no document.
    """
    page = read_page(document, head)
    named = find_titles(page, catalogue)
    closed = SpanIndex(bracket.span for bracket in page.brackets)
    numbers = tuple(_numbers_alone(page, named.titles, closed))
    found = _in_order([*named.titles, *numbers])
    found = _settled(page, found, find_bare(page, closed, catalogue), closed)
    found = _settled(page, found, find_short_names(page, closed, catalogue), closed)
    anaphors = find_anaphors(page, found, named.names, named.dismissed)
    brackets = {bracket.span for bracket in named.names}
    found = _settled(page, found, anaphors, closed, allowed=brackets)
    return _with_cues(page, found)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))


def _numbers_alone(page: Page, titles: Sequence[Mention], closed: SpanIndex) -> Iterable[Mention]:
    """Yield the numbers that stand without a title; a line that holds the own number only is none."""
    beside = {mention.number_span for mention in titles}
    title = page.head.title_span
    for found in page.numbers:
        if found.span in beside or closed.overlapping(found.span) or found.number == page.head.number:
            continue
        if title is not None and title.covers(found.span):
            continue
        if page.own.full and page.own.is_around(page.text, found.span):
            continue
        yield _number(page, found)


def _number(page: Page, found: FoundNumber) -> Mention:
    issuer = issuer_before(page.text, found.span.start)
    return Mention(
        span=found.span,
        kind=MentionKind.NUMBER,
        title="",
        number=found.number,
        issuer_text=issuer.span.of(page.text) if issuer.span else "",
        cue="",
        articles=(),
        rule="number_alone",
        number_span=found.span,
        issuer_span=issuer.span,
    )


def _settled(
    page: Page,
    found: Sequence[Mention],
    further: Iterable[Mention],
    closed: SpanIndex,
    allowed: Iterable[Span] = (),
) -> tuple[Mention, ...]:
    """Return ``found`` with those of ``further`` that share no character with them or with a bracket.

    Of two further ones that overlap the longer counts. A span in ``allowed`` may be a bracket itself.
    """
    kept = list(found)
    taken = SpanIndex(mention.span for mention in found)
    free = set(allowed)
    title = page.head.title_span
    for mention in sorted(further, key=lambda item: item.span.start - item.span.end):
        span = mention.span
        bracket = closed.overlapping(span)
        if bracket is not None and bracket not in free and not span.covers(bracket):
            continue
        if page.outside.at(span.start) or (title is not None and title.overlaps(span)):
            continue
        if taken.overlapping(span) is None:
            taken.add(span)
            kept.append(mention)
    return _in_order(kept)


def _with_cues(page: Page, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return ``mentions``, each with the cue that governs the list it stands in."""
    covered = [*(mention.span for mention in mentions), *(bracket.span for bracket in page.brackets)]
    masks = _merged(covered)
    governed: list[Mention] = []
    for row in find_lists(page.text, mentions):
        first, last = mentions[row[0]], mentions[row[-1]]
        lead = issuer_before(page.text, first.span.start).lead
        tail = tail_end(page.text, last)
        start = max(page.sentence_start(lead), lead - _LEFT_REACH)
        left = _masked(page.text, start, lead, masks)
        right = _masked(page.text, tail, min(page.sentence_end(tail), tail + _RIGHT_REACH), masks)
        cue = find_cue(left, right)
        governed.extend(_governed(mentions[index], cue, start, tail) for index in row)
    return tuple(governed)


def _governed(mention: Mention, cue: FoundCue | None, start: int, tail: int) -> Mention:
    if cue is None:
        return mention
    base = start if cue.before else tail
    return replace(mention, cue=cue.cue.text, cue_span=Span(start=base + cue.start, end=base + cue.end))


def _merged(spans: Iterable[Span]) -> SpanIndex:
    """Return the union of ``spans`` as spans that do not overlap."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return SpanIndex(merged)


def _masked(text: str, start: int, end: int, masks: SpanIndex) -> str:
    """Return ``text`` from ``start`` to ``end`` with the characters of titles replaced, so that offsets hold."""
    if start >= end:
        return ""
    parts, at = [], start
    first = masks.at(start)
    inside = (first,) if first is not None and first.start < start else ()
    for span in (*inside, *masks.between(start, end)):
        parts.append(text[at : max(at, span.start)])
        parts.append(MASK * (min(end, span.end) - max(start, span.start)))
        at = min(end, span.end)
    parts.append(text[at:end])
    return "".join(parts)
