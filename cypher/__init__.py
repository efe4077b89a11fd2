"""The query library: one question a file, and the loader that holds each file to its header.

A file ``ask/<topic>/<name>.cypher``, ``answer/<command>/<name>.cypher`` (what a command asks for itself)
or ``write/<group>/<name>.cypher`` begins with its header::

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

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from cypher.errors import QueryError
from cypher.header import parse_query
from cypher.model import Column, Param, Query
from cypher.parameters import bind, browser_lines, call_of, parse_parameters

__all__ = [
    "Column",
    "Param",
    "Query",
    "QueryError",
    "all_queries",
    "bind",
    "browser_lines",
    "call_of",
    "load",
    "parse_parameters",
    "parse_query",
]


def load(name: str) -> Query:
    """Return the query or write statement called ``name``; raise ``QueryError`` if there is none."""
    found = _paths().get(name)
    if found is None:
        near = _near(name)
        raise QueryError(
            name,
            "",
            f"there is no such query. Try: {near or 'suyuan ask, which lists them'}",
            f"没有这个查询。请尝试：{near or 'suyuan ask 列出全部'}",
        )
    return _load(found)


@cache
def all_queries() -> tuple[Query, ...]:
    """Return every query under ``ask/``, sorted by topic and name."""
    found = [_load(path) for path in _paths().values() if path.startswith("ask/")]
    return tuple(sorted(found, key=lambda query: (query.topic, query.name)))


def _near(name: str) -> str:
    """Return the names of questions that resemble ``name``, at most five."""
    names = [query.name for query in all_queries()]
    found = [known for known in names if name and name in known]
    return ", ".join((found or get_close_matches(name, names, n=5))[:5])


@cache
def _paths() -> Mapping[str, str]:
    """Return where each statement lies, by name; a name that recurs raises ``QueryError``."""
    found: dict[str, str] = {}
    for folder in ("answer", "ask", "write"):
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
