"""Pairs what was predicted with what was annotated."""

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

from extract.scoring.gold import OutlineLine

__all__ = ["match_outline", "match_spans", "overlap", "pair_by", "ratio", "three"]

# an annotated and a predicted heading are the same where their offsets differ by no more
_NEAR = 2
_LEAST_OVERLAP = 0.5

Item = TypeVar("Item")


class Spanned(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def ratio(part: int, whole: int) -> float | None:
    """Return the share to four places, None of nothing."""
    return round(part / whole, 4) if whole else None


def three(hits: int, predicted: int, gold: int) -> dict[str, float | None]:
    """Return precision, recall and their harmonic mean; None of nothing."""
    return {
        "precision": ratio(hits, predicted),
        "recall": ratio(hits, gold),
        "f1": ratio(2 * hits, predicted + gold),
    }


def overlap(one: Spanned, other: Spanned) -> float:
    """Return the characters that two spans share, as a share of those that either covers."""
    inner = min(one.end, other.end) - max(one.start, other.start)
    return inner / (max(one.end, other.end) - min(one.start, other.start)) if inner > 0 else 0.0


def match_spans(gold: Sequence[Spanned], predicted: Sequence[Spanned]) -> list[tuple[int, int]]:
    """Return one-to-one pairs of indices, the best overlap first, none below one half."""
    order = sorted(
        (
            (-shared, g, p)
            for g, one in enumerate(gold)
            for p, other in enumerate(predicted)
            if (shared := overlap(one, other)) >= _LEAST_OVERLAP
        )
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, g, p in order:
        if g not in used_gold and p not in used_predicted:
            used_gold.add(g)
            used_predicted.add(p)
            pairs.append((g, p))
    return pairs


def match_outline(gold: Sequence[OutlineLine], predicted: Sequence[OutlineLine]) -> int:
    """Return how many headings were found: the same rung, offsets at most two apart."""
    free = list(predicted)
    hits = 0
    for heading in gold:
        near = [p for p in free if p.depth == heading.depth and abs(p.start - heading.start) <= _NEAR]
        if near:
            free.remove(min(near, key=lambda p: abs(p.start - heading.start)))
            hits += 1
    return hits


def pair_by(
    gold: Sequence[Item], predicted: Sequence[Item], key: Callable[[Item], Hashable]
) -> list[tuple[Item, Item | None]]:
    """Return each gold item with the first predicted one of its key that no other took, else None."""
    free = list(predicted)
    pairs: list[tuple[Item, Item | None]] = []
    for wanted in gold:
        found = next((item for item in free if key(item) == key(wanted)), None)
        if found is not None:
            free.remove(found)
        pairs.append((wanted, found))
    return pairs
