"""Finds the citations of a text: in brackets, by number, bare, by a short name, by pointing back.

The finders are modules of their own; here they run in their order, what overlaps is settled, and each
mention gets the cue that governs it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.catalogue import Catalogue
from extract.finding.anaphora import find_anaphors
from extract.finding.bare import find_bare
from extract.finding.bracketed import find_titles
from extract.finding.governing import with_cues
from extract.finding.introduced import find_introduced
from extract.finding.numbers_alone import find_numbers_alone
from extract.finding.page import Page, SpanIndex, read_page
from extract.finding.rules import Rule
from extract.finding.short_names import find_short_names
from extract.model import Document, Head, Mention, MentionKind, Section, Span

__all__ = ["find_mentions"]

_OPENS = re.compile(r"[”\"]?\s*(?:的?通知|文件|精神)?\s*[（(【\[]?\s*")
_WHOLE_LINE = Rule.ATTACHMENT_LINE


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
    numbers = find_numbers_alone(page, named.titles, closed)
    found = _in_order([*named.titles, *numbers])
    found = _settled(page, found, find_bare(page, closed, catalogue), closed)
    introduced = find_introduced(page, found, named.names, named.dismissed)
    found = _settled(page, found, introduced, closed, {bracket.span for bracket in named.names})
    found = _settled(page, found, find_short_names(page, closed, catalogue), closed)
    found = _settled(page, found, find_anaphors(page, found), closed)
    found = _absorbed(page, found)
    return with_cues(page, found, sections)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))


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
