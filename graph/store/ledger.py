"""What a load has seen and what it found to be stale, kept on disk so that memory does not grow."""

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple, Self

__all__ = ["FoundEdge", "Ledger"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE seen_node (label TEXT, id TEXT, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE seen_edge (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE document (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_node (label TEXT, id TEXT, held INTEGER, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE stale_edge (id TEXT PRIMARY KEY, type TEXT, source TEXT, target TEXT, moved INTEGER) WITHOUT ROWID;
"""


class FoundEdge(NamedTuple):
    """An edge of ours in the database."""

    edge_type: str
    id: str
    source: str
    target: str
    target_label: str


class Ledger:
    """A temporary database of ids: of the graph being loaded, and of what is there and not in it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "": a file of its own, gone when closed
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def see_nodes(self, label: str, ids: Iterable[str]) -> None:
        """Note nodes of the graph being loaded; a part that turns into a goal keeps its id."""
        rows = ((label, id) for id in ids)
        self._db.executemany("INSERT OR IGNORE INTO seen_node VALUES (?, ?)", rows)

    def see_edges(self, ids: Iterable[str]) -> None:
        """Note edges of the graph being loaded."""
        self._db.executemany("INSERT OR IGNORE INTO seen_edge VALUES (?)", ((id,) for id in ids))

    def see_documents(self, ids: Iterable[str]) -> None:
        """Note documents whose parts the graph holds."""
        self._db.executemany("INSERT OR IGNORE INTO document VALUES (?)", ((id,) for id in ids))

    def documents(self, size: int) -> Iterator[list[str]]:
        """Yield the ids of documents whose parts the graph holds, ``size`` at a time."""
        return self._batches("SELECT id FROM document", (), size)

    def find_nodes(self, found: Iterable[tuple[str, str]], *, held: bool = True) -> None:
        """Note (label, id) of the database; those not seen are stale.

        ``held`` says that a node belongs to a document and so goes with it; others go only when no
        edge names them any more.
        """
        self._db.executemany(
            "INSERT OR IGNORE INTO stale_node SELECT ?1, ?2, ?3"
            " WHERE NOT EXISTS (SELECT 1 FROM seen_node WHERE label = ?1 AND id = ?2)",
            ((label, id, held) for label, id in found),
        )

    def find_edges(self, found: Iterable[FoundEdge], shared: frozenset[str]) -> None:
        """Note edges of the database; those not seen are stale, and shared nodes they name may be too."""
        for edge in found:
            new = self._db.execute(
                "INSERT OR IGNORE INTO stale_edge SELECT ?, ?, ?, ?, 0"
                " WHERE NOT EXISTS (SELECT 1 FROM seen_edge WHERE id = ?)",
                (edge.id, edge.edge_type, edge.source, edge.target, edge.id),
            ).rowcount
            if new and edge.target_label in shared:
                self.find_nodes([(edge.target_label, edge.target)], held=False)

    def move_edge(self, id: str, edge_type: str, source: str, target: str) -> None:
        """Note that an edge no longer joins these nodes; it is not stale, it is written anew."""
        self._db.execute(
            "INSERT OR IGNORE INTO stale_edge VALUES (?, ?, ?, ?, 1)", (id, edge_type, source, target)
        )

    def seen(self) -> int:
        """Return how many nodes and edges the graph being loaded has."""
        count: int = self._db.execute(
            "SELECT (SELECT count(*) FROM seen_node) + (SELECT count(*) FROM seen_edge)"
        ).fetchone()[0]
        return count

    def stale_edges(self, type: str, size: int) -> Iterator[list[str]]:
        """Yield ids of stale edges of a type, ``size`` at a time."""
        return self._batches("SELECT id FROM stale_edge WHERE type = ? AND NOT moved", (type,), size)

    def stale_nodes(self, label: str, size: int, *, held: bool) -> Iterator[list[str]]:
        """Yield ids of nodes of a label that are not in the graph, ``size`` at a time."""
        query = "SELECT id FROM stale_node WHERE label = ? AND held = ?"
        return self._batches(query, (label, held), size)

    def stale_edge_count(self) -> int:
        """Return how many edges are stale."""
        count: int = self._db.execute("SELECT count(*) FROM stale_edge WHERE NOT moved").fetchone()[0]
        return count

    def stale_degree(self, id: str) -> int:
        """Return how many stale or moved edges leave or enter a node."""
        count: int = self._db.execute(
            "SELECT (SELECT count(*) FROM stale_edge WHERE source = ?1)"
            " + (SELECT count(*) FROM stale_edge WHERE target = ?1 AND source <> ?1)",
            (id,),
        ).fetchone()[0]
        return count

    def index(self) -> None:
        """Make ``stale_degree`` quick, once all stale edges are known."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_source ON stale_edge (source)")
        self._db.execute("CREATE INDEX IF NOT EXISTS by_target ON stale_edge (target)")

    def _batches(self, query: str, values: tuple[object, ...], size: int) -> Iterator[list[str]]:
        cursor = self._db.execute(query, values)
        while rows := cursor.fetchmany(size):
            yield [row[0] for row in rows]
