"""Finds document numbers in every written form, and writes them in one.

The search is anchored on 号, which ``str.find`` reaches at memory speed, and looks back from there; no
pattern scans the whole text. Normal form: 国办发〔2015〕71号, hexagonal brackets, no 第, no spaces, no
leading zeros. An order keeps the name of its body: 国务院令第624号.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from re import Match

from extract.bodies import load_bodies
from extract.dates import FoundDate, find_dates
from extract.issuer_codes import load_issuer_codes
from extract.model import Span
from extract.numerals import numeral_value
from extract.patterns import load_patterns

__all__ = [
    "FoundDate",
    "FoundNumber",
    "NumberKind",
    "find_dates",
    "find_numbers",
    "normal_number",
    "number_key",
    "numeral_value",
]

_WINDOW = 40
_CODE = re.compile(r"[一-鿿A-Za-z]{1,24}")
_BLANK = " \t\u3000\xa0"
_BEFORE_HAO = re.compile(r"[\d零〇○一二三四五六七八九十百)）\]］〕】﹞ \t\u3000\xa0]")
_LONGEST_NAME = 24
_LONGEST_PART = 4
_STATE = "中华人民共和国"
# offices that issue orders and are no bodies of the table: 主席令, 国令
_OFFICES = ("国家主席", "主席", "国")
# a province's or city's code for its orders: 渝府令第121号, 鲁政令第9号
_ORDER_CODE = re.compile(r"[一-鿿](?:府|政|政府|人常)\Z")
_OUTER_BRACKETS = re.compile(r"[（(\[【\s]*(.*?)[）)\]】\s]*")
_KEY_NOISE = re.compile(r"[\W_]|第")


class NumberKind(StrEnum):
    """What carries the number: a document of an issuer's yearly series, an order, an announcement."""

    SERIES = "series"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNumber:
    """A document number in a text.

    ``span`` goes from the first character of the code (or of the body's name) to 号. ``number`` is the
    normal form. ``code`` is the issuer code (国办发), or the body as written (国务院) of an order.
    ``year`` is None where none is printed or a digit of it is lost. ``known`` says that the tables
    know the code: where they don't, the code may have lost or gained a character at its left end.
    """

    span: Span
    number: str
    kind: NumberKind
    code: str
    year: int | None
    serial: int
    known: bool


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundNumber]:
    """Yield the document numbers between two offsets, in the order of the text; they never overlap.

    >>> [found.number for found in find_numbers("根据国办发[2015] 第71号和教育部第39号令，电话（0571）8705号")]
    ['国办发〔2015〕71号', '教育部令第39号']
    """
    stop = len(text) if end is None else end
    floor = start
    for low, high in _anchors(text, start, stop):
        found = _number_at(text, max(floor, low), high, floor, stop)
        if found is not None:
            floor = found.span.end
            yield found


def normal_number(text: str) -> str | None:
    """Return the number that ``text`` is, in normal form, or None where it is not one number.

    >>> normal_number("（国办发﹝２０１５﹞ 71 号）"), normal_number("国务院第624号令"), normal_number("第71号")
    ('国办发〔2015〕71号', '国务院令第624号', None)
    """
    inner = _OUTER_BRACKETS.fullmatch(text)
    for candidate in (text.strip(), inner[1] if inner else ""):
        found = next(find_numbers(candidate), None)
        if found is not None and (found.span.start, found.span.end) == (0, len(candidate)):
            return found.number
    return None


def number_key(number: str) -> str:
    """Return what two spellings of one number share: letters and digits, without 第 and 中华人民共和国.

    >>> number_key("中华人民共和国国务院令第624号") == number_key("国务院令 第六百二十四号") == number_key("国令第624号")
    True
    """
    normal = normal_number(number) or number
    text = _KEY_NOISE.sub("", unicodedata.normalize("NFKC", normal)).replace(_STATE, "")
    ordered = re.fullmatch(r"(.*?)(令|公告)((?:(?:19|20)\d{2}年)?)(.+?)号", text)
    if ordered is None:
        return text
    body, kind, year, serial = ordered.groups()
    value = numeral_value(serial)
    return f"{'国务院' if body == '国' else body}{kind}{year}{serial if value is None else value}号"


def _anchors(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the stretches that end with a 号 after a digit, or with 〔year and a lost 号."""
    floor = start
    at = text.find("号", start, stop)
    lost = iter(_lost(text, start, stop))
    pending = next(lost, None)
    while at >= 0:
        while pending is not None and pending[1] <= at:
            yield pending
            floor, pending = pending[1], next(lost, None)
        if at > floor and _BEFORE_HAO.match(text, at - 1):
            yield max(floor, at - _WINDOW), at + 1
        floor = at + 1
        at = text.find("号", floor, stop)
    while pending is not None:
        yield pending
        pending = next(lost, None)


def _lost(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = text.find("〔", start, stop)
    patterns = load_patterns("numbers")
    no_hao, cut = patterns["no_hao"].regex, patterns["no_close_no_hao"].regex
    while at >= 0:
        match = no_hao.match(text, at, stop) or cut.match(text, at)
        if match and match.end() <= stop:
            yield at, match.end()
        at = text.find("〔", at + 1, stop)


def _number_at(text: str, low: int, high: int, floor: int, stop: int) -> FoundNumber | None:
    patterns = load_patterns("numbers")
    if text[high - 1] != "号":
        cut = patterns["no_close_no_hao"].regex
        match = patterns["no_hao"].regex.match(text, low, high) or cut.match(text, low)
        return match and _series(text, match, floor)
    for name in ("bracketed", "no_open", "no_close", "short_year"):
        match = patterns[name].regex.search(text, low, high)
        if match:
            return _series(text, match, floor)
    match = patterns["ruled_before"].regex.search(text, low, min(stop, high + 4))
    if match is None or match.start() >= high:
        match = patterns["ruled"].regex.search(text, low, high)
    return match and _ruled(text, match, floor)


def _series(text: str, match: Match[str], floor: int) -> FoundNumber | None:
    parts = match.groupdict()
    serial = int(parts["serial"])
    end = match.start()
    while end > floor and text[end - 1] in _BLANK:
        end -= 1
    low = max(floor, end - _LONGEST_NAME)
    run = next((run for run in _CODE.finditer(text, low, end) if run.end() == end), None)
    if run is None or not serial:
        return None
    start = _spaced_start(text, run, floor)
    if start is None:
        start = run.start() + load_issuer_codes().start_in(run[0])
    code = "".join(text[start:end].split())
    year = parts.get("year")
    known = load_issuer_codes().is_known(code)
    if not code or not (year or known):
        return None
    printed = str(int(year)) if year else _plain_digits(parts["short"])
    return FoundNumber(
        span=Span(start=start, end=match.end()),
        number=f"{code}〔{printed}〕{serial}号",
        kind=NumberKind.SERIES,
        code=code,
        year=int(year) if year else None,
        serial=serial,
        known=known,
    )


def _spaced_start(text: str, run: Match[str], floor: int) -> int | None:
    """Return where a known code begins that a blank cut in two (财 社〔2023〕5号), None where none does."""
    codes = load_issuer_codes()
    stop = run.start()
    while stop > floor and text[stop - 1] in _BLANK:
        stop -= 1
    if stop == run.start() or codes.is_known(run[0]):
        return None
    low = max(floor, stop - _LONGEST_PART)
    before = next((part for part in _CODE.finditer(text, low, stop) if part.end() == stop), None)
    if before is None or (before.start() > 0 and _CODE.match(text, before.start() - 1)):
        return None
    return before.start() if codes.is_known(before[0] + run[0]) else None


def _ruled(text: str, match: Match[str], floor: int) -> FoundNumber | None:
    serial = numeral_value(match["serial"])
    start = _names_before(text, match.start(), floor)
    if not serial or start is None:
        return None
    code = re.sub(r"\s+", " ", text[start : match.start()].strip())
    year = match["year"]
    written = _plain_digits(match["serial"])
    written = str(serial) if written.isdigit() else written
    return FoundNumber(
        span=Span(start=start, end=match.end()),
        number=f"{code}{match['type']}{f'{int(year)}年' if year else ''}第{written}号",
        kind=NumberKind.ORDER if match["type"] == "令" else NumberKind.ANNOUNCEMENT,
        code=code,
        year=int(year) if year else None,
        serial=serial,
        known=True,
    )


def _names_before(text: str, end: int, floor: int) -> int | None:
    """Return where the names of bodies begin that stand right before ``end``, or None if there is none."""
    stop = end
    while stop > floor and text[stop - 1].isspace():
        stop -= 1
    for office in _OFFICES:
        if text.endswith(office, floor, stop) and (len(office) > 1 or text.startswith("令", stop)):
            start = stop - len(office)
            state = start - len(_STATE)
            return state if state >= floor and text.startswith(_STATE, state) else start
    named = load_bodies().ending_at(text, end)
    if named is not None and named.start >= floor:
        return named.start
    code = _ORDER_CODE.search(text, max(floor, stop - 4), stop)
    return code.start() if code and code[0][0] in load_issuer_codes().abbreviations else None


def _plain_digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
