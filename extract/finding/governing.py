"""Gives each citation the cue that governs it, and the issuer that a list of citations shares."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.cues import MASK, FoundCue, clause_start, find_cue, roles_by_words
from extract.finding.list_lead import cue_of_lead
from extract.finding.lists import find_lists, issuer_before, tail_end
from extract.finding.page import Page, SpanIndex
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Role, Section, Span
from extract.patterns import load_patterns
from extract.places import load_places
from extract.several import levels_named
from extract.titles import title_keys

__all__ = ["with_cues"]

_LEFT_REACH = 90
_RIGHT_REACH = 90
_ATTACHED_REACH = 400
_LONGEST_PLACE = 24
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[、.．]?\s*)?")
_HEADING = re.compile("[^《：:。]+")
_FORWARDS = re.compile("转发|批转|贯彻")
_ATTACHED = re.compile(r"附\s*件\s*[：:][^。；]*\Z")


def with_cues(page: Page, mentions: Sequence[Mention], sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Return ``mentions``, each with the cue that governs the list it stands in.

    An item that is nothing but a title is governed by the heading it stands under (编制依据：1.《…》), or
    is one of the attachments that 附件： lists.
    """
    covered = [
        *(mention.span for mention in mentions),
        *(bracket.span for bracket in page.brackets),
        *(number.span for number in page.numbers),
    ]
    masks = _merged(covered)
    starts = [section.span.start for section in sections]
    governed: list[Mention] = []
    for row in find_lists(page.text, mentions):
        first, last = mentions[row[0]], mentions[row[-1]]
        issuer = issuer_before(page.text, first.span.start)
        lead, tail = issuer.lead, tail_end(page.text, last)
        start = max(page.sentence_start(lead), lead - _LEFT_REACH)
        left = _masked(page.text, start, lead, masks)
        right = _masked(page.text, tail, min(page.sentence_end(tail), tail + _RIGHT_REACH), masks)
        own = clause_start(left) if issuer.clause else 0
        cue = find_cue(left[own:], right)
        led = cue_of_lead(page.text, lead) if cue is None else None
        if led is not None:
            governed.extend(_governed(mentions[index], led[0], led[1].start, tail) for index in row)
            continue
        if (cue is None and _ITEM.fullmatch(left)) or _ATTACHED.fullmatch(left):
            row_mentions = [mentions[index] for index in row]
            index = bisect_right(starts, first.span.start) - 1
            section = sections[index] if index >= 0 else None
            governed.extend(_under_heading(page, section, row_mentions))
            continue
        members = _with_issuers(page.text, [mentions[index] for index in row])
        governed.extend(_governed(member, cue, start + own, tail) for member in members)
    return tuple(_with_issuer_inside(_not_itself(page, mention)) for mention in governed)


def _not_itself(page: Page, mention: Mention) -> Mention:
    """Return what has the document's own title as another's: an earlier one, repealed or of another number."""
    if mention.rule != Rule.OWN_TITLE:
        return mention
    repealed = roles_by_words().get(mention.cue) is Role.REPEALS
    of_another_number = bool(mention.number and page.own.number) and mention.number != page.own.number
    return replace(mention, rule=Rule.TITLE_IN_BRACKETS) if repealed or of_another_number else mention


def _with_issuer_inside(mention: Mention) -> Mention:
    """Return ``mention`` with the body that its title names in front, where none stands before the title."""
    if mention.issuer_text or mention.antecedents:
        return mention
    match = load_patterns("citations")["issuer_in_title"].regex.match(mention.title)
    return replace(mention, issuer_text=match["issuer"].strip()) if match else mention


def _under_heading(page: Page, section: Section | None, row: Sequence[Mention]) -> Iterable[Mention]:
    """Return the members of a list with the cue that the heading of their section ends with."""
    start = row[0].span.start
    low = max(0, start - _ATTACHED_REACH)
    if attached := _ATTACHED.search(page.text, low, start):
        cue = find_cue("附件：", "")
        return [_attached(page, _governed(mention, cue, attached.start(), start)) for mention in row]
    if section is None or section.span.end <= start:
        return row
    title = section.title_span
    heading = _HEADING.match(page.text, title.start, min(title.end, start))
    cue = find_cue(heading[0], "") if heading else None
    if cue is None or not cue.before:
        return row
    return [_governed(mention, cue, title.start, title.end) for mention in row]


def _attached(page: Page, mention: Mention) -> Mention:
    """Return an attachment; one without number and issuer is the document's own, if that forwards nothing."""
    own = not (mention.number or mention.issuer_text or title_keys(mention.title).issuer)
    if own and mention.rule == Rule.TITLE_IN_BRACKETS and not _FORWARDS.search(page.head.title or ""):
        return replace(mention, rule=Rule.OWN_ATTACHMENT)
    return mention


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
            and not levels_named(before.issuer_text)
            and not _begins_with_place(mention.title)
            and not title_keys(mention.title).issuer
            and text[tail_end(text, before) : mention.span.start].strip() in ("", "、", "和", "及", "与")
        ):
            mention = replace(mention, issuer_text=before.issuer_text, issuer_span=before.issuer_span)
        members.append(mention)
    return members


def _begins_with_place(title: str) -> bool:
    """Say whether ``title`` begins with a place, whose own it then is."""
    place = next(load_places().find(title, 0, _LONGEST_PLACE), None)
    return place is not None and place.span.start == 0


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
