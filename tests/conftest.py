"""Fixtures that several tests share, made once and only when a test asks for them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j_server import USER, Missing, Server, running_server

if TYPE_CHECKING:
    from graph.model import Graph

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running Neo4j 5; skipped by name where the machine lacks what it takes, a failure in CI."""
    try:
        context = running_server()
        server = context.__enter__()
    except Missing as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Neo4j: {problem}")
        pytest.skip(f"no Neo4j: {problem}")
    try:
        yield server
    finally:
        context.__exit__(None, None, None)


@pytest.fixture
def neo4j_url(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a Neo4j with an empty database; credentials are in the environment."""
    from neo4j import GraphDatabase

    monkeypatch.setenv("NEO4J_USERNAME", USER)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    auth = (USER, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.url, auth=auth) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
    return neo4j_server.url


@pytest.fixture(scope="session")
def sample_graph() -> "Graph":
    """The graph of the bundled sample."""
    return _graph_of(ROOT / "extract" / "data" / "sample")


@pytest.fixture(scope="session")
def local_graph() -> "Graph":
    """The graph of the development texts; skipped by name where they are not."""
    texts = ROOT.parent / "shared" / "corpus" / "local"
    if not texts.is_dir():
        pytest.skip("../shared/corpus/local is not here")
    return _graph_of(texts)


def _graph_of(folder: Path) -> "Graph":
    from extract import analyse_together, load_catalogue, read_all
    from extract.model import Document
    from graph.builder import build_graph

    documents = [found for found in read_all([folder]) if isinstance(found, Document)]
    catalogue = load_catalogue()
    return build_graph(analyse_together(documents, catalogue), catalogue)
