"""What a title or sentence is about, without segmentation: words left when generic ones are taken out.

Fields come from the controlled list of themes (``themes.csv``): each theme names the words that tell it.
"""

import re
from functools import cache, lru_cache

from extract.patterns import load_patterns
from extract.tables import read_table, split_list

__all__ = ["fields_of", "subject_pieces"]

_NO_WORD = re.compile("[^\u4e00-\u9fffA-Za-z]+")


@lru_cache(maxsize=4096)
def subject_pieces(words: str) -> tuple[str, ...]:
    """Return the runs of two or more characters that tell what ``words`` is about.

    >>> subject_pieces("关于全面加强和改进新时代学校体育工作的意见")
    ('体育',)
    """
    generic = load_patterns("drivers")["generic"].regex
    return tuple(
        piece for run in _NO_WORD.split(words) for piece in generic.split(run) if piece and len(piece) >= 2
    )


@cache
def _theme_words() -> tuple[re.Pattern[str], dict[str, str]]:
    themes = {word: row["theme"] for row in read_table("themes.csv") for word in split_list(row["words"])}
    ordered = sorted(themes, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), themes


@lru_cache(maxsize=4096)
def fields_of(words: str) -> frozenset[str]:
    """Return the themes of the controlled list that ``words`` names.

    >>> sorted(fields_of("组织合唱比赛"))
    ['美育']
    """
    pattern, themes = _theme_words()
    return frozenset(themes[match.group()] for match in pattern.finditer(words))
