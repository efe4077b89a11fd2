"""Bodies: who issues documents and who is responsible, central ones by name, local ones by pattern.

A local body is a pattern filled by a place: ``{place}教育局`` is 南京市教育局, 市教育局, 教育局, X市教育局.
Its id is the pattern's, with ``@`` and the place's code where that is known, so that 省教育厅 in a
document of Jiangsu and 江苏省教育厅 elsewhere are one body.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from extract.model import Level, Span
from extract.places import Places, load_places
from extract.tables import read_table, split_list

__all__ = ["Bodies", "Body", "load_bodies"]

_REACH = 60
_OTHERS = re.compile(
    "等(?:[一二两三四五六七八九十几多]{1,3}|\\d{1,2})?个?(?:部门|部委局?|单位|部|委|机关|厅局|委办局|方面)"
    "(?:办公厅|办公室)?$"
)
_SEPARATORS = re.compile("[、\\s\u3000]*(?:和|与|及|会同|联合)?[\\s\u3000]*$")
_GENERIC = re.compile(
    "(?:我们?|本|该|全|各|原)?(?:各级|[XＸx×*＊某_＿]{1,4})?(?P<word>自治区|自治州|地区|省|市|州|盟|县|区|旗)(?:级|直)?$"
)
_WORD = "自治区|自治州|地区|特区|省|市|州|盟|县|区|旗"
_GROUP = re.compile(
    rf"(?:所辖|各)?(?P<words>(?:{_WORD})(?:[、，（(〔\[〈）)〕\]〉和及]{{0,2}}(?:{_WORD}))+)[）)〕\]〉]?(?P<rungs>[两三]?级)?$"
    "|各级(?:党委|政府)?$"
)
_SHAPE = re.compile(
    "(?P<field>[一-鿿]{0,16}?)(?:局|厅|委|委员会|管委会|常委会|协会|学会|联合会|工会|办|办公室|办公厅|督导室|教研室|政府|公署|督导团|专班"
    "|中心|研究院|考试院|法院|检察院|支队|总队|领导小组|指挥部|联席会议|集团|分行|支行|分局)"
)
_SHAPE_ENDS = frozenset("局厅委会办室府署团心院队组部议行")
_NO_FIELD = re.compile(
    "的|关于|按照|依照|根据|依据|落实|贯彻|执行|印发|转发|制定|出台|结合|以及|对|由|向|把|将|各|其|了|是"
)
_CUES = ("按照", "依照", "根据", "依据", "落实", "贯彻", "执行", "转发", "印发")
_BOUNDARY = f"(?:{'|'.join(f'(?<={cue})' for cue in _CUES)}|^|(?<=[^一-鿿])|(?<=[由经将及和与原]))"
_RUNG_WORD = re.compile(
    rf"{_BOUNDARY}(?:我们?|本|该|全|原)?(?:自治区|自治州|省|市|州|盟|县|区|旗)(?:级|直|委)?"
)
_TOWN = re.compile(
    rf"{_BOUNDARY}(?:(?!{'|'.join(_CUES)})[一-鿿]){{2,4}}?(?:镇|乡|街道)(?=人民政府|政府|办事处|党委)"
)
_TOWN_BODY = re.compile("(?:镇|乡|街道)(?:人民政府|政府|办事处|党委|党工委)$")
_REDACTED = re.compile("[XＸx×*＊某_＿]{1,4}$")
_WORD_LEVELS = {
    "省": Level.PROVINCIAL,
    "自治区": Level.PROVINCIAL,
    "市": Level.MUNICIPAL,
    "自治州": Level.MUNICIPAL,
    "地区": Level.MUNICIPAL,
    "州": Level.MUNICIPAL,
    "盟": Level.MUNICIPAL,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
}
_REPUBLIC = "中华人民共和国"
_PARTY = "中共"
_JOINT = ("joint", "pattern")
_TWO_OFFICES = ("两办", "省两办", "市两办")
_RUNGS = {
    "provincial": (Level.PROVINCIAL,),
    "municipal": (Level.MUNICIPAL,),
    "county": (Level.COUNTY,),
    "municipal/county": (Level.MUNICIPAL, Level.COUNTY),
}
_PLACE = "{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body. ``place`` is a code of the places table for a local body whose place is known, else None.

    ``name`` is the full name where it is known, else the words as written. ``level`` is unknown for a
    local body that says neither place nor rung (教育局). ``parent`` is the id of the body above, or of
    the central counterpart. The years are "" where not known or still so.
    """

    id: str
    name: str
    level: Level
    parent: str | None
    kind: str
    rungs: tuple[Level, ...] = ()
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    number_prefixes: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True)
class _Tail:
    """What remains of a local body's name when the place is taken out: head + place + tail."""

    head: str
    tail: str
    body: Body


class Bodies:
    """The bodies table, indexed by every name and short name."""

    def __init__(self, bodies: Iterable[Body], places: Places) -> None:
        """Index ``bodies``; ``places`` fills the patterns."""
        self.places = places
        self._by_id = {body.id: body for body in bodies}
        self._central: dict[str, list[Body]] = defaultdict(list)
        self._tails: dict[str, list[_Tail]] = defaultdict(list)
        self._alone: dict[str, Body] = {}
        self._joint: dict[str, Body] = {}
        for body in self._by_id.values():
            names = dict.fromkeys((body.name, *body.short_names, *body.former_names))
            if "、" in body.name and body.kind in _JOINT:
                self._joint.update((name, body) for name in names)
            elif body.kind == "pattern":
                self._add_pattern(body, names)
            else:
                for name in names:
                    self._central[_bare(name)].append(body)
        for name, bearers in self._central.items():
            bearers.sort(key=lambda body: (name != _bare(body.name), name in body.former_names))
        self._lengths = _lengths((*self._central, *self._alone, *_TWO_OFFICES))
        self._tail_lengths = _lengths(self._tails)

    def __iter__(self) -> Iterator[Body]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, identity: str) -> Body | None:
        """Return the body with this id; a filled pattern (``p-edu-p@320000``) comes with its place."""
        pattern, _, code = identity.partition("@")
        body = self._by_id.get(pattern)
        if body is None or not code:
            return body
        return self._filled(body, body.name, "", code)

    def named(self, text: str, within: str | None = None, year: int | None = None) -> Body | None:
        """Return the body whose whole name ``text`` is, or None.

        ``within`` is the code of the citing document's place: it says whose 省教育厅 is meant. A short
        name that several bodies bear goes to the one that existed in ``year``, else to one that exists
        still. A local body without a known place comes back with ``place`` None.
        """
        name = _bare("".join(text.split()))
        if name in self._central:
            return _at(name, self._central[name], year)
        return self._local(name, within) or self._joint.get(name)

    def all_named(self, text: str, within: str | None = None, year: int | None = None) -> tuple[Body, ...]:
        """Return the bodies that a run of joint issuers names; 两办 are two, an unknown name is left out.

        >>> [body.id for body in load_bodies().all_named("两办")]
        ['cpc-go', 'sc-go']
        """
        found: list[Body] = []
        for name in self.split(text):
            body = self.named(name, within, year)
            if body is not None and body.name in self._joint:
                found.extend(self.all_named(body.name, within, year))
            elif body is not None:
                found.append(body)
        return tuple(found)

    def ending_at(self, text: str, end: int) -> Span | None:
        """Return the longest run of body names that ends at ``end``: the issuer before a title.

        Joint issuers belong to it (中共中央办公厅、国务院办公厅; 教育部 财政部; 中共中央国务院), as does
        等九部门. Spaces between the name and ``end`` are passed over. None if no known body ends there.

        >>> text = "为落实教育部等九部门《中小学生减负措施》"
        >>> load_bodies().ending_at(text, text.index("《")).of(text)
        '教育部等九部门'
        """
        floor = max(0, end - _REACH)
        stop = end
        while stop > floor and text[stop - 1].isspace():
            stop -= 1
        first: int | None = None
        cursor = stop
        if others := _OTHERS.search(text, max(floor, stop - 14), stop):
            cursor = others.start()
        while (start := self._known_or_shaped(text, cursor, floor)) is not None:
            first = start
            between = _SEPARATORS.search(text, max(floor, start - 6), start)
            cursor = between.start() if between else start
        return None if first is None else Span(start=first, end=stop)

    def _known_or_shaped(self, text: str, end: int, floor: int) -> int | None:
        known = self._one_ending_at(text, end, floor)
        if known is not None and text[known:end] not in self._alone:
            return known
        shaped = self._shaped_before(text, end, floor)
        return known if shaped is None else shaped if known is None else min(known, shaped)

    def _shaped_before(self, text: str, end: int, floor: int) -> int | None:
        """Return where a body that the table lacks begins, by its shape: a place and a name such as …局."""
        if text[end - 1 : end] not in _SHAPE_ENDS:
            return None
        floor = max(floor, end - 30)
        window = text[floor:end]
        places = list(self.places.names_in(window))
        places += [Span(start=found.start(), end=found.end()) for found in _RUNG_WORD.finditer(window)]
        places += [Span(start=found.start(), end=found.end()) for found in _TOWN.finditer(window)]
        for place in sorted(places, key=lambda span: span.start):
            shape = _SHAPE.fullmatch(window, place.end)
            if shape is not None and not _NO_FIELD.search(shape["field"]):
                start = floor + place.start
                return start - len(_PARTY) if text.endswith(_PARTY, 0, start) else start
        return None

    def split(self, text: str) -> tuple[str, ...]:
        """Return the names of the bodies in a run of joint issuers, in order; 等九部门 is left out.

        >>> load_bodies().split("教育部 国家发展改革委、财政部等九部门")
        ('教育部', '国家发展改革委', '财政部')
        """
        others = _OTHERS.search(text.rstrip())
        listed = text[: others.start()] if others else text
        return tuple(name for part in re.split("[、\\s]+", listed) for name in self._run_on(part))

    def _run_on(self, text: str) -> tuple[str, ...]:
        """Return the names that stand without a mark between them; words that hold others are one name."""
        names: list[str] = []
        cursor = len(text)
        while cursor > 0:
            start = self._one_ending_at(text, cursor, 0)
            if start is None:
                return (text,)
            names.append(text[start:cursor])
            between = _SEPARATORS.search(text, 0, start)
            cursor = between.start() if between else start
        return tuple(reversed(names))

    def level_of(self, text: str, within: str | None = None) -> Level:
        """Return the level of the body or run of bodies that ``text`` names, unknown if it says nothing.

        The last body decides, as in a joint document of one rung. A body that the table lacks has the level
        of the place or of the known body that its name begins with (西安市碑林区城市更新局).

        >>> load_bodies().level_of("西安市城市更新和房屋保障局")
        <Level.MUNICIPAL: 'municipal'>
        """
        for name in reversed(self.split(text)):
            body = self.named(name, within)
            level = body.level if body is not None else self._level_by_start(name, within)
            if level is not Level.UNKNOWN:
                return level
        return Level.UNKNOWN

    def _level_by_start(self, name: str, within: str | None) -> Level:
        if _TOWN_BODY.search(name):
            return Level.COUNTY
        if name[-1:] not in _SHAPE_ENDS:
            return Level.UNKNOWN
        bare = name.removeprefix(_PARTY)
        for length in range(min(len(bare) - 1, 24), 0, -1):
            start = bare[:length]
            if self._is_place(start):
                return self._place_level(start, within)
            body = self.named(start, within)
            if body is not None and body.level is not Level.UNKNOWN:
                return body.level
        return Level.UNKNOWN

    def with_prefix(self, prefix: str) -> tuple[Body, ...]:
        """Return the central bodies whose document numbers begin with ``prefix`` (国办发, 教体艺)."""
        return self._by_prefix.get(prefix, ())

    def level_of_prefix(self, prefix: str) -> Level:
        """Return the level of the documents numbered with ``prefix``; unknown where that is a doubt.

        >>> load_bodies().level_of_prefix("苏政办发")
        <Level.PROVINCIAL: 'provincial'>
        """
        if prefix in self._by_prefix or prefix in _central_codes():
            return Level.CENTRAL
        levels = {place.level for place in self.places.with_prefix(prefix)}
        return levels.pop() if len(levels) == 1 else Level.UNKNOWN

    @cached_property
    def _by_prefix(self) -> Mapping[str, tuple[Body, ...]]:
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self._by_id.values():
            for prefix in body.number_prefixes if body.kind != "pattern" else ():
                found[prefix].append(body)
        return {prefix: tuple(bodies) for prefix, bodies in found.items()}

    def _add_pattern(self, body: Body, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            if "…" in name or "{n}" in name or name.count(_PLACE) > 1:
                continue
            name = re.sub("（[^（）]*）", "", name) if _PLACE in name else name
            if _PLACE in name:
                head, _, tail = name.partition(_PLACE)
                self._tails[tail].append(_Tail(head, tail, body))
                continue
            self._alone.setdefault(name, body)
            generic = re.match("(?:自治区|省|市|州|县|区|旗)+(?=..)", name)
            if generic or _PLACE in body.name:
                tail = name[generic.end() :] if generic else name
                self._tails[tail].append(_Tail("", tail, body))

    def _one_ending_at(self, text: str, end: int, floor: int) -> int | None:
        """Return where the longest single body name that ends at ``end`` begins."""
        best: int | None = None
        last = text[end - 1 : end]
        for length in self._lengths.get(last, ()):
            words = text[end - length : end]
            if length <= end - floor and (
                words in self._central or words in self._alone or words in _TWO_OFFICES
            ):
                best = end - length
                break
        for length in self._tail_lengths.get(last, ()):
            for tail in self._tails.get(text[end - length : end], ()) if length <= end - floor else ():
                start = self._place_before(text, end - length, tail.head, floor)
                if start is not None and (best is None or start < best):
                    best = start
        if best is not None and text.startswith(_REPUBLIC, best - len(_REPUBLIC)):
            best -= len(_REPUBLIC)
        return best

    def _place_before(self, text: str, end: int, head: str, floor: int) -> int | None:
        """Return where ``head`` and a place that ends at ``end`` begin, or None if there is no place."""
        start = self.places.ending_at(text, end)
        if start is None and (group := _GROUP.search(text, max(floor, end - 18), end)):
            start = group.start()
        if start is None and (generic := _GENERIC.search(text, max(floor, end - 8), end)):
            start = generic.start()
            if generic["word"] == generic[0]:
                # X市 and 某某区: what stands for the name belongs to it
                redacted = _REDACTED.search(text, floor, start)
                start = redacted.start() if redacted else start
        if start is None:
            return None
        if head:
            return start - len(head) if text.endswith(head, floor, start) else None
        return start - len(_PARTY) if text.endswith(_PARTY, floor, start) else start

    def _local(self, name: str, within: str | None) -> Body | None:
        # the longest place first: 长沙县 + 教育局, not 长沙 + 县教育局
        for length in reversed(self._tail_lengths.get(name[-1:], ())):
            for tail in self._tails.get(name[-length:], ()) if length <= len(name) else ():
                place = name[: len(name) - length]
                if not place.startswith(tail.head):
                    continue
                place = place[len(tail.head) :]
                if self._is_place(place) and self._fits(tail.body, place, within):
                    return self._filled(tail.body, name, place, within)
        if name in self._alone:
            body = self._alone[name]
            holder = self.places.get(within or "") if _PLACE in body.name else None
            fits = holder is not None and (not body.rungs or holder.level in body.rungs)
            return self._filled(body, name, "", within if fits else None)
        return self._local(name[len(_PARTY) :], within) if name.startswith(_PARTY) else None

    def _is_place(self, text: str) -> bool:
        return bool(text) and (
            self.places.ending_at(text, len(text)) == 0
            or _GENERIC.fullmatch(text) is not None
            or _GROUP.fullmatch(text) is not None
        )

    def _fits(self, body: Body, place: str, within: str | None) -> bool:
        level = self._place_level(place, within)
        return not body.rungs or level in body.rungs or level is Level.UNKNOWN

    def _code(self, place: str, within: str | None) -> str | None:
        found = self.places.named(place, within) if place else None
        return found.code if found else None

    def _place_level(self, place: str, within: str | None) -> Level:
        """Return the level of the place that ``place`` names, or of the rung that its words say."""
        found = self.places.get(self._code(place, within) or "")
        if found is not None:
            return found.level
        levels = {each.level for each in self.places.all_named(place)}
        if len(levels) == 1:
            # several cities have a 通州区
            return levels.pop()
        if group := _GROUP.search(place):
            return _group_level(group)
        word = _GENERIC.search(place)
        return _WORD_LEVELS[word["word"]] if word else Level.UNKNOWN

    def _level(self, body: Body, place: str, code: str | None) -> Level:
        if body.level is not Level.UNKNOWN:
            return body.level
        found = self.places.get(code) if code else None
        return found.level if found is not None else self._place_level(place, None)

    def _filled(self, body: Body, name: str, place: str, within: str | None) -> Body:
        code = self._code(place, within) if place else within
        level = self._level(body, place, code)
        if code is None:
            return replace(body, name=name, level=level)
        full = self._full_name(code)
        return replace(
            body,
            id=f"{body.id}@{code}",
            name=body.name.replace(_PLACE, full) if _PLACE in body.name else name,
            level=level,
            place=code,
        )

    def _full_name(self, code: str) -> str:
        """Return a place's name; a district's with its city, as several cities have districts of one name."""
        chain = self.places.chain(code)
        if len(chain) > 1 and chain[0].name.endswith("区") and chain[0].level is Level.COUNTY:
            return chain[1].name + chain[0].name
        return chain[0].name if chain else ""


def _lengths(names: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """Return which lengths the names that end in a letter have, longest first, by that letter."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in names:
        if name:
            found[name[-1]].add(len(name))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def _group_level(group: re.Match[str]) -> Level:
    """Return the rung of places named together: 县（市、区） county, 市（州） municipal, 市、县两级 unknown."""
    words, rungs = group["words"], group["rungs"]
    if not words or "省" in words or rungs in ("两级", "三级"):
        return Level.UNKNOWN
    if not set("县区旗") & set(words):
        return Level.MUNICIPAL
    return Level.COUNTY if words[0] in "县区旗" else Level.UNKNOWN


def _bare(name: str) -> str:
    """Return a name without the republic's; the republic's own name stays."""
    return name.removeprefix(_REPUBLIC) or name


def _at(name: str, bodies: list[Body], year: int | None) -> Body:
    """Return the body that existed in ``year``; without one, the body of that name, else one that exists."""
    if year is not None:
        for body in bodies:
            if int(body.valid_from or 0) <= year <= int(body.valid_to or 9999):
                return body
    if name == _bare(bodies[0].name):
        return bodies[0]
    return next((body for body in bodies if not body.valid_to), bodies[0])


@cache
def _central_codes() -> frozenset[str]:
    """Return the codes before 〔 in the numbers of the catalogue's documents."""
    numbers = (row["doc_number"] for row in read_table("documents.csv"))
    return frozenset(number.partition("〔")[0] for number in numbers if "〔" in number)


@cache
def load_bodies() -> Bodies:
    """Return the bodies that ship with the product."""
    return Bodies((_body(row) for row in read_table("bodies.csv")), load_places())


def _body(row: Mapping[str, str]) -> Body:
    rungs = _RUNGS.get(row["level"], ())
    return Body(
        id=row["id"],
        name=row["name"],
        level=Level.CENTRAL if row["level"] == "central" else rungs[0] if len(rungs) == 1 else Level.UNKNOWN,
        rungs=rungs,
        parent=row["parent"] or None,
        kind=row["kind"],
        short_names=split_list(row["short_names"]),
        former_names=split_list(row["former_names"]),
        number_prefixes=split_list(row["number_prefixes"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )
