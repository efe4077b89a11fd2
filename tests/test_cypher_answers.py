"""What every named query answers on the sample, as kept in ``golden/ask``, and of which types.

``UPDATE_GOLDEN=1 pytest tests/test_cypher_answers.py`` rewrites the files; a reviewer reads their
difference.
"""

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cypher import Query, all_queries
from graph.model import Graph
from graph.store.embedded import EmbeddedStore

GOLDEN = Path(__file__).with_name("golden") / "ask"
PYTHON = {"str": str, "int": int, "float": float, "bool": bool, "date": date, "list": list}


@pytest.fixture(scope="module")
def sample(sample_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("sample") / "graph.kgl") as store:
        store.write(sample_graph)
        yield store


@pytest.mark.parametrize("query", all_queries(), ids=lambda query: query.name)
def test_the_answer_on_the_sample_is_the_one_kept(query: Query, sample: EmbeddedStore) -> None:
    rows = sample.run(query, **query.example)
    check_types(query, rows)
    text = as_csv(query, rows)
    path = GOLDEN / f"{query.name}.csv"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_bytes().decode(), "UPDATE_GOLDEN=1 pytest tests/test_cypher_answers.py"


def test_every_answer_kept_belongs_to_a_query() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} == {query.name for query in all_queries()}


def check_types(query: Query, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert tuple(row) == tuple(column.name for column in query.columns), query.name
        for column in query.columns:
            value = row[column.name]
            assert value is None or type(value) is PYTHON[column.type], (query.name, column.name, value)


def as_csv(query: Query, rows: list[dict[str, Any]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in query.columns])
    writer.writerows([cell(row[column.name]) for column in query.columns] for row in rows)
    return file.getvalue()


def cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.3f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
