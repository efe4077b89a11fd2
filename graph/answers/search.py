"""Find nodes by words: the Chinese full-text index on Neo4j, plain containment in the embedded store."""

import re
from typing import Any

import cypher
from graph.store import is_url
from graph.store.base import Store

__all__ = ["search"]

AROUND = 30
"""How many characters an excerpt shows before and after the first word."""

INDEX = "SHOW FULLTEXT INDEXES YIELD name, state WHERE name = 'suyuan_text' AND state = 'ONLINE' RETURN name"


def search(store: Store, words: str, *, limit: int = 50) -> list[dict[str, Any]]:
    """Return the nodes whose title or text holds all ``words`` (separated by spaces), one row each.

    Columns are label, id, title and an excerpt of the text around the first word, empty where the
    words stand in the title alone. On a Neo4j with the index of a load, best matches come first;
    else documents come first, then goals, tasks and the rest, each by id. Without words, no rows.
    """
    wanted = words.split()
    if not wanted:
        return []
    if is_url(store.address) and all(map(_is_indexed, wanted)) and store.run(INDEX):
        found = store.run(cypher.load("nodes_in_index"), query=_phrases(wanted), limit=limit)
    else:
        found = store.run(cypher.load("nodes_with_words"), words=wanted, limit=limit)
    return [_row(row, wanted) for row in found]


def _is_indexed(word: str) -> bool:
    """Say whether the index holds ``word``: it splits Chinese into pairs and knows no part of a number."""
    return len(word) > 1 and re.fullmatch(r"[\u4e00-\u9fff]+", word) is not None


def _phrases(words: list[str]) -> str:
    """Return what asks the index for all words, each as a phrase, in whichever field."""
    return " AND ".join(f'"{word}"' for word in words)


def _row(row: dict[str, Any], words: list[str]) -> dict[str, Any]:
    return {
        "label": row["label"],
        "id": row["id"],
        "title": row["title"],
        "excerpt": _excerpt(row["text"] or "", words),
    }


def _excerpt(text: str, words: list[str]) -> str:
    """Return the text around the first word that stands in it; dots show where it is cut."""
    places = [place for place in map(text.find, words) if place >= 0]
    if not places:
        return ""
    start, end = max(0, min(places) - AROUND), min(places) + AROUND + len(words[0])
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
