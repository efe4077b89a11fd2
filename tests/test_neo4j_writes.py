"""The same write statements leave the same graph in the embedded engine and in a real Neo4j."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import kglite
import pytest
from make_graph import make_graph
from referee_queries import POOLS, random_graph

import cypher
from graph.model import Edge, Graph, Node, Value
from graph.schema import load_schema
from graph.store.base import Written
from graph.store.loading import Loader
from graph.store.neo4j import Neo4jStore, connect

SCHEMA = load_schema()


class EngineSession:
    """Runs the library's statements on the embedded engine as it comes."""

    def __init__(self) -> None:
        kglite.set_query_warning_policy("silent")
        self.engine = kglite.KnowledgeGraph()
        for label in SCHEMA.nodes:
            self.change(f"constrain_{label.lower()}")

    def ask(self, name: str, **params: object) -> Iterator[dict[str, Any]]:
        yield from self.rows(name, params)

    def change(self, name: str, **params: object) -> int:
        rows = self.rows(name, params)
        return int(rows[0]["facts"]) if rows else 0

    def rows(self, name: str, params: dict[str, object]) -> list[dict[str, Any]]:
        result: Any = self.engine.cypher(
            cypher.load(name).text,
            params=params,
            disabled_passes=["fuse_match_return_aggregate", "fuse_optional_match_aggregate"],
            hide_structural_keys=True,
        )
        found: list[dict[str, Any]] = result.to_list()
        return found

    def load(self, graph: Graph) -> Written:
        loader = Loader(self, "engine", replace=True, dry_run=False, on_progress=None)
        return loader.load((*graph.nodes, *graph.edges))

    def read(self) -> Graph:
        nodes = [
            Node(id=row["properties"]["id"], label=row["label"], properties=own(row["properties"]))
            for row in self.ask("read_nodes")
        ]
        edges = [
            Edge(
                id=row["properties"]["id"],
                type=row["edge_type"],
                source=row["source"],
                source_label=row["source_label"],
                target=row["target"],
                target_label=row["target_label"],
                properties=own(row["properties"]),
            )
            for row in self.ask("read_edges")
        ]
        nodes.sort(key=lambda node: node.id)
        edges.sort(key=lambda edge: edge.id)
        return Graph(nodes=tuple(nodes), edges=tuple(edges))


def own(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if key not in ("id", "content_hash", "type")}


def changed(graph: Graph, rng: random.Random) -> Graph:
    """Return ``graph`` with a tenth of its facts gone and a third of them with other properties."""
    nodes = tuple(
        replace(node, properties={"title": node.properties["title"], **other})
        for node in graph.nodes
        if rng.random() > 0.1
        for other in [altered(node.properties, SCHEMA.nodes[node.label].properties, rng)]
    )
    there = {node.id for node in nodes}
    edges = tuple(
        replace(edge, properties=altered(edge.properties, SCHEMA.edges[edge.type].properties, rng))
        for edge in graph.edges
        if edge.source in there and edge.target in there and rng.random() > 0.1
    )
    return Graph(nodes=nodes, edges=edges)


def altered(
    properties: Mapping[str, Value], known: Mapping[str, str], rng: random.Random
) -> dict[str, Value]:
    """Return properties, a third of the time with another value, or none, for each."""
    found = {key: properties.get(key) for key in known}
    if rng.random() < 0.3:
        found = {key: rng.choice((None, *POOLS[kind])) for key, kind in known.items()}
    return {key: value for key, value in found.items() if value is not None}


@pytest.fixture
def neo4j(neo4j_url: str) -> Iterator[Neo4jStore]:
    with connect(neo4j_url) as store:
        yield store


@pytest.mark.timeout(900)
def test_five_loads_with_changes_and_removals_leave_equal_graphs(neo4j: Neo4jStore) -> None:
    for seed in range(6):
        rng = random.Random(seed)
        first = make_graph(nodes=120, seed=seed) if seed < 2 else random_graph(rng)
        second = changed(first, rng)
        third = changed(changed(second, rng), rng)
        engine = EngineSession()
        for graph in (first, first, second, third, third):
            assert engine.load(graph) == neo4j.write(graph), seed
            assert engine.read() == neo4j.read() == graph, seed
        neo4j.write(Graph(nodes=(), edges=()))


def test_a_change_that_is_none_would_be_noticed(neo4j: Neo4jStore) -> None:
    graph = make_graph(nodes=120, seed=1)
    assert changed(graph, random.Random(1)) != graph
    engine = EngineSession()
    engine.load(graph)
    assert engine.read() == graph
    engine.engine.cypher("MATCH (n:Task) WITH n ORDER BY n.id LIMIT 1 SET n.text = '别的'")
    assert engine.read() != graph
