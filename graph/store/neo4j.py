"""A Neo4j server as a store: constraints and batches for loads, read-only sessions for questions."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import cypher
from cypher import Query
from extract.errors import StoreError, Words
from graph.model import Edge, Graph, Node
from graph.schema import load_schema
from graph.store.base import (
    ROW_LIMIT,
    SECONDS,
    Answer,
    Store,
    Written,
    read_only,
    statement_of,
)
from graph.store.loading import Loader, Progress
from graph.store.neo4j_errors import translated, without_credentials
from graph.store.statements import write_statements

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction
    from neo4j import Session as DriverSession

__all__ = ["Neo4jStore", "connect"]

LOCK_SECONDS = 20.0
"""How long a load waits for another before it gives up."""

RETRY_SECONDS = 20.0
"""How long a transaction is tried again when the server is busy or away."""

AWAIT_SECONDS = 600
OLDEST = (5, 7)
"""Constraints on relationships came with Neo4j 5.7."""


def connect(url: str) -> "Neo4jStore":
    """Return the store at ``url``; the user, password and database come from the environment.

    ``NEO4J_USERNAME`` (else neo4j), ``NEO4J_PASSWORD`` (else a prompt, on a terminal), ``NEO4J_DATABASE``
    (else the user's own). Raises ``StoreError`` where the server is away or refuses.
    """
    from neo4j.exceptions import AuthError

    shown = without_credentials(url)
    if shown != url:
        raise StoreError(
            shown,
            Words("an address must not hold a user or password", "地址中不得含用户名或密码"),
            Words("set NEO4J_USERNAME and NEO4J_PASSWORD", "请设置 NEO4J_USERNAME 与 NEO4J_PASSWORD"),
        )
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD")
    database = os.environ.get("NEO4J_DATABASE") or None
    with translated(url):
        try:
            return Neo4jStore(url, (user, password) if password else None, database)
        except AuthError:
            if password or not sys.stdin.isatty():
                raise
            return Neo4jStore(url, (user, _prompt(user, url)), database)


class Neo4jStore(Store):
    """A graph in a Neo4j 5 database, which may hold other things too; those are left alone."""

    def __init__(self, url: str, auth: tuple[str, str] | None, database: str | None) -> None:
        """Connect; what the driver raises is not translated here."""
        from neo4j import GraphDatabase, NotificationMinimumSeverity

        self._url, self._database = url, database
        self._driver: Driver = GraphDatabase.driver(
            url,
            auth=auth,
            max_transaction_retry_time=RETRY_SECONDS,
            connection_timeout=15.0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
        # sessions of a cluster must see what the others of this store wrote
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            self._check_version()
        except BaseException:
            self._driver.close()
            raise

    @property
    def address(self) -> str:
        """The URL of the server."""
        return self._url

    def setup(self) -> None:
        """Make the constraints and indexes of the schema; wait until they can be used."""
        with translated(self._url):
            self._make_schema(constraints=True)
            self._make_schema(constraints=False)

    def write(self, graph: Graph) -> Written:
        """Make the database hold exactly ``graph`` of what is ours; a second time changes nothing."""
        return self.load(graph, replace=True)

    def load(
        self,
        facts: Graph | Iterable[Node | Edge],
        *,
        replace: bool = False,
        dry_run: bool = False,
        on_progress: Progress | None = None,
    ) -> Written:
        """Load a graph, or a stream of its nodes and then its edges, which is read once.

        What changed is written, stale facts of the documents that the graph read are removed; with
        ``replace``, all facts of ours that are not in the graph. ``on_progress`` takes how many facts
        are done. A load that was cut off is completed by running it again. Raises ``StoreError``.
        """
        if isinstance(facts, Graph):
            facts = chain[Node | Edge](facts.nodes, facts.edges)
        loader = Loader(_Session(self), self._url, replace=replace, dry_run=dry_run, on_progress=on_progress)
        with translated(self._url):
            if dry_run:
                return loader.load(facts)
            self._make_schema(constraints=True)
            with self._alone():
                written = loader.load(facts)
            self._make_schema(constraints=False)
            return written

    def read(self) -> Graph:
        """Return the graph of ours that the database holds, in memory."""
        schema, session = load_schema(), _Session(self)
        with translated(self._url):
            nodes = [
                _node(row["label"], row["properties"], schema.nodes[row["label"]].stored)
                for row in session.ask("read_nodes")
            ]
            edges = [_edge(row, schema.edges[row["edge_type"]].stored) for row in session.ask("read_edges")]
        nodes.sort(key=lambda node: node.id)
        edges.sort(key=lambda edge: edge.id)
        return Graph(nodes=tuple(nodes), edges=tuple(edges))

    def answer(
        self,
        query: Query | str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = SECONDS,
    ) -> Answer:
        """Return the first ``limit`` rows of a question with its columns; say if there were more."""
        text, values = statement_of(query, params or {})
        with (
            translated(self._url, seconds),
            self._session(read=True) as session,
        ):
            if isinstance(query, str):
                self._refuse_writes(text, values)
            with session.begin_transaction(timeout=seconds) as transaction:
                result = transaction.run(text, values)
                columns = tuple(result.keys())
                records = [list(record.values()) for record, _ in zip(result, range(limit + 1), strict=False)]
        rows = [dict(zip(columns, map(_plain, record), strict=True)) for record in records[:limit]]
        return Answer(columns=columns, rows=rows, cut=len(records) > limit)

    def close(self) -> None:
        """Close all connections; harmless when done already."""
        self._driver.close()

    def _session(self, *, read: bool = False) -> "DriverSession":
        return self._driver.session(
            database=self._database,
            default_access_mode="READ" if read else "WRITE",
            bookmark_manager=self._bookmarks,
        )

    def _check_version(self) -> None:
        """Raise unless the database answers and the server is new enough."""
        with self._session() as session:
            agent = session.run("RETURN 1").consume().server.agent.partition("/")[2]
        numbers = [int(part) for part in agent.split(".")[:2] if part.isdigit()]
        if len(numbers) == 2 and tuple(numbers) < OLDEST:
            raise StoreError(
                self._url,
                Words(f"this is Neo4j {agent}", f"这是 Neo4j {agent}"),
                Words("use Neo4j 5.7 or newer", "请使用 Neo4j 5.7 或更新版本"),
            )

    def _refuse_writes(self, text: str, values: Mapping[str, object]) -> None:
        """Raise if the server's plan says that a statement does more than read."""
        with self._session(read=True) as session:
            summary = session.run(f"EXPLAIN {text}", dict(values)).consume()
        if summary.query_type not in (None, "r"):
            raise read_only(self._url)

    def _make_schema(self, *, constraints: bool) -> None:
        """Make what is missing of the constraints, or of the indexes (which are quicker after a load)."""
        there = set(self._names("SHOW CONSTRAINTS YIELD name")) | set(self._names("SHOW INDEXES YIELD name"))
        for path in write_statements(load_schema()):
            folder, _, file = path.partition("/")
            if folder != "schema" or file.startswith("constrain") != constraints:
                continue
            query = cypher.load(file.removesuffix(".cypher"))
            if query.text.split(maxsplit=3)[2] not in there:
                self._write(query.text, {})
        self._names(f"CALL db.awaitIndexes({AWAIT_SECONDS})")

    def _names(self, text: str) -> list[str]:
        with self._session() as session:
            return [record[0] for record in session.run(cast("Any", text))]

    def _write(self, text: str, params: Mapping[str, object]) -> int:
        """Run a statement in a transaction that is tried again; return its ``facts``, if it counts them."""

        def work(transaction: "ManagedTransaction") -> int:
            record = transaction.run(cast("Any", text), dict(params)).single()
            return int(record["facts"]) if record is not None else 0

        with self._session() as session:
            return session.execute_write(work)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of loads: a node that is never committed, gone with this connection."""
        from neo4j.exceptions import Neo4jError

        lock = cast("Any", cypher.load("lock_load").text)
        with self._session() as session:
            try:
                with session.begin_transaction(timeout=LOCK_SECONDS) as probe:
                    probe.run(lock).consume()
                    probe.rollback()
            except Neo4jError as error:
                if (
                    not (error.code or "")
                    .rpartition(".")[2]
                    .startswith(("TransactionTimedOut", "LockClient"))
                ):
                    raise
                raise StoreError(
                    self._url,
                    Words("another load is writing to this database", "另一个加载正在写入该数据库"),
                    Words("wait until it is done", "请等待其完成"),
                ) from error
            with session.begin_transaction(timeout=0) as held:
                held.run(lock).consume()
                yield
                held.rollback()


class _Session:
    """Runs the library's statements for the loader."""

    def __init__(self, store: Neo4jStore) -> None:
        self._store = store

    def ask(self, name: str, **params: object) -> Iterator[dict[str, Any]]:
        with self._store._session(read=True) as session:
            for record in session.run(cast("Any", cypher.load(name).text), params):
                yield record.data()

    def change(self, name: str, **params: object) -> int:
        return self._store._write(cypher.load(name).text, params)


def _prompt(user: str, url: str) -> str:
    from getpass import getpass

    return getpass(f"{url} · {user} · password 密码: ")


def _node(label: str, stored: Mapping[str, Any], known: Mapping[str, str]) -> Node:
    return Node(id=stored["id"], label=label, properties=_own(stored, known))


def _edge(row: Mapping[str, Any], known: Mapping[str, str]) -> Edge:
    stored = row["properties"]
    return Edge(
        id=stored["id"],
        type=row["edge_type"],
        source=row["source"],
        source_label=row["source_label"],
        target=row["target"],
        target_label=row["target_label"],
        properties=_own(stored, known),
    )


def _own(stored: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties that the schema knows, without id and hash; what a user added is left out."""
    return {
        key: _plain(value)
        for key, value in stored.items()
        if key in known and key not in ("id", "content_hash")
    }


def _plain(value: object) -> Any:
    """Return a value of the driver as plain Python: days, lists, maps, properties of nodes and edges."""
    from neo4j.graph import Entity, Path
    from neo4j.time import Date, DateTime, Duration, Time

    match value:
        case Date():
            return date(value.year, value.month, value.day)
        case DateTime() | Time() | Duration():
            return value.iso_format()
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case Path():
            return {
                "nodes": [_plain(node) for node in value.nodes],
                "relationships": [_plain(edge) for edge in value.relationships],
            }
        case Entity():
            return {key: _plain(item) for key, item in value.items()}
    return value
