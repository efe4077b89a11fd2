"""CSV files for ``neo4j-admin database import full``: the quickest way for large graphs."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.files import refused, replace_file
from graph.model import Edge, Graph, Node, Value, fact_hash
from graph.schema import load_schema

__all__ = ["COMMAND_FILE", "import_command", "write_neo4j_import"]

COMMAND_FILE = "import-command.txt"
COLUMN_TYPES: Mapping[str, str] = {
    "str": "string",
    "int": "long",
    "float": "double",
    "bool": "boolean",
    "date": "date",
}


def write_neo4j_import(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write a file a label and a file an edge type, and the command that imports them; return their paths.

    The ids of nodes are unique over all labels, so one id space serves. Raises ``StoreError``.
    """
    schema = load_schema()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from error
    nodes: dict[str, list[Node]] = {}
    for node in graph.nodes:
        nodes.setdefault(node.label, []).append(node)
    edges: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        edges.setdefault(edge.type, []).append(edge)
    for label, found in sorted(nodes.items()):
        stored = schema.nodes[label].stored
        _write(folder / f"{label}.csv", _node_lines(found, stored))
    for type, joined in sorted(edges.items()):
        stored = schema.edges[type].stored
        _write(folder / f"{type}.csv", _edge_lines(joined, stored))
    command = import_command(sorted(nodes), sorted(edges))
    _write(folder / COMMAND_FILE, [command])
    names = [*(f"{name}.csv" for name in (*sorted(nodes), *sorted(edges))), COMMAND_FILE]
    return tuple(folder / name for name in names)


def import_command(labels: Iterable[str], types: Iterable[str]) -> str:
    """Return the line that imports the files, run in their folder on a machine with a stopped Neo4j 5."""
    parts = ["neo4j-admin database import full neo4j"]
    parts += [f"--nodes={label}={label}.csv" for label in labels]
    parts += [f"--relationships={type}={type}.csv" for type in types]
    parts += ["--id-type=string", "--multiline-fields=true", "--overwrite-destination=true"]
    return " ".join(parts)


def _node_lines(nodes: Iterable[Node], stored: Mapping[str, str]) -> Iterator[str]:
    keys = [key for key in stored if key not in ("id", "content_hash")]
    yield ",".join(["id:ID", *(f"{key}:{COLUMN_TYPES[stored[key]]}" for key in keys), "content_hash:string"])
    for node in nodes:
        values = [node.id, *(node.properties.get(key) for key in keys), fact_hash(node)]
        yield ",".join(map(_field, values))


def _edge_lines(edges: Iterable[Edge], stored: Mapping[str, str]) -> Iterator[str]:
    keys = [key for key in stored if key not in ("id", "content_hash")]
    columns = [f"{key}:{COLUMN_TYPES[stored[key]]}" for key in keys]
    yield ",".join([":START_ID", ":END_ID", "id:string", *columns, "content_hash:string"])
    for edge in edges:
        values = (edge.properties.get(key) for key in keys)
        yield ",".join(map(_field, [edge.source, edge.target, edge.id, *values, fact_hash(edge)]))


def _field(value: Value) -> str:
    """Return a value as a field: text always quoted, or an empty text would be no value at all."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = value.replace('"', '""')
        return f'"{quoted}"'
    return repr(value) if isinstance(value, float) else str(value)


def _write(path: Path, lines: Iterable[str]) -> None:
    with replace_file(path, sync=False) as file:
        for line in lines:
            file.write(line.encode("utf-8") + b"\n")
