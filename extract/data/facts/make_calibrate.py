"""Fit the weights of ``calibration.toml``: ``python make_calibrate.py SHARED_DIR``.

SHARED_DIR holds ``gold/`` (annotated documents) and ``corpus/`` (their texts). A line is a printed
citation, right or wrong by the scorer's rules. Since nearly all are right, each document is also read
under worse conditions, which real folders bring: with either half of the catalogue missing, without
the numbers beside titles, without issuers. Every feature further counts as seen a few times with a fair
share right, so that what is rare is not held for certain.

Prints the calibration error by cross-validation, each group of provinces and kinds held out in turn, on
the lines as they are, and writes the weights fitted on all. Running it twice writes the same bytes.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np

from extract.analysis import identify
from extract.annotation import to_annotation
from extract.catalogue import Catalogue, load_catalogue
from extract.confidence import line_features
from extract.mentions import find_mentions
from extract.model import Analysis, Mention
from extract.outline import find_sections
from extract.places import load_places
from extract.readers import read
from extract.resolve import resolve_all
from extract.roles import cite
from extract.scoring import CitationScores, citation_document, read_citations, score_citations
from extract.scoring.gold import CitationDocument

__all__ = ["main"]

SETS = (("dev.jsonl", "local"), ("mixed-dev.jsonl", "mixed"))
TABLE = Path(__file__).resolve().parents[1] / "calibration.toml"
FOLDS = 8
RIDGE = 0.05
SEEN = 6.0
SHARE_RIGHT = 0.9
LEAST_IN_A_BIN = 30
NEWTON_STEPS = 30
INTERCEPT = "intercept"
MOST = {"unsure:number_differs": 0.6, "unsure:title_differs": 0.6}
"""The highest confidence where title and number contradict each other and neither is followed.

No annotated line shows what was meant, so this is set and not fitted: little better than even.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed citation: its features, whether it is right, its group, and whether the text was as it is."""

    features: tuple[str, ...]
    right: bool
    group: int
    as_is: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How a document is read: with which catalogue, and what is taken from its mentions."""

    catalogue: Catalogue
    number: bool = True
    issuer: bool = True

    def of(self, mention: Mention) -> Mention:
        """Return ``mention`` as this condition leaves it; a number that stands alone stays."""
        if not self.number and mention.title:
            mention = replace(mention, number=None)
        return mention if self.issuer else replace(mention, issuer_text="", issuer_span=None)


def main(arguments: Sequence[str]) -> int:
    """Fit, report and write; return the exit code."""
    if len(arguments) != 1:
        print("usage: python make_calibrate.py SHARED_DIR", file=sys.stderr)
        return 2
    lines = tuple(read_lines(Path(arguments[0])))
    held_out = list(cross_validated(lines))
    error = calibration_error(held_out)
    kept = [right for confidence, right in held_out if confidence >= 0.99]
    print(f"{len(lines)} lines, {len(held_out)} of them as they are", file=sys.stderr)
    print(f"expected calibration error {error:.4f}", file=sys.stderr)
    print(f"at 0.99: {len(kept)} kept of {len(held_out)}, {sum(kept)} right", file=sys.stderr)
    write(fit(lines), len(lines), error)
    return 0


def read_lines(shared: Path) -> Iterator[Line]:
    """Yield the lines of every annotated document under every condition."""
    whole = load_catalogue()
    halves = [Catalogue(entry for entry in whole if crc32(entry.id.encode()) % 2 == rest) for rest in (0, 1)]
    conditions = (
        Condition(catalogue=whole),
        Condition(catalogue=halves[0]),
        Condition(catalogue=halves[1]),
        Condition(catalogue=whole, number=False),
        Condition(catalogue=whole, issuer=False),
        Condition(catalogue=halves[0], number=False, issuer=False),
    )
    for name, folder in SETS:
        for file, gold in read_citations(shared / "gold" / name).items():
            path = shared / "corpus" / folder / file
            for index, condition in enumerate(conditions):
                yield from document_lines(path, gold, condition, as_is=index == 0)


def document_lines(
    path: Path, gold: CitationDocument, condition: Condition, *, as_is: bool
) -> Iterator[Line]:
    """Yield the lines that count of one document, read under ``condition``."""
    document, head = identify(read(path))
    sections = find_sections(document)
    found = find_mentions(document, head, sections, condition.catalogue)
    mentions = tuple(condition.of(mention) for mention in found)
    resolutions = resolve_all(document, head, mentions, condition.catalogue)
    citations = cite(document, head, sections, mentions, resolutions)
    analysis = Analysis(
        document=document, head=head, sections=sections, tasks=(), citations=citations, drivers=()
    )
    scores = score_citations({gold.file: gold}, {gold.file: citation_document(to_annotation(analysis))})
    group = crc32(f"{province(head.place_code)}{head.kind}".encode()) % FOLDS
    by_span = {(item.mention.span.start, item.mention.span.end): item for item in citations}
    for span, right in outcomes(scores):
        features = line_features(by_span[span].resolution)
        yield Line(features=features, right=right, group=group, as_is=as_is)


def province(code: str | None) -> str:
    """Return the code of the province that a place lies in, "" where it is not known."""
    found = load_places().province_of(code) if code else None
    return found.code if found else ""


def outcomes(scores: CitationScores) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the span of each prediction that counts, and whether its link is right."""
    for pair in scores.pairs:
        yield (pair.predicted.start, pair.predicted.end), pair.right
    for extra in scores.extra:
        yield (extra.line.start, extra.line.end), False


def fit(lines: Sequence[Line]) -> dict[str, float]:
    """Return the weight of each feature: logistic regression with a ridge and with pseudo-lines."""
    names = sorted({feature for line in lines for feature in line.features})
    column = {name: index + 1 for index, name in enumerate(names)}
    rows = np.zeros((len(lines) + 2 * len(names), len(names) + 1))
    rows[:, 0] = 1.0
    right = np.zeros(len(rows))
    weight = np.ones(len(rows))
    for index, line in enumerate(lines):
        rows[index, [column[feature] for feature in line.features]] = 1.0
        right[index] = float(line.right)
    for offset, name in enumerate(names):
        for side, share in enumerate((SHARE_RIGHT, 1 - SHARE_RIGHT)):
            index = len(lines) + 2 * offset + side
            rows[index, column[name]] = 1.0
            right[index] = 1.0 - side
            weight[index] = SEEN * share

    penalty = np.full(len(names) + 1, RIDGE)
    penalty[0] = 0.0
    solved = np.zeros(len(names) + 1)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-(rows @ solved)))
        slope = rows.T @ (weight * (right - chance)) - 2 * penalty * solved
        curve = rows.T @ (rows * (weight * chance * (1 - chance))[:, None]) + np.diag(2 * penalty)
        solved = solved + np.linalg.solve(curve, slope)
    return {INTERCEPT: float(solved[0]), **{name: float(solved[column[name]]) for name in names}}


def chance_of(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the probability that ``weights`` give to a line."""
    odds = weights[INTERCEPT] + sum(weights.get(feature, 0.0) for feature in features)
    return float(1 / (1 + np.exp(-odds)))


def cross_validated(lines: Sequence[Line]) -> Iterator[tuple[float, bool]]:
    """Yield confidence and outcome of every line as it is, by weights that never saw its group."""
    for group in range(FOLDS):
        kept = [line for line in lines if line.group != group]
        held = [line for line in lines if line.group == group and line.as_is]
        if held:
            weights = fit(kept)
            yield from ((round(chance_of(weights, line.features), 4), line.right) for line in held)


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error: bins of at least 30 lines, equal confidences never split."""
    ordered = sorted(pairs)
    error, start = 0.0, 0
    while start < len(ordered):
        end = min(start + LEAST_IN_A_BIN, len(ordered))
        while end < len(ordered) and ordered[end][0] == ordered[end - 1][0]:
            end += 1
        if len(ordered) - end < LEAST_IN_A_BIN:
            end = len(ordered)
        part = ordered[start:end]
        error += abs(sum(confidence - right for confidence, right in part))
        start = end
    return error / len(ordered) if ordered else 0.0


def write(weights: Mapping[str, float], lines: int, error: float) -> None:
    """Write ``calibration.toml``."""
    rows = "\n".join(f'"{name}" = {value:.4f}' for name, value in sorted(weights.items()))
    most = "\n".join(f'"{name}" = {value}' for name, value in sorted(MOST.items()))
    TABLE.write_text(
        "# Made by facts/make_calibrate.py; see there how. Weights add up to the log-odds that a printed line\n"
        "# is a right link. ``error`` is the expected calibration error by cross-validation.\n"
        "# ``most`` bounds lines where title and number contradict each other; it is set, not fitted.\n\n"
        f"[fit]\nlines = {lines}\nerror = {error:.4f}\n\n[most]\n{most}\n\n[weights]\n{rows}\n",
        encoding="utf-8",
        newline="",
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
