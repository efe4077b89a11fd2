"""The probability that a printed line is a right link, from what spoke for it.

A line is described by features: the rule that found it, the verdict, the reasons, whether it has a
number and an issuer. Each has a weight in ``calibration.toml``, fitted on annotated documents by
``facts/make_calibrate.py``; their sum goes through the logistic function. Where text and catalogue
contradict each other the ``most`` of that table bounds the result, whatever else speaks for the line.
"""

import math
from collections.abc import Mapping
from functools import cache

from extract.model import Resolution, Verdict
from extract.tables import read_toml

__all__ = ["confidence_of", "line_features"]

_HIGHEST = 0.999
_LOWEST = 0.01
_CONTRADICTS = {"number_differs", "title_differs"}


def confidence_of(resolution: Resolution) -> float:
    """Return the probability that the printed line of ``resolution`` is a right link, between 0.01 and 0.999."""
    weights, features = _table("weights"), line_features(resolution)
    odds = weights.get("intercept", 0.0) + sum(weights.get(feature, 0.0) for feature in features)
    most = min((bound for name, bound in _table("most").items() if name in features), default=_HIGHEST)
    return round(min(most, max(_LOWEST, 1 / (1 + math.exp(-odds)))), 4)


def line_features(resolution: Resolution) -> tuple[str, ...]:
    """Return the features that describe a line, each once, sorted."""
    mention = resolution.mention
    found = {f"rule:{mention.rule}", f"verdict:{resolution.verdict.value}"}
    found.update(f"reason:{item.reason}" for item in resolution.evidence)
    if mention.number:
        found.add("with:number")
    if mention.issuer_text:
        found.add("with:issuer")
    if mention.cue:
        found.add("with:cue")
    if len(resolution.targets) > 1:
        found.add("several")
    if resolution.verdict is not Verdict.MATCH and resolution.rivals:
        found.add("with:rivals")
    if resolution.verdict is Verdict.UNSURE:
        found.update(f"unsure:{item.reason}" for item in resolution.evidence if item.reason in _CONTRADICTS)
    return tuple(sorted(found))


@cache
def _table(name: str) -> Mapping[str, float]:
    return {str(feature): float(value) for feature, value in read_toml("calibration.toml")[name].items()}
