"""Measures accuracy on every gold set that is here, against the committed baselines and the gates.

    python tests/accuracy.py            prints the figures, and what was gained and lost
    python tests/accuracy.py --renew    writes the baselines anew

Ends 1 where a set loses more than it gains or stays below a gate of ``accuracy.toml``. Whoever renews a
baseline says in the same commit why.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.evaluation import Evaluation, Predictions, evaluate
from extract.scoring import CitationScores, read_baseline, reliability, write_baseline

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
BASELINES = HERE / "baselines"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """A gold file, its texts, and what it must reach; ``present`` says whether it is here."""

    name: str
    path: Path
    texts: Path
    least: dict[str, float]
    error: float | None

    @property
    def present(self) -> bool:
        return self.path.is_file() and self.texts.is_dir()

    @property
    def baseline(self) -> Path:
        return (BASELINES / self.name).with_suffix(".csv")


def gold_sets() -> tuple[GoldSet, ...]:
    """Every gold set of ``accuracy.toml``: ours in ``gold/``, the others in ../shared/gold."""
    found = []
    for name, table in tomllib.loads((HERE / "accuracy.toml").read_text(encoding="utf-8")).items():
        ours = (HERE / "gold" / name).is_file()
        found.append(
            GoldSet(
                name=name,
                path=(HERE if ours else SHARED) / "gold" / name,
                texts=(HERE if ours else SHARED) / table["texts"],
                least=table["least"],
                error=table.get("error"),
            )
        )
    return tuple(found)


def measure(gold: GoldSet, known: dict[Path, Predictions]) -> Evaluation:
    """The scores of a set; texts that two sets share are analysed once."""
    predictions = known.setdefault(gold.texts, Predictions(folders=[gold.texts]))
    baseline = read_baseline(gold.baseline) if gold.baseline.is_file() else None
    return evaluate(gold.path, predictions, baseline)


def figure(figures: dict[str, Any], name: str) -> float:
    """A figure by its dotted name; nothing to measure counts as 0."""
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value or 0.0)


def shortfalls(gold: GoldSet, found: Evaluation) -> Iterator[str]:
    """What stays below its gate, a line each."""
    figures = found.as_dict()
    for name, least in gold.least.items():
        if figure(figures, name) < least:
            yield f"{gold.name}: {name} is {figure(figures, name):.4f}, the gate is {least}"
    if gold.error is not None and isinstance(found.scores, CitationScores):
        error = reliability(found.scores).error
        if error > gold.error:
            yield f"{gold.name}: the calibration error is {error:.4f}, at most {gold.error} is allowed"
    if found.comparison is not None and len(found.comparison.lost) > len(found.comparison.gained):
        lost, gained = len(found.comparison.lost), len(found.comparison.gained)
        yield f"{gold.name}: {lost} lost and {gained} gained against {gold.baseline.name}"
    for failure in found.failures:
        yield str(failure)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--renew", action="store_true", help="write the baselines anew")
    renew = parser.parse_args().renew
    known: dict[Path, Predictions] = {}
    problems: list[str] = []
    for gold in gold_sets():
        if not gold.present:
            print(f"{gold.name}: skipped, {gold.path} is not here\n")
            continue
        found = measure(gold, known)
        print(found.render("en"), end="\n\n")
        if renew:
            BASELINES.mkdir(exist_ok=True)
            write_baseline(gold.baseline, found.outcomes)
        else:
            problems += shortfalls(gold, found)
    print("\n".join(problems) or "every set holds its gates")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
