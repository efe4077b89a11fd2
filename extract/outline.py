"""Numbered headings and items, as the tree of parts and goals that a document is made of.

The marks are data (``patterns/outline.toml``): one pattern a rung, outermost first. What a document's
depths are depends on the rungs that it uses, as readers see them: 1. is the second rung where there
is no （一）. Nothing depends on the order of the numbers, so a section keeps its id when others move.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.closing import find_breaks
from extract.model import Document, GoalKind, Section, SectionKind, Span
from extract.patterns import load_patterns
from extract.tables import read_table
from extract.task_tables import find_task_rows
from extract.verbs import opening_verb

__all__ = ["TITLE_LENGTH", "find_sections", "heading_kind", "section_at"]

TITLE_LENGTH = 40
"""A title is cut after so many characters (the annotation guide's rule)."""

_OPENING = re.compile(
    r"^[ \t\u3000\ufeff\xa0]*(?=[第一二三四五六七八九十百零〇两0-9０-９（(〔\[①-⒛㈠-㈩❶-❿Ⅰ-ⅫA-Ha-h])", re.M
)
_TITLE = re.compile(r"[ \t\u3000\xa0]*(?P<title>[^。\r\n]*)")
_ARTICLE_INSIDE = re.compile(r"第[一二三四五六七八九十百零〇]+条")
_STOPS = re.compile(r"[ \t\u3000]|[、.．﹑﹒,，：:\ue000-\uf8ff]+$")
_BRACKETS = str.maketrans("()〔〕[]０１２３４５６７８９", "（）（）（）0123456789")
_ROW = "row"
"""The innermost rung: a numbered row of a table of tasks."""
_TORN_BEFORE = re.compile("[第（(《“‘—至和或及与-]$|(?<![一-龥])、$|[一二三四五六七八九十0-9第条款项]、$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    rung: str
    start: int
    end: int
    words: str


def find_sections(document: Document) -> tuple[Section, ...]:
    """Return the numbered headings and items that open a line, in order, each with its place in the tree.

    A section's span starts at its mark and ends before the next heading of its rung or above, or where
    the document closes (signature, attachment, second document). Lines outside the document give none.
    """
    text = document.text
    markers = _torn_out(tuple(_find_markers(document)), text)
    if not markers:
        return ()
    rungs = _rungs(markers)
    depths = [rungs.index(marker.rung) + 1 for marker in markers]
    breaks = find_breaks(document)
    ends = _ends(markers, depths, breaks, text)
    paths, parents = _paths(markers, depths, breaks)
    with_children = {parent for parent in parents if parent is not None}
    sections: list[Section] = []
    kinds: dict[str, GoalKind] = {}
    for marker, depth, end, path, parent in zip(markers, depths, ends, paths, parents, strict=True):
        title_span = _title_span(text, marker)
        title = title_span.of(text)
        kinds[path] = _kind(title, None if parent is None else kinds[parent])
        sections.append(
            Section(
                id=f"{document.id}/{path}",
                marker=marker.words,
                depth=depth,
                title=title,
                title_span=title_span,
                span=Span(start=marker.start, end=end),
                parent=None if parent is None else f"{document.id}/{parent}",
                kind=SectionKind.PART if path in with_children else SectionKind.GOAL,
                goal_kind=kinds[path],
            )
        )
    return tuple(sections)


def section_at(sections: Sequence[Section], starts: Sequence[int], position: int) -> Section | None:
    """Return the deepest section that holds ``position``; ``starts`` are the sections' starts, in order."""
    by_id = None
    index = bisect_right(starts, position) - 1
    while index >= 0:
        section = sections[index]
        if position < section.span.end:
            return section
        if section.parent is None:
            return None
        by_id = by_id or {each.id: number for number, each in enumerate(sections)}
        index = by_id[section.parent]
    return None


def heading_kind(title: str) -> GoalKind | None:
    """Return what a heading of these words is for, None where the table of heading words is silent.

    The longest entry that fits decides; of two equally long ones the later in the title.
    """
    bare = re.sub(r"[\s　：:。]+", "", title)
    if not _any_heading_word().search(bare):
        return None
    best: tuple[int, int, GoalKind] | None = None
    for words, place, kind in _heading_words():
        at = bare.rfind(words)
        fits = at >= 0 and (
            place == "within"
            or (place == "starts" and bare.startswith(words))
            or (place == "ends" and bare.endswith(words))
            or (place == "whole" and bare == words)
        )
        if fits and (best is None or (len(words), at) > best[:2]):
            best = (len(words), at, kind)
    return None if best is None else best[2]


def _kind(title: str, above: GoalKind | None) -> GoalKind:
    """Return what a goal is for: by its own words, else its part's; a heading that tells to act is a measure."""
    own = heading_kind(title)
    if own is not None:
        return own
    if above not in (None, GoalKind.OTHER):
        return above
    verb = opening_verb(title)
    return GoalKind.MEASURE if verb is not None and verb.kind != "state" else GoalKind.OTHER


@cache
def _heading_words() -> tuple[tuple[str, str, GoalKind], ...]:
    rows = read_table("heading_kinds.csv")
    return tuple((row["text"], row["place"], GoalKind(row["kind"])) for row in rows)


@cache
def _any_heading_word() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(words) for words, _, _ in _heading_words()))


def _find_markers(document: Document) -> Iterator[_Marker]:
    text = document.text
    patterns = load_patterns("outline")
    rows = {row.number.start: row for row in find_task_rows(document) if row.number is not None}
    outside = document.outside
    starts = [span.start for span in outside]
    for opening in _OPENING.finditer(text):
        at = opening.end()
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < outside[index].end:
            continue
        if at in rows:
            number, task = rows[at].number, rows[at].task
            yield _Marker(
                rung=_ROW, start=at, end=task.start, words="" if number is None else number.of(text)
            )
            continue
        for name, pattern in patterns.items():
            match = pattern.regex.match(text, at)
            if match:
                yield _Marker(rung=name, start=at, end=match.end("marker"), words=match["marker"])
                break


def _torn_out(markers: Sequence[_Marker], text: str) -> tuple[_Marker, ...]:
    """Drop a mark that a line end tore off its sentence: …附则中第⏎（一）点…, 2、⏎3、….

    The line before it, if no blank line lies between, ends in a character that cannot end a line. A 、
    behind a word is a slip for 。: only behind a number does it go on.
    """
    kept = []
    for marker in markers:
        before = text[max(0, marker.start - 60) : marker.start].rstrip(" \t\u3000\xa0")
        line = before.removesuffix("\n").removesuffix("\r").rstrip(" \t\u3000")
        if not (line and before.endswith("\n") and _TORN_BEFORE.search(line)):
            kept.append(marker)
    return tuple(kept)


def _rungs(markers: Sequence[_Marker]) -> list[str]:
    """Return the rungs that occur, outermost first.

    Articles stand above 一、 (a chapter's articles, each with its items), save where they are counted on
    through several 一、: then 一、 is the chapter.
    """
    used = {marker.rung for marker in markers}
    order = [name for name in (*load_patterns("outline"), _ROW) if name in used]
    if {"article", "cn"} <= used and _articles_run_on(markers):
        order.remove("article")
        order.insert(order.index("cn") + 1, "article")
    return order


def _articles_run_on(markers: Sequence[_Marker]) -> bool:
    seen_article = heading_since = False
    for marker in markers:
        if marker.rung == "cn":
            heading_since = seen_article
        elif marker.rung == "article":
            first = marker.words.translate(_BRACKETS) in ("第一条", "第1条")
            if heading_since and not first:
                return True
            seen_article, heading_since = True, False
    return False


def _ends(markers: Sequence[_Marker], depths: Sequence[int], breaks: Sequence[int], text: str) -> list[int]:
    """Return where each section ends: before the next heading of its rung or above, or at a break."""
    ends = [len(text)] * len(markers)
    open_markers: list[int] = []
    for number, (marker, depth) in enumerate(zip(markers, depths, strict=True)):
        while open_markers and depths[open_markers[-1]] >= depth:
            ends[open_markers.pop()] = marker.start
        open_markers.append(number)
    trimmed = []
    for marker, end in zip(markers, ends, strict=True):
        index = bisect_left(breaks, marker.end)
        limit = min(end, breaks[index]) if index < len(breaks) else end
        trimmed.append(max(marker.end, marker.start + len(text[marker.start : limit].rstrip())))
    return trimmed


def _paths(
    markers: Sequence[_Marker], depths: Sequence[int], breaks: Sequence[int]
) -> tuple[list[str], list[str | None]]:
    """Return each section's path of marks, and its parent's path; after a break a new tree begins."""
    seen: Counter[str] = Counter()
    paths: list[str] = []
    parents: list[str | None] = []
    above: list[tuple[int, str]] = []
    region = 0
    for marker, depth in zip(markers, depths, strict=True):
        now = bisect_right(breaks, marker.start)
        if now != region:
            above, region = [], now
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else None
        name = _STOPS.sub("", marker.words).translate(_BRACKETS)
        path = name if parent is None else f"{parent}/{name}"
        seen[path] += 1
        if seen[path] > 1:
            path = f"{path}~{seen[path]}"
        above.append((depth, path))
        paths.append(path)
        parents.append(parent)
    return paths, parents


def _title_span(text: str, marker: _Marker) -> Span:
    match = _TITLE.match(text, marker.end)
    start, end = (marker.end, marker.end) if match is None else match.span("title")
    if marker.rung == "chapter":
        article = _ARTICLE_INSIDE.search(text, start, end)
        end = article.start() if article else end
    if marker.rung == _ROW:
        tab = text.find("\t", start, end)
        end = end if tab < 0 else tab
    end = min(end, start + TITLE_LENGTH)
    return Span(start=start, end=start + len(text[start:end].rstrip()))
