"""How fast the explorer is in a real Chromium: ready, lineage, search, filter, file, at four sizes.

``python tests/bench_views.py [sizes…]`` prints a table against the budgets. Each figure is the
slowest of several cases, each case the best of three runs; one machine's figures are no other's, so nothing is asserted here.
"""

import sys
import tempfile
import time
from pathlib import Path

from browser import Visit, browser, visiting
from views_graph import make_policy_graph

from graph.model import Graph
from graph.views.explorer import write_explorer

SIZES = (300, 2_000, 10_000, 50_000)
BUDGETS = {"ready": {2_000: 1.0, 10_000: 2.0}, "lineage": 0.200, "search": 0.020}
QUERIES = ("学", "学校", "学校体育", "关于全面加强", "2021年", "骨干 培训", "没有这样的词")
ROOTS = 12
PAINT = """(key) => { const began = performance.now(); window.suyuan.choose(key);
return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))); }"""
TYPED = """(text) => { const field = document.getElementById('search'); field.value = text; const began = performance.now();
field.dispatchEvent(new InputEvent('input')); return performance.now() - began; }"""
SLID = """(value) => { const field = document.getElementById('filter-least'); field.value = value; const began = performance.now();
field.dispatchEvent(new Event('input')); return performance.now() - began; }"""


def main() -> None:
    """Print a row for each size."""
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    print(
        f"{'nodes':>7} {'file MB':>8} {'kB/node':>8} {'build s':>8} {'ready s':>8} {'lineage ms':>11} {'search ms':>10} {'filter ms':>10}"
    )
    for size in sizes:
        graph = make_policy_graph(size)
        with tempfile.TemporaryDirectory() as folder:
            print(row(graph, size, Path(folder)))
    print(
        "budgets: ready 1 s at 2,000 and 2 s at 10,000 nodes; lineage 200 ms; search 20 ms; file 0.7 MB + 1 kB a node"
    )


def row(graph: Graph, size: int, folder: Path) -> str:
    """Return the figures of one size as a line."""
    began = time.perf_counter()
    path = write_explorer(graph, folder / "explorer.html", sources="sources")
    built = time.perf_counter() - began
    bytes_ = path.stat().st_size
    with browser(folder / "profile") as context, visiting(context) as visit:
        visit.patience = 120_000
        ready = min(timed(visit, path) for _ in range(3))
        lineage = max(best(visit, PAINT, root) for root in roots(graph))
        search = max(best(visit, TYPED, query) for query in QUERIES)
        slid = max(best(visit, SLID, value) for value in (0.3, 0.6, 0.9, 0.0))
    each = (bytes_ - 700_000) / len(graph.nodes) / 1000
    marks = [
        f"{ready:8.2f}{over(ready, BUDGETS['ready'].get(size))}",  # type: ignore[attr-defined]
        f"{lineage:10.0f}{over(lineage / 1000, BUDGETS['lineage'])}",
        f"{search:9.1f}{over(search / 1000, BUDGETS['search'])}",
    ]
    return (
        f"{len(graph.nodes):7,} {bytes_ / 1e6:8.2f} {each:8.2f} {built:8.2f} {' '.join(marks)} {slid:10.0f}"
    )


def best(visit: Visit, script: str, given: object) -> float:
    """Return the shortest of three runs in milliseconds: other work on the machine only lengthens it."""
    return min(float(visit.page.evaluate(script, given)) for _ in range(3))


def over(value: float, budget: float | object | None) -> str:
    """Return a mark where a budget is exceeded."""
    return "!" if isinstance(budget, float) and value > budget else " "


def timed(visit: Visit, path: Path) -> float:
    """Return the seconds from opening the file until the page says that it is ready."""
    visit.page.goto("about:blank")
    began = time.perf_counter()
    visit.open(path)
    return time.perf_counter() - began


def roots(graph: Graph) -> list[str]:
    """Return the documents that are linked most, and a few goals and tasks."""
    links: dict[str, int] = {}
    for edge in graph.edges:
        if edge.type in ("DRIVEN_BY", "CITES", "HAS_GOAL"):
            for end in (edge.source, edge.target):
                links[end] = links.get(end, 0) + 1
    return sorted(links, key=lambda id: (-links[id], id))[:ROOTS]


if __name__ == "__main__":
    main()
