"""Scores citations, outline and the document's own head, and keeps each single outcome."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.scoring.gold import CitationDocument, CitationLine, HeadLine
from extract.scoring.matching import match_outline, match_spans, overlap, ratio, three
from extract.scoring.normal import issuer_keys, number_key, same_numbers, same_targets, squeeze

__all__ = ["Breakdown", "CitationScores", "Pair", "Placed", "score_citations"]


class Placed(NamedTuple):
    """A citation with the file it stands in."""

    file: str
    line: CitationLine


class Pair(NamedTuple):
    """A required citation with the predicted one that covers it."""

    file: str
    gold: CitationLine
    predicted: CitationLine

    @property
    def right(self) -> bool:
        """Whether the prediction means the very documents."""
        return same_targets(self.gold.targets, self.predicted.targets)


class Breakdown(NamedTuple):
    """The counts of one kind, level or relation.

    ``gold`` to ``right`` count required citations of this group, the last two predictions of it.
    """

    group: str
    gold: int
    found: int
    right: int
    right_relation: int
    right_level: int
    predicted: int
    right_predicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationScores:
    """What became of every required and every predicted citation, and the counts beside them.

    ``pairs`` are the required citations that were found, ``missed`` those that were not, ``extra``
    the predictions that found none. Predictions on optional entries are in none of them. ``heads``
    holds for each field of the head how often it is right, of ``head_documents``.
    """

    documents: int
    documents_predicted: int
    pairs: tuple[Pair, ...]
    missed: tuple[Placed, ...]
    extra: tuple[Placed, ...]
    outline_documents: int
    outline_hits: int
    outline_gold: int
    outline_predicted: int
    head_documents: int
    heads: Mapping[str, int]

    @property
    def gold_mentions(self) -> int:
        """How many citations are required."""
        return len(self.pairs) + len(self.missed)

    @property
    def predicted_mentions(self) -> int:
        """How many predictions count."""
        return len(self.pairs) + len(self.extra)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures under the names of the annotation guide's scorer; None of nothing."""
        pairs = self.pairs
        central = [pair for pair in pairs if pair.gold.level == "central"]
        numbered = [pair for pair in central if all(target.number for target in pair.gold.targets)]
        figures: dict[str, Any] = {
            "documents": self.documents,
            "documents_predicted": self.documents_predicted,
            "gold_mentions": self.gold_mentions,
            "predicted_mentions": self.predicted_mentions,
            "matched_mentions": len(pairs),
            "mentions": three(len(pairs), self.predicted_mentions, self.gold_mentions),
            "recall_by_kind": {
                row.group: {"gold": row.gold, "found": row.found, "recall": ratio(row.found, row.gold)}
                for row in self.by_kind()
                if row.gold
            },
            "links": three(_right(pairs), self.predicted_mentions, self.gold_mentions),
            "target_accuracy": ratio(_right(pairs), len(pairs)),
            "target_accuracy_central": ratio(_right(central), len(central)),
            "number_accuracy_central": ratio(
                sum(same_numbers(pair.gold.targets, pair.predicted.targets) for pair in numbered),
                len(numbered),
            ),
            "relation_accuracy": ratio(
                sum(pair.gold.relation == pair.predicted.relation for pair in pairs), len(pairs)
            ),
            "level_accuracy": ratio(
                sum(pair.gold.level == pair.predicted.level for pair in pairs), len(pairs)
            ),
        }
        if self.outline_documents:
            figures["outline"] = {
                "documents": self.outline_documents,
                **three(self.outline_hits, self.outline_predicted, self.outline_gold),
            }
        if self.head_documents:
            figures["document"] = {
                "documents": self.head_documents,
                **{f"{name}_accuracy": ratio(hits, self.head_documents) for name, hits in self.heads.items()},
            }
        return figures

    def by_kind(self) -> tuple[Breakdown, ...]:
        """Return the counts by kind of citation, sorted by its name."""
        return self._broken_down(lambda line: line.kind)

    def by_level(self) -> tuple[Breakdown, ...]:
        """Return the counts by level of the cited document, sorted by its name."""
        return self._broken_down(lambda line: line.level)

    def by_relation(self) -> tuple[Breakdown, ...]:
        """Return the counts by relation, sorted by its name."""
        return self._broken_down(lambda line: line.relation)

    def _broken_down(self, group: Callable[[CitationLine], str]) -> tuple[Breakdown, ...]:
        required = [pair.gold for pair in self.pairs] + [placed.line for placed in self.missed]
        predicted = [pair.predicted for pair in self.pairs] + [placed.line for placed in self.extra]
        rows = []
        for name in sorted({group(line) for line in required + predicted}):
            pairs = [pair for pair in self.pairs if group(pair.gold) == name]
            rows.append(
                Breakdown(
                    group=name,
                    gold=sum(group(line) == name for line in required),
                    found=len(pairs),
                    right=_right(pairs),
                    right_relation=sum(pair.gold.relation == pair.predicted.relation for pair in pairs),
                    right_level=sum(pair.gold.level == pair.predicted.level for pair in pairs),
                    predicted=sum(group(line) == name for line in predicted),
                    right_predicted=sum(group(pair.predicted) == name and pair.right for pair in self.pairs),
                )
            )
        return tuple(rows)


def score_citations(
    gold: Mapping[str, CitationDocument], predictions: Mapping[str, CitationDocument]
) -> CitationScores:
    """Return how ``predictions`` compare with ``gold``; a document that is not predicted counts as empty.

    Predictions for documents that the gold does not hold are ignored. A prediction matches the
    required citation with which it shares at least half of their joint characters.
    """
    pairs: list[Pair] = []
    missed: list[Placed] = []
    extra: list[Placed] = []
    outline = [0, 0, 0, 0]
    heads = dict.fromkeys(("title", "doc_number", "level", "date", "issuers"), 0)
    head_documents = 0
    for file, document in gold.items():
        predicted = predictions.get(file, CitationDocument(file=file, citations=()))
        _sort_out(file, document.citations, predicted.citations, pairs, missed, extra)
        if predicted.outline is not None:
            headings = document.outline or ()
            found = match_outline(headings, predicted.outline)
            counts = (1, found, len(headings), len(predicted.outline))
            outline = [total + count for total, count in zip(outline, counts, strict=True)]
        if predicted.head is not None:
            head_documents += 1
            for name, right in _compare_heads(document.head or HeadLine(), predicted.head):
                heads[name] += right
    return CitationScores(
        documents=len(gold),
        documents_predicted=sum(file in predictions for file in gold),
        pairs=tuple(pairs),
        missed=tuple(missed),
        extra=tuple(extra),
        outline_documents=outline[0],
        outline_hits=outline[1],
        outline_gold=outline[2],
        outline_predicted=outline[3],
        head_documents=head_documents,
        heads=heads,
    )


def _sort_out(
    file: str,
    gold: Sequence[CitationLine],
    predicted: Sequence[CitationLine],
    pairs: list[Pair],
    missed: list[Placed],
    extra: list[Placed],
) -> None:
    """Add what became of one document's citations, required ones in the order of the gold."""
    partner = {g: p for g, p in match_spans(gold, predicted) if not gold[g].optional}
    for index, line in enumerate(gold):
        if index in partner:
            pairs.append(Pair(file, line, predicted[partner[index]]))
        elif not line.optional:
            missed.append(Placed(file, line))
    taken = set(partner.values())
    optional = [line for line in gold if line.optional]
    for index, line in enumerate(predicted):
        if index not in taken and not any(overlap(entry, line) >= 0.5 for entry in optional):
            extra.append(Placed(file, line))


def _compare_heads(gold: HeadLine, predicted: HeadLine) -> Iterable[tuple[str, bool]]:
    yield "title", squeeze(gold.title) == squeeze(predicted.title)
    yield "doc_number", number_key(gold.number) == number_key(predicted.number)
    yield "level", gold.level == predicted.level
    yield "date", gold.date == predicted.date
    yield "issuers", issuer_keys(gold.issuers) == issuer_keys(predicted.issuers)


def _right(pairs: Iterable[Pair]) -> int:
    return sum(pair.right for pair in pairs)
