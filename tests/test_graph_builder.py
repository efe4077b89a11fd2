"""From analyses to a graph: each rule on a small plan made by hand."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from factories import (
    known,
    make_analysis,
    make_citation,
    make_document,
    make_driver,
    make_entry,
    make_head,
    make_section,
    make_task,
    make_theme,
)

from extract.catalogue import Catalogue, Relation
from extract.model import Analysis, Basis, Level, Origin, Role, SectionKind, Target, Verdict
from graph.builder import build_graph
from graph.exports.jsonl import dump_line
from graph.model import Edge, Graph, Node
from graph.schema import load_schema

TEXT = """云海区教育工作要点
为贯彻《关于甲事的意见》，制定本要点。
二、主要任务
1. 体育
落实《关于甲事的意见》，推进体育工作，优良率达到60%以上。继续深化改革。（牵头单位：区教育局）
2. 美育
参照《关于乙事的办法》和《关于丙事的通知》开展活动。
"""
FIRST = make_entry("国发〔2020〕1号", "关于甲事的意见", number="国发〔2020〕1号")
SECOND = make_entry("关于乙事的办法", "关于乙事的办法")
OLDER = make_entry("国发〔2010〕9号", "关于甲事的旧意见", number="国发〔2010〕9号")
AFAR = make_entry("关于远事的意见", "关于远事的意见")


def relation(
    from_id: str | None, kind: str, to_id: str | None, scope: str = "", day: str | None = None
) -> Relation:
    return Relation(
        from_id=from_id,
        relation=kind,
        to_id=to_id,
        from_title="",
        to_title="",
        effective_on=day,
        scope=scope,
        certainty="certain",
        source="general knowledge",
    )


CATALOGUE = Catalogue(
    (FIRST, SECOND, OLDER, AFAR),
    (
        relation(FIRST.id, "supersedes", OLDER.id, day="2020-03-01"),
        relation(AFAR.id, "implements", OLDER.id),
        relation(FIRST.id, "period", None, "2020-2025"),
        relation(None, "amends", FIRST.id),
        relation(FIRST.id, "issued_with", AFAR.id),
    ),
)


def plan(id: str = "区教发〔2021〕3号", text: str = TEXT, name: str = "plan.txt") -> Analysis:
    document = make_document(id, text, name=name)
    part = make_section(document, "二、", "二、主要任务", "开展活动。", kind=SectionKind.PART)
    sport = make_section(document, "二、/1.", "1. 体育", "（牵头单位：区教育局）", parent="二、")
    art = make_section(document, "二、/2.", "2. 美育", "开展活动。", parent="二、")
    first = make_task(
        document,
        "落实《关于甲事的意见》，推进体育工作，优良率达到60%以上。",
        "二、/1.",
        bodies=["区教育局"],
        figures=["60%"],
    )
    second = make_task(document, "继续深化改革。", "二、/1.")
    opening = make_citation(document, "《关于甲事的意见》", known(FIRST))
    cited = make_citation(
        document, "《关于甲事的意见》", known(FIRST), nth=1, section="二、/1.", task=first.id
    )
    measures = make_citation(
        document, "《关于乙事的办法》", known(SECOND), role=Role.MENTIONS, section="二、/2."
    )
    unknown = make_citation(
        document, "《关于丙事的通知》", verdict=Verdict.UNKNOWN, role=Role.MENTIONS, section="二、/2."
    )
    return make_analysis(
        document,
        make_head(
            "云海区教育工作要点",
            number=id,
            issuers=("某某教育委员会",),
            place="云海区",
            issued_on="2021-03-22",
        ),
        sections=(part, sport, art),
        tasks=(first, second),
        citations=(opening, cited, measures, unknown),
        drivers=(
            make_driver(opening, None, basis=Basis.DOCUMENT),
            make_driver(cited, first, basis=Basis.EXPLICIT, score=0.8),
            make_driver(cited, second, basis=Basis.SCOPE, score=0.95),
        ),
        themes=(make_theme(sport.id, "体育"),),
    )


def build(*analyses: Analysis, catalogue: Catalogue = CATALOGUE) -> Graph:
    graph = build_graph(analyses, catalogue)
    schema = load_schema()
    for node in graph.nodes:
        schema.check_node(node.id, node.label, node.properties)
    for edge in graph.edges:
        schema.check_edge(edge.id, edge.type, edge.source_label, edge.target_label, edge.properties)
    return graph


def nodes(graph: Graph, label: str) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes if node.label == label}


def edges(graph: Graph, type: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.type == type]


def one(found: list[Edge]) -> Edge:
    assert len(found) == 1, found
    return found[0]


PLAN = "区教发〔2021〕3号"


def test_parts_goals_and_tasks_hang_together_and_carry_their_words() -> None:
    graph = build(plan())
    assert [(e.source, e.target) for e in edges(graph, "HAS_PART")] == [(PLAN, f"{PLAN}/二、")]
    goals = sorted((e.target, e.source, e.properties["order"]) for e in edges(graph, "HAS_GOAL"))
    assert goals == [(f"{PLAN}/二、/1.", PLAN, 1), (f"{PLAN}/二、/2.", PLAN, 2)]
    assert {(e.source, e.target) for e in edges(graph, "IN_PART")} == {
        (f"{PLAN}/二、/1.", f"{PLAN}/二、"),
        (f"{PLAN}/二、/2.", f"{PLAN}/二、"),
    }
    assert {e.source for e in edges(graph, "HAS_TASK")} == {f"{PLAN}/二、/1."}
    for node in (*nodes(graph, "Goal").values(), *nodes(graph, "Task").values()):
        first, last = node.properties["first_char"], node.properties["end_char"]
        assert isinstance(first, int) and isinstance(last, int)
        assert node.properties["text"] == TEXT[first:last]


def test_a_document_that_was_read_has_its_head_and_its_file() -> None:
    document = nodes(build(plan()), "Document")[PLAN]
    assert document.properties == {
        "title": "云海区教育工作要点",
        "doc_number": PLAN,
        "level": "county",
        "issued_on": date(2021, 3, 22),
        "origin": "corpus",
        "place": "云海区",
        "status": "unknown",
        "source": "plan.txt",
    }


def test_a_date_that_is_not_known_to_the_day_is_left_out() -> None:
    analysis = plan()
    analysis = replace(analysis, head=replace(analysis.head, issued_on="2021-03"))
    assert "issued_on" not in nodes(build(analysis), "Document")[PLAN].properties


def test_a_document_without_a_title_bears_the_name_of_its_file() -> None:
    analysis = plan()
    analysis = replace(analysis, head=replace(analysis.head, title=None))
    assert nodes(build(analysis), "Document")[PLAN].properties["title"] == "plan.txt"


def test_every_citation_is_an_edge_with_the_quote_at_its_offsets() -> None:
    found = edges(build(plan()), "CITES")
    assert len(found) == 4
    for edge in found:
        first, last = edge.properties["first_char"], edge.properties["end_char"]
        assert isinstance(first, int) and isinstance(last, int)
        assert edge.properties["quote"] == TEXT[first:last]
    assert {edge.source for edge in found} == {PLAN, f"{PLAN}/二、/1.", f"{PLAN}/二、/2."}


def test_two_citations_of_one_document_by_one_goal_are_two_edges() -> None:
    analysis = plan()
    again = replace(analysis.citations[1], mention=replace(analysis.citations[1].mention, rule="other"))
    analysis = replace(analysis, citations=(*analysis.citations, again))
    found = [e for e in edges(build(analysis), "CITES") if e.target == FIRST.id]
    assert len(found) == 3 and len({e.id for e in found}) == 3


def test_ids_of_edges_do_not_change_when_words_are_added_elsewhere() -> None:
    before = {e.id for e in build(plan()).edges}
    after = {e.id for e in build(plan(text="新增一行。\n" + TEXT)).edges}
    assert before == after


def test_a_task_is_driven_with_the_basis_of_its_driver() -> None:
    graph = build(plan())
    found = {e.source: e.properties for e in edges(graph, "DRIVEN_BY") if e.source_label == "Task"}
    assert sorted(p["basis"] for p in found.values() if isinstance(p["basis"], str)) == ["explicit", "scope"]
    assert all(p["quote"] == "《关于甲事的意见》" and p["why"] == "same_sentence" for p in found.values())
    assert all("tasks" not in p for p in found.values())
    first = TEXT.index("《关于甲事的意见》", TEXT.index("1. 体育"))
    assert {p["first_char"] for p in found.values()} == {first}


def test_a_goal_is_driven_once_with_the_strongest_basis_and_the_number_of_tasks() -> None:
    found = one([e for e in edges(build(plan()), "DRIVEN_BY") if e.source_label == "Goal"])
    assert (found.source, found.target) == (f"{PLAN}/二、/1.", FIRST.id)
    assert found.properties["basis"] == "explicit"
    assert found.properties["confidence"] == 0.8  # that of the basis, not the best of all
    assert found.properties["tasks"] == 2


def test_a_document_is_driven_by_its_stated_basis_and_implements_it() -> None:
    graph = build(plan())
    found = one([e for e in edges(graph, "DRIVEN_BY") if e.source_label == "Document"])
    assert (found.source, found.target, found.properties["basis"]) == (PLAN, FIRST.id, "document")
    stated = one([e for e in edges(graph, "IMPLEMENTS") if e.source == PLAN])
    assert stated.target == FIRST.id
    assert stated.properties["certainty"] == "attested" and stated.properties["source"] == "plan.txt"


def test_a_mere_mention_or_a_citation_inside_a_goal_relates_no_documents() -> None:
    analysis = plan()
    analysis = replace(analysis, drivers=(), citations=analysis.citations[1:])
    assert not [e for e in edges(build(analysis), "IMPLEMENTS") if e.source == PLAN]


@pytest.mark.parametrize(("role", "type"), [(Role.REPEALS, "REPEALS"), (Role.AMENDS, "AMENDS")])
def test_repealing_and_amending_relate_documents_wherever_they_stand(role: Role, type: str) -> None:
    analysis = plan()
    analysis = replace(analysis, citations=(replace(analysis.citations[2], role=role),))
    assert one([e for e in edges(build(analysis), type) if e.source == PLAN]).target == SECOND.id


def test_a_plan_to_make_a_document_cites_and_nothing_else() -> None:
    analysis = plan()
    cited = replace(analysis.citations[0], role=Role.PLANS)
    analysis = replace(analysis, citations=(cited,), drivers=())
    assert {e.type for e in build(analysis).edges if e.target == FIRST.id and e.source == PLAN} == {"CITES"}


def test_a_citation_of_the_document_itself_makes_no_edge() -> None:
    analysis = plan()
    own = replace(analysis.citations[0], is_self=True)
    assert not edges(build(replace(analysis, citations=(own,), drivers=())), "CITES")


def test_an_unknown_document_becomes_a_cited_one_tied_to_who_cites_it() -> None:
    document = nodes(build(plan()), "Document")[f"关于丙事的通知@{PLAN}"]
    assert document.properties["origin"] == "cited" and document.properties["title"] == "关于丙事的通知"


@pytest.mark.parametrize(
    ("issuer", "id"),
    [
        ("教育部", "关于丙事的通知@教育部"),
        ("江苏省教育厅", "关于丙事的通知@江苏省教育厅"),
        ("省教育厅", f"关于丙事的通知@{PLAN}"),
        ("我市", f"关于丙事的通知@{PLAN}"),
    ],
)
def test_an_unknown_document_is_told_apart_by_an_issuer_of_a_known_place_alone(issuer: str, id: str) -> None:
    analysis = plan()
    mention = replace(analysis.citations[3].mention, issuer_text=issuer)
    graph = build(replace(analysis, citations=(replace(analysis.citations[3], mention=mention),), drivers=()))
    assert id in nodes(graph, "Document")


def test_a_title_that_begins_with_a_place_tells_the_level_of_an_unknown_document() -> None:
    analysis = plan()
    target = Target(title="云南省教育发展规划纲要", number=None)
    resolution = replace(analysis.citations[3].resolution, targets=(target,))
    cited = replace(analysis.citations[3], resolution=resolution)
    graph = build(replace(analysis, citations=(cited,), drivers=()))
    assert nodes(graph, "Document")[f"云南省教育发展规划纲要@{PLAN}"].properties["level"] == "provincial"


def test_an_unknown_document_with_a_number_bears_it_as_its_id_and_meets_its_own_file() -> None:
    analysis = plan()
    target = Target(title="关于丙事的通知", number="云教〔2020〕7号")
    cited = replace(
        analysis.citations[3], resolution=replace(analysis.citations[3].resolution, targets=(target,))
    )
    analysis = replace(analysis, citations=(cited,), drivers=())
    assert nodes(build(analysis), "Document")["云教〔2020〕7号"].properties["origin"] == "cited"
    other = plan("云教〔2020〕7号", name="other.txt")
    both = nodes(build(analysis, other), "Document")["云教〔2020〕7号"]
    assert both.properties["origin"] == "corpus" and both.properties["source"] == "other.txt"


def test_a_number_that_the_catalogue_gives_another_title_does_not_become_that_document() -> None:
    analysis = plan()
    target = Target(title="关于丙事的通知", number=FIRST.number)
    cited = replace(
        analysis.citations[3], resolution=replace(analysis.citations[3].resolution, targets=(target,))
    )
    graph = build(replace(analysis, citations=(cited,), drivers=()))
    assert "国发〔2020〕1号#关于丙事的通知" in nodes(graph, "Document")


def test_an_unsure_citation_is_a_mention_with_its_candidates_and_no_edge_to_a_document() -> None:
    analysis = plan()
    unsure = make_citation(
        analysis.document,
        "《关于丙事的通知》",
        verdict=Verdict.UNSURE,
        section="二、/2.",
        rivals=(FIRST, SECOND),
    )
    graph = build(replace(analysis, citations=(unsure,), drivers=(make_driver(unsure, None),)))
    mention = one(edges(graph, "HAS_OPEN"))
    assert mention.source == f"{PLAN}/二、/2."
    found = nodes(graph, "Mention")[mention.target].properties
    assert found["text"] == "《关于丙事的通知》"
    assert found["candidates"] == "《关于甲事的意见》（国发〔2020〕1号）; 《关于乙事的办法》"
    assert not edges(graph, "CITES") and not edges(graph, "DRIVEN_BY")


def test_bodies_indicators_and_themes_are_nodes() -> None:
    graph = build(plan())
    assert one(edges(graph, "ASSIGNED_TO")).properties == {"role": "lead", "text": "区教育局"}
    indicator = nodes(graph, "Indicator")[one(edges(graph, "HAS_INDICATOR")).target]
    assert indicator.properties["low"] == 60.0 and indicator.properties["quote"] == "60%"
    assert one(edges(graph, "ABOUT")).target == "theme:体育"


def test_two_offices_of_one_name_in_unknown_places_are_two_bodies() -> None:
    first, second = plan(), plan("区教发〔2021〕4号")
    second = replace(second, head=replace(second.head, place="青山区"))
    found = {e.target for e in edges(build(first, second), "ASSIGNED_TO")}
    assert found == {"body:区教育局@云海区", "body:区教育局@青山区"}


def test_places_hang_together_up_to_their_province() -> None:
    analysis = plan()
    head = replace(analysis.head, place="南京市鼓楼区", place_code="320106")
    graph = build(replace(analysis, head=head))
    assert one([e for e in edges(graph, "IN_PLACE") if e.source == PLAN]).target == "place:320106"
    assert {(e.source, e.target) for e in edges(graph, "PART_OF")} == {
        ("place:320106", "place:320100"),
        ("place:320100", "place:320000"),
    }


def test_neighbours_of_cited_documents_come_in_and_their_neighbours_do_not() -> None:
    graph = build(plan())
    documents = nodes(graph, "Document")
    assert documents[OLDER.id].properties["origin"] == "catalogue"
    assert AFAR.id not in documents
    replaced = one(edges(graph, "SUPERSEDES"))
    assert replaced.properties["effective_on"] == date(2020, 3, 1)
    assert replaced.properties["certainty"] == "certain"


def test_the_whole_catalogue_comes_in_when_asked_for() -> None:
    graph = build_graph((plan(),), CATALOGUE, catalogue_nodes="all")
    assert AFAR.id in nodes(graph, "Document")
    assert {(e.source, e.target) for e in edges(graph, "IMPLEMENTS")} >= {(AFAR.id, OLDER.id)}


def test_a_period_gives_the_year_in_which_it_ends() -> None:
    assert nodes(build(plan()), "Document")[FIRST.id].properties["period_end"] == 2025


def test_a_document_that_was_read_wins_over_the_catalogue_and_takes_what_only_that_knows() -> None:
    analysis = plan(FIRST.id)
    cited = replace(analysis.citations[2], role=Role.MENTIONS)
    analysis = replace(analysis, citations=(cited,), drivers=())
    graph = build(analysis, replace(plan(), document=replace(plan().document, name="citing.txt")))
    document = nodes(graph, "Document")[FIRST.id].properties
    assert document["origin"] == "corpus" and document["title"] == "云海区教育工作要点"
    assert document["status"] == "in force" and document["period_end"] == 2025


def test_the_same_document_from_two_sites_is_one_node_with_two_sources_and_counts_once() -> None:
    alone = build(plan())
    second = plan(text=TEXT + "版权所有", name="copy.txt")
    both = build(plan(), second)
    assert len(both.nodes) == len(alone.nodes) and len(both.edges) == len(alone.edges)
    assert nodes(both, "Document")[PLAN].properties["source"] == "copy.txt; plan.txt"


def test_the_graph_does_not_depend_on_the_order_of_the_files() -> None:
    analyses = [plan(), plan("区教发〔2021〕4号"), plan(text=TEXT + "\n", name="copy.txt")]
    graphs = {
        b"".join([*map(dump_line, graph.nodes), *map(dump_line, graph.edges)])
        for graph in (build(*order) for order in permutations(analyses))
    }
    assert len(graphs) == 1


def test_pages_count_from_one_and_are_left_out_where_a_format_has_none() -> None:
    analysis = plan()
    assert all("page" not in edge.properties for edge in edges(build(analysis), "CITES"))
    paged = replace(analysis.document, media_type="application/pdf", pages=(TEXT.index("2. 美育"),))
    pages = {e.properties["page"] for e in edges(build(replace(analysis, document=paged)), "CITES")}
    assert pages == {1, 2}


def test_levels_of_cited_documents_are_those_of_their_citations() -> None:
    analysis = plan()
    cited = replace(analysis.citations[3], level=Level.PROVINCIAL)
    graph = build(replace(analysis, citations=(cited,), drivers=()))
    assert nodes(graph, "Document")[f"关于丙事的通知@{PLAN}"].properties["level"] == "provincial"


def test_a_corpus_entry_of_the_catalogue_is_the_document_that_was_read() -> None:
    other = plan("区教发〔2021〕4号", name="other.txt")
    entry = replace(make_entry("区教发〔2021〕4号", "云海区教育工作要点"), origin=Origin.CORPUS)
    analysis = plan()
    cited = replace(
        analysis.citations[0], resolution=replace(analysis.citations[0].resolution, targets=(known(entry),))
    )
    graph = build(replace(analysis, citations=(cited,), drivers=()), other)
    assert nodes(graph, "Document")[entry.id].properties["source"] == "other.txt"
