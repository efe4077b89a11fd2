"""The graph as a networkx graph and back, without loss; and the network of who cites whom."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.model import Edge, Graph, Node

if TYPE_CHECKING:
    import networkx

__all__ = ["citation_network", "from_network", "to_network"]


def to_network(graph: Graph) -> "networkx.MultiDiGraph[str]":
    """Return the graph with ids as nodes and edge ids as keys.

    Attributes of a node are its ``label`` and properties, of an edge its ``type`` and properties; no
    property bears these names.
    """
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes:
        network.add_node(node.id, label=node.label, **node.properties)
    for edge in graph.edges:
        network.add_edge(edge.source, edge.target, key=edge.id, type=edge.type, **edge.properties)
    return network


def from_network(network: "networkx.MultiDiGraph[str]") -> Graph:
    """Return the graph that ``to_network`` made, whatever was left out of it since."""
    labels = {id: str(label) for id, label in network.nodes(data="label")}
    nodes = [
        Node(id=id, label=attributes["label"], properties=_without(attributes, "label"))
        for id, attributes in network.nodes(data=True)
    ]
    edges = [
        Edge(
            id=str(key),
            type=attributes["type"],
            source=source,
            source_label=labels[source],
            target=target,
            target_label=labels[target],
            properties=_without(attributes, "type"),
        )
        for source, target, key, attributes in network.edges(keys=True, data=True)
    ]
    return Graph(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: edge.id)),
    )


def citation_network(
    documents: Iterable[Mapping[str, Any]], pairs: Iterable[Mapping[str, Any]]
) -> "networkx.DiGraph[str]":
    """Return who cites whom: documents (``id``, ``level``, …) joined by their number of citations.

    ``pairs`` hold ``citing``, ``cited`` and ``citations``. A document without any is in it too.
    """
    import networkx

    network: networkx.DiGraph[str] = networkx.DiGraph()
    for document in documents:
        network.add_node(document["id"], **document)
    for pair in pairs:
        if pair["citing"] != pair["cited"]:
            network.add_edge(pair["citing"], pair["cited"], citations=pair["citations"])
    return network


def _without(attributes: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in attributes.items() if key != name}
