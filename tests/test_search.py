"""Search finds words in titles and texts: through the Chinese index on Neo4j, by containment embedded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.answers.search import search
from graph.model import Edge, Graph, Node
from graph.store.base import Store
from graph.store.embedded import EmbeddedStore
from graph.store.neo4j import connect

TEXT = "各校开足体育课，坚持教育与体育相融合，" + "组织班级联赛，" * 20 + "2025年覆盖率达到95%。"
NODES = (
    Node(id="文", label="Document", properties={"title": "体育美育工作要点", "origin": "corpus"}),
    Node(id="文/一", label="Goal", properties={"title": "一、体育", "text": TEXT, "order": 1}),
    Node(id="文/一/t:1", label="Task", properties={"title": "坚持融合", "text": "坚持教育与体育相融合"}),
)
EDGES = (
    Edge(
        id="HAS_GOAL:1",
        type="HAS_GOAL",
        source="文",
        source_label="Document",
        target="文/一",
        target_label="Goal",
        properties={},
    ),
    Edge(
        id="HAS_TASK:1",
        type="HAS_TASK",
        source="文/一",
        source_label="Goal",
        target="文/一/t:1",
        target_label="Task",
        properties={},
    ),
)


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store
    if request.param == "neo4j":
        opened = connect(request.getfixturevalue("neo4j_url"))
    else:
        opened = EmbeddedStore(tmp_path / "graph.kgl")
    with opened:
        opened.write(Graph(nodes=NODES, edges=EDGES))
        yield opened


def found(store: Store, words: str) -> set[str]:
    return {row["id"] for row in search(store, words)}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("体育相融", {"文/一", "文/一/t:1"}),  # a part of a phrase, across words
        ("体育", {"文", "文/一", "文/一/t:1"}),
        ("体育 美育", {"文"}),  # all words
        ("教育 联赛", {"文/一"}),
        ("育", {"文", "文/一", "文/一/t:1"}),  # a single character, which the index does not hold
        ("025", {"文/一"}),  # a part of a number
        ("95%", {"文/一"}),
        ("没有的词", set()),
        ("  ", set()),
        ('" OR *:*', set()),  # not the syntax of the index
        ("体育) OR (title:*", set()),
    ],
)
def test_words_are_found_on_both_stores(store: Store, words: str, ids: set[str]) -> None:
    assert found(store, words) == ids


def test_an_excerpt_shows_the_words_and_where_it_is_cut(store: Store) -> None:
    rows = {row["id"]: row for row in search(store, "覆盖率")}
    assert rows["文/一"]["excerpt"].startswith("…")
    assert rows["文/一"]["excerpt"].endswith("2025年覆盖率达到95%。")
    assert rows["文/一"]["excerpt"][1:] in TEXT
    assert tuple(rows["文/一"]) == ("label", "id", "title", "excerpt")


def test_at_most_so_many_rows(store: Store) -> None:
    assert len(search(store, "体育", limit=2)) == 2


def test_a_database_without_the_index_is_searched_all_the_same(neo4j_url: str) -> None:
    with connect(neo4j_url) as store:
        store.write(Graph(nodes=NODES, edges=EDGES))
        store._write("DROP INDEX suyuan_text IF EXISTS", {})
        try:
            assert found(store, "体育相融") == {"文/一", "文/一/t:1"}
        finally:
            store.setup()
