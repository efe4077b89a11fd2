"""Nodes and edges of the property graph, with ids made from content.

Imports nothing of ours. A value of a property is text, a whole number, a decimal number, a truth
value, a day, or None (which stores leave out); never a list or a map.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

__all__ = ["Edge", "Graph", "Node", "Value", "content_hash", "edge_id", "fact_hash", "fact_hashes"]

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: its id is unique within its label; ``properties`` holds neither id nor content_hash."""

    id: str
    label: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge with an id of its own; ``source`` and ``target`` are ids of nodes with these labels."""

    id: str
    type: str
    source: str
    source_label: str
    target: str
    target_label: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A whole graph in memory: nodes, then edges, each sorted by id; ids are unique over all labels."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def content_hash(*parts: object) -> str:
    """Return 16 hex digits that depend on nothing but ``parts``, in their order."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def edge_id(kind: str, source: str, target: str, *distinguishing: object) -> str:
    """Return the id of an edge: its type and a hash of its ends and of what tells it from parallels."""
    return f"{kind}:{content_hash(kind, source, target, *distinguishing)}"


def fact_hash(fact: Node | Edge) -> str:
    """Return 16 hex digits that depend on the properties of a node or edge, None being left out.

    Those of an edge depend on the labels of its ends too: a part that turns into a goal keeps its id,
    and the edges that leave it keep theirs. Stores keep the hash as ``content_hash``, so that a load
    finds what has changed.
    """
    return fact_hashes((fact,))[0]


def fact_hashes(facts: Sequence[Node | Edge]) -> list[str]:
    """Return the ``fact_hash`` of each of many nodes, or of many edges that join the same two labels."""
    if not facts:
        return []
    dumps, sort, digest = orjson.dumps, orjson.OPT_SORT_KEYS, hashlib.sha256
    first = facts[0]
    ends = f"{first.source_label}>{first.target_label}".encode() if isinstance(first, Edge) else b""
    hashes = []
    for fact in facts:
        written = dumps(fact.properties, None, sort)
        if b":null" in written:  # perhaps a None, perhaps only words
            given = {key: value for key, value in fact.properties.items() if value is not None}
            written = dumps(given, None, sort)
        hashes.append(digest(written + ends).hexdigest()[:16])
    return hashes
