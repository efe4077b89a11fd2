"""Marks the lines that a website or a database put around the document; deletes nothing.

The rules are data (``patterns/boilerplate.toml``). Only the head and the tail of a text are looked at
line by line, and the lines that a few words betray anywhere, so the cost does not grow with the text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.model import Span
from extract.patterns import Pattern, load_patterns
from extract.tables import read_toml

__all__ = ["outside_spans"]

_FILE = "patterns/boilerplate.toml"
_BLANKS = " \t\r\ufeff\u3000\xa0"
_SQUEEZE = re.compile(r"[\s\u3000\xa0]+")
_BETRAYED = ("引证码", "链接", "http", "字号", "次数")
_SHORTEST_TITLE = 8
_PROBE = 24
_LAST_PART = 0.5


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def outside_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` that are not the document's own, in order, without overlap.

    Each covers whole lines. Nothing is marked that would leave no words: a text that is all
    boilerplate by the rules is taken as the document itself.
    """
    head, tail = _head(text), _tail(text)
    marked = {*_by_rules(head, "head"), *_by_rules(tail, "tail")}
    marked |= set(_by_rules((*head, *_betrayed(text), *tail), "anywhere"))
    marked |= set(_rest(text, tail))
    marked |= set(_repeated_titles([line for line in head if line not in marked]))
    marked |= set(_summaries(text, head))
    spans = _merge(sorted(marked), text)
    return spans if _words_left(text, spans) else ()


def _by_rules(lines: Iterable[_Line], zone: str) -> Iterator[_Line]:
    rules = _rules(zone)
    return (line for line in lines if any(rule.regex.search(line.words) for rule in rules))


@cache
def _rules(zone: str) -> tuple[Pattern, ...]:
    patterns = load_patterns("boilerplate")
    return tuple(patterns[name] for name in read_toml(_FILE)["zones"][zone])


def _line_at(text: str, start: int) -> _Line:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end + 1
    return _Line(start, end, text[start:end].strip(_BLANKS + "\n"))


def _head(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start, left = 0, read_toml(_FILE)["zones"]["head_lines"]
    while start < len(text) and left:
        line = _line_at(text, start)
        if line.words:
            lines.append(line)
            left -= 1
        start = line.end
    return lines


def _tail(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end, left = len(text), read_toml(_FILE)["zones"]["tail_lines"]
    while end > 0 and left:
        line = _line_at(text, text.rfind("\n", 0, end - 1) + 1)
        if line.words:
            lines.append(line)
            left -= 1
        end = line.start
    return lines[::-1]


def _betrayed(text: str) -> Iterator[_Line]:
    """Yield the lines that hold a word which the rules for any place look for."""
    for word in _BETRAYED:
        at = text.find(word)
        while at >= 0:
            line = _line_at(text, text.rfind("\n", 0, at) + 1)
            yield line
            at = text.find(word, line.end)


def _rest(text: str, tail: list[_Line]) -> Iterator[_Line]:
    """Yield everything from the heading on that opens the site's own links, in the last part of the text."""
    for line in _by_rules(tail, "rest_of_text"):
        if line.start >= _LAST_PART * len(text):
            yield _Line(line.start, len(text), line.words)
            return


def _repeated_titles(head: list[_Line]) -> Iterator[_Line]:
    """Yield the copies of a title line that a site printed above (or below) the document's own.

    The document's own is the one that its number or addressee follows, which is the last of them
    unless the last closes the head.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(head):
        key = _SQUEEZE.sub("", line.words)
        if len(key) >= _SHORTEST_TITLE and not key.endswith(("。", "；")):
            places.setdefault(key, []).append(index)
    for same in places.values():
        if len(same) > 1:
            own = same[-1] if same[-1] + 1 < len(head) else same[-2]
            yield from (head[index] for index in same if index != own)


def _summaries(text: str, head: list[_Line]) -> Iterator[_Line]:
    """Yield a labelled summary whose words come again below."""
    for line in _by_rules(head, "repeats"):
        words = _SQUEEZE.split(re.split("[:：]", line.words, maxsplit=1)[1].strip())
        probe = max(words, key=len)[:_PROBE]
        if len(probe) >= _SHORTEST_TITLE and text.find(probe, line.end) >= 0:
            yield line


def _merge(lines: Iterable[_Line], text: str) -> tuple[Span, ...]:
    """Return the lines as spans, joined where nothing but blanks lies between."""
    spans: list[Span] = []
    for line in lines:
        if spans and (line.start <= spans[-1].end or not text[spans[-1].end : line.start].strip()):
            spans[-1] = Span(start=spans[-1].start, end=max(spans[-1].end, line.end))
        else:
            spans.append(Span(start=line.start, end=line.end))
    return tuple(spans)


def _words_left(text: str, spans: tuple[Span, ...]) -> bool:
    at = 0
    for span in spans:
        if text[at : span.start].strip(_BLANKS + "\n"):
            return True
        at = span.end
    return bool(text[at:].strip(_BLANKS + "\n"))
