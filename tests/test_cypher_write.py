"""The write statements are those that the schema asks for."""

from pathlib import Path

import cypher
from graph.schema import load_schema
from graph.store.statements import HOLDING, SHARED, name_of, write_statements

FOLDER = Path(cypher.__file__).with_name("write")


def test_the_write_statements_are_fresh() -> None:
    there = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*.cypher")
    }
    assert there == write_statements(load_schema()), "run: python -m graph.store.statements"


def test_every_label_and_every_pair_of_ends_has_an_upsert_and_a_removal() -> None:
    schema = load_schema()
    for label in schema.nodes:
        assert f":{label} " in cypher.load(name_of("upsert", label)).text
        assert "DELETE n" in cypher.load(name_of("remove", label)).text
    for kind, edge in schema.edges.items():
        assert "DELETE r" in cypher.load(name_of("remove", kind)).text
        for source, target in edge.ends:
            text = cypher.load(name_of("upsert", source, kind, target)).text
            assert f"(a:{source} " in text
            assert f"[r:{kind} " in text
            assert f"(b:{target} " in text


def test_a_statement_that_removes_touches_no_fact_without_a_hash() -> None:
    removing = [path for path in FOLDER.rglob("*.cypher") if "DELETE" in path.read_text(encoding="utf-8")]
    assert removing
    for path in removing:
        assert "content_hash IS NOT NULL" in path.read_text(encoding="utf-8"), path.name


def test_what_holds_and_what_is_shared_is_in_the_schema() -> None:
    schema = load_schema()
    assert set(HOLDING) <= set(schema.edges)
    assert set(SHARED) <= set(schema.nodes)
    held = {target for kind in HOLDING for _, target in schema.edges[kind].ends}
    assert held | set(SHARED) == set(schema.nodes)
