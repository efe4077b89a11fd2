"""The referee: random queries on random graphs, the embedded store against a real Neo4j.

``python tests/referee.py --queries 20000 --seed 7`` runs until done and prints what differed. Rows are
compared as multisets unless they are ordered, lists inside them always; decimals to nine places.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from neo4j_server import running_server
from referee_queries import random_graph, random_query

from extract.errors import StoreError
from graph.store.base import StatementError, Store
from graph.store.embedded import EmbeddedStore
from graph.store.neo4j import connect

QUERIES_A_GRAPH = 50
SECONDS = 10.0
ROWS = 5_000


class Outcome(StrEnum):
    """How the embedded store's answer compares with Neo4j's."""

    EQUAL = "equal"
    REFUSED = "refused"
    DIFFERENT = "different"
    CONTRADICTED = "contradicted"
    """Neo4j gives other rows when it need not order them, and those are the embedded store's."""
    INVALID = "invalid"
    """Neo4j itself refuses the query, or it has too many rows to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One query on one graph, and what came of it."""

    outcome: Outcome
    graph: int
    text: str
    detail: str
    rows: int = 0


def judge(neo4j: Store, seed: int, queries: int, *, guarded: bool = True) -> Iterator[Judged]:
    """Yield what came of ``queries`` queries on random graphs, each written into both stores."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(-(-queries // QUERIES_A_GRAPH)):
            graph = random_graph(rng)
            neo4j.write(graph)
            path = Path(folder) / f"{number}.kgl"
            embedded = EmbeddedStore(path)
            embedded.write(graph)
            ask = _Guarded(embedded) if guarded else _Raw(path)
            for _ in range(min(QUERIES_A_GRAPH, queries - number * QUERIES_A_GRAPH)):
                yield _judged(neo4j, ask, number, random_query(rng, graph))


def report(judged: list[Judged]) -> str:
    """Return the counts, the commonest refusals, and every difference."""
    counts = Counter(one.outcome for one in judged)
    filled = sum(one.rows > 0 for one in judged if one.outcome is Outcome.EQUAL)
    lines = [", ".join(f"{counts[kind]} {kind}" for kind in Outcome) + f"; {filled} equal ones have rows"]
    refusals = Counter(one.detail[:110] for one in judged if one.outcome is Outcome.REFUSED)
    lines += [f"  {count} × {why}" for why, count in refusals.most_common(12)]
    for one in judged:
        if one.outcome is Outcome.DIFFERENT:
            lines.append(f"--- graph {one.graph}\n{one.text}\n{one.detail}")
    return "\n".join(lines)


class _Guarded:
    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store

    def rows(self, text: str) -> list[dict[str, Any]]:
        return self.store.answer(text, limit=ROWS, seconds=SECONDS).rows


class _Raw:
    """The engine as it comes: what the guard is for."""

    def __init__(self, path: Path) -> None:
        import kglite

        self.engine = kglite.load(str(path))

    def rows(self, text: str) -> list[dict[str, Any]]:
        import kglite

        try:
            result: Any = self.engine.cypher(text, timeout_ms=int(SECONDS * 1000))
        except (kglite.KgError, ValueError, TypeError) as error:
            raise StatementError("raw", *_said(error)) from error
        rows: list[dict[str, Any]] = result.to_list()
        return rows


def _judged(neo4j: Store, ask: "_Guarded | _Raw", graph: int, text: str) -> Judged:
    try:
        expected = neo4j.answer(text, limit=ROWS, seconds=SECONDS)
    except StoreError as error:
        return Judged(outcome=Outcome.INVALID, graph=graph, text=text, detail=str(error))
    if expected.cut:
        return Judged(outcome=Outcome.INVALID, graph=graph, text=text, detail="too many rows")
    try:
        found = ask.rows(text)
    except StatementError as error:
        return Judged(outcome=Outcome.REFUSED, graph=graph, text=text, detail=_reason(error))
    first, second = _lines(expected.rows), _lines(found)
    if first == second or (not _is_ordered(text) and sorted(first) == sorted(second)):
        return Judged(outcome=Outcome.EQUAL, graph=graph, text=text, detail="", rows=len(found))
    there, here = Counter(first), Counter(second)
    if _contradicted(neo4j, text, here):
        return Judged(outcome=Outcome.CONTRADICTED, graph=graph, text=text, detail="")
    detail = f"only Neo4j: {_sample(there - here)}\nonly embedded: {_sample(here - there)}"
    if there == here:
        detail = f"another order: Neo4j {first[:3]}\nembedded {second[:3]}"
    return Judged(outcome=Outcome.DIFFERENT, graph=graph, text=text, detail=detail)


def _contradicted(neo4j: Store, text: str, here: Counter[str]) -> bool:
    """Say whether Neo4j, asked for the same distinct rows without an order, gives those found here.

    The fault is in ``cases/neo4j_faults.toml``: an ordered DISTINCT after an OPTIONAL MATCH that finds
    nothing. Only where no LIMIT cuts rows off is the question without its order the same question.
    """
    question, distinct, columns = text.rpartition("RETURN DISTINCT")
    columns, ordered, _ = columns.partition("ORDER BY")
    if not (distinct and ordered) or "UNION" in text or "OPTIONAL MATCH" not in question:
        return False
    rows = neo4j.answer(question + distinct + columns, limit=ROWS, seconds=SECONDS).rows
    return Counter(_lines(rows)) == here


def _is_ordered(text: str) -> bool:
    """Say whether the rows come in a total order: every column stands in the ORDER BY of the only RETURN."""
    return "UNION" not in text and "ORDER BY" in text.rpartition("RETURN")[2]


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    return [repr([_canonical(value) for value in row.values()]) for row in rows]


def _canonical(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return float(f"{value:.9g}") + 0.0
    if isinstance(value, list):
        return sorted((_canonical(item) for item in value), key=repr)
    if isinstance(value, dict):
        return sorted((key, _canonical(item)) for key, item in value.items() if item is not None)
    return value.isoformat() if isinstance(value, date) else value


def _sample(rows: Counter[str]) -> str:
    return f"{sum(rows.values())} rows, like {list(rows)[:2]}"


def _reason(error: StatementError) -> str:
    return error.reason.en.partition(": ")[2] or error.reason.en


def _said(error: Exception) -> Any:
    from extract.errors import Words

    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Words(said, said), Words("", "")


def main() -> int:
    """Run the referee by its command line; return 1 if anything differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--raw", action="store_true", help="without the guard")
    options = parser.parse_args()
    with running_server() as server:
        os.environ["NEO4J_PASSWORD"] = server.password
        with connect(server.url) as neo4j:
            judged = list(judge(neo4j, options.seed, options.queries, guarded=not options.raw))
    print(report(judged))
    return int(any(one.outcome is Outcome.DIFFERENT for one in judged))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
