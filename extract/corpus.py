"""Many documents together: they cite each other, and the same document from two sites counts once."""

from collections.abc import Iterable, Iterator, Sequence

from extract.analysis import analyse, identify
from extract.catalogue import Catalogue
from extract.model import Analysis, Document, Entry, Head, Origin

__all__ = ["analyse_together", "corpus_entries", "with_corpus"]


def corpus_entries(documents: Iterable[Document]) -> tuple[Entry, ...]:
    """Return a catalogue entry for each document whose title is known, in order, each id once."""
    entries: dict[str, Entry] = {}
    for document in documents:
        identified, head = identify(document)
        if head.title is not None and identified.id not in entries:
            entries[identified.id] = _entry(identified, head, head.title)
    return tuple(entries.values())


def analyse_together(
    documents: Sequence[Document],
    catalogue: Catalogue,
    *,
    accept: float = 0.0,
) -> Iterator[Analysis]:
    """Yield the analysis of each document, in order; they may cite each other.

    Two passes: the heads first, as entries beside the catalogue's own, then the analyses. A document
    that the catalogue holds already (by id) keeps the catalogue's entry.
    """
    known = with_corpus(catalogue, documents)
    for document in documents:
        yield analyse(document, known, accept=accept)


def with_corpus(catalogue: Catalogue, documents: Iterable[Document]) -> Catalogue:
    """Return ``catalogue`` with an entry for each of ``documents`` that it does not hold."""
    return catalogue.with_entries(
        entry for entry in corpus_entries(documents) if catalogue.get(entry.id) is None
    )


def _entry(document: Document, head: Head, title: str) -> Entry:
    return Entry(
        id=document.id,
        title=title,
        number=head.number,
        issuers=head.issuers,
        issued_on=head.issued_on,
        kind=head.kind,
        level=head.level,
        place=head.place,
        status="unknown",
        short_names=(),
        source=document.name,
        origin=Origin.CORPUS,
    )
