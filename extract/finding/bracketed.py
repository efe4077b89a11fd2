"""Citations in title brackets, and which brackets hold none.

A bracket is left out where it stands in the document's own title, introduces a name, or holds the name
of something that is no document. A name such as 《意见》, or one that the text introduced, is handed on
to ``anaphora``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.catalogue import Catalogue
from extract.cues import find_cue
from extract.finding.brackets import Bracketed
from extract.finding.lists import issuer_before
from extract.finding.not_documents import is_no_document, looks_like_title
from extract.finding.page import Page
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Role, Span
from extract.numbers import FoundNumber, normal_number
from extract.patterns import load_patterns

__all__ = ["NamedTitles", "find_titles", "is_generic_name", "number_beside"]

_BEFORE_NUMBER = re.compile(r"\s*(?:的?通知|文件|一文|精神|等文件)?\s*[（(【\[〔]?\s*(?:见|即|原)?\s*")
_IN_PARENTHESES = re.compile(r"\s*(?:的?通知|文件|一文)?\s*[（(][^（）()《》\n]{0,40}")
_AFTER_NUMBER = re.compile(r"\s*(?:文件|号文|文|，|,)?\s*")
_CITED_ROLES = {Role.IMPLEMENTS, Role.BASED_ON, Role.AMENDS, Role.REPEALS, Role.FORWARDS}
_CITED_SCORE = 28
_SEE_ATTACHMENT = re.compile(r"\s*[（(]\s*(?:见|详见|附后|见附后|附件)[^（）()]{0,8}[）)]")
_TOP = 300
_SHORTEST_NAME = 4
_CARRYING = re.compile(r"(?:关于)?(?:印发|转发|批转|公布|发布|贯彻落实|修改|废止)\s*\Z")
_NOTICE = re.compile(r"\s*的?\s*(?:通知|公告|决定|通告)")
_PROPOSAL = re.compile("(?:建议|提案)$")
_PROPOSER_REACH = 24
_PROGRAMME = re.compile("(?:计划|工程|行动|规划)$")
_ITS_PROJECTS = re.compile("(?:项目|工程|课题|专项|基金|人才|人选|学校|企业)(?!管理|的?通知|办法)")
_SENTENCE = re.compile("[。；，,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTitles:
    """``titles`` are citations; ``names`` stand for something named before; ``dismissed`` are no documents."""

    titles: tuple[Mention, ...]
    names: tuple[Bracketed, ...]
    dismissed: tuple[Bracketed, ...]


def find_titles(page: Page, catalogue: Catalogue) -> NamedTitles:
    """Return the bracketed names of ``page``, each with the number beside it."""
    titles: list[Mention] = []
    names: list[Bracketed] = []
    dismissed: list[Bracketed] = []
    introducing = _introducing(page)
    introduced = {name for introduction in page.introductions for name in introduction.names}
    for bracket, number in _with_numbers(page):
        if bracket.span.start in introducing or _in_own_title(page, bracket):
            continue
        generic = is_generic_name(bracket.title) and not catalogue.by_title(bracket.title)
        if generic or _is_introduced(bracket.title, introduced):
            names.append(bracket)
        elif number is None and not _is_document(page, bracket, catalogue):
            dismissed.append(bracket)
        else:
            titles.append(_mention(page, bracket, number))
    return NamedTitles(titles=tuple(titles), names=tuple(names), dismissed=tuple(dismissed))


def _is_introduced(title: str, introduced: set[str]) -> bool:
    """Say whether ``title`` is an introduced name, or such a name with a few words left over before it."""
    if is_no_document(title):
        return False
    return title in introduced or any(
        _SHORTEST_NAME <= len(name) < len(title) <= 2 * len(name)
        and title.endswith(name)
        and not is_generic_name(name)
        for name in introduced
    )


def is_generic_name(title: str) -> bool:
    """Say whether ``title`` says no more than a kind of document, so that it must point at one named before.

    >>> is_generic_name("实施意见"), is_generic_name("校车安全管理条例")
    (True, False)
    """
    return load_patterns("citations")["generic_name"].regex.fullmatch(title) is not None


def _introducing(page: Page) -> set[int]:
    """Return the starts of the brackets that stand inside introductions."""
    starts: set[int] = set()
    at = 0
    for introduction in page.introductions:
        while at < len(page.brackets) and page.brackets[at].span.start < introduction.span.start:
            at += 1
        while at < len(page.brackets) and page.brackets[at].span.start < introduction.span.end:
            starts.add(page.brackets[at].span.start)
            at += 1
    return starts


def _in_own_title(page: Page, bracket: Bracketed) -> bool:
    title = page.head.title_span
    if title is not None and title.start <= bracket.span.start and bracket.span.end <= title.end:
        return True
    if page.own.is_around(page.text, bracket.span):
        return True
    if page.head.title is None and _in_title_line(page.text, bracket.span):
        return True
    return (page.head.title is None or page.own.is_named(bracket.title)) and _is_title_line(page, bracket)


def _in_title_line(text: str, span: Span) -> bool:
    """Say whether the name stands in 关于印发《…》的通知 at the top of a text whose head could not be read."""
    if span.start >= _TOP:
        return False
    before = text[: span.start]
    line = before[before.rfind("\n") + 1 :]
    return (
        _CARRYING.search(before) is not None
        and _NOTICE.match(text, span.end) is not None
        and not _SENTENCE.search(before)
        and find_cue(_CARRYING.sub("", line), "") is None
    )


def _is_title_line(page: Page, bracket: Bracketed) -> bool:
    """Say whether a title in brackets is a title line: at the top, alone on its line but for the number."""
    span, text = bracket.span, page.text
    if span.start >= _TOP or _SENTENCE.search(text, 0, span.start) or not looks_like_title(bracket.title):
        return False
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    around = (text[start : span.start], text[span.end : len(text) if end < 0 else end])
    return end >= 0 and all(not part.strip() or normal_number(part.strip()) is not None for part in around)


def _is_document(page: Page, bracket: Bracketed, catalogue: Catalogue) -> bool:
    title = bracket.title
    if page.own.is_named(title) or catalogue.by_title(title):
        return True
    if is_no_document(title):
        return False
    if _PROPOSAL.search(title) and load_patterns("citations")["proposer"].regex.search(
        page.text, max(0, bracket.span.start - _PROPOSER_REACH), bracket.span.start
    ):
        return False
    if _PROGRAMME.search(title) and _ITS_PROJECTS.match(page.text, bracket.span.end):
        return False
    if looks_like_title(title):
        return True
    if load_patterns("citations")["work_behind"].regex.match(page.text, bracket.span.end):
        return False
    return len(title) > 3 and _cited(page, bracket)


def _cited(page: Page, bracket: Bracketed) -> bool:
    """Say whether the words around the bracket do with it what is only done with documents."""
    lead = issuer_before(page.text, bracket.span.start).lead
    left = page.text[page.sentence_start(lead) : lead]
    right = page.text[bracket.span.end : page.sentence_end(bracket.span.end)]
    cue = find_cue(left, right)
    return cue is not None and cue.cue.role in _CITED_ROLES and cue.score >= _CITED_SCORE


def _with_numbers(page: Page) -> Iterator[tuple[Bracketed, FoundNumber | None]]:
    """Yield each bracket with the number that stands beside it."""
    numbers = page.numbers
    at = 0
    for index, bracket in enumerate(page.brackets):
        while at < len(numbers) and numbers[at].span.end <= bracket.span.start:
            at += 1
        before = numbers[at - 1] if at else None
        inner = at
        while inner < len(numbers) and numbers[inner].span.start < bracket.span.end:
            inner += 1
        after = numbers[inner] if inner < len(numbers) else None
        earlier = page.brackets[index - 1] if index else None
        yield bracket, number_beside(page.text, bracket.span, before, after, earlier)


def number_beside(
    text: str,
    span: Span,
    before: FoundNumber | None,
    after: FoundNumber | None,
    earlier: Bracketed | None = None,
) -> FoundNumber | None:
    """Return the number that belongs to the title at ``span``: the one right behind it, else right before it.

    ``before`` and ``after`` are the nearest numbers on either side; a number that already follows the
    ``earlier`` bracket is not taken from it.
    """
    if after is not None and after.span.start - span.end <= 48:
        for pattern in (_BEFORE_NUMBER, _IN_PARENTHESES):
            if pattern.fullmatch(text, span.end, after.span.start):
                return after
    if before is not None and _AFTER_NUMBER.fullmatch(text, before.span.end, span.start):
        taken = earlier is not None and number_beside(text, earlier.span, None, before) is not None
        return None if taken or text[before.span.end : span.start].strip() in ("，", ",") else before
    return None


def _mention(page: Page, bracket: Bracketed, number: FoundNumber | None) -> Mention:
    issuer = issuer_before(page.text, bracket.span.start)
    articles = load_patterns("citations")["articles"].regex.match(page.text, bracket.span.end)
    return Mention(
        span=bracket.span,
        kind=MentionKind.BRACKETED,
        title=bracket.title,
        number=number.number if number else normal_number(bracket.title),
        issuer_text=issuer.span.of(page.text) if issuer.span else "",
        cue="",
        articles=(articles["articles"],) if articles else (),
        rule=_rule(page, bracket, number),
        title_span=bracket.inside,
        number_span=number.span if number else None,
        issuer_span=issuer.span,
    )


def _rule(page: Page, bracket: Bracketed, number: FoundNumber | None) -> Rule:
    if page.own.is_named(bracket.title):
        return Rule.OWN_TITLE
    if number is None and _SEE_ATTACHMENT.match(page.text, bracket.span.end):
        return Rule.OWN_ATTACHMENT
    return Rule.TITLE_IN_BRACKETS
