"""Tables for researchers: one row a citation, one row a driver, each with its words and offsets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import Edge, Graph, Node, Value

__all__ = ["Column", "Table", "citations", "drivers", "tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, what it holds in both languages, and its width in characters."""

    name: str
    about: str
    about_zh: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, its rows in the order of documents and their texts."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]


def _column(name: str, about: str, about_zh: str, width: int = 14) -> Column:
    return Column(name=name, about=about, about_zh=about_zh, width=width)


PLACE_COLUMNS = (
    _column("document_id", "id of the citing document", "引用文件编号", 22),
    _column("document_title", "its title", "引用文件标题", 40),
    _column("document_number", "its number", "引用文件发文字号", 22),
    _column("document_level", "its level", "引用文件层级"),
    _column("document_place", "its place", "引用文件地区", 16),
    _column("document_issued_on", "its day of issue", "引用文件印发日期"),
    _column("goal_marker", "marker of the goal (else part)", "目标（或部分）序号", 10),
    _column("goal_title", "title of the goal (else part)", "目标（或部分）标题", 30),
    _column("task", "words of the task", "任务原文", 50),
)
QUOTE_COLUMNS = (
    _column("quote", "the words that cite", "引用原文", 50),
    _column("first_char", "offset of their first character, from 0", "起始位置（从 0 起）", 10),
    _column("end_char", "offset behind their last character", "结束位置（不含）", 10),
)
TARGET_COLUMNS = (
    _column("target_id", "id of the cited document", "被引用文件编号", 22),
    _column("target_title", "its title", "被引用文件标题", 40),
    _column("target_number", "its number", "被引用文件发文字号", 22),
    _column("target_level", "its level", "被引用文件层级"),
    _column("target_issued_on", "its day of issue", "被引用文件印发日期"),
    _column("target_origin", "corpus, catalogue or cited", "来源：语料、目录、仅被引用"),
)
CITATION_COLUMNS = (
    *PLACE_COLUMNS,
    *QUOTE_COLUMNS,
    _column("page", "page, where the format has pages", "页码", 8),
    *TARGET_COLUMNS,
    _column("role", "implements, based_on, mentions, …", "引用作用"),
    _column("basis", "basis on which it drives the task, if it does", "驱动依据类型"),
    _column("confidence", "probability that the link is right", "置信度", 10),
    _column("verdict", "match, unsure or unknown", "判定"),
    _column("kind", "how it is written", "引用写法"),
    _column("cue", "the verb that governs it", "引导词"),
    _column("articles", "articles named", "条款"),
    _column("rule", "the rule that found it", "识别规则", 20),
    _column("why", "the reasons", "理由", 30),
    _column("notes", "differences between text and catalogue", "与目录的差异", 20),
    _column("candidates", "what it may mean, where unsure", "候选文件", 40),
    _column("citation_id", "id of the edge or mention", "引用编号", 26),
)
DRIVER_COLUMNS = (
    *PLACE_COLUMNS,
    _column("task_first_char", "offset of the task's first character", "任务起始位置", 10),
    _column("task_end_char", "offset behind its last character", "任务结束位置", 10),
    *TARGET_COLUMNS,
    _column("basis", "explicit, scope, goal or document", "驱动依据类型"),
    _column("role", "role of the citation that stands for it", "引用作用"),
    _column("confidence", "probability that it is right", "置信度", 10),
    *QUOTE_COLUMNS,
    _column("why", "the premises", "理由", 30),
    _column("driver_id", "id of the edge", "驱动关系编号", 26),
)


def tables(graph: Graph) -> tuple[Table, Table]:
    """Return the table of citations and the table of drivers."""
    return citations(graph), drivers(graph)


def citations(graph: Graph) -> Table:
    """Return one row for each citation and each document it means, those still unsure included."""
    known = _Places(graph)
    basis = {
        (edge.source, edge.target): edge.properties.get("basis")
        for edge in graph.edges
        if edge.type == "DRIVEN_BY" and edge.source_label == "Task"
    }
    rows = []
    for edge in graph.edges:
        if edge.type == "CITES":
            task = edge.properties.get("task_id")
            row = {
                **known.place(edge.source, task),
                **known.target(edge.target),
                **{key: edge.properties.get(key) for key in _names(CITATION_COLUMNS, edge)},
                "basis": basis.get((str(task), edge.target)),
                "citation_id": edge.id,
            }
            rows.append(row)
        elif edge.type == "HAS_OPEN":
            mention = known.nodes[edge.target].properties
            shared = ("first_char", "end_char", "why", "candidates")
            row = {
                **known.place(edge.source, None),
                **{key: mention.get(key) for key in shared},
                "quote": mention.get("text"),
                "verdict": "unsure",
                "citation_id": edge.target,
            }
            rows.append(row)
    rows.sort(key=lambda row: _order(row, "first_char", "citation_id"))
    return Table(name="citations", columns=CITATION_COLUMNS, rows=tuple(rows))


def drivers(graph: Graph) -> Table:
    """Return one row for each document that drives a task, and for each that a document names as its basis."""
    known = _Places(graph)
    roles = {
        (known.document_of(edge.source), edge.target, edge.properties.get("first_char")): edge
        for edge in graph.edges
        if edge.type == "CITES"
    }
    rows = []
    for edge in graph.edges:
        if edge.type != "DRIVEN_BY" or edge.source_label == "Goal":
            continue
        task = edge.source if edge.source_label == "Task" else None
        document = known.document_of(edge.source)
        citing = roles.get((document, edge.target, edge.properties.get("first_char")))
        words = known.nodes[edge.source].properties if task else {}
        shared = ("basis", "confidence", "quote", "first_char", "end_char", "why")
        row = {
            **known.place(known.holder.get(edge.source, edge.source), task),
            **known.target(edge.target),
            **{key: edge.properties.get(key) for key in shared},
            "task_first_char": words.get("first_char"),
            "task_end_char": words.get("end_char"),
            "role": citing.properties.get("role") if citing is not None else None,
            "driver_id": edge.id,
        }
        rows.append(row)
    rows.sort(key=lambda row: _order(row, "task_first_char", "driver_id"))
    return Table(name="drivers", columns=DRIVER_COLUMNS, rows=tuple(rows))


class _Places:
    """Knows in which goal and document a node lies."""

    def __init__(self, graph: Graph) -> None:
        self.nodes: dict[str, Node] = {node.id: node for node in graph.nodes}
        self.holder = dict(_holders(graph))

    def document_of(self, id: str) -> str:
        while id in self.holder:
            id = self.holder[id]
        return id

    def place(self, id: str, task: Value) -> dict[str, Value]:
        """Return the columns that say where something stands; ``id`` is a goal, part or document."""
        document = self.nodes[self.document_of(id)].properties
        holder = self.nodes[id]
        inside = holder.properties if holder.label != "Document" else {}
        words = (
            self.nodes[task].properties.get("text") if isinstance(task, str) and task in self.nodes else None
        )
        return {
            "document_id": self.document_of(id),
            "document_title": document.get("title"),
            "document_number": document.get("doc_number"),
            "document_level": document.get("level"),
            "document_place": document.get("place"),
            "document_issued_on": document.get("issued_on"),
            "goal_marker": inside.get("marker"),
            "goal_title": inside.get("title"),
            "task": words,
        }

    def target(self, id: str) -> dict[str, Value]:
        document = self.nodes[id].properties
        return {
            "target_id": id,
            "target_title": document.get("title"),
            "target_number": document.get("doc_number"),
            "target_level": document.get("level"),
            "target_issued_on": document.get("issued_on"),
            "target_origin": document.get("origin"),
        }


def _holders(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield what holds each goal, part and task: a goal's document, a task's goal."""
    for edge in graph.edges:
        if edge.type in ("HAS_GOAL", "HAS_PART", "HAS_TASK"):
            yield edge.target, edge.source


def _names(columns: tuple[Column, ...], edge: Edge) -> Iterator[str]:
    return (column.name for column in columns if column.name in edge.properties)


def _order(row: Mapping[str, Value], offset: str, id: str) -> tuple[str, int, str]:
    place = row.get(offset)
    return str(row["document_id"]), place if isinstance(place, int) else -1, str(row[id])
