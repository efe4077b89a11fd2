"""One document from its text to everything that it says: the steps of ``extract``, in their order."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extract.catalogue import Catalogue
from extract.drivers import find_drivers
from extract.head import read_head
from extract.identity import document_id
from extract.marks import OneForm, in_one_form
from extract.mentions import find_mentions
from extract.model import Analysis, Citation, Document, Head, Task
from extract.outline import find_sections
from extract.resolve import resolve_all
from extract.roles import cite
from extract.subjects import ThemeList
from extract.tasks import find_tasks
from extract.themes import find_themes

__all__ = ["analyse", "identify"]


def identify(document: Document) -> tuple[Document, Head]:
    """Return ``document`` under the id that its own head gives it, and that head."""
    form, document, head = _read(document)
    return document, form.as_written(head)


def analyse(
    document: Document, catalogue: Catalogue, *, accept: float = 0.0, themes: ThemeList | None = None
) -> Analysis:
    """Return everything that was read in ``document``, its citations resolved against ``catalogue``.

    A link whose confidence is below ``accept`` (a probability) becomes ``unsure`` with its rivals.
    ``themes`` is a user's own list, which comes before the one that ships.
    Raises nothing for any text: what cannot be decided is a value that says so.
    """
    form, document, head = _read(document)
    read = form.of(document)
    sections = find_sections(read)
    mentions = find_mentions(read, head, sections, catalogue)
    resolutions = resolve_all(read, head, mentions, catalogue, accept=accept)
    citations = cite(read, head, sections, mentions, resolutions)
    tasks = find_tasks(read, head, sections, citations)
    citations = _place_in_tasks(citations, tasks)
    analysis = Analysis(
        document=read,
        head=head,
        sections=sections,
        tasks=tasks,
        citations=citations,
        drivers=find_drivers(read, head, sections, tasks, citations),
        themes=find_themes(read, sections, tasks, themes),
    )
    return replace(form.as_written(analysis), document=document)


def _read(document: Document) -> tuple[OneForm, Document, Head]:
    """Return the form of marks that rules read, ``document`` under its own id, and its head in that form."""
    form = in_one_form(document.text)
    head = read_head(form.of(document))
    return form, replace(document, id=document_id(head, document)), head


def _place_in_tasks(citations: Sequence[Citation], tasks: Sequence[Task]) -> tuple[Citation, ...]:
    """Return the citations, each with the id of the task whose words hold it."""
    starts = [task.span.start for task in tasks]
    placed = []
    for citation in citations:
        index = bisect_right(starts, citation.mention.span.start) - 1
        inside = index >= 0 and tasks[index].span.covers(citation.mention.span)
        placed.append(replace(citation, task=tasks[index].id) if inside else citation)
    return tuple(placed)
