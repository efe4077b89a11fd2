"""From analyses and the catalogue to one graph, the same for the same input in any order.

Every id is made from content, so a second build changes nothing. Documents that were read win over
the catalogue's, those over documents known from a citation alone; the same document from two files
is one node with two sources, and the fuller text speaks for it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from extract.catalogue import Catalogue
from extract.model import Analysis, Citation, Document, Section, SectionKind, Span, Verdict
from graph.actors import add_responsible
from graph.cited import add_cited, add_entry, add_read
from graph.collect import Collector
from graph.derive import RELATION_TYPES, add_drivers, add_relations_known, add_relations_read, reasons
from graph.model import Graph, content_hash

__all__ = ["CatalogueNodes", "build_graph"]

CatalogueNodes = Literal["cited", "all"]

TITLE_LENGTH = 40
"""Characters of a task's words that stand as its title."""

Targets = Mapping[Span, tuple[str, ...]]


def build_graph(
    analyses: Iterable[Analysis], catalogue: Catalogue, *, catalogue_nodes: CatalogueNodes = "cited"
) -> Graph:
    """Return the graph of the analyses and of what the catalogue knows around them.

    Of the catalogue those documents come in that are cited or were read, and their neighbours in the
    relations table; with ``catalogue_nodes="all"`` every one.
    """
    collector = Collector()
    periods = _periods(catalogue)
    read = tuple(_one_each(analyses))
    for analysis, sources in read:
        id = analysis.document.id
        add_read(collector, analysis, sources, catalogue.get(id), periods.get(id))
    for analysis, _ in read:
        _Speaker(collector, analysis, catalogue, periods).add()
    _add_catalogue(collector, catalogue, periods, catalogue_nodes)
    return collector.graph()


def _one_each(analyses: Iterable[Analysis]) -> Iterator[tuple[Analysis, tuple[str, ...]]]:
    """Yield each document once, sorted by id: the fullest analysis, and the names of all its files."""
    groups: dict[str, list[Analysis]] = {}
    for analysis in analyses:
        groups.setdefault(analysis.document.id, []).append(analysis)
    for _, group in sorted(groups.items()):
        best = max(group, key=lambda one: (_own_length(one.document), one.document.sha256, one.document.name))
        yield best, tuple(sorted({one.document.name for one in group}))


def _own_length(document: Document) -> int:
    return len(document.text) - sum(span.end - span.start for span in document.outside)


def _periods(catalogue: Catalogue) -> Mapping[str, int]:
    """Return the last year of each document that the relations table gives a period: 2010-2020, -2035."""
    return {
        row.from_id: int(row.scope[-4:])
        for row in catalogue.relations
        if row.relation == "period" and row.from_id is not None and row.scope[-4:].isdigit()
    }


def _add_catalogue(
    collector: Collector, catalogue: Catalogue, periods: Mapping[str, int], which: CatalogueNodes
) -> None:
    ids: set[str] = set()
    for row in catalogue.relations:
        ends = [end for end in (row.from_id, row.to_id) if end is not None]
        if row.relation in RELATION_TYPES and len(ends) == 2 and any(end in collector for end in ends):
            ids.update(ends)
    if which == "all":
        ids.update(entry.id for entry in catalogue)
    for id in sorted(ids):
        entry = catalogue.get(id)
        if entry is not None:
            add_entry(collector, entry, periods.get(id))
    add_relations_known(collector, catalogue.relations)


class _Speaker:
    """Adds what one document says: its parts, goals, tasks, citations and what follows from them."""

    def __init__(
        self, collector: Collector, analysis: Analysis, catalogue: Catalogue, periods: Mapping[str, int]
    ) -> None:
        self.collector, self.analysis = collector, analysis
        self.catalogue, self.periods = catalogue, periods
        self.document, self.text = analysis.document, analysis.document.text
        self.sections = {section.id: section for section in analysis.sections}
        self.seen: Counter[tuple[str, ...]] = Counter()

    def add(self) -> None:
        self.add_sections()
        self.add_tasks()
        targets = self.add_citations()
        self.add_themes()
        goals = {
            task.id: task.section
            for task in self.analysis.tasks
            if task.section is not None and self.sections[task.section].kind is SectionKind.GOAL
        }
        add_drivers(self.collector, self.analysis, goals, targets)
        add_relations_read(self.collector, self.analysis, targets)

    def add_sections(self) -> None:
        order: Counter[SectionKind] = Counter()
        for section in self.analysis.sections:
            order[section.kind] += 1
            self.add_section(section, order[section.kind])

    def add_section(self, section: Section, order: int) -> None:
        is_goal = section.kind is SectionKind.GOAL
        self.collector.node(
            "Goal" if is_goal else "Part",
            section.id,
            section.title or section.marker,
            marker=section.marker,
            order=order,
            first_char=section.span.start,
            end_char=section.span.end,
            text=section.span.of(self.text) if is_goal else None,
            kind=section.goal_kind.value if is_goal else None,
        )
        if is_goal:
            self.collector.edge("HAS_GOAL", self.document.id, section.id, order=order)
            if section.parent is not None:
                self.collector.edge("IN_PART", section.id, section.parent, order=order)
        else:
            self.collector.edge("HAS_PART", section.parent or self.document.id, section.id, order=order)

    def add_tasks(self) -> None:
        for order, task in enumerate(self.analysis.tasks, 1):
            words = task.span.of(self.text)
            self.collector.node(
                "Task",
                task.id,
                words[:TITLE_LENGTH],
                text=words,
                order=order,
                first_char=task.span.start,
                end_char=task.span.end,
                deadline=task.deadline.iso if task.deadline is not None else None,
            )
            self.collector.edge("HAS_TASK", task.section or self.document.id, task.id, order=order)
            for found in task.responsibilities:
                scope = self.analysis.head.place or self.document.id
                within = self.analysis.head.place_code
                body = add_responsible(self.collector, found, within=within, scope=scope)
                role = found.role.value
                self.collector.edge("ASSIGNED_TO", task.id, body, role, role=role, text=found.text)
            for indicator in task.indicators:
                quote = indicator.span.of(self.text)
                number = self.again(task.id, "indicator", quote)
                id = self.collector.node(
                    "Indicator",
                    f"indicator:{content_hash(task.id, quote, number)}",
                    quote,
                    value=indicator.value,
                    low=_decimal(indicator.low),
                    high=_decimal(indicator.high),
                    unit=indicator.unit or None,
                    comparator=indicator.comparator.value,
                    deadline=indicator.deadline,
                    quote=quote,
                )
                self.collector.edge("HAS_INDICATOR", task.id, id)

    def add_citations(self) -> Targets:
        """Add CITES and what is still open; return the node ids of each citation's targets."""
        targets: dict[Span, tuple[str, ...]] = {}
        for citation in self.analysis.citations:
            if citation.is_self:
                continue
            holder = citation.section or self.document.id
            if citation.resolution.verdict is Verdict.UNSURE:
                self.add_open(citation, holder)
                continue
            ids = tuple(self.target(citation, number) for number in range(len(citation.resolution.targets)))
            targets[citation.mention.span] = ids
            for target in dict.fromkeys(ids):
                if target != self.document.id:
                    self.add_cites(citation, holder, target)
        return targets

    def target(self, citation: Citation, number: int) -> str:
        target = citation.resolution.targets[number]
        if target.entry is not None:
            return add_entry(self.collector, target.entry, self.periods.get(target.entry.id))
        return add_cited(self.collector, self.analysis, citation, target, self.catalogue)

    def add_cites(self, citation: Citation, holder: str, target: str) -> None:
        mention, resolution = citation.mention, citation.resolution
        quote = mention.span.of(self.text)
        self.collector.edge(
            "CITES",
            holder,
            target,
            quote,
            self.again(holder, target, quote),
            quote=quote,
            first_char=mention.span.start,
            end_char=mention.span.end,
            page=_page(self.document, mention.span.start),
            kind=mention.kind.value,
            role=citation.role.value,
            cue=mention.cue or None,
            articles="、".join(mention.articles) or None,
            rule=str(mention.rule),  # a name of a closed set; stores take plain text
            verdict=resolution.verdict.value,
            confidence=round(citation.confidence, 4),
            task_id=citation.task,
            why=reasons(evidence.reason for evidence in resolution.evidence),
            notes=reasons(resolution.notes),
        )

    def add_open(self, citation: Citation, holder: str) -> None:
        span, resolution = citation.mention.span, citation.resolution
        words = span.of(self.text)
        id = self.collector.node(
            "Mention",
            f"mention:{content_hash(holder, words, self.again(holder, 'mention', words))}",
            words,
            text=words,
            candidates=reasons(_named(rival.entry.title, rival.entry.number) for rival in resolution.rivals),
            why=reasons(evidence.reason for evidence in resolution.evidence),
            first_char=span.start,
            end_char=span.end,
        )
        self.collector.edge("HAS_OPEN", holder, id)

    def add_themes(self) -> None:
        for theme in self.analysis.themes:
            id = self.collector.node("Theme", f"theme:{theme.text}", theme.text, source=theme.source.value)
            self.collector.edge("ABOUT", theme.holder, id)

    def again(self, *words: str) -> int:
        """Return how often these words were met before in this document."""
        self.seen[words] += 1
        return self.seen[words] - 1


def _page(document: Document, offset: int) -> int | None:
    """Return the page, from 1, on which an offset lies; None where the format has no pages."""
    if not document.pages and document.media_type != "application/pdf":
        return None
    return bisect_right(document.pages, offset) + 1


def _named(title: str, number: str | None) -> str:
    return f"《{title}》（{number}）" if number else f"《{title}》"


def _decimal(value: float | None) -> float | None:
    return None if value is None else float(value)
