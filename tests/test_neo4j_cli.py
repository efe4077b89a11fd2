"""The command against a real Neo4j: load, ask, search, trace, any query; what goes wrong ends as documented."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j_server import USER, Server

from graph.cli import main
from graph.exports.jsonl import write_graph
from graph.model import Graph
from graph.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object, language: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--lang", language])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def workspace(sample_graph: Graph, tmp_path: Path) -> Path:
    """A workspace as far as a load needs one."""
    made = Workspace(tmp_path / "made")
    made.path.mkdir()
    made.write_manifest({})
    write_graph(sample_graph, made.graph)
    return made.path


def test_a_graph_is_loaded_and_asked(run: Run, workspace: Path, neo4j_url: str, sample_graph: Graph) -> None:
    size = len(sample_graph.nodes) + len(sample_graph.edges)
    load = ("load", "--to", neo4j_url, "--store", workspace)
    code, out, said = run(*load, "--dry-run")
    assert (code, out) == (0, "")
    assert f"would be {size} created, 0 changed, 0 removed, 0 unchanged" in said
    assert f"now {size} created" in run(*load)[2]
    assert f"已新建 0、更改 0、删除 0、未变 {size}" in run(*load, "--replace", language="zh")[2]

    code, out, _ = run("ask", "most_cited_documents", "limit=3", "--store", neo4j_url, "--format", "json")
    assert code == 0
    assert len(json.loads(out)) == 3
    code, out, _ = run("cypher", "MATCH (n) RETURN count(n) AS n", "--store", neo4j_url, "--format", "json")
    assert json.loads(out) == [{"n": len(sample_graph.nodes)}]
    code, out, _ = run("search", "体教融合", "--store", neo4j_url, "--format", "json")
    assert {"Document", "Task"} <= {row["label"] for row in json.loads(out)}
    code, out, _ = run("trace", "体教融合", "--store", neo4j_url)
    assert code == 0
    assert "体发〔2020〕1号" in out


def test_what_stays_because_of_a_users_own_relationship_is_said(
    run: Run, workspace: Path, neo4j_url: str, neo4j_server: Server, sample_graph: Graph
) -> None:
    load = ("load", "--to", neo4j_url, "--store", workspace)
    run(*load)
    with GraphDatabase.driver(neo4j_url, auth=(USER, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (t:Task) WITH t ORDER BY t.id LIMIT 1 CREATE (:Note)-[:ON]->(t)")
    gone = {node.id for node in sample_graph.nodes if node.label == "Task"}
    less = Graph(
        nodes=tuple(node for node in sample_graph.nodes if node.id not in gone),
        edges=tuple(e for e in sample_graph.edges if e.source not in gone and e.target not in gone),
    )
    write_graph(less, Workspace(workspace).graph)
    assert "1 stale nodes stay, since relationships that you added hold them" in run(*load)[2]


def test_a_statement_that_writes_is_refused(run: Run, neo4j_url: str) -> None:
    code, _, said = run("cypher", "MATCH (n) DETACH DELETE n", "--store", neo4j_url)
    assert code != 0
    assert "may only read" in said


def test_a_wrong_password_and_a_server_that_is_down_end_with_3(
    run: Run, workspace: Path, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, said = run("load", "--to", "bolt://127.0.0.1:1", "--store", workspace)
    assert code == 3
    assert "is the server started" in said
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    code, _, said = run("load", "--to", neo4j_url, "--store", workspace, language="zh")
    assert code == 3
    assert "服务器拒绝了用户名或密码" in said


@pytest.mark.parametrize("line", ['{"id": "x", "label"', '{"id": "x", "label": "Doc", "properties": {}}'])
def test_a_broken_graph_file_is_named_and_nothing_is_written(
    run: Run, workspace: Path, neo4j_url: str, line: str
) -> None:
    path = Workspace(workspace).graph
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:5], line, *lines[6:]]) + "\n", encoding="utf-8")
    code, _, said = run("load", "--to", neo4j_url, "--store", workspace)
    assert code == 3
    assert "graph.jsonl line 6" in said
    found = run("cypher", "MATCH (n) RETURN count(n) AS n", "--store", neo4j_url, "--format", "json")
    assert json.loads(found[1]) == [{"n": 0}]
