"""Short and popular names: 未保法, 十项准则, “双减”政策, 体教融合意见, 金融十六条, 73号文件.

A slogan of the same words is no citation: “双减”工作, 体教融合发展. So a short name counts where a cue
governs it and it is, or is followed by, a word for a document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.abridged import is_abridged, unabridged
from extract.catalogue import Catalogue
from extract.finding.bare import governing_role, make_mention
from extract.finding.known_names import known_names
from extract.finding.page import Page, SpanIndex
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Role, Span
from extract.patterns import load_patterns
from extract.titles import title_keys

__all__ = ["find_short_names"]

_ROLES = {Role.IMPLEMENTS, Role.BASED_ON, Role.AMENDS, Role.REPEALS}
_ENOUGH = 22
_IS_DOCUMENT = re.compile(
    '(?:意见|通知|办法|条例|规定|方案|规划|纲要|计划|决定|规程|标准|准则|守则|法|法典|条|号文件?|令|指南|细则)[”"]?$'
)
_TAIL = re.compile(
    '[”"’]?(?P<tail>(?:政策)?(?:意见|文件|政策|措施|规定|通知|办法|方案)|[”"’]?(?:的)?(?:精神|要求))'
)
_WORDS_BEFORE = re.compile(r"[\u4e00-\u9fff]+\Z")
_MOST_WORDS = 10
_SHORTEST_CUT = 6
_LONGEST_POPULAR = 20
_MOST_OF_IT = 0.6
_OPEN, _CLOSE = '“"‘', '”"’'


def find_short_names(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield the short names of ``page`` that stand without brackets; ``closed`` are the brackets there are."""
    yield from _known(page, closed, catalogue)
    yield from _numbered(page)
    yield from _articles(page)
    yield from _cut_titles(page, closed, catalogue)


def _is_cited(page: Page, span: Span, enough: float = _ENOUGH) -> bool:
    found = governing_role(page, span)
    return found is not None and found[0] in _ROLES and found[1] >= enough


def _known(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    for known in known_names(catalogue).find(page.text):
        if not known.is_short or closed.at(known.span.start):
            continue
        span = _with_quotes(page.text, known.span)
        is_document = _IS_DOCUMENT.search(known.name) is not None
        tail = _TAIL.match(page.text, span.end)
        if not is_document and tail is None:
            continue
        longer = _with_words_before(page.text, span, known.name, catalogue)
        if _is_cited(page, longer):
            title = known.name if longer == span else longer.of(page.text)
            yield make_mention(page, longer, MentionKind.SHORT, Rule.SHORT_NAME, title)


def _with_quotes(text: str, span: Span) -> Span:
    """Return ``span`` with the quotation marks around it, if there are any."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if before and after and before in _OPEN and after in _CLOSE:
        return Span(start=span.start - 1, end=span.end + 1)
    return span


def _with_words_before(text: str, span: Span, name: str, catalogue: Catalogue) -> Span:
    """Return ``span`` with the words before it that belong to the title as well (中小学教师 + 十项准则)."""
    stems = [title_keys(entry.title).stem for entry in catalogue.by_short_name(name)]
    words = _WORDS_BEFORE.search(text, max(0, span.start - _MOST_WORDS), span.start)
    for start in range(words.start(), span.start) if words else ():
        if any(is_abridged(text[start : span.end], stem) for stem in stems):
            return Span(start=start, end=span.end)
    return span


def _cut_titles(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield titles cut down to key words, where the catalogue has one title only of which they are a part."""
    patterns = load_patterns("citations")
    for match in patterns["cut_title"].regex.finditer(page.text):
        name = match["name"]
        if len(name) < _SHORTEST_CUT or patterns["class_of_documents"].regex.search(name):
            continue
        if not catalogue.by_title(name) and _has_one_title(name, catalogue):
            span = Span(start=match.start("name"), end=match.end("name"))
            yield make_mention(page, span, MentionKind.SHORT, Rule.CUT_TITLE)


def _has_one_title(name: str, catalogue: Catalogue) -> bool:
    """Say whether ``name`` is cut from one title only: …意见 from any words, other kinds from the first on."""
    found = unabridged(name, catalogue)
    if len(found) != 1:
        return False
    entry, share = found[0]
    return name.endswith(("意见", "准则", "守则")) or (
        share >= _MOST_OF_IT and title_keys(entry.title).stem.startswith(name[:2])
    )


def _numbered(page: Page) -> Iterator[Mention]:
    for match in load_patterns("citations")["numbered_file"].regex.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        if _is_cited(page, span):
            yield make_mention(page, span, MentionKind.SHORT, Rule.NUMBER_WITHOUT_BODY)


def _articles(page: Page) -> Iterator[Mention]:
    """Yield names that count a document's articles, after a verb or in a list with another."""
    last: Span | None = None
    patterns = load_patterns("citations")
    for found in patterns["so_many"].regex.finditer(page.text):
        start = max(0, found.start() - _LONGEST_POPULAR)
        match = patterns["so_many_articles"].regex.search(page.text, start, found.end())
        if match is None:
            continue
        span = _with_quotes(page.text, Span(start=match.start("name"), end=match.end("name")))
        in_list = last is not None and 0 < match.start() - last.end <= 2
        if in_list or match["verb"]:
            last = span
            mention = make_mention(page, span, MentionKind.SHORT, Rule.SO_MANY_ARTICLES, match["name"])
            # 省人才新政“…十条”: the word for a level stands further before than a body does
            yield replace(mention, issuer_text=mention.issuer_text or match["level"] or "")
