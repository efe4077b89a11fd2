"""Ratios of the stores, taken in one run: ``python tests/bench_store.py [--nodes 100000] [--parts …]``.

Parts: ``neo4j`` (a load against a bare driver loop of the same statements, a load of unchanged facts),
``embedded`` (a write against the engine's own bulk loader), ``queries`` (95th percentile of every named
query on both stores), ``memory`` (what a streamed load takes at a quarter and at the whole size).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import kglite
import pandas as pd
from make_graph import make_graph
from neo4j import Driver, GraphDatabase, ManagedTransaction
from neo4j_server import USER, Server, running_server
from query_parameters import variants

import cypher
from cypher import Query, all_queries
from graph.exports.jsonl import iterate_graph, write_graph
from graph.model import Edge, Graph, Node, fact_hash
from graph.store.base import Store
from graph.store.embedded import EmbeddedStore
from graph.store.loading import BATCH
from graph.store.neo4j import Neo4jStore, connect
from graph.store.statements import name_of

PARTS = ("embedded", "neo4j", "queries", "memory")
RUNS = 20
PATIENCE = 20.0
"""Seconds after which a slow query is not repeated further."""

AIM = 50.0
"""Milliseconds that a named query may take in the embedded store without saying why."""


def main() -> None:
    """Run the parts asked for and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--stream", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stream:
        stream(options.stream)
        return
    graph = make_graph(nodes=options.nodes, seed=1)
    print(f"{len(graph.nodes)} nodes, {len(graph.edges)} edges; load average {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedStore(Path(folder) / "graph.kgl")
        if "embedded" in options.parts or "queries" in options.parts:
            bench_embedded(graph, embedded, Path(folder))
        if set(options.parts) & {"neo4j", "queries", "memory"}:
            with running_server() as server:
                os.environ.update(NEO4J_USERNAME=USER, NEO4J_PASSWORD=server.password)
                bench_server(graph, embedded, server, Path(folder), options.parts)


def bench_server(
    graph: Graph, embedded: EmbeddedStore, server: Server, folder: Path, parts: list[str]
) -> None:
    """Run the parts that need a server."""
    with connect(server.url) as store:
        store.load(make_graph(nodes=2000, seed=2))  # so that neither side pays for a cold server
        clear(server)
        if "neo4j" in parts:
            bench_neo4j(graph, store, server)
        elif "queries" in parts:
            store.load(graph)
        if "queries" in parts:
            bench_queries(graph, embedded, store)
        if "memory" in parts:
            bench_memory(graph, server, folder)


def bench_embedded(graph: Graph, store: EmbeddedStore, folder: Path) -> None:
    """Compare a write into the embedded store with the engine's bulk loader on the same facts."""
    path = folder / "bare.kgl"
    bare, alone, ours = [], [], []
    for _ in range(5):  # in turn, so that a machine that grows busy favours neither
        bare.append(cpu_time(lambda: bulk_load(frames_of(graph), path)))
        alone.append(cpu_time(partial(bulk_load, frames_of(graph), path)))
        ours.append(cpu_time(partial(write_anew, store, graph)))
    print(
        f"embedded, CPU time: bulk loader {min(bare):.1f} s ({min(alone):.1f} s of it with the frames "
        f"made), store {min(ours):.1f} s: {min(ours) / min(bare):.2f} ×"
    )


def write_anew(store: EmbeddedStore, graph: Graph) -> None:
    """Write a graph where there is none yet."""
    store.close()
    store.path.unlink(missing_ok=True)
    store.write(graph)


Frames = tuple[dict[str, Any], dict[tuple[str, ...], Any]]


def frames_of(graph: Graph) -> Frames:
    """Return the graph as data frames, a column a property, without a check."""
    nodes = {
        label: frame_of(facts, id=[node.id for node in facts])
        for (label,), facts in grouped(graph.nodes, lambda node: (node.label,)).items()
    }
    edges = {
        shape: frame_of(
            facts,
            id=[edge.id for edge in facts],
            s=[edge.source for edge in facts],
            t=[edge.target for edge in facts],
        )
        for shape, facts in grouped(graph.edges, shape_of).items()
    }
    return nodes, edges


def frame_of(facts: list[Any], **columns: list[Any]) -> Any:
    """Return one data frame: the columns given and one for each property that some fact has."""
    keys = sorted({key for fact in facts for key in fact.properties})
    columns |= {key: [fact.properties.get(key) for fact in facts] for key in keys}
    return pd.DataFrame(columns | {"content_hash": [fact.id for fact in facts]})


def bulk_load(frames: Frames, path: Path) -> None:
    """Load and save as the engine's own manual does."""
    engine = kglite.KnowledgeGraph()
    for label, frame in frames[0].items():
        engine.add_nodes(frame, label, "id", "title")
    for (source, kind, target), frame in frames[1].items():
        engine.add_relationships(frame, kind, source, "s", target, "t")
    path.write_bytes(engine.to_bytes())


def bench_neo4j(graph: Graph, store: Neo4jStore, server: Server) -> None:
    """Compare a load with a bare loop of the same statements, and with a load of unchanged facts."""
    bare, ours = [], []
    with GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver:
        for _ in range(2):  # in turn, so that a server that grows warm favours neither
            clear(server)
            bare.append(timed(lambda: bare_loop(graph, driver)))
            clear(server)
            ours.append(timed(lambda: store.load(graph)))
    again = min(timed(lambda: store.load(graph)) for _ in range(2))
    print(f"neo4j: bare loop {min(bare):.1f} s, load {min(ours):.1f} s: {min(ours) / min(bare):.2f} ×")
    print(f"neo4j: load of unchanged facts {again:.1f} s: {min(ours) / again:.1f} times as fast")


def bare_loop(graph: Graph, driver: Driver) -> None:
    """Write the graph with the library's statements and nothing around them."""
    groups: dict[tuple[str, ...], list[Any]] = {
        **grouped(graph.nodes, lambda node: (node.label,)),
        **grouped(graph.edges, shape_of),
    }
    with driver.session() as session:
        for shape, facts in groups.items():
            text: Any = cypher.load(name_of("upsert", *shape)).text
            for start in range(0, len(facts), BATCH):
                rows = [bare_row(fact) for fact in facts[start : start + BATCH]]
                session.execute_write(write_rows, text, rows)
        index: Any = cypher.load("index_text").text
        session.run(index).consume()
        session.run("CALL db.awaitIndexes(600)").consume()


def write_rows(transaction: ManagedTransaction, text: Any, rows: list[dict[str, Any]]) -> None:
    """Run one statement with one batch."""
    transaction.run(text, rows=rows).consume()


def bare_row(fact: Node | Edge) -> dict[str, Any]:
    """Return the row of a fact."""
    row = {"id": fact.id, "properties": {**fact.properties, "content_hash": fact_hash(fact)}}
    return row if isinstance(fact, Node) else {**row, "source": fact.source, "target": fact.target}


def bench_queries(graph: Graph, embedded: EmbeddedStore, neo4j: Neo4jStore) -> None:
    """Print the 95th percentile of every named query, and whether a slow one says why."""
    print(f"{'query':34} {'embedded ms':>12} {'neo4j ms':>12}")
    for query in all_queries():
        here, there = p95(embedded, query, graph), p95(neo4j, query, graph)
        mark = "" if here <= AIM else "  says why" if query.note else "  ! does not say why"
        print(f"{query.name:34} {here:12.1f} {there:12.1f}{mark}")


def p95(store: Store, query: Query, graph: Graph) -> float:
    """Return the 95th percentile in ms over runs with the example and with parameters drawn from the graph."""
    given = [dict(query.example), *(dict(params) for params in variants(query, graph, 6))]
    for params in given:
        if any(param.name == "limit" for param in query.params):
            params["limit"] = 50
    store.run(query, **given[0])  # not counted: plans are made and caches filled
    took, start = [], time.perf_counter()
    for run in range(RUNS):
        took.append(timed(partial(store.run, query, **given[run % len(given)])) * 1000)
        if time.perf_counter() - start > PATIENCE:
            break
    return sorted(took)[min(len(took) - 1, int(0.95 * len(took)))]


def bench_memory(graph: Graph, server: Server, folder: Path) -> None:
    """Print what a process takes that streams a quarter of the graph, and the whole, into Neo4j."""
    for part in (4, 1):
        clear(server)
        path = folder / f"part{part}.jsonl"
        write_graph(make_graph(nodes=len(graph.nodes) // part, seed=1), path)
        done = subprocess.run(
            [sys.executable, __file__, "--stream", json.dumps([str(path), server.url])],
            check=True,
            capture_output=True,
            text=True,
        )
        print(f"memory: {path.stat().st_size / 1e6:.0f} MB of graph: {done.stdout.strip()}")


def stream(target: str) -> None:
    """Load one file in this process and print its peak."""
    path, url = json.loads(target)
    with connect(url) as store:
        before = peak_kilobytes()
        store.load(iterate_graph(Path(path)))
    after = peak_kilobytes()
    print(f"peak {after / 1024:.0f} MB, {(after - before) / 1024:.0f} MB more than before the load")


def peak_kilobytes() -> int:
    """Return the most memory that this process ever took (Linux; a peak of its parent does not count)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def clear(server: Server) -> None:
    """Empty the database, and drop the text index so that both sides make it after their load."""
    with (
        GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver,
        driver.session() as session,
    ):
        session.run("DROP INDEX suyuan_text IF EXISTS").consume()
        for what in ("MATCH ()-[x]->()", "MATCH (x)"):
            while session.run(f"{what} WITH x LIMIT 10000 DELETE x RETURN count(*) AS n").single(strict=True)[
                "n"
            ]:
                pass


def grouped(facts: Any, key: Callable[[Any], tuple[str, ...]]) -> dict[tuple[str, ...], list[Any]]:
    """Return facts by a key, in the order of their first."""
    groups: dict[tuple[str, ...], list[Any]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return groups


def shape_of(edge: Edge) -> tuple[str, str, str]:
    """Return what edges of one statement have in common."""
    return edge.source_label, edge.type, edge.target_label


def cpu_time(work: Callable[[], object]) -> float:
    """Return how many seconds of this process's own work ``work`` takes, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
