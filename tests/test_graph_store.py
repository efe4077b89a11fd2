"""The contract of a store, on each of them: what is written is what is there, once and no more."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from make_graph import make_graph

from extract.errors import StoreError
from graph.answers.measures import ranked_measures
from graph.answers.trace import trace
from graph.model import Edge, Graph, Node, Value
from graph.network import from_network, to_network
from graph.store import GRAPH_FILE, StatementError, Store, open_store
from graph.store.embedded import EmbeddedStore

ROOT = Path(__file__).parents[1]
Opener = Callable[[], Store]

HOSTILE = [
    "",
    " blanks around ",
    "\x00",
    "'\"`\\",
    "'}) DETACH DELETE n //",
    "\n\r\t\u2028",
    "𠮷😀",
    "2020-01-01",
    "00123",
    "nan",
    "None",
    "null",
    "NULL",
    "true",
    "=1+1",
    "<script>alert(1)</script>",
    '{"a": 1}',
    "字" * 40_000,
]


@pytest.fixture(params=["embedded", "neo4j"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Open a store that holds nothing yet, again and again the same one."""
    if request.param == "embedded":
        return lambda: open_store(tmp_path)
    url = request.getfixturevalue("neo4j_url")
    return lambda: open_store(url)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    with opener() as opened:
        yield opened


def document(id: str, **properties: Value) -> Node:
    return Node(id=id, label="Document", properties={"title": f"标题{id}", **properties})


def cites(id: str, source: str, target: str, **properties: Value) -> Edge:
    return Edge(
        id=id,
        type="CITES",
        source=source,
        source_label="Document",
        target=target,
        target_label="Document",
        properties=properties,
    )


def graph_of(nodes: tuple[Node, ...], edges: tuple[Edge, ...] = ()) -> Graph:
    return Graph(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: edge.id)),
    )


def counts(store: Store, graph: Graph) -> tuple[int, int, int, int]:
    written = store.write(graph)
    return written.created, written.changed, written.removed, written.unchanged


def test_a_graph_comes_back_as_it_was_from_another_opening(opener: Opener) -> None:
    graph = make_graph(300, seed=11)
    with opener() as store:
        store.write(graph)
    with opener() as store:
        assert store.read() == graph


def test_writing_twice_is_writing_once(store: Store) -> None:
    graph = make_graph(200, seed=12)
    size = len(graph.nodes) + len(graph.edges)
    assert counts(store, graph) == (size, 0, 0, 0)
    assert counts(store, graph) == (0, 0, 0, size)
    assert store.read() == graph


def test_what_changed_is_written_and_what_is_stale_goes(store: Store) -> None:
    first = graph_of(
        (document("a"), document("b"), document("c")), (cites("e", "a", "b"), cites("f", "a", "c"))
    )
    second = graph_of(
        (document("a", level="central"), document("b"), document("d")), (cites("e", "a", "b", quote="q"),)
    )
    store.write(first)
    assert counts(store, second) == (1, 2, 2, 1)
    assert store.read() == second
    assert counts(store, graph_of(())) == (0, 0, 4, 0)
    assert store.read() == graph_of(())


def test_a_property_that_is_gone_is_gone(store: Store) -> None:
    store.write(graph_of((document("a", level="central"),)))
    store.write(graph_of((document("a"),)))
    assert store.run("MATCH (d:Document) RETURN d.level AS level") == [{"level": None}]


def test_parallel_edges_stay_apart(store: Store) -> None:
    graph = graph_of((document("a"), document("b")), (cites("e1", "a", "b"), cites("e2", "a", "b")))
    store.write(graph)
    assert store.read() == graph
    assert store.run("MATCH ()-[r:CITES]->() RETURN count(r) AS n") == [{"n": 2}]


def test_hostile_text_is_only_text_as_value_and_as_id(store: Store) -> None:
    nodes = [document(f"n{number}", source=text) for number, text in enumerate(HOSTILE)]
    nodes += [
        Node(id=f"theme:{text}", label="Theme", properties={"title": text})
        for text in HOSTILE
        if len(text) < 4000  # an index of a server holds no longer ids
    ]
    graph = graph_of(tuple(nodes))
    store.write(graph)
    assert store.read() == graph
    for node in nodes:
        (row,) = store.run("MATCH (n) WHERE n.id = $id RETURN n.title AS title", id=node.id)
        assert row["title"] == node.properties["title"]


def test_values_keep_their_types(store: Store) -> None:
    node = Node(
        id="i",
        label="Indicator",
        properties={"title": "t", "low": 60.0, "high": -0.5, "value": "60", "unit": "%"},
    )
    days = (
        document("a", issued_on=date(1, 1, 1), period_end=2**62),
        document("b", issued_on=date(9999, 12, 31)),
    )
    store.write(graph_of((node, *days)))
    (row,) = store.run(
        "MATCH (n:Indicator) RETURN n.low AS low, n.high AS high, n.value AS value, n.unit AS unit"
    )
    assert [type(cell) for cell in row.values()] == [float, float, str, str]
    rows = store.run("MATCH (d:Document) RETURN d.issued_on AS day, d.period_end AS year ORDER BY d.id")
    assert rows == [{"day": date(1, 1, 1), "year": 2**62}, {"day": date(9999, 12, 31), "year": None}]
    assert not isinstance(rows[0]["day"], datetime) and type(rows[0]["year"]) is int


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (document("a", colour="red"), "Document.colour"),
        (document("a", level=["central"]), "must be str, not list"),  # type: ignore[arg-type]
        (document("a", level={"a": 1}), "must be str, not dict"),  # type: ignore[arg-type]
        (document("a", level="\ud800"), "not valid Unicode"),
        (document("a", period_end=2**63), "64 bits"),
        (document("a", period_end=1.5), "must be int, not float"),
        (document(""), "an id must be text"),
        (Node(id="a", label="Planet", properties={"title": "t"}), "'Planet' is not in the schema"),
        (Node(id="a", label="Document", properties={}), "has no title"),
        (Node(id="a", label="Indicator", properties={"title": "t", "low": float("nan")}), "finite"),
    ],
)
def test_what_does_not_fit_the_schema_is_refused_and_nothing_is_changed(
    tmp_path: Path, node: Node, words: str
) -> None:
    store = open_store(tmp_path)
    store.write(graph_of((document("old"),)))
    with pytest.raises(StoreError, match=words):
        store.write(Graph(nodes=(node,), edges=()))
    assert store.read() == graph_of((document("old"),))


@pytest.mark.parametrize("first", [0, 450, 999])
def test_what_a_few_of_many_nodes_have_stays_with_them(tmp_path: Path, first: int) -> None:
    """Rows are looked at some at a time; a property may turn up in one of the last, or end early."""
    nodes = [document(f"d{at:04}") for at in range(1000)]
    for at in (first, 700):
        nodes[at] = document(f"d{at:04}", period_end=at, status=f"第{at}")
    graph = graph_of(tuple(nodes))
    store = open_store(tmp_path)
    store.write(graph)
    store.close()
    assert store.read() == graph


def test_edges_that_join_nothing_and_shared_ids_are_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(StoreError, match="joins 'b'"):
        store.write(graph_of((document("a"),), (cites("e", "a", "b"),)))
    with pytest.raises(StoreError, match="same id"):
        store.write(Graph(nodes=(document("a"), document("a")), edges=()))
    with pytest.raises(StoreError, match="same id"):
        store.write(graph_of((document("a"), document("b")), (cites("a", "a", "b"),)))
    with pytest.raises(StoreError, match="CITES does not join Document to Task"):
        bad = replace(cites("e", "a", "t"), target_label="Task")
        task = Node(id="t", label="Task", properties={"title": "t"})
        store.write(graph_of((document("a"), task), (bad,)))


def test_answers_are_plain_values(store: Store) -> None:
    store.write(graph_of((document("a"), document("b")), (cites("e", "a", "b", confidence=0.5),)))
    (row,) = store.run("MATCH p = (a)-[r:CITES]->(b) RETURN a, r, p, [a.id, null, 1.5] AS l, {k: r.id} AS m")
    assert row["a"].keys() == {"id", "title", "content_hash"}
    assert row["r"].keys() == {"id", "confidence", "content_hash"}
    assert row["p"] == {"nodes": [row["a"], {**row["p"]["nodes"][1]}], "relationships": [row["r"]]}
    assert (row["l"], row["m"]) == (["a", None, 1.5], {"k": "e"})


def test_a_graph_goes_out_to_networkx_and_in_again_without_loss(store: Store) -> None:
    graph = make_graph(200, seed=18)
    store.write(graph)
    again = from_network(to_network(store.read()))
    assert again == graph
    assert counts(store, again) == (0, 0, 0, len(graph.nodes) + len(graph.edges))


def test_measures_and_traces_are_the_same_on_every_store(store: Store, tmp_path: Path) -> None:
    graph = make_graph(300, seed=19)
    other = open_store(tmp_path / "other.kgl")
    for one in (store, other):
        one.write(graph)
    assert ranked_measures(store, limit=1000) == ranked_measures(other, limit=1000)
    for words in ("教育", "体育 意见", "推进", next(node.id for node in graph.nodes if node.label == "Task")):
        assert trace(store, words) == trace(other, words)


def test_questions_may_not_write(store: Store) -> None:
    store.write(graph_of((document("a"),)))
    for text in (
        "MATCH (n) DETACH DELETE n",
        "CREATE (n:Theme {id: 'x'}) RETURN n",
        "MATCH (n) SET n.level = 'x'",
    ):
        with pytest.raises(StatementError, match="may only read"):
            store.run(text)
    assert store.read() == graph_of((document("a"),))


def test_rows_and_time_are_limited(store: Store) -> None:
    store.write(make_graph(200, seed=13))
    answer = store.answer("MATCH (n) RETURN n.id AS id ORDER BY id", limit=5)
    assert len(answer.rows) == 5 and answer.cut and answer.columns == ("id",)
    with pytest.raises(StatementError, match="more than 100000 rows"):
        store.run("UNWIND range(1, 100001) AS x RETURN x")
    with pytest.raises(StatementError, match="took longer than"):
        store.answer("MATCH (a), (b), (c), (d) WHERE a.title < b.title RETURN count(*) AS n", seconds=0.3)


def test_a_syntax_error_names_the_place(store: Store) -> None:
    with pytest.raises(StatementError) as error:
        store.write(graph_of((document("a"),)))
        store.run("MATCH (n:Document)\nRETURN n.title AS title title")
    assert error.value.line == 2 and error.value.column > 0


def test_a_folder_without_a_graph_and_an_address_of_no_store_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph here"):
        open_store(tmp_path).run("MATCH (n) RETURN n")
    with pytest.raises(StoreError, match="this is no address of a store"):
        open_store("http://localhost:7474")


@pytest.mark.parametrize("damage", ["cut", "emptied", "flipped", "other"])
def test_a_damaged_file_is_a_clear_error_and_is_made_again(tmp_path: Path, damage: str) -> None:
    graph = make_graph(100, seed=14)
    open_store(tmp_path).write(graph)
    path = tmp_path / GRAPH_FILE
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(
        {
            "cut": whole[:half],
            "emptied": b"",
            "flipped": whole[:half]
            + bytes(byte ^ 255 for byte in whole[half : half + 64])
            + whole[half + 64 :],
            "other": b"PK\x03\x04 something else",
        }[damage]
    )
    with pytest.raises(StoreError, match="damaged or of another version"):
        open_store(tmp_path).run("MATCH (n) RETURN count(n) AS n")
    store = open_store(tmp_path)
    store.write(graph)
    assert store.read() == graph


FILL = """
import resource, signal, sys
sys.dont_write_bytecode = True  # the limit below would cut caches short
from extract.errors import StoreError
from graph.store import open_store
from make_graph import make_graph
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
try:
    open_store(sys.argv[1]).write(make_graph(300, seed=2))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_a_clear_error_and_leaves_the_old_graph(tmp_path: Path) -> None:
    graph = graph_of((document("a"),))
    open_store(tmp_path).write(graph)
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "the disk is full; nothing was changed" in done.stdout
    assert open_store(tmp_path).read() == graph
    assert [path.name for path in tmp_path.iterdir()] == [GRAPH_FILE]


def test_an_unchanged_graph_leaves_the_file_untouched(tmp_path: Path) -> None:
    graph = make_graph(100, seed=15)
    store = EmbeddedStore(tmp_path / GRAPH_FILE)
    store.write(graph)
    before = (tmp_path / GRAPH_FILE).stat().st_mtime_ns
    store.write(graph)
    assert (tmp_path / GRAPH_FILE).stat().st_mtime_ns == before


def test_a_copied_file_is_the_same_store(tmp_path: Path) -> None:
    graph = make_graph(100, seed=16)
    open_store(tmp_path / "a.kgl").write(graph)
    shutil.copy(tmp_path / "a.kgl", tmp_path / "b.kgl")
    assert open_store(tmp_path / "b.kgl").read() == graph


def test_several_threads_may_ask_at_once(store: Store) -> None:
    from concurrent.futures import ThreadPoolExecutor

    store.write(make_graph(300, seed=17))
    text = "MATCH (d:Document)-[:HAS_GOAL]->(g:Goal) RETURN d.id AS d, count(g) AS n ORDER BY d"
    expected = store.run(text)

    def ask(_: int) -> list[dict[str, Any]]:
        return store.run(text)

    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(ask, range(20)))
