"""Which outcomes were gained and which lost against an earlier run, kept as a small CSV file.

A row is one thing that had to be found, or that was found wrongly: file, offsets, what, how it came
out. No text stands in it. ``number`` tells apart several of one kind on one span (drivers of a task).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.errors import DataError, Words
from extract.scoring.citation_scores import CitationScores
from extract.scoring.task_scores import TaskScores

__all__ = ["Comparison", "Key", "compare", "outcomes", "read_baseline", "write_baseline"]

COLUMNS = ("file", "start", "end", "what", "number", "outcome")
# right: found and right; wrong: found, but another document; missed: not found; extra: found where nothing is
OUTCOMES = ("right", "wrong", "missed", "extra")


class Key(NamedTuple):
    """What an outcome is about."""

    file: str
    start: int
    end: int
    what: str
    number: int


class Comparison(NamedTuple):
    """What got better and what got worse since the baseline, each sorted, with its new outcome.

    An extra that is gone is gained (outcome ``gone``), a new extra is lost.
    """

    gained: tuple[tuple[Key, str], ...]
    lost: tuple[tuple[Key, str], ...]


def outcomes(scores: CitationScores | TaskScores) -> dict[Key, str]:
    """Return the outcome of everything that was scored, in sorted order."""
    rows = _of_citations(scores) if isinstance(scores, CitationScores) else _of_tasks(scores)
    return dict(sorted(rows))


def compare(baseline: dict[Key, str], now: dict[Key, str]) -> Comparison:
    """Return what was gained and lost between two runs over the same gold."""
    gained, lost = [], []
    for key in sorted(baseline.keys() | now.keys()):
        before, after = baseline.get(key, "gone"), now.get(key, "gone")
        good_before, good_after = before in ("right", "gone"), after in ("right", "gone")
        if good_after and not good_before:
            gained.append((key, after))
        elif good_before and not good_after:
            lost.append((key, after))
    return Comparison(tuple(gained), tuple(lost))


def write_baseline(path: Path, now: dict[Key, str]) -> None:
    """Write the outcomes of a run to ``path``, sorted, so that a change shows as a small difference."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*key, outcome) for key, outcome in sorted(now.items()))
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="\n")


def read_baseline(path: Path) -> dict[Key, str]:
    """Return the outcomes that ``path`` holds; raise ``DataError`` with the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), 0, Words(f"cannot be read ({error})", f"无法读取（{error}）")) from error
    rows = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(rows, ())) != COLUMNS:
        reason = Words(f"the first line must be {','.join(COLUMNS)}", f"首行应为 {','.join(COLUMNS)}")
        raise DataError(str(path), 1, reason)
    found = {}
    for line, row in enumerate(rows, 2):
        try:
            file, start, end, what, number, outcome = row
            key = Key(file, int(start), int(end), what, int(number))
        except ValueError as error:
            raise DataError(str(path), line, Words("not a row of a baseline", "不是基线文件的行")) from error
        if outcome not in OUTCOMES:
            raise DataError(str(path), line, Words(f"no outcome: {outcome}", f"结果无效：{outcome}"))
        found[key] = outcome
    return found


def _of_citations(scores: CitationScores) -> Iterator[tuple[Key, str]]:
    for pair in scores.pairs:
        key = Key(pair.file, pair.gold.start, pair.gold.end, "citation", 0)
        yield key, "right" if pair.right else "wrong"
    for placed in scores.missed:
        yield Key(placed.file, placed.line.start, placed.line.end, "citation", 0), "missed"
    for placed in scores.extra:
        yield Key(placed.file, placed.line.start, placed.line.end, "citation", 0), "extra"


def _of_tasks(scores: TaskScores) -> Iterator[tuple[Key, str]]:
    for pair, drivers in zip(scores.pairs, scores.drivers, strict=True):
        task = pair.gold or pair.predicted
        assert task is not None
        outcome = "extra" if pair.gold is None else "missed" if pair.predicted is None else "right"
        yield Key(pair.file, task.start, task.end, "task", 0), outcome
        yield from _numbered(pair.file, task.start, task.end, "driver", drivers.found, drivers.required)
        for number in range(len(drivers.predicted) - len(drivers.right)):
            yield Key(pair.file, task.start, task.end, "driver-extra", number), "extra"
    for file, drivers in scores.document_drivers.items():
        yield from _numbered(file, 0, 0, "document-driver", drivers.found, drivers.required)
        for number in range(len(drivers.predicted) - len(drivers.right)):
            yield Key(file, 0, 0, "document-driver-extra", number), "extra"


def _numbered(
    file: str, start: int, end: int, what: str, found: Iterable[str], required: Iterable[str]
) -> Iterator[tuple[Key, str]]:
    hits = len(tuple(found))
    for number, _ in enumerate(required):
        yield Key(file, start, end, what, number), "right" if number < hits else "missed"
