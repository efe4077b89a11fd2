"""Questions to a real Neo4j only read, in plain values; what goes wrong says what to try."""

import socket
import time
from collections.abc import Iterator
from datetime import date

import pytest
from make_graph import make_graph
from neo4j import GraphDatabase
from neo4j_server import USER, Server

from extract.errors import StoreError
from graph.model import Edge, Node
from graph.store.base import StatementError
from graph.store.neo4j import Neo4jStore, connect

DAY = date(2020, 2, 29)


@pytest.fixture
def store(neo4j_url: str, neo4j_server: Server) -> Iterator[Neo4jStore]:
    with GraphDatabase.driver(neo4j_url, auth=(USER, neo4j_server.password)) as driver:
        driver.execute_query(
            "CREATE (a:Document {id: 'a', title: '甲', issued_on: date('2020-02-29')})"
            "-[:CITES {id: 'r', quote: '落实'}]->(:Document {id: 'b', title: '乙'})"
        )
    with connect(neo4j_url) as opened:
        yield opened


def test_answers_are_plain_values(store: Neo4jStore) -> None:
    text = "MATCH p = (a)-[r]->(b) RETURN a, r, p, a.issued_on AS day, [1, 2.5, null] AS l, {d: a.issued_on} AS m"
    a = {"id": "a", "title": "甲", "issued_on": DAY}
    b, r = {"id": "b", "title": "乙"}, {"id": "r", "quote": "落实"}
    path = {"nodes": [a, b], "relationships": [r]}
    expected = {"a": a, "r": r, "p": path, "day": DAY, "l": [1, 2.5, None], "m": {"d": DAY}}
    answer = store.answer(text)
    assert answer.rows == [expected]
    assert answer.columns == ("a", "r", "p", "day", "l", "m")
    assert not answer.cut


def test_parameters_travel_as_values(store: Neo4jStore) -> None:
    text = "MATCH (a {issued_on: $day}) RETURN a.id AS id, $words AS words"
    hostile = "'}) DETACH DELETE a //"
    assert store.run(text, day=DAY, words=hostile) == [{"id": "a", "words": hostile}]


def test_rows_beyond_the_limit_are_cut_and_said(store: Neo4jStore) -> None:
    answer = store.answer("UNWIND range(1, 1000000) AS x RETURN x", limit=3)
    assert [row["x"] for row in answer.rows] == [1, 2, 3]
    assert answer.cut
    assert not store.answer("UNWIND [1, 2, 3] AS x RETURN x", limit=3).cut


def test_a_question_without_rows_has_columns(store: Neo4jStore) -> None:
    answer = store.answer("MATCH (n:Theme) RETURN n.id AS id, n.title AS title")
    assert (answer.columns, answer.rows) == (("id", "title"), [])


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Document {id: 'c'})",
        "MATCH (a) DETACH DELETE a",
        "MATCH (a {id: 'a'}) SET a.title = 'x' RETURN a.id",
        "MATCH (a {id: 'a'}) REMOVE a.title",
        "MERGE (a:Document {id: 'c'}) RETURN a",
        "MATCH (a) CALL (a) { SET a.title = 'x' } RETURN 1",
        "MATCH (a) FOREACH (x IN [1] | SET a.title = 'x')",
        "CREATE INDEX of_mine FOR (n:Document) ON (n.title)",
        "CREATE CONSTRAINT of_mine FOR (n:Mine) REQUIRE n.id IS UNIQUE",
        "DROP CONSTRAINT suyuan_document_id IF EXISTS",
        "CALL db.createLabel('Mine')",
        "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'y'",
        "CREATE USER somebody SET PASSWORD 'long enough 1'",
    ],
)
def test_a_question_that_would_write_is_refused(store: Neo4jStore, text: str) -> None:
    before = store.run("MATCH (a) OPTIONAL MATCH (a)-[r]->() RETURN a, r ORDER BY a.id")
    with pytest.raises(StatementError) as caught:
        store.run(text)
    assert "may only read" in str(caught.value)
    assert store.run("MATCH (a) OPTIONAL MATCH (a)-[r]->() RETURN a, r ORDER BY a.id") == before
    names = store.run("SHOW INDEXES YIELD name WHERE name = 'of_mine' RETURN name")
    assert names == []


def test_a_syntax_error_shows_the_place(store: Neo4jStore) -> None:
    with pytest.raises(StatementError) as caught:
        store.run("MATCH (a:Document)\nRETRUN a.id")
    assert (caught.value.line, caught.value.column) == (2, 1)
    assert "RETRUN" in str(caught.value)


def test_a_mistake_that_only_values_show_is_the_statements(store: Neo4jStore) -> None:
    with pytest.raises(StatementError):
        store.run("RETURN 1 / 0 AS x")


def test_a_question_that_takes_too_long_is_stopped(store: Neo4jStore) -> None:
    text = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a, b WHERE a * b = -1 RETURN count(*) AS n"
    start = time.monotonic()
    with pytest.raises(StatementError, match=r"longer than 0.5 s"):
        store.answer(text, seconds=0.5)
    assert time.monotonic() - start < 30


def test_a_wrong_password_says_what_to_set(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not this one")
    with pytest.raises(StoreError, match=r"refused the user name or password.*NEO4J_PASSWORD") as caught:
        connect(neo4j_url)
    assert "not this one" not in caught.value.render("zh")
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="NEO4J_USERNAME"):
        connect(neo4j_url)


def test_a_password_that_is_not_set_is_asked_for_on_a_terminal(
    neo4j_url: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return neo4j_server.password

    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", typed)
    with connect(neo4j_url) as store:
        assert store.run("RETURN 1 AS x") == [{"x": 1}]
    assert len(asked) == 1
    assert neo4j_url in asked[0]


def test_a_missing_database_is_named(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nosuchbase")
    with pytest.raises(StoreError, match=r"nosuchbase.*NEO4J_DATABASE"):
        connect(neo4j_url)


def test_an_address_with_a_password_is_refused_and_not_shown() -> None:
    with pytest.raises(StoreError, match="must not hold a user or password") as caught:
        connect("bolt://neo4j:geheim@127.0.0.1:7687")
    assert "geheim" not in str(caught.value)


def test_a_server_that_is_down_says_so() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(StoreError, match=r"no answer from a Neo4j server.*is the server started"):
        connect(f"bolt://127.0.0.1:{port}")


def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(StoreError):
        connect("bolt://")


def test_a_server_that_dies_mid_load_loses_nothing_and_the_load_can_go_on(
    neo4j_server: Server, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = make_graph(nodes=500, seed=3)
    monkeypatch.setattr("graph.store.neo4j.RETRY_SECONDS", 1.0)

    def cut() -> Iterator[Node | Edge]:
        yield from graph.nodes
        yield from graph.edges[:1]
        neo4j_server.kill()
        yield from graph.edges[1:]

    try:
        with connect(neo4j_url) as store, pytest.raises(StoreError, match=r"no answer|server failed"):
            store.load(cut())
    finally:
        neo4j_server.start_again()
    with connect(neo4j_url) as store:
        there = store.read()
        assert there.nodes, "what had been written before is still there"
        assert all(node in graph.nodes for node in there.nodes)
        written = store.load(graph)
        assert written.unchanged == len(there.nodes) + len(there.edges)
        assert store.read() == graph
