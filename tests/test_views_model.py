"""From a graph to a view, and what the pages promise in bytes, without a browser."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from make_graph import make_graph
from views_graph import make_policy_graph

from graph.model import Edge, Graph, Node
from graph.views.explorer import explorer_html, write_explorer
from graph.views.files import source_name
from graph.views.page import inline_script, json_block
from graph.views.pyvis_page import library_source
from graph.views.view_model import LANES, make_view

FIXED_BYTES = 700_000
BYTES_A_NODE = 1_000


def block(html: str, id: str) -> object:
    found = re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found.group(1))


def test_every_node_and_edge_of_the_graph_is_in_the_page() -> None:
    graph = make_graph(300)
    html = explorer_html(graph)
    nodes, edges = block(html, "nodes"), block(html, "edges")
    assert isinstance(nodes, list) and isinstance(edges, list)
    assert len(nodes) == len(graph.nodes)
    assert {edge["kg"]["id"] for edge in edges} == {edge.id for edge in graph.edges}


def test_a_citation_is_drawn_from_the_cited_document_on_the_left() -> None:
    view = make_view(make_policy_graph(300))
    for edge in view.edges:
        if edge.facts["type"] in ("HAS_GOAL", "HAS_TASK", "CITES", "DRIVEN_BY"):
            assert view.nodes[edge.left].lane < view.nodes[edge.right].lane, edge
    assert LANES.index("central") < LANES.index("county") < LANES.index("goal") < LANES.index("task")


def test_the_cited_words_are_marked_in_their_sentence() -> None:
    view = make_view(make_policy_graph(300))
    checked = 0
    for edge in view.edges:
        if edge.facts["type"] == "CITES":
            mark, quote = edge.facts["mark"], edge.facts["quote"]
            assert isinstance(mark, list) and isinstance(quote, int)
            first, length = mark
            named = view.texts[quote][first : first + length]
            title = str(view.nodes[edge.left].node.properties["title"])
            assert named == f"《{title}》"
            checked += 1
    assert checked > 10


def test_a_quote_that_is_only_the_named_words_is_shown_in_the_words_of_its_task() -> None:
    text = "落实《甲办法》，办好实事。"
    nodes = (
        Node(id="d", label="Document", properties={"title": "计划", "origin": "corpus", "level": "county"}),
        Node(id="x", label="Document", properties={"title": "甲办法", "origin": "catalogue", "level": "central"}),
        Node(id="d/1", label="Goal", properties={"title": "一", "first_char": 0, "end_char": 99, "text": "x"}),
        Node(id="d/1/t", label="Task", properties={"title": text, "text": text, "first_char": 10, "end_char": 10 + len(text)}),
    )  # fmt: skip
    cites = Edge(
        id="CITES:1", type="CITES", source="d/1", source_label="Goal", target="x", target_label="Document",
        properties={"quote": "《甲办法》", "first_char": 12, "end_char": 17, "task_id": "d/1/t"},
    )  # fmt: skip
    view = make_view(Graph(nodes=nodes, edges=(cites,)))
    facts = view.edges[0].facts
    assert facts["mark"] == [2, 5] and view.texts[int(str(facts["quote"]))] == text


def test_a_doubled_id_and_a_dangling_edge_are_refused() -> None:
    node = Node(id="d", label="Document", properties={"title": "甲"})
    with pytest.raises(ValueError, match="one id"):
        make_view(Graph(nodes=(node, node), edges=()))
    edge = Edge(
        id="e",
        type="CITES",
        source="d",
        source_label="Goal",
        target="gone",
        target_label="Document",
        properties={},
    )
    with pytest.raises(ValueError, match="no node"):
        make_view(Graph(nodes=(node,), edges=(edge,)))


def test_the_order_of_the_graph_does_not_change_the_page() -> None:
    graph = make_policy_graph(200)
    assert explorer_html(graph) == explorer_html(Graph(nodes=graph.nodes, edges=graph.edges))


@pytest.mark.parametrize("size", [300, 2000, 10000])
def test_the_file_is_small_for_what_it_holds(size: int, tmp_path: Path) -> None:
    graph = make_policy_graph(size)
    path = write_explorer(graph, tmp_path / "explorer.html", sources="sources")
    assert path.stat().st_size <= FIXED_BYTES + BYTES_A_NODE * len(graph.nodes)


def test_an_empty_graph_still_gives_a_page(tmp_path: Path) -> None:
    assert write_explorer(Graph(nodes=(), edges=()), tmp_path / "e.html").stat().st_size > 400_000


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed_and_locale(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from views_graph import make_policy_graph\n"
        "from graph.views.explorer import write_explorer\n"
        "write_explorer(make_policy_graph(300, hostile=True), Path(sys.argv[1]), sources='sources')\n"
    )
    here = Path(__file__).parent
    written = []
    for seed, locale in (("0", "C.UTF-8"), ("7", "C"), ("99", "POSIX")):
        path = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-X", "utf8=0", "-c", code, str(path), str(here), str(here.parent)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0"},
        )
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
    assert b"\r" not in written[0]
    written[0].decode("utf-8")


def test_the_page_names_no_remote_resource() -> None:
    html = explorer_html(make_policy_graph(200))
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", html)
    assert "url(" not in html.split("</style>")[0] and "@import" not in html


def test_the_policy_allows_only_the_two_scripts_by_their_hash() -> None:
    html = explorer_html(make_policy_graph(200))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    scripts = policy.group(1).replace("&#39;", "'").split("script-src ")[1].split(";")[0]
    assert len(re.findall(r"'sha256-[\w+/=]+'", scripts)) == 2
    assert "unsafe" not in scripts and "default-src &#39;none&#39;" in policy.group(1)


def test_the_library_is_the_one_examined_with_its_licence_and_without_its_map() -> None:
    text = library_source()
    assert "@license" in text[:1200] and "sourceMappingURL" not in text
    assert "</script" not in text.lower() and "<!--" not in text and "\r" not in text


def test_a_script_that_could_close_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="script"):
        inline_script("x = '</SCRIPT>'")


def test_data_in_a_page_cannot_end_its_block() -> None:
    assert "<" not in json_block({"a": ["</script>", "<!--", "&lt;"]})


@pytest.mark.parametrize(
    "id",
    [
        "国办发〔2015〕71号",
        "../../etc/passwd",
        "a/b\\c:d*e?f",
        "<script>",
        "",
        "CON",
        "甲" * 300,
        "..",
        "x\u0000y",
        "教体〔2020〕1号#关于…",
    ],
)
def test_names_of_source_pages_are_safe_and_their_own(id: str) -> None:
    name = source_name(id)
    assert re.fullmatch(r"[\w〔〕（）]*-[0-9a-f]{8}\.html", name)
    assert len(name.encode()) < 200 and name != source_name(id + "'")
