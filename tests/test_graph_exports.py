"""Files for other programs: nothing is lost that they can hold, nothing in them runs."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import openpyxl
import pytest
from make_graph import make_graph
from test_graph_builder import FIRST, PLAN, SECOND, TEXT, build, plan

from extract.model import Role, Verdict
from graph.exports import EXPORTS, export_graph
from graph.exports.gephi import write_gexf, write_graphml
from graph.exports.jsonl import read_graph, write_graph
from graph.exports.neo4j_import import import_command, write_neo4j_import
from graph.exports.tables import citations, drivers, tables
from graph.exports.xlsx import write_xlsx
from graph.model import Edge, Graph, Node
from graph.workspace import Workspace

HOSTILE = '=HYPERLINK("x")\x00\x0b<script>&"\'\r\n@SUM ]]> 𠮷'
GRAPH = build(plan())


def hostile() -> Graph:
    document = Node(id="d", label="Document", properties={"title": HOSTILE, "issued_on": date(2020, 1, 2)})
    goal = Node(id="d/1", label="Goal", properties={"title": HOSTILE, "marker": "1.", "text": HOSTILE})
    holds = Edge(
        id="e1",
        type="HAS_GOAL",
        source="d",
        source_label="Document",
        target="d/1",
        target_label="Goal",
        properties={"order": 1},
    )
    cites = Edge(
        id="e2",
        type="CITES",
        source="d/1",
        source_label="Goal",
        target="d",
        target_label="Document",
        properties={"quote": HOSTILE, "confidence": 0.5},
    )
    return Graph(nodes=(document, goal), edges=(holds, cites, replace(cites, id="e3")))


def test_one_row_a_citation_with_its_words_and_where_they_stand() -> None:
    rows = citations(GRAPH).rows
    assert len(rows) == 4
    assert [row["first_char"] for row in rows] == sorted(row["first_char"] for row in rows)  # type: ignore[type-var]
    for row in rows:
        first, last = row["first_char"], row["end_char"]
        assert isinstance(first, int) and isinstance(last, int) and row["quote"] == TEXT[first:last]
    second = rows[1]
    assert (second["document_id"], second["goal_marker"], second["goal_title"]) == (PLAN, "1.", "体育")
    assert second["task"] == "落实《关于甲事的意见》，推进体育工作，优良率达到60%以上。"
    assert (second["target_number"], second["role"], second["basis"]) == (
        FIRST.number,
        "implements",
        "explicit",
    )
    assert rows[3]["verdict"] == "unknown" and rows[3]["target_origin"] == "cited"


def test_unsure_citations_are_rows_with_their_candidates() -> None:
    analysis = plan()
    unsure = replace(
        analysis.citations[3],
        resolution=replace(analysis.citations[3].resolution, verdict=Verdict.UNSURE),
    )
    (row,) = citations(build(replace(analysis, citations=(unsure,), drivers=()))).rows
    assert (row["verdict"], row["quote"], row.get("target_id")) == ("unsure", "《关于丙事的通知》", None)


def test_one_row_a_driver_with_task_basis_role_and_quote() -> None:
    rows = drivers(GRAPH).rows
    assert [row["basis"] for row in rows] == ["document", "explicit", "scope"]
    for row in rows[1:]:
        first, last = row["task_first_char"], row["task_end_char"]
        assert isinstance(first, int) and isinstance(last, int) and row["task"] == TEXT[first:last]
        assert row["goal_title"] == "体育" and row["role"] == Role.IMPLEMENTS.value
    assert rows[0]["task"] is None and rows[0]["goal_title"] is None
    assert SECOND.id not in {row["target_id"] for row in rows}


def test_every_column_is_explained_and_every_cell_has_a_column() -> None:
    for table in tables(GRAPH):
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(column.about and column.about_zh and column.width for column in table.columns)
        assert {key for row in table.rows for key in row} <= set(names)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "ws")
    write_graph(GRAPH, found.graph)
    return found


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_is_written_into_the_workspace_or_where_asked(
    form: str, workspace: Workspace, tmp_path: Path
) -> None:
    paths = export_graph(form, workspace)
    assert paths and all(path.is_file() and workspace.path in path.parents for path in paths)
    elsewhere = export_graph(form, workspace, tmp_path / "other" / "out")
    assert all(path.is_file() for path in elsewhere) and len(elsewhere) == len(paths)


def test_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    found = Workspace(tmp_path / "ws")
    write_graph(hostile(), found.graph)
    first, second = export_graph("csv", found, tmp_path / "out.csv")
    assert (first.name, second.name) == ("out-citations.csv", "out-drivers.csv")
    raw = first.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0]["quote"] == "'" + HOSTILE and rows[0]["document_issued_on"] == "2020-01-02"


def test_the_workbook_has_frozen_headers_widths_and_no_formula(tmp_path: Path) -> None:
    write_xlsx(tables(hostile()), tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["citations", "drivers", "columns"]
    sheet = book["citations"]
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["B"].width == 40
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    titles = {cell.value for cell in sheet["B"][1:]}
    assert len(titles) == 1 and str(titles.pop()).startswith("'=HYPERLINK")
    confidence = [c.name for c in citations(hostile()).columns].index("confidence")
    assert sheet.cell(row=2, column=confidence + 1).value == 0.5


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.exports.xlsx.MOST_ROWS", 3)
    write_xlsx(tables(GRAPH), tmp_path / "t.xlsx")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == [
        "citations",
        "citations 2",
        "drivers",
        "columns",
    ]


@pytest.mark.parametrize("form", ["gexf", "graphml"])
@pytest.mark.parametrize("name", ["made", "hostile"])
def test_gephi_formats_go_round(form: str, name: str, tmp_path: Path) -> None:
    graph = make_graph(300, seed=8) if name == "made" else hostile()
    path = tmp_path / f"graph.{form}"
    (write_gexf if form == "gexf" else write_graphml)(graph, path)
    read = networkx.read_gexf(path) if form == "gexf" else networkx.read_graphml(path, force_multigraph=True)
    assert set(read.nodes) == {node.id for node in graph.nodes}
    assert read.number_of_edges() == len(graph.edges)
    for node in graph.nodes:
        found = read.nodes[node.id]
        assert found["category"] == node.label
        for key, value in node.properties.items():
            if key != "title" and not isinstance(value, str):
                assert found[key] == (value.isoformat() if isinstance(value, date) else value)
        if name == "made":
            assert found["label"] == node.properties["title"]
    relations = sorted(data["relation"] for _, _, data in read.edges(data=True))
    assert relations == sorted(edge.type for edge in graph.edges)


def test_gephi_files_hold_valid_xml_the_same_in_every_run(tmp_path: Path) -> None:
    for write in (write_gexf, write_graphml):
        write(hostile(), tmp_path / "a")
        write(hostile(), tmp_path / "b")
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        ElementTree.parse(tmp_path / "a")


def test_the_import_command_names_every_file(tmp_path: Path) -> None:
    paths = write_neo4j_import(GRAPH, tmp_path / "import")
    line = paths[-1].read_text(encoding="utf-8").strip()
    labels = sorted({node.label for node in GRAPH.nodes})
    types = sorted({edge.type for edge in GRAPH.edges})
    assert line == import_command(labels, types)
    assert line.startswith("neo4j-admin database import full neo4j --nodes=Body=Body.csv")
    assert {path.name for path in paths[:-1]} == {f"{name}.csv" for name in (*labels, *types)}
    assert all(f"{path.stem}={path.name}" in line for path in paths[:-1])


def test_import_files_keep_empty_text_apart_from_nothing(tmp_path: Path) -> None:
    node = Node(id='a"b', label="Theme", properties={"title": "", "source": 'x\n"y"'})
    write_neo4j_import(Graph(nodes=(node,), edges=()), tmp_path)
    header, row = (tmp_path / "Theme.csv").read_text(encoding="utf-8").split("\n", 1)
    assert header == "id:ID,title:string,source:string,content_hash:string"
    assert row.startswith('"a""b","","x\n""y""",')


def test_the_graph_file_goes_round_through_the_export(workspace: Workspace, tmp_path: Path) -> None:
    (path,) = export_graph("jsonl", workspace, tmp_path / "copy.jsonl")
    assert read_graph(path) == GRAPH
