"""Whether a confidence means what it says: lines in bins of like confidence, and how many are right."""

from collections.abc import Sequence
from typing import NamedTuple

from extract.scoring.citation_scores import CitationScores

__all__ = ["Bin", "Coverage", "Reliability", "coverage", "reliability"]

LEAST_IN_A_BIN = 30


class Bin(NamedTuple):
    """Lines of like confidence: how many, from where to where, the mean, the share that is right."""

    lines: int
    lowest: float
    highest: float
    confidence: float
    right: float


class Reliability(NamedTuple):
    """The bins, lowest confidence first, and the expected calibration error over them.

    ``error`` is the mean of |confidence - share right| over the lines; 0.0 where there are none.
    """

    lines: int
    error: float
    bins: tuple[Bin, ...]


class Coverage(NamedTuple):
    """What is left where less certain lines are set aside: ``kept`` of ``lines``, ``right`` of these."""

    accept: float
    lines: int
    kept: int
    right: int


def reliability(scores: CitationScores | Sequence[CitationScores]) -> Reliability:
    """Return how confidence and being right agree over all predictions that count.

    Lines are sorted by confidence; a bin holds at least 30, and lines of equal confidence are never
    split. Predictions without a confidence are left out.
    """
    lines = _lines(scores)
    bins = tuple(
        Bin(
            lines=len(part),
            lowest=part[0][0],
            highest=part[-1][0],
            confidence=sum(confidence for confidence, _ in part) / len(part),
            right=sum(right for _, right in part) / len(part),
        )
        for part in _parts(lines)
    )
    apart = sum(bin_.lines * abs(bin_.confidence - bin_.right) for bin_ in bins)
    return Reliability(len(lines), apart / len(lines) if lines else 0.0, bins)


def coverage(scores: CitationScores | Sequence[CitationScores], accept: float) -> Coverage:
    """Return how many lines are at least as certain as ``accept``, and how many of those are right."""
    lines = _lines(scores)
    kept = [right for confidence, right in lines if confidence >= accept]
    return Coverage(accept, len(lines), len(kept), sum(kept))


def _lines(scores: CitationScores | Sequence[CitationScores]) -> list[tuple[float, bool]]:
    several = [scores] if isinstance(scores, CitationScores) else scores
    lines = [
        (predicted.confidence, right)
        for each in several
        for predicted, right in [
            *((pair.predicted, pair.right) for pair in each.pairs),
            *((placed.line, False) for placed in each.extra),
        ]
        if predicted.confidence is not None
    ]
    return sorted(lines, key=lambda line: line[0])


def _parts(lines: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    parts: list[list[tuple[float, bool]]] = []
    for line in lines:
        open_part = parts and (len(parts[-1]) < LEAST_IN_A_BIN or parts[-1][-1][0] == line[0])
        if open_part:
            parts[-1].append(line)
        else:
            parts.append([line])
    if len(parts) > 1 and len(parts[-1]) < LEAST_IN_A_BIN:
        small = parts.pop()
        parts[-1] += small
    return parts
