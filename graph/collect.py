"""Gathers nodes and edges in any order into one graph that does not depend on that order."""

from collections.abc import Mapping

from graph.model import Edge, Graph, Node, Value, edge_id

__all__ = ["Collector"]

ORIGIN_RANK = {"cited": 0, "catalogue": 1, "corpus": 2}
SOURCE_RANK = {"text": 0, "user": 1, "list": 2}


class Collector:
    """Holds each node and edge once. Of two that share an id, the better known one stays."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, Edge] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._nodes

    def node(self, label: str, id: str, title: str, /, **properties: Value) -> str:
        """Keep a node and return its id; what is None is left out."""
        given = {key: value for key, value in properties.items() if value is not None}
        node = Node(id=id, label=label, properties={"title": title, **given})
        known = self._nodes.get(id)
        self._nodes[id] = node if known is None else max(known, node, key=_rank)
        return id

    def edge(
        self, type: str, source: str, target: str, /, *distinguishing: object, **properties: Value
    ) -> None:
        """Keep an edge between two nodes that are here; ``distinguishing`` tells it from its parallels."""
        id = edge_id(type, source, target, *distinguishing)
        edge = Edge(
            id=id,
            type=type,
            source=source,
            source_label=self._nodes[source].label,
            target=target,
            target_label=self._nodes[target].label,
            properties={key: value for key, value in properties.items() if value is not None},
        )
        known = self._edges.get(id)
        self._edges[id] = edge if known is None else max(known, edge, key=lambda one: _words(one.properties))

    def properties(self, id: str) -> Mapping[str, Value]:
        """Return the properties of a node that is here."""
        return self._nodes[id].properties

    def graph(self) -> Graph:
        """Return everything, sorted by id."""
        return Graph(
            nodes=tuple(self._nodes[id] for id in sorted(self._nodes)),
            edges=tuple(self._edges[id] for id in sorted(self._edges)),
        )


def _rank(node: Node) -> tuple[int, int, str]:
    """Order nodes of one id: by where they are known from, by how much is known, else by their words."""
    origin = ORIGIN_RANK.get(str(node.properties.get("origin")), 0)
    source = SOURCE_RANK.get(str(node.properties.get("source")), 0) if node.label == "Theme" else 0
    return origin + source, len(node.properties), _words(node.properties)


def _words(properties: Mapping[str, Value]) -> str:
    return repr(sorted((key, repr(value)) for key, value in properties.items()))
