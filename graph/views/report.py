"""The report: what was read, found, linked and left open, as one page for the screen and for paper."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from extract.model import Analysis, Basis, Level, MentionKind, Role, Verdict
from graph.model import Graph
from graph.views.charts import Chart, Row, Series, bars
from graph.views.files import source_name, write_page
from graph.views.page import environment, inline_script, policy, static_text
from graph.views.summary import (
    CONFIDENCE_BINS,
    UNCOVERED,
    Coverage,
    Directive,
    Summary,
    coverage,
    summarise,
    top_directives,
)
from graph.views.words import LANGUAGES, phrase

__all__ = ["report_html", "write_report"]

TOP = 15
ROWS_SHOWN = 60
OPEN_SHOWN = 100
GAPS_SHOWN = 15
WHOLE_SHOWN = 8
MATRIX_COLUMNS = 14
BASES = (*(str(basis) for basis in Basis), UNCOVERED)
BASIS_SERIES = tuple(Series(table="basis", key=basis, css=f"basis-{basis}") for basis in BASES)
VERDICT_SERIES = tuple(
    Series(table="verdict", key=verdict, css=f"verdict-{verdict}")
    for verdict in ("match", "unsure", "unknown")
)


def write_report(
    graph: Graph,
    analyses: Iterable[Analysis],
    path: Path,
    *,
    language: str = "zh",
    title: str | None = None,
    sources: str | None = "sources",
    explorer: str | None = "explorer.html",
) -> Path:
    """Write the report on ``graph`` and the analyses it was made of to ``path``; return the path.

    ``sources`` and ``explorer`` are the annotated sources and the explorer beside it, None where there
    are none. The analyses are gone through once. Raises ``StoreError`` where it cannot be written.
    """
    html = report_html(graph, analyses, language=language, title=title, sources=sources, explorer=explorer)
    return write_page(path, html)


def report_html(
    graph: Graph,
    analyses: Iterable[Analysis],
    *,
    language: str = "zh",
    title: str | None = None,
    sources: str | None = None,
    explorer: str | None = None,
) -> str:
    """Return the report as one HTML document; see ``write_report``."""
    if language not in LANGUAGES:
        raise ValueError(f"the report speaks zh and en, not {language!r}")
    summary = summarise(analyses)
    directives, covered = top_directives(graph), coverage(graph)
    script = inline_script(f'(() => {{\n"use strict";\n{static_text("shared.js", "report.js")}\n}})();\n')

    def lineage(id: str) -> str | None:
        return None if explorer is None else f"{explorer}#n={quote(id, safe='')}"

    def source(id: str, offset: int | None = None) -> str | None:
        if sources is None:
            return None
        return f"{sources}/{quote(source_name(id))}" + ("" if offset is None else f"#t{offset}")

    return (
        environment()
        .get_template("report.html")
        .render(
            language=language,
            policy=policy([script]),
            css=Markup(static_text("base.css", "report.css")),  # ours, no input in it
            script=script,
            title=title if title is not None else phrase("ui", "report_title", language),
            titled=title is not None,
            summary=summary,
            explorer=explorer,
            lineage=lineage,
            source=source,
            figures=figures(summary, covered),
            directives=directives[:TOP],
            directives_total=len(directives),
            matrices=[matrix(one) for one in covered if any(row.bases for row in one.goals)][:ROWS_SHOWN],
            titles={node.id: str(node.properties.get("title") or node.id) for node in graph.nodes},
            directive_chart=directive_chart(directives[:TOP], lineage),
            whole_chart=whole_chart(directives, lineage),
            goal_chart=goal_chart(covered),
            level_chart=level_chart(summary),
            role_chart=simple_chart("role", [str(role) for role in Role], summary.roles),
            kind_chart=simple_chart("mention_kind", [str(kind) for kind in MentionKind], summary.kinds),
            confidence_chart=confidence_chart(summary),
            opened=summary.opened[:OPEN_SHOWN],
            gaps=summary.gaps.most_common(GAPS_SHOWN),
            notes=data_notes(summary),
            rows_shown=ROWS_SHOWN,
        )
    )


def figures(summary: Summary, covered: Sequence[Coverage]) -> list[tuple[str, str]]:
    """Return the figures at the head of the report: the key of what is counted, and the count."""
    goals = sum(len(one.goals) for one in covered)
    tasks = sum(row.tasks for row in summary.documents)
    driven = sum(row.driven for row in summary.documents)
    return [
        ("figure_documents", f"{len(summary.documents):,}"),
        ("figure_goals", f"{goals:,}"),
        ("figure_tasks", f"{tasks:,}"),
        ("figure_citations", f"{summary.citations:,}"),
        ("figure_matched", share(summary.verdicts[Verdict.MATCH], summary.citations)),
        ("figure_driven", share(driven, tasks)),
    ]


def share(part: int, whole: int) -> str:
    """Return a share as a percentage, a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f}%" if whole else "—"


def matrix(covered: Coverage) -> dict[str, object]:
    """Return a document's goals by the directives that drive any of them, most first."""
    counts = Counter(target for row in covered.goals for target in row.bases)
    columns = [id for id, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return {
        "document": covered.document,
        "goals": covered.goals,
        "columns": columns[:MATRIX_COLUMNS],
        "left_out": max(0, len(columns) - MATRIX_COLUMNS),
        "counts": covered.counts,
    }


def directive_chart(directives: Sequence[Directive], lineage: Callable[[str], str | None]) -> Chart:
    """Return the tasks of each directive by basis."""
    rows = [
        Row(
            label=str(one.node.properties.get("title") or one.node.id),
            values=tuple(one.tasks[basis] for basis in BASES[:3]),
            link=lineage(one.node.id),
        )
        for one in directives
        if one.tasks.total()
    ]
    return bars(rows, BASIS_SERIES[:3])


def whole_chart(directives: Sequence[Directive], lineage: Callable[[str], str | None]) -> Chart:
    """Return how many documents rest as a whole on each directive, the most first."""
    found = sorted((one for one in directives if one.whole), key=lambda one: (-len(one.whole), one.node.id))
    rows = [
        Row(
            label=str(one.node.properties.get("title") or one.node.id),
            values=(len(one.whole),),
            link=lineage(one.node.id),
        )
        for one in found[:WHOLE_SHOWN]
    ]
    return bars(rows, BASIS_SERIES[3:4])


def goal_chart(covered: Sequence[Coverage]) -> Chart:
    """Return the goals by the strongest basis of each: all together, then by document."""
    total: Counter[str] = Counter()
    for one in covered:
        total.update(one.counts)
    rows = [Row(label="all_goals", table="ui", values=tuple(total[basis] for basis in BASES))]
    if len(covered) > 1:
        most = sorted(covered, key=lambda one: (-len(one.goals), one.document.id))[:TOP]
        rows += [
            Row(
                label=str(one.document.properties.get("title") or one.document.id),
                values=tuple(one.counts[basis] for basis in BASES),
            )
            for one in most
        ]
    return bars(rows, BASIS_SERIES, whole=True)


def level_chart(summary: Summary) -> Chart:
    """Return the citations by level of the cited document and verdict."""
    rows = [
        Row(
            label=level,
            table="level",
            values=tuple(summary.levels[level][series.key] for series in VERDICT_SERIES),
        )
        for level in (str(level) for level in Level)
        if level in summary.levels
    ]
    return bars(rows, VERDICT_SERIES, half=True)


def simple_chart(table: str, keys: Sequence[str], counts: Counter[str]) -> Chart:
    """Return one bar for each key that occurs, in the given order."""
    rows = [Row(label=key, table=table, values=(counts[key],)) for key in keys if counts[key]]
    return bars(rows, (Series(table=table, key="", css="plain"),), half=True)


def confidence_chart(summary: Summary) -> Chart:
    """Return how many citations have which confidence, in tenths, the surest first."""
    rows = [
        Row(label=f"{place / CONFIDENCE_BINS:.1f}–{(place + 1) / CONFIDENCE_BINS:.1f}", values=(count,))
        for place, count in reversed(list(enumerate(summary.confidences)))
    ]
    while rows and not rows[-1].values[0]:
        rows.pop()
    return bars(rows, (Series(table="ui", key="", css="plain"),), half=True)


def data_notes(summary: Summary) -> list[tuple[str, dict[str, object]]]:
    """Return what a reader must know of the limits of this corpus: a phrase and what fills it."""
    documents, citations = len(summary.documents), summary.citations
    notes: list[tuple[str, dict[str, object]]] = []
    unknown, unsure = summary.verdicts[Verdict.UNKNOWN], summary.verdicts[Verdict.UNSURE]
    if citations:
        values: dict[str, object] = {
            "share": share(unknown + unsure, citations),
            "unknown": unknown,
            "unsure": unsure,
        }
        notes.append(("note_unresolved", values))
    for key in ("title", "number", "date", "issuer", "level", "place", "outline", "citation"):
        count = summary.without[key]
        if count:
            notes.append((f"note_without_{key}", {"count": count, "all": documents}))
    central = sum(count for (_, level), count in summary.gaps.items() if level == Level.CENTRAL)
    if central:
        notes.append(("note_gaps", {"count": central}))
    if summary.copies:
        notes.append(("note_copies", {"count": summary.copies}))
    if summary.own:
        notes.append(("note_own", {"count": summary.own}))
    return notes
