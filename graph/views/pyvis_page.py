"""pyvis as the container of nodes, edges and options; our own template draws the page.

Of pyvis only the lists, the options and the hook for a template are used. Its stock template loads
from remote hosts and runs script out of labels; ``add_node`` and ``add_edge`` search lists and drop
a doubled id without a word; ``write_html`` writes in the encoding of the machine.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from jinja2 import Environment

from graph.views.page import environment
from graph.views.view_model import View

__all__ = ["LIBRARY_SHA256", "library_source", "render"]

LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
LIBRARY_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.7,
    },
    "nodes": {"shape": "custom", "chosen": False},
}


@cache
def library_source() -> str:
    """Return vis-network 9.1.2 as it ships with pyvis, ready to stand inside a page.

    The licence banner stays; the reference to a source map goes, since tools would ask for it.
    Raises ``RuntimeError`` where the installed file is not the one that was examined.
    """
    raw = files("pyvis").joinpath(*LIBRARY.split("/")).read_bytes()
    if hashlib.sha256(raw).hexdigest() != LIBRARY_SHA256:
        raise RuntimeError("the vis-network of the installed pyvis is not that of pyvis 0.3.2")
    lines = raw.decode("utf-8").replace("\r\n", "\n").split("\n")
    text = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def render(view: View, template: str, context: Mapping[str, Any]) -> str:
    """Return the page that ``template`` makes of the view's nodes and edges and of ``context``."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        place = {"x": node.x, "y": node.y} if node.number in view.layout.placed else {}
        made = Node(node.number, "custom", node.label, **place, lane=node.lane, kg=node.facts)
        network.nodes.append(made.options)
    for edge in view.edges:
        flipped = {"flipped": True} if edge.flipped else {}
        network.edges.append(Edge(edge.left, edge.right, **flipped, kg=edge.facts).options)
    network.set_options(orjson.dumps(OPTIONS).decode())
    network.templateEnv = overlaid(context)
    network.path = template
    html: str = network.generate_html(name="explorer.html")
    return html


def overlaid(context: Mapping[str, Any]) -> Environment:
    """Return our environment with more globals, since pyvis passes a fixed set of variables."""
    made = environment().overlay()
    made.globals = {**made.globals, **context}
    return made
