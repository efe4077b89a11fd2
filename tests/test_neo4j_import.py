"""The import files are what a real ``neo4j-admin database import full`` takes."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest
from make_graph import make_graph
from neo4j_server import Missing, Server, jars, running_server

from graph.exports.neo4j_import import COMMAND_FILE, write_neo4j_import
from graph.model import Graph, Node
from graph.store.neo4j import Neo4jStore

HOSTILE = '"quoted", comma\nnext line; \\ ` $x 𠮷'


def admin(server: Server, command: str, folder: Path) -> None:
    """Run a line of ``neo4j-admin`` in ``folder`` on the stopped server's own files."""
    words = shlex.split(command)
    assert words[0] == "neo4j-admin"
    done = subprocess.run(
        ["java", "-Xmx512m", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *words[1:]],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_a_real_neo4j_imports_the_files_and_holds_the_very_graph(tmp_path: Path) -> None:
    made = make_graph(400, seed=6)
    odd = Node(id="a\nb", label="Theme", properties={"title": "", "source": HOSTILE})
    graph = Graph(nodes=tuple(sorted((*made.nodes, odd), key=lambda node: node.id)), edges=made.edges)
    write_neo4j_import(graph, tmp_path)
    try:
        with running_server() as server:
            server.kill()
            admin(server, (tmp_path / COMMAND_FILE).read_text(encoding="utf-8"), tmp_path)
            server.start_again()
            with Neo4jStore(server.url, ("neo4j", server.password), None) as store:
                assert store.read() == graph
                again = store.write(graph)
            assert (again.created, again.changed, again.removed) == (0, 0, 0)
    except Missing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
