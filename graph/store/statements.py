"""The write statements of ``cypher/write``, made from the schema: ``python -m graph.store.statements``.

Labels and types are written out, one file for each; values travel as parameters. ``rows`` are maps
``{id, properties}`` for nodes and ``{id, source, target, properties}`` for edges, whose properties
hold a None for each one that shall go. ``facts`` are words of a mark ("1" for what a document says that
was read, else "0"), a content hash and an id: a third of what three values would cost to send. A fact is
ours when it has a content hash; statements that remove or list touch no other.
"""

from collections.abc import Iterator
from pathlib import Path

import cypher
from graph.schema import EdgeType, NodeType, Schema, load_schema

__all__ = ["HOLDING", "SHARED", "name_of", "write_statements"]

HOLDING = ("HAS_PART", "HAS_GOAL", "HAS_TASK", "HAS_INDICATOR", "HAS_OPEN")
"""Edges from a fact to the facts that exist only as part of it."""

SHARED = ("Document", "Body", "Place", "Theme")
"""Labels of nodes that several documents may name; the others belong to one document each."""

_ROWS = "// param: $rows list one map for each fact | 每条事实一个映射"
_IDS = "// param: $ids list ids | 编号"
_FACTS = "// param: $facts list mark, content hash and id of each fact in one word | 每条事实的标记、内容哈希与编号连写"
_EACH_FACT = "UNWIND $facts AS fact\nWITH fact, substring(fact, 1, 16) AS hash, substring(fact, 17) AS id\n"
_COUNT = "// column: facts int how many | 数量"
_ID = "// column: id str id of the fact | 编号"
_IS_NEW = "// column: is_new bool whether it was not there | 是否新增"


def name_of(verb: str, *words: str) -> str:
    """Return the name of a write statement.

    >>> name_of("upsert", "Goal", "CITES", "Document")
    'upsert_goal_cites_document'
    """
    return "_".join((verb, *(word.lower() for word in words)))


def write_statements(schema: Schema) -> dict[str, str]:
    """Return the text of every file under ``cypher/write``, by its path there."""
    made = (*_for_nodes(schema), *_for_edges(schema), *_for_all(schema))
    return {f"{folder}/{name}.cypher": _file(name, header, body) for folder, name, header, body in made}


_Made = tuple[str, str, tuple[str, ...], str]


def _for_nodes(schema: Schema) -> Iterator[_Made]:
    for node in schema.nodes.values():
        yield _constrain(node.label, f"(n:{node.label})")
        yield from (_index(node, key) for key in node.index)
        yield _upsert_node(node)
        yield _compare(node.label, f"(n:{node.label} {{id: id}})")
        yield _degrees(node)
        yield _remove_node(node)


def _for_edges(schema: Schema) -> Iterator[_Made]:
    for edge in schema.edges.values():
        yield _constrain(edge.type, f"()-[n:{edge.type}]-()")
        yield from (_upsert_edge(edge, source, target) for source, target in edge.ends)
        yield _compare_edge(edge, schema)
        yield _remove_edge(edge)


def _for_all(schema: Schema) -> Iterator[_Made]:
    yield _full_text(schema)
    yield _constrain("SuyuanLoad", "(n:SuyuanLoad)")
    yield _take_lock()
    labels, types = "|".join(schema.nodes), "|".join(schema.edges)
    yield _count("nodes", f"(n:{labels})")
    yield _count("edges", f"()-[n:{types}]->()")
    yield _find_any(labels)
    yield _read_nodes(schema)
    yield _read_edges(schema)
    yield _nodes("all", "all nodes of ours", "本库写入的全部节点", f"MATCH (n:{labels})", "", schema)
    yield _edges("all", "all edges of ours", "本库写入的全部关系", f"MATCH (a)-[r:{types}]->(b)", "", schema)
    held = f"UNWIND $ids AS id\nMATCH (:Document {{id: id}})-[:{_HELD}*%s]->"
    yield _nodes("held", "nodes that documents hold", "属于文件的节点", held % "1..12" + "(n)", "", schema)
    edges = held % "0..12" + f"(a)-[r:{types}]->(b)"
    yield _edges(
        "held",
        "edges that leave documents or what they hold",
        "自文件及其所属节点出发的关系",
        edges,
        "",
        schema,
    )
    parts = "|".join(label for label in schema.nodes if label not in SHARED)
    loose = f" AND NOT EXISTS {{ ()-[:{_HELD}]->(%s) }}"
    about = (
        "parts of documents that no document holds, left by a load that was cut off",
        "中断写入遗留的、无所属的节点",
    )
    yield _nodes("loose", *about, f"MATCH (n:{parts})", loose % "n", schema)
    about = ("edges that leave such parts", "自这些节点出发的关系")
    yield _edges("loose", *about, f"MATCH (a:{parts})-[r:{types}]->(b)", loose % "a", schema)
    about = (
        "shared nodes that nothing names, left by a load that was cut off",
        "中断写入遗留的、无人引用的共享节点",
    )
    unnamed = " AND (NOT n:Document OR n.origin = 'cited') AND NOT EXISTS { (n)--() }"
    yield _nodes("unnamed", *about, f"MATCH (n:{'|'.join(SHARED)})", unnamed, schema)


_HELD = "|".join(HOLDING)


def _constrain(what: str, pattern: str) -> _Made:
    name = what.lower()
    body = f"CREATE CONSTRAINT suyuan_{name}_id IF NOT EXISTS\nFOR {pattern} REQUIRE n.id IS UNIQUE"
    about = (f"Ids of {what} are unique, and found at once.", f"{what} 编号唯一")
    return "schema", name_of("constrain", what), _about(*about), body


def _index(node: NodeType, key: str) -> _Made:
    body = f"CREATE INDEX suyuan_{node.label.lower()}_{key} IF NOT EXISTS\nFOR (n:{node.label}) ON (n.{key})"
    about = (f"{node.label} nodes are found by {key}.", f"按 {key} 查找 {node.label} 节点")
    return "schema", name_of("index", node.label, key), _about(*about), body


def _full_text(schema: Schema) -> _Made:
    labels = "|".join(node.label for node in schema.nodes.values())
    keys = sorted({key for node in schema.nodes.values() for key in node.text})
    fields = ", ".join(f"n.{key}" for key in ("title", *keys))
    body = (
        f"CREATE FULLTEXT INDEX suyuan_text IF NOT EXISTS\nFOR (n:{labels}) ON EACH [{fields}]\n"
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    about = ("Titles and texts are searched by Chinese words.", "标题与正文的中文全文索引")
    return "schema", "index_text", _about(*about), body


def _take_lock() -> _Made:
    body = "MERGE (n:SuyuanLoad {id: 'lock'})\nRETURN n.id AS id"
    about = (
        "Hold the lock; never committed, so that it goes with its connection.",
        "持锁；从不提交，随连接释放",
    )
    return "lock", "lock_load", (*_about(*about), _ID), body


def _upsert_node(node: NodeType) -> _Made:
    body = (
        f"UNWIND $rows AS row\nMERGE (n:{node.label} {{id: row.id}})\n"
        "SET n += row.properties\nRETURN count(*) AS facts"
    )
    about = (f"{node.label} nodes are as in the rows.", f"写入 {node.label} 节点")
    return "nodes", name_of("upsert", node.label), (*_about(*about), _ROWS, _COUNT), body


def _upsert_edge(edge: EdgeType, source: str, target: str) -> _Made:
    body = (
        f"UNWIND $rows AS row\nMATCH (a:{source} {{id: row.source}})\nMATCH (b:{target} {{id: row.target}})\n"
        f"MERGE (a)-[r:{edge.type} {{id: row.id}}]->(b)\nSET r += row.properties\nRETURN count(*) AS facts"
    )
    what = f"{source}-{edge.type}->{target}"
    about = (f"Edges {what} are as in the rows.", f"写入 {what} 关系")
    return "edges", name_of("upsert", source, edge.type, target), (*_about(*about), _ROWS, _COUNT), body


def _compare(what: str, pattern: str) -> _Made:
    """Compare by hash; a document that was read stays when it is only cited now (its mark)."""
    condition = "n IS NULL OR n.content_hash IS NULL OR n.content_hash <> hash"
    if what == "Document":
        condition = f"({condition})\nAND (n IS NULL OR NOT coalesce(n.origin = 'corpus', false) OR left(fact, 1) = '1')"
    body = (
        f"{_EACH_FACT}OPTIONAL MATCH {pattern}\nWITH fact, hash, id, n\n"
        f"WHERE {condition}\nRETURN id, n IS NULL AS is_new"
    )
    about = (f"{what} facts that are new or have changed.", f"新增或有变化的 {what}")
    return "compare", name_of("compare", what), (*_about(*about), _FACTS, _ID, _IS_NEW), body


def _compare_edge(edge: EdgeType, schema: Schema) -> _Made:
    """Compare by hash, and say where a changed edge is: a part that turns into a goal keeps its id."""
    body = (
        f"{_EACH_FACT}OPTIONAL MATCH (a)-[n:{edge.type} {{id: id}}]->(b)\nWITH hash, id, a, n, b\n"
        "WHERE n IS NULL OR n.content_hash IS NULL OR n.content_hash <> hash\n"
        f"RETURN id, n IS NULL AS is_new, a.id AS source, {_label('a', schema)} AS source_label,\n"
        f"  b.id AS target, {_label('b', schema)} AS target_label"
    )
    about = (f"{edge.type} edges that are new or have changed.", f"新增或有变化的 {edge.type}")
    columns = (
        _ID,
        _IS_NEW,
        "// column: source str id of the node it leaves now | 现起点编号",
        "// column: source_label str the label of that node | 起点标签",
        "// column: target str id of the node it enters now | 现终点编号",
        "// column: target_label str the label of that node | 终点标签",
    )
    return "compare", name_of("compare", edge.type), (*_about(*about), _FACTS, *columns), body


def _find_any(labels: str) -> _Made:
    body = f"MATCH (n:{labels})\nWHERE n.content_hash IS NOT NULL\nRETURN n.id AS id\nLIMIT 1"
    about = ("A node of ours, if there is any.", "本库写入的任一节点（如有）")
    return "compare", "find_any", (*_about(*about), _ID), body


def _count(what: str, pattern: str) -> _Made:
    body = f"MATCH {pattern}\nWHERE n.content_hash IS NOT NULL\nRETURN count(n) AS facts"
    about = (f"How many {what} of ours there are.", "本库写入的数量")
    return "compare", name_of("count", what), (*_about(*about), _COUNT), body


def _nodes(which: str, about: str, zh: str, match: str, where: str, schema: Schema) -> _Made:
    body = (
        f"{match}\nWHERE n.content_hash IS NOT NULL{where}\n"
        f"RETURN DISTINCT {_label('n', schema)} AS label, n.id AS id"
    )
    params = (_IDS,) if "$ids" in match else ()
    header = (*_about(f"List {about}.", zh), *params, "// column: label str its label | 标签", _ID)
    return "list", f"list_{which}_nodes", header, body


def _edges(which: str, about: str, zh: str, match: str, where: str, schema: Schema) -> _Made:
    body = (
        f"{match}\nWHERE r.content_hash IS NOT NULL{where}\nRETURN DISTINCT type(r) AS edge_type, r.id AS id,"
        f" a.id AS source, b.id AS target,\n  {_label('b', schema)} AS target_label"
    )
    params = (_IDS,) if "$ids" in match else ()
    columns = (
        "// column: edge_type str its type | 类型",
        _ID,
        "// column: source str id of the node it leaves | 起点编号",
        "// column: target str id of the node it enters | 终点编号",
        "// column: target_label str the label of that node | 终点标签",
    )
    return "list", f"list_{which}_edges", (*_about(f"List {about}.", zh), *params, *columns), body


def _read_nodes(schema: Schema) -> _Made:
    body = (
        f"MATCH (n:{'|'.join(schema.nodes)})\nWHERE n.content_hash IS NOT NULL\n"
        f"RETURN {_label('n', schema)} AS label, properties(n) AS properties"
    )
    about = _about("All nodes of ours, whole.", "本库写入的全部节点及其属性")
    columns = ("// column: label str its label | 标签", "// column: properties map its properties | 属性")
    return "list", "read_nodes", (*about, *columns), body


def _read_edges(schema: Schema) -> _Made:
    body = (
        f"MATCH (a)-[r:{'|'.join(schema.edges)}]->(b)\nWHERE r.content_hash IS NOT NULL\n"
        f"RETURN type(r) AS edge_type, a.id AS source, {_label('a', schema)} AS source_label,\n"
        f"  b.id AS target, {_label('b', schema)} AS target_label, properties(r) AS properties"
    )
    columns = (
        "// column: edge_type str its type | 类型",
        "// column: source str id of the node it leaves | 起点编号",
        "// column: source_label str the label of that node | 起点标签",
        "// column: target str id of the node it enters | 终点编号",
        "// column: target_label str the label of that node | 终点标签",
        "// column: properties map its properties | 属性",
    )
    return (
        "list",
        "read_edges",
        (*_about("All edges of ours, whole.", "本库写入的全部关系及其属性"), *columns),
        body,
    )


def _degrees(node: NodeType) -> _Made:
    body = (
        f"UNWIND $ids AS id\nMATCH (n:{node.label} {{id: id}})\nWHERE n.content_hash IS NOT NULL\n"
        "RETURN n.id AS id, COUNT { (n)--() } AS degree"
    )
    about = (f"How many edges {node.label} nodes of ours have.", f"{node.label} 节点的关系数")
    header = (*_about(*about), _IDS, _ID, "// column: degree int how many edges | 关系数")
    return "remove", name_of("degrees", node.label), header, body


def _remove_node(node: NodeType) -> _Made:
    body = (
        f"UNWIND $ids AS id\nMATCH (n:{node.label} {{id: id}})\n"
        "WHERE n.content_hash IS NOT NULL AND NOT EXISTS { (n)--() }\nDELETE n\nRETURN count(*) AS facts"
    )
    about = (
        f"{node.label} nodes of ours that have no edge left are gone.",
        f"删除已无任何关系的 {node.label} 节点",
    )
    return "remove", name_of("remove", node.label), (*_about(*about), _IDS, _COUNT), body


def _remove_edge(edge: EdgeType) -> _Made:
    body = (
        f"UNWIND $ids AS id\nMATCH ()-[r:{edge.type} {{id: id}}]->()\nWHERE r.content_hash IS NOT NULL\n"
        "DELETE r\nRETURN count(*) AS facts"
    )
    about = (f"{edge.type} edges of ours are gone.", f"删除 {edge.type} 关系")
    return "remove", name_of("remove", edge.type), (*_about(*about), _IDS, _COUNT), body


def _label(variable: str, schema: Schema) -> str:
    """Return an expression for the label of ours that a node bears, whatever others it bears too."""
    cases = " ".join(f"WHEN {variable}:{label} THEN '{label}'" for label in schema.nodes)
    return f"CASE {cases} END"


def _about(english: str, chinese: str) -> tuple[str, ...]:
    return f"// about: {english}", f"// about.zh: {chinese}"


def _file(name: str, header: tuple[str, ...], body: str) -> str:
    return "\n".join((f"// name: {name}", *header, body)) + "\n"


def _main() -> None:
    folder = Path(cypher.__file__).with_name("write")
    wanted = write_statements(load_schema())
    for path in folder.rglob("*.cypher"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
