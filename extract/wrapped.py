"""Line ends inside paragraphs: what a text wrapped at one width (a copy of a page, an old mail) puts there.

A text is taken as wrapped where no line is wider than a page's, many are as wide as the widest, and most
of those break off inside a sentence. A text of whole paragraphs has lines of every length.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["wrapped_line_ends"]

_NARROWEST, _WIDEST = 16, 60
_TOLERANCE = 2
"""A line may end so far before the edge: no mark begins a line, no number is torn."""
_NARROW = (0.5, 1.0)
"""How wide a character of ASCII counts: half as wide as another on a page, as much where characters are counted."""
_FEWEST_FULL = 6
_LEAST_SHARE = 0.3
_LINE = re.compile("[^\r\n]+")
_BREAKS_OFF = re.compile(r"(?:[^\s。；;：:！!？?]|[（(][^（）()\n]*)\Z")
_BEGINS_ANEW = re.compile(
    r"[\s\u3000—–•●◆■★※·*-]|附\s*件|第[一二三四五六七八九十百零〇\d]{1,5}[条章节编]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,3}(?:[)）、]|[.．](?!\d))|[①-⑳]"
)


class _Line(NamedTuple):
    start: int
    end: int
    ascii: int


def wrapped_line_ends(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the line ends stand, each with the blanks before it, that a wrap put inside a paragraph.

    Nothing is yielded for a text that is not wrapped at one width.
    """
    lines = [line for match in _LINE.finditer(text) if (line := _line(text, *match.span())).end > line.start]
    full = max((_full(lines, narrow) for narrow in _NARROW), key=len)
    broken_off = [line for line in full if _BREAKS_OFF.search(text, line.start, line.end)]
    if len(full) < max(_FEWEST_FULL, _LEAST_SHARE * len(lines)) or 2 * len(broken_off) < len(full):
        return
    after = {line.end: following for line, following in pairwise(lines)}
    for line in broken_off:
        following = after.get(line.end)
        if following is None or _BEGINS_ANEW.match(text, following.start):
            continue
        if text.count("\n", line.end, following.start) == 1 and not _between_words(text, line, following):
            yield line.end, following.start


def _between_words(text: str, line: _Line, following: _Line) -> bool:
    """Say whether Latin letters stand on both sides: a line end parts words there, as in no figure."""
    sides = text[line.end - 1] + text[following.start]
    return sides.isascii() and sides.isalpha()


def _line(text: str, start: int, end: int) -> _Line:
    """Return the line without the blanks behind it."""
    words = text[start:end].rstrip(" \t\u3000\xa0")
    return _Line(start, start + len(words), sum(map(str.isascii, words)))


def _full(lines: Sequence[_Line], narrow: float) -> Sequence[_Line]:
    """Return the lines that reach the edge, a character of ASCII ``narrow`` wide; none where there is no edge."""
    widths = [line.end - line.start - (1 - narrow) * line.ascii for line in lines]
    edge = max(widths, default=0)
    if not _NARROWEST <= edge <= _WIDEST:
        return ()
    return [line for line, width in zip(lines, widths, strict=True) if width >= edge - _TOLERANCE]
