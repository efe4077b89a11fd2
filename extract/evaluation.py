"""Analyses the texts that gold files name and scores what was found: the work behind ``suyuan evaluate``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.analysis import analyse
from extract.annotation import to_annotation
from extract.catalogue import Catalogue, load_catalogue
from extract.errors import DataError, Words
from extract.readers import read
from extract.scoring import (
    CitationScores,
    Comparison,
    TaskScores,
    citation_document,
    compare,
    read_baseline,
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

__all__ = ["Evaluation", "evaluate", "score_predictions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of each gold file by its base name, and the comparison with a baseline where one was given.

    ``accept`` is the confidence below which links were left unsure.
    """

    sets: dict[str, CitationScores | TaskScores]
    accept: float = 0.0
    comparison: Comparison | None = None

    @property
    def citations(self) -> tuple[CitationScores, ...]:
        """The scores of the citation sets."""
        return tuple(scores for scores in self.sets.values() if isinstance(scores, CitationScores))

    def outcomes(self) -> dict[Key, str]:
        """Return the outcome of everything that was scored."""
        return {key: outcome for scores in self.sets.values() for key, outcome in outcomes(scores).items()}

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain values: for each set those of the guides' scorers, then the rest."""
        figures: dict[str, Any] = {"sets": {name: scores.as_dict() for name, scores in self.sets.items()}}
        for name, scores in self.sets.items():
            if isinstance(scores, CitationScores):
                figures["sets"][name] |= {
                    "by_kind": [row._asdict() for row in scores.by_kind()],
                    "by_level": [row._asdict() for row in scores.by_level()],
                    "by_relation": [row._asdict() for row in scores.by_relation()],
                }
        if self.citations:
            found = reliability(self.citations)
            figures["reliability"] = {
                "lines": found.lines,
                "error": round(found.error, 4),
                "bins": [bin_._asdict() for bin_ in found.bins],
            }
            figures["coverage"] = coverage(self.citations, self.accept)._asdict()
        if self.comparison is not None:
            figures["gained"] = [(*key, outcome) for key, outcome in self.comparison.gained]
            figures["lost"] = [(*key, outcome) for key, outcome in self.comparison.lost]
        return figures

    def render(self, language: str) -> str:
        """Return the figures as tables for a terminal, in ``"zh"`` or English."""
        blocks = []
        for name, scores in self.sets.items():
            if isinstance(scores, TaskScores):
                blocks.append(f"== {name}\n{render_tasks(scores, language)}")
                continue
            blocks.append(f"== {name}\n{render_citations(scores, language)}")
            blocks.append(render_breakdown(Words("kind", "写法"), scores.by_kind(), language))
            blocks.append(render_breakdown(Words("level", "层级"), scores.by_level(), language))
            blocks.append(render_breakdown(Words("relation", "关系"), scores.by_relation(), language))
        if self.citations:
            blocks.append(render_reliability(reliability(self.citations), language))
        if self.citations and self.accept:
            blocks.append(render_coverage(coverage(self.citations, self.accept), language))
        if self.comparison is not None:
            blocks.append(render_comparison(self.comparison, language))
        return "\n\n".join(blocks)


def evaluate(
    gold: Sequence[Path],
    texts: Path,
    *,
    accept: float = 0.0,
    baseline: Path | None = None,
    catalogues: Iterable[Path] = (),
) -> Evaluation:
    """Analyse the texts in the folder ``texts`` that the gold files name, each alone, and score them.

    A gold file holds citations or tasks. Raises ``DataError`` for a gold or baseline file that is not
    of its form or names a text that is not there, ``ReadError`` for a text that cannot be read.
    """
    catalogue = load_catalogue(*catalogues)
    predictions: dict[str, dict[str, Any]] = {}
    sets: dict[str, CitationScores | TaskScores] = {}
    for path in gold:
        documents = read_tasks(path) if is_task_file(path) else read_citations(path)
        for file in documents:
            if file not in predictions:
                predictions[file] = _predict(texts / file, path, catalogue, accept)
        sets[path.name] = score_predictions(path, predictions)
    evaluation = Evaluation(sets=sets, accept=accept)
    if baseline is None:
        return evaluation
    now = evaluation.outcomes()
    judged = {(key.file, key.what == "citation") for key in now}
    before = {
        key: outcome
        for key, outcome in read_baseline(baseline).items()
        if (key.file, key.what == "citation") in judged
    }
    return Evaluation(sets=sets, accept=accept, comparison=compare(before, now))


def score_predictions(gold: Path, predictions: dict[str, dict[str, Any]]) -> CitationScores | TaskScores:
    """Return the scores of predictions, as ``suyuan analyse`` prints them, by file name."""
    if is_task_file(gold):
        return score_tasks(read_tasks(gold), {file: task_document(row) for file, row in predictions.items()})
    return score_citations(
        read_citations(gold), {file: citation_document(row) for file, row in predictions.items()}
    )


def _predict(path: Path, gold: Path, catalogue: Catalogue, accept: float) -> dict[str, Any]:
    if not path.is_file():
        reason = Words(
            f"names {path.name}, which is not in {path.parent}", f"所列 {path.name} 不在 {path.parent}"
        )
        raise DataError(gold.name, 0, reason)
    return to_annotation(analyse(read(path), catalogue, accept=accept))
