"""Reads one query file, and holds its header to the statement below it."""

import re
from types import MappingProxyType

from cypher.errors import QueryError
from cypher.model import Column, Param, Query
from cypher.text import columns_returned, parameters_used
from cypher.values import PARAM_TYPES, Value, parse_value, split_assignments

__all__ = ["parse_query"]

COLUMN_TYPES = frozenset({"str", "int", "float", "bool", "date", "list", "map"})
_HEADER_KEYS = frozenset({"name", "about", "about.zh", "param", "column", "note", "example"})
_KEY = re.compile(r"//\s?([a-z.]+):\s*(.*)")
_PARAM = re.compile(r'\$(\w+)\s+(\w+)\s+("[^"]*"\s+|-?\d[\d.]*\s+|true\s+|false\s+)?(.+)')
_COLUMN = re.compile(r"(\w+)\s+(\w+)\s+(.+)")


def parse_query(text: str, path: str) -> Query:
    """Return the query that ``text`` is; ``path`` is its place, like ``ask/citing/most_cited.cypher``.

    Raises ``QueryError`` with the line where the header is incomplete or not true: the name is the
    file's, the parameters declared are those used, the columns declared those of the last RETURN.
    """
    return _Header(text, path).query()


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
