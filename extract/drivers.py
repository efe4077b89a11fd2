"""Which cited document drives which task, on which words, and for what reasons.

Four bases, strongest first. ``explicit``: the task's own sentence cites the document as reason or
standard. ``scope``: the sentence goes on with the same object within the reach of a citation just
made. ``goal``: the goal as a whole stands under the document. ``document``: the whole text does. A
citation that is only mentioned, amended or planned drives nothing. In doubt there is no driver.

Whether a sentence goes on under a citation is decided by ``REASONS``: each speaks for or against with
its weight, and the driver carries those that spoke.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.model import (
    Basis,
    Citation,
    Document,
    Driver,
    Evidence,
    GoalKind,
    Head,
    Role,
    Section,
    Target,
    Task,
)
from extract.patterns import load_patterns
from extract.responsibilities import find_subject
from extract.subjects import fields_of, subject_pieces
from extract.tasks import is_lead_in, is_purpose
from extract.units import Unit, find_units
from extract.verbs import adverb_pattern, verb_pattern

__all__ = ["ENOUGH", "REASONS", "Following", "Reason", "find_drivers", "weigh"]

ENOUGH = 1.2
"""The sum of weights from which on a sentence is held to go on under the citation before it."""

_DRIVING = (Role.IMPLEMENTS, Role.BASED_ON)
_EXPLICIT_SCORE = {Role.IMPLEMENTS: 0.97, Role.BASED_ON: 0.94}
_GOAL_SCORE = 0.85
_SCOPE_LIMIT = 0.9  # a sentence without a citation is never as sure as one that cites
_DOCUMENT_SCORE = 0.95
_EVERYWHERE = 0.2
"""A word that stands in more than this share of a document's tasks tells nothing about one of them."""

_PHRASE = 4
_MOST = 0.6
_BASE_REACH = 40
_NO_MARKS = re.compile("[“”‘’\"'\\s]")
_CLAUSE = re.compile("[^，,；;：:。]+")
_WIDTH = re.compile("^(?:全[省市县区]|我[省市县区]|各级各类|各级|各类|各|中小|中|小|每所|本)+|[（(].*[)）]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A task without a citation, and a document cited before it in the same goal.

    ``words`` are the task's, ``topic`` the same without the bodies named, ``citing`` those of the sentence that cites, ``last`` those of the last
    sentence under the document. ``common`` are the words, ``common_fields`` the fields that stand all over the document.
    """

    words: str
    topic: str
    citing: str
    last: str
    title: str
    role: Role
    same_paragraph: bool
    same_sentence: bool
    common: frozenset[str] = frozenset()
    common_fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason for or against: ``speaks`` returns the words it rests on, None where it is silent."""

    name: str
    weight: float
    speaks: Callable[[Following], tuple[str, ...] | None]


def shares_title(case: Following) -> tuple[str, ...] | None:
    """Name what the title names: its subject, the reach of a policy that is implemented."""
    return _shared(case.words, case.title, case.common)


def shares_object(case: Following) -> tuple[str, ...] | None:
    """Have what the title regulates as the object of a clause: …发布年度报告, not …年度报告平台."""
    for clause in _CLAUSE.findall(case.words):
        found = _ending(clause, case.title)
        if len(found) > _PHRASE and _tells(found, case.common):
            return (found,)
    return None


def shares_field(case: Following) -> tuple[str, ...] | None:
    """Work in the field of the title: 合唱 and 书画 are 美育, 养成教育 is 德育 (``themes.csv``)."""
    both = (_fields(case.topic) & _fields(case.title)) - case.common_fields
    return tuple(sorted(both)) or None


def shares_sentence(case: Following) -> tuple[str, ...] | None:
    """Go on with the object of the sentence that cites, or of the last one under the document."""
    shared = {
        *(_shared(case.words, case.citing, case.common) or ()),
        *(_shared(case.words, case.last, case.common) or ()),
    }
    found = {run for run in shared if not _acting().fullmatch(run)}
    return tuple(sorted(found)) or None


def shares_several(case: Following) -> tuple[str, ...] | None:
    """Go on with several objects of that sentence, or with one of four characters or more."""
    found = shares_sentence(case) or ()
    return found if len(found) >= 2 or any(len(word) >= _PHRASE for word in found) else None


def points_back(case: Following) -> tuple[str, ...] | None:
    """Point back in so many words: 上述规定, 据此."""
    match = load_patterns("drivers")["points_back"].regex.search(case.words)
    return (match.group(),) if match else None


def connective(case: Following) -> tuple[str, ...] | None:
    """Open with a word that goes on: 继续, 同时, 并."""
    match = load_patterns("drivers")["connective"].regex.match(case.words)
    return (match.group(),) if match else None


def same_sentence(case: Following) -> tuple[str, ...] | None:
    """Belong to one sentence with the unit before (；)."""
    return () if case.same_sentence else None


def no_subject(case: Following) -> tuple[str, ...] | None:
    """Leave the subject out, so that the one before still acts."""
    return () if _subject(case.words) is None else None


def new_subject(case: Following) -> tuple[str, ...] | None:
    """Address another body with a duty of its own."""
    own, before = _subject(case.words), _subject(case.citing)
    if own is None or (before is not None and _kind_of_body(own) == _kind_of_body(before)):
        return None
    return (own,)


def other_stage(case: Following) -> tuple[str, ...] | None:
    """Turn to a stage of schooling of which the citing sentence and the title do not speak."""
    pattern = load_patterns("drivers")["stage"].regex
    known = set(pattern.findall(case.citing)) | set(pattern.findall(case.title))
    if "义务教育" in known:
        known |= {"小学", "初中"}
    new = set(pattern.findall(case.words)) - known
    return tuple(sorted(new)) if new and known else None


def other_audience(case: Following) -> tuple[str, ...] | None:
    """Turn to people for whom neither the citing sentence nor the title is."""
    own = _audiences(case.words)
    known = _audiences(case.citing) | _audiences(case.title)
    return tuple(sorted(own - known)) if own and known and not own & known else None


def other_field(case: Following) -> tuple[str, ...] | None:
    """Work in a field that neither the title nor the citing sentence is in."""
    own = _fields(case.topic)
    known = _fields(case.title) | _fields(case.citing)
    return tuple(sorted(own)) if own and not own & known else None


def same_measure(case: Following) -> tuple[str, ...] | None:
    """Set a figure for the same measured thing: class hours under a curriculum, floor space under a code."""
    pattern = load_patterns("drivers")["measure"].regex
    before = set(pattern.findall(case.citing)) | set(pattern.findall(case.last))
    both = before & set(pattern.findall(case.words))
    return tuple(sorted(both)) if both and any(char.isdigit() for char in case.words) else None


def same_thing(case: Following) -> tuple[str, ...] | None:
    """Set a figure for the thing that the title regulates and the citing sentence does: tests under a standard."""
    if not any(char.isdigit() for char in case.words):
        return None
    named = _shared(case.words, case.title, case.common) or ()
    return tuple(run for run in named if run in case.citing) or None


def standard(case: Following) -> tuple[str, ...] | None:
    """Follow a standard, which reaches only the thing that it regulates in its sentence."""
    kind = load_patterns("drivers")["standard"].regex.search(case.title)
    return () if case.role is Role.BASED_ON or kind else None


def new_paragraph(case: Following) -> tuple[str, ...] | None:
    """Stand in another paragraph than the sentence that cites."""
    return None if case.same_paragraph else ()


REASONS: tuple[Reason, ...] = (
    Reason(name="shares_title", weight=2.0, speaks=shares_title),
    Reason(name="shares_object", weight=7.0, speaks=shares_object),
    Reason(name="shares_field", weight=2.0, speaks=shares_field),
    Reason(name="shares_sentence", weight=1.0, speaks=shares_sentence),
    Reason(name="shares_several", weight=1.0, speaks=shares_several),
    Reason(name="points_back", weight=9.0, speaks=points_back),
    Reason(name="connective", weight=0.4, speaks=connective),
    Reason(name="same_sentence", weight=0.5, speaks=same_sentence),
    Reason(name="no_subject", weight=0.3, speaks=no_subject),
    Reason(name="same_measure", weight=6.0, speaks=same_measure),
    Reason(name="same_thing", weight=3.6, speaks=same_thing),
    Reason(name="new_subject", weight=-1.5, speaks=new_subject),
    Reason(name="other_stage", weight=-2.0, speaks=other_stage),
    Reason(name="other_audience", weight=-2.5, speaks=other_audience),
    Reason(name="other_field", weight=-2.0, speaks=other_field),
    Reason(name="standard", weight=-6.0, speaks=standard),
    Reason(name="new_paragraph", weight=-0.8, speaks=new_paragraph),
)
"""The table of reasons; what speaks for is positive. Weights are set on the development texts."""


def weigh(case: Following) -> tuple[float, tuple[Evidence, ...]]:
    """Return the sum of the reasons that speak, and each of them with the words it rests on."""
    spoken = []
    for reason in REASONS:
        values = reason.speaks(case)
        if values is not None:
            spoken.append(Evidence(reason=reason.name, weight=reason.weight, values=values))
    return sum(evidence.weight for evidence in spoken), tuple(spoken)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """The words and fields that stand all over a document, and so tell nothing about one task."""

    words: frozenset[str]
    fields: frozenset[str]


@dataclass(slots=True)
class _Scope:
    """A document whose reach is open: the citation, the target, and the last task under it."""

    citation: Citation
    target: Target
    citing: Task
    last: Task


def find_drivers(
    document: Document,
    head: Head,
    sections: Sequence[Section],
    tasks: Sequence[Task],
    citations: Sequence[Citation],
) -> tuple[Driver, ...]:
    """Return the drivers of the document's tasks, in order, then those of the document itself.

    A task with an explicit driver takes no other. One document drives a task once.
    """
    units = find_units(document, sections)
    driving = [citation for citation in citations if citation.role in _DRIVING and not citation.is_self]
    by_task = _by_task(tasks, driving)
    words = {task.id: _words(document, task) for task in tasks}
    common = _Common(words=_common_words(words.values()), fields=_common_fields(words.values()))
    drivers: list[Driver] = []
    for section_tasks in _by_section(tasks):
        under = _goal_citations(document, sections, units, section_tasks, citations, by_task, words)
        drivers.extend(_drive(section_tasks, by_task, under, words, common, units))
    drivers.extend(_document_drivers(document, units, tasks, citations))
    return tuple(drivers)


def _drive(
    tasks: Sequence[Task],
    by_task: dict[str, list[Citation]],
    under: Sequence[tuple[Citation, Evidence]],
    words: dict[str, str],
    common: _Common,
    units: Sequence[Unit],
) -> Iterator[Driver]:
    """Yield the drivers of the tasks of one goal."""
    scopes: list[_Scope] = []
    starts = [unit.span.start for unit in units]
    for task in tasks:
        cited = by_task.get(task.id, [])
        if cited:
            explicit = list(_explicit(task, cited))
            yield from explicit
            scopes = [_Scope(driver.citation, driver.target, task, task) for driver in explicit]
            continue
        if under:
            yield from _under_goal(task, under, words)
            continue
        going_on = []
        for scope in scopes:
            case = _following(task, scope, words, common, units, starts)
            score, premises = weigh(case)
            if score >= ENOUGH:
                going_on.append(scope)
                yield Driver(
                    task=task.id,
                    citation=scope.citation,
                    target=scope.target,
                    basis=Basis.SCOPE,
                    score=_probability(score),
                    premises=premises,
                )
        if going_on:
            for scope in going_on:
                scope.last = task
        scopes = going_on


def _explicit(task: Task, cited: Sequence[Citation]) -> Iterator[Driver]:
    seen: set[object] = set()
    for citation in cited:
        for target in citation.resolution.targets:
            if _identity(target) in seen:
                continue
            seen.add(_identity(target))
            yield Driver(
                task=task.id,
                citation=citation,
                target=target,
                basis=Basis.EXPLICIT,
                score=_EXPLICIT_SCORE[citation.role],
                premises=(
                    Evidence(reason="cites", weight=1.0, values=(citation.role.value, citation.mention.cue)),
                ),
            )


def _under_goal(
    task: Task, under: Sequence[tuple[Citation, Evidence]], words: dict[str, str]
) -> Iterator[Driver]:
    seen: set[object] = set()
    own = _fields(_topic(words[task.id], task))
    for citation, premise in under:
        for target in citation.resolution.targets:
            fields = _fields(target.title)
            elsewhere = (
                premise.reason == "heading_subject"
                and own
                and fields
                and not own & fields
                and not _shared(words[task.id], target.title, frozenset())
            )
            if elsewhere or _identity(target) in seen:
                continue
            seen.add(_identity(target))
            yield Driver(
                task=task.id,
                citation=citation,
                target=target,
                basis=Basis.GOAL,
                score=_GOAL_SCORE,
                premises=(premise,),
            )


def _goal_citations(
    document: Document,
    sections: Sequence[Section],
    units: Sequence[Unit],
    tasks: Sequence[Task],
    citations: Sequence[Citation],
    by_task: dict[str, list[Citation]],
    words: dict[str, str],
) -> list[tuple[Citation, Evidence]]:
    """Return the citations under which the goal of ``tasks`` stands as a whole, each with its premise."""
    section = next((each for each in sections if each.id == tasks[0].section), None)
    if section is None:
        return []
    by_id = {each.id: each for each in sections}
    found: list[tuple[Citation, Evidence]] = []
    above: Section | None = section
    while above is not None:
        for citation in citations:
            heads = above.title_span.start <= citation.mention.span.start < above.title_span.end
            in_task = any(task.span.covers(citation.mention.span) for task in tasks)
            if heads and citation.role in _DRIVING and not citation.is_self and not in_task:
                found.append((citation, Evidence(reason="heading_cites", weight=1.0, values=(above.title,))))
        above = by_id.get(above.parent) if above.parent else None
    opening = [unit for unit in units if unit.section is not None and unit.section.id == section.id]
    for unit in opening[:2]:
        if load_patterns("drivers")["umbrella"].regex.search(unit.text.rstrip("。；;")):
            inside = [c for c in citations if unit.span.covers(c.mention.span) and c.role in _DRIVING]
            found.extend(
                (c, Evidence(reason="umbrella", weight=1.0, values=(unit.text[:40],))) for c in inside
            )
    first = by_task.get(tasks[0].id, [])
    implemented = [citation for citation in first if citation.role is Role.IMPLEMENTS]
    if _whole_heading(section.title, [t.title for c in implemented for t in c.resolution.targets]):
        premise = Evidence(reason="heading_subject", weight=0.8, values=(section.title,))
        found.extend((citation, premise) for citation in implemented if _about(section.title, citation))
    return found


def _about(heading: str, citation: Citation) -> bool:
    """Say whether one of the citation's documents has to do with the heading."""
    titles = [target.title for target in citation.resolution.targets]
    return any(_fields(heading) & _fields(title) or _shared(heading, title, frozenset()) for title in titles)


def _whole_heading(heading: str, titles: Sequence[str]) -> bool:
    """Say whether the subjects of the titles together are that of the heading, on each of its sides."""
    sides = [
        side for side in load_patterns("drivers")["sides"].regex.split(heading) if _NO_MARKS.sub("", side)
    ]
    return bool(titles) and bool(sides) and all(_covered(side, titles) >= _MOST for side in sides)


def _covered(side: str, titles: Sequence[str]) -> float:
    """Return the share of a heading's words of subject that the titles name, by word or by field."""
    fields = frozenset(each for title in titles for each in _fields(title))
    if fields & _fields(side):
        return 1.0
    pieces = subject_pieces(side)
    shared = {run for title in titles for run in _shared(side, title, frozenset()) or ()}
    named = sum(len(run) for run in shared)
    return named / sum(map(len, pieces)) if pieces else 0.0


def _following(
    task: Task,
    scope: _Scope,
    words: dict[str, str],
    common: _Common,
    units: Sequence[Unit],
    starts: Sequence[int],
) -> Following:
    unit = units[bisect_left(starts, task.span.start)]
    citing = units[bisect_left(starts, scope.citing.span.start)]
    before = units[bisect_left(starts, task.span.start) - 1]
    return Following(
        words=words[task.id],
        topic=_topic(words[task.id], task),
        citing=words[scope.citing.id],
        last=words[scope.last.id],
        title=scope.target.title,
        role=scope.citation.role,
        same_paragraph=unit.paragraph == citing.paragraph,
        same_sentence=before.paragraph == unit.paragraph and before.text[-1:] in "；;",
        common=common.words,
        common_fields=common.fields,
    )


def _document_drivers(
    document: Document, units: Sequence[Unit], tasks: Sequence[Task], citations: Sequence[Citation]
) -> Iterator[Driver]:
    """Yield the bases of the whole text: cited in its preamble, its guiding ideas, or forwarded by it."""
    starts = [unit.span.start for unit in units]
    task_starts = [task.span.start for task in tasks]
    seen: set[object] = set()
    for citation in citations:
        at = citation.mention.span.start
        index = bisect_right(starts, at) - 1
        if citation.is_self or index < 0 or not units[index].span.covers(citation.mention.span):
            continue
        held = bisect_right(task_starts, at) - 1
        if held >= 0 and tasks[held].span.covers(citation.mention.span):
            continue
        reason = _basis_of_all(document.text, units, index, citation)
        if reason is None:
            continue
        for target in citation.resolution.targets:
            if _identity(target) not in seen:
                seen.add(_identity(target))
                yield Driver(
                    task=None,
                    citation=citation,
                    target=target,
                    basis=Basis.DOCUMENT,
                    score=_DOCUMENT_SCORE,
                    premises=(Evidence(reason=reason, weight=1.0, values=(citation.mention.cue,)),),
                )


def _basis_of_all(text: str, units: Sequence[Unit], index: int, citation: Citation) -> str | None:
    """Return why a citation outside the tasks is a basis of the whole document, None if it is none."""
    unit = units[index]
    end = citation.mention.span.end
    if load_patterns("drivers")["base_of_another"].regex.match(text, end, end + _BASE_REACH):
        return None
    guiding = unit.section is not None and unit.section.goal_kind is GoalKind.GUIDANCE
    if citation.role in _DRIVING:
        if unit.section is None or is_lead_in(unit) or is_purpose(units, index):
            return "preamble"
        return "guiding_ideas" if guiding and not unit.opens else None
    if citation.role is Role.FORWARDS and not unit.text.startswith("附"):
        obeyed = any(word in unit.text for word in ("执行", "贯彻", "落实", "遵照"))
        return "forwarded" if obeyed else None
    return None


def _by_task(tasks: Sequence[Task], driving: Iterable[Citation]) -> dict[str, list[Citation]]:
    starts = [task.span.start for task in tasks]
    found: dict[str, list[Citation]] = {}
    for citation in driving:
        index = bisect_right(starts, citation.mention.span.start) - 1
        if index >= 0 and tasks[index].span.covers(citation.mention.span):
            found.setdefault(tasks[index].id, []).append(citation)
    return found


def _by_section(tasks: Sequence[Task]) -> list[list[Task]]:
    groups: dict[str | None, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.section, []).append(task)
    return list(groups.values())


def _words(document: Document, task: Task) -> str:
    return "".join(task.span.of(document.text).split())


def _topic(words: str, task: Task) -> str:
    """Return the words without the bodies named: 市场监管部门 in a task does not make its field."""
    for named in task.responsibilities:
        words = words.replace(named.text, "")
    return words


def _common_words(all_words: Collection[str]) -> frozenset[str]:
    """Return the pairs of characters that stand in more than a fifth of the tasks."""
    counts: Counter[str] = Counter()
    for words in all_words:
        counts.update({words[at : at + 2] for at in range(len(words) - 1)})
    return frozenset(pair for pair, count in counts.items() if count > _limit(all_words))


def _common_fields(all_words: Collection[str]) -> frozenset[str]:
    counts = Counter(each for words in all_words for each in _fields(words))
    return frozenset(each for each, count in counts.items() if count > _limit(all_words))


def _limit(all_words: Collection[str]) -> float:
    return max(6.0, _EVERYWHERE * len(all_words))


def _fields(words: str) -> frozenset[str]:
    """Return the themes that ``words`` name; a stage of schooling (义务教育) is none here."""
    return fields_of(load_patterns("drivers")["stage"].regex.sub("", words))


def _shared(words: str, other: str, common: frozenset[str]) -> tuple[str, ...] | None:
    """Return the runs of two or more characters of subject that both have, common words left out."""
    found = []
    for piece in subject_pieces(other):
        at = 0
        while at < len(piece) - 1:
            end = at + 2
            if piece[at:end] not in words or piece[at:end] in common:
                at += 1
                continue
            while end < len(piece) and piece[at : end + 1] in words:
                end += 1
            found.append(piece[at:end])
            at = end
    return tuple(dict.fromkeys(found)) or None


@cache
def _acting() -> re.Pattern[str]:
    """Return what matches a verb or its adverbs alone (纳入, 进行): it tells no object."""
    return re.compile(f"{adverb_pattern()}*(?:{verb_pattern('act', 'aim', 'encourage', 'frame')})?")


def _ending(clause: str, title: str) -> str:
    """Return the longest run of characters at the end of ``clause`` that stands in ``title``."""
    length = 0
    while length < len(clause) and clause[-length - 1 :] in title:
        length += 1
    return clause[len(clause) - length :]


def _tells(run: str, common: frozenset[str]) -> bool:
    """Say whether a run of characters names a subject, more than words that stand all over the document."""
    pairs = {piece[at : at + 2] for piece in subject_pieces(run) for at in range(len(piece) - 1)}
    return bool(pairs - common)


def _audiences(words: str) -> set[str]:
    return {match.lastgroup or "" for match in load_patterns("drivers")["audience"].regex.finditer(words)}


def _subject(words: str) -> str | None:
    span = find_subject(words, 0)
    return None if span is None else words[span[0] : span[1]]


def _kind_of_body(name: str) -> str:
    """Return a body's name without what only widens or narrows it: 各中小学校 and 各校 are one kind."""
    return _WIDTH.sub("", name).replace("学校", "校")


def _identity(target: Target) -> object:
    return target.entry.id if target.entry is not None else (target.title, target.number)


def _probability(score: float) -> float:
    return min(round(1 / (1 + math.exp(-1.5 * (score - 0.8))), 4), _SCOPE_LIMIT)
