"""The schema's file is consistent, and what does not fit it is refused with a reason."""

from datetime import date, datetime

import pytest

from graph.schema import SchemaError, check_value, load_schema, parse_schema

SCHEMA = load_schema()


def test_every_property_type_of_the_schema_is_known_and_every_end_is_a_label() -> None:
    assert SCHEMA.version >= 1
    for known in SCHEMA.edges.values():
        assert known.ends and all(label in SCHEMA.nodes for pair in known.ends for label in pair)


def test_the_schema_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        SCHEMA.nodes["X"] = SCHEMA.nodes["Goal"]  # type: ignore[index]


def test_a_node_that_fits_passes_and_none_counts_as_left_out() -> None:
    SCHEMA.check_node(
        "国发〔2020〕1号", "Document", {"title": "某意见", "issued_on": date(2020, 1, 1), "kind": None}
    )


@pytest.mark.parametrize(
    ("id", "label", "properties", "reason"),
    [
        ("d", "Paper", {"title": "t"}, "label 'Paper' is not in the schema"),
        ("", "Goal", {"title": "t"}, "an id must be text"),
        ("d", "Goal", {}, "has no title"),
        ("d", "Goal", {"title": "t", "colour": "red"}, "property 'Goal.colour' is not in the schema"),
        ("d", "Goal", {"title": "t", "order": "1"}, "Goal.order must be int, not str"),
        ("d", "Goal", {"title": "t", "order": True}, "Goal.order must be int, not bool"),
        ("d", "Goal", {"title": "t", "order": 2**63}, "does not fit into 64 bits"),
        ("d", "Goal", {"title": "t", "text": ["a"]}, "Goal.text must be str, not list"),
        ("d", "Goal", {"title": "t", "text": {"a": 1}}, "Goal.text must be str, not dict"),
        ("d", "Goal", {"title": "\ud800"}, "Goal.title is not valid Unicode text"),
        ("d", "Indicator", {"title": "t", "low": 1}, "Indicator.low must be float, not int"),
        ("d", "Indicator", {"title": "t", "low": float("nan")}, "Indicator.low is not a finite number"),
        ("d", "Indicator", {"title": "t", "low": float("inf")}, "Indicator.low is not a finite number"),
        ("d", "Document", {"title": "t", "issued_on": datetime(2020, 1, 1)}, "must be date, not datetime"),
    ],
)
def test_a_node_that_does_not_fit_is_refused(
    id: str, label: str, properties: dict[str, object], reason: str
) -> None:
    with pytest.raises(SchemaError, match=reason) as caught:
        SCHEMA.check_node(id, label, properties)
    assert caught.value.zh


def test_an_edge_joins_only_the_labels_that_the_schema_names() -> None:
    SCHEMA.check_edge("e", "HAS_TASK", "Goal", "Task", {"order": 1})
    with pytest.raises(SchemaError, match="HAS_TASK does not join Task to Goal"):
        SCHEMA.check_edge("e", "HAS_TASK", "Task", "Goal", {"order": 1})
    with pytest.raises(SchemaError, match="edge type 'LIKES' is not in the schema"):
        SCHEMA.check_edge("e", "LIKES", "Task", "Goal", {})


def test_text_outside_the_basic_plane_is_text() -> None:
    check_value("Goal.title", "str", "𠮷野家，😀")


NODE = '[node.A]\nabout = "a"\nabout_zh = "甲"\nproperties = {{ {0} }}\nindex = [{1}]\ntext = []\n'


@pytest.mark.parametrize(
    ("properties", "index", "reason"),
    [
        ('name = "str"', "", "A.name is a reserved name"),
        ('id = "str"', "", "A.id is a reserved name"),
        ('x = "list"', "", "property type 'list' is not in the schema"),
        ('"x y" = "str"', "", "is not a plain identifier"),
        ('x = "str"', '"y"', "property 'A.y' is not in the schema"),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(properties: str, index: str, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        parse_schema("version = 1\n" + NODE.format(properties, index))
