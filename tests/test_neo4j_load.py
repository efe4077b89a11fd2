"""Loads into a real Neo4j: what is new is created, what changed is changed, what is stale goes, no more."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from make_graph import make_graph
from neo4j import GraphDatabase
from neo4j_server import USER, Server
from referee_queries import random_graph

from extract.errors import StoreError
from graph.model import Edge, Graph, Node
from graph.store.base import Written
from graph.store.neo4j import Neo4jStore, connect

SMALL = make_graph(nodes=400, seed=7)


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Neo4jStore]:
    with connect(neo4j_url) as opened:
        yield opened


def rows(store: Neo4jStore, text: str) -> list[list[object]]:
    return [list(row.values()) for row in store.run(text)]


def change(server: Server, text: str) -> None:
    with GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver:
        driver.execute_query(text)


def size(graph: Graph) -> int:
    return len(graph.nodes) + len(graph.edges)


def facts_of(graph: Graph) -> Iterator[Node | Edge]:
    yield from graph.nodes
    yield from graph.edges


def without(graph: Graph, *gone: str) -> Graph:
    """Return ``graph`` without these nodes and the edges that join them."""
    nodes = tuple(node for node in graph.nodes if node.id not in gone)
    edges = tuple(
        e for e in graph.edges if e.source not in gone and e.target not in gone and e.id not in gone
    )
    return Graph(nodes=nodes, edges=edges)


def document(id: str, origin: str = "corpus", title: str = "某市工作要点") -> Node:
    return Node(id=id, label="Document", properties={"title": title, "origin": origin})


def goal(id: str, title: str = "一、目标") -> Node:
    return Node(id=id, label="Goal", properties={"title": title, "text": "推进体教融合", "order": 1})


def edge(kind: str, source: Node, target: Node, **properties: str) -> Edge:
    return Edge(
        id=f"{kind}:{source.id}>{target.id}",
        type=kind,
        source=source.id,
        source_label=source.label,
        target=target.id,
        target_label=target.label,
        properties=properties,
    )


def graph_of(*facts: Node | Edge) -> Graph:
    nodes = sorted((fact for fact in facts if isinstance(fact, Node)), key=lambda node: node.id)
    edges = sorted((fact for fact in facts if isinstance(fact, Edge)), key=lambda edge: edge.id)
    return Graph(nodes=tuple(nodes), edges=tuple(edges))


A, B, CITED, OTHER = (
    document("甲"),
    document("乙"),
    document("国发〔2020〕1号", "catalogue"),
    document("丙", "cited"),
)
A1, A2, B1 = goal("甲/一"), goal("甲/二"), goal("乙/一")
GRAPH_A = graph_of(
    A,
    A1,
    A2,
    CITED,
    OTHER,
    edge("HAS_GOAL", A, A1),
    edge("HAS_GOAL", A, A2),
    edge("CITES", A1, CITED, quote="落实"),
    edge("CITES", A2, OTHER, quote="根据"),
)


def test_a_load_creates_all_and_a_second_changes_nothing(store: Neo4jStore) -> None:
    assert store.load(SMALL) == Written(created=size(SMALL), changed=0, removed=0, unchanged=0)
    assert store.read() == SMALL
    assert store.load(SMALL) == Written(created=0, changed=0, removed=0, unchanged=size(SMALL))
    assert store.read() == SMALL


def test_a_stream_is_loaded_like_a_graph(store: Neo4jStore) -> None:
    seen: list[int] = []
    written = store.load(facts_of(SMALL), on_progress=seen.append)
    assert written.created == size(SMALL)
    assert seen == sorted(seen)
    assert seen[-1] == size(SMALL)


def test_a_changed_document_loses_its_stale_facts_and_no_other(store: Neo4jStore) -> None:
    store.load(GRAPH_A)
    store.load(graph_of(B, B1, edge("HAS_GOAL", B, B1)))
    changed = graph_of(
        A, replace(A1, properties={"title": "一、新目标", "text": "推进体教融合"}), CITED,
        edge("HAS_GOAL", A, A1), edge("CITES", A1, CITED, quote="贯彻落实"),
    )  # fmt: skip
    dry = store.load(changed, dry_run=True)
    written = store.load(changed)
    # gone: goal 二, its HAS_GOAL and CITES, and the document that only it cited
    assert written == dry == Written(created=0, changed=2, removed=4, unchanged=3)
    assert rows(store, "MATCH (n) RETURN n.id ORDER BY n.id") == sorted(
        [[n.id] for n in (A, A1, B, B1, CITED)]
    )
    assert rows(store, "MATCH (g:Goal {id: '甲/一'}) RETURN g.title, g.order") == [["一、新目标", None]]


def test_a_document_that_was_read_stays_read_when_another_load_only_cites_it(store: Neo4jStore) -> None:
    store.load(GRAPH_A)
    citing = graph_of(
        B, B1, replace(A, properties={"title": "甲", "origin": "cited"}),
        edge("HAS_GOAL", B, B1), edge("CITES", B1, A),
    )  # fmt: skip
    assert store.load(citing).unchanged == 1
    assert rows(store, "MATCH (d {id: '甲'}) RETURN d.origin, d.title") == [["corpus", "某市工作要点"]]
    assert rows(store, "MATCH (:Document {id: '甲'})-[:HAS_GOAL]->(g) RETURN count(g)") == [[2]]
    store.load(citing, replace=True)
    assert rows(store, "MATCH (d {id: '甲'}) RETURN d.origin, d.title") == [["cited", "甲"]]


def test_a_section_that_turns_from_part_to_goal_keeps_its_citations(store: Neo4jStore) -> None:
    part = replace(A1, label="Part", properties={"title": "一", "order": 1})
    before = graph_of(A, part, CITED, edge("HAS_PART", A, part), edge("CITES", part, CITED))
    after = graph_of(A, A1, CITED, edge("HAS_GOAL", A, A1), edge("CITES", A1, CITED))
    store.load(before)
    assert before.edges[0].id == after.edges[0].id
    dry = store.load(after, dry_run=True)
    assert store.load(after) == dry == Written(created=2, changed=1, removed=2, unchanged=2)
    assert store.read() == after


def test_replacing_leaves_exactly_the_graph_and_what_users_added(
    store: Neo4jStore, neo4j_server: Server
) -> None:
    store.load(GRAPH_A)
    change(
        neo4j_server, "MATCH (d {id: '甲'}) SET d.mine = 'x', d:Marked CREATE (:Note {id: 'n', title: 't'})"
    )
    change(neo4j_server, "CREATE (:Goal {id: 'hand', title: 'by hand'})")
    written = store.load(graph_of(A), replace=True)
    assert written == Written(created=0, changed=0, removed=8, unchanged=1)
    assert rows(store, "MATCH (n) RETURN n.id ORDER BY n.id") == [["hand"], ["n"], ["甲"]]
    assert rows(store, "MATCH (d:Marked) RETURN d.mine") == [["x"]]
    assert store.read() == graph_of(A)


def test_what_another_program_stored_is_none_of_ours(store: Neo4jStore, neo4j_server: Server) -> None:
    change(
        neo4j_server,
        "CREATE (:File {id: '甲', content_hash: 'x'})-[:PART {id: 'p', content_hash: 'y'}]->(:Folder {id: 'f'})",
    )
    store.load(GRAPH_A)
    assert store.read() == GRAPH_A
    assert store.load(GRAPH_A, replace=True).unchanged == size(GRAPH_A)
    assert store.load(graph_of(), replace=True).removed == size(GRAPH_A)
    assert rows(store, "MATCH (n)-[r]->(m) RETURN n.id, type(r), m.id") == [["甲", "PART", "f"]]


def test_a_stale_node_that_a_user_linked_to_is_kept_and_counted(
    store: Neo4jStore, neo4j_server: Server
) -> None:
    store.load(GRAPH_A)
    change(neo4j_server, "MATCH (g:Goal {id: '甲/二'}) CREATE (:Note {title: '存疑'})-[:ON]->(g)")
    changed = without(GRAPH_A, A2.id, OTHER.id)
    dry = store.load(changed, dry_run=True)
    written = store.load(changed)
    assert written == dry == Written(created=0, changed=0, removed=3, unchanged=5, kept=1)
    assert rows(store, "MATCH (:Note)-[:ON]->(g) RETURN g.id") == [["甲/二"]]
    assert rows(store, "MATCH (:Document)-[:HAS_GOAL]->(g) RETURN g.id") == [["甲/一"]]


def test_a_dry_run_writes_nothing_and_tells_what_a_load_would_do(store: Neo4jStore) -> None:
    assert store.load(SMALL, dry_run=True) == Written(created=size(SMALL), changed=0, removed=0, unchanged=0)
    assert rows(store, "MATCH (n) RETURN count(n)") == [[0]]
    store.load(SMALL)
    less = without(SMALL, *(edge.id for edge in SMALL.edges[::7]))
    for whole in (False, True):
        dry = store.load(less, replace=whole, dry_run=True)
        assert store.read() == SMALL
        assert dry.removed
    assert store.load(less, replace=True) == dry


def test_random_changes_leave_exactly_the_graph(store: Neo4jStore) -> None:
    for seed in range(12):
        # small random graphs use one id for nodes of other labels and edges between them
        graph = random_graph(random.Random(seed)) if seed % 3 else make_graph(nodes=200, seed=seed)
        dry = store.load(graph, replace=True, dry_run=True)
        assert store.write(graph) == dry
        assert store.read() == graph


def test_what_a_load_that_was_cut_off_left_behind_is_completed_or_goes(store: Neo4jStore) -> None:
    class CutOff(Exception):
        pass

    def some() -> Iterator[Node | Edge]:
        yield from SMALL.nodes
        yield from (edge for edge in SMALL.edges if edge.type < "HAS")
        raise CutOff

    with pytest.raises(CutOff):
        store.load(some())
    assert 0 < len(store.read().nodes) <= len(SMALL.nodes)
    other = make_graph(nodes=200, seed=99)
    store.load(other)
    assert store.load(SMALL).unchanged
    assert store.load(SMALL).unchanged == size(SMALL)


def test_leftovers_of_a_load_that_was_cut_off_go_with_the_next(store: Neo4jStore) -> None:
    half = Graph(nodes=GRAPH_A.nodes, edges=tuple(e for e in GRAPH_A.edges if e.type == "CITES"))
    store.load(half)  # goals that no document holds yet
    now = graph_of(A, A1, edge("HAS_GOAL", A, A1))
    store.load(now)
    # the catalogue's document stays: it is true whoever cites it, and nothing was said of it
    assert {row[0] for row in rows(store, "MATCH (n) RETURN n.id")} <= {A.id, A1.id, CITED.id}
    assert rows(store, "MATCH ()-[r]->() RETURN type(r)") == [["HAS_GOAL"]]


def test_one_load_at_a_time(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.setup()  # the first plans of a fresh server take their time

    def meanwhile() -> Iterator[Node | Edge]:
        with connect(store.address) as second, pytest.raises(StoreError, match="another load"):
            monkeypatch.setattr("graph.store.neo4j.LOCK_SECONDS", 3.0)
            second.load(GRAPH_A)
        yield from facts_of(GRAPH_A)

    assert store.load(meanwhile()).created == size(GRAPH_A)
    assert rows(store, "MATCH (n:SuyuanLoad) RETURN count(n)") == [[0]]
    assert store.load(GRAPH_A).unchanged == size(GRAPH_A)


def test_an_edge_whose_end_is_not_there_is_an_error(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match=r"1 edges .* join nodes that are not there"):
        store.load((A, A1, edge("HAS_GOAL", A, A1), edge("CITES", A1, CITED)))


def test_a_conflicting_index_is_named_and_nothing_is_written(store: Neo4jStore, neo4j_server: Server) -> None:
    change(neo4j_server, "DROP CONSTRAINT suyuan_theme_id IF EXISTS")
    change(neo4j_server, "CREATE INDEX of_somebody FOR (n:Theme) ON (n.id)")
    try:
        with pytest.raises(StoreError, match=r"conflicting index or constraint.*Theme.*Try: drop it"):
            store.load(SMALL)
        assert rows(store, "MATCH (n) RETURN count(n)") == [[0]]
    finally:
        change(neo4j_server, "DROP INDEX of_somebody")
    assert store.load(SMALL).created == size(SMALL)


def test_a_constraint_that_forbids_the_graph_is_named(store: Neo4jStore, neo4j_server: Server) -> None:
    change(neo4j_server, "CREATE CONSTRAINT one_title FOR (n:Goal) REQUIRE n.title IS UNIQUE")
    try:
        with pytest.raises(StoreError, match="constraint of the database does not allow"):
            store.load(graph_of(A, A1, B1, edge("HAS_GOAL", A, A1)))
    finally:
        change(neo4j_server, "DROP CONSTRAINT one_title")


def test_doubled_ids_in_the_database_are_named(store: Neo4jStore, neo4j_server: Server) -> None:
    change(neo4j_server, "DROP CONSTRAINT suyuan_theme_id IF EXISTS")
    change(neo4j_server, "UNWIND [1, 2] AS x CREATE (:Theme {id: 'twice'})")
    with pytest.raises(StoreError, match="same id"):
        store.load(SMALL)
    change(neo4j_server, "MATCH (n:Theme {id: 'twice'}) DELETE n")
    assert store.load(SMALL).created == size(SMALL)


def test_the_text_index_understands_chinese(store: Neo4jStore) -> None:
    text = "坚持教育与体育相融合"
    store.load(graph_of(A, replace(A1, properties={"title": "一", "text": text}), edge("HAS_GOAL", A, A1)))
    found = "CALL db.index.fulltext.queryNodes('suyuan_text', '体育相融') YIELD node RETURN node.id AS id"
    assert rows(store, found) == [[A1.id]]
