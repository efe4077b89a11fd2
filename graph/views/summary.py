"""What the report says, gathered in one pass over the analyses, and what it takes from the graph."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.model import Analysis, Basis, Citation, Level, SectionKind, Verdict
from graph.model import Edge, Graph, Node
from graph.views.source_page import differing
from graph.views.view_model import document_of, holders

__all__ = [
    "Coverage",
    "Directive",
    "GoalRow",
    "Open",
    "ReadRow",
    "Summary",
    "Told",
    "coverage",
    "summarise",
    "top_directives",
]

OPEN_SHOWN = 200
CONFIDENCE_BINS = 10
UNCOVERED = "none"


@dataclass(slots=True, kw_only=True)
class ReadRow:
    """One document that was read, in numbers."""

    id: str
    file: str
    title: str
    number: str | None
    level: str
    place: str | None
    issued_on: str | None
    citations: int
    match: int
    goals: int
    tasks: int
    driven: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A citation that is still open: the document and offset it stands at, its words, who might be meant."""

    document: str
    title: str
    offset: int
    words: str
    verdict: str
    level: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where text and catalogue disagree on a document that is otherwise the same."""

    document: str
    title: str
    offset: int
    words: str
    code: str
    read: str
    known: str


@dataclass(slots=True, kw_only=True)
class Summary:
    """Counts over all analyses; each document counts once, whatever its copies."""

    documents: list[ReadRow] = field(default_factory=list)
    copies: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    levels: dict[str, Counter[str]] = field(default_factory=dict)
    confidences: list[int] = field(default_factory=lambda: [0] * CONFIDENCE_BINS)
    opened: list[Open] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    own: int = 0
    without: Counter[str] = field(default_factory=Counter)

    @property
    def citations(self) -> int:
        """How many citations of other documents there are."""
        return sum(self.verdicts.values())


def summarise(analyses: Iterable[Analysis]) -> Summary:
    """Return the counts of the analyses; the first of several analyses of one document counts."""
    summary = Summary()
    seen: set[str] = set()
    for analysis in analyses:
        if analysis.document.id in seen:
            summary.copies += 1
            continue
        seen.add(analysis.document.id)
        count_document(summary, analysis)
    summary.documents.sort(key=lambda row: (row.place or "", row.issued_on or "", row.id))
    return summary


def count_document(summary: Summary, analysis: Analysis) -> None:
    """Add one document to the counts."""
    head, document = analysis.head, analysis.document
    real = [citation for citation in analysis.citations if not citation.is_self]
    summary.own += len(analysis.citations) - len(real)
    driven = {driver.task for driver in analysis.drivers if driver.task is not None}
    row = ReadRow(
        id=document.id,
        file=document.name,
        title=head.title or document.name,
        number=head.number,
        level=head.level,
        place=head.place,
        issued_on=head.issued_on,
        citations=len(real),
        match=sum(citation.resolution.verdict is Verdict.MATCH for citation in real),
        goals=sum(section.kind is SectionKind.GOAL for section in analysis.sections),
        tasks=len(analysis.tasks),
        driven=len(driven),
    )
    summary.documents.append(row)
    missing = {
        "title": head.title,
        "number": head.number,
        "date": head.issued_on,
        "issuer": head.issuers,
        "place": head.place if head.level is not Level.CENTRAL else "-",
        "level": None if head.level is Level.UNKNOWN else head.level,
        "outline": analysis.sections,
        "citation": real,
    }
    summary.without.update(key for key, value in missing.items() if not value)
    for citation in real:
        count_citation(summary, row, citation, document.text)


def count_citation(summary: Summary, row: ReadRow, citation: Citation, text: str) -> None:
    """Add one citation to the counts and, where it is open or told otherwise, to the lists."""
    mention, resolution = citation.mention, citation.resolution
    summary.verdicts[resolution.verdict] += 1
    summary.kinds[mention.kind] += 1
    summary.roles[citation.role] += 1
    summary.levels.setdefault(citation.level, Counter())[resolution.verdict] += 1
    summary.confidences[min(CONFIDENCE_BINS - 1, int(citation.confidence * CONFIDENCE_BINS))] += 1
    words = mention.span.of(text)
    if resolution.verdict is not Verdict.MATCH:
        candidates = tuple(rival.entry.title for rival in resolution.rivals[:3])
        summary.opened.append(
            Open(
                document=row.id,
                title=row.title,
                offset=mention.span.start,
                words=words,
                verdict=resolution.verdict,
                level=citation.level,
                candidates=candidates if resolution.verdict is Verdict.UNSURE else (),
            )
        )
    if resolution.verdict is Verdict.UNKNOWN:
        summary.gaps.update(
            (target.title or target.number or words, str(citation.level))
            for target in resolution.targets
            if target.entry is None
        )
    for code, read, known in differing(citation):
        summary.told.append(
            Told(
                document=row.id,
                title=row.title,
                offset=mention.span.start,
                words=words,
                code=code,
                read=read,
                known=known,
            )
        )


@dataclass(slots=True, kw_only=True)
class Directive:
    """A document that drives others, and what it drives: tasks by basis, goals, documents.

    ``whole`` are the documents that rest on it as a whole.
    """

    node: Node
    tasks: Counter[str]
    goals: set[str]
    documents: set[str]
    whole: set[str]


def top_directives(graph: Graph) -> list[Directive]:
    """Return the documents that drive something, those that drive most tasks first."""
    nodes = {node.id: node for node in graph.nodes}
    holder = holders(graph.edges)
    found: dict[str, Directive] = {}
    for edge in graph.edges:
        if edge.type != "DRIVEN_BY":
            continue
        directive = found.setdefault(
            edge.target,
            Directive(node=nodes[edge.target], tasks=Counter(), goals=set(), documents=set(), whole=set()),
        )
        directive.documents.add(document_of(edge.source, holder))
        if edge.source_label == "Task":
            directive.tasks[str(edge.properties.get("basis"))] += 1
        elif edge.source_label == "Goal":
            directive.goals.add(edge.source)
        else:
            directive.whole.add(edge.source)
    return sorted(
        found.values(),
        key=lambda one: (-one.tasks.total(), -len(one.goals), -len(one.documents), one.node.id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal and, by directive, on what basis that drives it."""

    node: Node
    bases: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Coverage:
    """The goals of a document, and how many rest on what: the strongest basis of each counts."""

    document: Node
    goals: list[GoalRow]
    counts: Counter[str]


def coverage(graph: Graph) -> list[Coverage]:
    """Return the goals of each document that was read, in the order of the text, with their bases.

    A goal that nothing drives counts under ``document`` where its document as a whole has a basis,
    else under ``none``.
    """
    nodes = {node.id: node for node in graph.nodes}
    bases: dict[str, dict[str, str]] = {}
    goals: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.type == "DRIVEN_BY":
            bases.setdefault(edge.source, {})[edge.target] = str(edge.properties.get("basis"))
        elif edge.type == "HAS_GOAL":
            goals.setdefault(edge.source, []).append(edge)
    order = [str(basis) for basis in Basis]
    found = []
    for document, held in goals.items():
        rows = [GoalRow(node=nodes[edge.target], bases=bases.get(edge.target, {})) for edge in held]
        rows.sort(key=lambda row: (int(str(row.node.properties.get("first_char") or 0)), row.node.id))
        otherwise = str(Basis.DOCUMENT) if bases.get(document) else UNCOVERED
        counts = Counter(min(row.bases.values(), key=order.index, default=otherwise) for row in rows)
        found.append(Coverage(document=nodes[document], goals=rows, counts=counts))
    return sorted(found, key=lambda one: one.document.id)
