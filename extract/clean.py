"""Marks the lines that a website or database put around the document; deletes nothing.

The rules are data (``patterns/boilerplate.toml``). A rule is tried on the lines that hold one of its hint
words and stand where it applies: in the head of the text, in its tail, or anywhere; so the cost hardly
grows with the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from extract.head_lines import undressed
from extract.marks import plain_marks
from extract.model import Span
from extract.page_facts import find_page_facts
from extract.patterns import load_patterns
from extract.tables import read_toml
from extract.titles import squeeze

__all__ = ["outside_spans"]

_FILE = "patterns/boilerplate.toml"
_BLANKS = " \t\r\n\ufeff\u3000\xa0"
_SQUEEZE = re.compile(r"[\s\u3000\xa0]+")
_SHORTEST_TITLE = 8
_LONGEST_TITLE = 160
_TITLE_LINES = 12
_EMPTY = 2
_MENU_LINE = 18
_PROBE = 24
_NUMBER_LINE = re.compile(
    r"^[（(]?[一-鿿]{1,12}\s*(?:[〔\[【（(﹝]\s*(?:19|20)\d{2}\s*[〕\]】）)﹞]|令)\s*第?\s*\d+\s*号[^》]*$"
)
_LAST_PART = 0.5
_BROKEN_OFF = re.compile(r"(?:…|\.{3}).*")


class _Line(NamedTuple):
    start: int
    end: int


def outside_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` that are not the document's own, in order, without overlap.

    Each covers whole lines. Nothing is marked that would leave no words: a text that is all
    boilerplate by the rules is taken as the document itself.
    """
    text = plain_marks(text)
    zones = read_toml(_FILE)["zones"]
    head, tail = _lines(text, zones["head_lines"]), _last_lines(text, zones["tail_lines"])
    short = zones["longest_line"]
    short_head, short_tail = (
        [line for line in lines if line.end - line.start <= short] for lines in (head, tail)
    )
    wide = [line for line in (*head, *tail) if short < line.end - line.start <= zones["widest_line"]]
    marked = {
        *_by_rules(text, short_head, "head"),
        *_by_rules(text, short_tail, "tail"),
        *_by_rules(text, wide, "wide"),
        *_anywhere(text),
        *_rest(text, short_tail),
        *_summaries(text, head),
        *(_Line(fact.lines.start, fact.lines.end) for fact in find_page_facts(text)),
    }
    marked |= set(_above_breadcrumb(text, head, marked))
    marked |= set(_repeated_titles(text, [line for line in head[:_TITLE_LINES] if line not in marked]))
    if not marked:
        return ()
    spans = _merge(sorted(marked), text)
    return spans if _words_left(text, spans) else ()


class _Zone(NamedTuple):
    """The rules that hold in a part of the text, by the hint words that call for them."""

    rules: Mapping[str, tuple[re.Pattern[str], ...]]
    hint: re.Pattern[str]


@cache
def _zone(name: str) -> _Zone:
    patterns, content = load_patterns("boilerplate"), read_toml(_FILE)
    calls = [
        (hint, patterns[rule].regex) for rule in content["zones"][name] for hint in content["hints"][rule]
    ]
    hints = sorted({hint for hint, _ in calls}, key=len, reverse=True)
    # of two words at one place the longer is met, so it calls for the rules of the words inside it too
    rules = {hint: tuple(dict.fromkeys(rule for inner, rule in calls if inner in hint)) for hint in hints}
    # an alternation of plain words starts with a set of characters, which is as fast to look for as one
    return _Zone(rules, re.compile("|".join(map(re.escape, hints))))


def _by_rules(text: str, lines: Sequence[_Line], zone: str) -> Iterator[_Line]:
    """Yield those of ``lines`` that a rule for ``zone`` marks."""
    words = [text[line.start : line.end].strip(_BLANKS) for line in lines]
    together = "\n".join(words)
    rules, hint = _zone(zone)
    found = hint.search(together)
    if found is None:
        return
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    while found is not None:
        index = bisect_right(starts, found.start()) - 1
        at = found.end()
        if any(rule.search(words[index]) for rule in rules[found[0]]):
            yield lines[index]
            at = starts[index + 1]
        found = hint.search(together, at)


def _anywhere(text: str) -> Iterator[_Line]:
    """Yield the lines of the whole text that a rule for any place marks."""
    lines = set()
    for hint in _zone("anywhere").rules:
        at = text.find(hint)
        while at >= 0:
            line = _line_at(text, text.rfind("\n", 0, at) + 1)
            lines.add(line)
            at = text.find(hint, line.end)
    return _by_rules(text, sorted(lines), "anywhere") if lines else iter(())


def _line_at(text: str, start: int) -> _Line:
    end = text.find("\n", start)
    return _Line(start, len(text) if end < 0 else end + 1)


def _lines(text: str, count: int) -> list[_Line]:
    """Return the first ``count`` lines that hold more than a line end."""
    lines: list[_Line] = []
    start = 0
    while start < len(text) and len(lines) < count:
        line = _line_at(text, start)
        if line.end - line.start > _EMPTY:
            lines.append(line)
        start = line.end
    return lines


def _last_lines(text: str, count: int) -> list[_Line]:
    """Return the last ``count`` lines that hold more than a line end, in the order of the text."""
    lines: list[_Line] = []
    end = len(text)
    while end > 0 and len(lines) < count:
        start = text.rfind("\n", 0, end - 1) + 1
        if end - start > _EMPTY:
            lines.append(_Line(start, end))
        end = start
    return lines[::-1]


def _rest(text: str, tail: Sequence[_Line]) -> Iterator[_Line]:
    """Yield everything from the heading on that opens the site's own links, in the last part of the text."""
    last = [line for line in tail if line.start >= _LAST_PART * len(text)]
    first = min(_by_rules(text, last, "rest_of_text"), default=None)
    if first is not None:
        yield _Line(first.start, len(text))


def _above_breadcrumb(text: str, head: Sequence[_Line], marked: set[_Line]) -> Iterator[_Line]:
    """Yield the site's menu: the short lines above the line that says where in the site the page stands."""
    crumbs = [line for line in _by_rules(text, head, "breadcrumb") if line in marked]
    for line in head if crumbs else ():
        if line.start >= crumbs[0].start:
            return
        if line.end - line.start <= _MENU_LINE:
            yield line


def _repeated_titles(text: str, head: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the copies of a title line that a site printed above (or below) the document's own.

    The document's own is the last before its number or addressee; without these the last of all,
    unless that closes the head.
    """
    office = load_patterns("head")["office_run"].regex
    places: dict[str, list[int]] = {}
    opens: list[int] = []
    for index, line in enumerate(head):
        words = text[line.start : line.end].strip(_BLANKS)
        if _NUMBER_LINE.match(words) or words.endswith(("：", ":")):
            opens.append(index)
        elif office.match(words):
            # a signature repeats the issuer of the head, and both are the document's
            continue
        elif _SHORTEST_TITLE <= len(words) <= _LONGEST_TITLE and words[-1] not in "。；":
            places.setdefault(squeeze(undressed(words)), []).append(index)
    for same in places.values():
        if len(same) > 1:
            first = next((index for index in opens if index > same[0]), len(head))
            before = [index for index in same if index < first]
            own = before[-1] if first < len(head) or before[-1] + 1 < len(head) else before[-2]
            yield from (head[index] for index in same if index != own)


def _summaries(text: str, head: Sequence[_Line]) -> Iterator[_Line]:
    """Yield a labelled summary whose words come again below, or that stands over the document's number."""
    numbers = [line for line in head if _NUMBER_LINE.match(text[line.start : line.end].strip(_BLANKS))]
    for line in _by_rules(text, head, "repeats"):
        if any(number > line for number in numbers):
            yield line
            continue
        said = re.split("[:：]", text[line.start : line.end], maxsplit=1)[1]
        words = _SQUEEZE.split(_BROKEN_OFF.sub("", said).strip(_BLANKS))
        probe = max(words, key=len)[:_PROBE]
        if len(probe) >= _SHORTEST_TITLE and text.find(probe, line.end) >= 0:
            yield line


def _merge(lines: Sequence[_Line], text: str) -> tuple[Span, ...]:
    """Return the lines as spans, joined where nothing but blanks lies between."""
    spans: list[Span] = []
    for line in lines:
        if spans and (line.start <= spans[-1].end or not text[spans[-1].end : line.start].strip(_BLANKS)):
            spans[-1] = Span(start=spans[-1].start, end=max(spans[-1].end, line.end))
        else:
            spans.append(Span(start=line.start, end=line.end))
    return tuple(spans)


def _words_left(text: str, spans: Iterable[Span]) -> bool:
    at = 0
    for span in spans:
        if text[at : span.start].strip(_BLANKS):
            return True
        at = span.end
    return bool(text[at:].strip(_BLANKS))
