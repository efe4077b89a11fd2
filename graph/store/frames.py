"""A graph as data frames for the embedded engine's bulk loader, checked before anything is loaded.

Checks go column by column, since a graph has millions of values; where a column does not fit, its
rows are checked one by one for the one to name.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import StoreError, Words
from graph.model import Edge, Graph, Node, Value, fact_hashes
from graph.schema import INT_LIMIT, PROPERTY_TYPES, EdgeType, NodeType, SchemaError, load_schema

if TYPE_CHECKING:
    import kglite

__all__ = ["hashes_of", "load_graph"]

SOURCE, TARGET = "source id", "target id"
"""Columns of a frame of edges; no property can bear a name with a blank."""


ID = attrgetter("id")

Columns = dict[str, list[Any]]
Key = TypeVar("Key", bound=Hashable)
Fact = TypeVar("Fact", Node, Edge)


def hashes_of(graph: Graph, address: str) -> dict[str, str]:
    """Return the content hash of every node and edge by id; raise ``StoreError`` where one has none."""
    try:
        hashes = dict(zip(map(ID, graph.nodes), fact_hashes(graph.nodes), strict=True))
        hashes.update(zip(map(ID, graph.edges), fact_hashes(graph.edges), strict=True))
    except TypeError:  # a list passes, half a character or a number beyond 64 bits does not
        with _named(address):
            _check_nodes(graph.nodes)
            _check_edges(graph.edges)
        raise
    return hashes


def load_graph(graph: Graph, hashes: Mapping[str, str], address: str) -> "kglite.KnowledgeGraph":
    """Return the engine with ``graph`` in it, and the ``hashes`` of its facts.

    Raises ``StoreError`` (naming ``address``) where the graph contradicts the schema or itself.
    """
    import kglite

    schema = load_schema()
    engine = kglite.KnowledgeGraph()
    with _named(address):
        labels = _labels(graph, hashes)
        for label, nodes in _grouped(graph.nodes, lambda node: node.label).items():
            _add_nodes(engine, schema.node_type(label), nodes, hashes)
        for ends, edges in _grouped(graph.edges, _ends).items():
            _add_edges(engine, schema.edge_type(ends[0]), edges, labels, hashes)
    for known in schema.nodes.values():
        for key in known.index:
            engine.cypher(f"CREATE INDEX IF NOT EXISTS FOR (n:{known.label}) ON (n.{key})")
    return engine


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Turn what the schema says into an error that names the store."""
    try:
        yield
    except SchemaError as error:
        hint = Words("build the graph again", "重新构建图")
        raise StoreError(address, Words(error.en, error.zh), hint) from error


def _check_nodes(nodes: Iterable[Node]) -> None:
    schema = load_schema()
    for node in nodes:
        schema.check_node(node.id, node.label, node.properties)


def _check_edges(edges: Iterable[Edge]) -> None:
    schema = load_schema()
    for edge in edges:
        schema.check_edge(edge.id, edge.type, edge.source_label, edge.target_label, edge.properties)


def _labels(graph: Graph, hashes: Mapping[str, str]) -> dict[str, str]:
    """Return the label of each node by id; raise ``SchemaError`` where two facts share an id."""
    labels = {node.id: node.label for node in graph.nodes}
    if len(labels) != len(graph.nodes) or len(hashes) != len(graph.nodes) + len(graph.edges):
        raise SchemaError("two nodes or edges have the same id", "有两个节点或两条边的 id 相同")
    return labels


def _ends(edge: Edge) -> tuple[str, str, str]:
    return edge.type, edge.source_label, edge.target_label


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], Key]) -> dict[Key, list[Fact]]:
    groups: dict[Key, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return groups


def _add_nodes(
    engine: "kglite.KnowledgeGraph", known: NodeType, nodes: Sequence[Node], hashes: Mapping[str, str]
) -> None:
    properties = [node.properties for node in nodes]
    columns = _columns(properties)
    columns.setdefault("title", [None] * len(nodes))
    ids = [node.id for node in nodes]
    kinds = {"title": "str", **known.properties}
    if not _fits(ids, columns, kinds) or None in columns["title"]:
        _check_nodes(nodes)
    # the engine refuses {level: 'central'} for a label none of whose nodes ever had a level
    columns.update({key: [None] * len(nodes) for key in known.properties.keys() - columns.keys()})
    columns.update(id=ids, content_hash=list(map(hashes.__getitem__, ids)))
    frame, types = _frame(columns, known.stored)
    engine.add_nodes(frame, known.label, "id", "title", column_types=types)


def _add_edges(
    engine: "kglite.KnowledgeGraph",
    known: EdgeType,
    edges: Sequence[Edge],
    labels: Mapping[str, str],
    hashes: Mapping[str, str],
) -> None:
    first = edges[0]
    properties = [edge.properties for edge in edges]
    columns = _columns(properties)
    ids = [edge.id for edge in edges]
    sources, targets = [edge.source for edge in edges], [edge.target for edge in edges]
    joins = (first.source_label, first.target_label) in known.ends
    if not joins or not _fits(ids, columns, known.properties):
        _check_edges(edges)
    _check_ends(sources, first.source_label, labels)
    _check_ends(targets, first.target_label, labels)
    columns.update(id=ids, content_hash=list(map(hashes.__getitem__, ids)))
    columns.update({SOURCE: sources, TARGET: targets})
    frame, types = _frame(columns, {**known.stored, SOURCE: "str", TARGET: "str"})
    engine.add_relationships(
        frame, known.type, first.source_label, SOURCE, first.target_label, TARGET, column_types=types
    )


def _check_ends(ids: Sequence[str], label: str, labels: Mapping[str, str]) -> None:
    if not set(map(labels.get, ids)) <= {label}:
        lost = next(id for id in ids if labels.get(id) != label)
        raise SchemaError(
            f"an edge joins {lost!r}, which is no {label}", f"有边连到 {lost!r}，它不是 {label}"
        )


def _columns(properties: Sequence[Mapping[str, Value]]) -> Columns:
    """Return a column for each property that any of them has."""
    keys = sorted(set().union(*properties))
    return {key: [one.get(key) for one in properties] for key in keys}


def _fits(ids: Sequence[str], columns: Columns, kinds: Mapping[str, str]) -> bool:
    """Say whether ids are text and every value is of its column's type and can be stored.

    That text can be encoded is asked of ids alone: a property without would have given no hash.
    """
    if not columns.keys() <= kinds.keys() or "" in ids or set(map(type, ids)) != {str}:
        return False
    try:
        "".join(ids).encode()
    except UnicodeEncodeError:
        return False
    return all(_column_fits(values, kinds[key]) for key, values in columns.items())


def _column_fits(values: Sequence[Any], kind: str) -> bool:
    if not set(map(type, values)) <= {PROPERTY_TYPES[kind], type(None)}:
        return False
    if kind == "float":
        return all(map(isfinite, filter(None, values)))
    if kind == "int":
        given = list(filter(None, values))
        return not given or bool(min(given) >= -INT_LIMIT and max(given) < INT_LIMIT)
    return True


def _frame(columns: Columns, kinds: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """Return a data frame of the columns, and the types to name to the engine.

    Whole numbers with gaps must be pandas' ``Int64``, or they come back as decimals; text must stay
    an object column and its type unnamed, or the engine strips blanks and takes "" for nothing.
    """
    import numpy as np
    import pandas as pd

    series: dict[str, Any] = {}
    types: dict[str, str] = {}
    for key, values in columns.items():
        kind = kinds[key]
        if kind == "int":
            series[key] = (
                pd.array(values, dtype="Int64") if None in values else np.array(values, dtype=np.int64)
            )
        elif kind == "float":
            series[key] = np.array(values, dtype=np.float64)  # a gap is NaN, which stands for nothing else
        else:
            series[key] = pd.Series(values, dtype=object)
            if kind == "date":
                types[key] = "datetime"
    return pd.DataFrame(series), types
