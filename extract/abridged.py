"""Titles cut down to their own key words: 劳动教育意见, 中小学守则, 中小学教师十项准则.

A name is an abridged title where its characters stand in the title in the same order, in few pieces,
and both end in the same word for a kind of document. Several titles of one shortening are rivals; the
one that loses the fewest characters leads.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extract.catalogue import Catalogue
from extract.model import Entry
from extract.titles import title_keys

__all__ = ["is_abridged", "kept_share", "unabridged"]

_SHORTEST = 4
_MOST_PIECES = 4
_ENDING = 2
_INTERCHANGED = (("评估", "评价"), ("保教", "保育教育"))


def is_abridged(name: str, title: str) -> bool:
    """Say whether ``name`` is ``title`` with characters left out, in at most four pieces.

    >>> is_abridged("劳动教育意见", "全面加强新时代大中小学劳动教育意见"), is_abridged("美育意见", "学校体育意见")
    (True, False)
    """
    return _pieces(_folded(name), _folded(title)) is not None


def kept_share(name: str, title: str) -> float:
    """Return which share of ``title`` the ``name`` keeps, 0 where it is no shortening of it."""
    return len(name) / len(title) if is_abridged(name, title) else 0.0


def unabridged(name: str, catalogue: Catalogue, limit: int = 5) -> tuple[tuple[Entry, float], ...]:
    """Return the entries of which ``name`` may be a shortening, with the share it keeps, the largest first."""
    key = title_keys(name).stem
    if len(key) < _SHORTEST:
        return ()
    found = [
        (entry, len(key) / len(stem))
        for stem, entry in _by_ending(catalogue).get(key[-_ENDING:], ())
        if len(stem) > len(key) and is_abridged(key, stem)
    ]
    found.sort(key=lambda item: (-item[1], item[0].id))
    return tuple(found[:limit])


def _folded(text: str) -> str:
    """Return ``text`` with the words that titles and their short forms interchange read as one."""
    for written, read in _INTERCHANGED:
        text = text.replace(written, read)
    return text


def _pieces(name: str, title: str) -> int | None:
    """Return in how few pieces ``name`` lies in ``title`` when each is taken as long as it goes, None if it doesn't.

    A piece of one character counts only at the end.
    """
    at, pieces, index = 0, 0, 0
    while index < len(name):
        length = len(name) - index
        while length and (start := title.find(name[index : index + length], at)) < 0:
            length -= 1
        if not length or (length == 1 and index + 1 < len(name)):
            return None
        at, index, pieces = start + length, index + length, pieces + 1
        if pieces > _MOST_PIECES:
            return None
    return pieces


@lru_cache(maxsize=4)
def _by_ending(catalogue: Catalogue) -> dict[str, list[tuple[str, Entry]]]:
    return _grouped(catalogue)


def _grouped(entries: Iterable[Entry]) -> dict[str, list[tuple[str, Entry]]]:
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        stem = title_keys(entry.title).stem
        if len(stem) >= _SHORTEST:
            found[stem[-_ENDING:]].append((stem, entry))
    return dict(found)
