"""Scores tasks, their bodies, indicators, deadlines and drivers, and keeps each single outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.scoring.gold import BASES, DriverLine, TaskDocument, TaskLine
from extract.scoring.matching import match_spans, pair_by, ratio, three
from extract.scoring.normal import body_key, figure_key, same_deadline, same_document

__all__ = ["DriverOutcome", "TaskPair", "TaskScores", "score_tasks"]

_NOTHING = TaskLine(start=0, end=0, states_goal=False, goal=None)


class TaskPair(NamedTuple):
    """A task of the gold and the predicted one that covers it; either may be missing."""

    file: str
    gold: TaskLine | None
    predicted: TaskLine | None

    @property
    def same_goal(self) -> bool | None:
        """Whether both stand under one heading; None where the prediction does not speak of it."""
        if self.gold is None or self.predicted is None or not self.predicted.states_goal:
            return None
        one, other = self.gold.goal, self.predicted.goal
        return one is other if one is None or other is None else abs(one - other) <= 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverOutcome:
    """The bases of the documents that must drive, those found, those predicted and those right of them."""

    required: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    predicted: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskScores:
    """Each task of gold and prediction with its partner, and what became of its drivers.

    ``drivers`` runs along ``pairs``; ``document_drivers`` holds one outcome for each document of which
    the prediction says what drives it, by file.
    """

    documents: int
    documents_predicted: int
    pairs: tuple[TaskPair, ...]
    drivers: tuple[DriverOutcome, ...]
    document_drivers: Mapping[str, DriverOutcome]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures under the names of the annotation guide's scorer; None of nothing."""
        gold = sum(pair.gold is not None for pair in self.pairs)
        predicted = sum(pair.predicted is not None for pair in self.pairs)
        both = sum(pair.gold is not None and pair.predicted is not None for pair in self.pairs)
        goals = [same for pair in self.pairs if (same := pair.same_goal) is not None]
        required = sum(len(outcome.required) for outcome in self.drivers)
        counted = sum(len(outcome.predicted) for outcome in self.drivers)
        right = sum(len(outcome.right) for outcome in self.drivers)
        figures: dict[str, Any] = {
            "documents": self.documents,
            "documents_predicted": self.documents_predicted,
            "gold_tasks": gold,
            "predicted_tasks": predicted,
            "matched_tasks": both,
            "tasks": three(both, predicted, gold),
            "goal_accuracy": ratio(sum(goals), len(goals)),
            "gold_drivers": required,
            "predicted_drivers": counted,
            "right_drivers": right,
            "drivers": three(right, counted, required),
            "drivers_by_basis": {basis: self._basis(basis) for basis in BASES},
            "indicators": self._indicators(),
            "bodies": self._bodies(),
            "deadlines": self._deadlines(),
        }
        if self.document_drivers:
            outcomes = self.document_drivers.values()
            hits = sum(len(o.right) for o in outcomes)
            wanted, had = sum(len(o.required) for o in outcomes), sum(len(o.predicted) for o in outcomes)
            figures["document_drivers"] = {
                "documents": len(self.document_drivers),
                "gold": wanted,
                "predicted": had,
                **three(hits, had, wanted),
            }
        return figures

    def _basis(self, basis: str) -> dict[str, Any]:
        required = sum(outcome.required.count(basis) for outcome in self.drivers)
        found = sum(outcome.found.count(basis) for outcome in self.drivers)
        predicted = sum(outcome.predicted.count(basis) for outcome in self.drivers)
        right = sum(outcome.right.count(basis) for outcome in self.drivers)
        recall, precision = ratio(found, required), ratio(right, predicted)
        f1 = round(2 * precision * recall / (precision + recall), 4) if precision and recall else None
        return {
            "gold": required,
            "found": found,
            "recall": recall,
            "predicted": predicted,
            "right": right,
            "precision": precision,
            "f1": 0.0 if f1 is None and required else f1,
        }

    def _indicators(self) -> dict[str, Any]:
        couples = [
            couple
            for gold, predicted in self._couples()
            for couple in pair_by(gold.indicators, predicted.indicators, figure_key)
        ]
        hits = [(one, other) for one, other in couples if other is not None]
        return {
            **_counts(len(hits), len(couples), sum(len(p.indicators) for _, p in self._couples())),
            "comparator_accuracy": ratio(sum(a.comparator == b.comparator for a, b in hits), len(hits)),
        }

    def _bodies(self) -> dict[str, Any]:
        couples = [
            couple
            for gold, predicted in self._couples()
            for couple in pair_by(gold.bodies, predicted.bodies, lambda body: body_key(body.text))
        ]
        hits = [(one, other) for one, other in couples if other is not None]
        return {
            **_counts(len(hits), len(couples), sum(len(p.bodies) for _, p in self._couples())),
            "role_accuracy": ratio(sum(a.role == b.role for a, b in hits), len(hits)),
        }

    def _deadlines(self) -> dict[str, Any]:
        couples = list(self._couples())
        hits = sum(
            bool(gold.deadline and predicted.deadline and same_deadline(gold.deadline, predicted.deadline))
            for gold, predicted in couples
        )
        wanted = sum(gold.deadline is not None for gold, _ in couples)
        return _counts(hits, wanted, sum(predicted.deadline is not None for _, predicted in couples))

    def _couples(self) -> Iterable[tuple[TaskLine, TaskLine]]:
        return ((pair.gold or _NOTHING, pair.predicted or _NOTHING) for pair in self.pairs)


def score_tasks(gold: Mapping[str, TaskDocument], predictions: Mapping[str, TaskDocument]) -> TaskScores:
    """Return how ``predictions`` compare with ``gold``; a document that is not predicted counts as empty."""
    pairs: list[TaskPair] = []
    document_drivers: dict[str, DriverOutcome] = {}
    for file, document in gold.items():
        predicted = predictions.get(file, TaskDocument(file=file, tasks=()))
        partner = dict(match_spans(document.tasks, predicted.tasks))
        used = set(partner.values())
        pairs += [
            TaskPair(file, task, predicted.tasks[partner[index]] if index in partner else None)
            for index, task in enumerate(document.tasks)
        ]
        pairs += [
            TaskPair(file, None, task) for index, task in enumerate(predicted.tasks) if index not in used
        ]
        if predicted.document_drivers is not None:
            document_drivers[file] = _drivers(document.document_drivers or (), predicted.document_drivers)
    return TaskScores(
        documents=len(gold),
        documents_predicted=sum(file in predictions for file in gold),
        pairs=tuple(pairs),
        drivers=tuple(
            _drivers((pair.gold or _NOTHING).drivers, (pair.predicted or _NOTHING).drivers) for pair in pairs
        ),
        document_drivers=document_drivers,
    )


def _clusters(drivers: Sequence[DriverLine]) -> list[list[DriverLine]]:
    """Return drivers grouped by document; documents under one number are one."""
    groups: list[list[DriverLine]] = []
    for driver in drivers:
        home = next(
            (group for group in groups if any(same_document(driver.target, d.target) for d in group)), None
        )
        if home is None:
            groups.append([driver])
        else:
            home.append(driver)
    return groups


def _basis(group: Sequence[DriverLine]) -> str:
    """Return the strongest basis of a group."""
    return min((driver.basis for driver in group), key=BASES.index)


def _drivers(gold: Sequence[DriverLine], predicted: Sequence[DriverLine]) -> DriverOutcome:
    """Return what became of the drivers of one task.

    A prediction on a document that is only doubtful counts neither way; where several predicted
    groups hit one document of the gold, the first is right and the others count neither way.
    """
    groups = _clusters(predicted)
    met: set[int] = set()
    excused: set[int] = set()
    required, found = [], []
    for wanted in _clusters(gold):
        firm = [driver for driver in wanted if not driver.doubtful]
        hits = [
            index
            for index, group in enumerate(groups)
            if any(same_document(g.target, p.target) for g in wanted for p in group)
        ]
        if not firm:
            excused.update(hits)
            continue
        required.append(_basis(firm))
        if hits:
            found.append(_basis(firm))
            fresh = next((index for index in hits if index not in met), None)
            excused.update(index for index in hits if index not in met and index != fresh)
            if fresh is not None:
                met.add(fresh)
    counted = [index for index in range(len(groups)) if index in met or index not in excused]
    return DriverOutcome(
        required=tuple(required),
        found=tuple(found),
        predicted=tuple(_basis(groups[index]) for index in counted),
        right=tuple(_basis(groups[index]) for index in counted if index in met),
    )


def _counts(hits: int, gold: int, predicted: int) -> dict[str, Any]:
    return {"gold": gold, "predicted": predicted, **three(hits, predicted, gold)}
