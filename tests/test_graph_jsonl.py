"""The graph file: the same graph is the same bytes, and a broken line is named by its number."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from make_graph import make_graph

from extract.errors import DataError, StoreError
from graph.exports.jsonl import iterate_graph, read_graph, write_graph
from graph.model import Graph, Node

GRAPH = make_graph(400, seed=3)


def lines_of(tmp_path: Path, graph: Graph = GRAPH) -> list[bytes]:
    write_graph(graph, tmp_path / "graph.jsonl")
    return (tmp_path / "graph.jsonl").read_bytes().splitlines(keepends=True)


def reason(tmp_path: Path, lines: list[bytes]) -> DataError:
    (tmp_path / "broken.jsonl").write_bytes(b"".join(lines))
    with pytest.raises(DataError) as caught:
        read_graph(tmp_path / "broken.jsonl")
    return caught.value


def test_made_graphs_have_the_size_asked_for_and_depend_on_the_seed_alone() -> None:
    graph = make_graph(300, 1200, seed=5)
    assert (len(graph.nodes), len(graph.edges)) == (300, 1200)
    assert graph == make_graph(300, 1200, seed=5)
    assert graph != make_graph(300, 1200, seed=6)


def test_a_graph_comes_back_as_it_was_and_is_the_same_bytes_again(tmp_path: Path) -> None:
    first = lines_of(tmp_path)
    again = read_graph(tmp_path / "graph.jsonl")
    assert again == GRAPH
    assert lines_of(tmp_path, again) == first


def test_the_file_has_nodes_then_edges_each_sorted_by_id_with_the_keys_of_the_format(tmp_path: Path) -> None:
    rows = [orjson.loads(line) for line in lines_of(tmp_path)]
    count = len(GRAPH.nodes)
    assert all(list(row) == ["id", "label", "properties"] for row in rows[:count])
    assert all(list(row) == ["id", "type", "source", "target", "properties"] for row in rows[count:])
    for part in (rows[:count], rows[count:]):
        ids = [row["id"] for row in part]
        assert ids == sorted(ids)


def test_hostile_text_comes_back_unchanged(tmp_path: Path) -> None:
    text = "\"}\n\r\u2028<script>\x00 ' RETURN 1 // 𠮷 =1+1"
    graph = Graph(nodes=(Node(id=text, label="Theme", properties={"title": text}),), edges=())
    assert len(lines_of(tmp_path, graph)) == 1
    assert read_graph(tmp_path / "graph.jsonl") == graph


def test_a_line_that_was_cut_off_is_named(tmp_path: Path) -> None:
    lines = lines_of(tmp_path)
    error = reason(tmp_path, [*lines[:6], lines[6][:20]])
    assert error.line == 7 and "not a whole JSON object" in str(error) and "line 7" in str(error)
    assert "第 7 行" in error.render("zh")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"format": "suyuan graph", "version": 9}\n', "another version"),
        (b'{"id": "x", "label": "Planet", "properties": {"title": "t"}}\n', "label 'Planet'"),
        (b'{"id": "x", "label": "Goal", "properties": {"title": "t", "age": 1}}\n', "'Goal.age'"),
        (b'{"id": "x", "label": "Goal", "properties": []}\n', "properties must be an object"),
        (b'{"id": 3, "label": "Goal", "properties": {"title": "t"}}\n', "id must be text"),
        (b"[]\n", "neither a node nor an edge"),
        (b"\n", "not a whole JSON object"),
        (b"\xff\xfe\n", "not a whole JSON object"),
        (
            b'{"id": "x", "label": "Document", "properties": {"title": "t", "issued_on": "2020-13-01"}}\n',
            "Document.issued_on is no day",
        ),
    ],
)
def test_a_line_of_another_version_or_shape_is_named(tmp_path: Path, line: bytes, words: str) -> None:
    error = reason(tmp_path, [line])
    assert error.line == 1 and words in str(error)


def test_edges_that_join_nothing_nodes_after_edges_and_repeated_ids_are_named(tmp_path: Path) -> None:
    lines = lines_of(tmp_path)
    nodes, edges = lines[: len(GRAPH.nodes)], lines[len(GRAPH.nodes) :]
    assert "no node of this file" in str(reason(tmp_path, [edges[0]]))
    assert "a node after the first edge" in str(reason(tmp_path, [*nodes, edges[0], nodes[0]]))
    assert "repeated or out of order" in str(reason(tmp_path, [nodes[1], nodes[0]]))
    assert "repeated or out of order" in str(reason(tmp_path, [nodes[0], nodes[0]]))


def test_a_file_that_is_missing_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="could not be read"):
        read_graph(tmp_path / "none.jsonl")


def test_reading_goes_line_by_line(tmp_path: Path) -> None:
    lines_of(tmp_path)
    with (tmp_path / "graph.jsonl").open("ab") as file:
        file.write(b"broken")
    stream = iterate_graph(tmp_path / "graph.jsonl")
    assert next(stream) == GRAPH.nodes[0]
    with pytest.raises(DataError):
        list(stream)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    before = lines_of(tmp_path)
    bad = Graph(nodes=(*GRAPH.nodes, Node(id="x", label="Goal", properties={"title": "\ud800"})), edges=())
    with pytest.raises(TypeError):
        write_graph(bad, tmp_path / "graph.jsonl")
    assert (tmp_path / "graph.jsonl").read_bytes().splitlines(keepends=True) == before
    assert [path.name for path in tmp_path.iterdir()] == ["graph.jsonl"]


FILL = """
import resource, signal, sys
sys.dont_write_bytecode = True  # the limit below would cut caches short
from pathlib import Path
from extract.errors import StoreError
from graph.exports.jsonl import write_graph
from make_graph import make_graph
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_graph(make_graph(400), Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


def test_a_disk_without_room_is_a_clear_error_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path / "graph.jsonl")],
        env={"PYTHONPATH": f"{root}:{root / 'tests'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "the disk is full" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(StoreError, match="could not be written"):
        write_graph(GRAPH, tmp_path / "taken" / "graph.jsonl")


def test_a_larger_graph_comes_back_whole(tmp_path: Path) -> None:
    graph = make_graph(2000, 6000, seed=1)
    write_graph(graph, tmp_path / "graph.jsonl")
    assert read_graph(tmp_path / "graph.jsonl") == graph
