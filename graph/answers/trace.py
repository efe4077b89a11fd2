"""Down from a directive to the goals and tasks it drives, up from a task to what drives it.

Everything that is found comes with the words it rests on, where they stand, the basis and how sure
it is. The document is meant by its id, its number in any spelling, a short name of the catalogue, or
words of its title; only where none is meant, the words are those of a task.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cypher import load
from graph.store.base import Store

__all__ = [
    "Drive",
    "DrivenDocument",
    "DrivenGoal",
    "DrivenTask",
    "Driver",
    "FoundDocument",
    "FoundTask",
    "Trace",
    "TracedDown",
    "TracedUp",
    "trace",
]

SHOWN = 10
"""Documents or tasks that are followed; the others are named."""

FOUND = 200
"""Documents or tasks that are looked up at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """Why something is driven: ``quote`` are the citing words, at these offsets of the citing text."""

    basis: str
    confidence: float | None
    quote: str
    first_char: int | None
    end_char: int | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document as the graph knows it; ``origin`` is corpus, catalogue or cited."""

    id: str
    title: str
    doc_number: str | None
    level: str | None
    place: str | None
    issued_on: date | None
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivenTask:
    """A task that the directive drives, its words at these offsets of its document's text."""

    id: str
    text: str
    first_char: int
    end_char: int
    drive: Drive


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivenGoal:
    """A goal that the directive drives, with those of its tasks that it drives."""

    id: str
    marker: str
    title: str
    first_char: int
    end_char: int
    drive: Drive
    tasks: tuple[DrivenTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivenDocument:
    """A document with what the directive drives in it; ``stated`` where it names it as its basis."""

    document: FoundDocument
    stated: Drive | None
    goals: tuple[DrivenGoal, ...]
    tasks: tuple[DrivenTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedDown:
    """A directive and the documents in which it drives something, in the order of their places."""

    directive: FoundDocument
    documents: tuple[DrivenDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A document that drives, and on what; ``of`` is task, goal or document: what it drives."""

    document: FoundDocument
    of: str
    drive: Drive


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTask:
    """A task with what holds it: a goal, a part, or the document itself."""

    id: str
    text: str
    first_char: int
    end_char: int
    holder_id: str
    holder_title: str
    document: FoundDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedUp:
    """A task, or (``task`` is None) a document that drives nothing, and what drives it."""

    task: FoundTask | None
    document: FoundDocument
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What was found for ``words``; ``more`` counts further documents or tasks that are not followed."""

    words: str
    down: tuple[TracedDown, ...]
    up: tuple[TracedUp, ...]
    more: int


def trace(store: Store, words: str) -> Trace:
    """Return what the document that ``words`` mean drives, or what drives the tasks with these words."""
    rows = _documents(store, words)
    if rows:
        driving = [row for row in rows if row["drives"]] or rows
        shown = driving[:SHOWN]
        down = tuple(_down(store, row) for row in shown if row["drives"])
        up = tuple(_up_from_document(store, row) for row in shown if not row["drives"])
        return Trace(words=words, down=down, up=up, more=len(rows) - len(shown))
    tasks = store.run(load("trace_tasks"), ids=[words.strip()], words=words.split(), limit=FOUND)
    documents = _documents_by_id(store, (row["document_id"] for row in tasks))
    up = tuple(_up_from_task(store, row, documents) for row in tasks[:SHOWN])
    return Trace(words=words, down=(), up=up, more=max(0, len(tasks) - SHOWN))


def _documents(store: Store, words: str) -> list[dict[str, Any]]:
    """Return the documents that are meant: by id or number, else by name, else by words in the title.

    A name that several documents bear (an edition and the one before it) means one that drives; where
    none of them does, those with the words come behind.
    """
    from extract.numbers import normal_number

    query = load("trace_documents")
    exact = words.strip()
    found = store.run(query, ids=[exact], number=normal_number(exact) or "", words=[], limit=FOUND)
    if found or not exact:
        return found
    name = exact.strip("《》“”")
    named = store.run(query, ids=_ids_of_name(name), words=[], limit=FOUND)
    if any(row["drives"] for row in named):
        return named
    ids = {row["id"] for row in named}
    with_words = store.run(query, ids=[], words=name.split(), limit=FOUND)
    return [*named, *(row for row in with_words if row["id"] not in ids)]


def _ids_of_name(name: str) -> list[str]:
    """Return the ids of the catalogue's documents that ``name`` is the title or a short name of."""
    from extract.catalogue import load_catalogue

    catalogue = load_catalogue()
    return list(dict.fromkeys(e.id for e in (*catalogue.by_title(name), *catalogue.by_short_name(name))))


def _documents_by_id(store: Store, ids: Iterable[str]) -> dict[str, FoundDocument]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = store.run(load("trace_documents"), ids=wanted, words=[], limit=len(wanted))
    return {row["id"]: _document(row) for row in rows}


def _down(store: Store, directive: Mapping[str, Any]) -> TracedDown:
    id = directive["id"]
    stated = {row["document_id"]: _drive(row) for row in store.run(load("trace_driven_documents"), id=id)}
    tasks: dict[str, list[DrivenTask]] = {}
    for row in store.run(load("trace_driven_tasks"), id=id):
        task = DrivenTask(
            id=row["task_id"],
            text=row["text"],
            first_char=row["first_char"],
            end_char=row["end_char"],
            drive=_drive(row),
        )
        tasks.setdefault(row["holder_id"], []).append(task)
        tasks.setdefault(f"\n{row['document_id']}", []).append(task)
    goals: dict[str, list[DrivenGoal]] = {}
    for row in store.run(load("trace_driven_goals"), id=id):
        goals.setdefault(row["document_id"], []).append(_goal(row, tasks.get(row["goal_id"], ())))
    ids = {*stated, *goals, *(key[1:] for key in tasks if key.startswith("\n"))}
    documents = _documents_by_id(store, ids)
    driven = [
        _driven(documents[one], stated.get(one), goals.get(one, ()), tasks.get(f"\n{one}", ()))
        for one in documents
    ]
    driven.sort(key=lambda one: (one.document.place or "", one.document.id))
    return TracedDown(directive=_document(directive), documents=tuple(driven))


def _driven(
    document: FoundDocument, stated: Drive | None, goals: Iterable[DrivenGoal], tasks: Iterable[DrivenTask]
) -> DrivenDocument:
    goals = tuple(goals)
    inside = {task.id for goal in goals for task in goal.tasks}
    outside = tuple(task for task in tasks if task.id not in inside)
    return DrivenDocument(document=document, stated=stated, goals=goals, tasks=outside)


def _goal(row: Mapping[str, Any], tasks: Iterable[DrivenTask]) -> DrivenGoal:
    return DrivenGoal(
        id=row["goal_id"],
        marker=row["goal_marker"],
        title=row["goal_title"],
        first_char=row["first_char"],
        end_char=row["end_char"],
        drive=_drive(row),
        tasks=tuple(tasks),
    )


def _up_from_document(store: Store, row: Mapping[str, Any]) -> TracedUp:
    document = _document(row)
    return TracedUp(task=None, document=document, drivers=_drivers(store, {document.id: "document"}))


def _up_from_task(store: Store, row: Mapping[str, Any], documents: Mapping[str, FoundDocument]) -> TracedUp:
    document = documents[row["document_id"]]
    task = FoundTask(
        id=row["task_id"],
        text=row["text"],
        first_char=row["first_char"],
        end_char=row["end_char"],
        holder_id=row["holder_id"],
        holder_title=row["holder_title"],
        document=document,
    )
    # a document's own basis drives all that is in it; what holds the task may be the document
    asked = {task.holder_id: "goal", document.id: "document", task.id: "task"}
    return TracedUp(task=task, document=document, drivers=_drivers(store, asked))


def _drivers(store: Store, of: Mapping[str, str]) -> tuple[Driver, ...]:
    """Return the drivers of these ids, each document once: for the task, else the goal, else the document."""
    rows = store.run(load("trace_drivers"), ids=sorted(of))
    nearest = ("task", "goal", "document")
    rows.sort(key=lambda row: nearest.index(of[row["source_id"]]))
    found: dict[str, Driver] = {}
    for row in rows:
        driver = Driver(document=_document(row), of=of[row["source_id"]], drive=_drive(row))
        found.setdefault(row["id"], driver)
    return tuple(found.values())


def _document(row: Mapping[str, Any]) -> FoundDocument:
    keys = ("id", "title", "doc_number", "level", "place", "issued_on", "origin")
    return FoundDocument(**{key: row[key] for key in keys})


def _drive(row: Mapping[str, Any]) -> Drive:
    return Drive(
        basis=row["basis"],
        confidence=row["confidence"],
        quote=row["quote"] or "",
        first_char=row["quote_first"],
        end_char=row["quote_end"],
        why=row["why"],
    )
