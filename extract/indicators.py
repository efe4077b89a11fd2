"""Figures that a task shall reach, and the words that say by when.

An indicator has a numeral, Arabic or Chinese, with a unit: a share, an amount, a duration, a count, a
frequency. A year, a document number, a name (“621”, 2＋1), a rank, what exists already and a condition
for something else are none.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from re import Match

from extract.model import Comparator, Deadline, Indicator
from extract.numerals import numeral_value
from extract.patterns import load_patterns
from extract.units import Flat

__all__ = ["FoundDeadline", "find_deadlines", "find_indicators"]

_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_CLAUSE_STOPS = "，,；;。：:"
_TWO_DIGITS = re.compile("(?P<low>[一二三四五六七八])(?P<high>[两二三四五六七八九])")
_PLACES = {"万": 10_000, "亿": 100_000_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "百亿": 10**10, "千亿": 10**11, "十亿": 10**9}  # fmt: skip
_HALVES = {"上半年": "06", "下半年": "12", "一季度": "03", "二季度": "06", "三季度": "09", "四季度": "12", "第一季度": "03", "第二季度": "06", "第三季度": "09", "第四季度": "12"}  # fmt: skip
_PLAN_END = {"一": "2010", "二": "2015", "三": "2020", "四": "2025", "五": "2030", "六": "2035"}
_UNIT_LATER = re.compile("[一-龥]{0,10}?(?P<unit>学分|课时|学时)(?=$|[，,；;。、])")
_NAME_LENGTH = 9
_TITLE_REACH = 120
_CLAUSE_REACH = 80
_WITHIN = re.compile("(?:以|之)?内")
_DEADLINE_SIGN = re.compile("[0-9]|十[一二三四五六]五|[今明本当次翌每]|年[内底末]|上半年|下半年")
_FIGURE_SIGN = re.compile("[0-9０-９一二两三四五六七八九十百千]")
_FIRST_YEAR = 1900
_SHARED = re.compile("^(?:和|、|或|,|，)?(?:不低于|不少于|以上)?$")
_TEXT_LENGTH = 48
_WEAK_UNITS = frozenset(
    [
        "个",
        "项",
        "种",
        "类",
        "条",
        "位",
        "次",
        "场",
        "名",
        "支",
        "家",
        "处",
        "部",
        "件",
        "片",
        "本",
        "段",
        "批次",
        "期",
        "轮",
        "届",
        "人",
        "天",
        "门",
        "节",
        "课",
        "对",
        "组",
        "班",
        "站",
        "年",
    ]
)
"""Units that with a Chinese numeral alone count nothing to be reached (一项重要任务, 两个方面)."""
_NAMES = re.compile(
    "^(?:重要|重大|主要|基本|长期|系统|整体|方面|部门|阶段|层次|层面|维度|文件|体系|目标|结合|统一|确保|坚持|环节|机制|原则|体制|重点|关键)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeadline:
    """Words that say by when, with offsets into the words given; ``iso`` is None if recurrent or redacted."""

    start: int
    end: int
    iso: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    start: int
    end: int
    value: str
    low: float
    high: float
    unit: str
    ranged: bool
    more: bool
    spoken: bool


def find_deadlines(words: str, year: str | None = None) -> tuple[FoundDeadline, ...]:
    """Return the words in ``words`` that say by when, in order; ``year`` is that of the document.

    >>> [(found.iso) for found in find_deadlines("2016年底前配齐，到2020年实现目标")]
    ['2016-12', '2020']
    """
    if not _DEADLINE_SIGN.search(words):
        return ()
    found: list[FoundDeadline] = []
    taken = bytearray(len(words))
    for name, pattern in load_patterns("deadlines").items():
        for match in pattern.regex.finditer(words):
            deadline = _deadline(name, match, words, year)
            if deadline is not None and not any(taken[deadline.start : deadline.end]):
                taken[deadline.start : deadline.end] = b"\1" * (deadline.end - deadline.start)
                found.append(deadline)
    return tuple(sorted(found, key=lambda deadline: deadline.start))


def _deadline(name: str, match: Match[str], words: str, year: str | None) -> FoundDeadline | None:
    start, end = match.span()
    if _within_title(words, start) or (name in ("this_year", "day") and _continues(words, start)):
        return None
    if load_patterns("indicators")["unmet_behind"].regex.match(words, end):
        return None
    groups = match.groupdict()
    if name == "year":
        return _year(match, words)
    iso: str | None = None
    if name == "plan":
        iso = _PLAN_END[match["ordinal"]]
    elif name == "this_year" and year is not None:
        own = str(int(year) + 1) if groups["which"] == "明年" else year
        half = groups["half"] or groups["only_half"]
        if half in _HALVES:
            iso = f"{own}-{_HALVES[half]}"
        else:
            iso = (
                f"{own}-12"
                if groups["ending"] or (groups["within"] or "").startswith(("年底", "年末"))
                else own
            )
    elif name == "day" and year is not None:
        iso = f"{year}-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
    return FoundDeadline(start=start, end=end, iso=iso)


def _year(match: Match[str], words: str) -> FoundDeadline | None:
    start, end = match.span()
    signed = match["to"] or match["ending"] or match["before"]
    opens = (
        start == 0
        or words[start - 1] in _CLAUSE_STOPS
        or words[max(0, start - 2) : start] in ("力争", "确保", "计划")
    )
    if not signed and not opens:
        return None
    if not signed and not _is_followed_by_act(words, end):
        return None
    iso = match["year"]
    if match["month"]:
        iso += f"-{int(match['month']):02d}"
        if match["day"]:
            iso += f"-{int(match['day']):02d}"
    elif match["half"] in _HALVES:
        iso += f"-{_HALVES[match['half']]}"
    elif match["ending"]:
        iso += "-12"
    return FoundDeadline(start=start, end=end, iso=iso)


def _is_followed_by_act(words: str, at: int) -> bool:
    from extract.verbs import opening_verb

    if words[at : at + 1] in ("，", ","):
        return True
    verb = opening_verb(words, at)
    return verb is not None and verb.kind in ("act", "aim")


def _continues(words: str, start: int) -> bool:
    """Say whether a year or 每 stands right before: the words belong to a longer date."""
    return start > 0 and words[start - 1] in "年每学0123456789"


def _within_title(words: str, at: int) -> bool:
    opened = words.rfind("《", max(0, at - _TITLE_REACH), at)
    return opened >= 0 and words.find("》", opened, at) < 0


def find_indicators(
    flat: Flat, deadlines: Sequence[FoundDeadline], carried: str | None = None
) -> tuple[Indicator, ...]:
    """Return the indicators in the words of a unit, in order.

    An indicator's deadline is the last one named before it in the sentence: in ``deadlines`` (of the
    unit), else ``carried`` (from a part of the sentence before ；).
    """
    words = flat.text
    if not _FIGURE_SIGN.search(words):
        return ()
    conditions = [m.span() for m in load_patterns("indicators")["condition_clause"].regex.finditer(words)]
    figures = [
        figure
        for figure in _figures(words)
        if _counts(figure, words) and not _inside(figure.start, conditions)
    ]
    made = []
    for number, figure in enumerate(figures):
        before = [deadline for deadline in deadlines if deadline.end <= figure.start]
        after = [deadline for deadline in deadlines if deadline.start >= figure.end]
        due = (
            before[-1].iso if before else carried if carried is not None else after[0].iso if after else None
        )
        start, end = _wording(figures, number, words, before[-1].end if before else 0)
        made.append(
            Indicator(
                span=flat.span(start, end),
                value=figure.value,
                low=figure.low,
                high=figure.high,
                unit=figure.unit,
                comparator=_comparator(figures, number, words),
                deadline=due,
            )
        )
    return tuple(made)


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (at, at + 1)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def to_deadline(found: FoundDeadline, flat: Flat) -> Deadline:
    """Return ``found`` with its span in the document."""
    return Deadline(
        span=flat.span(found.start, found.end), text=flat.text[found.start : found.end], iso=found.iso
    )


def _figures(words: str) -> list[_Figure]:
    patterns = load_patterns("indicators")
    found: list[_Figure] = []
    taken = bytearray(len(words))
    for name in ("share", "fold", "figure", "spoken"):
        for match in patterns[name].regex.finditer(words):
            figure = _read(name, match)
            if figure and not any(taken[figure.start : figure.end]):
                taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
                found.append(figure)
    return sorted((_with_noun(figure, words) for figure in found), key=lambda figure: figure.start)


def _with_noun(figure: _Figure, words: str) -> _Figure:
    """Return the figure with the unit that stands behind an attribute: 12个…必修学分 counts 学分."""
    match = _UNIT_LATER.match(words, figure.end) if figure.unit == "个" else None
    return figure if match is None else replace(figure, unit=match["unit"])


def _read(name: str, match: Match[str]) -> _Figure | None:
    groups = match.groupdict()
    if above_words := groups.get("above") or groups.get("above_digits"):
        above = numeral_value(above_words)
        below = numeral_value(groups.get("below") or match["below_digits"])
        if above is None or below is None:
            return None
        return _Figure(
            start=match.start(),
            end=match.end(),
            value=f"{above}/{below}",
            low=above / below,
            high=above / below,
            unit="",
            ranged=False,
            more=False,
            spoken=True,
        )
    low_words, high_words = groups["low"], groups.get("high")
    pair = _TWO_DIGITS.fullmatch(low_words) if name == "spoken" and not high_words else None
    if pair and (numeral_value(pair["high"]) or 0) == (numeral_value(pair["low"]) or 0) + 1:
        low_words, high_words = pair["low"], pair["high"]
    low, high = _number(low_words), _number(high_words) if high_words else None
    if low is None or (high_words and high is None):
        return None
    unit = "%" if groups.get("percent") else (groups.get("unit") or "").translate(_WIDTH).replace("％", "%")
    if len(unit) > 1 and unit.startswith("个") and unit != "个月":
        unit = unit[1:]
    large = groups.get("large") or groups.get("large_first") or ""
    scale = _PLACES.get(large, 1)
    value = low[0] if high is None else f"{low[0]}-{high[0]}"
    return _Figure(
        start=match.start(),
        end=match.end(),
        value=value,
        low=low[1] * scale,
        high=(high or low)[1] * scale,
        unit=large + ("学分" if unit.endswith("学分") else unit),
        ranged=high is not None,
        more=bool(groups.get("more") or groups.get("more_last")),
        spoken=name == "spoken",
    )


def _number(words: str) -> tuple[str, float] | None:
    plain = words.translate(_WIDTH).replace(",", "")
    try:
        return plain, float(plain)
    except ValueError:
        whole = numeral_value(words)
        return None if whole is None else (str(whole), float(whole))


def _counts(figure: _Figure, words: str) -> bool:
    """Say whether a figure is something to be reached."""
    patterns = load_patterns("indicators")
    before = _clause_before(words, figure.start)
    behind = words[figure.end : figure.end + 30]
    if figure.unit == "日" and before.endswith("月"):
        return False
    if patterns["period_itself"].regex.search(before) or _within_title(words, figure.start):
        return False
    if patterns["existing"].regex.search(before) and not patterns["per_head"].regex.search(before):
        return False
    if patterns["ordinal_before"].regex.search(before):
        return False
    if patterns["aspect"].regex.match(behind) and patterns["looked_through"].regex.search(before):
        return False
    if patterns["from_before"].regex.search(before) and patterns["to_behind"].regex.match(behind):
        return False
    if figure.unit == "年" and (
        figure.low >= _FIRST_YEAR or not (figure.ranged or figure.more or _bound(before, behind))
    ):
        return False
    bounded = figure.ranged or figure.more or _bound(before, behind) is not None
    recurs = patterns["recurs"].regex.search(before) is not None
    if _within_name(words, figure) or (figure.unit == "年" and _WITHIN.match(behind)):
        return False
    if figure.unit in ("周岁", "级") or patterns["name_behind"].regex.match(behind):
        return False
    if patterns["condition"].regex.match(behind) and not _is_owned(behind):
        return False
    if figure.spoken and figure.unit in _WEAK_UNITS and not bounded:
        return recurs and not _NAMES.match(behind)
    return not (figure.spoken and _NAMES.match(behind))


def _within_name(words: str, figure: _Figure) -> bool:
    """Say whether the figure is part of a short name in quotation marks: “每天一课”, “最多跑一次”."""
    opened = words.rfind("“", max(0, figure.start - _NAME_LENGTH), figure.start)
    closed = words.find("”", figure.end, figure.end + _NAME_LENGTH)
    return (
        opened >= 0
        and closed >= 0
        and closed - opened <= _NAME_LENGTH
        and "”" not in words[opened : figure.start]
    )


def _is_owned(behind: str) -> bool:
    """Say whether 的 behind the figure only joins it to what it counts (每三年一次的学校…, 占…9%的下限)."""
    match = load_patterns("indicators")["condition"].regex.match(behind)
    return match is not None and not behind[: match.end()].rstrip("，,").endswith("的")


def _clause_before(words: str, at: int) -> str:
    floor = max(0, at - _CLAUSE_REACH)
    start = max(floor, *(words.rfind(stop, floor, at) + 1 for stop in _CLAUSE_STOPS))
    return words[start:at]


def _bound(before: str, behind: str) -> Comparator | None:
    patterns = load_patterns("indicators")
    for name, comparator in _BEHIND:
        if patterns[name].regex.search(behind):
            return comparator
    for name, comparator in _BEFORE:
        if patterns[name].regex.search(before):
            return comparator
    return None


_BEHIND = (("and_more", Comparator.GE), ("and_less", Comparator.LE), ("roughly", Comparator.ABOUT))
_BEFORE = (
    ("at_least", Comparator.GE),
    ("at_most", Comparator.LE),
    ("above", Comparator.GT),
    ("below", Comparator.LT),
    ("about", Comparator.ABOUT),
)


def _comparator(figures: Sequence[_Figure], number: int, words: str) -> Comparator:
    figure = figures[number]
    bound = _bound(_clause_before(words, figure.start), words[figure.end : figure.end + 8])
    if figure.ranged:
        return Comparator.RANGE
    if figure.more:
        return Comparator.GE
    if bound is not None:
        return bound
    if number and _SHARED.match(words[figures[number - 1].end : figure.start]):
        return _comparator(figures, number - 1, words)
    return Comparator.EQ


def _wording(figures: Sequence[_Figure], number: int, words: str, floor: int) -> tuple[int, int]:
    """Return where the wording of an indicator stands: its clause, from the last comma or deadline on."""
    figure = figures[number]
    floor = max(floor, figure.start - _CLAUSE_REACH)
    start = max(floor, *(words.rfind(stop, floor, figure.start) + 1 for stop in _CLAUSE_STOPS))
    if (
        number
        and figures[number - 1].end > start
        and not _SHARED.match(words[figures[number - 1].end : figure.start])
    ):
        start = figures[number - 1].end
    while start < figure.start and words[start] in "，,、；;：: 和及与并":
        start += 1
    limit = min(len(words), figure.end + _CLAUSE_REACH)
    end = min(
        [at for stop in "，,；;。、" if (at := words.find(stop, figure.end, limit)) >= 0], default=limit
    )
    if number + 1 < len(figures) and figures[number + 1].start < end:
        shared = _SHARED.match(words[figure.end : figures[number + 1].start])
        end = figures[number + 1].end if shared else figure.end
    start, end = _within_bracket(words, figure, start, end)
    end = max(figure.end, min(end, start + _TEXT_LENGTH))
    start = max(start, end - _TEXT_LENGTH)
    return min(start, figure.start), end


def _within_bracket(words: str, figure: _Figure, start: int, end: int) -> tuple[int, int]:
    """Return a wording without the half of a bracket whose other half stands outside it."""
    opened = max(words.rfind(mark, start, figure.start) for mark in "（(")
    closed = min((at for mark in "）)" if (at := words.find(mark, figure.end, end)) >= 0), default=-1)
    if opened >= 0 and closed < 0 and not any(mark in words[opened : figure.start] for mark in "）)"):
        start = opened + 1
    if closed >= 0 and opened < 0 and not any(mark in words[figure.end : closed] for mark in "（("):
        end = closed
    return start, end
