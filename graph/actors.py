"""Bodies and places as nodes: who issued a document, who is responsible, where it belongs."""

from itertools import pairwise

from extract.bodies import Body, load_bodies
from extract.model import Level, Responsibility
from extract.places import load_places
from graph.collect import Collector

__all__ = ["add_body", "add_place", "add_responsible", "place_code"]


def place_code(name: str | None) -> str | None:
    """Return the code of the place that ``name`` names, None where it is unknown or ambiguous."""
    place = load_places().named(name) if name else None
    return place.code if place is not None else None


def add_place(collector: Collector, code: str | None, name: str | None, level: Level) -> str | None:
    """Keep a place and those above it; return its node id, None where no place is named.

    ``level`` is that of the document, which a place takes over that the table lacks.
    """
    chain = load_places().chain(code) if code else ()
    if not chain:
        return collector.node("Place", f"place:{name}", name, level=level.value) if name else None
    ids = [
        collector.node("Place", f"place:{place.code}", place.name, level=place.level.value) for place in chain
    ]
    for below, above in pairwise(ids):
        collector.edge("PART_OF", below, above)
    return ids[0]


def add_body(collector: Collector, name: str, *, within: str | None, year: int | None, scope: str) -> str:
    """Keep the body that ``name`` names and return its node id.

    ``within`` is the code of the document's place, ``year`` that of the document. ``scope`` tells
    apart local bodies whose place is unknown: the 教育局 of two documents need not be one.
    """
    body = load_bodies().named(name, within, year)
    if body is None:
        return collector.node("Body", f"body:{name}", name, level="unknown")
    return _keep(collector, body, name, scope)


def add_responsible(collector: Collector, found: Responsibility, *, within: str | None, scope: str) -> str:
    """Keep the body that a responsibility names and return its node id."""
    body = load_bodies().get(found.body) if found.body is not None else None
    if body is None:
        return add_body(collector, found.text, within=within, year=None, scope=scope)
    return _keep(collector, body, found.text, scope)


def _keep(collector: Collector, body: Body, name: str, scope: str) -> str:
    if body.kind == "pattern" and body.place is None:
        return collector.node("Body", f"body:{name}@{scope}", name, level=body.level.value)
    return collector.node("Body", f"body:{body.id}", body.name, level=body.level.value)
