"""Analyses the texts of a gold file and scores what comes out: accuracy as a number.

Each text is read and analysed alone, exactly as ``suyuan analyse`` does it, so the figures are those
of the product.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.analysis import analyse
from extract.annotation import to_annotation
from extract.catalogue import load_catalogue
from extract.errors import ReadError, Words
from extract.readers import read
from extract.scoring import (
    CitationScores,
    Comparison,
    TaskScores,
    citation_document,
    compare,
    read_citations,
    read_tasks,
    reliability,
    score_citations,
    score_tasks,
    task_document,
)
from extract.scoring.baseline import Key, outcomes
from extract.scoring.confidence_bins import coverage
from extract.scoring.gold import is_task_file
from extract.scoring.tables import (
    render_breakdown,
    render_citations,
    render_comparison,
    render_coverage,
    render_reliability,
    render_tasks,
)

__all__ = ["Evaluation", "Predictions", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of one gold file, and what was gained and lost where there is a baseline."""

    gold: Path
    scores: CitationScores | TaskScores
    accept: float = 0.0
    comparison: Comparison | None = None
    failures: tuple[ReadError, ...] = ()

    @property
    def outcomes(self) -> dict[Key, str]:
        """What came out of everything that was scored: the content of a baseline file."""
        return outcomes(self.scores)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures under the keys that the annotation's own scorers print."""
        return self.scores.as_dict()

    def render(self, language: str) -> str:
        """Return the figures as tables for a terminal, in ``zh`` or ``en``."""
        parts = [self.gold.name]
        if isinstance(self.scores, TaskScores):
            parts.append(render_tasks(self.scores, language))
        else:
            parts += [
                render_citations(self.scores, language),
                render_breakdown(Words("by kind", "按形式"), self.scores.by_kind(), language),
                render_breakdown(Words("by level", "按层级"), self.scores.by_level(), language),
                render_reliability(reliability(self.scores), language),
            ]
            if self.accept:
                parts.append(render_coverage(coverage(self.scores, self.accept), language))
        if self.comparison is not None:
            parts.append(render_comparison(self.comparison, language))
        return "\n\n".join(parts)


@dataclass(slots=True)
class Predictions:
    """Analyses texts once, whichever gold files name them; a text that cannot be read is a failure."""

    folders: Sequence[Path]
    catalogues: Sequence[Path] = ()
    accept: float = 0.0
    _rows: dict[str, dict[str, Any] | ReadError] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> tuple[list[dict[str, Any]], tuple[ReadError, ...]]:
        """Return the annotation of each text that could be read, in order, and what failed."""
        found = [self._row(name) for name in names]
        rows = [row for row in found if not isinstance(row, ReadError)]
        return rows, tuple(row for row in found if isinstance(row, ReadError))

    def _row(self, name: str) -> dict[str, Any] | ReadError:
        if name not in self._rows:
            try:
                document = read(self._find(name))
                catalogue = load_catalogue(*self.catalogues)
                self._rows[name] = to_annotation(analyse(document, catalogue, accept=self.accept))
            except ReadError as error:
                self._rows[name] = error
        return self._rows[name]

    def _find(self, name: str) -> Path:
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        folders = ", ".join(map(str, self.folders))
        raise ReadError(
            name,
            Words(f"it is in none of {folders}", f"不在 {folders} 中"),
            Words("the folder that holds the texts with --texts", "用 --texts 指定文本所在文件夹"),
        )


def evaluate(gold: Path, predictions: Predictions, baseline: Mapping[Key, str] | None = None) -> Evaluation:
    """Return the scores of ``gold``, a file of citations or of tasks.

    Raises ``DataError`` where the gold file is not of its form.
    """
    scores: CitationScores | TaskScores
    if is_task_file(gold):
        tasks = read_tasks(gold)
        rows, failures = predictions.of(tasks)
        found = map(task_document, rows)
        scores = score_tasks(tasks, {document.file: document for document in found})
    else:
        citations = read_citations(gold)
        rows, failures = predictions.of(citations)
        lines = map(citation_document, rows)
        scores = score_citations(citations, {document.file: document for document in lines})
    return Evaluation(
        gold=gold,
        scores=scores,
        accept=predictions.accept,
        comparison=None if baseline is None else compare(dict(baseline), outcomes(scores)),
        failures=failures,
    )
