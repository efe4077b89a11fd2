"""The explorer in a notebook: from a graph or a store, around words, in a frame."""

from pathlib import Path

import pytest
from browser import Visit, browser, visiting
from views_graph import make_policy_graph
from views_lineage import lineage

from graph.store import open_store
from graph.views.notebook import named, neighbourhood, show


def test_words_name_a_document_before_its_goals_and_an_id_names_itself() -> None:
    graph = make_policy_graph(300)
    label = {node.id: node.label for node in graph.nodes}
    assert label[named(graph, "学校体育")] == "Document"
    task = next(id for id in label if label[id] == "Task")
    assert named(graph, task) == task
    with pytest.raises(LookupError, match="没有这样的词"):
        named(graph, "没有这样的词")


def test_the_neighbourhood_holds_the_lineage_and_less_than_the_whole() -> None:
    graph = make_policy_graph(2000)
    root = named(graph, "学校体育")
    part = neighbourhood(graph, root)
    assert lineage(graph, root) <= {node.id for node in part.nodes}
    assert len(part.nodes) < len(graph.nodes)


def test_a_graph_and_a_store_of_it_give_the_same_picture(tmp_path: Path) -> None:
    graph = make_policy_graph(200)
    with open_store(tmp_path / "graph.kgl") as store:
        store.write(graph)
        assert show(store, around="学校体育").html == show(store.read(), around="学校体育").html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_opens_at_the_lineage_inside_a_frame(tmp_path: Path, language: str) -> None:
    graph = make_policy_graph(400, hostile=True)
    root = named(graph, "学校体育")
    page = tmp_path / "notebook.html"
    markup = show(graph, around="学校体育", language=language)._repr_html_()
    page.write_text(f"<!DOCTYPE html><body>{markup}", encoding="utf-8")
    with browser(tmp_path / "profile") as context, visiting(context) as visit:
        visit.page.goto(page.as_uri())
        inside = visit.page.frames[1]
        inside.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        state = inside.evaluate("window.suyuan.state()")
        assert (state["root"], state["view"], state["language"]) == (root, "graph", language)
        assert set(inside.evaluate("window.suyuan.shown()")) == lineage(graph, root)
        inside.locator("#back").click()
        assert inside.evaluate("window.suyuan.state().root") is None
        assert visit.asked == [] and visit.errors == []


def test_a_page_that_begins_at_a_node_remembers_that_the_reader_left_it(tmp_path: Path) -> None:
    graph = make_policy_graph(200)
    page = tmp_path / "page.html"
    page.write_text(show(graph, around="学校体育").html, encoding="utf-8")
    with browser(tmp_path / "profile") as context, visiting(context) as made:
        visit: Visit = made.open(page)
        assert "#" not in visit.page.url
        visit.page.click("#back")
        url = visit.page.url
        visit.page.goto("about:blank")
        visit.page.goto(url)
        visit.page.wait_for_selector("html[data-ready]", state="attached")
        assert visit.ask("state")["root"] is None
