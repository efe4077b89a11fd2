"""Tasks: the sentence units of a document that state something to be done or reached.

``find_units`` cuts; here is decided what is kept. A unit is kept for a reason and left out for a
reason; the reasons are named patterns (``patterns/tasks.toml``) and ``decide`` gives the one that spoke.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from extract.dates import find_dates
from extract.indicators import FoundDeadline, find_deadlines, find_indicators, to_deadline
from extract.model import (
    Action,
    BodyRole,
    Citation,
    Deadline,
    Document,
    GoalKind,
    Head,
    Responsibility,
    Section,
    Span,
    Task,
)
from extract.outline import section_at
from extract.patterns import Pattern, load_patterns
from extract.responsibilities import (
    NamedBody,
    find_bodies,
    find_subject,
    read_line,
    read_list,
    to_responsibilities,
)
from extract.task_tables import TaskRow, find_task_rows
from extract.units import Flat, Unit, find_units
from extract.verbs import OpeningVerb, opening_verb, verb_pattern

__all__ = ["Decision", "decide", "find_purposes", "find_tasks", "is_lead_in"]

_STOPS = "。！？；!?; \u3000"
_CLAUSE = re.compile("[^，,；;：:。]+")
_PLACE_END = re.compile("(?:基础上|过程中|前提下|方面|[中上下内里前后时])")
_ORIENTING = (GoalKind.GUIDANCE, GoalKind.PRINCIPLE)
_SENTENCE = 10
_SHORT_SENTENCE = 6
_CLOSING_REACH = 200
_ACTING = (GoalKind.MEASURE, GoalKind.SAFEGUARD)
_BRACKETED = re.compile("[（(][^（()）]*[)）]")
_TITLE_LIMIT = 80
_ARTICLE_TITLE = 20
_FULL_SENTENCE = re.compile(
    "^(?:依据|按照|根据|参照|对照|[^，,。《]{0,8}《[^》]+》[^，,。]{0,8}[，,])|的[，,]|^(?:此|本|该)|包括|分为|是指"
)
_LIST_REACH = 60
_SHORT_TITLE = 15
_DOING = ("act", "aim", "encourage", "forbid")
_MODAL_IN_TITLE = re.compile(
    "应当|必须|不得|须(?!知)|可(?!持续|行|靠|再生|视|信)|无需|负责|严禁|应(?!急|用|届|对|答|变|征|诉)"
    "|需(?!求|要)|(?<![主重首紧必需概摘纪])要(?!素|点|求|闻|道|塞|领|义|高度|害)"
)
_FIGURE_IN_TITLE = re.compile("[0-9]+(?:\\.[0-9]+)?(?:%|％|万元|亿元|元|平方米|倍)")
_REACHED_IN_TITLE = re.compile(
    "(?:累计|新增|全年|力争|不少于|不低于|超过|达到|(?:到|至)?20[0-9]{2}年(?:底|年底)?(?:前|[，,])?(?=[^，,。]{0,8}[建完新实改达]))[^，,。]{0,24}[0-9]+(?!年)[^，,。]{0,2}[一-龥%％]"
)
_COUNTED_CLAUSE = re.compile(
    "[，,][^，,。、“”]{2,16}?(?<![0-9一二三四五六七八九十“])[0-9]+(?:个|家|处|所|座|套|户|名|台|公里|条|人次|场|项)[。；;]?$"
)
_OWN = re.compile("本(?:通知|意见|方案|办法|规定|细则|措施|政策|公告|通告)")
_DUTY_BEHIND = re.compile("[，,](?:要|应|须|必须|应当)|^(?:到|至)?20[0-9]{2}年")
_CLOSING = re.compile("^(?:请|各[^，,。]{1,12}(?:要|请)|以上|上述|本(?:通知|意见|方案|办法|措施|政策|规定))")
_WHOLE = re.compile(
    "本(?:通知|意见|方案|实施方案|办法|措施|政策|规定|计划|要点)|贯彻执行|遵照执行|贯彻落实(?:情况|方案)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether a unit is a task, and the reason that decided."""

    kept: bool
    reason: str


@dataclass(slots=True, kw_only=True)
class _Draft:
    unit: Unit
    section: Section | None
    named: list[tuple[NamedBody, Flat]]
    deadlines: tuple[FoundDeadline, ...]
    carried: str | None
    due: Deadline | None = None


def find_tasks(
    document: Document, head: Head, sections: Sequence[Section], citations: Sequence[Citation]
) -> tuple[Task, ...]:
    """Return the tasks of ``document``, in order: they never overlap, each lies in one section or in none.

    A line of responsibilities behind the last stop of a goal gives its bodies to every task before it, and
    so do the lines right below it: 牵头单位, 配合单位, 完成时限.
    """
    rows = find_task_rows(document)
    units = _outside_rows(find_units(document, sections), rows)
    purposes = find_purposes(units)
    year = _year_meant(head)
    drafts: list[_Draft] = []
    waiting: list[_Draft] = []
    held: list[_Draft] = []
    carried: str | None = None
    for number, unit in enumerate(units):
        line = read_line(unit.text)
        by_when = load_patterns("responsibilities")["due_label"].regex.search(unit.text)
        if line or (by_when and not by_when.start()):
            held = [draft for draft in waiting or held if draft.unit.section is unit.section]
            for draft in held:
                draft.named.extend((body, unit.flat) for body in line)
                draft.due = _due(_behind(unit.flat, by_when.end()), year) if by_when else draft.due
            waiting = []
            continue
        held = []
        goes_on = (
            number > 0
            and units[number - 1].paragraph == unit.paragraph
            and units[number - 1].text[-1:] in "；;"
        )
        carried = carried if goes_on else None
        deadlines = find_deadlines(unit.text, year)
        if decide(units, number, head, deadlines, purposes).kept:
            bodies: list[tuple[NamedBody, Flat]] = [(body, unit.flat) for body in find_bodies(unit.text)]
            section = None if _speaks_of_all(units, number) else unit.section
            draft = _Draft(unit=unit, section=section, named=bodies, deadlines=deadlines, carried=carried)
            drafts.append(draft)
            waiting.append(draft)
        carried = next((d.iso for d in reversed(deadlines) if d.iso), carried)
    drafts.extend(_drafts_of_rows(document, sections, rows, year))
    drafts.sort(key=lambda draft: draft.unit.span.start)
    return tuple(_tasks(document, drafts, head.place_code))


def _year_meant(head: Head) -> str | None:
    """Return the year that 年底前 and 今年 mean: the one that a title plans for, else that of issue."""
    planned = load_patterns("tasks")["planned_year"].regex.search(head.title or "")
    if planned is not None:
        return planned["year"]
    return None if head.issued_on is None else head.issued_on[:4]


def _outside_rows(units: Sequence[Unit], rows: Sequence[TaskRow]) -> Sequence[Unit]:
    """Return the units that lie in no row of a table of tasks."""
    if not rows:
        return units
    starts = [row.span.start for row in rows]

    def is_outside(unit: Unit) -> bool:
        index = bisect_right(starts, unit.span.start) - 1
        return index < 0 or unit.span.start >= rows[index].span.end

    return [unit for unit in units if is_outside(unit)]


def _drafts_of_rows(
    document: Document, sections: Sequence[Section], rows: Sequence[TaskRow], year: str | None
) -> Iterator[_Draft]:
    """Yield a task for each row of a table of tasks, with the bodies and the deadline of its other cells."""
    starts = [section.span.start for section in sections]
    for number, row in enumerate(rows):
        flat = _cell(document, row.task)
        deadlines = find_deadlines(flat.text, year)
        unit = Unit(
            span=row.task,
            flat=flat,
            section=section_at(sections, starts, row.task.start),
            paragraph=-1 - number,
            region=0,
            opens=row.number is not None,
            alone=True,
        )
        draft = _Draft(unit=unit, section=unit.section, named=[], deadlines=deadlines, carried=None)
        draft.named.extend((body, flat) for body in find_bodies(flat.text))
        for span, role in row.bodies:
            cell = _cell(document, span)
            draft.named.extend((body, cell) for body in read_list(cell.text, role))
        if row.deadline is not None:
            draft.due = _due(_cell(document, row.deadline), year)
        yield draft


def _behind(flat: Flat, at: int) -> Flat:
    """Return the words of ``flat`` from ``at`` on."""
    offsets = None if flat.offsets is None else flat.offsets[at:]
    return Flat(text=flat.text[at:], start=flat.start + at, offsets=offsets)


def _cell(document: Document, span: Span) -> Flat:
    return Flat(text=span.of(document.text), start=span.start, offsets=None)


def _due(cell: Flat, year: str | None) -> Deadline | None:
    """Return the deadline that a cell for it gives: as a sentence would say it, else a date alone."""
    found = next(iter(find_deadlines(cell.text, year)), None)
    if found is None:
        date = next(find_dates(cell.text), None)
        found = (
            None if date is None else FoundDeadline(start=date.span.start, end=date.span.end, iso=date.iso)
        )
    return None if found is None else to_deadline(found, cell)


def _tasks(document: Document, drafts: Sequence[_Draft], place_code: str | None) -> Iterator[Task]:
    seen: Counter[str] = Counter()
    for draft in drafts:
        unit = draft.unit
        holder = document.id if draft.section is None else draft.section.id
        words = re.sub(r"\s+", "", unit.text)
        identity = f"{holder}/t:{hashlib.sha256(words.encode()).hexdigest()[:12]}"
        seen[identity] += 1
        if seen[identity] > 1:
            identity = f"{identity}~{seen[identity]}"
        yield Task(
            id=identity,
            section=None if draft.section is None else draft.section.id,
            span=unit.span,
            actions=tuple(_actions(unit.flat)),
            responsibilities=tuple(_responsibilities(draft.named, place_code)),
            indicators=find_indicators(
                unit.flat, draft.deadlines, draft.carried or (draft.due.iso if draft.due else None)
            ),
            deadline=to_deadline(draft.deadlines[0], unit.flat) if draft.deadlines else draft.due,
        )


def _responsibilities(
    named: Sequence[tuple[NamedBody, Flat]], place_code: str | None
) -> Iterator[Responsibility]:
    """Yield each body once in each role, though its sentence and a line behind the goal both name it."""
    said: set[tuple[str, BodyRole]] = set()
    for body, flat in named:
        for each in to_responsibilities((body,), flat, place_code):
            if (each.text, each.role) not in said:
                said.add((each.text, each.role))
                yield each


def _actions(flat: Flat) -> Iterator[Action]:
    """Yield each clause that opens with a verb of doing, its verb and its object."""
    for clause in _CLAUSE.finditer(flat.text):
        at = clause.start() + len(clause.group()) - len(clause.group().lstrip())
        subject = find_subject(flat.text, at)
        verb = opening_verb(flat.text, subject[1] if subject else at)
        if verb is not None and verb.kind in _DOING and verb.end < clause.end():
            yield Action(
                span=flat.span(verb.start, clause.end()),
                verb=verb.words,
                object=flat.text[verb.end : clause.end()].strip(),
            )


def decide(
    units: Sequence[Unit],
    number: int,
    head: Head,
    deadlines: Sequence[FoundDeadline] = (),
    purposes: Container[int] = frozenset(),
) -> Decision:
    """Return whether the unit at ``number`` is a task, with the reason; ``purposes`` as ``find_purposes`` has them."""
    unit = units[number]
    words = unit.text.rstrip(_STOPS)
    if _is_heading(units, number):
        return Decision(kept=False, reason="heading")
    if _is_listed(units, number):
        return Decision(kept=False, reason="listing")
    if number in purposes:
        return Decision(kept=False, reason="purpose")
    if not words or not _has_predicate(words):
        return Decision(kept=False, reason="no_predicate")
    if _repeats_title(words, head):
        return Decision(kept=False, reason="title")
    open_words = _BRACKETED.sub("", words)
    for name, pattern in _group("drop_"):
        match = pattern.regex.search(open_words)
        if match and not _overruled(name, open_words, match):
            return Decision(kept=False, reason=name)
    closed = unit.text[-1:] in _STOPS
    kind = GoalKind.OTHER if unit.section is None else unit.section.goal_kind
    owed = _named_duty(words) and not load_patterns("tasks")["attitude_owed"].regex.search(words)
    if kind in _ORIENTING and not owed and not _is_figured(unit, deadlines):
        return Decision(kept=False, reason="orientation")
    if unit.section is None and not _in_body(units, number) and not (_named_duty(words) and closed):
        return Decision(kept=False, reason="preamble")
    if kind is GoalKind.TARGET and load_patterns("tasks")["keep_state"].regex.search(words):
        return Decision(kept=True, reason="keep_state")
    if any(verb.kind in _DOING for verb in _clause_verbs(words)):
        return Decision(kept=True, reason="verb")
    if _is_figured(unit, deadlines):
        return Decision(kept=True, reason="figure")
    for name, pattern in _group("keep_"):
        if name != "keep_state" and pattern.regex.search(words):
            return Decision(kept=True, reason=name)
    if closed and find_bodies(words):
        return Decision(kept=True, reason="body")
    if closed and any(_acts_behind_frame(words, c.start(), c.end()) for c in _CLAUSE.finditer(words)):
        return Decision(kept=True, reason="framed_verb")
    if unit.text[-1:] == "。" and len(words) >= _SENTENCE and kind in _ACTING and _doing_verb().search(words):
        return Decision(kept=True, reason="verb_within")
    return Decision(kept=False, reason="no_action")


def _is_figured(unit: Unit, deadlines: Sequence[FoundDeadline]) -> bool:
    return bool(deadlines) or bool(find_indicators(unit.flat, deadlines))


def is_lead_in(unit: Unit) -> bool:
    """Say whether a unit leads over to the measures: 为落实…，制定本办法; 现提出如下意见."""
    return load_patterns("tasks")["drop_lead_in"].regex.search(unit.text.rstrip(_STOPS)) is not None


def find_purposes(units: Sequence[Unit]) -> frozenset[int]:
    """Return which of ``units`` belong to a paragraph of purpose and basis (为了…。根据…。特制定本办法).

    It opens with 为了 or 根据, and reaches to the last unit that leads over.
    """
    patterns = load_patterns("tasks")
    found: set[int] = set()
    for _, numbers in groupby(range(len(units)), key=lambda number: units[number].paragraph):
        first, *others = numbers
        if patterns["purpose_opens"].regex.match(units[first].text):
            closing = (
                number
                for number in (first, *others)
                if patterns["purpose_closes"].regex.search(units[number].text.rstrip(_STOPS))
            )
            found.update(range(first, max(closing, default=first - 1) + 1))
    return frozenset(found)


@cache
def _group(prefix: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, p) for name, p in load_patterns("tasks").items() if name.startswith(prefix))


def _overruled(name: str, words: str, match: re.Match[str]) -> bool:
    """Say whether a sign of duty in the same words outweighs a reason to leave them out."""
    if name == "drop_orientation":
        return "目标是" in words
    elsewhere = any(verb.kind in _DOING for verb in _clause_verbs(words, without=match.span()))
    if name == "drop_background":
        return (
            (elsewhere and "是" not in words) or _named_duty(words) or _DUTY_BEHIND.search(words) is not None
        )
    if name == "drop_composition":
        return (
            any(verb.kind in _DOING and verb.end <= match.start() for verb in _clause_verbs(words))
            or elsewhere
        )
    if name in ("drop_definition", "drop_past"):
        return elsewhere or (_named_duty(words) and "所称" not in words)
    return name == "drop_effect" and elsewhere and _OWN.search(words) is None


def _clause_verbs(words: str, without: tuple[int, int] = (0, 0)) -> Iterator[OpeningVerb]:
    """Yield the verb that opens each clause, and the one behind a phrase of place or time (在…中设立).

    Clauses that share a character with the range ``without`` are passed over.
    """
    for clause in _CLAUSE.finditer(words):
        if clause.start() < without[1] and without[0] < clause.end():
            continue
        verb = opening_verb(words, clause.start())
        if verb is not None:
            yield verb
        if verb is None or verb.kind == "frame":
            for place in _PLACE_END.finditer(words, clause.start(), clause.end()):
                behind = opening_verb(words, place.end())
                if behind is not None and behind.end < clause.end():
                    yield behind


def _acts_behind_frame(words: str, start: int, end: int) -> bool:
    """Say whether a clause that opens with its object or means goes on to act: 对…开展检查."""
    opening = opening_verb(words, start)
    if opening is None or opening.kind != "frame":
        return False
    return _doing_verb().search(words, opening.end + 1, end) is not None


@cache
def _doing_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{verb_pattern('act', 'aim')})(?!的)")


def _named_duty(words: str) -> bool:
    """Say whether a body is told to do it: a subject with a modal, or 请, 不得, 严禁."""
    if re.search("^(?:请|各[^，,。]{1,20}[要应须])|[，,]请|不得|严禁|必须", words):
        return True
    for clause in _CLAUSE.finditer(words):
        subject = find_subject(words, clause.start())
        if subject and re.match("[^，,。]{0,8}?(?:要|应|须|不得|负责|可)", words[subject[1] :]):
            return True
    return False


def _has_predicate(words: str) -> bool:
    """Say whether the words can be a sentence: not a cell of a table, a name or a date."""
    if re.search("[\u4e00-\u9fff]{4}", words) is None:
        return False
    verb = opening_verb(words)
    return len(words) >= _SHORT_SENTENCE or (verb is not None and verb.kind in _DOING)


def _repeats_title(words: str, head: Head) -> bool:
    """Say whether the words do nothing but repeat the document's own title as a goal."""
    if not head.title:
        return False
    about = re.search("关于(?P<subject>.+?)(?:的[^的]{2,8})?$", head.title)
    subject = (about["subject"] if about else head.title).replace("进一步", "")
    bare = re.sub("^(?:[0-9]{4}年起?|到[0-9]{4}年|进一步|全面|切实|不断|[，,])+", "", words)
    return len(bare) >= 6 and (
        bare == subject or bare in subject or (subject in bare and len(bare) <= len(subject) + 4)
    )


def _is_heading(units: Sequence[Unit], number: int) -> bool:
    """Say whether a unit is the heading of its section: it opens it, more follows, and it reads as a title."""
    unit = units[number]
    if unit.run_in and not unit.opens:
        return _text_follows(units, number) and _reads_as_title(unit.text, _TITLE_LIMIT)
    if not unit.opens or unit.section is None or not _more_follows(units, number):
        return False
    if unit.alone and not unit.text.endswith(("：", ":")):
        return True
    return _reads_as_title(
        unit.text, _ARTICLE_TITLE if unit.section.marker.startswith("第") else _TITLE_LIMIT
    )


def _text_follows(units: Sequence[Unit], number: int) -> bool:
    """Say whether the run-in item that the unit at ``number`` opens has more text than this unit."""
    later = units[number + 1] if number + 1 < len(units) else None
    return (
        later is not None
        and later.paragraph == units[number].paragraph
        and not later.run_in
        and not read_line(later.text)
    )


def _is_listed(units: Sequence[Unit], number: int) -> bool:
    """Say whether a unit is an item of a list that spells out conditions, papers, contents or cases."""
    unit = units[number]
    if unit.section is None or unit.section.parent is None or not unit.opens:
        return False
    for before in reversed(units[max(0, number - _LIST_REACH) : number]):
        if before.section is not None and before.section.id == unit.section.parent:
            return load_patterns("tasks")["listing"].regex.search(before.text) is not None
    return False


def _in_body(units: Sequence[Unit], number: int) -> bool:
    """Say whether a unit outside any section stands behind the words that lead over to the measures.

    What leads over may be 现函复如下 or …收悉; a section or a signature between opens another text.
    """
    unit = units[number]
    for before in reversed(units[max(0, number - _LIST_REACH) : number]):
        if before.section is not None or before.region != unit.region:
            return False
        if is_lead_in(before) and before.paragraph != unit.paragraph:
            return True
    return False


def _reads_as_title(text: str, limit: int) -> bool:
    """Say whether a first sentence reads as the title of what follows: short, or without subject and duty."""
    words = text.rstrip(_STOPS)
    if text.endswith(("；", ";")) or len(words) > limit:
        return False
    if _REACHED_IN_TITLE.search(words) or _COUNTED_CLAUSE.search(words):
        return False
    if len(words) <= _SHORT_TITLE:
        owed = _MODAL_IN_TITLE.search(words) and find_subject(words, 0)
        return not owed and not re.search("(?:应当|必须|不得)", words)
    full = _FULL_SENTENCE.search(words) or _MODAL_IN_TITLE.search(words) or _FIGURE_IN_TITLE.search(words)
    return full is None and find_subject(words, 0) is None


def _more_follows(units: Sequence[Unit], number: int) -> bool:
    """Say whether text or sub-items stand below the heading at ``number``, besides responsibilities."""
    section = units[number].section
    assert section is not None
    for later in units[number + 1 :]:
        if later.section is None or later.span.start >= section.span.end:
            return False
        if not read_line(later.text) and not _is_closing(later):
            return True
    return False


def _is_closing(unit: Unit) -> bool:
    """Say whether a unit belongs to the end of the document rather than to its last section."""
    words = unit.text.rstrip(_STOPS)
    patterns = load_patterns("tasks")
    if unit.opens:
        return False
    return any(
        patterns[name].regex.search(words) for name in ("drop_effect", "drop_label")
    ) or words.startswith("特此")


def _speaks_of_all(units: Sequence[Unit], number: int) -> bool:
    """Say whether a unit is in a closing paragraph that speaks of the whole document again."""
    unit = units[number]
    if unit.section is None or unit.opens or not _CLOSING.match(unit.text) or not _WHOLE.search(unit.text):
        return False
    last = unit.section
    return all(
        later.section is None or later.section is last
        for later in units[number + 1 : number + _CLOSING_REACH]
    ) and (number == 0 or units[number - 1].paragraph != unit.paragraph)
