"""Annotated source pages and the report: whole text, right links, safe, readable in a browser and on paper."""

import html as html_module
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import Visit, browser, visiting
from playwright.sync_api import BrowserContext
from views_analysis import gold_analyses
from views_graph import HOSTILE

from extract.catalogue import load_catalogue
from extract.features import FEATURES
from extract.finding.rules import Rule
from extract.going_on import REASONS
from extract.model import Analysis, Head, Level, Span, Verdict
from graph.builder import build_graph
from graph.model import Edge, Graph, Node
from graph.views.charts import Row, Series, bars
from graph.views.explorer import write_explorer
from graph.views.files import source_name
from graph.views.report import report_html, write_report
from graph.views.source_page import source_html, write_source_page
from graph.views.summary import coverage, summarise, top_directives
from graph.views.words import LANGUAGES, load_phrases


@pytest.fixture(scope="module")
def analyses() -> tuple[Analysis, ...]:
    return tuple(gold_analyses())


@pytest.fixture(scope="module")
def graph(analyses: tuple[Analysis, ...]) -> Graph:
    return build_graph(analyses, load_catalogue())


@pytest.fixture(scope="module")
def folder(analyses: tuple[Analysis, ...], graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    ids = [analysis.document.id for analysis in analyses]
    for analysis in analyses:
        write_source_page(analysis, made / "sources" / source_name(analysis.document.id), sources=ids)
    write_explorer(graph, made / "explorer.html", sources="sources")
    write_report(graph, analyses, made / "report.html")
    return made


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profile"), color_scheme="light") as made:
        yield made


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    with visiting(context) as made:
        yield made
        assert made.asked == []
        assert made.errors == []


class Lines(HTMLParser):
    """Gathers the text of all elements of class ``line``, and every id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.text: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if self.depth or given.get("class") == "line":
            self.depth += tag in ("div", "span", "a")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= tag in ("div", "span", "a")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text.append(data)


def lines_of(page: str) -> Lines:
    found = Lines()
    found.feed(page)
    return found


def hostile(analysis: Analysis) -> Analysis:
    """The same analysis of a text in which attacks stand between the lines, outside every finding."""
    ends = [place for place, sign in enumerate(analysis.document.text) if sign == "\n"]
    taken = [citation.mention.span for citation in analysis.citations] + [
        task.span for task in analysis.tasks
    ]
    free = [at for at in ends if not any(span.start < at < span.end for span in taken)]
    text = list(analysis.document.text)
    for at, attack in zip(free, HOSTILE, strict=False):
        room = len(text)
        text[at:at] = []
        text.append(attack + "\n")
        assert len(text) == room + 1
    document = replace(
        analysis.document, text="".join(text) + "\0\r\n末", name='<img src=x onerror="window.pwned=1">'
    )
    head = replace(analysis.head, title=HOSTILE[0], number=HOSTILE[1], issuers=HOSTILE[2:4], place=HOSTILE[4])
    return replace(analysis, document=document, head=head)


# Annotated sources


def test_every_character_of_the_text_stands_in_the_page(analyses: tuple[Analysis, ...]) -> None:
    for analysis in analyses:
        assert "".join(lines_of(source_html(analysis)).text) == analysis.document.text


def test_line_ends_and_hostile_text_stay_as_read(analyses: tuple[Analysis, ...]) -> None:
    attacked = hostile(analyses[1])
    assert "\r\n" in attacked.document.text
    text = "".join(lines_of(source_html(attacked)).text)
    assert text == attacked.document.text.replace("\0", "\ufffd")


def test_every_finding_has_an_anchor_and_every_id_is_its_own(analyses: tuple[Analysis, ...]) -> None:
    for analysis in analyses:
        ids = lines_of(source_html(analysis)).ids
        assert len(ids) == len(set(ids))
        starts = [citation.mention.span.start for citation in analysis.citations]
        starts += [task.span.start for task in analysis.tasks]
        starts += [section.span.start for section in analysis.sections]
        assert {f"t{start}" for start in starts} <= set(ids)


def test_a_source_page_without_findings_or_text_is_still_a_page(analyses: tuple[Analysis, ...]) -> None:
    empty = replace(
        analyses[0],
        document=replace(analyses[0].document, text="", outside=()),
        head=Head(title=None, number=None, issuers=(), level=Level.UNKNOWN, place=None, place_code=None, issued_on=None, kind=None),
        sections=(),
        tasks=(),
        citations=(),
        drivers=(),
    )  # fmt: skip
    page = source_html(empty)
    assert "没有编号标题" in page and "未读出" in page


def test_spans_that_overlap_or_cross_lines_still_give_back_the_text(analyses: tuple[Analysis, ...]) -> None:
    analysis = analyses[2]
    first = analysis.citations[0]
    wide = Span(start=first.mention.span.start - 5, end=first.mention.span.end + 200)
    over = replace(first, mention=replace(first.mention, span=wide))
    crossed = replace(analysis, citations=(over, *analysis.citations))
    found = lines_of(source_html(crossed))
    assert "".join(found.text) == analysis.document.text
    assert len(found.ids) == len(set(found.ids))


def test_pages_are_the_same_bytes_each_time_and_name_nothing_remote(
    analyses: tuple[Analysis, ...], graph: Graph
) -> None:
    for page in (source_html(analyses[0]), report_html(graph, analyses)):
        assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", page)
        assert "\r" not in page
        policy = html_module.unescape(re.findall(r'Security-Policy" content="([^"]+)"', page)[0])
        assert (
            policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe-inline'; img" in policy
        )
    assert source_html(analyses[0]) == source_html(analyses[0])
    assert report_html(graph, analyses) == report_html(graph, iter(analyses))


def test_every_reason_that_the_reader_knows_has_words_in_both_languages() -> None:
    words = load_phrases()["reason"]
    known = {feature.name for feature in FEATURES} | {reason.name for reason in REASONS}
    assert known <= set(words)
    assert set(Rule) <= set(load_phrases()["rule"])


def test_every_phrase_speaks_both_languages_with_the_same_gaps() -> None:
    for table in load_phrases().values():
        for key, said in table.items():
            assert set(said) == set(LANGUAGES), key
            gaps = [sorted(re.findall(r"\{(\w+)\}", text)) for text in said.values()]
            assert gaps[0] == gaps[1], key
            assert not re.search(r"[\u4e00-\u9fff]", said["en"]) or key.startswith("language"), key


def test_a_deep_link_shows_the_words_and_opens_the_reasons(
    visit: Visit, folder: Path, analyses: tuple[Analysis, ...]
) -> None:
    analysis = analyses[2]
    citation = analysis.citations[7]
    start = citation.mention.span.start
    visit.open(folder / "sources" / source_name(analysis.document.id), f"#t{start}")
    found = visit.page.locator(".line .found")
    assert "".join(found.all_text_contents()) == citation.mention.span.of(analysis.document.text)
    assert visit.page.locator("details[open]").count() == 1
    assert citation.resolution.targets[0].title in str(visit.page.locator("details[open]").text_content())
    visit.page.evaluate("(at) => { location.hash = '#t' + at; }", start + 2)
    assert found.count() >= 1


def test_a_click_on_a_citation_shows_its_reasons(
    visit: Visit, folder: Path, analyses: tuple[Analysis, ...]
) -> None:
    visit.open(folder / "sources" / source_name(analyses[3].document.id))
    visit.page.locator(".line a.cite").nth(3).click()
    note = visit.page.locator("details[open]")
    assert note.count() == 1 and "标题相同" in str(note.text_content())
    visit.page.click("#language")
    assert note.locator(".en", has_text="the same title").first.is_visible()


def test_outside_lines_can_be_hidden_and_are_shown_at_first(
    visit: Visit, folder: Path, analyses: tuple[Analysis, ...]
) -> None:
    analysis = next(one for one in analyses if one.document.outside)
    visit.open(folder / "sources" / source_name(analysis.document.id))
    outside = visit.page.locator(".line .outside").first
    assert outside.is_visible()
    visit.page.uncheck("#outside")
    assert outside.is_hidden()


def test_the_explorer_leads_to_the_words_in_the_source(
    visit: Visit, folder: Path, graph: Graph, analyses: tuple[Analysis, ...]
) -> None:
    visit.open(folder / "explorer.html")
    cites = next(edge for edge in graph.edges if edge.type == "CITES" and edge.properties.get("task_id"))
    visit.ask("choose", str(cites.properties["task_id"]))
    with visit.page.expect_popup() as opened:
        visit.page.locator("#panel .evidence a").first.click()
    source = opened.value
    source.wait_for_selector("html[data-ready]", state="attached")
    words = "".join(source.locator(".line .found").all_text_contents())
    assert words and any(
        words == citation.mention.span.of(one.document.text) for one in analyses for citation in one.citations
    )
    source.locator(".page-tools a").click()
    source.wait_for_selector("#canvas", state="attached")
    assert "explorer.html#n=" in source.url
    source.close()


def test_hostile_documents_run_nothing_in_source_or_report(
    visit: Visit, tmp_path: Path, analyses: tuple[Analysis, ...]
) -> None:
    attacked = [hostile(analysis) for analysis in analyses]
    graph = build_graph(attacked, load_catalogue())
    pages = [write_source_page(one, tmp_path / f"{number}.html") for number, one in enumerate(attacked)]
    for page in (*pages, write_report(graph, attacked, tmp_path / "report.html")):
        visit.open(page)
        assert visit.page.evaluate("window.pwned") is None
        assert (
            visit.page.evaluate("document.querySelectorAll('main img, main script, nav img, svg svg').length")
            == 0
        )
        assert visit.page.evaluate("document.scripts.length") == 1


@pytest.mark.parametrize("width", [390, 1400])
def test_pages_fit_a_phone_and_a_desk(
    visit: Visit, folder: Path, analyses: tuple[Analysis, ...], width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    for path in (folder / "report.html", folder / "sources" / source_name(analyses[0].document.id)):
        visit.open(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name


# The report


def test_the_counts_of_the_report_are_those_of_the_analyses(analyses: tuple[Analysis, ...]) -> None:
    summary = summarise([*analyses, analyses[0]])
    real = [citation for one in analyses for citation in one.citations if not citation.is_self]
    assert len(summary.documents) == len(analyses) and summary.copies == 1
    assert summary.citations == len(real) == sum(summary.kinds.values()) == sum(summary.confidences)
    open_ = [citation for citation in real if citation.resolution.verdict is not Verdict.MATCH]
    assert len(summary.opened) == len(open_)


def test_directives_and_coverage_are_those_of_the_graph(graph: Graph) -> None:
    first = top_directives(graph)[0]
    edges = [edge for edge in graph.edges if edge.type == "DRIVEN_BY" and edge.target == first.node.id]
    assert first.tasks.total() == sum(edge.source_label == "Task" for edge in edges)
    assert first.goals == {edge.source for edge in edges if edge.source_label == "Goal"}
    covered = coverage(graph)
    goals = [node.id for node in graph.nodes if node.label == "Goal"]
    assert sum(one.counts.total() for one in covered) == len(goals)
    driven = {edge.source for edge in graph.edges if edge.type == "DRIVEN_BY" and edge.source_label == "Goal"}
    assert sum(one.counts[basis] for one in covered for basis in ("explicit", "scope", "goal")) == len(driven)


def test_the_report_says_what_is_missing_in_plain_words(analyses: tuple[Analysis, ...], graph: Graph) -> None:
    page = report_html(graph, analyses, language="en")
    summary = summarise(analyses)
    assert f"{summary.without['date']} of {len(analyses)} documents have no date" in page
    assert "are not settled" in page and "Bases are never mixed" in page


def test_documents_of_which_little_is_known_are_reported_too() -> None:
    nodes = (
        Node(id="a", label="Document", properties={"title": "甲计划", "origin": "corpus"}),
        Node(id="a/1", label="Goal", properties={"title": "一"}),
        Node(id="b", label="Document", properties={"title": "乙意见", "origin": "cited"}),
    )
    drives = Edge(id="D", type="DRIVEN_BY", source="a/1", source_label="Goal", target="b", target_label="Document", properties={"basis": "goal"})  # fmt: skip
    holds = Edge(id="H", type="HAS_GOAL", source="a", source_label="Document", target="a/1", target_label="Goal", properties={})  # fmt: skip
    page = report_html(Graph(nodes=nodes, edges=(drives, holds)), [])
    assert "乙意见" in page and "甲计划" in page


def test_the_report_of_nothing_is_a_page() -> None:
    assert "没有读到任何文件" in report_html(Graph(nodes=(), edges=()), [])


def test_links_of_the_report_lead_to_files_and_words_that_exist(visit: Visit, folder: Path) -> None:
    visit.open(folder / "report.html")
    links = visit.page.evaluate(
        "() => [...document.querySelectorAll('main a')].map((a) => a.href || a.href.baseVal)"
    )
    links = [link if isinstance(link, str) else "" for link in links]
    targets = {link for link in links if "/sources/" in link}
    assert len(targets) > 20
    for link in sorted(targets)[::6]:
        visit.page.goto(link)
        assert visit.page.locator(".line").count() > 0
        if "#t" in link:
            assert visit.page.locator(f"[id='{link.split('#')[1]}']").count() == 1


@pytest.mark.parametrize("half", [False, True])
def test_bars_are_as_long_as_their_values_and_stay_in_the_chart(half: bool) -> None:
    series = tuple(Series(table="basis", key=key, css=key) for key in ("explicit", "goal"))
    rows = [Row(label="甲", values=(30, 10)), Row(label="乙", values=(0, 20)), Row(label="丙", values=(0, 0))]
    chart = bars(rows, series, half=half)
    first, second, third = chart.bars
    unit = first.segments[0].width / 30
    assert [segment.width for bar in chart.bars for segment in bar.segments] == pytest.approx(
        [30 * unit, 10 * unit, 20 * unit], abs=0.2
    )
    assert first.segments[1].x == pytest.approx(first.segments[0].x + first.segments[0].width, abs=0.2)
    assert max(bar.end for bar in chart.bars) < chart.width and second.total == 20 and third.segments == ()
    shares = bars(rows, series, whole=True, half=half)
    assert shares.bars[0].end == pytest.approx(shares.bars[1].end, abs=0.2)


def test_charts_are_drawn_with_chinese_labels_and_print_unfolded(visit: Visit, folder: Path) -> None:
    visit.open(folder / "report.html")
    assert visit.page.locator("svg").count() >= 5
    labels = visit.page.locator("svg text").all_text_contents()
    assert any("体教融合" in label for label in labels)
    visit.page.emulate_media(media="print")
    visit.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("details:not([open])").count() == 0
    assert visit.page.locator("header").is_hidden()
