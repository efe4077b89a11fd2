"""GEXF and GraphML for Gephi, yEd and Cytoscape: flat attributes, days as ISO text, no lists.

A node shows its title; ``category`` is its label in the graph, ``relation`` an edge's type (both
formats keep the names label and type for themselves).
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.files import replace_file
from graph.model import Graph, Value

if TYPE_CHECKING:
    import networkx

__all__ = ["write_gexf", "write_graphml"]

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def write_gexf(graph: Graph, path: Path) -> None:
    """Write the graph as GEXF 1.2, whole or not at all; raise ``StoreError`` where that is refused."""
    from networkx.readwrite.gexf import GEXFWriter

    writer: Any = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_flat(graph))
    for element in writer.xml.findall("meta"):
        writer.xml.remove(element)  # holds the day of writing
    with replace_file(path) as file:
        writer.write(file)


def write_graphml(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML, whole or not at all; raise ``StoreError`` where that is refused."""
    import networkx

    with replace_file(path) as file:
        networkx.write_graphml_xml(_flat(graph), file, encoding="utf-8", edge_id_from_attribute="edge_id")


def _flat(graph: Graph) -> "networkx.MultiDiGraph[str]":
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes:
        given = {key: _plain(value) for key, value in sorted(node.properties.items())}
        title = given.pop("title", "")
        network.add_node(_plain(node.id), label=title, category=node.label, **given)
    for edge in graph.edges:
        given = {key: _plain(value) for key, value in sorted(edge.properties.items())}
        key = _plain(edge.id)
        network.add_edge(
            _plain(edge.source), _plain(edge.target), key=key, edge_id=key, relation=edge.type, **given
        )
    return network


def _plain(value: Value) -> Any:
    """Return a value that XML holds: text without characters it forbids, line ends as LF."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return NOT_XML.sub("\ufffd", text)
