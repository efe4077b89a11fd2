"""The graph and its findings in other programs' formats: one module a format."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Graph
    from graph.workspace import Workspace

__all__ = ["EXPORTS", "export_graph"]

FOLDER = "exports"
"""The folder in a workspace that exports go to unless another place is given."""

Export = Callable[["Graph", Path], tuple[Path, ...]]


def export_graph(form: str, workspace: "Workspace", output: Path | None = None) -> tuple[Path, ...]:
    """Write the graph of ``workspace`` in one of ``EXPORTS`` and return the files that were written.

    They go to ``output``, or into ``exports/`` in the workspace. Raises ``KeyError`` for another
    format, ``DataError`` for a graph that cannot be read, ``StoreError`` where writing is refused.
    """
    from graph.exports.jsonl import read_graph

    name, write = EXPORTS[form]
    target = output if output is not None else workspace.path / FOLDER / name
    return write(read_graph(workspace.graph), target)


def _csv(graph: "Graph", path: Path) -> tuple[Path, ...]:
    """Write a file a table: beside ``path`` where it names a file, else into it."""
    from graph.exports.cells import write_csv
    from graph.exports.tables import tables

    written = []
    for table in tables(graph):
        one = path.with_stem(f"{path.stem}-{table.name}") if path.suffix else path / f"{table.name}.csv"
        write_csv(one, [column.name for column in table.columns], table.rows)
        written.append(one)
    return tuple(written)


def _xlsx(graph: "Graph", path: Path) -> tuple[Path, ...]:
    from graph.exports.tables import tables
    from graph.exports.xlsx import write_xlsx

    write_xlsx(tables(graph), path)
    return (path,)


def _gexf(graph: "Graph", path: Path) -> tuple[Path, ...]:
    from graph.exports.gephi import write_gexf

    write_gexf(graph, path)
    return (path,)


def _graphml(graph: "Graph", path: Path) -> tuple[Path, ...]:
    from graph.exports.gephi import write_graphml

    write_graphml(graph, path)
    return (path,)


def _jsonl(graph: "Graph", path: Path) -> tuple[Path, ...]:
    from graph.exports.jsonl import write_graph

    write_graph(graph, path)
    return (path,)


def _neo4j_import(graph: "Graph", path: Path) -> tuple[Path, ...]:
    from graph.exports.neo4j_import import write_neo4j_import

    return write_neo4j_import(graph, path)


EXPORTS: Mapping[str, tuple[str, Export]] = MappingProxyType(
    {
        "csv": ("tables", _csv),
        "xlsx": ("tables.xlsx", _xlsx),
        "gexf": ("graph.gexf", _gexf),
        "graphml": ("graph.graphml", _graphml),
        "jsonl": ("graph.jsonl", _jsonl),
        "neo4j-import": ("neo4j-import", _neo4j_import),
    }
)
