"""What a document says of itself: title, number, issuers, level, place, day, kind.

The witnesses, strongest first, are data of the printed sheet: the lines above the body
(``extract.head_lines``), the signature (``extract.signature``), the red head, and the facts that a site
prints beside the document. What none of them says is None; only the level is always given.
"""

import re
from dataclasses import dataclass, replace
from itertools import islice

from extract.bodies import load_bodies
from extract.dates import find_dates
from extract.head_lines import HeadBlock, joined_title, own_lines, read_head_block
from extract.model import Document, Head, Span
from extract.numbers import FoundNumber, NumberKind, find_numbers
from extract.own_place import standing_of
from extract.page_facts import find_page_facts
from extract.patterns import load_patterns
from extract.signature import Signature, find_signature, split_names
from extract.tables import read_toml
from extract.titles import squeeze, unwrap

__all__ = ["read_head"]

_BEFORE_ABOUT = re.compile(r"^(?P<issuer>[^《〈“]{3,120}?)(?:关于|印发|转发|批转|公布|发布)")
_PREFACE = 12
_CARRIED_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issuers:
    names: tuple[str, ...]
    spans: tuple[Span, ...]


def read_head(document: Document) -> Head:
    """Return what ``document`` says of itself; raises nothing for any text."""
    text = document.text
    facts = _facts(text)
    block = read_head_block(document)
    signature = find_signature(
        document, block.title_span.end if block.title_span else block.body_start, block.body_start
    )
    block = _without_publisher(block, signature)
    title, title_span, news = _title(document, block, facts)
    number = block.number or _fact_number(text, facts)
    issuers = _issuers(text, block, title, title_span, signature, news, facts)
    if number is None:
        number = _announcement(text, block.serial_span or facts.get("发文字号"), title or "", issuers.names)
    issued_on, issued_on_span = _day(document, block, signature, facts)
    standing = standing_of(issuers.names, title, number, block.addressee, text[block.body_start :])
    return Head(
        title=title,
        number=number.number if number else None,
        issuers=issuers.names,
        level=standing.level,
        place=standing.name,
        place_code=standing.place.code if standing.place else None,
        issued_on=issued_on,
        kind=_kind(title),
        title_span=title_span,
        number_span=number.span if number else None,
        issuer_spans=issuers.spans,
        issued_on_span=issued_on_span,
    )


def _facts(text: str) -> dict[str, Span]:
    """Return the spans of the facts that a site printed above the document, by their label."""
    facts: dict[str, Span] = {}
    for fact in find_page_facts(text):
        if fact.label and fact.value.start < fact.value.end:
            facts.setdefault(fact.label, fact.value)
    return facts


def _without_publisher(block: HeadBlock, signature: Signature | None) -> HeadBlock:
    """Return ``block`` without the body over its title that did not sign, where the title's own issuers did."""
    if len(block.lines) < 2 or signature is None or signature.printed or not _is_body(block.lines[0].words):
        return block
    title, span = joined_title(block.lines[1:])
    begins = load_patterns("head")["begins_with_issuer"].regex.match(title or "")
    if begins is None:
        return block
    signed = set(map(_official, signature.names))
    above = set(map(_official, split_names(block.lines[0].words)))
    if above & signed or not set(map(_official, split_names(begins["issuer"]))) <= signed:
        return block
    return replace(block, title=title, title_span=span, lines=block.lines[1:])


def _title(
    document: Document, block: HeadBlock, facts: dict[str, Span]
) -> tuple[str | None, Span | None, Span | None]:
    """Return the title, its span, and the span of the issuers of a title printed as news (中办、国办印发《…》)."""
    text = document.text
    if "标题" in facts and squeeze(block.title or "") != (named := squeeze(facts["标题"].of(text))):
        # a menu or headline is joined to the title that the page names
        is_whole = load_patterns("head")["title_end"].regex.search(facts["标题"].of(text))
        if is_whole and named in squeeze(block.title or ""):
            return facts["标题"].of(text), facts["标题"], None
    if block.title is not None and block.title_span is not None:
        news = load_patterns("head")["news_head"].regex.match(block.title_span.of(text))
        if news is None:
            return block.title, block.title_span, None
        at = block.title_span.start
        issuer = Span(start=at + news.start("issuer"), end=at + news.end("issuer"))
        return (
            news["title"],
            Span(start=at + news.start("title"), end=at + news.end("title")),
            issuer,
        )
    if "标题" in facts:
        return facts["标题"].of(text), facts["标题"], None
    carried = _carried(document, block)
    return (_one_line(carried.of(text)), carried, None) if carried else (None, None, None)


def _one_line(words: str) -> str:
    """Return lines joined to one, without the blanks at their ends."""
    return "".join(line.strip(" \t\r\u3000\xa0") for line in words.splitlines())


def _carried(document: Document, block: HeadBlock) -> Span | None:
    """Return the title lines of the document that a cover letter without title prints right after itself."""
    text = document.text
    lines = list(islice(own_lines(document, block.body_start), _PREFACE + _CARRIED_LINES))
    end = lines[min(len(lines), 4) - 1].span.end if lines else block.body_start
    named = load_patterns("head")["carried"].regex.search(text, block.body_start, end)
    if named is None:
        return None
    wanted = squeeze(named["title"])
    for first in range(1, min(len(lines), _PREFACE)):
        words = ""
        for last in range(first, min(len(lines), first + _CARRIED_LINES)):
            words += lines[last].words
            if squeeze(words) == wanted:
                return Span(start=lines[first].span.start, end=lines[last].span.end)
    return None


def _fact_number(text: str, facts: dict[str, Span]) -> FoundNumber | None:
    span = facts.get("发文字号")
    return next(find_numbers(text, span.start, span.end), None) if span else None


def _announcement(text: str, span: Span | None, title: str, issuers: tuple[str, ...]) -> FoundNumber | None:
    """Return the number of an announcement whose year and serial alone are printed (2020年第11号)."""
    printed = load_patterns("head")["bare_serial"].regex.match(span.of(text)) if span else None
    if span is None or printed is None or "公告" not in title or not issuers:
        return None
    code, year, serial = " ".join(issuers), int(printed["year"]), int(printed["serial"])
    return FoundNumber(
        span=span,
        number=f"{code}公告{year}年第{serial}号",
        kind=NumberKind.ANNOUNCEMENT,
        code=code,
        year=year,
        serial=serial,
        known=True,
    )


def _issuers(
    text: str,
    block: HeadBlock,
    title: str | None,
    title_span: Span | None,
    signature: Signature | None,
    news: Span | None,
    facts: dict[str, Span],
) -> _Issuers:
    """Return who issued the document: signature, title, red head, facts, in that order."""
    if news is not None:
        return _split(news.of(text), news)
    if signature is not None and signature.names and not signature.printed:
        return _Issuers(names=tuple(map(_official, signature.names)), spans=signature.spans)
    if title is not None and title_span is not None:
        before = _BEFORE_ABOUT.match(title)
        if before is not None and _is_body(before["issuer"]):
            return _split(
                before["issuer"], Span(start=title_span.start, end=title_span.start + before.end("issuer"))
            )
    if block.issuer_span is not None:
        return _split(block.issuer_span.of(text), block.issuer_span)
    if "发文机关" in facts and _is_body(facts["发文机关"].of(text)):
        return _split(facts["发文机关"].of(text), facts["发文机关"])
    if signature is not None and signature.names:
        return _Issuers(names=tuple(map(_official, signature.names)), spans=signature.spans)
    if "发布机构" in facts and _is_body(facts["发布机构"].of(text)):
        return _split(facts["发布机构"].of(text), facts["发布机构"])
    return _Issuers(names=(), spans=())


def _is_body(words: str) -> bool:
    return load_patterns("head")["office_run"].regex.match(words) is not None


def _split(words: str, span: Span) -> _Issuers:
    known = load_bodies().split(words)
    names = known if len(known) > 1 else split_names(words)
    return _Issuers(names=tuple(map(_official, names)), spans=tuple([span] * len(names)))


def _official(name: str) -> str:
    """Return a body's name with its government written out: 江苏省政府办公厅 is 江苏省人民政府办公厅."""
    return re.sub(r"(?<=[省市县区州盟旗])政府", "人民政府", re.sub(r"\s", "", name))


def _day(
    document: Document, block: HeadBlock, signature: Signature | None, facts: dict[str, Span]
) -> tuple[str | None, Span | None]:
    """Return the day of issue: printed under the title, signed, or given by the site as 成文日期."""
    text = document.text
    if block.number is not None:
        # （某教发〔2018〕1号 2018年4月16日）
        line_end = text.find("\n", block.number.span.end)
        beside = next(find_dates(text, block.number.span.end, line_end if line_end >= 0 else len(text)), None)
        if beside is not None and beside.is_day and beside.span.start - block.number.span.end < 4:
            return beside.iso, beside.span
    if signature is not None and signature.date is not None:
        return signature.date, signature.date_span
    if "成文日期" in facts:
        found = next(find_dates(text, facts["成文日期"].start, facts["成文日期"].end), None)
        if found is not None:
            return found.iso, found.span
    news = load_patterns("head")["news_date"].regex.search(text, max(0, len(text) - 400))
    if news is not None:
        found = next(find_dates(text, news.start("date"), news.end("date")), None)
        if found is not None:
            return found.iso, found.span
    return None, None


def _kind(title: str | None) -> str | None:
    """Return the kind that the title's last word names, of what a notice carries where it carries one."""
    if title is None:
        return None
    inner = unwrap(title)
    words = (inner[0] if inner else title).rstrip("》〉”」")
    end = load_patterns("head")["title_end"].regex.search(words)
    kinds: dict[str, str] = read_toml("patterns/head.toml")["kinds"]
    if end is None:
        return None
    words = words[: end.start()] + re.sub(r"[（(].*$", "", end[0]).rstrip("》〉”」 ")
    return next(
        (kinds[word] for word in sorted(kinds, key=len, reverse=True) if words.endswith(word)), "other"
    )
