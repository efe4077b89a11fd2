"""The embedded store: a graph in one file, asked through the guard; no server, nothing to set up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher import Query
from extract.errors import StoreError, Words
from graph.files import replace_file
from graph.model import Edge, Graph, Node
from graph.schema import EdgeType, NodeType, load_schema
from graph.store.base import (
    ROW_LIMIT,
    SECONDS,
    Answer,
    StatementError,
    Store,
    Written,
    read_only,
    statement_of,
    too_slow,
)
from graph.store.frames import Group, group_facts, load_groups
from graph.store.guard import Guarded, Refusal, guard

if TYPE_CHECKING:
    import kglite

__all__ = ["EmbeddedStore"]

SAFE_OPTIONS: Mapping[str, Any] = {
    "disabled_passes": ["fuse_match_return_aggregate", "fuse_optional_match_aggregate"],
    "hide_structural_keys": True,
}
"""Two passes of the engine's optimiser answer some questions wrongly; made-up keys stay hidden."""


class EmbeddedStore(Store):
    """A graph in a ``.kgl`` file. Questions are guarded and may only read; a write replaces the file."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened when it is first asked."""
        self.path = path
        self._engine: kglite.KnowledgeGraph | None = None

    @property
    def address(self) -> str:
        """The path of the file."""
        return str(self.path)

    def setup(self) -> None:
        """Do nothing: a write makes what the schema asks for."""

    def write(self, graph: Graph) -> Written:
        """Make the file hold exactly ``graph``, whole or not at all; raise ``StoreError`` if refused."""
        before = self._hashes() if self.path.exists() else {}
        groups = group_facts(graph, self.address)
        written = _compare(before, groups)
        if before and written == Written(unchanged=len(before)):
            return written
        engine = load_groups(groups, self.address)
        with replace_file(self.path) as file:
            file.write(engine.to_bytes())
        self._engine = _asked_only(engine)
        return written

    def read(self) -> Graph:
        """Return the graph that the file holds."""
        schema = load_schema()
        nodes = [node for known in schema.nodes.values() for node in self._nodes(known)]
        edges = [edge for kind in schema.edges.values() for edge in self._edges(kind)]
        return Graph(
            nodes=tuple(sorted(nodes, key=lambda node: node.id)),
            edges=tuple(sorted(edges, key=lambda edge: edge.id)),
        )

    def answer(
        self,
        query: Query | str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = SECONDS,
    ) -> Answer:
        """Return the first ``limit`` rows of a question with its columns; see ``Store.answer``."""
        import kglite

        text, given = statement_of(query, params or {})
        engine = self._open()
        try:
            guarded = guard(text)
            bound = guarded.bind(given)
        except Refusal as refusal:
            raise self._refused(refusal, text) from refusal
        try:
            result = engine.cypher(
                guarded.text,
                params=bound,
                timeout_ms=max(1, int(seconds * 1000)),
                row_limit=limit + 1,
                **SAFE_OPTIONS,
            )
        except kglite.CypherTimeoutError as error:
            raise too_slow(self.address, seconds) from error
        except kglite.ReadOnlyError as error:
            raise read_only(self.address) from error
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise self._failed(error, guarded, text) from error
        return _answer(result, guarded, limit)

    def close(self) -> None:
        """Let go of the graph in memory."""
        self._engine = None

    def _open(self) -> "kglite.KnowledgeGraph":
        if self._engine is None:
            self._engine = _asked_only(self._load())
        return self._engine

    def _load(self) -> "kglite.KnowledgeGraph":
        import kglite

        again = Words("build it again: suyuan build FOLDER", "重新构建：suyuan build 文件夹")
        if not self.path.is_file():
            raise StoreError(self.address, Words("there is no graph here", "此处没有图"), again)
        try:
            return kglite.load(self.address)
        except (kglite.KgError, OSError, ValueError) as error:
            reason = Words("the file is damaged or of another version", "文件已损坏或属于其他版本")
            raise StoreError(self.address, reason, again) from error

    def _raw(self, text: str) -> list[dict[str, Any]]:
        """Return the rows of a plain scan of ours, which needs no guard."""
        result: Any = self._open().cypher(text, timeout_ms=0, **SAFE_OPTIONS)
        rows: list[dict[str, Any]] = result.to_list()
        return rows

    def _nodes(self, known: NodeType) -> list[Node]:
        keys = [key for key in known.stored if key not in ("id", "content_hash")]
        columns = ", ".join(f"n.{key} AS {key}" for key in ("id", *keys))
        return [
            Node(
                id=row["id"],
                label=known.label,
                properties={key: row[key] for key in keys if row[key] is not None},
            )
            for row in self._raw(f"MATCH (n:{known.label}) RETURN {columns}")
        ]

    def _edges(self, known: EdgeType) -> list[Edge]:
        columns = ", ".join(f"r.{key} AS p_{key}" for key in ("id", *known.properties))
        edges = []
        for source, target in known.ends:
            pattern = f"(a:{source})-[r:{known.type}]->(b:{target})"
            for row in self._raw(f"MATCH {pattern} RETURN a.id AS source, b.id AS target, {columns}"):
                given = {key: row[f"p_{key}"] for key in known.properties if row[f"p_{key}"] is not None}
                edges.append(
                    Edge(
                        id=row["p_id"],
                        type=known.type,
                        source=row["source"],
                        source_label=source,
                        target=row["target"],
                        target_label=target,
                        properties=given,
                    )
                )
        return edges

    def _hashes(self) -> dict[str, str]:
        """Return the content hash of every node and edge in the file, by id; nothing if it is unusable."""
        try:
            rows = self._raw("MATCH (n) RETURN n.id AS id, n.content_hash AS hash")
            rows += self._raw("MATCH ()-[r]->() RETURN r.id AS id, r.content_hash AS hash")
        except StoreError:
            self._engine = None
            return {}
        return {row["id"]: row["hash"] for row in rows}

    def _refused(self, refusal: Refusal, text: str) -> StatementError:
        line, column = _place(text, refusal.offset)
        reason = Words(
            f"line {line}, column {column}: {refusal.reason.en}",
            f"第 {line} 行第 {column} 列：{refusal.reason.zh}",
        )
        return StatementError(self.address, reason, refusal.hint, line, column)

    def _failed(self, error: Exception, guarded: Guarded, text: str) -> StatementError:
        """Return what the engine said of the question, with the place in the question as given."""
        said = str(error).splitlines()[0].split(": ", 1)[-1] if str(error) else type(error).__name__
        hint = Words("correct the question", "修正查询")
        at = _offset(guarded.text, getattr(error, "line", None), getattr(error, "col", None))
        if at is None:
            return StatementError(self.address, Words(said, f"查询出错：{said}"), hint)
        line, column = _place(text, guarded.offset(at))
        reason = Words(f"line {line}, column {column}: {said}", f"第 {line} 行第 {column} 列：{said}")
        return StatementError(self.address, reason, hint, line, column)


def _asked_only(engine: "kglite.KnowledgeGraph") -> "kglite.KnowledgeGraph":
    import kglite

    kglite.set_query_warning_policy("silent")  # a label without nodes is an answer, not a warning
    engine.read_only(True)
    return engine


def _compare(before: Mapping[str, str], groups: Sequence[Group]) -> Written:
    """Return what writing ``groups`` means for a file that holds facts of these hashes."""
    total = sum(len(group.ids) for group in groups)
    if not before:
        return Written(created=total)
    after = {id: hash for group in groups for id, hash in zip(group.ids, group.hashes, strict=True)}
    kept = before.keys() & after.keys()
    unchanged = sum(before[id] == after[id] for id in kept)
    return Written(
        created=len(after) - len(kept),
        changed=len(kept) - unchanged,
        removed=len(before) - len(kept),
        unchanged=unchanged,
    )


def _answer(result: Any, guarded: Guarded, limit: int) -> Answer:
    rows = result.to_list()
    inner = tuple(result.columns)
    outer = guarded.columns
    if outer is None or len(outer) != len(inner):
        outer = tuple(guarded.names.get(name, name) for name in inner)
    plain = [
        {shown: _plain(row[name]) for name, shown in zip(inner, outer, strict=True)} for row in rows[:limit]
    ]
    return Answer(columns=outer, rows=plain, cut=len(rows) > limit)


NODE_KEYS = frozenset({"id", "labels", "properties"})
EDGE_KEYS = frozenset({"id", "start", "end", "type", "properties"})


def _plain(value: Any) -> Any:
    """Return a cell without the engine's wrapping of nodes and relationships."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        inner = value.get("properties")
        if value.keys() == EDGE_KEYS and isinstance(inner, dict):
            return {key: _plain(item) for key, item in inner.items()}
        if value.keys() == NODE_KEYS and isinstance(inner, dict) and "type" in inner:
            return {key: _plain(item) for key, item in inner.items() if key != "type"}
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.date()
    return value


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset into a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _offset(text: str, line: int | None, column: int | None) -> int | None:
    """Return the offset of a line and column, both from 1, or None where there is no place."""
    if line is None or column is None:
        return None
    return sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
