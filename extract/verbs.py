"""Verbs that open an action in policy language, and the adverbs before them.

The list is data (``action_verbs.csv``), grown offline from the tags of a segmenter; nothing is
segmented here. A verb's ``kind`` says what it tells about its clause: ``act`` (something is done),
``aim`` (a result), ``encourage``, ``forbid``, ``orient`` (an attitude), ``frame`` (by what means or on
what ground: another verb follows), ``state`` (no action).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extract.patterns import load_patterns
from extract.tables import read_table

__all__ = ["OpeningVerb", "adverb_pattern", "opening_verb", "trie_pattern", "verb_pattern"]

_MANY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningVerb:
    """The verb that opens a clause: its words, its kind, and where it stands in the text given."""

    words: str
    kind: str
    start: int
    end: int


@cache
def _kinds() -> dict[str, str]:
    return {row["verb"]: row["kind"] for row in read_table("action_verbs.csv")}


@cache
def verb_pattern(*kinds: str) -> str:
    """Return the source of a regex for the verbs of ``kinds`` (all, if none are named); the longest wins."""
    return trie_pattern(verb for verb, kind in _kinds().items() if not kinds or kind in kinds)


def trie_pattern(words: Iterable[str]) -> str:
    """Return the source of a regex that matches the longest of ``words``, shared beginnings read once.

    ``re`` tries the branches of an alternation one by one: with a thousand verbs that is what costs.

    >>> trie_pattern(["建设", "建立", "建立健全"])
    '建(?:立(?:健全)?|设)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    source = _branch(tree)
    return source if len(tree) < _MANY else f"(?=[{''.join(map(re.escape, tree))}]){source}"


def _branch(node: dict[str, Any]) -> str:
    """Return the source for what may follow at a node: its children, or nothing where a word ends."""
    branches = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    many = f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]
    if "" not in node:
        return many
    return f"{many}?" if many.startswith("(?:") and len(branches) > 1 else f"(?:{many})?"


@cache
def adverb_pattern() -> str:
    """Return the source of a regex for one adverb, connective or modal before a verb."""
    alternatives = (
        load_patterns("verbs")["adverb"].regex.pattern.removeprefix("(?:").removesuffix(")").split("|")
    )
    plain = [each for each in alternatives if each.isalpha()]
    return f"(?:{'|'.join(each for each in alternatives if not each.isalpha())}|{trie_pattern(plain)})"


@cache
def _opening() -> re.Pattern[str]:
    resultative = load_patterns("verbs")["resultative"].regex.pattern
    return re.compile(f"{adverb_pattern()}*(?P<verb>{verb_pattern()}|{resultative})")


@lru_cache(maxsize=8192)
def opening_verb(text: str, at: int = 0) -> OpeningVerb | None:
    """Return the verb that opens the clause at ``at``, behind its adverbs; None if it opens otherwise."""
    match = _opening().match(text, at)
    if match is None:
        return None
    words = match["verb"]
    kind = _kinds().get(words, "act")  # a verb with its result (配好) is none of the list
    return OpeningVerb(words=words, kind=kind, start=match.start("verb"), end=match.end("verb"))
