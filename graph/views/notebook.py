"""The explorer inside a notebook: a frame that holds its page whole, so that nothing is fetched or written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from graph.model import Edge, Graph, Node
from graph.store.base import Store
from graph.views.explorer import explorer_html

__all__ = ["Picture", "show"]

STEPS = 3
MOST_NODES = 3000
"""How far around a node, and how much, a picture in a notebook holds: the page is part of the notebook."""

PASSED_BY = frozenset({"Body", "Place", "Theme", "Indicator"})
"""Labels that join nearly everything to everything; they come along but lead no further."""

ORDER = ("Document", "Goal", "Task", "Part", "Mention", "Theme", "Place", "Body", "Indicator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page that a notebook shows: the last value of a cell is enough."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        frame = Markup(
            '<iframe srcdoc="{}" sandbox="allow-scripts allow-downloads" width="100%" height="{}" '
            'style="border:1px solid #ccc;border-radius:8px" title="Suyuan"></iframe>'
        )
        return str(frame.format(self.html, self.height))


def show(
    source: Store | Graph, *, around: str | None = None, language: str = "zh", height: int = 680
) -> Picture:
    """Return a picture of a graph, or of what stands around one node, for a notebook.

    ``around`` is an id, or words of a title or number; of several that hold them, documents come
    before goals and tasks, and the best linked first. The picture then holds what is within three
    steps, 3,000 nodes at most, and opens at the lineage. Raises ``LookupError`` where nothing bears
    these words. ``height`` is in pixels.
    """
    graph = source if isinstance(source, Graph) else source.read()
    root = None
    if around is not None:
        root = named(graph, around)
        graph = neighbourhood(graph, root)
    return Picture(html=explorer_html(graph, language=language, root=root), height=height)


def named(graph: Graph, words: str) -> str:
    """Return the id of the node that ``words`` name; raise ``LookupError`` where there is none."""
    links: dict[str, int] = {}
    for edge in graph.edges:
        for end in (edge.source, edge.target):
            links[end] = links.get(end, 0) + 1
    found = [node for node in graph.nodes if node.id == words or bears(node, words)]
    if not found:
        raise LookupError(f"no node of the graph bears {words!r}")
    best = min(
        found, key=lambda node: (node.id != words, ORDER.index(node.label), -links.get(node.id, 0), node.id)
    )
    return best.id


def bears(node: Node, words: str) -> bool:
    """Say whether the title, number or text of ``node`` holds ``words``."""
    return any(words in str(node.properties.get(key) or "") for key in ("title", "doc_number", "text"))


def neighbourhood(graph: Graph, root: str) -> Graph:
    """Return the part of ``graph`` within three steps of ``root``, nearest first, at most 3,000 nodes."""
    label = {node.id: node.label for node in graph.nodes}
    near = adjacency(graph.edges)
    kept = {root: None}  # a dict keeps the order in which nodes were reached
    frontier: list[str] = [root]
    for _ in range(STEPS):
        reached: list[str] = []
        for id in frontier:
            if id != root and label[id] in PASSED_BY:
                continue
            for other in near.get(id, ()):
                if other not in kept and len(kept) < MOST_NODES:
                    kept[other] = None
                    reached.append(other)
        frontier = reached
    return part_of(graph, kept)


def adjacency(edges: Iterable[Edge]) -> Mapping[str, list[str]]:
    """Return each node's neighbours, in the order of the edges."""
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.source, []).append(edge.target)
        near.setdefault(edge.target, []).append(edge.source)
    return near


def part_of(graph: Graph, kept: Collection[str]) -> Graph:
    """Return the nodes ``kept`` and the edges among them."""
    return Graph(
        nodes=tuple(node for node in graph.nodes if node.id in kept),
        edges=tuple(edge for edge in graph.edges if edge.source in kept and edge.target in kept),
    )
