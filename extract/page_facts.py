"""The facts that a page prints around a document: 索引号, 发文机关, 发文字号, 成文日期 and their like.

They come as a table, as bullets, several in a line, with a value on the next line, or copied as text with
bars between. The lines are the page's and not the document's; what they say of it helps to read its head.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.model import Span
from extract.tables import read_toml

__all__ = ["PageFact", "find_page_facts"]

_LEAD = r"[\s\u3000\xa0•·●▪◆■*|｜【\[\-–—]*"
_GAP = r"[ \t\u3000\xa0]*"
_END = rf"{_GAP}(?P<mark>[:：|｜】\]]|[ \t\u3000\xa0]{{1,}}|$)"
_SEPARATOR = re.compile(r"^[\s|:+\-–—=_]{3,}$")
_VALUE_ENDS = re.compile(r"[\s\u3000\xa0|｜】\[【•]+$")
# a page's clock, not 时间：2021年3月2日上午 of a meeting
_DATED = re.compile(r"[:：\s\u3000\xa0]*(?:19|20)\d{2}[-./]\d")
_BODY = re.compile(
    r"^[\s\u3000\xa0]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条])|^.{60,}。"
)
_LONGEST = 400
_LONGEST_VALUE = 160
_MOST_LINES = 40
_RECORD = 500
_HINTED = 2_500
_MARK = re.compile("[:：|｜]")
_ALWAYS_LABELS = ("索引号", "发文字号", "文号")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact:
    """A fact of a page: its label in one form ("" where it is of no use), its value's span, the span of its lines."""

    label: str
    value: Span
    lines: Span


def find_page_facts(text: str) -> tuple[PageFact, ...]:
    """Return the facts at the head of ``text``, then those of a record below it, in order; a value may be empty.

    A line counts where a label opens it with a colon or bar behind, or where it holds two labels. The
    search ends where the body begins. Below the text labels count in 【】 alone.
    """
    return (*_above(text), *_below(text))


def _below(text: str) -> Iterator[PageFact]:
    """Yield the facts of a record below the text: 【文号】 某政发〔2024〕7号."""
    start = text.find("【", max(0, len(text) - _RECORD))
    start = text.rfind("\n", 0, start) + 1 if start >= 0 else len(text)
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        line = text[start:end]
        if line.lstrip().startswith("【") and len(line) <= _LONGEST:
            yield from _in_line(line, start, False)
        start = end


def _above(text: str) -> tuple[PageFact, ...]:
    """Return the facts at the head of ``text``."""
    facts: list[PageFact] = []
    if not _has_labels(text):
        return ()
    start = 0
    pending: PageFact | None = None
    for _ in range(_MOST_LINES):
        if start >= len(text):
            break
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        line = text[start:end]
        if _BODY.match(line):
            break
        follows = bool(facts) and not text[facts[-1].lines.end : start].strip()
        found = _in_line(line, start, follows) if len(line) <= _LONGEST else ()
        if found:
            facts.extend(found)
            # • 发文字号:  with its value on the next line that has words
            pending = (
                found[-1]
                if found[-1].value.start == found[-1].value.end and line.strip()[:1] in "•·●-*"
                else None
            )
        elif pending is not None and line.strip():
            value = _stripped(text, start, end)
            if line[0].isspace() and value.end - value.start <= _LONGEST_VALUE:
                facts[-1] = PageFact(
                    label=pending.label, value=value, lines=Span(start=pending.lines.start, end=end)
                )
            pending = None
        elif facts and _SEPARATOR.match(line) and line.strip():
            facts.append(
                PageFact(label="", value=Span(start=start, end=start), lines=Span(start=start, end=end))
            )
        start = end
    return tuple(facts)


def _in_line(line: str, start: int, follows: bool) -> Sequence[PageFact]:
    """Return the facts in one line that starts at ``start``, none where the line is no line of facts.

    ``follows`` says that the line before it is one: then a label without colon will do.
    """
    matches = list(_labels(line))
    if not matches:
        return ()
    opens = re.match(_LEAD, line)
    first, mark = matches[0], matches[0]["mark"]
    is_opened = opens is not None and first.start("label") == opens.end()
    if not is_opened or (len(matches) < 2 and not mark.strip() and not follows):
        return ()
    lines = Span(start=start, end=start + len(line))
    kept = _kinds()
    facts = []
    for match, following in zip(matches, (*matches[1:], None), strict=True):
        stop = following.start("label") if following else len(line)
        value = _stripped(line, match.end(), stop)
        facts.append(
            PageFact(
                label=kept.get("".join(match["label"].split()), ""),
                value=Span(start=start + value.start, end=start + value.end),
                lines=lines,
            )
        )
    return facts


def _labels(line: str) -> Iterator[re.Match[str]]:
    """Yield the labels in a line that stand where labels do: first, or after a blank or bar."""
    content = read_toml("web_pages.toml")["labels"]
    for match in _pattern().finditer(line):
        name = "".join(match["label"].split())
        if name in content["dated"] and not _DATED.match(line, match.end("label")):
            continue
        if name in (*content["counted"], *content["dated"]) and match["mark"] not in (":", "："):
            continue
        yield match


@cache
def _kinds() -> Mapping[str, str]:
    facts: Mapping[str, str] = read_toml("web_pages.toml")["facts"]
    return facts


def _has_labels(text: str) -> bool:
    """Say whether a label with a mark behind stands in the head of ``text``, or one that is nothing but a label."""
    head = "".join(text[:_HINTED].split())
    if any(label in head for label in _ALWAYS_LABELS):
        return True
    labels, longest = _label_set()
    for mark in _MARK.finditer(head):
        at = mark.start()
        if any(head[at - length : at] in labels for length in range(2, min(longest, at) + 1)):
            return True
    return False


@cache
def _label_set() -> tuple[frozenset[str], int]:
    content = read_toml("web_pages.toml")
    labels = frozenset((*content["facts"], *content["labels"]["alone"], *content["labels"]["dated"]))
    return labels, max(map(len, labels))


@cache
def _pattern() -> re.Pattern[str]:
    content = read_toml("web_pages.toml")
    labels = (
        *content["facts"],
        *content["labels"]["alone"],
        *content["labels"]["dated"],
        *content["labels"]["counted"],
    )
    spaced = "|".join(_GAP.join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
    # a label in the middle of a line follows a blank, a bar, or the end of a date or number
    return re.compile(rf"(?:^{_LEAD}|(?<=[\s\u3000\xa0|｜】\]\d]){_GAP})(?P<label>{spaced}){_END}")


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r\n\u3000\xa0:：|｜":
        start += 1
    tail = _VALUE_ENDS.search(text, start, end)
    return Span(start=start, end=tail.start() if tail else end)
