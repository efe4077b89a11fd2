"""Of which rung and place a document is: from its issuers, else its number, its title, its own words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.bodies import load_bodies
from extract.model import Level
from extract.numbers import FoundNumber, NumberKind
from extract.patterns import load_patterns
from extract.places import Place, is_placeholder, load_places
from extract.tables import read_toml

__all__ = ["Standing", "standing_of"]

_FILE = "patterns/head.toml"
_LONGEST_NAME = 12
_RUNG_ENDS = "省区市州盟县旗"
_READ = 6000
_PLACE_END = re.compile("[省市县区州盟旗]")
_LEAST_MENTIONS = 3
_SUITED = re.compile("结合(?P<place>[\u4e00-\u9fff]{2,11}?)(?:的?工作|的)?实际")
_LEADS = ("关于印发", "关于转发", "印发", "转发", "关于公布", "关于发布", "关于", "《", "〈", "<")
_OWN = (
    ("own_provincial", Level.PROVINCIAL),
    ("own_municipal", Level.MUNICIPAL),
    ("own_county", Level.COUNTY),
)
_ADDRESSED = (
    ("addressee_central", Level.CENTRAL),
    ("addressee_provincial", Level.PROVINCIAL),
    ("addressee_municipal", Level.MUNICIPAL),
    ("addressee_county", Level.COUNTY),
)
_RUNGS = (("county", Level.COUNTY), ("city", Level.MUNICIPAL), ("province", Level.PROVINCIAL))
_NOT_WRITTEN = (None, Level.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rung a document is of, and its place where that is known (never for a central one).

    ``written`` is the name of a place that the table lacks, as an issuer writes it.
    """

    level: Level
    place: Place | None
    written: str | None = None

    @property
    def name(self) -> str | None:
        """The place's full name in the table, else as written; None where no place is known."""
        return self.place.name if self.place is not None else self.written


def standing_of(
    issuers: Sequence[str], title: str | None, number: FoundNumber | None, addressee: str, text: str
) -> Standing:
    """Return the standing that the strongest of these witnesses gives; ``unknown`` where all are silent."""
    words: dict[str, list[str]] = read_toml(_FILE)["levels"]
    place = _place_of_names(issuers) or _place_of_title(title)
    written, unlisted = _unlisted(issuers) if place is None else _NOT_WRITTEN
    if place is None:
        place = _place_of_number(number)
        # 景卫发 is 景德镇's and 景台区's alike: what the issuer says of itself decides
        if place is not None and unlisted not in (Level.UNKNOWN, place.level):
            place = None
    if place is None and unlisted is Level.UNKNOWN:
        place = _place_suited(text[:_READ])
    if any(area in issuer for issuer in issuers for area in words["areas_of_city_rank"]):
        return Standing(level=Level.MUNICIPAL, place=None)
    if any(zone in issuer for issuer in issuers for zone in words["zones"]):
        return Standing(level=Level.COUNTY, place=place)
    level = _level_of_names(issuers)
    if level is Level.UNKNOWN and place is not None and (issuers or _place_of_title(title)):
        level = place.level
    if level is Level.UNKNOWN:
        level = unlisted
    if level is Level.UNKNOWN:
        level = _shared_level(title or "")
    if level is Level.UNKNOWN and number is not None:
        level = _level_of_number(number)
    if level is Level.UNKNOWN and title and title.startswith(tuple(words["national_titles"])):
        level = Level.CENTRAL
    if level is Level.UNKNOWN:
        level = _most_said(title or "", words)
    if level is Level.UNKNOWN:
        level = _first_said(addressee, words, _ADDRESSED)
    if level is Level.UNKNOWN:
        level = _most_said(text[:_READ], words)
    if level is Level.CENTRAL:
        return Standing(level=level, place=None)
    if place is None and level is unlisted and written is not None:
        return Standing(level=level, place=None, written=written)
    if place is None:
        place = _place_in_words(text[:_READ], level)
    if level is Level.UNKNOWN and place is not None:
        level = place.level
    if place is not None and level is not Level.UNKNOWN and place.level is not level:
        place = next((above for above in load_places().chain(place.code) if above.level is level), None)
    return Standing(level=level, place=place)


def _level_of_names(names: Iterable[str]) -> Level:
    """Return the level of the first name that has one: its body's, its place's, or its own word's."""
    bodies, places = load_bodies(), load_places()
    for name in names:
        found = next(places.find(name), None)
        body = bodies.named(name)
        if body is not None and (body.level is Level.CENTRAL or body.place is not None):
            return body.level
        if found is not None:
            return (_leading(name) or found.place).level
        if (shared := _shared_level(name)) is not Level.UNKNOWN:
            return shared
        for word, level in (
            ("自治区", Level.PROVINCIAL),
            ("省", Level.PROVINCIAL),
            ("市", Level.MUNICIPAL),
            ("县", Level.COUNTY),
        ):
            if name.startswith((word, f"中共{word}", f"我{word}")):
                return level
        if body is not None and body.level is not Level.UNKNOWN:
            return body.level
    return Level.UNKNOWN


def _shared_level(words: str) -> Level:
    """Return the level of the places that all bear the name at the start of ``words``: every 朝阳区 is a county.

    城区 and 郊区 are words before they are names.
    """
    places = load_places()
    words = words.removeprefix("中共")
    for length in range(min(_LONGEST_NAME, len(words)), 2, -1):
        if words[length - 1] in _RUNG_ENDS and (bearers := places.all_named(words[:length])):
            levels = {place.level for place in bearers}
            return levels.pop() if len(levels) == 1 else Level.UNKNOWN
    return Level.UNKNOWN


def _unlisted(names: Iterable[str]) -> tuple[str | None, Level]:
    """Return the place, in no table, that the first such name begins with (台山区 of 云岚市台山区教育局), and its level."""
    for name in names:
        match = load_patterns("head")["unlisted_place"].regex.match(name)
        if match is not None:
            name, level = next((match[rung], level) for rung, level in _RUNGS if match[rung])
            return None if is_placeholder(name) else name, level
    return _NOT_WRITTEN


def _leading(name: str) -> Place | None:
    """Return the place that a name begins with: the lowest of a chain (北京市昌平区)."""
    places = load_places()
    last: Place | None = None
    end = 0
    for found in places.find(name):
        if found.span.start > end + (2 if last is None else 0):
            break
        if last is not None and last not in places.chain(found.place.code):
            break
        last, end = found.place, found.span.end
    return last


def _place_of_names(names: Iterable[str]) -> Place | None:
    bodies, places = load_bodies(), load_places()
    for name in names:
        body = bodies.named(name)
        if body is not None and body.level is Level.CENTRAL:
            return None
        if body is not None and body.place is not None:
            return places.get(body.place)
        if (leading := _leading(name)) is not None:
            return leading
        found = next(places.find(name), None)
        if found is not None:
            return found.place
    return None


def _place_of_title(title: str | None) -> Place | None:
    """Return the place that a title, or the title that it carries, begins with."""
    rest = title or ""
    while rest:
        place = _leading(rest)
        if place is not None and any(
            rest.startswith((each.name, *each.short_names)) for each in load_places().chain(place.code)
        ):
            return place
        lead = next((lead for lead in _LEADS if rest.startswith(lead)), None)
        if lead is None:
            return None
        rest = rest[len(lead) :]
    return None


def _place_of_number(number: FoundNumber | None) -> Place | None:
    if number is None or number.kind is not NumberKind.SERIES:
        return None
    found = load_places().with_prefix(number.code)
    return found[0] if len(found) == 1 else None


def _place_suited(text: str) -> Place | None:
    """Return the place whose conditions a text says it is made for: 结合南京实际，制定本办法."""
    for match in _SUITED.finditer(text):
        place = _leading(match["place"])
        if place is not None and match["place"] in (place.name, *place.short_names):
            return place
    return None


def _level_of_number(number: FoundNumber) -> Level:
    if number.kind is NumberKind.SERIES:
        return load_bodies().level_of_prefix(number.code)
    return load_bodies().level_of(number.code)


def _first_said(words: str, table: dict[str, Any], rules: Iterable[tuple[str, Level]]) -> Level:
    for name, level in rules:
        if any(phrase in words for phrase in table[name]):
            return level
    return Level.UNKNOWN


def _most_said(text: str, table: dict[str, Any]) -> Level:
    """Return the rung whose own words (全市, 我省) the text uses most; none is unknown."""
    if "自治区" not in text and any(phrase in text for phrase in table["our_county"]):
        return Level.COUNTY
    counts = {level: sum(text.count(phrase) for phrase in table[name]) for name, level in _OWN}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else Level.UNKNOWN


def _place_in_words(text: str, level: Level) -> Place | None:
    """Return the place of this rung that the text speaks of, if one outweighs all others together."""
    places = load_places()
    counts: Counter[Place] = Counter()
    for end in _PLACE_END.finditer(text):
        start = places.ending_at(text, end.end())
        place = places.named(text[start : end.end()]) if start is not None else None
        if place is not None:
            counts[place] += 1
    of_level = {place: count for place, count in counts.items() if level in (Level.UNKNOWN, place.level)}
    if not of_level:
        return None
    best = max(of_level, key=lambda place: of_level[place])
    if of_level[best] < _LEAST_MENTIONS or 2 * of_level[best] <= sum(of_level.values()):
        return None
    return best
