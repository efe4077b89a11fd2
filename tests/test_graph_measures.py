"""networkx in and out of a store, and measures that are the same in every run."""

import os
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from make_graph import make_graph

from graph.answers.measures import ranked_measures
from graph.measures import COLUMNS, EXACT_UP_TO, main_path, measure
from graph.network import citation_network, from_network, to_network
from graph.store import StatementError, open_store

ROOT = Path(__file__).parents[1]


def cites(*pairs: tuple[str, str], **levels: str) -> "networkx.DiGraph[str]":
    ids = {id for pair in pairs for id in pair} | levels.keys()
    return citation_network(
        [{"id": id, "level": levels.get(id, "county")} for id in sorted(ids)],
        [{"citing": citing, "cited": cited, "citations": 1} for citing, cited in pairs],
    )


def test_a_graph_goes_through_a_store_and_networkx_without_loss(tmp_path: Path) -> None:
    graph = make_graph(500, seed=4)
    with open_store(tmp_path / "graph.kgl") as store:
        store.write(graph)
        network = to_network(store.read())
    assert network.number_of_nodes() == len(graph.nodes) and network.number_of_edges() == len(graph.edges)
    assert from_network(network) == graph


def test_counts_are_those_of_the_network() -> None:
    found = {one.id: one for one in measure(cites(("a", "n"), ("b", "n"), ("b", "a")))}
    assert (found["n"].cited_by, found["n"].citations, found["n"].cites) == (2, 2, 0)
    assert found["a"].betweenness == 0.0 and not found["a"].betweenness_sampled
    assert found["n"].pagerank > found["a"].pagerank > found["b"].pagerank
    assert sum(one.pagerank for one in found.values()) == pytest.approx(1)


def test_a_citer_of_a_higher_level_counts_more() -> None:
    found = {
        one.id: one for one in measure(cites(("high", "x"), ("low", "y"), high="provincial", low="county"))
    }
    assert found["x"].pagerank == found["y"].pagerank
    assert found["x"].pagerank_by_level > found["y"].pagerank_by_level


def test_the_main_path_runs_from_the_cited_to_the_citing_through_the_busiest_links() -> None:
    network = cites(("b", "a"), ("c", "b"), ("d", "b"), ("e", "c"), ("e", "d"), ("x", "a"))
    assert main_path(network) in (("a", "b", "c", "e"), ("a", "b", "d", "e"))


def test_a_circle_is_condensed_and_a_network_without_citations_has_no_main_path() -> None:
    assert main_path(cites(("b", "a"), ("a", "b"), ("c", "b"))) == ("a", "c")
    assert main_path(cites(lone="county")) == ()
    assert measure(cites()) == ()


def test_large_networks_are_sampled_and_say_so(tmp_path: Path) -> None:
    count = EXACT_UP_TO + 1
    network = cites(*((f"d{n}", f"d{n // 7}") for n in range(1, count)))
    found = measure(network)
    assert len(found) == count and all(one.betweenness_sampled for one in found)


RANK = """
import sys
from pathlib import Path
from graph.answers.measures import ranked_measures
from graph.store import open_store
with open_store(Path(sys.argv[1])) as store:
    print(ranked_measures(store, by="community", limit=1000))
"""


def test_measures_are_the_same_in_every_process(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.kgl") as store:
        store.write(make_graph(600, seed=9))
    runs = {
        subprocess.run(
            [sys.executable, "-c", RANK, str(tmp_path / "graph.kgl")],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1 and len(runs.pop()) > 1000


def test_rows_are_ranked_by_the_measure_asked_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.kgl") as store:
        store.write(make_graph(600, seed=9))
        rows = ranked_measures(store, by="cited_by", limit=5)
        assert [row["cited_by"] for row in rows] == sorted((row["cited_by"] for row in rows), reverse=True)
        assert len(rows) == 5 and rows[0].keys() >= {"id", "title", "level", *COLUMNS}
        path = [row["main_path"] for row in ranked_measures(store, by="main_path", limit=3)]
        assert path == [1, 2, 3]
        with pytest.raises(StatementError, match="there is no measure 'beauty'"):
            ranked_measures(store, by="beauty")
