"""Loads a graph into Neo4j: what is new or changed is written, what has become stale is removed.

A fact is *ours* when it has a ``content_hash``; nothing else is ever changed or removed. Without
``replace``, a load speaks only for the documents that it read: their parts, and the edges that leave
these. So several workspaces can share a database, and a document that one of them only cites keeps
what another read in it. With ``replace``, afterwards the database holds of ours exactly the graph.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from extract.errors import StoreError, Words
from extract.model import Origin
from graph.model import Edge, Node, Value, fact_hashes
from graph.schema import Schema, load_schema
from graph.store.base import Written
from graph.store.ledger import FoundEdge, Ledger
from graph.store.statements import SHARED, name_of

__all__ = ["BATCH", "Loader", "Progress", "Session"]

BATCH = 10_000
PENDING = 3 * BATCH

DOCUMENTS = 500
"""Documents whose parts are listed in one question."""

Progress = Callable[[int], None]
Row = dict[str, Any]


class Session(Protocol):
    """Runs statements of the library, each in a transaction of its own that is tried again if need be."""

    def ask(self, name: str, **params: object) -> Iterator[Row]:
        """Yield the rows of a statement that reads."""

    def change(self, name: str, **params: object) -> int:
        """Run a statement that writes; return how many facts it says it wrote."""


class Loader:
    """One load of one graph; ``dry_run`` counts and writes nothing."""

    def __init__(
        self, session: Session, url: str, *, replace: bool, dry_run: bool, on_progress: Progress | None
    ) -> None:
        self.session, self.url = session, url
        self.replace, self.dry_run = replace, dry_run
        self.on_progress = on_progress or (lambda done: None)
        self.schema: Schema = load_schema()
        self.done = self.created = self.changed = 0

    def load(self, facts: Iterable[Node | Edge]) -> Written:
        """Load ``facts``, nodes first, each once; return what that meant."""
        with Ledger() as ledger:
            self.empty = not list(self.session.ask("find_any"))
            for batch in _batches(facts):
                self._take(batch, ledger)
            removed, kept = self._clear(ledger)
        return Written(
            created=self.created,
            changed=self.changed,
            removed=removed,
            unchanged=self.done - self.created - self.changed,
            kept=kept,
        )

    def _ours(self) -> int:
        """Return how many facts of ours the database holds."""
        counts = ("count_nodes", "count_edges")
        return sum(row["facts"] for name in counts for row in self.session.ask(name))

    def _take(self, batch: Sequence[Node | Edge], ledger: Ledger) -> None:
        first = batch[0]
        hashes = fact_hashes(batch)
        ids = [fact.id for fact in batch]
        if isinstance(first, Node):
            ledger.see_nodes(first.label, ids)
            compare, upsert = name_of("compare", first.label), name_of("upsert", first.label)
            known = self.schema.nodes[first.label].stored
            if first.label == "Document":
                ledger.see_documents(fact.id for fact in batch if _was_read(fact))
        else:
            ledger.see_edges(ids)
            compare = name_of("compare", first.type)
            upsert = name_of("upsert", first.source_label, first.type, first.target_label)
            known = self.schema.edges[first.type].stored
        new = self._new(compare, batch, hashes, ledger)
        rows = [
            _row(fact, hash, known, new[fact.id])
            for fact, hash in zip(batch, hashes, strict=True)
            if fact.id in new
        ]
        if rows and not self.dry_run:
            self._write(upsert, rows)
        created = sum(new.values())
        self.created += created
        self.changed += len(rows) - created
        self.done += len(batch)
        self.on_progress(self.done)

    def _new(
        self, compare: str, batch: Sequence[Node | Edge], hashes: list[str], ledger: Ledger
    ) -> Mapping[str, bool]:
        """Return the ids of those that are new (True) or changed (False)."""
        if self.empty:
            return dict.fromkeys((fact.id for fact in batch), True)
        facts = [self._mark(fact) + hash + fact.id for fact, hash in zip(batch, hashes, strict=True)]
        found = list(self.session.ask(compare, facts=facts))
        changed = {row["id"]: row for row in found if not row["is_new"]}
        self._unmoor(
            [fact for fact in batch if fact.id in changed and isinstance(fact, Edge)], changed, ledger
        )
        return {row["id"]: row["is_new"] for row in found}

    def _unmoor(self, edges: list[Edge], there: Mapping[str, Row], ledger: Ledger) -> None:
        """Take away edges that join other nodes than those they joined when they were written."""
        moved = [edge for edge in edges if _ends(edge) != tuple(there[edge.id][key] for key in _ENDS)]
        for edge in moved:
            ledger.move_edge(edge.id, edge.type, there[edge.id]["source"], there[edge.id]["target"])
        if moved and not self.dry_run:
            self.session.change(name_of("remove", moved[0].type), ids=[edge.id for edge in moved])

    def _mark(self, fact: Node | Edge) -> str:
        """Return "1" for a document that takes the place of one that was read, else "0"."""
        return "1" if self.replace or _was_read(fact) else "0"

    def _write(self, upsert: str, rows: list[Row]) -> None:
        written = self.session.change(upsert, rows=rows)
        if written != len(rows):
            missing = len(rows) - written
            raise StoreError(
                self.url,
                Words(
                    f"{missing} edges ({upsert}) join nodes that are not there",
                    f"{missing} 条关系（{upsert}）的端点不存在",
                ),
                Words(
                    "was the database changed meanwhile? Run the load again",
                    "数据库是否同时被改动？请重新加载",
                ),
            )

    def _clear(self, ledger: Ledger) -> tuple[int, int]:
        """Remove what is stale; return how many facts went, and how many nodes stay, held by other edges."""
        here = ledger.seen() - (self.created if self.dry_run else 0)
        if self._ours() == here:
            return 0, 0
        self._find_stale(ledger)
        edges = ledger.stale_edge_count() if self.dry_run else self._remove_edges(ledger)
        gone = self._count_nodes if self.dry_run else self._remove_nodes
        held, all_held = gone(ledger, held=True)
        shared, _ = gone(ledger, held=False)
        return edges + held + shared, all_held - held

    def _find_stale(self, ledger: Ledger) -> None:
        if self.replace:
            self._find(ledger, "all", {})
        else:
            for ids in ledger.documents(DOCUMENTS):
                self._find(ledger, "held", {"ids": ids})
            self._find(ledger, "loose", {})
            unnamed = self.session.ask("list_unnamed_nodes")
            ledger.find_nodes(((row["label"], row["id"]) for row in unnamed), held=False)
        ledger.index()

    def _find(self, ledger: Ledger, which: str, params: Mapping[str, object]) -> None:
        nodes = self.session.ask(f"list_{which}_nodes", **params)
        ledger.find_nodes((row["label"], row["id"]) for row in nodes)
        edges = self.session.ask(f"list_{which}_edges", **params)
        ledger.find_edges((FoundEdge(**row) for row in edges), frozenset(SHARED))

    def _remove_edges(self, ledger: Ledger) -> int:
        return sum(
            self.session.change(name_of("remove", kind), ids=ids)
            for kind in self.schema.edges
            for ids in ledger.stale_edges(kind, BATCH)
        )

    def _remove_nodes(self, ledger: Ledger, *, held: bool) -> tuple[int, int]:
        """Remove stale nodes that have no edge left; return how many went, of how many."""
        gone = total = 0
        for label in self.schema.nodes:
            for ids in ledger.stale_nodes(label, BATCH, held=held):
                gone += self.session.change(name_of("remove", label), ids=ids)
                total += len(ids)
        return gone, total

    def _count_nodes(self, ledger: Ledger, *, held: bool) -> tuple[int, int]:
        """Return how many stale nodes would have no edge left, of how many."""
        gone = total = 0
        for label in self.schema.nodes:
            for ids in ledger.stale_nodes(label, BATCH, held=held):
                degrees = self.session.ask(name_of("degrees", label), ids=ids)
                gone += sum(row["degree"] == ledger.stale_degree(row["id"]) for row in degrees)
                total += len(ids)
        return gone, total


def _batches(facts: Iterable[Node | Edge]) -> Iterator[Sequence[Node | Edge]]:
    """Yield ``facts`` in batches of one statement each, all nodes before the first edge.

    At most ``PENDING`` facts wait for their batch to fill; beyond that the largest goes as it is.
    """
    groups: dict[tuple[str, ...], list[Node | Edge]] = {}
    pending, in_edges = 0, False
    for fact in facts:
        if isinstance(fact, Edge) and not in_edges:
            in_edges = True
            yield from groups.values()
            groups.clear()
            pending = 0
        shape = _shape(fact)
        groups.setdefault(shape, []).append(fact)
        pending += 1
        if pending > PENDING:
            shape = max(groups, key=lambda known: len(groups[known]))
        if pending > PENDING or len(groups[shape]) == BATCH:
            pending -= len(groups[shape])
            yield groups.pop(shape)
    yield from groups.values()


def _shape(fact: Node | Edge) -> tuple[str, ...]:
    if isinstance(fact, Node):
        return (fact.label,)
    return (fact.source_label, fact.type, fact.target_label)


def _row(fact: Node | Edge, hash: str, known: Mapping[str, str], is_new: bool) -> Row:
    """Return the row of a fact; one that was there gets a None for each property it lacks now."""
    given = {key: value for key, value in fact.properties.items() if value is not None}
    properties: dict[str, Value] = {} if is_new else {key: None for key in known if key != "id"}
    properties.update(given, content_hash=hash)
    row: Row = {"id": fact.id, "properties": properties}
    if isinstance(fact, Edge):
        row |= {"source": fact.source, "target": fact.target}
    return row


_ENDS = ("source", "source_label", "target", "target_label")


def _ends(edge: Edge) -> tuple[str, ...]:
    return edge.source, edge.source_label, edge.target, edge.target_label


def _was_read(fact: Node | Edge) -> bool:
    return fact.properties.get("origin") == Origin.CORPUS.value
