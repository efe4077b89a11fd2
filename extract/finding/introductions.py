"""Finds the names that a text gives to what it has just named: （以下简称《意见》）, 下称“十条”.

An introduction is no citation. What it names is found later by that name alone, with or without
brackets, until the same name is given to something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Span
from extract.numerals import numeral_value
from extract.patterns import load_patterns

__all__ = ["Introduction", "find_introductions"]

_COUNTED = re.compile("([两二三四五六七八九十])(?:个|项|份|部)[\u4e00-\u9fff]")
_JOINTS = "、，,和及与以"
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Names given at one place. ``span`` goes from the words that introduce to the last name.

    ``names`` are without brackets and quotation marks, in order. ``plain`` says that a name was
    written without either. ``count`` is the figure before a name or at its beginning (两个《实施方案》,
    “三个办法”), 0 without one;
    ``joint`` says that one name is given to all of a list (以下统称).
    """

    span: Span
    names: tuple[str, ...]
    plain: bool
    count: int
    joint: bool


def find_introductions(text: str) -> tuple[Introduction, ...]:
    """Return the introductions of ``text``, in order."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[Introduction]:
    patterns = load_patterns("citations")
    for opening in patterns["introduction"].regex.finditer(text):
        names: list[str] = []
        end, plain, count = opening.end(), False, 0
        while len(names) < _MOST_NAMES:
            match = patterns["introduced_name"].regex.match(text, end)
            if match is None:
                break
            # 两个办法 without quotation marks: the figure is part of the name
            name = match["title"] or match["named"] or match["quoted"] or match[0]
            names.append(name.strip())
            plain = plain or match["plain"] is not None
            number = match["count"] or (counted[1] if (counted := _COUNTED.match(name)) else "")
            count = count or numeral_value(number) or 0
            end = match.end()
            while end < len(text) and text[end] in _JOINTS:
                end += 1
        if names:
            yield Introduction(
                span=Span(start=opening.start(), end=end),
                names=tuple(filter(None, names)),
                plain=plain,
                count=count,
                joint=opening["joint"] is not None,
            )
