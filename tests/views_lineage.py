"""The lineage of a node by plain search over the graph, written apart from the page's own script."""

import networkx as nx

from graph.model import Graph

DRIVES = {"DRIVEN_BY", "IMPLEMENTS", "BASED_ON", "FORWARDS"}
HELD = {"HAS_GOAL", "HAS_TASK", "HAS_PART"}
SHOWN = {"Document", "Goal", "Task", "Mention"}


def lineage(graph: Graph, root: str) -> set[str]:
    """Return what the explorer shows, without filters, as the lineage of a document, goal or task."""
    label = {node.id: node.label for node in graph.nodes}
    drive: nx.DiGraph[str] = nx.DiGraph()
    cite: nx.DiGraph[str] = nx.DiGraph()
    hold: nx.DiGraph[str] = nx.DiGraph()
    for each in (drive, cite, hold):
        each.add_nodes_from(label)
    for edge in graph.edges:
        visible = {edge.source_label, edge.target_label} <= SHOWN
        if edge.type in HELD:
            hold.add_edge(edge.source, edge.target)
        elif edge.type == "IN_PART":
            hold.add_edge(edge.target, edge.source)
        elif edge.type in DRIVES and visible:
            drive.add_edge(edge.source, edge.target)
        if (edge.type in DRIVES or edge.type == "CITES") and visible:
            cite.add_edge(edge.source, edge.target)
    documents = drive.subgraph([id for id, one in label.items() if one == "Document"])
    own = {root} | nx.descendants(hold, root)
    above = nx.ancestors(hold, root)
    document = next((id for id in above if label[id] == "Document"), root)
    up = {target for id in own for target in cite.successors(id)} | set(drive.successors(document))
    up |= {id for start in up if start in documents for id in nx.descendants(documents, start)}
    found = own | up
    if label[root] == "Document":
        made_under = {root} | nx.ancestors(documents, root)
        found |= {source for id in made_under for source in cite.predecessors(id)}
    found |= {holder for id in found for holder in nx.ancestors(hold, id)}
    return {id for id in found if label[id] in SHOWN}
