"""The explorer in a real Chromium: what it shows, how it is used, and that nothing runs but itself."""

import itertools
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import Visit, browser, visiting
from make_graph import make_graph
from playwright.sync_api import BrowserContext
from views_graph import make_policy_graph
from views_lineage import lineage

from graph.model import Edge, Graph, Node
from graph.views.explorer import write_explorer
from graph.views.layout import lay_out
from graph.views.view_model import drawn_links, make_view

TITLE = "<b>政策</b>"
SHOWN = {"Document", "Goal", "Task", "Mention"}


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profile"), color_scheme="light") as made:
        made.grant_permissions(["clipboard-read", "clipboard-write"])
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def hostile() -> Graph:
    return make_policy_graph(300, hostile=True)


@pytest.fixture(scope="module")
def small(folder: Path, hostile: Graph) -> Path:
    return write_explorer(hostile, folder / "small.html", title=TITLE, sources="sources")


@pytest.fixture(scope="module")
def middle(folder: Path) -> Path:
    return write_explorer(make_policy_graph(2000), folder / "middle.html", sources="sources")


@pytest.fixture(scope="module")
def large(folder: Path) -> Path:
    return write_explorer(make_policy_graph(10000), folder / "large.html", sources="sources")


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    with visiting(context) as made:
        yield made
        assert made.asked == []
        assert made.errors == []


def label_of(graph: Graph) -> dict[str, str]:
    return {node.id: node.label for node in graph.nodes}


def title_of(graph: Graph, id: str) -> str:
    node = next(node for node in graph.nodes if node.id == id)
    return str(node.properties.get("text") or node.properties["title"])


def most(graph: Graph, label: str) -> str:
    """The node of a label with the largest lineage."""
    sizes = [(len(lineage(graph, node.id)), node.id) for node in graph.nodes if node.label == label]
    return max(sizes)[1]


# The document


def test_it_opens_offline_in_standards_mode_under_its_literal_title(visit: Visit, small: Path) -> None:
    visit.open(small)
    assert visit.page.evaluate("document.compatMode") == "CSS1Compat"
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("h1").text_content() == TITLE
    assert visit.page.title() == TITLE


def test_it_holds_every_node_and_edge_of_the_graph(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    assert visit.ask("counts") == {"nodes": len(hostile.nodes), "edges": len(hostile.edges)}


def test_a_graph_of_any_shape_opens(visit: Visit, folder: Path) -> None:
    for size in (60, 700, 2600):
        visit.open(write_explorer(make_graph(size), folder / "random.html"))
        assert visit.ask("counts") == {"nodes": size, "edges": 3 * size}
    visit.open(write_explorer(Graph(nodes=(), edges=()), folder / "empty.html"))
    assert "没有可显示" in str(visit.page.locator("#status").text_content())


def test_the_canvas_is_drawn(visit: Visit, small: Path) -> None:
    visit.open(small)
    visit.settle()
    colours = visit.page.evaluate(
        """() => { const c = document.querySelector("#canvas canvas");
        const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data; const seen = new Set();
        for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size; }"""
    )
    assert colours > 20


def test_directives_stand_left_and_no_cards_of_a_lane_overlap(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    for root in (None, most(hostile, "Document")):
        if root:
            visit.ask("choose", root)
        places, size = visit.ask("places"), visit.ask("size")
        checked = 0
        for edge in hostile.edges:
            if edge.type in ("HAS_GOAL", "HAS_TASK", "CITES", "DRIVEN_BY") and {
                edge.source,
                edge.target,
            } <= set(places):
                left, right = (
                    (edge.source, edge.target) if edge.type.startswith("HAS") else (edge.target, edge.source)
                )
                assert places[left]["x"] < places[right]["x"], edge
                checked += 1
        assert checked > 30
        lanes: dict[str, list[tuple[float, float, float]]] = {}
        for place in places.values():
            lanes.setdefault(place["lane"], []).append((place["x"], place["y"], place["scale"]))
        for members in lanes.values():
            assert len({x for x, _, _ in members}) == 1
            ys = sorted((y, scale) for _, y, scale in members)
            gaps = [b[0] - a[0] - size["height"] * a[1] for a, b in itertools.pairwise(ys)]
            assert all(gap > 0 for gap in gaps)
        for line in visit.ask("lines"):
            assert places[line["from"]]["x"] <= places[line["to"]]["x"]


def test_every_visible_edge_is_part_of_a_line(visit: Visit, small: Path) -> None:
    visit.open(small)
    drawn = {id for line in visit.ask("lines") for id in line["ids"]}
    assert drawn == set(visit.ask("passingEdges"))


def test_the_page_lays_out_as_python_does(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    view = make_view(hostile)
    chosen = [node for node in view.nodes if node.node.label in SHOWN][:160]
    links = drawn_links(view.edges, view.nodes, {node.number for node in chosen})
    for wide in (False, True):
        theirs = visit.ask("layOut", [node.node.id for node in chosen], wide)
        ours = lay_out([(node.number, node.lane) for node in chosen], links, wide=wide)
        for node in chosen:
            place = ours.placed[node.number]
            assert theirs[node.node.id]["x"] == pytest.approx(place.x, abs=0.06)
            assert theirs[node.node.id]["y"] == pytest.approx(place.y, abs=0.06)


# Search


def test_while_an_input_method_composes_the_list_stays_closed(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    visit.page.focus("#search")
    client = visit.page.context.new_cdp_session(visit.page)
    client.send("Input.imeSetComposition", {"text": "tiyu", "selectionStart": 4, "selectionEnd": 4})
    assert visit.page.locator("#hits").is_hidden()
    client.send("Input.insertText", {"text": "体育"})
    assert visit.page.locator("#hits li").first.is_visible()
    found = visit.ask("find", "体育")
    expected = {node.id for node in hostile.nodes if "体育" in title_of(hostile, node.id)}
    assert expected <= set(found)


def test_arrow_and_enter_choose_a_hit_and_a_hidden_kind_becomes_visible(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    visit.page.click("#legend-types [data-key=Task]")
    task = next(
        node.id for node in hostile.nodes if node.label == "Task" and "骨干培训" in title_of(hostile, node.id)
    )
    assert task not in visit.ask("passing")
    visit.page.fill("#search", title_of(hostile, task)[:24].replace("\u2028", " ").replace("\u2029", " "))
    visit.page.press("#search", "ArrowDown")
    visit.page.press("#search", "Enter")
    chosen = visit.ask("state")["selected"]
    assert label_of(hostile)[chosen] in ("Task", "Goal", "Document")
    assert visit.page.locator("#panel h2").text_content() == title_of(hostile, chosen)
    assert chosen in visit.ask("passing")


def test_words_are_joined_by_and_and_width_and_case_do_not_matter(visit: Visit, small: Path) -> None:
    visit.open(small)
    both = set(visit.ask("find", "学校 体育"))
    assert both == set(visit.ask("find", "学校")) & set(visit.ask("find", "体育")) and both
    assert visit.ask("find", "２０２１年") == visit.ask("find", "2021年")


def test_documents_that_are_cited_come_before_those_that_are_only_near(visit: Visit, folder: Path) -> None:
    def document(id: str, title: str) -> Node:
        return Node(
            id=id, label="Document", properties={"title": title, "level": "central", "origin": "catalogue"}
        )

    plan = Node(id="p", label="Document", properties={"title": "计划", "level": "county", "origin": "corpus"})
    near, cited = document("a", "体育办法"), document("b", "学校体育意见")
    ends = {"source_label": "Document", "target_label": "Document"}
    edges = (
        Edge(id="D", type="DRIVEN_BY", source="p", target="b", properties={"basis": "document"}, **ends),
        Edge(id="S", type="SUPERSEDES", source="b", target="a", properties={}, **ends),
    )
    visit.open(write_explorer(Graph(nodes=(near, cited, plan), edges=edges), folder / "near.html"))
    assert visit.ask("find", "体育") == ["b", "a"]
    assert visit.ask("shown") == ["b", "p"]
    assert "仅因文件间关系" in str(visit.page.locator("#status").text_content())


def test_no_hit_says_so(visit: Visit, small: Path) -> None:
    visit.open(small)
    visit.page.fill("#search", "没有这样的词语zzz")
    assert "没有找到" in str(visit.page.locator("#hits-note").text_content())


def test_slash_focuses_and_escape_closes_and_deselects(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "search"
    visit.page.keyboard.type("体育")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#hits").is_hidden()
    visit.page.keyboard.press("Escape")
    visit.ask("choose", most(hostile, "Document"))
    visit.page.keyboard.press("Escape")
    assert visit.ask("state")["root"] is None and visit.ask("state")["selected"] is None


# Panel and lineage


def test_the_panel_shows_the_sentence_its_document_and_the_confidence(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    cites = next(edge for edge in hostile.edges if edge.type == "CITES")
    task = str(cites.properties["task_id"])
    visit.ask("choose", task)
    panel = visit.page.locator("#panel")
    sentences = panel.locator("blockquote").all_text_contents()
    assert title_of(hostile, task).strip() in sentences
    marks = panel.locator("blockquote mark").all_text_contents()
    assert str(cites.properties["quote"]) in marks
    text = str(panel.text_content())
    assert title_of(hostile, cites.target) in text
    assert f"{cites.properties['confidence']:.2f}" in text
    assert "标题相同；文号相同" in text
    href = str(panel.locator("blockquote ~ p a").first.get_attribute("href"))
    assert href.startswith("sources/") and href.endswith(f"#t{cites.properties['first_char']}")


def test_a_click_on_the_canvas_selects_what_is_there(visit: Visit, small: Path) -> None:
    visit.open(small)
    visit.settle()
    box = visit.page.locator("#canvas").bounding_box()
    assert box
    for key in visit.ask("shown")[::60]:
        at = visit.ask("onScreen", key)
        if not 0 < at["x"] < box["width"] - 10 or not 40 < at["y"] < box["height"] - 60:
            continue
        visit.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        assert visit.ask("state")["selected"] == key
        visit.page.keyboard.press("Escape")
        visit.settle()


@pytest.mark.parametrize("label", ["Document", "Goal", "Task"])
def test_the_lineage_is_what_a_search_of_the_graph_finds(
    visit: Visit, small: Path, hostile: Graph, label: str
) -> None:
    visit.open(small)
    largest = most(hostile, label)
    step = 1 if label == "Document" else 17
    others = [node.id for node in hostile.nodes if node.label == label][::step]
    for root in (largest, *others):
        assert set(visit.ask("lineage", root)) == lineage(hostile, root), root


def test_links_in_the_panel_move_the_selection(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.ask("choose", most(hostile, "Task"))
    before = visit.ask("state")["selected"]
    visit.page.locator("#panel .items button.link").first.click()
    assert visit.ask("state")["selected"] != before


def test_arrow_keys_move_through_the_lineage(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    task = most(hostile, "Task")
    visit.ask("choose", task)
    visit.page.focus("#canvas")
    visit.page.keyboard.press("ArrowLeft")
    goal = visit.ask("state")["selected"]
    assert label_of(hostile)[goal] in ("Goal", "Document")
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Alt+ArrowLeft")
    assert visit.ask("state")["selected"] == goal
    visit.page.keyboard.press("Enter")
    assert visit.ask("state")["root"] == goal


def test_a_click_on_a_line_shows_the_links_behind_it(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.ask("choose", most(hostile, "Task"))
    visit.settle()
    box = visit.page.locator("#canvas").bounding_box()
    assert box
    place, half = visit.ask("places"), visit.ask("size")["width"] / 2
    line = next(line for line in visit.ask("lines") if place[line["from"]]["lane"] == "goal")
    ends = [visit.ask("onScreen", line["from"]), visit.ask("onScreen", line["to"])]
    zoom = (ends[1]["x"] - ends[0]["x"]) / (place[line["to"]]["x"] - place[line["from"]]["x"])
    x = (ends[0]["x"] + half * zoom + ends[1]["x"] - half * zoom) / 2
    visit.page.mouse.click(box["x"] + x, box["y"] + (ends[0]["y"] + ends[1]["y"]) / 2)
    assert visit.page.locator("#panel .evidence").count() == len(line["ids"])


# Filters


def facts_of(graph: Graph) -> dict[str, Any]:
    return {edge.id: edge.properties for edge in graph.edges}


def set_slider(visit: Visit, value: float) -> None:
    visit.page.evaluate(
        "(value) => { const f = document.getElementById('filter-least'); f.value = value; f.dispatchEvent(new Event('input')); }",
        value,
    )


def test_the_confidence_slider_hides_what_is_below(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    set_slider(visit, 0.8)
    facts = facts_of(hostile)
    shown = {id for line in visit.ask("lines") for id in line["ids"]}
    scored = [facts[id]["confidence"] for id in shown if "confidence" in facts[id]]
    assert scored and min(scored) >= 0.8
    root = most(hostile, "Document")
    visit.ask("choose", root)
    shown = {id for line in visit.ask("lines") for id in line["ids"]}
    assert all(facts[id].get("confidence", 1) >= 0.8 for id in shown)


def test_a_kind_that_is_switched_off_takes_its_edges_along(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.page.click("#legend-types [data-key=Goal]")
    labels = label_of(hostile)
    assert "Goal" not in {labels[id] for id in visit.ask("shown")}
    ends = {edge.id: (edge.source_label, edge.target_label) for edge in hostile.edges}
    assert all("Goal" not in ends[id] for line in visit.ask("lines") for id in line["ids"])


def test_levels_bases_and_roles_filter(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    facts = facts_of(hostile)
    visit.page.click("#legend-links [data-key=scope]")
    visit.page.click("#legend-roles [data-key=implements]")
    shown = {id for line in visit.ask("lines") for id in line["ids"]}
    assert "scope" not in {facts[id].get("basis") for id in shown}
    assert "explicit" in {facts[id].get("basis") for id in shown}
    assert not {id for id in shown if id.startswith("CITES") and facts[id]["role"] == "implements"}
    visit.page.click("#legend-levels [data-key=municipal]")
    level = {node.id: node.properties.get("level") for node in hostile.nodes if node.label == "Document"}
    assert "municipal" not in {level.get(id) for id in visit.ask("shown")}


def expected_under(graph: Graph, documents: set[str], themed: set[str] | None) -> set[str]:
    """What shall pass where only some documents, or only nodes of a theme, are wanted."""
    held = {
        edge.target: edge.source for edge in graph.edges if edge.type in ("HAS_GOAL", "HAS_TASK", "HAS_PART")
    }

    def document(id: str) -> str:
        while id in held:
            id = held[id]
        return id

    label = label_of(graph)
    core = set()
    for id in label:
        if label[id] in ("Goal", "Task") or id in documents:
            inside = document(id) in documents
            core.add(id) if inside and (themed is None or id in themed) else None
    linked = {
        edge.target
        for edge in graph.edges
        if edge.source in core
        and label[edge.target] in ("Document", "Mention")
        and not edge.type.startswith(("HAS_GOAL", "HAS_TASK"))
    }
    return core | linked


def corpus(graph: Graph) -> dict[str, Any]:
    return {node.id: node.properties for node in graph.nodes if node.properties.get("origin") == "corpus"}


def test_the_theme_filter_gives_exactly_the_expected_nodes(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    theme = next(
        node.id for node in hostile.nodes if node.label == "Theme" and "美育" in str(node.properties["title"])
    )
    about = {edge.source for edge in hostile.edges if edge.type == "ABOUT" and edge.target == theme}
    held = {edge.target: edge.source for edge in hostile.edges if edge.type in ("HAS_GOAL", "HAS_TASK")}
    tasks = {task for task, goal in held.items() if goal in about}
    themed = about | tasks | {held[goal] for goal in about}
    visit.page.select_option("#filter-theme", theme)
    assert set(visit.ask("passing")) == expected_under(hostile, set(corpus(hostile)), themed)


def test_the_year_filter_gives_exactly_the_expected_nodes(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.page.select_option("#filter-from", "2021")
    visit.page.select_option("#filter-to", "2022")
    wanted = {id for id, facts in corpus(hostile).items() if facts["issued_on"].year in (2021, 2022)}
    assert set(visit.ask("passing")) == expected_under(hostile, wanted, None)


def test_the_place_filter_takes_in_the_places_below(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    city = next(
        node.id for node in hostile.nodes if node.label == "Place" and node.properties["level"] == "municipal"
    )
    below = {city} | {edge.source for edge in hostile.edges if edge.type == "PART_OF" and edge.target == city}
    wanted = {edge.source for edge in hostile.edges if edge.type == "IN_PLACE" and edge.target in below}
    visit.page.select_option("#filter-place", city)
    assert set(visit.ask("passing")) == expected_under(hostile, wanted & set(corpus(hostile)), None)


def test_reset_restores_everything(visit: Visit, small: Path) -> None:
    visit.open(small)
    before = visit.ask("passing"), visit.ask("passingEdges")
    visit.page.click("#legend-types [data-key=Goal]")
    set_slider(visit, 0.9)
    visit.page.select_option("#filter-from", "2022")
    assert visit.ask("passing") != before[0]
    visit.page.click("#reset")
    assert (visit.ask("passing"), visit.ask("passingEdges")) == before


def test_the_legend_counts_all_data_whatever_is_filtered(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    set_slider(visit, 0.9)
    for label in ("Document", "Goal", "Task"):
        said = visit.page.locator(f"#legend-types [data-key={label}] .count").text_content()
        assert said == str(sum(node.label == label for node in hostile.nodes))
    said = visit.page.locator("#legend-links [data-key=explicit] .count").text_content()
    assert said == str(sum(edge.properties.get("basis") == "explicit" for edge in hostile.edges))


def test_bases_differ_in_dashes_as_well_as_in_colour(visit: Visit, small: Path) -> None:
    visit.open(small)
    looks = visit.page.evaluate(
        """() => ["explicit", "scope", "goal", "document"].map((key) => {
        const line = document.querySelector(`#legend-links [data-key=${key}] line`);
        return [line.getAttribute("stroke-dasharray"), getComputedStyle(line).stroke]; })"""
    )
    assert len({dash for dash, _ in looks}) == 4 and len({colour for _, colour in looks}) == 4


# State and export


def test_a_link_restores_selection_filters_and_view(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    root = most(hostile, "Document")
    visit.ask("choose", root)
    visit.page.click("#filters-toggle")
    set_slider(visit, 0.5)
    visit.page.click("#legend-links [data-key=goal]")
    visit.page.locator("#panel .items button.link").first.click()
    before = visit.ask("state"), visit.ask("shown"), visit.ask("lines")
    url = visit.page.url
    assert "#" in url
    visit.page.goto("about:blank")
    visit.page.goto(url)
    visit.page.wait_for_selector("html[data-ready]", state="attached")
    assert (visit.ask("state"), visit.ask("shown"), visit.ask("lines")) == before


@pytest.mark.parametrize(
    "hash",
    [
        "#n=no-such",
        "#v=zzz&c=9",
        "#%E0%A4%A",
        "#=&&=",
        "#t=<script>",
        "#n=%00&lang=xx",
        "#constructor=1&v=graph",
    ],
)
def test_a_broken_link_falls_back_to_the_default(visit: Visit, small: Path, hash: str) -> None:
    visit.open(small)
    default = visit.ask("state")
    visit.open(small, hash)
    assert visit.ask("state") == default


def test_the_default_leaves_the_address_alone(visit: Visit, small: Path) -> None:
    visit.open(small)
    assert "#" not in visit.page.url


def test_svg_is_well_formed_with_a_group_for_each_node_and_text_as_text(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    for root in (None, most(hostile, "Document")):
        if root:
            visit.ask("choose", root)
        drawing = ET.fromstring(visit.ask("svg"))
        space = "{http://www.w3.org/2000/svg}"
        groups = [group for group in drawing.iter(f"{space}g") if group.get("class") == "node"]
        assert len(groups) == len(visit.ask("shown"))
        titles = {str(group.findtext(f"{space}title")) for group in groups}
        assert any("工作" in title for title in titles)
        assert all(group.find(f"{space}text") is not None for group in groups)


def test_matrix_and_timeline_give_svg_too(visit: Visit, small: Path) -> None:
    visit.open(small)
    for view in ("matrix", "timeline"):
        visit.page.click(f"#tab-{view}")
        assert ET.fromstring(visit.ask("svg")).tag.endswith("svg")


def test_png_is_a_picture_within_limits(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    for root in (None, most(hostile, "Document")):
        if root:
            visit.ask("choose", root)
        with visit.page.expect_download() as download:
            visit.page.click("#export-png")
        data = Path(download.value.path()).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) > 10_000
        width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        assert max(width, height) <= 8000


def test_csv_lists_what_is_shown_and_holds_no_formula(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.ask("choose", most(hostile, "Document"))
    text = visit.ask("csv")
    assert text.startswith("\ufeff")
    shown = {id for line in visit.ask("lines") for id in line["ids"]}
    wanted = [
        id for id in shown if id.startswith(("CITES", "DRIVEN_BY", "IMPLEMENTS", "BASED_ON", "SUPERSEDES"))
    ]
    assert text.count("\r\n") == len(wanted) + 1
    for view in ("table", "matrix", "timeline", "graph"):
        visit.page.click(f"#tab-{view}")
        assert not re.search(r'(?m)(^|,)"?[=+@]', visit.ask("csv"))


def test_the_buttons_save_files(visit: Visit, small: Path) -> None:
    visit.open(small)
    for kind in ("svg", "png", "csv"):
        with visit.page.expect_download() as download:
            visit.page.click(f"#export-{kind}")
        assert download.value.suggested_filename == f"suyuan-graph.{kind}"


def test_language_and_look_can_be_switched(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    assert visit.page.get_attribute("html", "lang") == "zh-CN"
    light = visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    visit.ask("choose", most(hostile, "Task"))
    visit.page.click("#language")
    assert visit.page.get_attribute("html", "lang") == "en"
    assert visit.page.locator("#tab-graph").text_content() == "Lineage"
    assert "Confidence" in str(visit.page.locator("#panel").text_content())
    visit.page.click("#dark")
    dark = visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != light
    for view in ("table", "matrix", "timeline", "graph"):
        visit.page.click(f"#tab-{view}")
        own = visit.page.evaluate(
            """(view) => [...document.querySelectorAll(`#${view} .hint, #${view} .switch, #filters .legend-name, #filters h2, footer, nav`)].map((e) => e.textContent).join(" ")""",
            view,
        )
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"“.*?”", "", own)), own


# The other ways to look


def test_the_matrix_counts_and_a_cell_opens_that_lineage(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.page.click("#tab-matrix")
    in_place = {edge.source: edge.target for edge in hostile.edges if edge.type == "IN_PLACE"}
    held = {edge.target: edge.source for edge in hostile.edges if edge.type in ("HAS_GOAL", "HAS_TASK")}
    counts: dict[tuple[str, str], set[str]] = {}
    for edge in hostile.edges:
        if edge.type == "DRIVEN_BY" and edge.source_label == "Task":
            place = in_place[held[held[edge.source]]]
            counts.setdefault((place, edge.target), set()).add(edge.source)
    view = make_view(hostile)
    id_of = {str(node.number): node.node.id for node in view.nodes}
    cells = visit.page.evaluate(
        "() => [...document.querySelectorAll('#matrix td button')].map((b) => [b.dataset.place, b.dataset.node, b.textContent])"
    )
    assert {(id_of[place], id_of[node]): int(count) for place, node, count in cells} == {
        pair: len(tasks) for pair, tasks in counts.items()
    }
    place, node, _ = cells[0]
    visit.page.locator("#matrix td button").first.click()
    state = visit.ask("state")
    assert (state["view"], state["root"], state["place"]) == ("graph", id_of[node], id_of[place])


def test_documents_without_a_place_stand_for_themselves_in_the_matrix(visit: Visit, folder: Path) -> None:
    graph = make_policy_graph(300)
    bare = Graph(
        nodes=tuple(node for node in graph.nodes if node.label != "Place"),
        edges=tuple(edge for edge in graph.edges if edge.type not in ("IN_PLACE", "PART_OF")),
    )
    visit.open(write_explorer(bare, folder / "placeless.html"))
    visit.page.click("#tab-matrix")
    rows = visit.page.locator("#matrix tbody th").all_text_contents()
    assert len(rows) > 5 and all("工作要点" in row for row in rows)
    visit.page.locator("#matrix td button").first.click()
    assert visit.ask("state")["place"] == "" and visit.ask("state")["root"]


def test_the_timeline_measures_from_issue_to_the_first_local_document(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    visit.page.click("#tab-timeline")
    held = {edge.target: edge.source for edge in hostile.edges if edge.type in ("HAS_GOAL", "HAS_TASK")}
    facts: dict[str, Any] = {node.id: node.properties for node in hostile.nodes}
    first: dict[str, Any] = {}
    for edge in hostile.edges:
        if edge.type in ("DRIVEN_BY", "CITES"):
            document = edge.source
            while document in held:
                document = held[document]
            day, issued = facts[document].get("issued_on"), facts[edge.target].get("issued_on")
            if day and issued and day >= issued:
                first[edge.target] = min(first.get(edge.target, day), day)
    view = make_view(hostile)
    rows = visit.page.evaluate(
        "() => [...document.querySelectorAll('#timeline .timeline-row')].map((r) => [Number(r.dataset.node), r.lastChild.textContent])"
    )
    said = {view.nodes[number].node.id: text for number, text in rows}
    assert len(said) > 5
    for id, day in first.items():
        if id in said:
            months = (day - facts[id]["issued_on"]).days / 30.44
            assert abs(int(said[id].split()[0]) - months) <= 0.51
    visit.page.locator("#timeline .timeline-row").first.dispatch_event("click")
    assert visit.ask("state")["selected"] == view.nodes[rows[0][0]].node.id


def test_the_table_sorts_finds_and_opens_a_lineage(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.page.click("#tab-table")
    tasks: dict[str, int] = {}
    for edge in hostile.edges:
        if edge.type == "DRIVEN_BY" and edge.source_label == "Task":
            tasks[edge.target] = tasks.get(edge.target, 0) + 1
    column = visit.page.locator("#table tbody tr td:nth-child(8)").all_text_contents()
    assert [int(cell) for cell in column if int(cell)] == sorted(tasks.values(), reverse=True)
    visit.page.locator("#table thead button").nth(3).click()
    years = [
        text for text in visit.page.locator("#table tbody tr td:nth-child(4)").all_text_contents() if text
    ]
    assert years == sorted(years, reverse=True)
    visit.page.fill("#table-find", "美育")
    titles = visit.page.locator("#table tbody th").all_text_contents()
    assert titles and all("美育" in title for title in titles)
    visit.page.locator("#table tbody th button").first.click()
    assert visit.ask("state")["view"] == "graph" and visit.ask("state")["root"]


def test_all_views_keep_the_same_selection(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    root = most(hostile, "Document")
    visit.ask("choose", root)
    for view in ("matrix", "timeline", "table", "graph"):
        visit.page.click(f"#tab-{view}")
        assert visit.ask("state")["selected"] == root
        assert visit.page.locator("#panel h2").text_content() == title_of(hostile, root)


# Safety


def test_hostile_labels_quotes_and_ids_never_run_or_become_elements(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    attacked = [node.id for node in hostile.nodes if "pwned" in title_of(hostile, node.id) or "<" in node.id]
    assert len(attacked) > 20
    for id in attacked[:40]:
        visit.ask("choose", id)
    visit.page.fill("#search", "<img")
    visit.settle()
    for view in ("table", "matrix", "timeline"):
        visit.page.click(f"#tab-{view}")
    made = visit.page.evaluate(
        "() => document.querySelectorAll('#panel img, #panel script, #hits img, #hits script, #filters img, main img, main script, #panel svg[onload]').length"
    )
    assert made == 0
    assert visit.page.evaluate("window.pwned") is None
    assert visit.page.evaluate("document.scripts.length") == 6


def test_nothing_in_the_page_can_ask_or_evaluate(visit: Visit, small: Path) -> None:
    visit.open(small)
    visit.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s); }"
    )
    assert visit.page.evaluate("window.pwned") is None
    refused = visit.page.evaluate("() => fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert visit.errors
    visit.errors.clear()


# Access


def test_every_control_has_a_name(visit: Visit, small: Path, hostile: Graph) -> None:
    visit.open(small)
    visit.ask("choose", most(hostile, "Document"))
    for view in ("table", "matrix", "timeline", "graph"):
        visit.page.click(f"#tab-{view}")
        nameless = visit.page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, a[href]")].filter((e) => e.offsetParent).filter((e) =>
            !(e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && e.labels.length))).map((e) => e.outerHTML)"""
        )
        assert nameless == []


def test_the_tab_key_reaches_search_filters_canvas_and_panel(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.open(small)
    visit.ask("choose", most(hostile, "Task"))
    visit.page.click("#filters-toggle")
    seen = set()
    for _ in range(90):
        visit.page.keyboard.press("Tab")
        seen.add(
            visit.page.evaluate("document.activeElement.id || document.activeElement.closest('[id]')?.id")
        )
    assert {"search", "legend-links", "filter-least", "canvas", "panel", "export-png"} <= seen


def test_text_stands_out_four_and_a_half_to_one_in_both_looks(visit: Visit, small: Path) -> None:
    visit.open(small)
    for dark in ("0", "1"):
        ratios = visit.page.evaluate(
            """(dark) => { document.documentElement.dataset.dark = dark; const s = getComputedStyle(document.documentElement);
            const rgb = (name) => { const h = s.getPropertyValue(name).trim().slice(1); return [0, 2, 4].map((i) => parseInt(h.slice(i, i + 2), 16) / 255); };
            const light = (c) => { const [r, g, b] = c.map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const ratio = (a, b) => { const [x, y] = [light(rgb(a)), light(rgb(b))].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            const out = {}; for (const back of ["--page", "--card", "--band"]) { for (const text of ["--text", "--soft", "--accent", "--warn"]) out[`${text} on ${back}`] = [ratio(text, back), 4.5];
            for (const lane of ["central", "provincial", "municipal", "county", "goal", "task", "unsettled"]) out[`${lane} on ${back}`] = [ratio(`--lane-${lane}`, back), 3];
            for (const link of ["explicit", "scope", "goal", "document", "cites", "relation"]) out[`line ${link} on ${back}`] = [ratio(`--link-${link}`, back), 3]; }
            out.pressed = [ratio("--page", "--accent"), 4.5]; out.mark = [ratio("--text", "--mark"), 4.5]; out.soft = [ratio("--text", "--accent-soft"), 4.5]; return out; }""",
            dark,
        )
        low = {name: value for name, (value, least) in ratios.items() if value < least}
        assert low == {}, dark


def test_a_phone_shows_search_and_panel_without_sideways_scrolling(
    visit: Visit, small: Path, hostile: Graph
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open(small)
    visit.ask("choose", most(hostile, "Task"))
    for view in ("graph", "table", "matrix", "timeline"):
        visit.page.click(f"#tab-{view}")
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for part in ("#search", "#panel h2", "#status"):
            box = visit.page.locator(part).bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= 391 and box["y"] + 10 < 844
    visit.page.click("#filters-toggle")
    assert visit.page.locator("#legend-links").is_visible()


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_it_works_inside_a_frame_of_a_notebook(
    visit: Visit, small: Path, hostile: Graph, folder: Path, sandbox: str
) -> None:
    from markupsafe import escape

    frame = folder / "frame.html"
    page = escape(small.read_text(encoding="utf-8"))
    frame.write_text(
        f'<!DOCTYPE html><iframe {sandbox} width="1200" height="800" srcdoc="{page}"></iframe>',
        encoding="utf-8",
    )
    visit.page.goto(frame.as_uri())
    inside = visit.page.frames[1]
    inside.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
    root = most(hostile, "Document")
    inside.evaluate("(key) => window.suyuan.choose(key)", root)
    assert inside.evaluate("window.suyuan.state().selected") == root


# Large graphs


def test_a_middle_sized_graph_folds_its_tasks_into_goals(visit: Visit, middle: Path) -> None:
    visit.open(middle)
    shown = visit.ask("shown")
    labels = label_of(make_policy_graph(2000))
    assert "Task" not in {labels[id] for id in shown} and len(shown) > 300
    assert "折叠" in str(visit.page.locator("#status").text_content())
    visit.ask("choose", next(id for id in shown if labels[id] == "Document"))
    assert "Task" in {labels[id] for id in visit.ask("shown")}


def test_a_large_graph_begins_with_a_table_and_a_picture_of_themes(visit: Visit, large: Path) -> None:
    visit.open(large)
    assert visit.ask("state")["view"] == "table"
    assert visit.page.locator("#table tbody tr").count() == 100
    visit.page.click("#tab-graph")
    lanes = {place["lane"] for place in visit.ask("places").values()}
    assert "theme" in lanes and "central" in lanes and len(visit.ask("shown")) <= 60
    assert len(visit.ask("find", "体育")) > 600


def test_of_a_large_lineage_a_part_is_drawn_and_both_numbers_are_said(visit: Visit, folder: Path) -> None:
    graph = make_policy_graph(10000)
    root = next(id for id, facts in corpus(graph).items() if facts["level"] == "provincial")
    visit.open(write_explorer(graph, folder / "capped.html"))
    visit.ask("choose", root)
    whole = lineage(graph, root)
    shown = visit.ask("shown")
    assert len(whole) > 600 >= len(shown) > 550 and set(shown) <= whole
    status = str(visit.page.locator("#status").text_content())
    assert f"{len(whole):,}" in status and f"{len(shown):,}" in status


def test_a_deep_link_to_a_node_opens_its_lineage(visit: Visit, large: Path) -> None:
    graph = make_policy_graph(10000)
    task = next(node.id for node in graph.nodes if node.label == "Task")
    visit.open(large, f"#n={quote(task, safe='')}")
    assert visit.ask("state")["view"] == "graph" and set(visit.ask("shown")) == lineage(graph, task)


def test_large_pages_are_ready_soon_enough_to_use(visit: Visit, large: Path) -> None:
    began = time.perf_counter()
    visit.open(large)
    assert time.perf_counter() - began < 10
