"""The guard: every rule with a question that the bare engine answers differently from Neo4j."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kglite
import pytest
from guard_graph import GUARD_GRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.base import StatementError
from graph.store.embedded import EmbeddedStore
from graph.store.guard import Refusal, guard
from graph.store.guarding.refusals import REASONS
from graph.store.guarding.regex import UnsafePattern, translate
from graph.store.neo4j import Neo4jStore

Case = dict[str, Any]
CASES = tomllib.loads((Path(__file__).parent / "cases" / "guard.toml").read_text(encoding="utf-8"))
RIGHT: list[Case] = CASES["right"]
REFUSED: list[Case] = CASES["refused"]
DIFFERENT_RIGHT = [case for case in RIGHT if not case.get("raw_agrees")]
DIFFERENT_REFUSED = [case for case in REFUSED if not case.get("raw_agrees")]


def name(case: Case) -> str:
    return str(case["query"])


def simple(value: Any) -> Any:
    """Return a value without hashes, in the form that the cases are written in."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return [simple(item) for item in value]
    if isinstance(value, dict):
        return {key: simple(item) for key, item in sorted(value.items()) if key != "content_hash"}
    return value


def rows(store: EmbeddedStore | Neo4jStore, case: Case) -> Any:
    answer = store.answer(case["query"], case.get("params"))
    return simple([[row[column] for column in answer.columns] for row in answer.rows])


def typed(value: Any) -> str:
    """Tell 1 from 1.0 and from True."""
    return repr(value)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("guard") / "graph.kgl") as opened:
        opened.write(GUARD_GRAPH)
        yield opened


@pytest.fixture(scope="module")
def engine(store: EmbeddedStore) -> kglite.KnowledgeGraph:
    """The engine without the guard, which may not write either."""
    loaded = kglite.load(store.address)
    loaded.read_only(True)
    return loaded


def bare(engine: kglite.KnowledgeGraph, case: Case) -> Any:
    """Return what the engine says without the guard: rows, or that it raises."""
    try:
        result: Any = engine.cypher(case["query"], params=case.get("params"))
        return simple([[row[column] for column in result.columns] for row in result.to_list()])
    except (kglite.KgError, ValueError, TypeError):
        return "raises"


@pytest.mark.parametrize("case", RIGHT, ids=name)
def test_a_guarded_question_has_the_rows_of_neo4j(store: EmbeddedStore, case: Case) -> None:
    assert typed(rows(store, case)) == typed(case["rows"])


@pytest.mark.parametrize("case", DIFFERENT_RIGHT, ids=name)
def test_without_the_guard_the_engine_says_something_else(engine: kglite.KnowledgeGraph, case: Case) -> None:
    assert typed(bare(engine, case)) != typed(case["rows"])


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_what_cannot_be_answered_alike_is_refused_with_place_reason_and_hint(
    store: EmbeddedStore, case: Case
) -> None:
    with pytest.raises(Refusal) as refusal:
        guard(case["query"]).bind(case.get("params", {}))
    assert refusal.value.code == case["reason"]
    assert 0 <= refusal.value.offset <= len(case["query"])
    with pytest.raises(StatementError, match="line 1, column ") as error:
        rows(store, case)
    assert "Try: " in str(error.value) and "请尝试：" in error.value.render("zh")


def test_a_real_neo4j_gives_the_rows_and_differs_where_the_engine_is_refused(
    neo4j_url: str, engine: kglite.KnowledgeGraph
) -> None:
    from graph.store import open_store

    with open_store(neo4j_url) as neo4j:
        assert isinstance(neo4j, Neo4jStore)
        neo4j.write(GUARD_GRAPH)
        for case in RIGHT:
            assert typed(rows(neo4j, case)) == typed(case["rows"]), case["query"]
        for case in DIFFERENT_REFUSED:
            try:
                found = rows(neo4j, case)
            except StatementError:
                found = "raises"
            assert typed(found) != typed(bare(engine, case)), case["query"]


def test_every_reason_is_a_sentence_in_both_languages_and_has_a_case() -> None:
    seen = {case["reason"] for case in REFUSED}
    without_case = {"empty", "character", "too_deep"}  # tested below
    assert seen | without_case == REASONS.keys()
    assert all(all(reason) for reason in REASONS.values())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "empty"),
        (" // nothing", "empty"),
        ("RETURN $", "character"),
        ("RETURN " + "(" * 65 + "1", "too_deep"),
    ],
)
def test_texts_that_are_no_question_are_refused(query: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        guard(query)
    assert refusal.value.code == code


def test_an_error_of_the_engine_names_the_place_in_the_question_as_given(store: EmbeddedStore) -> None:
    query = "MATCH (文件:Document) /* long comment */\nWHERE EXISTS { (文件)<-[:CITES]-() }\nRETURN 文件.id AS x y"
    with pytest.raises(StatementError) as error:
        store.run(query)
    assert error.value.line == 3 and error.value.column == query.splitlines()[2].index("y") + 1


def test_a_refusal_counts_lines_and_columns_from_one(store: EmbeddedStore) -> None:
    with pytest.raises(StatementError) as error:
        store.run("MATCH (n:Goal)\nRETURN\n  n.name")
    assert (error.value.line, error.value.column) == (3, 5)
    assert "第 3 行第 5 列" in error.value.render("zh")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="MATCHRETURN nxWHERE(){}[]<>-:.,'\"`$*=+|/ \n中1", max_size=60))
def test_any_text_is_answered_refused_or_an_error_of_the_question(text: str) -> None:
    try:
        guard("MATCH (n) " + text)
    except Refusal as refusal:
        assert 0 <= refusal.offset <= len(text) + 10


@pytest.mark.parametrize(
    ("pattern", "same"),
    [
        (r"\d{4}", "[0-9]{4}"),
        (r"[\w-]+", "[a-zA-Z0-9_-]+"),
        (r"\S", r"[^ \t\n\x0B\f\r]"),
        ("a|b", "a|b"),
        ("一", "一"),
    ],
)
def test_patterns_are_translated(pattern: str, same: str) -> None:
    assert translate(pattern) == same


@pytest.mark.parametrize(
    "pattern", [r"\b", "(?=a)", "a++", "[a&&b]", "[a[b]]", r"\k<x>", "[", r"\p{IsHan}", "(?x)a"]
)
def test_patterns_that_the_stores_may_read_differently_are_refused(pattern: str) -> None:
    with pytest.raises(UnsafePattern):
        translate(pattern)
