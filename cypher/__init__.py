"""The query library: one question a file, and the loader that holds each file to its header.

A file ``ask/<topic>/<name>.cypher`` or ``write/<group>/<name>.cypher`` begins with its header::

    // name: most_cited_documents
    // about: Documents ranked by how many documents cite them.
    // about.zh: 按被引用文件数排序的文件
    // param: $limit int 20 at most this many rows | 最多返回的行数
    // column: title str its title | 标题
    // example: limit=5

``param`` gives name, type, a default (required without one) and what it is for; ``column`` the
columns of the last RETURN, in order; ``note`` may add a sentence; a line that begins with ``//``
and at least two spaces continues the line above. Nothing is read at import, nothing of ours imported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from cypher.errors import QueryError
from cypher.text import columns_returned, parameters_used
from cypher.values import PARAM_TYPES, Value, parse_value, split_assignments

__all__ = ["Column", "Param", "Query", "QueryError", "all_queries", "load", "parse_query"]

COLUMN_TYPES = frozenset({"str", "int", "float", "bool", "date", "list"})
_HEADER_KEYS = frozenset({"name", "about", "about.zh", "param", "column", "note", "example"})
_KEY = re.compile(r"//\s?([a-z.]+):\s*(.*)")
_PARAM = re.compile(r'\$(\w+)\s+(\w+)\s+("[^"]*"\s+|-?\d[\d.]*\s+|true\s+|false\s+)?(.+)')
_COLUMN = re.compile(r"(\w+)\s+(\w+)\s+(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter of a query; one whose ``default`` is None must be given.

    ``type`` is str, int, float, bool or date; parameters of write statements may be lists.
    """

    name: str
    type: str
    default: Value | None
    about: str
    about_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer. A cell is of ``type``, or empty where the graph does not know."""

    name: str
    type: str
    about: str
    about_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A named query: what it asks, its text without the header, and what it takes and gives.

    ``example`` holds a value for each parameter without a default, and others that make a good
    example. ``topic`` is the name of the file's folder; ``path`` its place in this package.
    """

    name: str
    topic: str
    about: str
    about_zh: str
    text: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, Value]
    path: str
    note: str = ""


def load(name: str) -> Query:
    """Return the query or write statement called ``name``; raise ``QueryError`` if there is none."""
    found = _paths().get(name)
    if found is None:
        near = [known for known in _paths() if name and name in known] or [q.name for q in all_queries()]
        raise QueryError(
            name,
            "",
            f"there is no such query; known: {', '.join(near)}",
            f"没有这个查询；已有：{'、'.join(near)}",
        )
    return _load(found)


@cache
def all_queries() -> tuple[Query, ...]:
    """Return every query under ``ask/``, sorted by topic and name."""
    found = [_load(path) for path in _paths().values() if path.startswith("ask/")]
    return tuple(sorted(found, key=lambda query: (query.topic, query.name)))


def parse_query(text: str, path: str) -> Query:
    """Return the query that ``text`` is; ``path`` is its place, like ``ask/citing/most_cited.cypher``.

    Raises ``QueryError`` with the line where the header is incomplete or not true: the name is the
    file's, the parameters declared are those used, the columns declared those of the last RETURN.
    """
    return _Header(text, path).query()


@cache
def _paths() -> Mapping[str, str]:
    """Return where each statement lies, by name; a name that recurs raises ``QueryError``."""
    found: dict[str, str] = {}
    for folder in ("ask", "write"):
        for path in _walk(files("cypher").joinpath(folder), folder):
            name = path.rpartition("/")[2].removesuffix(".cypher")
            if name in found:
                raise QueryError(name, path, f"{found[name]} has this name too", f"{found[name]} 已用此名")
            found[name] = path
    return MappingProxyType(found)


def _walk(folder: Traversable, path: str) -> Iterator[str]:
    for child in sorted(folder.iterdir(), key=lambda item: item.name):
        inner = f"{path}/{child.name}"
        if child.is_dir():
            yield from _walk(child, inner)
        elif child.name.endswith(".cypher"):
            yield inner


@cache
def _load(path: str) -> Query:
    text = files("cypher").joinpath(*path.split("/")).read_text(encoding="utf-8")
    return parse_query(text, path)


class _Header:
    """The header of one file, taken apart; every complaint names the file and the line."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.name = path.rpartition("/")[2].removesuffix(".cypher")
        self.fields: list[tuple[str, str, int]] = []
        lines = text.splitlines()
        count = 0
        for count, line in enumerate([*lines, ""], start=1):
            if not line.startswith("//"):
                break
            self._take(line, count)
        self.body = "\n".join(lines[count - 1 :]).strip() + "\n"
        self.body_line = count

    def query(self) -> Query:
        if self._one("name") != self.name:
            raise self._wrong(
                f"the header says name: {self._one('name')}", f"头部写的是 name: {self._one('name')}"
            )
        if not self.body.strip():
            raise self._wrong("there is no statement below the header", "头部之下没有语句", self.body_line)
        params = tuple(self._param(text, line) for text, line in self._all("param"))
        columns = tuple(self._column(text, line) for text, line in self._all("column"))
        self._same("parameters", "参数", [p.name for p in params], sorted(parameters_used(self.body)))
        self._same("columns", "列", [c.name for c in columns], list(columns_returned(self.body)))
        return Query(
            name=self.name,
            topic=self.path.split("/")[-2] if "/" in self.path else "",
            about=self._one("about"),
            about_zh=self._one("about.zh"),
            text=self.body,
            params=params,
            columns=columns,
            example=MappingProxyType(self._example(params)),
            path=self.path,
            note=" ".join(text for text, _ in self._all("note")),
        )

    def _take(self, line: str, number: int) -> None:
        if line.startswith("//  ") and self.fields:
            key, text, first = self.fields[-1]
            self.fields[-1] = (key, f"{text} {line[2:].strip()}", first)
            return
        match = _KEY.fullmatch(line)
        if match is None or match[1] not in _HEADER_KEYS:
            raise self._wrong(f"not a header line: {line}", f"不是头部行：{line}", number)
        self.fields.append((match[1], match[2].strip(), number))

    def _all(self, key: str) -> list[tuple[str, int]]:
        return [(text, line) for found, text, line in self.fields if found == key]

    def _one(self, key: str) -> str:
        found = self._all(key)
        if len(found) != 1 or not found[0][0]:
            raise self._wrong(f"the header needs one line // {key}:", f"头部须有且仅有一行 // {key}:")
        return found[0][0]

    def _param(self, text: str, line: int) -> Param:
        match = _PARAM.fullmatch(text)
        if match is None or match[2] not in PARAM_TYPES:
            raise self._wrong(f"not a parameter: {text}", f"不是参数声明：{text}", line)
        default = None
        if match[3] is not None:
            default = self._value(match[2], match[3].strip().strip('"'), line)
        about, about_zh = self._both(match[4], line)
        return Param(name=match[1], type=match[2], default=default, about=about, about_zh=about_zh)

    def _column(self, text: str, line: int) -> Column:
        match = _COLUMN.fullmatch(text)
        if match is None or match[2] not in COLUMN_TYPES:
            raise self._wrong(f"not a column: {text}", f"不是列声明：{text}", line)
        about, about_zh = self._both(match[3], line)
        return Column(name=match[1], type=match[2], about=about, about_zh=about_zh)

    def _both(self, text: str, line: int) -> tuple[str, str]:
        english, bar, chinese = (part.strip() for part in text.partition("|"))
        if not (english and bar and chinese):
            raise self._wrong(f"needs English | 中文: {text}", f"须写 English | 中文：{text}", line)
        return english, chinese

    def _example(self, params: tuple[Param, ...]) -> dict[str, Value]:
        found = self._all("example")
        text, line = found[0] if len(found) == 1 else ("", 0)
        types = {param.name: param.type for param in params}
        values: dict[str, Value] = {}
        for key, value in split_assignments(text):
            if key not in types:
                raise self._wrong(f"the example gives {key}, no parameter", f"示例中的 {key} 不是参数", line)
            values[key] = self._value(types[key], value, line)
        missing = [p.name for p in params if p.default is None and p.name not in values and p.type != "list"]
        if missing:
            raise self._wrong(f"the example lacks {missing}", f"示例缺少 {missing}", line)
        return values

    def _value(self, type: str, text: str, line: int) -> Value:
        value = parse_value(type, text)
        if value is None:
            raise self._wrong(f"not of type {type}: {text}", f"不是 {type} 类型：{text}", line)
        return value

    def _same(self, what: str, what_zh: str, declared: list[str], used: list[str]) -> None:
        if what == "parameters":
            declared = sorted(declared)
        if declared != used:
            raise self._wrong(
                f"{what} declared {declared}, in the statement {used}",
                f"声明的{what_zh}为 {declared}，语句中为 {used}",
            )

    def _wrong(self, en: str, zh: str, line: int = 1) -> QueryError:
        return QueryError(self.name, self.path, en, zh, line)
