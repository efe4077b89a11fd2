"""The loader of the query library holds every file to its header, and parameters to their types."""

from datetime import date
from pathlib import Path

import pytest

import cypher
from cypher import (
    Query,
    QueryError,
    all_queries,
    bind,
    browser_lines,
    call_of,
    load,
    parse_parameters,
    parse_query,
)
from cypher.readme import readme
from cypher.text import columns_returned, last_clause, mask, parameters_used, split_top

HEADER = """// name: goals_of
// about: Goals of a document.
// about.zh: 文件的目标
// param: $id str the document's id | 文件编号
// param: $limit int 20 at most this many rows | 最多行数
// column: goal_id str id of the goal | 目标编号
// column: title str its title
//   as written | 标题
// example: id=国发〔2015〕28号
"""
BODY = """MATCH (d:Document {id: $id})-[:HAS_GOAL]->(g:Goal)
RETURN g.id AS goal_id, g.title AS title
ORDER BY goal_id
LIMIT $limit
"""


def parsed(header: str = HEADER, body: str = BODY) -> Query:
    return parse_query(header + body, "ask/driving/goals_of.cypher")


def test_a_header_becomes_typed_values() -> None:
    query = parsed()
    assert (query.name, query.topic) == ("goals_of", "driving")
    assert [(p.name, p.type, p.default) for p in query.params] == [("id", "str", None), ("limit", "int", 20)]
    assert query.columns[1].about == "its title as written"
    assert query.columns[1].about_zh == "标题"
    assert dict(query.example) == {"id": "国发〔2015〕28号"}
    assert query.text == BODY


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("name: goals_of", "name: goals", 1, "name: goals"),
        ("// about.zh: 文件的目标\n", "", 1, "about.zh"),
        ("$limit int 20", "$limt int 20", 1, "parameters"),
        ("$id str the", "$id text the", 4, "not a parameter"),
        ("$limit int 20 at", '$limit int "many" at', 5, "not of type int"),
        (" | 文件编号", "", 4, "English | 中文"),
        ("column: goal_id", "column: goal", 1, "columns"),
        ("goal_id str", "goal_id text", 6, "not a column"),
        ("example: id=国发〔2015〕28号", "example: limit=3", 9, "lacks"),
        ("example: id=", "example: nr=", 9, "no parameter"),
        ("// about: Goals", "// abuot: Goals", 2, "not a header line"),
    ],
)
def test_a_header_that_is_not_true_is_refused_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in HEADER
    with pytest.raises(QueryError, match="ask/driving/goals_of") as caught:
        parsed(HEADER.replace(old, new))
    assert caught.value.line == line
    assert says in caught.value.en
    assert caught.value.zh != caught.value.en


@pytest.mark.parametrize(
    ("old", "new"),
    [("AS title", "AS name"), ("$limit", "20"), ("$id}", "$id, kind: $kind}"), ("g.id AS goal_id, ", "")],
)
def test_a_statement_that_does_not_fit_its_header_is_refused(old: str, new: str) -> None:
    with pytest.raises(QueryError, match="declared"):
        parsed(body=BODY.replace(old, new))


def test_a_header_without_a_statement_is_refused() -> None:
    with pytest.raises(QueryError, match="no statement"):
        parsed(body="")


def test_strings_comments_and_quoted_names_hide_what_they_hold() -> None:
    text = "MATCH (n) WHERE n.t = 'it\\'s $a, RETURN' // $b\nRETURN n.`x,$c` AS k, \"$d\" AS l"
    assert parameters_used(text) == frozenset()
    assert columns_returned(text) == ("k", "l")
    assert len(mask(text)) == len(text)


def test_columns_are_those_of_the_last_return_outside_brackets() -> None:
    text = """MATCH (d) CALL (d) { MATCH (d)--(x) RETURN count(x) AS n } RETURN DISTINCT d.id AS id, {a: 1, b: n} AS m
    ORDER BY id"""
    assert columns_returned(text) == ("id", "m")
    assert columns_returned("MATCH (a) RETURN a.id AS x UNION MATCH (b) RETURN b.id AS x") == ("x",)
    assert columns_returned("MATCH (n) DETACH DELETE n") == ()
    assert split_top("f(a, b), [1, 2], c") == ["f(a, b)", "[1, 2]", "c"]
    assert last_clause("MATCH (n) RETURN n.id AS id LIMIT 3") == "n.id AS id"


def test_typed_words_become_typed_values() -> None:
    query = parsed(
        HEADER.replace(
            "// column: goal_id", "// param: $since date later | 之后\n// column: goal_id"
        ).replace("example: ", "example: since=2015-01-01 "),
        BODY.replace("RETURN", "WHERE d.issued_on >= $since RETURN"),
    )
    values = parse_parameters(query, ["since=2020-02-29", "id=a=b", "$limit=5"])
    assert values == {"since": date(2020, 2, 29), "id": "a=b", "limit": 5}
    assert bind(query, {"id": "x", "since": "2015-01-01"}) == {
        "id": "x",
        "limit": 20,
        "since": date(2015, 1, 1),
    }
    assert call_of(query) == "goals_of since=2015-01-01 id=国发〔2015〕28号"


def test_parameters_are_written_for_neo4j_browser() -> None:
    assert browser_lines(parsed()) == (":param id => '国发〔2015〕28号'", ":param limit => 20")
    hostile = parsed(HEADER.replace("id=国发〔2015〕28号", 'id="it\'s \\\\"'))
    assert browser_lines(hostile)[0] == r":param id => 'it\'s \\'"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["limit=five"], "not a whole number"),
        (["id"], "not name=value"),
        (["ids=3"], "no parameter 'ids'; it takes: id, limit"),
        (["id=1", "id=2"], "given twice"),
        ([], "id is missing"),
    ],
)
def test_a_wrong_call_is_refused_and_shows_the_right_one(words: list[str], says: str) -> None:
    query = parsed()
    with pytest.raises(QueryError, match="Try: suyuan ask goals_of id=国发") as caught:
        bind(query, parse_parameters(query, words))
    assert says in caught.value.render("en")
    assert "请尝试" in caught.value.render("zh")


@pytest.mark.parametrize("value", [True, 2.5, "5", None])
def test_a_value_of_another_type_is_no_whole_number(value: object) -> None:
    if value is None:
        assert bind(parsed(), {"id": "x", "limit": None})["limit"] == 20
        return
    with pytest.raises(QueryError, match="not a whole number"):
        bind(parsed(), {"id": "x", "limit": value})


def test_an_unknown_query_names_those_that_are_near() -> None:
    for name in ("most_cited", "most_sited_document"):
        with pytest.raises(QueryError, match="Try: most_cited_documents"):
            load(name)
    with pytest.raises(QueryError, match="suyuan ask, which lists them") as caught:
        load("zzz")
    assert "没有这个查询" in caught.value.zh


def test_every_query_of_the_library_keeps_its_word() -> None:
    queries = all_queries()
    assert queries, "no query found"
    for query in queries:
        assert load(query.name) == query
        assert query.path.startswith("ask/")
        assert query.columns, query.name
        bind(query, query.example)


def test_every_question_has_an_order() -> None:
    for query in all_queries():
        assert "ORDER BY" in mask(query.text).rpartition("RETURN")[2], query.name


def test_every_statement_has_a_name_of_its_own_and_loads() -> None:
    folder = Path(cypher.__file__).parent
    paths = [path for part in ("answer", "ask", "write") for path in (folder / part).rglob("*.cypher")]
    for path in paths:
        assert load(path.stem).path == path.relative_to(folder).as_posix()


def test_the_readme_of_the_library_is_fresh() -> None:
    path = Path(cypher.__file__).with_name("README.md")
    assert path.read_text(encoding="utf-8") == readme(), "run: python -m cypher.readme"
