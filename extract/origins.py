"""Where a cited document comes from: the level and place that its words say, without any catalogue.

What says it, strongest first: the body named in front of the title, the place or 中华人民共和国 that the
title begins with, the body named before the title, the issuer code of the number, words such as 我省 or
本市 in the title. A body of the citing document's own place is read from there.
"""

import re
from dataclasses import dataclass

from extract.bodies import Body, load_bodies
from extract.model import Head, Level
from extract.patterns import load_patterns
from extract.places import load_places
from extract.tables import read_toml

__all__ = ["Origin", "is_of_region", "origin_of"]

_STATE = re.compile("(?:中华人民共和国|全国|国家(?!级)|中央|中国(?!人民银行)|中共中央)")
_NATIONAL_ISSUER = re.compile("(?:国家|中央|全国)$")
_CARRIED = re.compile("^(?:关于)?(?:印发|转发|批转|公布|发布)?")
_YEAR_LEAD = re.compile("^(?:19|20)[0-9]{2}(?:[—–~～至-](?:19|20)?[0-9]{2})?(?:学?年度?)?(?![0-9])")
_PLACE_FORM = re.compile(
    "(?:[\u4e00-\u9fff]{2,5}?|[XＸx×*＊某]{1,4})(?P<rung>自治区|自治州|省|市|州|县|区|旗)(?![县区域级场政容民际]|(?<=县)城)"
)
_NO_PLACE = re.compile(
    "^(?:关于|国家|全|各|本|我|跨|外)|(?:[学校社城住园片小景地辖街灾库]|名胜|行政|洪|保税|自贸|贸易|合作|开发|示范|试验|功能|革命老|贫困山)区$"
    "|[城都超股门楼上县省地]市$|(?:贫困|示范)县$"
)
_RELATIVE = re.compile(
    "(?:我|本|全)(省|自治区|自治州|市|州|县|区|旗)|^(省|自治区|市|州|县|区)(?![域级场政容民际])(?=[\u4e00-\u9fff]{3,})|(自治区|自治州)"
)
_LOCAL_WORD = re.compile("(?:我|本|全)?(?P<word>自治区|自治州|省|市|州|县|区|旗)")
_ONLY_NATIONAL = re.compile(
    "(?:(?<![办方])法(?:典)?|条例(?:实施细则)?|规程|守则|准则|课程标准|课程方案|教学大纲)(?:[（(][^（）()]*[）)])*$"
)
"""Kinds that a local body issues only under the name of its place, so that without one they are national."""
_CENTRAL_BANK = "p-pboc"
_CAPITAL = "0100"
_MOST_LOOKS = 60
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A level and the code of a place; unknown and None where the words do not say."""

    level: Level = Level.UNKNOWN
    place: str | None = None


def origin_of(title: str, number: str | None, issuer: str, head: Head, text: str = "") -> Origin:
    """Return where a document of this ``title``, ``number`` and ``issuer`` comes from, cited under ``head``.

    ``text`` is that of the citing document: a code that no table has may begin like a place named in it.
    """
    leading = _leading_body(title)
    if _of_zone(leading) or _of_zone(title):
        return Origin(level=Level.COUNTY)
    for reading in (
        _from_issuer(leading, head),
        _from_title(title, head),
        _from_issuer(issuer, head),
        _from_number(number, head, text),
        _from_title(_CARRIED.sub("", title), head),
        _from_words(title, head),
    ):
        if reading.level is not Level.UNKNOWN:
            return reading
    return Origin()


def _of_zone(words: str) -> bool:
    """Say whether ``words`` begin with a city's short name and its zone (襄阳高新区), which ranks as a county does.

    襄阳市开发区 is no zone's name: a title of the city's may begin so (襄阳市开发区管理办法).
    """
    found = next(load_places().find(words, 0, _LONGEST_NAME), None)
    if found is None or found.span.start > 0 or found.place.level is not Level.MUNICIPAL:
        return False
    if found.place.name == found.span.of(words):
        return False
    zones = read_toml("patterns/head.toml")["levels"]["zones"]
    match = re.match("[\u4e00-\u9fff]{0,6}?(?:" + "|".join(zones) + ")", words[found.span.end :])
    return match is not None


def is_of_region(title: str) -> bool:
    """Say whether ``title`` begins with a region of several provinces or cities, which is on no level.

    >>> is_of_region("京津冀协同发展规划纲要"), is_of_region("河北省协同发展规划纲要")
    (True, False)
    """
    return load_patterns("citations")["region"].regex.match(title) is not None


def _leading_body(title: str) -> str:
    """Return the body that ``title`` names in front of 关于, or of 印发 and the like."""
    match = load_patterns("citations")["issuer_in_title"].regex.match(title)
    return match["issuer"] if match else ""


def _from_issuer(issuer: str, head: Head) -> Origin:
    if not issuer:
        return Origin()
    bodies = load_bodies()
    if _NATIONAL_ISSUER.search(issuer):
        return Origin(level=Level.CENTRAL)
    for name in reversed(bodies.split(issuer)):
        body = bodies.named(name, head.place_code)
        if body is not None and body.level is not Level.UNKNOWN:
            return Origin(level=_rung(body), place=body.place)
    place = next(load_places().find(issuer), None)
    if place is not None:
        return Origin(level=place.place.level, place=place.place.code)
    word = _LOCAL_WORD.match(issuer)
    found = load_places().named(word["word"], head.place_code) if word else None
    if found is not None:
        return Origin(level=found.level, place=found.code)
    return Origin(level=_WORDS[word["word"]]) if word else Origin()


def _rung(body: Body) -> Level:
    """Return the level of ``body``; the central bank's branch in a provincial capital serves the province."""
    place = load_places().get(body.place) if body.place else None
    if place is not None and body.id.startswith(_CENTRAL_BANK) and place.code.endswith(_CAPITAL):
        return Level.PROVINCIAL
    return body.level


def _from_title(title: str, head: Head) -> Origin:
    plain = _YEAR_LEAD.sub("", title.lstrip("《〈“‘<(（ "))
    if _STATE.match(plain):
        return Origin(level=Level.CENTRAL)
    if is_of_region(plain):
        return Origin()
    places = load_places()
    found = next(places.find(plain, 0, 24), None)
    if found is None or found.span.start > 0:
        return _from_doubtful_place(plain, head)
    last = found
    for further in places.find(plain, found.span.end, found.span.end + 12):
        if further.span.start != last.span.end:
            break
        last = further
    return Origin(level=last.place.level, place=last.place.code)


def _from_doubtful_place(title: str, head: Head) -> Origin:
    """Read a title that begins with a name which several places bear, or which no table has (X区, 霁川省)."""
    word = _PLACE_FORM.match(title)
    if word is None or _NO_PLACE.search(word[0]):
        return Origin()
    place = load_places().named(word[0], head.place_code)
    if place is not None:
        return Origin(level=place.level, place=place.code)
    levels = {place.level for place in load_places().all_named(word[0])}
    if len(levels) == 1:
        return Origin(level=levels.pop())
    return Origin() if levels else Origin(level=_WORDS[word["rung"]])


def _from_number(number: str | None, head: Head, text: str) -> Origin:
    if not number:
        return Origin()
    code = number.partition("〔")[0] if "〔" in number else ""
    if not code:
        return _from_issuer(re.split("令|公告", number, maxsplit=1)[0], head)
    if code == (head.number or "").partition("〔")[0]:
        return Origin(level=head.level)
    if load_bodies().level_of_prefix(code) is Level.CENTRAL:
        return Origin(level=Level.CENTRAL)
    return _from_code(code, head, text)


def _from_code(code: str, head: Head, text: str) -> Origin:
    """Read an issuer code that is no central body's: the citing place and those above it come first."""
    places = load_places()
    chain = places.chain(head.place_code) if head.place_code else ()
    bearers = places.with_prefix(code)
    abbreviated = [
        place
        for length in (2, 1)
        for place in places.with_prefix(f"{code[:length]}政发")
        if len(code) > length
    ]
    for group in (bearers, abbreviated):
        for place in chain:
            if place in group:
                return Origin(level=place.level, place=place.code)
    for place in chain:
        if code[0] == place.name[0] and place.level is not Level.PROVINCIAL:
            return Origin(level=place.level, place=place.code)
    if (named := next(places.find(code), None)) and named.span.start == 0:
        return Origin(level=named.place.level, place=named.place.code)
    if (mentioned := _mentioned_like(code, text)) is not Level.UNKNOWN:
        return Origin(level=mentioned)
    if len(bearers) == 1:
        return Origin(level=bearers[0].level, place=bearers[0].code)
    if load_patterns("citations")["central_code"].regex.match(code):
        return Origin(level=Level.CENTRAL)
    provinces = [place for place in abbreviated if place.level is Level.PROVINCIAL]
    for found in (provinces, abbreviated, bearers):
        if len({place.level for place in found}) == 1:
            return Origin(level=found[0].level, place=found[0].code if len(found) == 1 else None)
    return Origin()


def _mentioned_like(code: str, text: str) -> Level:
    """Return the level of the places named in ``text`` that begin like ``code``, unknown where they differ."""
    levels: set[Level] = set()
    at = text.find(code[0])
    for _ in range(_MOST_LOOKS):
        if at < 0:
            break
        if not text.startswith(code, at):
            named = (
                load_places().all_named(text[at : at + length]) for length in range(_LONGEST_NAME, 1, -1)
            )
            levels.update(place.level for place in next(filter(None, named), ()))
        at = text.find(code[0], at + 1)
    levels.discard(Level.PROVINCIAL)
    return levels.pop() if len(levels) == 1 else Level.UNKNOWN


def _from_words(title: str, head: Head) -> Origin:
    word = _RELATIVE.search(title)
    if word:
        rung = next(filter(None, word.groups()))
        found = load_places().named(rung, head.place_code)
        if found is not None:
            return Origin(level=found.level, place=found.code)
        return Origin(level=_WORDS[rung])
    if _ONLY_NATIONAL.search(title) or head.level is Level.CENTRAL:
        return Origin(level=Level.CENTRAL)
    return Origin()


_WORDS = {
    "省": Level.PROVINCIAL,
    "自治区": Level.PROVINCIAL,
    "市": Level.MUNICIPAL,
    "自治州": Level.MUNICIPAL,
    "州": Level.MUNICIPAL,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
}
