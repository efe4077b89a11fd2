"""Citations by number alone, and which numbers are none: the document's own, in its head or on a line of its own."""

import re
from collections.abc import Iterator, Sequence

from extract.finding.lists import issuer_before
from extract.finding.page import Page, SpanIndex
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind
from extract.numbers import FoundNumber

__all__ = ["find_numbers_alone"]

_TOP = 400
_LETTERHEAD_END = re.compile(r"[）)】]?(?:[\s《]|\Z)")
_SENTENCE = re.compile("[。；，,]")
_LINE_START = re.compile(r"(?:\A|\n)[\s（(【\[]*\Z")
_LINE_END = re.compile(r"[）)】\]]?[ \t\u3000]*(?:\r?\n(?!\s*(?:文件|文|的))|\Z)")
_MARGIN = 12


def find_numbers_alone(page: Page, titles: Sequence[Mention], closed: SpanIndex) -> Iterator[Mention]:
    """Yield the numbers of ``page`` that stand without a title; ``closed`` are the brackets, ``titles`` what they name."""
    beside = {mention.number_span for mention in titles}
    title = page.head.title_span
    for found in page.numbers:
        if found.span in beside or closed.overlapping(found.span) or found.number == page.head.number:
            continue
        if title is not None and title.covers(found.span):
            continue
        if page.own.full and page.own.is_around(page.text, found.span):
            continue
        if _is_letterhead(page, found) or _fills_line(page.text, found):
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


def _fills_line(text: str, found: FoundNumber) -> bool:
    """Say whether the number is all that stands on its line, as under a title; 文件 may not follow on the next."""
    start = max(0, found.span.start - _MARGIN)
    return (
        _LINE_START.search(text, start, found.span.start) is not None
        and _LINE_END.match(text, found.span.end) is not None
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
