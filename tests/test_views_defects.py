"""The checks of the pages bite: each of these defects is put in on purpose, and a check must fail."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import test_views_browser as checks
import test_views_pages as pages
from browser import Visit, browser, visiting
from jinja2 import DictLoader
from playwright.sync_api import BrowserContext, Error
from views_analysis import gold_analyses
from views_graph import make_policy_graph

import graph.views.explorer
import graph.views.layout
import graph.views.page
import graph.views.pyvis_page
import graph.views.source_page
import graph.views.view_model
from graph.model import Graph
from graph.views.explorer import write_explorer

Patch = pytest.MonkeyPatch
PATIENCE = 4_000


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profile"), color_scheme="light") as made:
        made.set_default_timeout(PATIENCE)
        yield made


@pytest.fixture(scope="module")
def hostile() -> Graph:
    return make_policy_graph(300, hostile=True)


def script(old: str, new: str) -> Callable[[Patch], None]:
    """Replace a piece of the page's script, which must be there exactly once."""

    def apply(patch: Patch) -> None:
        whole = graph.views.explorer.joined_script()
        assert whole.count(old) == 1, f"{whole.count(old)} times in the script: {old}"
        patch.setattr(graph.views.explorer, "joined_script", lambda: whole.replace(old, new))

    return apply


def template(old: str, new: str) -> Callable[[Patch], None]:
    """Replace a piece of the explorer's templates, which must be there exactly once."""

    def apply(patch: Patch) -> None:
        overlaid = graph.views.pyvis_page.overlaid

        def broken(context: Any) -> Any:
            made = overlaid(context)
            assert made.loader is not None
            names = ("explorer.html", "macros.html")
            sources = {name: made.loader.get_source(made, name)[0] for name in names}
            assert sum(source.count(old) for source in sources.values()) == 1
            made.loader = DictLoader({name: source.replace(old, new) for name, source in sources.items()})
            return made

        patch.setattr(graph.views.pyvis_page, "overlaid", broken)

    return apply


def value(module: Any, name: str, made: Any) -> Callable[[Patch], None]:
    """Replace a value or function of a module."""
    return lambda patch: patch.setattr(module, name, made)


def data_may_end_its_block(patch: Patch) -> None:
    import orjson
    from markupsafe import Markup

    def raw(given: Any) -> Markup:
        return Markup(given if isinstance(given, str) else orjson.dumps(given).decode())

    environment = graph.views.page.environment()
    patch.setitem(environment.filters, "json_block", raw)


DEFECTS: dict[str, tuple[Callable[[Patch], None], Callable[[Visit, Path, Graph], None]]] = {
    "quotes_and_titles_become_markup": (
        script(
            "  made.append(...children.flat(Infinity)",
            "  if (children.length === 1 && typeof children[0] === 'string') { made.innerHTML = children[0]; return made; }\n"
            "  made.append(...children.flat(Infinity)",
        ),
        checks.test_hostile_labels_quotes_and_ids_never_run_or_become_elements,
    ),
    "the_heading_is_not_escaped": (
        template("{{ title }}</h1>", "{{ title | safe }}</h1>"),
        lambda visit, path, _: checks.test_it_opens_offline_in_standards_mode_under_its_literal_title(
            visit, path
        ),
    ),
    "a_style_sheet_is_loaded_from_elsewhere": (
        template("</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>'),
        lambda visit, path, _: checks.test_it_opens_offline_in_standards_mode_under_its_literal_title(
            visit, path
        ),
    ),
    "data_may_end_its_block": (data_may_end_its_block, checks.test_it_holds_every_node_and_edge_of_the_graph),
    "inline_scripts_are_allowed": (
        value(
            graph.views.explorer,
            "policy",
            lambda scripts: (
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
            ),
        ),
        lambda visit, path, _: checks.test_nothing_in_the_page_can_ask_or_evaluate(visit, path),
    ),
    "confidence_is_ignored": (
        script("\n      && (confidence === undefined || confidence >= state.least)", ""),
        checks.test_the_confidence_slider_hides_what_is_below,
    ),
    "the_list_opens_while_an_input_method_composes": (
        script("if (!composing && !event.isComposing) showHits();", "showHits();"),
        checks.test_while_an_input_method_composes_the_list_stays_closed,
    ),
    "the_lineage_stops_after_one_step": (
        script("documents.add(edge.source);", ";"),
        lambda visit, path, graph: checks.test_the_lineage_is_what_a_search_of_the_graph_finds(
            visit, path, graph, "Document"
        ),
    ),
    "citations_are_drawn_from_the_citing_side": (
        value(graph.views.view_model, "FROM_TARGET", graph.views.view_model.FROM_TARGET - {"CITES"}),
        checks.test_directives_stand_left_and_no_cards_of_a_lane_overlap,
    ),
    "cards_are_piled_up": (
        value(graph.views.layout, "apart", lambda wanted, sizes: list(wanted)),
        checks.test_directives_stand_left_and_no_cards_of_a_lane_overlap,
    ),
    "places_below_a_place_are_forgotten": (
        script('next.push(...targetsOf(place, "PART_OF"));', ""),
        checks.test_the_place_filter_takes_in_the_places_below,
    ),
    "the_link_forgets_the_confidence": (
        script('  put("c", state.least, START.least);\n', ""),
        checks.test_a_link_restores_selection_filters_and_view,
    ),
    "the_drawing_is_not_escaped": (
        script('.replace(/[&<>"]/g, (sign) => escapes[sign])', ""),
        checks.test_svg_is_well_formed_with_a_group_for_each_node_and_text_as_text,
    ),
    "the_matrix_counts_whole_documents": (
        script("row.places.get(place)[unit].add(edge.source);", "row.places.get(place)[unit].add(document);"),
        checks.test_the_matrix_counts_and_a_cell_opens_that_lineage,
    ),
    "the_timeline_measures_to_the_last": (
        script(
            "const first = row.local.find((item) => item.day >= row.issued);\n  return first ?",
            "const first = row.local.findLast((item) => item.day >= row.issued);\n  return first ?",
        ),
        checks.test_the_timeline_measures_from_issue_to_the_first_local_document,
    ),
    "a_button_has_no_name": (
        template(' data-say-label="zoom_in" data-say-title="zoom_in">+<', "><"),
        checks.test_every_control_has_a_name,
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_of_the_explorer_makes_a_check_fail(
    name: str, context: BrowserContext, hostile: Graph, tmp_path: Path, monkeypatch: Patch
) -> None:
    apply, check = DEFECTS[name]
    apply(monkeypatch)
    path = write_explorer(hostile, tmp_path / "broken.html", title=checks.TITLE, sources="sources")
    with visiting(context) as visit, pytest.raises((AssertionError, Error, SyntaxError)):
        visit.patience = PATIENCE
        check(visit, path, hostile)
        assert (visit.asked, visit.errors) == ([], [])


@pytest.mark.parametrize(
    ("module", "name", "made", "check"),
    [
        (graph.views.source_page, "shown", lambda text: text.strip(), "test_every_character_of_the_text_stands_in_the_page"),
        (
            graph.views.source_page,
            "annotated",
            lambda analysis: (section.span for section in analysis.sections),
            "test_every_finding_has_an_anchor_and_every_id_is_its_own",
        ),
    ],
)  # fmt: skip
def test_a_defect_of_a_source_page_makes_a_check_fail(
    module: Any, name: str, made: Any, check: str, monkeypatch: Patch
) -> None:
    analyses = tuple(gold_analyses())
    getattr(pages, check)(analyses)
    monkeypatch.setattr(module, name, made)
    with pytest.raises(AssertionError):
        getattr(pages, check)(analyses)
