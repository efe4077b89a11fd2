"""What follows from citations: which document drives a task, goal or document, and how documents relate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.catalogue import Relation
from extract.model import Analysis, Basis, Citation, Driver, Role, Span, Verdict
from graph.cited import full_day
from graph.collect import Collector

__all__ = ["RELATION_TYPES", "add_drivers", "add_relations_known", "add_relations_read", "reasons"]

STRENGTH = {basis: strength for strength, basis in enumerate(reversed(Basis))}

ROLE_TYPES: Mapping[Role, str] = {
    Role.IMPLEMENTS: "IMPLEMENTS",
    Role.BASED_ON: "BASED_ON",
    Role.FORWARDS: "FORWARDS",
    Role.AMENDS: "AMENDS",
    Role.REPEALS: "REPEALS",
}
WHEREVER = frozenset({Role.FORWARDS, Role.AMENDS, Role.REPEALS})
"""Roles that the document as a whole plays, wherever in it the words stand."""

RELATION_TYPES: Mapping[str, str] = {
    "implements": "IMPLEMENTS",
    "amends": "AMENDS",
    "repeals": "REPEALS",
    "supersedes": "SUPERSEDES",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drive:
    """One reason why a document drives something."""

    basis: Basis
    confidence: float
    quote: str
    span: Span
    why: str
    task: str | None

    @property
    def rank(self) -> tuple[int, float, int]:
        """Strongest basis first, then the surest, then the first in the text."""
        return STRENGTH[self.basis], self.confidence, -self.span.start


def reasons(codes: Iterable[str]) -> str | None:
    """Return codes as one text, each once, in their order; None without any."""
    return "; ".join(dict.fromkeys(codes)) or None


def add_drivers(
    collector: Collector,
    analysis: Analysis,
    goals: Mapping[str, str],
    targets: Mapping[Span, tuple[str, ...]],
) -> None:
    """Add DRIVEN_BY of an analysis: one edge for each pair, with its strongest basis.

    ``goals`` leads from a task's id to the goal that holds it; ``targets`` from a citation's span
    (mentions never overlap) to the node ids of its targets.
    """
    drives: dict[tuple[str, str], list[_Drive]] = {}
    for driver in analysis.drivers:
        target = _target(driver, targets)
        if target is None or target == analysis.document.id:
            continue
        drive = _drive(driver, analysis)
        drives.setdefault((driver.task or analysis.document.id, target), []).append(drive)
        goal = goals.get(driver.task) if driver.task is not None else None
        if goal is not None:
            drives.setdefault((goal, target), []).append(drive)
    for (source, target), found in drives.items():
        best = max(found, key=lambda drive: drive.rank)
        is_goal = source in goals.values()
        collector.edge(
            "DRIVEN_BY",
            source,
            target,
            basis=best.basis.value,
            confidence=best.confidence,
            quote=best.quote,
            first_char=best.span.start,
            end_char=best.span.end,
            tasks=len({drive.task for drive in found}) if is_goal else None,
            why=best.why or None,
        )


def _target(driver: Driver, targets: Mapping[Span, tuple[str, ...]]) -> str | None:
    ids = targets.get(driver.citation.mention.span, ())
    known = driver.citation.resolution.targets
    return next((node for node, target in zip(ids, known, strict=False) if target == driver.target), None)


def _drive(driver: Driver, analysis: Analysis) -> _Drive:
    span = driver.citation.mention.span
    return _Drive(
        basis=driver.basis,
        confidence=round(driver.score, 4),
        quote=span.of(analysis.document.text),
        span=span,
        why=reasons(premise.reason for premise in driver.premises) or "",
        task=driver.task,
    )


def add_relations_read(
    collector: Collector, analysis: Analysis, targets: Mapping[Span, tuple[str, ...]]
) -> None:
    """Add the relations between documents that citations of the whole document state."""
    stated = {driver.citation.mention.span for driver in analysis.drivers if driver.task is None}
    best: dict[tuple[str, str], Citation] = {}
    for citation in analysis.citations:
        type = ROLE_TYPES.get(citation.role)
        whole = citation.section is None or citation.role in WHEREVER or citation.mention.span in stated
        if type is None or not whole or citation.is_self or citation.resolution.verdict is Verdict.UNSURE:
            continue
        for target in targets.get(citation.mention.span, ()):
            if target != analysis.document.id:
                key = (type, target)
                best[key] = max(best.get(key, citation), citation, key=lambda one: one.confidence)
    for (type, target), citation in best.items():
        collector.edge(
            type,
            analysis.document.id,
            target,
            confidence=round(citation.confidence, 4),
            quote=citation.mention.span.of(analysis.document.text),
            source=analysis.document.name,
            certainty="attested",
        )


def add_relations_known(collector: Collector, relations: Iterable[Relation]) -> None:
    """Add the rows of the relations table whose two documents are in the graph."""
    for row in relations:
        type = RELATION_TYPES.get(row.relation)
        if type is None or row.from_id is None or row.to_id is None:
            continue
        if row.from_id in collector and row.to_id in collector and row.from_id != row.to_id:
            collector.edge(
                type,
                row.from_id,
                row.to_id,
                "table",
                row.scope,
                source=row.source or None,
                certainty=row.certainty,
                effective_on=full_day(row.effective_on),
                scope=row.scope or None,
            )
