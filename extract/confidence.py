"""The probability that a printed line is a right link, from the reasons that spoke."""

from extract.model import Resolution

__all__ = ["confidence_of"]


def confidence_of(resolution: Resolution) -> float:
    """Return the probability that ``resolution`` is right."""
    return round(min(0.99, 0.5 + resolution.score / 2), 4)
