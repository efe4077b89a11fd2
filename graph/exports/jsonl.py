"""``graph.jsonl``: the whole graph as JSON lines, the form from which every store can be made again.

Nodes, then edges, each sorted by id, one object a line:
``{"id", "label", "properties"}`` and ``{"id", "type", "source", "target", "properties"}``. Days are
ISO text, properties sorted by name, what is not known left out; so the same graph is the same bytes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from extract.errors import DamagedError, Words
from graph.files import replace_file
from graph.model import Edge, Graph, Node, Value
from graph.schema import EdgeType, NodeType, Schema, SchemaError, load_schema

__all__ = ["dump_line", "iterate_graph", "read_graph", "write_graph"]

NODE_KEYS = frozenset({"id", "label", "properties"})
EDGE_KEYS = frozenset({"id", "type", "source", "target", "properties"})
CHUNK = 1 << 20


def write_graph(graph: Graph, path: Path) -> None:
    """Write ``graph`` to ``path``, whole or not at all; raise ``StoreError`` where that is refused."""
    with replace_file(path) as file:
        pending = bytearray()
        for item in chain[Node | Edge](graph.nodes, graph.edges):
            pending += dump_line(item)
            if len(pending) > CHUNK:
                file.write(pending)
                pending.clear()
        file.write(pending)


def dump_line(item: Node | Edge) -> bytes:
    """Return the line of a node or an edge, its line end included."""
    properties = {key: item.properties[key] for key in sorted(item.properties)}
    given = {key: value for key, value in properties.items() if value is not None}
    row: dict[str, Any]
    if isinstance(item, Node):
        row = {"id": item.id, "label": item.label, "properties": given}
    else:
        ends = {"source": item.source, "target": item.target}
        row = {"id": item.id, "type": item.type, **ends, "properties": given}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def read_graph(path: Path) -> Graph:
    """Return the graph in ``path``; raise ``DamagedError`` with the line that is broken or does not fit."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for item in iterate_graph(path):
        if isinstance(item, Node):
            nodes.append(item)
        else:
            edges.append(item)
    return Graph(nodes=tuple(nodes), edges=tuple(edges))


def iterate_graph(path: Path) -> Iterator[Node | Edge]:
    """Yield the nodes, then the edges, of ``path``, reading as it goes: eight bytes a node are kept.

    Raises ``DamagedError`` with the number of the first line that is broken, out of order, joins what
    is not there, or does not fit this version's schema.
    """
    try:
        with path.open("rb") as file:
            yield from _Reader(str(path), load_schema()).items(file)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise DamagedError(
            str(path), 0, Words(f"could not be read ({detail})", f"无法读取（{detail}）")
        ) from error


class _Reader:
    """Turns lines into nodes and edges; knows which label each id bears, eight bytes an id."""

    def __init__(self, name: str, schema: Schema) -> None:
        self.name, self.schema = name, schema
        self.labels = tuple(schema.nodes)
        self.numbers = {label: number for number, label in enumerate(self.labels)}
        owners: dict[str, NodeType | EdgeType] = {**schema.nodes, **schema.edges}
        self.days = {
            owner: frozenset(key for key, kind in known.properties.items() if kind == "date")
            for owner, known in owners.items()
        }
        self.seen: array[int] = array("Q")
        self.last = ""

    def items(self, lines: Iterable[bytes]) -> Iterator[Node | Edge]:
        in_edges = False
        for number, line in enumerate(lines, 1):
            row = self.row(number, line)
            try:
                if "label" in row:
                    if in_edges:
                        raise SchemaError("a node after the first edge", "节点出现在边之后")
                    yield self.node(row)
                else:
                    if not in_edges:
                        in_edges, self.last = True, ""
                        self.seen = array("Q", sorted(self.seen))
                    yield self.edge(row)
            except SchemaError as error:
                raise self.error(number, error.en, error.zh) from error

    def row(self, number: int, line: bytes) -> dict[str, Any]:
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise self.error(
                number, f"not a whole JSON object: {error}", f"不是完整的 JSON 对象：{error}"
            ) from error
        if not isinstance(row, dict) or row.keys() not in (NODE_KEYS, EDGE_KEYS):
            raise self.error(
                number,
                "neither a node nor an edge of this version's graph file",
                "不是本版本图文件的节点或边",
            )
        if not isinstance(row["properties"], dict):
            raise self.error(number, "properties must be an object", "properties 应为对象")
        for key in row.keys() - {"properties"}:
            if not isinstance(row[key], str):
                raise self.error(number, f"{key} must be text", f"{key} 应为文本")
        return row

    def node(self, row: dict[str, Any]) -> Node:
        id, label = row["id"], row["label"]
        properties = self.properties(label, row["properties"])
        self.schema.check_node(id, label, properties)
        self.advance(id)
        self.seen.append(_key(id) | self.numbers[label])
        return Node(id=id, label=label, properties=properties)

    def edge(self, row: dict[str, Any]) -> Edge:
        id, type, source, target = row["id"], row["type"], row["source"], row["target"]
        source_label, target_label = self.label(source), self.label(target)
        properties = self.properties(type, row["properties"])
        self.schema.check_edge(id, type, source_label, target_label, properties)
        self.advance(id)
        return Edge(
            id=id,
            type=type,
            source=source,
            source_label=source_label,
            target=target,
            target_label=target_label,
            properties=properties,
        )

    def advance(self, id: str) -> None:
        if id <= self.last:
            raise SchemaError(f"id {id!r} is repeated or out of order", f"id {id!r} 重复或次序有误")
        self.last = id

    def label(self, id: str) -> str:
        key = _key(id)
        place = bisect_left(self.seen, key)
        if place == len(self.seen) or self.seen[place] & ~LABEL_BITS != key:
            raise SchemaError(
                f"joins {id!r}, which is no node of this file", f"连接了文件中没有的节点 {id!r}"
            )
        return self.labels[self.seen[place] & LABEL_BITS]

    def properties(self, owner: str, given: Mapping[str, Any]) -> Mapping[str, Value]:
        days = self.days.get(owner)
        if not days or days.isdisjoint(given):
            return given
        return {key: _day(owner, key, value) if key in days else value for key, value in given.items()}

    def error(self, line: int, en: str, zh: str) -> DamagedError:
        again_en = "If another version of suyuan wrote the file, build the graph again"
        again_zh = "如文件由其他版本的 suyuan 写成，请重新构建图"
        return DamagedError(self.name, line, Words(f"{en}. {again_en}", f"{zh}。{again_zh}"))


LABEL_BITS = 0x3F


def _key(id: str) -> int:
    """Return 58 bits that tell ids apart in this process, the low six free for the label's number."""
    return (hash(id) & 0xFFFF_FFFF_FFFF_FFFF) & ~LABEL_BITS


def _day(owner: str, key: str, value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # a TypeError is caught below
    except (TypeError, ValueError):
        raise SchemaError(
            f"{owner}.{key} is no day: {value!r}", f"{owner}.{key} 不是日期：{value!r}"
        ) from None
