"""What a title or sentence is about, without segmentation: words left when generic ones are taken out.

Fields come from the controlled list of themes (``themes.csv``): each theme names the words that tell it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from extract.errors import DataError, Words
from extract.patterns import load_patterns
from extract.tables import parse_table, read_table, split_list

__all__ = [
    "ThemeList",
    "fields_besides_stages",
    "fields_of",
    "read_theme_list",
    "shared_subject",
    "subject_pieces",
    "theme_list",
]

_NO_WORD = re.compile("[^\u4e00-\u9fffA-Za-z]+")


@lru_cache(maxsize=4096)
def subject_pieces(words: str) -> tuple[str, ...]:
    """Return the runs of two or more characters that tell what ``words`` is about.

    >>> subject_pieces("关于全面加强和改进新时代学校体育工作的意见")
    ('体育',)
    """
    return tuple(
        piece for run in _NO_WORD.split(words) for piece in _telling_nothing().split(run) if len(piece) >= 2
    )


@cache
def _telling_nothing() -> re.Pattern[str]:
    patterns = load_patterns("drivers")
    return re.compile(f"{patterns['setting'].regex.pattern}|{patterns['generic'].regex.pattern}")


class ThemeList:
    """Themes with the words that tell them; ``named`` finds them in a sentence."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Hold ``words``: each word with its theme."""
        self._words = dict(words)
        ordered = sorted(self._words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, ordered)) or "(?!)")

    def named(self, words: str) -> frozenset[str]:
        """Return the themes whose words stand in ``words``; of overlapping words the longest counts."""
        return frozenset(self._words[match.group()] for match in self._pattern.finditer(words))


@cache
def theme_list() -> ThemeList:
    """Return the controlled list that ships with the product."""
    return ThemeList(_rows(read_table("themes.csv")))


def read_theme_list(path: Path) -> ThemeList:
    """Return a user's list: a CSV file with the columns ``theme`` and ``words`` (separated by semicolons).

    Raises ``DataError`` where the file cannot be read or lacks a column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path.name, 0, Words(f"cannot be read: {error}", f"无法读取：{error}")) from error
    rows = parse_table(text, path.name)
    if rows and not {"theme", "words"} <= rows[0].keys():
        raise DataError(
            path.name, 1, Words("the columns theme and words are needed", "缺少 theme 或 words 列")
        )
    return ThemeList(_rows(rows))


def _rows(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {
        word.strip(): row["theme"].strip()
        for row in rows
        for word in (row["theme"], *split_list(row["words"]))
        if word.strip()
    }


@lru_cache(maxsize=4096)
def fields_of(words: str) -> frozenset[str]:
    """Return the themes of the controlled list that ``words`` names.

    >>> sorted(fields_of("组织合唱比赛"))
    ['美育']
    """
    return theme_list().named(words)


def fields_besides_stages(words: str) -> frozenset[str]:
    """Return the themes that ``words`` name; a stage of schooling (义务教育) is none here."""
    return fields_of(load_patterns("drivers")["stage"].regex.sub("", words))


def shared_subject(words: str, other: str, common: frozenset[str]) -> tuple[str, ...] | None:
    """Return the runs of two or more characters of subject that both have, common words left out."""
    found = []
    for piece in subject_pieces(other):
        at = 0
        while at < len(piece) - 1:
            end = at + 2
            if piece[at:end] not in words or piece[at:end] in common:
                at += 1
                continue
            while end < len(piece) and piece[at : end + 1] in words:
                end += 1
            found.append(piece[at:end])
            at = end
    return tuple(dict.fromkeys(found)) or None
