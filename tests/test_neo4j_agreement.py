"""Every named query gives the same rows in the embedded store and in a real Neo4j, of the types it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from make_graph import make_graph
from query_parameters import variants
from test_cypher_answers import check_types

from cypher import Query, all_queries, bind, parse_query
from cypher.text import mask, split_top
from graph.model import Graph, Node
from graph.store.embedded import EmbeddedStore
from graph.store.neo4j import Neo4jStore, connect

MADE = make_graph(nodes=1500, seed=5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("made") / "graph.kgl") as store:
        store.write(MADE)
        yield store


@pytest.fixture
def neo4j(neo4j_url: str) -> Iterator[Neo4jStore]:
    with connect(neo4j_url) as store:
        store.write(MADE)
        yield store


def test_every_named_query_gives_the_same_rows_on_both_stores(made: EmbeddedStore, neo4j: Neo4jStore) -> None:
    for query in all_queries():
        for params in (dict(query.example), *variants(query, MADE)):
            rows = made.run(query, **params)
            assert rows == neo4j.run(query, **params), (query.name, params)
            check_types(query, rows)


@pytest.mark.parametrize("texts", ["sample_graph", "local_graph"])
def test_every_named_query_gives_the_same_rows_on_real_texts(
    texts: str, request: pytest.FixtureRequest, neo4j_url: str, tmp_path: Path
) -> None:
    graph: Graph = request.getfixturevalue(texts)
    with connect(neo4j_url) as neo4j, EmbeddedStore(tmp_path / "graph.kgl") as embedded:
        neo4j.load(graph)
        embedded.write(graph)
        for query in all_queries():
            for params in (dict(query.example), *variants(query, graph)):
                assert embedded.run(query, **params) == neo4j.run(query, **params), (query.name, params)
        assert neo4j.read() == embedded.read() == graph


def test_every_named_query_finds_something_somewhere(
    made: EmbeddedStore, sample_graph: Graph, tmp_path: Path
) -> None:
    """A query that never has rows proves nothing when both stores agree on it."""
    lonely = Node(id="甲", label="Document", properties={"title": "甲", "origin": "corpus"})
    empty = []
    with EmbeddedStore(tmp_path / "sample.kgl") as sample, EmbeddedStore(tmp_path / "lonely.kgl") as bare:
        sample.write(sample_graph)
        bare.write(Graph(nodes=(lonely,), edges=()))
        for query in all_queries():
            asked = [made.run(query, **params) for params in variants(query, MADE)]
            if not any((*asked, sample.run(query, **query.example), bare.run(query, **query.example))):
                empty.append(query.name)
    assert not empty


def test_the_order_of_every_named_query_is_total(made: EmbeddedStore) -> None:
    for query in all_queries():
        text, keys = with_order_keys(query)
        for params in (dict(query.example), *variants(query, MADE)):
            rows = made.run(text, **bind(query, {**query.example, **params}))
            by_key: dict[str, str] = {}
            for row in rows:
                place = repr([row[key] for key in keys])
                shown = repr([row[column.name] for column in query.columns])
                assert by_key.setdefault(place, shown) == shown, (query.name, place)


def with_order_keys(query: Query) -> tuple[str, list[str]]:
    """Return a query without its order and limit, and the columns whose values decide its order."""
    ordered = mask(query.text).rindex("ORDER BY")
    order = query.text[ordered + len("ORDER BY") :].partition("LIMIT")[0]
    columns = {column.name for column in query.columns}
    keys, extra = [], []
    for number, key in enumerate(split_top(order)):
        words = set(re.findall(r"(?<![.\w])\w+(?![.(\w])", mask(key.removesuffix(" DESC"))))
        if words & columns:
            keys += sorted(words & columns)
        else:
            keys.append(f"key{number}")
            extra.append(f", {key.removesuffix(' DESC')} AS key{number}")
    return query.text[:ordered].rstrip() + "".join(extra), keys


def test_a_query_whose_order_is_not_total_is_found_out() -> None:
    query = parse_query(
        "// name: q\n// about: a\n// about.zh: 甲\n// column: t str title | 标题\n"
        "MATCH (n) RETURN n.title AS t ORDER BY n.order DESC, t LIMIT 3\n",
        "q.cypher",
    )
    assert with_order_keys(query) == (
        "MATCH (n) RETURN n.title AS t, n.order AS key0",
        ["key0", "t"],
    )
