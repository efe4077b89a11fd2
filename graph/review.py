"""The queue of open questions: which citations are still unsure or unknown, the most useful first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extract.model import Analysis, Candidate, Citation, Verdict
from extract.titles import squeeze
from graph.exports.cells import write_csv
from graph.model import content_hash

__all__ = ["COLUMNS", "Question", "open_questions", "write_review"]

COLUMNS = (
    "question",
    "verdict",
    "title",
    "doc_number",
    "level",
    "citations",
    "documents",
    "example_document",
    "example_quote",
    "candidate_ids",
    "candidates",
)


@dataclass(slots=True, kw_only=True)
class Question:
    """A document that citations name and that is not settled; one answer settles all of them.

    ``id`` is made from title and number as read; ``places`` are the documents' ids and quotes.
    """

    id: str
    verdict: Verdict
    title: str
    number: str | None
    level: str
    rivals: tuple[Candidate, ...]
    places: list[tuple[str, str]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """The number of documents that ask it."""
        return len({document for document, _ in self.places})

    def row(self) -> dict[str, object]:
        """Return the question as a row of ``review.csv``."""
        document, quote = min(self.places)
        return {
            "question": self.id,
            "verdict": self.verdict.value,
            "title": self.title,
            "doc_number": self.number,
            "level": self.level,
            "citations": len(self.places),
            "documents": self.documents,
            "example_document": document,
            "example_quote": quote,
            "candidate_ids": [rival.entry.id for rival in self.rivals],
            "candidates": [rival.entry.title for rival in self.rivals],
        }


def open_questions(analyses: Iterable[Analysis]) -> tuple[Question, ...]:
    """Return what is open, that which settles most citations first; each document counts once."""
    found: dict[str, Question] = {}
    read: set[str] = set()
    for analysis in sorted(analyses, key=lambda one: (one.document.id, one.document.sha256)):
        if analysis.document.id in read:
            continue
        read.add(analysis.document.id)
        for citation in analysis.citations:
            if citation.resolution.verdict is not Verdict.MATCH and not citation.is_self:
                _ask(found, analysis, citation)
    return tuple(sorted(found.values(), key=lambda one: (-len(one.places), -one.documents, one.id)))


def write_review(analyses: Iterable[Analysis], path: Path) -> None:
    """Write ``review.csv``; raise ``StoreError`` where that is refused."""
    write_csv(path, COLUMNS, (question.row() for question in open_questions(analyses)))


def _ask(found: dict[str, Question], analysis: Analysis, citation: Citation) -> None:
    resolution = citation.resolution
    for target in resolution.targets:
        if target.entry is not None:
            continue
        id = content_hash("question", squeeze(target.title), target.number)
        question = found.setdefault(
            id,
            Question(
                id=id,
                verdict=resolution.verdict,
                title=target.title,
                number=target.number,
                level=citation.level.value,
                rivals=resolution.rivals,
            ),
        )
        quote = citation.mention.span.of(analysis.document.text)
        question.places.append((analysis.document.id, quote))
