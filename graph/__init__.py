"""Many documents: from analyses to a graph, its stores, answers and pictures.

>>> from graph import build, open_store, trace  # doctest: +SKIP
>>> build([Path("plans")], Path("out"))  # doctest: +SKIP
>>> with open_store("out") as store:  # doctest: +SKIP
...     trace(store, "体教融合")

``build(paths, out)`` makes a workspace, ``build_graph(analyses, catalogue)`` the graph alone;
``open_store(address)`` opens a workspace or a Neo4j; ``trace(store, words)`` follows a document down to
tasks or a task up to documents; ``show(store, around=words)`` draws it in a notebook; ``export_graph`` and
``write_explorer`` write files.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.answers.trace import trace
    from graph.builder import build_graph
    from graph.building import build
    from graph.exports import export_graph
    from graph.store import open_store
    from graph.views.explorer import write_explorer
    from graph.views.notebook import show

__all__ = ["build", "build_graph", "export_graph", "open_store", "show", "trace", "write_explorer"]

_HOMES = {
    "build": "graph.building",
    "build_graph": "graph.builder",
    "export_graph": "graph.exports",
    "open_store": "graph.store",
    "show": "graph.views.notebook",
    "trace": "graph.answers.trace",
    "write_explorer": "graph.views.explorer",
}


def __getattr__(name: str) -> object:
    """Import a verb where it is first used, so that ``suyuan --help`` loads none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
