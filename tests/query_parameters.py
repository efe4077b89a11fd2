"""Parameters for the named queries that find something in a given graph."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from cypher import Query
from graph.model import Graph


def variants(query: Query, graph: Graph, count: int = 2) -> Iterator[Mapping[str, Any]]:
    """Yield parameters that find something in ``graph``: words, ids and numbers that occur in it."""
    rng = random.Random(query.name)
    of = {
        label: [node for node in graph.nodes if node.label == label] or list(graph.nodes)
        for label in ("Document", "Place", "Body")
    }
    texts = [node.properties["text"] for node in graph.nodes if node.label == "Task"]
    for _ in range(count):
        document, place, body = (rng.choice(of[label]) for label in ("Document", "Place", "Body"))
        other_place, other_body = rng.choice(of["Place"]), rng.choice(of["Body"])
        text, year = str(rng.choice(texts)), rng.randrange(2008, 2024)
        known: dict[str, Any] = {
            "document": rng.choice((document.id, "方案", "意见")),
            "words": text[2:4],
            "place": str(place.properties["title"])[:1],
            "other": str((other_body if "$body" in query.text else other_place).properties["title"])[-2:],
            "body": str(body.properties["title"])[-3:],
            "theme": "教育",
            "year": str(year)[:3] if "STARTS WITH $year" in query.text else year,
            "level": rng.choice(("", "central", "provincial")),
            "limit": 10_000,
            "least": 1,
            "below": 0.9,
            "note": "",
        }
        yield {p.name: known[p.name] for p in query.params if p.name in known}
