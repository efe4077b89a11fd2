"""Plans that a reply (批复) agrees to: their titles without brackets, and the words that point at them.

In a reply 本规划 is not the document itself but what it agrees to: 原则同意《…规划》。请依据本规划实施.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.finding.earlier import anaphor
from extract.finding.lists import issuer_before
from extract.finding.page import Page
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Span
from extract.patterns import load_patterns

__all__ = ["agreed_titles", "find_agreed_plans", "is_agreed_to", "is_reply"]

_PARTS = re.compile(r"\s*[（(〔][^（）()〔〕]*[）)〕]\s*\Z")
_TOP = 600
_REACH = 30


def is_reply(page: Page) -> bool:
    """Say whether ``page`` is a reply, by its title or the words it begins with."""
    reply = load_patterns("citations")["reply"].regex
    return reply.search(page.head.title or "") is not None or reply.search(page.text, 0, _TOP) is not None


def agreed_titles(page: Page) -> Iterator[Span]:
    """Yield where plans stand without brackets that a reply agrees to."""
    if not is_reply(page):
        return
    patterns = load_patterns("citations")
    for agreed in patterns["agreed"].regex.finditer(page.text):
        if match := patterns["agreed_title"].regex.match(page.text, agreed.end()):
            yield Span(start=match.start("title"), end=match.end("title"))


def is_agreed_to(page: Page, mention: Mention) -> bool:
    """Say whether words of agreement stand right before ``mention``, or before the body that issued it."""
    agreed = load_patterns("citations")["agreed"].regex
    lead = issuer_before(page.text, mention.span.start).lead
    low = max(0, lead - _REACH)
    return any(
        match.end() in (lead, mention.span.start)
        for match in agreed.finditer(page.text, low, mention.span.start)
    )


def find_agreed_plans(page: Page, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield 本规划, 该专项规划 and 按照专项规划 in a reply that agreed to just one plan of that name before."""
    if not is_reply(page):
        return
    agreed = [
        mention
        for mention in mentions
        if mention.kind in (MentionKind.BRACKETED, MentionKind.BARE) and is_agreed_to(page, mention)
    ]
    starts = [mention.span.start for mention in agreed]
    for match in load_patterns("citations")["agreed_plan"].regex.finditer(page.text):
        words = match["pointed"] or match["alone"]
        before = agreed[: bisect_left(starts, match.start())]
        same = [mention for mention in before if _PARTS.sub("", mention.title).endswith(words)]
        if len(same) == 1:
            span = Span(start=match.start(), end=match.end())
            yield anaphor(page, span, Rule.AGREED_PLAN, (same[0].span,))
