"""Finds names set in title brackets: nested, unclosed, broken over lines, in any style of bracket.

Titles are set in 《》 by the standard of punctuation, a title inside a title in 〈〉. Texts from the
web also have 《 inside 《, 〈〉 or << >> or ＜＞ for 《》, brackets as character references, and brackets
that nobody closed. Source: GB/T 15834-2011, section 4.15.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Span
from extract.patterns import load_patterns

__all__ = ["Bracketed", "find_brackets", "read_title"]

LONGEST = 180
"""No official title met is longer; a bracket without its partner in this many characters is unclosed."""

_TOKEN = re.compile(
    r"《|》|〈|〉|<<|>>|＜＜|＞＞|≪|≫|«|»|<|>|＜|＞"
    r"|&lt;|&gt;|&laquo;|&raquo;|&#(?:12296|12297|12298|12299);|&#x300[89AaBb];|。"
)
_OPENERS = {"《", "〈", "<<", "＜＜", "≪", "«", "<", "＜"}
_CLOSERS = {"》", "〉", ">>", "＞＞", "≫", "»", ">", "＞"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_LINE_BREAK = re.compile(r"[ \t\u3000]*(?:\r?\n[ \t\u3000]*(?:[-—－ ]*\d{1,3}[-—－ ]*(?=\r?\n))?)+")
_SPACE = re.compile(r"[ \t\u3000\xa0]+")
_BLANK_LINES = re.compile(r"(?:\n\s*){4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """A name in brackets: ``span`` with the brackets, ``inside`` without, ``closed`` False where none closes."""

    span: Span
    inside: Span
    title: str
    closed: bool


def find_brackets(text: str) -> tuple[Bracketed, ...]:
    """Return the outermost names in brackets, in order, without overlaps.

    A bracket other than 《 counts only where what it holds looks like a title, so that ``<`` in a
    formula is none. An unclosed 《 is read up to the last word for a kind of document before the
    sentence ends, and left out where there is none.
    """
    return tuple(_find(text))


def _find(text: str) -> Iterator[Bracketed]:
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        token = _plain(match.group())
        if token not in _OPENERS:
            continue
        found = _closed(text, match) if token == "《" else _foreign(text, match)
        if found is None and token == "《":
            found = _unclosed(text, match)
        if found is not None:
            yield found
            position = found.span.end


def _plain(token: str) -> str:
    return html.unescape(token) if token.startswith("&") else token


def _closed(text: str, opener: re.Match[str]) -> Bracketed | None:
    """Return the name up to the partner of ``opener``, counting brackets inside."""
    limit = min(len(text), opener.start() + LONGEST)
    open_brackets = [_plain(opener.group())]
    for match in _TOKEN.finditer(text, opener.end(), limit):
        token = _plain(match.group())
        if token == "。":
            return None
        if token in _OPENERS:
            open_brackets.append(token)
        elif token in _CLOSERS:
            if token == "》" and open_brackets[-1] != "《" and not _closes_inner(text, match.end(), limit):
                # 《关于印发〈X办法》: the inner bracket was never closed
                while open_brackets[-1] != "《" and len(open_brackets) > 1:
                    open_brackets.pop()
            open_brackets.pop()
            if not open_brackets:
                return _bracketed(text, opener, match)
    return None


def _closes_inner(text: str, start: int, limit: int) -> bool:
    """Say whether another 》 follows before any opener, so that the one at hand closes an inner name."""
    following = _TOKEN.search(text, start, limit)
    return following is not None and _plain(following.group()) == "》"


def _foreign(text: str, opener: re.Match[str]) -> Bracketed | None:
    found = _closed(text, opener)
    if found is None or not load_patterns("citations")["title_shape"].regex.fullmatch(found.title):
        return None
    return found


def _unclosed(text: str, opener: re.Match[str]) -> Bracketed | None:
    end = opener.end()
    stop = load_patterns("citations")["unclosed_title"].regex.match(text, end, min(len(text), end + 90))
    if stop is None:
        return None
    inside = Span(start=end, end=stop.end())
    return Bracketed(
        span=Span(start=opener.start(), end=stop.end()),
        inside=inside,
        title=read_title(inside.of(text)),
        closed=False,
    )


def _bracketed(text: str, opener: re.Match[str], closer: re.Match[str]) -> Bracketed | None:
    inside = Span(start=opener.end(), end=closer.start())
    written = inside.of(text)
    title = read_title(written)
    if not title or _BLANK_LINES.search(written):
        return None
    return Bracketed(
        span=Span(start=opener.start(), end=closer.end()), inside=inside, title=title, closed=True
    )


def read_title(written: str) -> str:
    r"""Return a title as it was meant: on one line, references resolved, page numbers and invisible marks gone.

    >>> read_title("关于做好\n  12\n  校车工作&nbsp;的通知")
    '关于做好校车工作 的通知'
    """
    text = html.unescape(written) if "&" in written else written
    text = text.translate(_INVISIBLE)
    return _SPACE.sub(" ", _LINE_BREAK.sub("", text)).strip()
