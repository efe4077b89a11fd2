"""The finished tables are what the script makes of the facts, with what was decided since."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from extract.tables import read_table

FACTS = Path(__file__).resolve().parents[1] / "extract" / "data" / "facts"
CATALOGUE = Path(__file__).resolve().parents[2] / "shared" / "catalogue"
TABLES = ("documents", "law_editions", "relations", "bodies", "places", "cues", "not_documents")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tables", FACTS / "make_tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CATALOGUE.is_dir(), reason="the collected facts (../shared/catalogue) are not here")
def test_every_table_is_what_the_script_makes(script: ModuleType) -> None:
    made = script.make_tables(CATALOGUE)
    assert set(made) == set(TABLES)
    for name in TABLES:
        columns = script.COLUMNS[name]
        assert [{column: row[column] for column in columns} for row in made[name]] == list(
            read_table(f"{name}.csv")
        ), name


@pytest.mark.parametrize(
    ("raw", "travels"),
    [
        ("owner/name:some folder/file.md [number,date]", "owner/name"),
        ("https://example.org/a/b.html (copy of the notice) [number]", "page"),
        ("github-file-index:12345 [title]", "public repository"),
        ("PyPI some-table 1.2.3 ; npm other-table 4.5", "some-table;other-table"),
        ("unattested [date]", "general knowledge"),
        ("texts [12] ; prefixes: attested [3], general knowledge [1]", "texts"),
        ("", "general knowledge"),
    ],
)
def test_of_a_source_only_its_name_or_kind_travels(script: ModuleType, raw: str, travels: str) -> None:
    assert script.sources(raw) == travels


def test_a_source_of_another_form_stops_the_script(script: ModuleType) -> None:
    with pytest.raises(SystemExit):
        script.sources("what somebody said")


def test_a_field_is_attested_only_where_a_source_says_so(script: ModuleType) -> None:
    row = dict.fromkeys(script.COLUMNS["documents"], "")
    attested = {
        source: script.document(row | {"source": source})["attested"]
        for source in (
            "unattested",
            "owner/name:file [title]",
            "owner/name:file [number] ; unattested [date]",
        )
    }
    assert list(attested.values()) == ["", "title", "title;number"]


def test_a_correction_whose_old_value_is_gone_stops_the_script(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "HERE", tmp_path)
    (tmp_path / "corrections.csv").write_text(
        "table,id,field,old,new,evidence,source\ncues,c1,text,根据,依据,seen,texts\n", encoding="utf-8"
    )
    tables: dict[str, list[dict[str, str]]] = {"cues": [{"id": "c1", "text": "根据"}]}
    script.correct(tables)
    assert tables["cues"][0]["text"] == "依据"
    with pytest.raises(SystemExit, match="line 2"):
        script.correct(tables)


def test_a_renamed_document_takes_its_relations_along(script: ModuleType) -> None:
    tables: dict[str, list[dict[str, str]]] = {
        "documents": [{"id": "甲"}, {"id": "乙"}],
        "relations": [{"from_id": "甲", "to_id": "乙"}],
        "law_editions": [{"document_id": "甲"}],
    }
    script.rename(tables, "documents", tables["documents"][0], "丙")
    assert tables["relations"] == [{"from_id": "丙", "to_id": "乙"}]
    script.rename(tables, "documents", tables["documents"][0], "乙")
    assert [row["id"] for row in tables["documents"]] == ["乙"]
    assert tables["law_editions"] == [{"document_id": "乙"}]
