"""What goals and tasks are about.

The controlled list (``themes.csv``) and a user's own lists win: a goal's theme is read from its heading,
a task's from its words. Where the list is silent about a goal, the key words of its heading and text say
it: nouns, weighted by how rare they are in policy text (``idf.csv``), without bodies, places, the verbs
that govern citations and placeholders.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extract.model import Document, GoalKind, Section, SectionKind, Task, Theme, ThemeSource
from extract.patterns import load_patterns
from extract.subjects import ThemeList, theme_list
from extract.tables import read_table
from extract.words import tag

__all__ = ["find_themes", "key_words"]

_NOUNS = ("n", "nz", "vn", "l", "j", "an")
_WITH_KEY_WORDS = (GoalKind.MEASURE, GoalKind.OTHER)
_KEY_WORDS = 3
_TEXT_LENGTH = 400
_HEADING_WEIGHT = 3
_PLACEHOLDER = re.compile("[A-Za-zXＸ×*＊0-9]+|某+")
_TITLE = re.compile("《[^《》]*》")
_MARKS = re.compile("[“”‘’\"'《》〈〉（）()、，,。；;：:]")


def find_themes(
    document: Document, sections: Sequence[Section], tasks: Sequence[Task], own: ThemeList | None = None
) -> tuple[Theme, ...]:
    """Return the themes of goals, then of tasks, in the order of the text.

    ``own`` is a user's list, whose themes come first. A theme of a list has score 1, a key word a score
    below 1: its share of the goal's weight.
    """
    found: list[Theme] = []
    for section in sections:
        if section.kind is SectionKind.GOAL:
            found.extend(_goal_themes(document, section, own))
    for task in tasks:
        found.extend(_listed(task.id, task.span.of(document.text), own))
    return tuple(found)


def _goal_themes(document: Document, goal: Section, own: ThemeList | None) -> tuple[Theme, ...]:
    listed = tuple(_listed(goal.id, goal.title, own))
    if listed or goal.goal_kind not in _WITH_KEY_WORDS:
        return listed
    body = document.text[goal.title_span.end : min(goal.span.end, goal.title_span.end + _TEXT_LENGTH)]
    return tuple(
        Theme(holder=goal.id, text=word, source=ThemeSource.TEXT, score=score)
        for word, score in key_words(goal.title, body)
    )


def _listed(holder: str, words: str, own: ThemeList | None) -> Iterator[Theme]:
    users = own.named(words) if own is not None else frozenset()
    for text in sorted(users):
        yield Theme(holder=holder, text=text, source=ThemeSource.USER, score=1.0)
    for text in sorted(theme_list().named(words) - users):
        yield Theme(holder=holder, text=text, source=ThemeSource.LIST, score=1.0)


def key_words(heading: str, text: str = "", limit: int = _KEY_WORDS) -> tuple[tuple[str, float], ...]:
    """Return up to ``limit`` key words of a heading and the text below it, with scores that sum to 1 at most.

    >>> key_words("建好社区书屋", "书屋每天开放，书屋有专人管理。")[0][0]
    '书屋'
    """
    weights: Counter[str] = Counter()
    for words, times in ((heading, _HEADING_WEIGHT), (text, 1)):
        for word in _nouns(words):
            weights[word] += times
    scored = {word: count * _rarity(word) for word, count in weights.items()}
    total = sum(scored.values())
    best = sorted(scored.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return tuple((word, round(score / total, 4)) for word, score in best if score > 0)


def _nouns(words: str) -> Iterator[str]:
    generic = load_patterns("drivers")["generic"].regex
    for word in tag(_MARKS.sub(" ", _TITLE.sub(" ", words))):
        if word.tag not in _NOUNS or len(word.text) < 2 or _PLACEHOLDER.search(word.text):
            continue
        if generic.fullmatch(word.text) or word.text in _cue_words():
            continue
        yield word.text


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(part for row in read_table("cues.csv") for part in row["text"].split("…") if part)


@cache
def _counts() -> tuple[int, dict[str, int]]:
    counts = {row["word"]: int(row["documents"]) for row in read_table("idf.csv")}
    return counts.pop("*"), counts


def _rarity(word: str) -> float:
    """Return the inverse document frequency of a word; one that is not counted stands in one document."""
    total, counts = _counts()
    return math.log(total / counts.get(word, 1))
