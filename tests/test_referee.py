"""Random questions on random graphs: the embedded store gives Neo4j's rows or says why it does not."""

import os
from collections import Counter

import pytest
from referee import Outcome, judge, report

from graph.store.neo4j import connect

IN_CI = os.environ.get("CI") == "true"
QUERIES = 1000 if IN_CI else 200
SEED = 20251125


@pytest.mark.timeout(1500)
def test_the_embedded_store_gives_the_rows_of_neo4j_or_a_refusal(neo4j_url: str) -> None:
    with connect(neo4j_url) as neo4j:
        judged = list(judge(neo4j, SEED, QUERIES))
    counts = Counter(one.outcome for one in judged)
    assert counts[Outcome.DIFFERENT] == 0, report(judged)
    # the test says something only if most questions are answered, and many by rows
    assert counts[Outcome.EQUAL] >= 0.9 * QUERIES, report(judged)
    assert counts[Outcome.CONTRADICTED] <= 0.005 * QUERIES, report(judged)
    assert counts[Outcome.INVALID] <= 0.02 * QUERIES, report(judged)
    assert sum(one.rows > 0 for one in judged) >= 0.2 * QUERIES


@pytest.mark.timeout(1500)
def test_without_its_guard_the_engine_is_found_out(neo4j_url: str) -> None:
    with connect(neo4j_url) as neo4j:
        judged = list(judge(neo4j, SEED, 150, guarded=False))
    assert any(one.outcome is Outcome.DIFFERENT for one in judged), report(judged)
