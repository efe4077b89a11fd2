"""A graph as data frames for the embedded engine's bulk loader, checked before anything is loaded.

Checks go column by column, since a graph has millions of values; where a column does not fit, its
rows are checked one by one for the one to name.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from extract.errors import StoreError, Words
from graph.model import Edge, Graph, Node, fact_hashes
from graph.schema import INT_LIMIT, PROPERTY_TYPES, EdgeType, NodeType, SchemaError, load_schema

if TYPE_CHECKING:
    import kglite

__all__ = ["Group", "group_facts", "load_groups"]

SOURCE, TARGET = "source id", "target id"
"""Columns of a frame of edges; no property can bear a name with a blank."""

CACHED = 200
"""Rows whose properties a processor's cache holds at once."""

Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nodes of one label, or edges of one type that join the same two labels; what is loaded in one go.

    ``ids`` and ``hashes`` (the content hashes) stand in the order of ``facts``.
    """

    facts: list[Any]
    ids: list[str]
    hashes: list[str]


def group_facts(graph: Graph, address: str) -> list[Group]:
    """Return the facts of a graph in groups, nodes first.

    Raises ``StoreError`` (naming ``address``) where two facts have one id, or a fact has no hash.
    """
    with _named(address):
        parts = [*_parts(graph.nodes, attrgetter("label")), *_parts(graph.edges, _SHAPE)]
        try:
            groups = [
                Group(facts=facts, ids=[fact.id for fact in facts], hashes=fact_hashes(facts))
                for facts in parts
            ]
        except TypeError:  # a list passes, half a character or a number beyond 64 bits does not
            _check_nodes(graph.nodes)
            _check_edges(graph.edges)
            raise
        known: set[str] = set()
        known.update(*(group.ids for group in groups))
        if len(known) != len(graph.nodes) + len(graph.edges):
            raise SchemaError("two nodes or edges have the same id", "有两个节点或两条边的 id 相同")
    return groups


def load_groups(groups: Iterable[Group], address: str) -> "kglite.KnowledgeGraph":
    """Return the engine with the facts of ``groups`` in it, and their hashes.

    Raises ``StoreError`` (naming ``address``) where they contradict the schema or one another.
    """
    import kglite

    schema = load_schema()
    engine = kglite.KnowledgeGraph()
    labels: dict[str, str] = {}
    with _named(address):
        for group in groups:
            first = group.facts[0]
            if isinstance(first, Node):
                labels.update(dict.fromkeys(group.ids, first.label))
                _add_nodes(engine, schema.node_type(first.label), group)
            else:
                _add_edges(engine, schema.edge_type(first.type), group, labels)
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


_SHAPE = attrgetter("type", "source_label", "target_label")


def _parts(facts: Iterable[Any], key: Callable[[Any], Hashable]) -> Iterable[list[Any]]:
    """Return the facts in parts of one key."""
    parts: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for fact in facts:
        parts[key(fact)].append(fact)
    return parts.values()


def _add_nodes(engine: "kglite.KnowledgeGraph", known: NodeType, group: Group) -> None:
    columns = _columns(group.facts)
    columns.setdefault("title", [None] * len(group.ids))
    kinds = {"title": "str", **known.properties}
    if not _fits(group.ids, columns, kinds) or None in columns["title"]:
        _check_nodes(group.facts)
    # the engine refuses {level: 'central'} for a label none of whose nodes ever had a level
    columns.update({key: [None] * len(group.ids) for key in known.properties.keys() - columns.keys()})
    columns.update(id=group.ids, content_hash=group.hashes)
    frame, types = _frame(columns, known.stored)
    engine.add_nodes(frame, known.label, "id", "title", column_types=types)


def _add_edges(
    engine: "kglite.KnowledgeGraph", known: EdgeType, group: Group, labels: Mapping[str, str]
) -> None:
    first: Edge = group.facts[0]
    columns = _columns(group.facts)
    sources, targets = [edge.source for edge in group.facts], [edge.target for edge in group.facts]
    joins = (first.source_label, first.target_label) in known.ends
    if not joins or not _fits(group.ids, columns, known.properties):
        _check_edges(group.facts)
    _check_ends(sources, first.source_label, labels)
    _check_ends(targets, first.target_label, labels)
    columns.update(id=group.ids, content_hash=group.hashes)
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


def _columns(facts: Sequence[Any]) -> Columns:
    """Return a column for each property that any of the facts has.

    Goes through some rows at a time: while these are in the processor's cache, each value is found in
    half the time.
    """
    columns: Columns = {}
    for start in range(0, len(facts), CACHED):
        rows = [fact.properties for fact in facts[start : start + CACHED]]
        for key in columns.keys() | set().union(*rows):
            if key not in columns:
                columns[key] = [None] * start
            columns[key] += [row.get(key) for row in rows]
    return {key: columns[key] for key in sorted(columns)}


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
    return pd.DataFrame(series, copy=False), types
