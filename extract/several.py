"""One name for several documents: 国家和我省…规划纲要, 《中小学、幼儿园教师…准则》, a notice that carries two."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.abridged import unabridged
from extract.catalogue import Catalogue
from extract.model import Head
from extract.patterns import load_patterns
from extract.places import load_places
from extract.titles import title_keys, unwrap

__all__ = ["levels_named", "listed_titles", "titles_by_level", "titles_meant"]

_LIST = re.compile("[、和与及]")
_AND = re.compile(r"\s*(?:、|以及|和|与|及)\s*")
_LEVEL = re.compile("国家|中央|(?:我|本|全)?(?:自治区|省|市|县|区|州)")
_NATION = ("国家", "中央", "全国")
_LONGEST_PART = 16
_MOST_OF_IT = 0.6
_PERIOD = re.compile(r"[（(](?:19|20)\d{2}\s*年?[-—–－―~～至]+\s*(?:19|20)\d{2}年?[）)]$")


def titles_meant(title: str, head: Head, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the titles that ``title`` stands for; itself alone where it is one document's.

    Members of a family are told apart by their level, and share the period of the one that is known.
    Members listed inside a title count only where the catalogue has every one of them, at least one by
    its full title and the others by one that they are cut from.
    """
    return (
        _family(title, head, catalogue)
        or _stages(title)
        or (
            () if catalogue.by_title(title) else _carried(title, catalogue) or listed_titles(title, catalogue)
        )
        or (title,)
    )


def levels_named(issuer: str) -> tuple[str, ...]:
    """Return the words for levels that stand for issuers of a document of one name each, if several do.

    >>> levels_named("国家、省、市"), levels_named("省教育厅")
    (('国家', '省', '市'), ())
    """
    words = [word for word in _AND.split(issuer) if word]
    several = len(words) > 1 and all(map(_LEVEL.fullmatch, words))
    return tuple(words) if several else ()


def titles_by_level(title: str, levels: Sequence[str], head: Head) -> tuple[str, ...]:
    """Return ``title`` as the document of each of ``levels`` bears it: 省 under 国家、省《X》 has 江苏省X."""
    return tuple(title if word in _NATION else _member(word, title, head) for word in levels)


def _family(title: str, head: Head, catalogue: Catalogue) -> tuple[str, ...]:
    match = load_patterns("citations")["family"].regex.fullmatch(title)
    if match is None:
        return ()
    name = match["name"] + (match["years"] or "")
    titles = [_member(word, name, head) for word in re.split("、|以及|和|及|与", match["members"]) if word]
    period = next((found for found in (_period(item, catalogue) for item in titles) if found), "")
    return tuple(item if _PERIOD.search(item) else item + period for item in titles)


def _stages(title: str) -> tuple[str, ...]:
    match = load_patterns("citations")["stages"].regex.fullmatch(title)
    if match is None:
        return ()
    return tuple(member + match["name"] for member in _LIST.split(match["members"]))


def _member(word: str, name: str, head: Head) -> str:
    if word in _NATION:
        return word + name
    place = load_places().named(word, head.place_code)
    return (place.name if place else word) + name


def _period(title: str, catalogue: Catalogue) -> str:
    """Return the period in brackets at the end of the only entry that bears ``title``."""
    entries = catalogue.by_title(title)
    match = _PERIOD.search(entries[0].title) if len(entries) == 1 else None
    return match[0] if match else ""


def _carried(title: str, catalogue: Catalogue) -> tuple[str, ...]:
    inner = unwrap(title)
    return inner if len(inner) > 1 and all(map(catalogue.by_title, inner)) else ()


def listed_titles(title: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the titles of a list inside ``title``: head + each member + tail; empty where it has none."""
    marks = [match.start() for match in _LIST.finditer(title)]
    for low in range(len(marks)):
        for high in range(low, len(marks)):
            inner = title[marks[low] + 1 : marks[high]] if high > low else ""
            middle = [part for part in _LIST.split(inner) if part]
            found = _split_at(title, marks[low], marks[high] + 1, middle, catalogue)
            if found:
                return found
    return ()


def _split_at(
    title: str, first_end: int, last_start: int, middle: list[str], catalogue: Catalogue
) -> tuple[str, ...]:
    known = _cores(catalogue)
    for start in range(first_end - 1, max(-1, first_end - _LONGEST_PART), -1):
        for end in range(last_start + 1, min(len(title), last_start + _LONGEST_PART)):
            before, after = title[:start], title[end:]
            members = (title[start:first_end], *middle, title[last_start:end])
            titles = tuple(before + member + after for member in members)
            if _letters(titles[0]) in known and all(_is_known(item, catalogue) for item in titles):
                return titles
    return ()


def _is_known(title: str, catalogue: Catalogue) -> bool:
    """Say whether ``title`` is one of the catalogue, or cut from most of one of it alone."""
    if catalogue.by_title(title):
        return True
    whole = unabridged(title, catalogue)
    return len(whole) == 1 and whole[0][1] >= _MOST_OF_IT


@lru_cache(maxsize=4)
def _cores(catalogue: Catalogue) -> frozenset[str]:
    """Return the cores of all titles, to rule out quickly what none has."""
    return frozenset(title_keys(entry.title).core for entry in catalogue)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title)).removeprefix("关于")
