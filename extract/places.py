"""Places: the province, city and county that a name means, also abolished and short names.

A name may be met in many forms: 江苏省, 江苏, 南京市鼓楼区, 我省 (whose, the citing document says).
A placeholder (X市, ××县, 某区) is no place, and a name that several places bear (鼓楼区) is none
either, unless ``within`` says whose neighbourhood is meant. Abolished names keep a code of their own and
know their successor.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from extract.model import Level, Span
from extract.tables import read_table, split_list

__all__ = ["FoundPlace", "Place", "Places", "is_placeholder", "load_places"]

_GENERIC = re.compile("(?:我们?|本|全|该|各)?(自治区|自治州|省|市|州|盟|地区|区|县|旗)(?:内|级|里)?")
_PLACEHOLDER = re.compile("[XＸx×*＊某_＿〇○O…]+(?:省|自治区|市|自治州|州|盟|县|区|旗|镇|乡|街道)?")


def is_placeholder(name: str) -> bool:
    """Say whether a name stands for some place or other (某市, X区, ××县) and so names none."""
    return _PLACEHOLDER.fullmatch(name) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A province, city or county. ``code`` is its code in GB/T 2260; ``@year`` tells an older use apart.

    ``parent`` is "" for a province. ``valid_to`` is the year in which the name was given up, "" while
    it holds; ``successors`` then are the codes of the places that took over. ``number_prefixes`` begin the
    document numbers of its bodies (苏政发, 苏教办社政函), most frequent first.
    """

    code: str
    name: str
    level: Level
    parent: str
    short_names: tuple[str, ...]
    number_prefixes: tuple[str, ...]
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place's name as it stands in a text."""

    span: Span
    place: Place


class Places:
    """The places table, indexed by code, name and number prefix."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Index ``places``."""
        self._by_code = {place.code: place for place in places}
        by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_code.values():
            for name in (place.name, *(name for name in place.short_names if len(name) > 1)):
                by_name[name].append(place)
        self._by_name: Mapping[str, tuple[Place, ...]] = {
            name: tuple(found) for name, found in by_name.items()
        }
        self._longest = max(map(len, by_name), default=0)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in by_name:
            lengths[name[-1]].add(len(name))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Place | None:
        """Return the place with this code."""
        return self._by_code.get(code)

    def chain(self, code: str) -> tuple[Place, ...]:
        """Return the place and those above it, up to its province; empty for an unknown code."""
        found: list[Place] = []
        place = self._by_code.get(code)
        while place is not None and place not in found:
            found.append(place)
            place = self._by_code.get(place.parent)
        return tuple(found)

    def province_of(self, code: str) -> Place | None:
        """Return the province that a place lies in (itself for a province)."""
        chain = self.chain(code)
        return chain[-1] if chain and chain[-1].level is Level.PROVINCIAL else None

    def current(self, place: Place) -> Place:
        """Return the place that an abolished one became; the place itself where it holds or was divided."""
        seen = {place.code}
        while place.valid_to and len(place.successors) == 1:
            successor = self._by_code.get(place.successors[0])
            if successor is None or successor.code in seen:
                break
            seen.add(successor.code)
            place = successor
        return place

    def all_named(self, name: str) -> tuple[Place, ...]:
        """Return every place that bears this very name, full or short, abolished ones too."""
        return self._by_name.get(name, ())

    def named(self, text: str, within: str | None = None) -> Place | None:
        """Return the place that ``text`` names, or None: unknown, a placeholder, or several places.

        ``text`` may be a name, a chain of names (江苏省南京市鼓楼区) or generic (我省, 全市, 区), which
        only ``within`` can fill: the code of the citing document's place. ``within`` also settles a name
        that several places bear: the one under it, else in its city, else in its province. A name still
        in use wins over an abolished one.
        """
        text = "".join(text.split())
        if not text or is_placeholder(text):
            return None
        if generic := _GENERIC.fullmatch(text):
            return self._generic(generic[1], within)
        if text in self._by_name:
            return self._choose(self._by_name[text], within)
        return self._chained(text, within)

    def ending_at(self, text: str, end: int) -> int | None:
        """Return where the longest chain of place names that ends at ``end`` begins, or None.

        >>> load_places().ending_at("根据江苏省南京市教育局", 8)
        2
        """
        start = self._name_before(text, end)
        while start and (longer := self._name_before(text, start)) is not None:
            start = longer
        return start

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[FoundPlace]:
        """Yield the place names between ``start`` and ``end``, left to right, longest first.

        A name that several places bear is taken to lie in the place named just before it, or left out.
        Short names count only where no longer word of the table goes on (南京 in 南京市 is 南京市).
        """
        last = None
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            place = self._choose(self._by_name[match[0]], last)
            if place is not None:
                last = place.code
                yield FoundPlace(span=Span(start=match.start(), end=match.end()), place=place)

    def names_in(self, text: str) -> Iterator[Span]:
        """Yield where place names stand in ``text``, whichever places bear them, longest first."""
        for match in self._pattern.finditer(text):
            yield Span(start=match.start(), end=match.end())

    def with_prefix(self, prefix: str) -> tuple[Place, ...]:
        """Return the places whose documents bear numbers with this prefix (苏政发); two are a doubt.

        A prefix that no record shows is read as a place's abbreviation and a code that records show
        with other places: 苏教体艺 may be Jiangsu's, since 苏 is its abbreviation and 京教体艺 is known.
        """
        if prefix in self._by_prefix:
            return self._by_prefix[prefix]
        for length in range(min(len(prefix) - 1, 4), 0, -1):
            if prefix[:length] in self._by_abbreviation and prefix[length:] in self._codes:
                return self._by_abbreviation[prefix[:length]]
        return ()

    @cached_property
    def number_prefixes(self) -> frozenset[str]:
        """The prefixes of document numbers that records show, for any body of any place."""
        return frozenset(self._by_prefix)

    @cached_property
    def _by_prefix(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_code.values():
            for prefix in place.number_prefixes:
                found[prefix].append(place)
        return {prefix: tuple(places) for prefix, places in found.items()}

    @cached_property
    def _by_abbreviation(self) -> Mapping[str, tuple[Place, ...]]:
        """What stands before a government's own code: 苏 in 苏政发, 通 in 通政办发."""
        found: dict[str, dict[str, Place]] = defaultdict(dict)
        for place in self._by_code.values():
            for name in place.short_names:
                if len(name) == 1:
                    found[name][place.code] = place
            for prefix in place.number_prefixes:
                if match := re.fullmatch(
                    "(.{1,3}?)(?:政|府|政办|府办|委办|党办|办|委)发?(?:规|字|函)?", prefix
                ):
                    found[match[1]][place.code] = place
        return {name: tuple(places.values()) for name, places in found.items()}

    @cached_property
    def _codes(self) -> frozenset[str]:
        """What follows the abbreviation in the prefixes that records show: 政发, 教体艺."""
        return frozenset(
            prefix[length:]
            for prefix in self._by_prefix
            for length in range(1, 4)
            if prefix[:length] in self._by_abbreviation and len(prefix) > length
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # one branch a first character keeps the alternation short at each position
        branches: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._by_name, key=len, reverse=True):
            branches[name[0]].append(re.escape(name[1:]))
        return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items()))

    def _name_before(self, text: str, end: int) -> int | None:
        for length in self._lengths.get(text[end - 1 : end], ()):
            if length <= end and text[end - length : end] in self._by_name:
                return end - length
        return None

    def _chained(self, text: str, within: str | None) -> Place | None:
        for length in range(min(self._longest, len(text) - 1), 1, -1):
            if text[:length] in self._by_name:
                above = self._choose(self._by_name[text[:length]], within)
                if above is None:
                    continue
                rest = self.named(text[length:], above.code)
                if rest is not None and above in self.chain(rest.code):
                    return rest
        return None

    def _generic(self, word: str, within: str | None) -> Place | None:
        """Return the nearest place, from ``within`` upwards, that calls itself ``word``.

        So 我市 is a county-level city's own word, and 我区 in a city of an autonomous region the region.
        """
        chain = self.chain(within) if within else ()
        return next((place for place in chain if place.name.endswith(word)), None)

    def _choose(self, places: tuple[Place, ...], within: str | None) -> Place | None:
        holding = tuple(place for place in places if not place.valid_to) or places
        if len(holding) == 1:
            return holding[0]
        for above in self.chain(within) if within else ():
            near = [place for place in places if above in self.chain(place.code)]
            near = [place for place in near if not place.valid_to] or near
            if len(near) == 1:
                return near[0]
        return None


@cache
def load_places() -> Places:
    """Return the places that ship with the product."""
    return Places(
        Place(
            code=row["code"],
            name=row["name"],
            level=Level(row["level"]),
            parent=row["parent_code"],
            short_names=split_list(row["short_names"]),
            number_prefixes=split_list(row["number_prefixes"]),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            successors=split_list(row["successor_code"]),
        )
        for row in read_table("places.csv")
    )
