"""Verbs that open an action in policy language, and the adverbs before them.

The list is data (``action_verbs.csv``), grown offline from the tags of a segmenter; nothing is
segmented here. A verb's ``kind`` says what it tells about its clause: ``act`` (something is done),
``aim`` (a result), ``encourage``, ``forbid``, ``orient`` (an attitude), ``frame`` (by what means or on
what ground: another verb follows), ``state`` (no action).
"""

import re
from dataclasses import dataclass
from functools import cache

from extract.patterns import load_patterns
from extract.tables import read_table

__all__ = ["OpeningVerb", "opening_verb", "verb_pattern"]


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
    """Return the source of a regex for the verbs of ``kinds`` (all, if none are named), longest first."""
    words = (verb for verb, kind in _kinds().items() if not kinds or kind in kinds)
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _opening() -> re.Pattern[str]:
    patterns = load_patterns("verbs")
    adverbs, resultative = patterns["adverb"].regex.pattern, patterns["resultative"].regex.pattern
    return re.compile(f"(?:{adverbs})*(?P<verb>{verb_pattern()}|{resultative})")


def opening_verb(text: str, at: int = 0) -> OpeningVerb | None:
    """Return the verb that opens the clause at ``at``, behind its adverbs; None if it opens otherwise."""
    match = _opening().match(text, at)
    if match is None:
        return None
    words = match["verb"]
    kind = _kinds().get(words, "act")  # a verb with its result (配好) is none of the list
    return OpeningVerb(words=words, kind=kind, start=match.start("verb"), end=match.end("verb"))
