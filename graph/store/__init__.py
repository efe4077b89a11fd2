"""Stores that hold a graph and answer Cypher: embedded in a file, or a Neo4j server."""

from pathlib import Path
from urllib.parse import urlsplit

from extract.errors import StoreError, Words
from graph.store.base import Answer, StatementError, Store, Written

__all__ = ["GRAPH_FILE", "Answer", "StatementError", "Store", "Written", "is_url", "open_store"]

GRAPH_FILE = "graph.kgl"
"""The file in a workspace that holds its embedded store."""

NEO4J_SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})


def is_url(address: str | Path) -> bool:
    """Say whether ``address`` names a Neo4j server rather than a file or folder."""
    return urlsplit(str(address)).scheme in NEO4J_SCHEMES


def open_store(address: str | Path) -> Store:
    """Return the store at a workspace folder, a ``.kgl`` file, or a Neo4j URL.

    A file that is not there yet opens as an empty graph only for writing; asking it raises
    ``StoreError``, as does whatever cannot be opened. Credentials of a server come from the environment.
    """
    if is_url(address):
        from graph.store.neo4j import connect

        return connect(str(address))
    if "://" in str(address):
        known = ", ".join(f"{scheme}://" for scheme in sorted(NEO4J_SCHEMES))
        raise StoreError(
            str(address),
            Words("this is no address of a store", "这不是存储的地址"),
            Words(f"a workspace folder, a .kgl file, or {known}", f"工作区文件夹、.kgl 文件，或 {known}"),
        )
    from graph.store.embedded import EmbeddedStore

    path = Path(address)
    return EmbeddedStore(path if path.suffix == ".kgl" else path / GRAPH_FILE)
