"""Measures of the network of citations between documents, a row a document.

Betweenness is exact up to 2,000 documents; above, it is estimated from a sample that a seed fixes,
and the rows say so. Everything is the same in every run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

__all__ = ["COLUMNS", "EXACT_UP_TO", "LEVEL_WEIGHTS", "Measured", "measure"]

EXACT_UP_TO = 2000
SAMPLE = 200
SEED = 20200101

LEVEL_WEIGHTS: Mapping[str, float] = {
    "central": 4.0,
    "provincial": 3.0,
    "municipal": 2.0,
    "county": 1.0,
    "unknown": 1.0,
}
"""The rank that a document brings in, in the PageRank by level: the higher the citer, the more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A document's place in the network.

    ``cited_by`` counts documents, ``citations`` places in their texts. The two PageRanks sum to 1
    over all documents; in ``pagerank_by_level`` a citer counts by its level. ``betweenness``
    is the share of shortest paths through it (0 to 1), estimated where ``betweenness_sampled``.
    ``community`` counts from 1, the largest first. ``main_path`` is its place, from 1, on the main
    path from the oldest root to the newest citer; None off it.
    """

    id: str
    cited_by: int
    citations: int
    cites: int
    pagerank: float
    pagerank_by_level: float
    betweenness: float
    betweenness_sampled: bool
    community: int
    main_path: int | None


COLUMNS = (
    "cited_by",
    "citations",
    "cites",
    "pagerank",
    "pagerank_by_level",
    "betweenness",
    "betweenness_sampled",
    "community",
    "main_path",
)


def measure(network: "networkx.DiGraph[str]") -> tuple[Measured, ...]:
    """Return the measures of every document of a ``citation_network``, sorted by id."""
    import networkx

    ids = sorted(network.nodes)
    if not ids:
        return ()
    plain = networkx.pagerank(network, weight="citations")
    levelled = networkx.pagerank(network, weight="citations", personalization=_by_level(network))
    sampled = len(ids) > EXACT_UP_TO
    between = networkx.betweenness_centrality(
        network, k=min(SAMPLE, len(ids)) if sampled else None, seed=SEED
    )
    communities = _communities(network, ids)
    received = dict(network.in_degree(weight="citations"))
    path = {id: place for place, id in enumerate(main_path(network), 1)}
    return tuple(
        Measured(
            id=id,
            cited_by=network.in_degree(id),
            citations=received[id],
            cites=network.out_degree(id),
            pagerank=round(plain[id], 8),
            pagerank_by_level=round(levelled[id], 8),
            betweenness=round(between[id], 8),
            betweenness_sampled=sampled,
            community=communities[id],
            main_path=path.get(id),
        )
        for id in ids
    )


def main_path(network: "networkx.DiGraph[str]") -> tuple[str, ...]:
    """Return the main path, from the cited to the citing: the chain that most ways lead along.

    Circles are condensed first. Each step weighs as many as there are ways from a root to a last
    citer through it (search path count); of all chains the heaviest is taken, and of a circle its
    first id stands for it.
    """
    import networkx

    flow = network.reverse()
    condensed = networkx.condensation(flow)
    order = list(networkx.lexicographical_topological_sort(condensed))
    before = dict.fromkeys(order, 0)
    for node in order:
        before[node] = sum(before[one] for one in condensed.predecessors(node)) or 1
    after = dict.fromkeys(order, 0)
    for node in reversed(order):
        after[node] = sum(after[one] for one in condensed.successors(node)) or 1
    names = {node: min(condensed.nodes[node]["members"]) for node in order}
    best: dict[int, tuple[int, int | None]] = {}
    for node in order:
        steps = [(best[one][0] + before[one] * after[node], one) for one in condensed.predecessors(node)]
        best[node] = max(steps, key=lambda step: (step[0], names[step[1]]), default=(0, None))
    last = max(order, key=lambda node: (best[node][0], names[node]))
    if best[last][1] is None:
        return ()
    chain: list[str] = []
    here: int | None = last
    while here is not None:
        chain.append(names[here])
        here = best[here][1]
    return tuple(reversed(chain))


def _by_level(network: "networkx.DiGraph[str]") -> dict[str, float]:
    """Return what rank each document brings in of its own; weights of its edges would cancel out."""
    return {id: LEVEL_WEIGHTS.get(str(level or "unknown"), 1.0) for id, level in network.nodes(data="level")}


def _communities(network: "networkx.DiGraph[str]", ids: Sequence[str]) -> dict[str, int]:
    """Return each document's community, numbered from 1 by size, then by first id."""
    import networkx

    # whole numbers as nodes: sets of texts have another order in every process
    numbers = {id: number for number, id in enumerate(ids)}
    undirected: networkx.Graph[int] = networkx.Graph()
    undirected.add_nodes_from(numbers.values())
    for citing, cited in sorted(network.edges):
        ends = numbers[citing], numbers[cited]
        known = undirected.get_edge_data(*ends, default={"weight": 0})["weight"]
        undirected.add_edge(*ends, weight=known + network.edges[citing, cited]["citations"])
    found = networkx.community.louvain_communities(undirected, weight="weight", seed=SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {ids[member]: number for number, members in enumerate(ordered, 1) for member in members}
