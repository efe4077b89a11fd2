"""The signature of a document: the bodies that signed it and the day, wherever the printer set them."""

import re
from dataclasses import dataclass
from itertools import islice

from extract.bodies import load_bodies
from extract.dates import FoundDate, find_days
from extract.head_lines import Line, own_line_at, own_lines, own_lines_before
from extract.model import Document, Span
from extract.patterns import load_patterns
from extract.places import load_places

__all__ = ["Signature", "find_signature", "split_names"]

_BLANKS = " \t\r\n\ufeff\u3000\xa0"
_LONGEST_LINE = 80
_MOST_NAMES = 20
_WEAK_LINES = 25
_FEW_LINES = 3
_SHORTEST_NAME = 4
_GOES_ON = re.compile(r"[，,。、；前起至到之后上下会召公作举开在发制出修印向正-]|以[前后来上下]|[—–~～]")
_PRINTED = re.compile(r"\s*印发?")
_AFTER = re.compile(r"[ \t\u3000\xa0]*(?:印发)?[ \t\u3000\xa0]*(?:[（(]此件|\r?\n|$)")
_OFFICE_END = re.compile(
    "(?:政府|办公厅|办公室|厅|局|委员会|委|部|院|会|中心|支行|分行|银行|总队|支队|社|司|署|工委|管委会|党组|集团|公司|学院|大学)"
    "(?=[一-鿿])"
)
_BEGINS_NAME = re.compile("中国|中共|中华|国家|国务院|全国|共青团|自治区|兵团|省|新疆生产")
_PARTY_ORGAN = re.compile("中共.{2,12}委$")
_PARTY_WORK = re.compile("工作委员会|工委")
# a branch bears its head office's name first: 中国人民银行安吉支行, 国家金融监督管理总局新疆监管局
_HEAD_OFFICE = re.compile("(?:中国.{2,6}银行|总局|^国家.{2,12}局|税务局|证监会|银保监会|海关总署)$")
_BRANCH = re.compile(
    "[^局委厅]{2,14}(?:支行|分行|分行营业管理部|监管局|监管分局|监察局|税务局|专员办|特派办|海关)"
)
# an office within another bears its name first: 某市公安局某区分局
_WITHIN = re.compile("[^局委厅院部、]{1,16}(?:分局|派出所|监管所)")
# （此件公开发布） before the names, 抄送 behind the day: the lines of a printed page run together
_RELEASE = re.compile(r"^[（(]此件[^（）()]{0,12}[）)]\s*")
_COPIES = re.compile(r"[\s\u3000]*(?:抄送|抄报|主送|[（(]此件).*")
_SEPARATORS = re.compile(r"[、\s\u3000\xa0]+")
_FIRST_PLACE = re.compile("[一-鿿]{1,8}?[省市县区州盟旗]")
_STAMP = re.compile(r"[（(]?(?:章|盖章|代章|印章)[）)]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed and when, each with where it stands; ``date`` is None where no day is printed."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    date: str | None
    date_span: Span | None
    printed: bool = False


def find_signature(document: Document, start: int = 0, body_start: int = 0) -> Signature | None:
    """Return the first signature after ``start``: names right before a day, or on the lines above it.

    A day above ``body_start`` that is written as clocks write it (2021-03-02) is the site's and not signed.

    Of a notice that prints or forwards another document the first is its own. A day alone on its line
    is taken where nothing better is found near the head or at the end. None without any.
    """
    text = document.text
    weak: Signature | None = None
    printed: Signature | None = None
    for date in find_days(text, start):
        line = own_line_at(document, date.span.start)
        if line is None or (date.span.end <= body_start and "年" not in date.span.of(text)):
            continue
        found = _on_line(text, line, date) or _above(document, line, date)
        if found is not None and found.names:
            if not found.printed:
                return found
            printed = printed or found
        elif found is not None and weak is None and _is_near_an_end(document, start, date.span.start):
            weak = found
    return _undated(document, start) or weak or printed


def _is_near_an_end(document: Document, start: int, position: int) -> bool:
    """Say whether ``position`` lies within the first or last lines of the text after ``start``."""
    first = list(islice(own_lines(document, start), _WEAK_LINES))
    last = list(islice(own_lines_before(document, len(document.text)), _WEAK_LINES))
    return bool(first and position < first[-1].span.end) or bool(last and position >= last[-1].span.start)


def _on_line(text: str, line: Line, date: FoundDate) -> Signature | None:
    """Return the signature that the words between the line's start and the day make, or None."""
    before = text[line.span.start : date.span.start].rstrip(_BLANKS)
    after = text[date.span.end : date.span.end + 2]
    if not before:
        return None
    printed = bool(_PRINTED.match(text, date.span.end))
    if _is_office(before) and (printed or not _GOES_ON.match(after)):
        if printed and not _AFTER.match(text, date.span.end):
            return None
        return _signed(text, Span(start=line.span.start, end=line.span.start + len(before)), date, printed)
    if not _AFTER.match(text, date.span.end):
        return None
    named = load_bodies().ending_at(text, date.span.start)
    if named is None or named.start < line.span.start or named.end - named.start < 4:
        return None
    return _signed(text, named, date, printed)


def _above(document: Document, line: Line, date: FoundDate) -> Signature | None:
    """Return the signature of the office lines above a line that is a day; without any, the day alone."""
    text = document.text
    around = text[line.span.start : date.span.start] + _COPIES.sub("", text[date.span.end : line.span.end])
    printed = bool(_PRINTED.match(text, date.span.end))
    if _PRINTED.sub("", around).strip("（()） \t\u3000\xa0【】[]发布日期时间：:成文"):
        return None
    names: list[str] = []
    spans: list[Span] = []
    for above in islice(own_lines_before(document, line.span.start), _MOST_NAMES):
        words = _RELEASE.sub("", above.words)
        if len(words) > _LONGEST_LINE or not _is_office(words):
            break
        found = split_names(words)
        span = Span(start=above.span.end - len(words), end=above.span.end)
        names[:0] = found
        spans[:0] = [span] * len(found)
    _mend(document, names, spans)
    return Signature(
        names=tuple(names),
        spans=tuple(spans),
        date=date.iso,
        date_span=date.span,
        printed=printed and not names,
    )


def _mend(document: Document, names: list[str], spans: list[Span]) -> None:
    """Put names together that make a body of the table only together, cut by a line end.

    The first may begin on the line above, which ends as no name does.
    """
    bodies = load_bodies()
    for index in range(len(names) - 1, 0, -1):
        parts = names[index - 1 : index + 1]
        if bodies.named("".join(parts)) is not None and not any(map(bodies.named, parts)):
            names[index - 1 : index + 1] = ["".join(parts)]
            spans[index - 1 : index + 1] = [Span(start=spans[index - 1].start, end=spans[index].end)]
    if not names or bodies.named(names[0]) is not None:
        return
    above = next(own_lines_before(document, spans[0].start), None)
    if above is None or len(above.words) > _LONGEST_LINE or bodies.named(above.words + names[0]) is None:
        return
    names[0] = above.words + names[0]
    spans[0] = Span(start=above.span.start, end=spans[0].end)


def _undated(document: Document, start: int) -> Signature | None:
    """Return a signature without a day: names before （此件公开发布）, or the text's last line."""
    text = document.text
    at = text.find("此件", start)
    while at >= 0:
        line = own_line_at(document, at)
        if line is not None and at - line.span.start > _SHORTEST_NAME:
            words = text[line.span.start : at - 1].rstrip(_BLANKS)
            if _is_office(words):
                return _signed(
                    text, Span(start=line.span.start, end=line.span.start + len(words)), None, False
                )
        at = text.find("此件", at + 1)
    last = list(islice(own_lines_before(document, len(text)), _FEW_LINES))
    if len(last) == _FEW_LINES and len(last[0].words) <= _LONGEST_LINE and _is_office(last[0].words):
        known = load_bodies().ending_at(text, last[0].span.end)
        if known is not None and known.start == last[0].span.start:
            return _signed(text, last[0].span, None, False)
    return None


def _signed(text: str, span: Span, date: FoundDate | None, printed: bool) -> Signature:
    names = split_names(span.of(text))
    return Signature(
        names=names,
        spans=tuple([span] * len(names)),
        date=date.iso if date else None,
        date_span=date.span if date else None,
        printed=printed,
    )


def _is_office(words: str) -> bool:
    """Say whether a line names bodies and nothing else: by how names end, or each in the table (中国残联)."""
    if load_patterns("head")["office_run"].regex.match(words) is not None:
        return True
    names = [name for name in _SEPARATORS.split(words) if name]
    return bool(names) and all(load_bodies().named(name) is not None for name in names)


def split_names(words: str) -> tuple[str, ...]:
    """Return the names of the bodies that signed, from a run that may lack any mark between them.

    >>> split_names("某市教育局 某市财政局")
    ('某市教育局', '某市财政局')
    >>> split_names("安吉县人力资源和社会保障局安吉县财政局中国人民银行安吉支行")
    ('安吉县人力资源和社会保障局', '安吉县财政局', '中国人民银行安吉支行')
    """
    names: list[str] = []
    for run in _SEPARATORS.split(_STAMP.sub("", words.strip(_BLANKS)).strip(_BLANKS)):
        names.extend(_split_run(run))
    return tuple(names)


def _split_run(run: str) -> list[str]:
    """Return a run without separators cut where an office ends and the name of a place or state begins."""
    names: list[str] = []
    start = 0
    for match in _OFFICE_END.finditer(run):
        end = match.end()
        if end - start < 3 or not _begins_name(run, end):
            continue
        if _PARTY_ORGAN.search(run[start:end]) and _PARTY_WORK.search(run, end):
            continue
        if _HEAD_OFFICE.search(run[start:end]) and _BRANCH.match(run, end):
            continue
        if run[end - 1] == "局" and _WITHIN.match(run, end):
            continue
        names.append(run[start:end])
        start = end
    return [name for name in (*names, run[start:]) if name]


def _begins_name(run: str, at: int) -> bool:
    """Say whether a body's name begins at ``at``: a state's or place's, known or the first one's again."""
    if _BEGINS_NAME.match(run, at):
        return True
    place = _FIRST_PLACE.match(run)
    if place and run.startswith(place[0], at):
        return True
    found = next(load_places().find(run, at, min(len(run), at + 12)), None)
    return found is not None and found.span.start == at
