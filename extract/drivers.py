"""Which cited document drives which task, on which words, and for what reasons.

Four bases, strongest first. ``explicit``: the task's own sentence cites the document as reason or
standard. ``scope``: the sentence goes on with the same object within the reach of a citation just
made. ``goal``: the goal as a whole stands under the document. ``document``: the whole text does. A
citation that is only mentioned, amended or planned drives nothing. In doubt there is no driver.

Whether a sentence goes on under a citation is weighed in ``extract.going_on``; the driver carries the
reasons that spoke.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.going_on import ENOUGH, Following, probability, weigh
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
from extract.subjects import fields_besides_stages, shared_subject, subject_pieces
from extract.tasks import find_purposes, is_lead_in
from extract.units import Unit, find_units

__all__ = ["find_drivers"]

_DRIVING = (Role.IMPLEMENTS, Role.BASED_ON)
_EXPLICIT_SCORE = {Role.IMPLEMENTS: 0.97, Role.BASED_ON: 0.94}
_GOAL_SCORE = 0.85
_DOCUMENT_SCORE = 0.95
_EVERYWHERE = 0.2
"""A word that stands in more than this share of a document's tasks tells nothing about one of them."""

_MOST = 0.6
_BASE_REACH = 40
_NO_MARKS = re.compile("[“”‘’\"'\\s]")


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
                    score=probability(score),
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
    own = fields_besides_stages(_topic(words[task.id], task))
    for citation, premise in under:
        for target in citation.resolution.targets:
            fields = fields_besides_stages(target.title)
            elsewhere = (
                premise.reason == "heading_subject"
                and own
                and fields
                and not own & fields
                and not shared_subject(words[task.id], target.title, frozenset())
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
    return any(
        fields_besides_stages(heading) & fields_besides_stages(title)
        or shared_subject(heading, title, frozenset())
        for title in titles
    )


def _whole_heading(heading: str, titles: Sequence[str]) -> bool:
    """Say whether the subjects of the titles together are that of the heading, on each of its sides."""
    sides = [
        side for side in load_patterns("drivers")["sides"].regex.split(heading) if _NO_MARKS.sub("", side)
    ]
    return bool(titles) and bool(sides) and all(_covered(side, titles) >= _MOST for side in sides)


def _covered(side: str, titles: Sequence[str]) -> float:
    """Return the share of a heading's words of subject that the titles name, by word or by field."""
    fields = frozenset(each for title in titles for each in fields_besides_stages(title))
    if fields & fields_besides_stages(side):
        return 1.0
    pieces = subject_pieces(side)
    shared = {run for title in titles for run in shared_subject(side, title, frozenset()) or ()}
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
    purposes = find_purposes(units)
    seen: set[object] = set()
    for citation in citations:
        at = citation.mention.span.start
        index = bisect_right(starts, at) - 1
        if citation.is_self or index < 0 or not units[index].span.covers(citation.mention.span):
            continue
        held = bisect_right(task_starts, at) - 1
        if held >= 0 and tasks[held].span.covers(citation.mention.span):
            continue
        reason = _basis_of_all(document.text, units, index, citation, purposes)
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


def _basis_of_all(
    text: str, units: Sequence[Unit], index: int, citation: Citation, purposes: Container[int]
) -> str | None:
    """Return why a citation outside the tasks is a basis of the whole document, None if it is none."""
    unit = units[index]
    end = citation.mention.span.end
    if load_patterns("drivers")["base_of_another"].regex.match(text, end, end + _BASE_REACH):
        return None
    guiding = unit.section is not None and unit.section.goal_kind is GoalKind.GUIDANCE
    if citation.role in _DRIVING:
        if unit.section is None or is_lead_in(unit) or index in purposes:
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
    counts = Counter(each for words in all_words for each in fields_besides_stages(words))
    return frozenset(each for each, count in counts.items() if count > _limit(all_words))


def _limit(all_words: Collection[str]) -> float:
    return max(6.0, _EVERYWHERE * len(all_words))


def _identity(target: Target) -> object:
    return target.entry.id if target.entry is not None else (target.title, target.number)
