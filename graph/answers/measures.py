"""Measures of the documents in a store, as rows that a person can sort."""

from dataclasses import asdict
from typing import Any

from cypher import load
from extract.errors import Words
from graph.measures import COLUMNS, measure
from graph.network import citation_network
from graph.store.base import StatementError, Store

__all__ = ["ranked_measures"]

MANY = 10_000_000


def ranked_measures(store: Store, *, by: str = "pagerank", limit: int = 50) -> list[dict[str, Any]]:
    """Return the first ``limit`` documents by a measure: the highest first, but a main path in its order.

    Raises ``StatementError`` for a measure that there is not.
    """
    if by not in COLUMNS:
        names = ", ".join(COLUMNS)
        reason = Words(f"there is no measure {by!r}", f"没有指标 {by!r}")
        raise StatementError(store.address, reason, Words(f"one of {names}", f"可用：{names}"))
    documents = store.answer(load("measured_documents"), limit=MANY).rows
    pairs = store.answer(load("citation_pairs"), limit=MANY).rows
    known = {document["id"]: document for document in documents}
    rows = [{**known[one.id], **asdict(one)} for one in measure(citation_network(documents, pairs))]
    if by in ("main_path", "community"):
        rows.sort(key=lambda row: (row[by] is None, row[by], -row["pagerank"], row["id"]))
    else:
        rows.sort(key=lambda row: (-row[by], row["id"]))
    return rows[:limit]
