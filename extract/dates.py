"""Dates as documents print them, as partial ISO text: 2021, 2021-03, 2021-03-22."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from re import Match

from extract.model import Span
from extract.numerals import numeral_value
from extract.patterns import load_patterns

__all__ = ["FoundDate", "find_dates"]

_ZEROS = str.maketrans("○ＯO0", "〇〇〇〇")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text: where it stands, and as much of it in ISO form as is printed."""

    span: Span
    iso: str

    @property
    def is_day(self) -> bool:
        """Say whether year, month and day are all given."""
        return len(self.iso) == 10


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Yield the dates between two offsets, in the order of the text.

    A day or month that the calendar lacks (2021年2月30日) makes no date; nor does a redacted year.

    >>> [date.iso for date in find_dates("二〇二一年三月，至2016-7-1和2020年")]
    ['2021-03', '2016-07-01', '2020']
    """
    stop = len(text) if end is None else end
    streams = [pattern.regex.finditer(text, start, stop) for pattern in load_patterns("dates").values()]
    for match in merge(*streams, key=lambda match: match.start()):
        iso = _iso(match)
        if iso is not None:
            yield FoundDate(span=Span(start=match.start(), end=match.end()), iso=iso)


def _iso(match: Match[str]) -> str | None:
    year = numeral_value(match["year"].translate(_ZEROS) if match["year"][0] in "一二" else match["year"])
    month = _part(match["month"])
    day = _part(match["day"])
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else None


def _part(text: str | None) -> int | None:
    if text is None:
        return None
    return 1 if text in ("元", "正") else numeral_value(text)
