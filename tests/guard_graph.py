"""The small graph that the guard's cases are asked of."""

from datetime import date

from graph.model import Edge, Graph, Node, Value


def _node(label: str, id: str, title: str, **properties: Value) -> Node:
    return Node(id=id, label=label, properties={"title": title, **properties})


NODES = (
    _node("Document", "d1", "甲", issued_on=date(2020, 1, 1), level="central", doc_number="国发〔2020〕1号"),
    _node("Document", "d2", "d2", period_end=2025, level="county"),
    _node("Document", "d3", "丙 abc１", issued_on=date(2021, 5, 6), level="central"),
    _node("Goal", "g1", "目标1", order=1, text="建立体系，完善制度", marker="1."),
    _node("Goal", "g2", "2", order=2, marker="2."),
    _node("Indicator", "i1", "x", low=-2.5, high=2.5),
    _node("Task", "t1", "任务", order=1, text="任务"),
    _node("Task", "t2", "任务2", order=2, text="任务2", deadline="2020-12-31"),
    _node("Theme", "theme:a", "a\nb"),
)


def _edge(id: str, type: str, source: str, target: str, **properties: Value) -> Edge:
    labels = {node.id: node.label for node in NODES}
    return Edge(
        id=id,
        type=type,
        source=source,
        source_label=labels[source],
        target=target,
        target_label=labels[target],
        properties=properties,
    )


EDGES = (
    _edge("e1", "CITES", "g1", "d1", confidence=0.5, quote="x"),
    _edge("e2", "CITES", "g1", "d2", confidence=1.0),
    _edge("e3", "HAS_TASK", "g1", "t1", order=1),
    _edge("e4", "HAS_GOAL", "d3", "g1", order=1),
    _edge("e5", "DRIVEN_BY", "t1", "d1", basis="explicit"),
    _edge("e6", "BASED_ON", "d2", "d1"),
    _edge("e7", "BASED_ON", "d3", "d2", effective_on=date(2020, 1, 1)),
    _edge("e8", "HAS_INDICATOR", "t1", "i1"),
    _edge("e9", "CITES", "g2", "d1", confidence=0.25, quote="y"),
)

GUARD_GRAPH = Graph(nodes=NODES, edges=EDGES)
