"""The line that leads over to a list of items: 主要依据包括：, 编制依据如下：.

What it says of its items holds for each of them, though a semicolon or a line end stands between.
"""

import re

from extract.cues import FoundCue, find_cue
from extract.model import Span

__all__ = ["cue_of_lead", "list_lead"]

_MARKER = re.compile(
    r"[ \t\u3000\xa0]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])\s*"
)
_MOST_ITEMS = 15
_COLONS = ("：", ":")


def list_lead(text: str, position: int) -> Span | None:
    """Return the line that leads the list whose item begins at ``position``, None where none does.

    Only the item's marker stands before ``position`` on its line; the lines above, at most fifteen, are
    items too, up to one that ends in a colon.
    """
    start = text.rfind("\n", 0, position) + 1
    if _MARKER.fullmatch(text, start, position) is None:
        return None
    for _ in range(_MOST_ITEMS):
        end = start - 1
        if end < 0:
            return None
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].rstrip()
        if line.endswith(_COLONS):
            return Span(start=start, end=start + len(line) - 1)
        if line and _MARKER.match(line) is None:
            return None
    return None


def cue_of_lead(text: str, position: int) -> tuple[FoundCue, Span] | None:
    """Return the cue of the line that leads the list whose item begins at ``position``, with that line."""
    lead = list_lead(text, position)
    cue = find_cue(lead.of(text), "") if lead is not None else None
    return (cue, lead) if cue is not None and cue.before and lead is not None else None
