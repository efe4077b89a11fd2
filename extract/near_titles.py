"""Titles of almost the same words: for a misprint, a lost or a doubled character.

Two titles that differ by a number, a year, a place, a school stage or a subject are siblings and never
near: the likeness of 江苏省/四川省, 高级/中级 or 体育/美育 is what false links are made of. So only long
titles are compared, two characters may differ, and the characters that differ must make no pair that
any title of the index has: 改近 is a misprint of 改进, 体育 none of 美育.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from extract.places import load_places
from extract.titles import title_keys

__all__ = ["NearTitles"]

_SHORTEST = 10
_MOST_EDITS = 2
_COMMON_SHARE = 0.02
_SHORTLIST = 12
_TELLING = re.compile(
    r"\d+|[一二三四五六七八九十百千第]+|[甲乙丙丁]|高等|高级|中等|中级|初级|小学|中学|初中|高中|大学|高校|学前|幼儿园|幼儿"
    "|义务教育|职业|特殊|民办|公办|城市|城镇|农村|乡村|省|自治区|市|县|区|州|男|女|老年|儿童|青少年|上|下|修改|废止|修订"
    "|试点|实施|意见|通知|办法|规定|方案|条例|细则|规划|计划|纲要|标准|指南|规程|决定|法"
)


class NearTitles:
    """An index of title keys by their pairs of neighbouring characters."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        """Index ``(id, key)`` pairs, the key being the ``stem`` of a title."""
        self._titles = [(identity, key) for identity, key in keys if len(key) >= _SHORTEST]
        self._holders: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for position, (_, key) in enumerate(self._titles):
            for pair in _pairs(key):
                self._holders[pair].append(position)

    def like(self, title: str, limit: int) -> tuple[tuple[str, float], ...]:
        """Return up to ``limit`` ids with their likeness to ``title``, best first."""
        from rapidfuzz.distance import Levenshtein

        key = title_keys(title).stem
        if len(key) < _SHORTEST:
            return ()
        found = []
        for position in self._shortlist(key):
            identity, other = self._titles[position]
            edits = Levenshtein.distance(key, other, score_cutoff=_MOST_EDITS)
            if edits <= _MOST_EDITS and self._is_misprint(key, other):
                found.append((identity, 1 - edits / max(len(key), len(other))))
        return tuple(sorted(found, key=lambda item: (-item[1], item[0]))[:limit])

    def _is_misprint(self, key: str, other: str) -> bool:
        odd = _pairs(key) - _pairs(other)
        return (
            not any(pair in self._holders for pair in odd)
            and sorted(_TELLING.findall(key)) == sorted(_TELLING.findall(other))
            and _places(key) == _places(other)
        )

    def _shortlist(self, key: str) -> list[int]:
        """Return the positions that share most pairs, common pairs (发展, 工作) counted only at need."""
        rare: Counter[int] = Counter()
        common = max(20, int(len(self._titles) * _COMMON_SHARE))
        pairs = [pair for pair in _pairs(key) if pair in self._holders]
        chosen = [pair for pair in pairs if len(self._holders[pair]) <= common] or pairs
        for pair in chosen:
            rare.update(self._holders[pair])
        return [position for position, _ in rare.most_common(_SHORTLIST)]


def _pairs(key: str) -> set[str]:
    return {key[index : index + 2] for index in range(len(key) - 1)}


def _places(key: str) -> list[str]:
    return [found.place.code for found in load_places().find(key)]
