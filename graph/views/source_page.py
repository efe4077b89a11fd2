"""A document's text as it was read, with everything that was found in it, as one offline page.

Every character of the text stands in the page, in its order; what is added is outside the text: in
the margin, in the outline, in colours. ``#t1234`` leads to the words that begin at offset 1234.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from extract.model import Analysis, Citation, Driver, Evidence, Section, Span, Task, Verdict
from graph.views.files import source_name, write_page
from graph.views.page import environment, inline_script, policy, static_text
from graph.views.words import LANGUAGES, reason_phrase

__all__ = ["source_html", "write_source_page"]


@dataclass(slots=True, kw_only=True)
class Piece:
    """A run of text under the same findings; ``anchor`` is its offset where something begins at it.

    ``begins`` says that its task begins at it. Tasks and citations are numbers, counted from 1.
    """

    text: Markup
    anchor: int | None
    outside: bool
    heading: bool
    task: int | None
    begins: bool
    citation: int | None


@dataclass(slots=True, kw_only=True)
class Row:
    """A line of the text with what stands beside it: citations and tasks by number, counted from 1."""

    pieces: list[Piece]
    citations: list[tuple[int, Citation]] = field(default_factory=list)
    tasks: list[tuple[int, Task, tuple[Driver, ...]]] = field(default_factory=list)


def write_source_page(
    analysis: Analysis,
    path: Path,
    *,
    language: str = "zh",
    explorer: str | None = "../explorer.html",
    sources: Collection[str] = (),
) -> Path:
    """Write the annotated text of ``analysis`` to ``path`` and return the path; raise ``StoreError``.

    ``explorer`` is the explorer beside the page, None where there is none; ``sources`` the ids of
    documents that have a page in the same folder, to which citations then lead.
    """
    html = source_html(analysis, language=language, explorer=explorer, sources=sources)
    return write_page(path, html)


def source_html(
    analysis: Analysis,
    *,
    language: str = "zh",
    explorer: str | None = None,
    sources: Collection[str] = (),
) -> str:
    """Return the annotated text as one HTML document; see ``write_source_page``."""
    if language not in LANGUAGES:
        raise ValueError(f"the page speaks zh and en, not {language!r}")
    script = inline_script(f'(() => {{\n"use strict";\n{static_text("shared.js", "source.js")}\n}})();\n')
    known = frozenset(sources)
    return (
        environment()
        .get_template("source.html")
        .render(
            language=language,
            policy=policy([script]),
            css=Markup(static_text("base.css", "source.css")),  # ours, no input in it
            script=script,
            title=analysis.head.title or analysis.document.name,
            document=analysis.document,
            head=analysis.head,
            rows=list(rows(analysis)),
            outline=outline(analysis.sections),
            counts=counts(analysis),
            document_drivers=[driver for driver in analysis.drivers if driver.task is None],
            lineage=None if explorer is None else f"{explorer}#n={quote(analysis.document.id, safe='')}",
            page_of=lambda entry: quote(source_name(entry.id)) if entry and entry.id in known else None,
            words_of=lambda span: span.of(analysis.document.text),
            differing=differing,
            reason=reason_words,
            citation_class=lambda number: citation_class(analysis.citations[number - 1]),
        )
    )


def rows(analysis: Analysis) -> Iterator[Row]:
    """Yield the lines of the text, their ends included, with what begins in each."""
    text = analysis.document.text
    citations, tasks = analysis.citations, analysis.tasks
    drivers: dict[str, list[Driver]] = {}
    for driver in analysis.drivers:
        if driver.task is not None:
            drivers.setdefault(driver.task, []).append(driver)
    cuts = boundaries(analysis)
    anchors = {span.start for span in annotated(analysis)}
    outside = Cover(analysis.document.outside)
    headings = Cover([section.title_span for section in analysis.sections])
    in_task = Cover([task.span for task in tasks])
    in_citation = Cover([citation.mention.span for citation in citations])
    row = Row(pieces=[])
    for start, end in pairwise(cuts):
        task, citation = in_task.at(start), in_citation.at(start)
        piece = Piece(
            text=shown(text[start:end]),
            anchor=start if start in anchors else None,
            outside=outside.at(start) is not None,
            heading=headings.at(start) is not None,
            task=None if task is None else task + 1,
            begins=task is not None and tasks[task].span.start == start,
            citation=None if citation is None else citation + 1,
        )
        row.pieces.append(piece)
        if citation is not None and citations[citation].mention.span.start == start:
            row.citations.append((citation + 1, citations[citation]))
        if task is not None and piece.begins:
            row.tasks.append((task + 1, tasks[task], tuple(drivers.get(tasks[task].id, ()))))
        if text[end - 1] == "\n":
            yield row
            row = Row(pieces=[])
    if row.pieces:
        yield row


class Cover:
    """Which of some spans, in the order of the text, covers an offset; of several the one that begins last."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(enumerate(spans), key=lambda item: (item[1].start, item[0]))
        self.next = 0
        self.open: list[tuple[int, Span]] = []

    def at(self, offset: int) -> int | None:
        """Return the place of the span among those given; offsets must not fall from call to call."""
        while self.next < len(self.spans) and self.spans[self.next][1].start <= offset:
            self.open.append(self.spans[self.next])
            self.next += 1
        self.open = [item for item in self.open if item[1].end > offset]
        return self.open[-1][0] if self.open else None


def annotated(analysis: Analysis) -> Iterator[Span]:
    """Yield the span of every finding that a link can lead to."""
    yield from (section.span for section in analysis.sections)
    yield from (task.span for task in analysis.tasks)
    yield from (citation.mention.span for citation in analysis.citations)


def boundaries(analysis: Analysis) -> list[int]:
    """Return all offsets where a finding begins or ends, or a line does, in order, 0 and the end too."""
    text = analysis.document.text
    found = {0, len(text)}
    found.update(place + 1 for place, character in enumerate(text) if character == "\n")
    for section in analysis.sections:
        found.add(section.span.start)
        found.update((section.title_span.start, section.title_span.end))
    for span in (
        *analysis.document.outside,
        *(task.span for task in analysis.tasks),
        *(citation.mention.span for citation in analysis.citations),
    ):
        found.update((span.start, span.end))
    return sorted(offset for offset in found if 0 <= offset <= len(text))


def shown(text: str) -> Markup:
    """Return text as markup that gives back its very characters; NUL, which HTML lacks, as U+FFFD."""
    return Markup(str(escape(text.replace("\0", "\ufffd"))).replace("\r", "&#13;"))


def outline(sections: Sequence[Section]) -> list[tuple[int, Section]]:
    """Return the sections with how deep they stand below the first rung, by their parents."""
    depth: dict[str, int] = {}
    for section in sections:
        depth[section.id] = depth.get(section.parent, -1) + 1 if section.parent else 0
    return [(min(depth[section.id], 5), section) for section in sections]


def counts(analysis: Analysis) -> dict[str, int]:
    """Return how many of each kind were found; citations of the document itself do not count."""
    real = [citation for citation in analysis.citations if not citation.is_self]
    driven = {driver.task for driver in analysis.drivers if driver.task is not None}
    verdicts = {
        verdict: sum(citation.resolution.verdict is verdict for citation in real) for verdict in Verdict
    }
    return {
        "citations": len(real),
        **{str(verdict): count for verdict, count in verdicts.items()},
        "sections": len(analysis.sections),
        "tasks": len(analysis.tasks),
        "driven": len(driven),
    }


def citation_class(citation: Citation) -> str:
    """Return the classes of a citation in the text: how it is written, and what is known of it."""
    own = " is-self" if citation.is_self else ""
    return f"kind-{citation.mention.kind} verdict-{citation.resolution.verdict}{own}"


def differing(citation: Citation) -> list[tuple[str, str, str]]:
    """Return where text and catalogue disagree: what differs, as the text has it, as the catalogue has it."""
    found = []
    mention = citation.mention
    for entry in citation.resolution.entries[:1]:
        if "issuer_differs" in citation.resolution.notes and mention.issuer_text:
            found.append(("issuer_differs", mention.issuer_text, "、".join(entry.issuers)))
        if "number_differs" in citation.resolution.notes and mention.number:
            found.append(("number_differs", mention.number, entry.number or "—"))
    return found


def reason_words(evidence: Evidence, language: str) -> str:
    """Return the sentence of a reason in ``language``, with its values where they tell something.

    Text and catalogue with the very same words are not said twice.
    """
    said = reason_phrase(evidence.reason, language)
    told = list(dict.fromkeys(value for value in evidence.values if value))
    alike = len(evidence.values) > 1 and len(told) < 2
    return said if alike or not told else f"{said}（{'；'.join(told)}）"
