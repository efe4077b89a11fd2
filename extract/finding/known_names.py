"""The catalogue's titles and short names as a dictionary to scan a text with, in one pass.

A title is looked for without brackets at its end (（试行）, （2021—2025年）), which ``bare`` reads on, and a
law also without 中华人民共和国.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.catalogue import Catalogue
from extract.finding.dictionary import Dictionary
from extract.model import Entry, Span

__all__ = ["KnownName", "KnownNames", "known_names"]

_STATE = "中华人民共和国"
_LAST_BRACKETS = re.compile(r"\s*[（(〔][^（）()〔〕]*[）)〕]$")
_SHORTEST_TITLE = 8
_SHORTEST_LAW = 2
_SHORTEST_NAME = 2
_LAWS = {"law", "regulation", "rule"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name met in a text. ``is_law`` says that a law or regulation bears it, ``is_short`` that none's title is it."""

    span: Span
    name: str
    is_law: bool
    is_short: bool


class KnownNames:
    """The names of a catalogue's entries, ready to scan with."""

    def __init__(self, catalogue: Catalogue) -> None:
        names: dict[str, tuple[bool, bool]] = {}
        for entry in catalogue:
            for name, is_law in _titles(entry):
                names[name] = (is_law, False)
        for entry in catalogue:
            for name in entry.short_names:
                plain = name.strip('“”"')
                if len(plain) >= _SHORTEST_NAME:
                    names.setdefault(plain, (entry.kind in _LAWS, True))
        self._facts = names
        self._dictionary = Dictionary(names)

    def find(self, text: str) -> Iterator[KnownName]:
        """Yield the names in ``text``, leftmost and longest, without overlaps."""
        for span, name in self._dictionary.find(text):
            is_law, is_short = self._facts[name]
            yield KnownName(span=span, name=name, is_law=is_law, is_short=is_short)


@lru_cache(maxsize=4)
def known_names(catalogue: Catalogue) -> KnownNames:
    """Return the names of ``catalogue``; they are made once for each."""
    return KnownNames(catalogue)


def _titles(entry: Entry) -> list[tuple[str, bool]]:
    """Return the forms in which a title may stand in running text, each with whether it is a law's."""
    title = _LAST_BRACKETS.sub("", entry.title)
    is_law = entry.kind in _LAWS
    if is_law:
        forms = {title, title.removeprefix(_STATE)}
        return [(form, True) for form in forms if len(form) >= _SHORTEST_LAW]
    return [(title, False)] if len(title) >= _SHORTEST_TITLE else []
