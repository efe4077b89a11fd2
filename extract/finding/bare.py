"""Citations without brackets: titles that the catalogue knows, or that their sentence treats as titles.

A name alone is not enough, since campaigns, projects and subjects have the names of documents: a cue has
to govern it. A title that the catalogue lacks counts only in the frame of a citation (按照…要求, 现行…),
and only if it is one document's, not a class of documents (课程标准, 有关办法).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.bodies import load_bodies
from extract.catalogue import Catalogue
from extract.cues import clause_start, find_cue
from extract.finding.agreed import agreed_titles
from extract.finding.dictionary import Dictionary
from extract.finding.known_names import known_names
from extract.finding.list_lead import cue_of_lead
from extract.finding.lists import issuer_before
from extract.finding.not_documents import is_no_document, looks_like_title
from extract.finding.page import Page, SpanIndex
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Role, Span
from extract.numerals import numeral_value
from extract.patterns import load_patterns
from extract.places import load_places
from extract.several import listed_titles
from extract.tables import read_table
from extract.titles import squeeze

__all__ = ["find_bare", "governing_role", "make_mention"]

_BRACKETS_BEHIND = re.compile(
    r"\s*[（(〔](?:(?:19|20)\d{2}年?\s*[-‐-―－─~〜～至到]*\s*(?:(?:19|20)?\d{2,4})?年?(?:修订|修正|版)?(?:版)?|试行|暂行|实验|修订)[）)〕]"
)
_ROLES = {Role.IMPLEMENTS, Role.BASED_ON, Role.AMENDS, Role.REPEALS}
_ENOUGH = 22
_ENOUGH_FOR_LONG = 14
_LONG_NAME = 12
_LONGEST_BARE = 90
_LONGEST_MEMBERS = 40
_IN_FORCE = re.compile("现行|新版|新(?:颁发|颁布|修订|印发|发布)的")
_ISSUING = re.compile("最?新?(?:颁发|颁布|修订|印发|发布|制定|出台|公布)的$")
_ONLY_JOINT = re.compile("[、，和及与]|以及")
_YEAR_BEFORE = re.compile("于?(?:19|20)[0-9]{2}年$")
_NO_BODY_OF_ONE = re.compile("(?:政府|党委|人大|公司|学校|医院|部门|单位)$")
_MORE_OF_BODY = "门属分内际级和、及"
_LONGEST_BODY = 16
_LOOSE_TYPES = {"计划", "方案", "规划", "目录", "名录"}
_LONG_ENOUGH = 8
_NATIONAL = re.compile("(?:国家|全国|中国|中华人民共和国).{6,}")


def find_bare(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield the titles of ``page`` that stand without brackets; ``closed`` are the brackets there are."""
    yield from _known(page, closed, catalogue)
    yield from _before_numbers(page, closed)
    yield from _families(page)
    yield from _framed(page)
    yield from _issued(page)
    yield from _quoted(page)
    yield from _attachments(page)
    yield from _agreed_and_reports(page)
    yield from _named_again(page, closed)
    yield from _stages(page)
    yield from _listed(page, catalogue)
    yield from _rules_of_laws(page, closed, catalogue)
    yield from _by_stage(page)


def make_mention(page: Page, span: Span, kind: MentionKind, rule: str, title: str | None = None) -> Mention:
    """Return a mention of the words at ``span`` with the body named before them."""
    issuer = issuer_before(page.text, span.start)
    articles = load_patterns("citations")["articles"].regex.match(page.text, span.end)
    return Mention(
        span=span,
        kind=kind,
        title=squeezed_lines(span.of(page.text)) if title is None else title,
        number=None,
        issuer_text=issuer.span.of(page.text) if issuer.span else "",
        cue="",
        articles=(articles["articles"],) if articles else (),
        rule=rule,
        title_span=span,
        issuer_span=issuer.span,
    )


def squeezed_lines(words: str) -> str:
    """Return ``words`` on one line."""
    return re.sub(r"\s*\n\s*", "", words).strip()


def governing_role(page: Page, span: Span) -> tuple[Role, float] | None:
    """Return the role that the sentence gives to the words at ``span``, with the score of its cue."""
    issuer = issuer_before(page.text, span.start)
    lead = issuer.lead
    left = page.text[max(page.sentence_start(lead), lead - 40) : lead]
    if issuer.clause:
        left = left[clause_start(left) :]
    right = page.text[span.end : min(page.sentence_end(span.end), span.end + 40)]
    cue = find_cue(left, right)
    if cue is None and (led := cue_of_lead(page.text, lead)):
        cue = led[0]
    return None if cue is None else (cue.cue.role, cue.score)


def _is_cited(page: Page, span: Span, enough: float = _ENOUGH) -> bool:
    found = governing_role(page, span)
    return found is not None and found[0] in _ROLES and found[1] >= enough


def _known(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield the titles that the catalogue knows, with the edition or period behind them.

    In a list of them (义务教育法、教师法) what governs one governs all.
    """
    row: list[tuple[Span, bool]] = []
    for span, enough in _known_spans(page, closed, catalogue):
        if row and not _ONLY_JOINT.fullmatch(page.text, row[-1][0].end, span.start):
            yield from _known_row(page, row)
            row = []
        row.append((span, _is_cited(page, span, enough)))
    yield from _known_row(page, row)


def _known_row(page: Page, row: list[tuple[Span, bool]]) -> Iterator[Mention]:
    if any(cited for _, cited in row):
        for span, _ in row:
            yield make_mention(page, span, MentionKind.BARE, Rule.KNOWN_TITLE)


def _known_spans(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[tuple[Span, float]]:
    """Yield where titles of the catalogue stand that may be cited, with the score that a cue must reach."""
    for known in known_names(catalogue).find(page.text):
        if known.is_short or closed.at(known.span.start):
            continue
        behind = _BRACKETS_BEHIND.match(page.text, known.span.end)
        span = Span(start=known.span.start, end=behind.end() if behind else known.span.end)
        if _is_other_word(page.text, span, known.is_law) or is_no_document(known.name):
            continue
        if _after_place(page.text, span.start) or _own_line(page, span):
            continue
        if load_patterns("citations")["several_editions"].regex.search(page.text, span.start - 3, span.start):
            continue
        enough = _ENOUGH_FOR_LONG if len(known.name) >= _LONG_NAME or behind else _ENOUGH
        yield span, enough


def _is_other_word(text: str, span: Span, is_law: bool) -> bool:
    """Say whether the words go on to something else: 义务教育法实施办法, 教师法制, 乡村教师支持计划项目."""
    pattern = load_patterns("citations")["goes_on_after_law" if is_law else "goes_on_after_title"]
    return pattern.regex.match(text, span.end) is not None


def _after_place(text: str, start: int) -> bool:
    """Say whether a place stands right before, so that the title is that place's own."""
    place = load_places().ending_at(text, start)
    return place is not None and start - place > 1


def _own_line(page: Page, span: Span) -> bool:
    """Say whether the words fill a line by themselves, as title lines do."""
    start = page.text.rfind("\n", 0, span.start) + 1
    end = page.text.find("\n", span.end)
    line = page.text[start : len(page.text) if end < 0 else end]
    return squeeze(line) == squeeze(span.of(page.text))


def _families(page: Page) -> Iterator[Mention]:
    for match in load_patterns("citations")["family"].regex.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        if _is_cited(page, span):
            yield make_mention(page, span, MentionKind.BARE, Rule.FAMILY)


def _framed(page: Page) -> Iterator[Mention]:
    for match in load_patterns("citations")["framed_title"].regex.finditer(page.text):
        span = Span(start=match.start("title"), end=match.end("title"))
        if _is_one_document(page, match):
            yield make_mention(page, span, MentionKind.BARE, Rule.FRAMED_TITLE)


def _issued(page: Page) -> Iterator[Mention]:
    """Yield the names behind a body's: 教育部2020年颁布的…规范, 住建部…标准."""
    patterns = load_patterns("citations")
    for match in patterns["issued_title"].regex.finditer(page.text):
        start = _behind_body(page.text, match)
        title = page.text[start : match.end("title")] if start else ""
        if len(title) < _LONG_ENOUGH or patterns["class_of_documents"].regex.search(title):
            continue
        span = Span(start=start, end=match.end("title"))
        if not _own_line(page, span):
            yield make_mention(page, span, MentionKind.BARE, Rule.FRAMED_TITLE)


def _behind_body(text: str, match: re.Match[str]) -> int:
    """Return where the title starts in a match of ``issued_title``: behind the longest body, 0 without one."""
    bodies = load_bodies()
    low, high = match.span("lead")
    if verb := _ISSUING.search(match["lead"]):
        handed = _YEAR_BEFORE.search(text, low, low + verb.start())
        edge = handed.start() if handed else low + verb.start()
        body = bodies.ending_at(text, edge)
        return high if body is not None and body.start >= low else 0
    return _end_of_body(text, match.start("title"), match.end("title") - _LONG_ENOUGH)


def _end_of_body(text: str, low: int, high: int) -> int:
    """Return where the longest body named at ``low`` ends, at most at ``high``; 0 without one.

    A word that may go on to something else (县政府采购办法, 财政部门) is none.
    """
    for end in range(min(low + _LONGEST_BODY, high), low + 1, -1):
        body = load_bodies().ending_at(text, end)
        if body is not None and body.start == low:
            goes_on = _NO_BODY_OF_ONE.search(text, low, end) or text[end] in _MORE_OF_BODY
            return 0 if goes_on else end
    return 0


def _is_one_document(page: Page, match: re.Match[str]) -> bool:
    """Say whether a framed name is one document's and not a class of documents.

    It is where it names a place, the nation or a period, where it is called 现行 or 新颁发的, or where
    it is long and what it rules (规定, 要求) is named behind it.
    """
    title = match["title"]
    if _end_of_body(page.text, match.start("title"), match.end("title") - _LONG_ENOUGH):
        # the body that issued it is no part of its title
        return False
    if load_patterns("citations")["class_of_documents"].regex.search(title) or _own_line(
        page, Span(start=match.start("title"), end=match.end("title"))
    ):
        return False
    if match["period"] or _is_named_new(page, match):
        return True
    plan = match["type"] in _LOOSE_TYPES
    if match["tail"] or match["years"] or match[0].startswith(("修订", "废止")):
        return len(title) >= (_LONG_ENOUGH if not plan else _LONG_ENOUGH + 2)
    place = next(load_places().find(title, 0, 12), None)
    return not plan and (_NATIONAL.match(title) is not None or (place is not None and place.span.start == 0))


def _is_named_new(page: Page, match: re.Match[str]) -> bool:
    """Say whether the frame calls the title the one in force, or names the body that issued it."""
    lead = match["lead"]
    if not lead:
        return False
    if _IN_FORCE.search(lead):
        return True
    verb = _ISSUING.search(lead)
    return verb is not None and load_bodies().ending_at(lead, verb.start()) is not None


def _before_numbers(page: Page, closed: SpanIndex) -> Iterator[Mention]:
    """Yield the titles that stand without brackets in front of their number: …关于…的意见（文号）."""
    patterns = load_patterns("citations")
    for number in page.numbers:
        if closed.at(number.span.start) is not None:
            continue
        low = max(0, number.span.start - _LONGEST_BARE)
        match = patterns["title_before_number"].regex.search(page.text, low, number.span.start) or patterns[
            "framed_before_number"
        ].regex.search(page.text, low, number.span.start)
        if match is None or page.own.is_named(match["title"]):
            continue
        issuer = load_bodies().ending_at(page.text, match.start("title"))
        start = match.start("title") if issuer is None else issuer.start
        span = Span(start=start, end=match.end("title"))
        if closed.overlapping(span) is None:
            yield make_mention(page, span, MentionKind.BARE, Rule.TITLE_BEFORE_NUMBER)


def _quoted(page: Page) -> Iterator[Mention]:
    for match in load_patterns("citations")["quoted_title"].regex.finditer(page.text):
        span = Span(start=match.start("title"), end=match.end("title"))
        if _is_cited(page, Span(start=match.start(), end=match.end()), _ENOUGH_FOR_LONG):
            yield make_mention(page, span, MentionKind.BARE, Rule.QUOTED_TITLE)


def _attachments(page: Page) -> Iterator[Mention]:
    for match in load_patterns("citations")["attachment_line"].regex.finditer(page.text):
        title = match["title"]
        if not page.own.is_named(title):
            span = Span(start=match.start("title"), end=match.end("title"))
            yield make_mention(page, span, MentionKind.BARE, Rule.ATTACHMENT_LINE, squeezed_lines(title))


def _agreed_and_reports(page: Page) -> Iterator[Mention]:
    """Yield the plans that a reply agrees to, and the work reports of governments that are carried out."""
    for span in agreed_titles(page):
        yield make_mention(page, span, MentionKind.BARE, Rule.AGREED_TITLE)
    for match in load_patterns("citations")["work_report"].regex.finditer(page.text):
        span = Span(start=match.start("title"), end=match.end("title"))
        found = make_mention(page, span, MentionKind.BARE, Rule.WORK_REPORT)
        yield replace(found, issuer_text=match["government"] or found.issuer_text)


def _named_again(page: Page, closed: SpanIndex) -> Iterator[Mention]:
    """Yield titles that the text has in brackets elsewhere, where they stand without, cited or as an attachment."""
    titles = {
        bracket.title
        for bracket in page.brackets
        if len(bracket.title) >= _LONG_ENOUGH and not page.own.is_named(bracket.title)
    }
    wanted = (title for title in titles if looks_like_title(title) and not is_no_document(title))
    attached = load_patterns("citations")["attached"].regex
    for span, _ in Dictionary(wanted).find(page.text):
        line = page.text[page.text.rfind("\n", 0, span.start) + 1 : span.start]
        if closed.at(span.start) is None and (attached.fullmatch(line) or _is_cited(page, span)):
            yield make_mention(page, span, MentionKind.BARE, Rule.TITLE_AGAIN)


def _stages(page: Page) -> Iterator[Mention]:
    """Yield 义务教育、普通高中、幼儿园三个评价指南: as many members as the count says."""
    patterns = load_patterns("citations")
    for found in patterns["so_many_papers"].regex.finditer(page.text):
        match = patterns["stages"].regex.search(
            page.text, max(0, found.start() - _LONGEST_MEMBERS), found.end()
        )
        if match is None or match.end() != found.end():
            continue
        if len(re.split("[、和及与]", match["members"])) == numeral_value(match["count"]):
            span = Span(start=match.start("members"), end=match.end())
            yield make_mention(page, span, MentionKind.BARE, Rule.STAGES)


def _listed(page: Page, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield 义务教育、普通高中质量评价指南: a list under one name, where the catalogue has each member's."""
    for match in load_patterns("citations")["framed_list"].regex.finditer(page.text):
        title = match["title"]
        if len(listed_titles(title, catalogue)) > 1 and not catalogue.by_title(title):
            span = Span(start=match.start("title"), end=match.end("title"))
            yield make_mention(page, span, MentionKind.BARE, Rule.FRAMED_LIST)


def _rules_of_laws(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield 实施条例 in 《…法》及其实施条例, by the full title that it has."""
    ends = {span.end: span for span in closed.spans}
    for match in load_patterns("citations")["with_its_rules"].regex.finditer(page.text):
        law = ends.get(match.start())
        if law is not None:
            span = Span(start=match.start("name"), end=match.end("name"))
            title = law.of(page.text).strip("《》〈〉") + match["name"]
            yield make_mention(page, span, MentionKind.BARE, Rule.RULES_OF_LAW, title)


def _by_stage(page: Page) -> Iterator[Mention]:
    """Yield the names that mean another document for each stage of schooling (``names_by_stage.csv``)."""
    for name in {row["name"] for row in read_table("names_by_stage.csv")}:
        for match in re.finditer(f"{re.escape(name)}(?!(?:和|、)课程标准)", page.text):
            span = Span(start=match.start(), end=match.end())
            yield make_mention(page, span, MentionKind.BARE, Rule.NAME_BY_STAGE)
