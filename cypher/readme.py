"""Writes ``cypher/README.md`` from the headers of the queries: ``python -m cypher.readme``."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from cypher import Param, Query, all_queries, call_of
from cypher.values import write_value

__all__ = ["readme"]

_TOP = """# Queries · 查询库

Generated from the headers of the query files by `python -m cypher.readme`; do not edit.
由各查询文件的头部生成，请勿手改。

`suyuan ask` lists them, `suyuan ask NAME key=value …` runs one on either store, `suyuan ask NAME --show`
prints the Cypher to paste into Neo4j Browser. Every answer has a total order. A cell is empty where the
graph does not know. 每个查询在两种图库上结果相同；单元格为空表示图中没有该信息。

The statements under `write/` are what a load runs; they are generated from `graph/schema.toml`.
`write/` 下的语句供写入使用，由 `graph/schema.toml` 生成。
"""


def readme() -> str:
    """Return the text of ``cypher/README.md``: every query by topic, with parameters and columns."""
    return "\n".join([_TOP, *_overview(), *_details()])


def _overview() -> Iterator[str]:
    yield f"{len(all_queries())} queries · {len(all_queries())} 个查询\n"
    yield "| topic 主题 | query 查询 | asks | 问题 |"
    yield "| --- | --- | --- | --- |"
    for query in all_queries():
        yield f"| {query.topic} | [{query.name}](#{query.name}) | {_cell(query.about)} | {_cell(query.about_zh)} |"
    yield ""


def _details() -> Iterator[str]:
    for topic, queries in groupby(all_queries(), key=lambda query: query.topic):
        yield f"## {topic}\n"
        for query in queries:
            yield from _detail(query)


def _detail(query: Query) -> Iterator[str]:
    yield f"### {query.name}\n"
    yield f"{query.about}  \n{query.about_zh}\n"
    if query.note:
        yield f"*{query.note}*\n"
    yield f"    suyuan ask {call_of(query)}\n"
    for param in query.params:
        yield f"- `{param.name}` {param.type}{_default(param)}: {param.about} · {param.about_zh}"
    if query.params:
        yield ""
    columns = ", ".join(f"`{column.name}` {column.about} {column.about_zh}" for column in query.columns)
    yield f"Columns 列: {columns}\n"


def _default(param: Param) -> str:
    if param.default is None:
        return ", required 必填"
    return ", may be left out 可省略" if param.default == "" else f" = {write_value(param.default)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(__file__).with_name("README.md").write_text(readme(), encoding="utf-8")
