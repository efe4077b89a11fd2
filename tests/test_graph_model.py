"""What the hash of a fact depends on."""

from dataclasses import replace
from datetime import date

from graph.model import Edge, Node, Value, fact_hash, fact_hashes

NODE = Node(id="a", label="Goal", properties={"title": "一", "order": 1, "text": None})
EDGE = Edge(
    id="e",
    type="CITES",
    source="a",
    source_label="Part",
    target="b",
    target_label="Document",
    properties={"quote": "落实"},
)


def test_what_is_not_known_and_the_order_of_properties_do_not_count() -> None:
    same = replace(NODE, properties={"order": 1, "title": "一"})
    assert fact_hash(NODE) == fact_hash(same)


def test_many_facts_have_the_hashes_that_each_has_alone() -> None:
    nodes = [NODE, replace(NODE, id="b", properties={"title": ":null"})]
    edges = [EDGE, replace(EDGE, id="f", properties={})]
    assert fact_hashes(nodes) == [fact_hash(node) for node in nodes]
    assert fact_hashes(edges) == [fact_hash(edge) for edge in edges]
    assert fact_hashes([]) == []


def test_every_value_and_its_type_count() -> None:
    given: list[Value] = [1, 1.0, "1", True, date(2020, 1, 1), ":null", None]
    assert len({fact_hash(replace(NODE, properties={"title": value})) for value in given}) == len(given)


def test_an_edge_whose_end_gets_another_label_is_another_fact() -> None:
    """A part that turns into a goal keeps its id: only the label tells that the edge must move."""
    assert fact_hash(EDGE) != fact_hash(replace(EDGE, source_label="Goal"))
    assert fact_hash(EDGE) != fact_hash(replace(EDGE, target_label="Goal"))
