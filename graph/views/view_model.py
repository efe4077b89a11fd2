"""From a graph to what a picture needs: lanes, drawn direction, positions, and only the facts it shows.

Pure Python, no drawing library. Everything in the graph is kept: every node and edge of it is in
the view, whatever is drawn at first. Text that recurs (a sentence is the quote of several edges and
the words of a task) is held once, in ``texts``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.model import Edge, Graph, Node, Value
from graph.views.files import source_name
from graph.views.layout import Layout, lay_out, wrap

__all__ = [
    "DRAWN_LABELS",
    "FOLDED_LIMIT",
    "LANES",
    "WHOLE_LIMIT",
    "Fact",
    "View",
    "ViewEdge",
    "ViewNode",
    "drawn_links",
    "make_view",
]

WHOLE_LIMIT = 500
"""Up to so many nodes the first picture shows all that is drawn at first."""

FOLDED_LIMIT = 2000
"""Up to so many it shows all but the tasks; above, the page begins with a table of documents."""

LANES = (
    "central",
    "unsettled",
    "provincial",
    "municipal",
    "county",
    "unlevelled",
    "part",
    "goal",
    "task",
    "indicator",
    "theme",
    "body",
    "place",
)
"""Lanes from left to right. ``unsettled``: cited, but its level is unknown, or which document is
meant; ``unlevelled``: read here, its level unknown."""

LANE_OF_LABEL = {
    "Part": "part",
    "Goal": "goal",
    "Task": "task",
    "Mention": "unsettled",
    "Indicator": "indicator",
    "Theme": "theme",
    "Body": "body",
    "Place": "place",
}
DRAWN_LABELS = frozenset({"Document", "Goal", "Task", "Mention"})
RELATIONS = frozenset({"IMPLEMENTS", "BASED_ON", "FORWARDS", "AMENDS", "REPEALS", "SUPERSEDES"})
LINKING = frozenset({"CITES", "DRIVEN_BY", "HAS_OPEN"})
FROM_TARGET = RELATIONS | LINKING | {"IN_PART"}
"""Edges drawn from their target to their source: the document that is cited stands on the left."""

NODE_FACTS = {
    "Document": ("doc_number", "level", "kind", "issued_on", "period_end", "origin", "place", "status"),
    "Part": ("marker", "first_char", "end_char"),
    "Goal": ("marker", "first_char", "end_char", "kind"),
    "Task": ("first_char", "end_char", "deadline"),
    "Mention": ("text", "candidates", "why", "first_char", "end_char"),
    "Indicator": ("value", "unit", "comparator", "deadline", "quote"),
    "Body": ("level",),
    "Place": ("level",),
    "Theme": ("source",),
}
"""The properties that the page shows of a node, by label; the words of a goal are those of its tasks."""

EDGE_FACTS = (
    *("basis", "confidence", "role", "kind", "verdict", "cue", "articles", "rule", "first_char"),
    *("end_char", "page", "why", "notes", "text", "certainty", "effective_on", "scope", "source", "tasks"),
)
SHORTEST_PREFIX = 8
SENTENCE_ENDS = "。；！？\n"
LONGEST_SIDE = 120
"""Characters of a sentence shown at most on each side of the cited words."""

Fact = str | int | float | bool | list[int]


@dataclass(slots=True, kw_only=True)
class ViewNode:
    """A node as the page holds it; ``number`` is its place in ``View.nodes``, and its id there."""

    number: int
    node: Node
    lane: int
    label: str
    holder: int | None = None
    x: float = 0.0
    y: float = 0.0
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class ViewEdge:
    """An edge as the page draws it, from ``left`` to ``right``; ``flipped`` where the graph has it reversed."""

    left: int
    right: int
    flipped: bool
    facts: dict[str, Fact]


@dataclass(slots=True, kw_only=True)
class View:
    """Everything that the explorer needs, in an order that depends on the graph alone."""

    nodes: list[ViewNode]
    edges: list[ViewEdge]
    texts: list[str]
    layout: Layout
    title: str


def make_view(graph: Graph, *, title: str = "", sources: str | None = None) -> View:
    """Return the view of ``graph``; raise ``ValueError`` for a doubled id or an edge without its ends.

    ``sources`` is the folder of the annotated sources beside the page, None where there is none.
    """
    holder = holders(graph.edges)
    nodes = ordered_nodes(graph.nodes, holder)
    number = {node.node.id: node.number for node in nodes}
    if len(number) != len(graph.nodes):
        raise ValueError("two nodes of the graph bear one id")
    texts = Texts()
    for view_node in nodes:
        above = holder.get(view_node.node.id)
        view_node.holder = number.get(above) if above is not None else None
        view_node.facts = node_facts(view_node, nodes, texts, sources)
    words = container_words(graph.nodes)
    edges = [view_edge(edge, number, words, texts) for edge in graph.edges]
    layout = overview(nodes, edges)
    for view_node in nodes:
        if view_node.number in layout.placed:
            place = layout.placed[view_node.number]
            view_node.x, view_node.y = place.x, place.y
    return View(nodes=nodes, edges=edges, texts=texts.all, layout=layout, title=title)


class Texts:
    """Each text once, by its place in a list."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Return the place of ``text``, which is added if it is new."""
        if text not in self.places:
            self.places[text] = len(self.all)
            self.all.append(text)
        return self.places[text]


def holders(edges: Iterable[Edge]) -> dict[str, str]:
    """Return what holds each part, goal and task: the nearest of document, part and goal."""
    held: dict[str, str] = {}
    parts: dict[str, str] = {}
    for edge in edges:
        if edge.type in ("HAS_GOAL", "HAS_TASK", "HAS_PART"):
            held[edge.target] = edge.source
        elif edge.type == "IN_PART":
            parts[edge.source] = edge.target
    return held | parts


def document_of(node: str, holder: Mapping[str, str]) -> str:
    """Return the id of the document that ``node`` stands in, or its own id outside any."""
    seen = {node}
    while node in holder and holder[node] not in seen:
        node = holder[node]
        seen.add(node)
    return node


def lane_of(node: Node) -> int:
    """Return the lane of a node: a document's follows from its level, any other's from its label."""
    if node.label != "Document":
        return LANES.index(LANE_OF_LABEL[node.label])
    level = str(node.properties.get("level") or "unknown")
    if level in LANES:
        return LANES.index(level)
    read_here = node.properties.get("origin") == "corpus"
    return LANES.index("unlevelled" if read_here else "unsettled")


def ordered_nodes(nodes: Iterable[Node], holder: Mapping[str, str]) -> list[ViewNode]:
    """Return the nodes by lane, and in a lane by document and place in its text."""

    def place(node: Node) -> tuple[int, str, int, str]:
        first = node.properties.get("first_char")
        return (
            lane_of(node),
            document_of(node.id, holder),
            first if isinstance(first, int) else 0,
            node.id,
        )

    return [
        ViewNode(number=number, node=node, lane=lane_of(node), label=wrap(shown_title(node)))
        for number, node in enumerate(sorted(nodes, key=place))
    ]


def shown_title(node: Node) -> str:
    """Return the words that stand for a node: a task's own words, else its title."""
    properties = node.properties
    words = properties.get("text") if node.label in ("Task", "Mention") else None
    return str(words or properties.get("title") or node.id)


def node_facts(node: ViewNode, nodes: list[ViewNode], texts: Texts, sources: str | None) -> dict[str, Fact]:
    """Return what the page holds of a node: its id, its words, the properties shown, its source page.

    An id that begins with its holder's is held without that beginning (``tail``).
    """
    facts: dict[str, Fact] = {"type": node.node.label}
    above = nodes[node.holder].node.id if node.holder is not None else ""
    if len(above) > SHORTEST_PREFIX and node.node.id.startswith(above):
        facts["tail"] = node.node.id.removeprefix(above)
    else:
        facts["id"] = node.node.id
    if node.holder is not None:
        facts["holder"] = node.holder
    words = shown_title(node.node)
    if node.node.label in ("Task", "Mention"):
        facts["words"] = texts.place(words)
    elif words != node.label:
        facts["title"] = words
    for key in NODE_FACTS[node.node.label]:
        value = plain(node.node.properties.get(key))
        if value is not None and not (key == "text" and value == words):
            facts[key] = value
    if sources is not None and node.node.properties.get("origin") == "corpus":
        facts["page"] = f"{sources}/{source_name(node.node.id)}"
    return facts


def plain(value: Value) -> str | int | float | bool | None:
    """Return a property as JSON can hold it: a day as ISO text, nothing for empty text."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def container_words(nodes: Iterable[Node]) -> dict[str, tuple[int, str]]:
    """Return the words of each task and goal with the offset at which they begin in their document."""
    found = {}
    for node in nodes:
        text, first, end = (node.properties.get(key) for key in ("text", "first_char", "end_char"))
        whole = isinstance(text, str) and isinstance(first, int) and isinstance(end, int)
        if whole and len(str(text)) == int(str(end)) - int(str(first)):
            found[node.id] = (int(str(first)), str(text))
    return found


def view_edge(
    edge: Edge, number: Mapping[str, int], words: Mapping[str, tuple[int, str]], texts: Texts
) -> ViewEdge:
    """Return an edge as it is drawn, with the facts shown and its quote as a place in ``texts``."""
    for end in (edge.source, edge.target):
        if end not in number:
            raise ValueError(f"{edge.type} has an end that is no node of the graph")
    properties = edge.properties
    facts: dict[str, Fact] = {"type": edge.type, "id": edge.id}
    for key in EDGE_FACTS:
        value = plain(properties.get(key))
        if value is not None:
            facts[key] = value
    quote, mark = quoted(edge, words)
    if quote:
        facts["quote"] = texts.place(quote)
    if mark is not None:
        facts["mark"] = list(mark)
    task = properties.get("task_id")
    if isinstance(task, str) and task in number:
        facts["task"] = number[task]
    flipped = edge.type in FROM_TARGET
    source, target = number[edge.source], number[edge.target]
    left, right = (target, source) if flipped else (source, target)
    return ViewEdge(left=left, right=right, flipped=flipped, facts=facts)


def quoted(edge: Edge, words: Mapping[str, tuple[int, str]]) -> tuple[str, tuple[int, int] | None]:
    """Return the sentence to show for an edge and where in it the cited words stand, if that is known.

    The offsets of the edge point into the document; a task or goal whose words and place are known
    turns them into places in its own words. Where none is, the quote of the edge stands alone.
    """
    quote = str(edge.properties.get("quote") or "")
    first, end = edge.properties.get("first_char"), edge.properties.get("end_char")
    if not isinstance(first, int) or not isinstance(end, int) or end <= first:
        return quote, None
    for holder in (edge.properties.get("task_id"), edge.source):
        start, text = words.get(str(holder), (0, ""))
        if start <= first < end <= start + len(text):
            return sentence_around(text, first - start, end - first)
    return quote, (0, len(quote)) if len(quote) == end - first else None


def sentence_around(text: str, at: int, length: int) -> tuple[str, tuple[int, int]]:
    """Return the sentence of ``text`` that holds ``length`` characters at ``at``, and where they are in it.

    Words in a citation may hold an end of sentence; only those outside it end one.

    >>> sentence_around("办好实事。落实《甲》精神，推进。", 7, 3)
    ('落实《甲》精神，推进。', (2, 3))
    """
    begin = max(text.rfind(mark, 0, at) for mark in SENTENCE_ENDS) + 1
    ends = [place for mark in SENTENCE_ENDS if (place := text.find(mark, at + length)) >= 0]
    stop = min(ends) + 1 if ends else len(text)
    begin, stop = max(begin, at - LONGEST_SIDE), min(stop, at + length + LONGEST_SIDE)
    sentence = text[begin:stop]
    blank = len(sentence) - len(sentence.lstrip())
    return sentence.strip(), (at - begin - blank, length)


def drawn_first(node: ViewNode) -> bool:
    """Say whether a node is of a kind that is drawn before anything is chosen."""
    return node.node.label in DRAWN_LABELS


def read_here(node: ViewNode) -> bool:
    """Say whether a node is a document that was read, or part of one."""
    return node.node.label != "Document" or node.node.properties.get("origin") == "corpus"


def drawn_links(
    edges: Iterable[ViewEdge], nodes: Sequence[ViewNode], within: Collection[int]
) -> list[tuple[int, int]]:
    """Return the ends of all lines among the nodes ``within``, sorted, each pair once.

    A task's driver is drawn through its goal where the same document drives that.
    """
    shown = [edge for edge in edges if edge.left in within and edge.right in within]
    of_task = [edge for edge in shown if is_driver_of_task(edge, nodes)]
    pairs = {(edge.left, edge.right) for edge in shown if not is_driver_of_task(edge, nodes)}
    direct = frozenset(pairs)
    for edge in of_task:
        goal = nodes[edge.right].holder
        through = goal is not None and (edge.left, goal) in direct
        pairs.add((goal, edge.right) if through and goal is not None else (edge.left, edge.right))
    return sorted(pairs)


def is_driver_of_task(edge: ViewEdge, nodes: Sequence[ViewNode]) -> bool:
    """Say whether an edge says what drives a task."""
    return edge.facts["type"] == "DRIVEN_BY" and nodes[edge.right].node.label == "Task"


def overview(nodes: Sequence[ViewNode], edges: Sequence[ViewEdge]) -> Layout:
    """Return the layout of the first picture; nothing is placed where the page begins with a table.

    Documents that are in the graph for relations between documents alone are left out of it.
    """
    linked = {end for edge in edges if edge.facts["type"] in LINKING for end in (edge.left, edge.right)}
    drawn = [node for node in nodes if drawn_first(node) and (node.number in linked or read_here(node))]
    if len(drawn) > FOLDED_LIMIT:
        return Layout({}, {}, {})
    if len(drawn) > WHOLE_LIMIT:
        drawn = [node for node in drawn if node.node.label != "Task" or node.holder is None]
    numbers = {node.number for node in drawn}
    links = drawn_links(edges, nodes, numbers)
    return lay_out([(node.number, node.lane) for node in drawn], links, wide=True)
