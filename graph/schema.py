"""The graph's schema, read from ``schema.toml``: the only definition of labels, edges and properties.

Imports nothing of ours. What does not fit raises ``SchemaError``, a plain ``ValueError`` with its
sentence in both languages; whoever knows the file or store that is meant turns it into an error
that names it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = [
    "INT_LIMIT",
    "PROPERTY_TYPES",
    "EdgeType",
    "NodeType",
    "Schema",
    "SchemaError",
    "load_schema",
    "parse_schema",
]

PROPERTY_TYPES: Mapping[str, type] = MappingProxyType(
    {"str": str, "int": int, "float": float, "bool": bool, "date": date}
)

COMMON_NODE_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {"id": "str", "title": "str", "content_hash": "str"}
)
COMMON_EDGE_PROPERTIES: Mapping[str, str] = MappingProxyType({"id": "str", "content_hash": "str"})

RESERVED_NAMES = frozenset({"type", "label", "name", "start", "end", "node_type", "connection_type"})
"""Reserved words or pseudo-properties in one engine or another; no property bears such a name."""

INT_LIMIT = 2**63
"""Whole numbers lie from minus this up to below this."""

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


class SchemaError(ValueError):
    """Something does not fit the schema; ``en`` and ``zh`` hold the sentence in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeType:
    """A label: its own properties with their types, and those that are indexed or searched as text."""

    label: str
    about: str
    about_zh: str
    properties: Mapping[str, str]
    index: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def stored(self) -> Mapping[str, str]:
        """Every property that a store holds for such a node, the common ones first."""
        return {**COMMON_NODE_PROPERTIES, **self.properties}


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeType:
    """An edge type: the pairs of labels that it may join and its own properties with their types."""

    type: str
    about: str
    about_zh: str
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, str]

    @property
    def stored(self) -> Mapping[str, str]:
        """Every property that a store holds for such an edge, the common ones first."""
        return {**COMMON_EDGE_PROPERTIES, **self.properties}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All labels and edge types, in the order of the file."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]

    def node_type(self, label: str) -> NodeType:
        """Return what is known of ``label``; raise ``SchemaError`` if it is no label of this schema."""
        try:
            return self.nodes[label]
        except KeyError:
            raise _unknown("label", "标签", label, self.nodes) from None

    def edge_type(self, type: str) -> EdgeType:
        """Return what is known of an edge type; raise ``SchemaError`` if this schema has none such."""
        try:
            return self.edges[type]
        except KeyError:
            raise _unknown("edge type", "关系类型", type, self.edges) from None

    def check_node(self, id: str, label: str, properties: Mapping[str, object]) -> None:
        """Raise ``SchemaError`` unless the node fits: id, label, a title, and typed properties."""
        known = self.node_type(label)
        _check_id(id)
        if not isinstance(properties.get("title"), str):
            raise SchemaError(f"{label} {id!r} has no title", f"{label} {id!r} 没有 title")
        for key, value in properties.items():
            if value is not None:
                expected = "str" if key == "title" else _property_type(known.properties, label, key)
                check_value(f"{label}.{key}", expected, value)

    def check_edge(
        self, id: str, type: str, source_label: str, target_label: str, properties: Mapping[str, object]
    ) -> None:
        """Raise ``SchemaError`` unless the edge fits: id, type, labels of its ends, typed properties."""
        known = self.edge_type(type)
        _check_id(id)
        if (source_label, target_label) not in known.ends:
            raise SchemaError(
                f"{type} does not join {source_label} to {target_label}",
                f"{type} 不能从 {source_label} 连到 {target_label}",
            )
        for key, value in properties.items():
            if value is not None:
                check_value(f"{type}.{key}", _property_type(known.properties, type, key), value)


def check_value(where: str, expected: str, value: object) -> None:
    """Raise ``SchemaError`` unless ``value`` is exactly of the type ``expected`` and can be stored.

    An int is no float, a bool no int, a datetime no date; integers have 64 bits, floats are finite,
    text can be encoded as UTF-8. Lists and maps are never properties.
    """
    if type(value) is not PROPERTY_TYPES[expected]:
        found = type(value).__name__
        raise SchemaError(
            f"{where} must be {expected}, not {found}", f"{where} 应为 {expected}，实为 {found}"
        )
    if isinstance(value, str):
        if not value.isascii() and _has_surrogate(value):
            raise SchemaError(f"{where} is not valid Unicode text", f"{where} 不是有效的 Unicode 文本")
    elif isinstance(value, float):
        if value - value != 0.0:
            raise SchemaError(f"{where} is not a finite number", f"{where} 不是有限数值")
    elif isinstance(value, int) and not -INT_LIMIT <= value < INT_LIMIT:
        raise SchemaError(f"{where} does not fit into 64 bits", f"{where} 超出 64 位整数范围")


@cache
def load_schema() -> Schema:
    """Return the schema that ships with the package."""
    return parse_schema(files("graph").joinpath("schema.toml").read_text(encoding="utf-8"))


def parse_schema(text: str) -> Schema:
    """Return the schema that a TOML text describes; raise ``SchemaError`` where it contradicts itself."""
    data = tomllib.loads(text)
    nodes = {label: _node_type(label, table) for label, table in data.get("node", {}).items()}
    edges = {type: _edge_type(type, table, nodes) for type, table in data.get("edge", {}).items()}
    return Schema(version=data["version"], nodes=MappingProxyType(nodes), edges=MappingProxyType(edges))


def _node_type(label: str, table: Mapping[str, Any]) -> NodeType:
    properties = _properties(label, table["properties"], COMMON_NODE_PROPERTIES)
    for key in (*table["index"], *table["text"]):
        _property_type(properties, label, key)
    return NodeType(
        label=label,
        about=table["about"],
        about_zh=table["about_zh"],
        properties=properties,
        index=tuple(table["index"]),
        text=tuple(table["text"]),
    )


def _edge_type(type: str, table: Mapping[str, Any], nodes: Mapping[str, NodeType]) -> EdgeType:
    ends = tuple((source, target) for source, target in table["ends"])
    for label in (label for pair in ends for label in pair):
        if label not in nodes:
            raise _unknown("label", "标签", label, nodes)
    return EdgeType(
        type=type,
        about=table["about"],
        about_zh=table["about_zh"],
        ends=ends,
        properties=_properties(type, table["properties"], COMMON_EDGE_PROPERTIES),
    )


def _properties(owner: str, table: Mapping[str, str], common: Mapping[str, str]) -> Mapping[str, str]:
    for name in (owner, *table):
        if not IDENTIFIER.match(name):
            raise SchemaError(f"{name!r} is not a plain identifier", f"{name!r} 不是普通标识符")
    for key, type in table.items():
        if key in RESERVED_NAMES or key in common:
            raise SchemaError(f"{owner}.{key} is a reserved name", f"{owner}.{key} 是保留名称")
        if type not in PROPERTY_TYPES:
            raise _unknown("property type", "属性类型", type, PROPERTY_TYPES)
    return MappingProxyType(dict(table))


def _property_type(properties: Mapping[str, str], owner: str, key: str) -> str:
    try:
        return properties[key]
    except KeyError:
        raise _unknown("property", "属性", f"{owner}.{key}", properties) from None


def _check_id(id: str) -> None:
    if not isinstance(id, str) or not id:
        raise SchemaError(
            f"an id must be text that is not empty, not {id!r}", f"id 应为非空文本，实为 {id!r}"
        )
    check_value("id", "str", id)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _unknown(what: str, what_zh: str, name: str, known: Mapping[str, object]) -> SchemaError:
    names = ", ".join(known)
    return SchemaError(
        f"{what} {name!r} is not in the schema; known: {names}",
        f"{what_zh} {name!r} 不在模式中；已知：{names}",
    )
