"""Finds the citations of a text: in brackets, by number, bare, by a short name, by pointing back.

The finders are modules of their own; here they run in their order, what overlaps is settled, and each
mention gets the cue that governs it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.anaphora import find_anaphors
from extract.bare import find_bare
from extract.bracketed import find_titles
from extract.catalogue import Catalogue
from extract.cues import MASK, FoundCue, find_cue
from extract.introduced import find_introduced
from extract.lists import find_lists, issuer_before, tail_end
from extract.model import Document, Head, Mention, MentionKind, Section, Span
from extract.numbers import FoundNumber
from extract.page import Page, SpanIndex, read_page
from extract.rules import Rule
from extract.short_names import find_short_names
from extract.titles import title_keys

__all__ = ["find_mentions"]

_OPENS = re.compile(r"\s*(?:的?通知|文件|精神)?\s*[（(【\[]?\s*")
_TOP = 400
_LETTERHEAD_END = re.compile(r"[）)】]?(?:\s|\Z)")
_SENTENCE = re.compile("[。；，,]")
_WHOLE_LINE = Rule.ATTACHMENT_LINE
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[、.．]?\s*)?")
_HEADING = re.compile("[^《：:。]+")
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
    introduced = find_introduced(page, found, named.names, named.dismissed)
    found = _settled(page, found, introduced, closed, {bracket.span for bracket in named.names})
    found = _settled(page, found, find_short_names(page, closed, catalogue), closed)
    found = _settled(page, found, find_anaphors(page, found), closed)
    found = _absorbed(page, found)
    return _with_cues(page, found, sections)


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
        if (page.own.full and page.own.is_around(page.text, found.span)) or _is_letterhead(page, found):
            continue
        yield _number(page, found)


def _is_letterhead(page: Page, found: FoundNumber) -> bool:
    """Say whether the number opens the text, or a line of it before any sentence: the document's own."""
    if found.span.start >= _TOP:
        return False
    before = page.text[: found.span.start]
    return (
        not _SENTENCE.search(before)
        and (not before.strip() or before.rstrip(" （(\u3000").endswith(("\n", "号", ":", "：")))
        and _LETTERHEAD_END.match(page.text, found.span.end) is not None
    )


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
        rule=Rule.NUMBER_ALONE,
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
    introductions = SpanIndex(introduction.span for introduction in page.introductions)
    for mention in sorted(further, key=lambda item: item.span.start - item.span.end):
        span = mention.span
        bracket = closed.overlapping(span)
        if bracket is not None and bracket not in free and not span.covers(bracket):
            continue
        if page.outside.at(span.start) or (title is not None and title.overlaps(span)):
            continue
        if introductions.overlapping(span) is not None:
            continue
        if mention.rule == _WHOLE_LINE:
            kept = [other for other in kept if not span.covers(other.span)]
            taken = SpanIndex(other.span for other in kept)
        if taken.overlapping(span) is None:
            taken.add(span)
            kept.append(mention)
    return _in_order(kept)


def _absorbed(page: Page, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return ``mentions`` without the numbers that stand in parentheses behind another mention.

    Such a number is that mention's, and of those that it closes a list of (A、B两个文件（文号）).
    """
    kept: list[Mention] = []
    numbered: dict[Span, Mention] = {}
    for mention in mentions:
        before = kept[-1] if kept else None
        if (
            before is not None
            and mention.rule == Rule.NUMBER_ALONE
            and before.kind is not MentionKind.NUMBER
            and before.number is None
            and _OPENS.fullmatch(page.text, before.span.end, mention.span.start)
        ):
            kept[-1] = replace(before, number=mention.number, number_span=mention.number_span)
            numbered.update({span: mention for span in before.antecedents})
        else:
            kept.append(mention)
    return tuple(
        replace(mention, number=numbered[mention.span].number)
        if mention.span in numbered and mention.number is None
        else mention
        for mention in kept
    )


def _with_cues(page: Page, mentions: Sequence[Mention], sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Return ``mentions``, each with the cue that governs the list it stands in.

    An item that is nothing but a title is governed by the heading it stands under (编制依据：1.《…》).
    """
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
        if cue is None and _ITEM.fullmatch(left):
            governed.extend(_under_heading(page, sections, [mentions[index] for index in row]))
            continue
        members = _with_issuers(page.text, [mentions[index] for index in row])
        governed.extend(_governed(member, cue, start, tail) for member in members)
    return tuple(governed)


def _under_heading(page: Page, sections: Sequence[Section], row: Sequence[Mention]) -> Iterable[Mention]:
    """Return the members of a list with the cue that the heading of their section ends with."""
    start = row[0].span.start
    index = bisect_right([section.span.start for section in sections], start) - 1
    if index < 0 or sections[index].span.end <= start:
        return row
    title = sections[index].title_span
    heading = _HEADING.match(page.text, title.start, min(title.end, start))
    cue = find_cue(heading[0], "") if heading else None
    if cue is None or not cue.before:
        return row
    return [_governed(mention, cue, title.start, title.end) for mention in row]


def _with_issuers(text: str, row: Sequence[Mention]) -> list[Mention]:
    """Return a list of citations in which a body before the first title holds for those that name none."""
    members: list[Mention] = []
    for mention in row:
        before = members[-1] if members else None
        if (
            before is not None
            and before.issuer_span is not None
            and mention.kind is MentionKind.BRACKETED
            and not mention.issuer_text
            and not title_keys(mention.title).issuer
            and text[tail_end(text, before) : mention.span.start].strip() in ("", "、", "和", "及", "与")
        ):
            mention = replace(mention, issuer_text=before.issuer_text, issuer_span=before.issuer_span)
        members.append(mention)
    return members


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
