"""The explorer: one HTML file that holds the whole graph, opens offline and runs nothing but itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from extract.model import Level, Role
from graph.model import Graph
from graph.views.files import write_page
from graph.views.layout import LAYOUT_CONSTANTS
from graph.views.page import inline_script, policy, static_text
from graph.views.pyvis_page import library_source, render
from graph.views.view_model import DRAWN_LABELS, FOLDED_LIMIT, LANES, WHOLE_LIMIT, View, make_view
from graph.views.words import LANGUAGES, load_phrases, phrase

__all__ = ["DRAWN_LIMIT", "explorer_html", "write_explorer"]

DRAWN_LIMIT = 600
"""How many nodes of a lineage are drawn at most; the page says so where there are more."""

THEMES_SHOWN = 24
LABELS = ("Document", "Part", "Goal", "Task", "Mention", "Indicator", "Theme", "Body", "Place")
SCRIPTS = (
    *("data.js", "words.js", "state.js", "filters.js", "lineage.js", "layout.js", "picture.js", "paint.js"),
    *("canvas.js", "counts.js", "panel.js", "search.js", "legend.js", "table.js", "matrix.js", "timeline.js"),
    *("export.js", "app.js"),
)


def write_explorer(
    graph: Graph,
    path: Path,
    *,
    language: str = "zh",
    title: str | None = None,
    sources: str | None = None,
    drawn_limit: int = DRAWN_LIMIT,
) -> Path:
    """Write the explorer of ``graph`` to ``path`` and return the path.

    The reader can switch the language; it starts in ``language``. ``sources`` is the folder with
    the annotated sources, relative to the page, None where there is none. ``drawn_limit`` bounds
    what is drawn of one lineage. The same graph gives the same bytes. Raises ``StoreError`` where
    the file cannot be written, ``ValueError`` for a graph with a doubled id or a dangling edge.
    """
    html = explorer_html(graph, language=language, title=title, sources=sources, drawn_limit=drawn_limit)
    return write_page(path, html)


def explorer_html(
    graph: Graph,
    *,
    language: str = "zh",
    title: str | None = None,
    sources: str | None = None,
    drawn_limit: int = DRAWN_LIMIT,
    root: str | None = None,
) -> str:
    """Return the explorer of ``graph`` as one HTML document; see ``write_explorer``.

    With ``root``, the id of a node, the page begins with its lineage.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the explorer speaks zh and en, not {language!r}")
    view = make_view(graph, sources=sources)
    named = title if title is not None else phrase("ui", "explorer_title", language)
    library, script = inline_script(library_source()), inline_script(joined_script())
    context = {
        "title": named,
        "titled": title is not None,
        "language": language,
        "policy": policy((library, script)),
        "css": Markup(static_text("base.css", "explorer.css")),  # ours, no input in it
        "library": library,
        "script": script,
        "meta": page_data(view, language, drawn_limit, root),
    }
    return render(view, "explorer.html", context)


def joined_script() -> str:
    """Return the page's script: the modules of ``static/`` in one strict function of their own."""
    return f'(() => {{\n"use strict";\n{static_text(*SCRIPTS)}\n}})();\n'


def page_data(view: View, language: str, drawn_limit: int, root: str | None) -> Mapping[str, Any]:
    """Return what the page needs besides nodes and edges: phrases, codes in order, limits, texts."""
    start_lanes = [
        {"lane": lane, "x": view.layout.placed[numbers[0]].x, "scale": view.layout.placed[numbers[0]].scale}
        for lane, numbers in view.layout.lanes.items()
    ]
    drawable = sum(node.node.label in DRAWN_LABELS for node in view.nodes)
    return {
        "language": language,
        "start": "graph" if drawable <= FOLDED_LIMIT or root is not None else "table",
        "root": root,
        "drawn": [label for label in LABELS if label in DRAWN_LABELS],
        "labels": LABELS,
        "levels": list(Level),
        "roles": list(Role),
        "lanes": LANES,
        "limits": {
            "whole": WHOLE_LIMIT,
            "folded": FOLDED_LIMIT,
            "drawn": drawn_limit,
            "themes": THEMES_SHOWN,
        },
        "layout": LAYOUT_CONSTANTS,
        "startLanes": start_lanes,
        "startBends": [[node, lane, height] for (node, lane), height in view.layout.bends.items()],
        "startCount": len(view.layout.placed),
        "words": load_phrases(),
        "texts": view.texts,
    }
