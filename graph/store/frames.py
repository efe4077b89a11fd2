"""A graph as data frames for the embedded engine's bulk loader, checked before anything is loaded."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from extract.errors import StoreError, Words
from graph.model import Edge, Graph, Node
from graph.schema import EdgeType, NodeType, SchemaError, load_schema
from graph.store.loading import fact_hash

if TYPE_CHECKING:
    import kglite

__all__ = ["load_graph"]

SOURCE, TARGET = "source id", "target id"
"""Columns of a frame of edges; no property can bear a name with a blank."""


def load_graph(graph: Graph, address: str) -> "tuple[kglite.KnowledgeGraph, dict[str, str]]":
    """Return the engine with ``graph`` in it, and the content hash of every node and edge by id.

    Raises ``StoreError`` (naming ``address``) where the graph contradicts the schema or itself.
    """
    import kglite

    try:
        hashes = _checked(graph)
    except SchemaError as error:
        hint = Words("build the graph again", "重新构建图")
        raise StoreError(address, Words(error.en, error.zh), hint) from error
    schema = load_schema()
    engine = kglite.KnowledgeGraph()
    for label, nodes in _grouped(graph.nodes, lambda node: node.label).items():
        _add_nodes(engine, schema.nodes[label], nodes, hashes)
    for (type, source, target), edges in _grouped(graph.edges, _joint).items():
        _add_edges(engine, schema.edges[type], source, target, edges, hashes)
    for known in schema.nodes.values():
        for key in known.index:
            engine.cypher(f"CREATE INDEX IF NOT EXISTS FOR (n:{known.label}) ON (n.{key})")
    return engine, hashes


def _joint(edge: Edge) -> tuple[str, str, str]:
    return edge.type, edge.source_label, edge.target_label


def _grouped(facts: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return groups


def _checked(graph: Graph) -> dict[str, str]:
    """Return the content hash of every fact by id; raise ``SchemaError`` for one that does not fit."""
    schema = load_schema()
    labels: dict[str, str] = {}
    for node in graph.nodes:
        schema.check_node(node.id, node.label, node.properties)
        labels[node.id] = node.label
    if len(labels) != len(graph.nodes):
        raise SchemaError("two nodes have the same id", "有两个节点的 id 相同")
    for edge in graph.edges:
        schema.check_edge(edge.id, edge.type, edge.source_label, edge.target_label, edge.properties)
        for id, label in ((edge.source, edge.source_label), (edge.target, edge.target_label)):
            if labels.get(id) != label:
                raise SchemaError(
                    f"{edge.id} joins {id!r}, no {label}", f"{edge.id} 所连的 {id!r} 不是 {label}"
                )
    hashes = {fact.id: fact_hash(fact) for fact in chain[Node | Edge](graph.nodes, graph.edges)}
    if len(hashes) != len(graph.nodes) + len(graph.edges):
        raise SchemaError("two edges have the same id", "有两条边的 id 相同")
    return hashes


def _add_nodes(
    engine: "kglite.KnowledgeGraph", known: NodeType, nodes: Sequence[Node], hashes: Mapping[str, str]
) -> None:
    columns = {key: [node.properties.get(key) for node in nodes] for key in known.stored}
    columns["id"] = [node.id for node in nodes]
    columns["content_hash"] = [hashes[node.id] for node in nodes]
    frame, types = _frame(columns, known.stored)
    engine.add_nodes(frame, known.label, "id", "title", column_types=types)


def _add_edges(
    engine: "kglite.KnowledgeGraph",
    known: EdgeType,
    source: str,
    target: str,
    edges: Sequence[Edge],
    hashes: Mapping[str, str],
) -> None:
    columns: dict[str, list[Any]] = {
        key: [edge.properties.get(key) for edge in edges] for key in known.properties
    }
    columns["id"] = [edge.id for edge in edges]
    columns["content_hash"] = [hashes[edge.id] for edge in edges]
    columns[SOURCE] = [edge.source for edge in edges]
    columns[TARGET] = [edge.target for edge in edges]
    frame, types = _frame(columns, {**known.stored, SOURCE: "str", TARGET: "str"})
    engine.add_relationships(frame, known.type, source, SOURCE, target, TARGET, column_types=types)


def _frame(columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """Return a data frame of the columns that hold anything, and the types to name to the engine.

    Whole numbers with gaps must be pandas' ``Int64``, or they come back as decimals; text must stay
    an object column and its type unnamed, or the engine strips blanks and takes "" for nothing.
    """
    import pandas as pd

    series: dict[str, Any] = {}
    types: dict[str, str] = {}
    for key, values in columns.items():
        if all(value is None for value in values):
            continue
        kind = kinds[key]
        if kind == "int":
            series[key] = pd.array(values, dtype="Int64")
        elif kind == "float":
            series[key] = pd.array(values, dtype="Float64")
        else:
            series[key] = pd.Series(values, dtype=object)
            if kind == "date":
                types[key] = "datetime"
    return pd.DataFrame(series), types
