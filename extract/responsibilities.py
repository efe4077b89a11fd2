"""Who is named as doing a task, and in which role.

Bodies are kept as written; a list is split where each member is a full name (省教育厅、省文化厅), else it
is one (宣传、文化等部门). A subject carried on from the sentence before is not named and not given; nor
are those who are encouraged, guided or forbidden.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.bodies import load_bodies
from extract.model import BodyRole, Responsibility
from extract.patterns import load_patterns
from extract.tables import read_toml
from extract.units import Flat
from extract.verbs import adverb_pattern, opening_verb, verb_pattern

__all__ = ["NamedBody", "find_bodies", "find_subject", "read_line", "read_list", "to_responsibilities"]

_SUBJECT_REACH = 60
_CLAUSE_REACH = 240
_HALF_NAME = re.compile("公安|财政|税务|地方|工会|镇街|乡镇|街道|学院|大学|企业|部门")
_GATHERED = re.compile(
    "等(?:[省市县区]级)?(?:有关|相关|各|主管|职能|行业|成员)*(?:部门|单位|机构)(?:[（(](?:部门|单位)[)）])?$"
)
_ATTRIBUTE = re.compile("(?:有|具备|拥有|从事|开展)[^的]*、[^的]*的")
_FORMAL = re.compile("(?:[局厅委部办会院府行队处所]|中心|[)）〕])$")
_OPENING, _CLOSING = "（(【〔〈", "）)】〕〉"
_ROLES = frozenset(role.value for role in BodyRole)
_BRACKET = re.compile("[（(【](?P<inside>(?:[^（()）【】]|[（(〔〈][^（()）]{0,20}[)）〕〉])+)[)）】]")
_COMMA = re.compile("[，,；;：:]")
_CONDITION = re.compile("(?:的|(?<![同课学工小平按及])时)$")
_OWED = re.compile("(?:应当|应|要|须|必须|不得|可以?)(?!由)")
_CLAUSE = re.compile("(?:^|[，,；;：:])")
_OUTSIDE = re.compile("[（(〔〈][^（()）〔〕〈〉]*[)）〕〉]")
_LIST_MARK = re.compile("[、，,；;]|(?:(?:以?及(?!时)|和|与|或)(?=[^、，,]))")
_FULL_MARK = re.compile("[、，,；;]")
_AND = re.compile("(?:以及|和|及(?!时)|与|或)(?=[^、，,]{2})")
_TIME_BEFORE = re.compile(
    "(?:[0-9一二三四五六七八九十]+[年个]月?内)|(?:到|至|在|于|自|从)?20\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:[底末初前后起内]|以前|之前|以后|开始|期间|秋季|春季|学期|开学)*[，,]?"
)
_TAIL = re.compile(
    "(?:每(?:年|学年|学期|月|季度|周|[0-9一二三两四五]+年)|(?:上|下)半年|今后|原则上|也|都|均|还|应当?|统一|分别|共同|联合|积极|主动|至少|一般|同时|进一步|切实|认真)+$"
)
_CONNECTIVE = re.compile(
    "(?:[-—–－]{1,3}|[^，,。]{0,10}?第[一二三四五六七八九十百]+条|请|同时|此外|另外|其中|另(?!行)|原则上|凡|并且?|且|其余|[一二三四五六七八九十]+是)[，,]?"
)
_OTHERS = re.compile("等(?:[0-9]+|[一二三四五六七八九十]+)?个?$")
_DOING = ("act", "aim", "encourage", "forbid")
_ACT_BEHIND = re.compile("并|和|各|相关|有关|本[市县区地校]|全[省市县区]|专家|开展")
_PASSIVE = "需在涉属列称有占获得产购提报作供用确"
_SEATED_ACTS = re.compile("[，,](?:负责|承担|具体|统筹|牵头)")
_NOUN_BEHIND = re.compile(
    "审批|备案|由|按|应当|应(?!急|用|对)|须|率|度|者|比例|数量?|情况|水平|力度|体系|标准|问题|经费|缺额|质量|能力|的"
)
_OBJECT_OF_ALL = re.compile("各|所有|全部|全[省市县区体]|本[省市县区]|有关|相关")
_NO_NAME = re.compile("[《》“”。；：]")
"""Verbs that often stand as nouns behind the name of a body (学校管理, 企业发展)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A body named in the words of a unit: where (offsets into the flat words), and its role."""

    start: int
    end: int
    role: BodyRole


@lru_cache(maxsize=2048)
def read_line(words: str) -> tuple[NamedBody, ...]:
    """Return the bodies of a responsibility line (（牵头单位：…；责任单位：…）), () if the words are none.

    A line stands for itself: nothing but labels and names, or names alone in a bracket.
    """
    patterns = load_patterns("responsibilities")
    bare_start = len(words) - len(words.lstrip("（(【[〔 "))
    if patterns["label"].regex.match(words, bare_start):
        return tuple(_labelled(words, bare_start, len(words)))
    bracket = _BRACKET.fullmatch(words.rstrip("。；; "))
    if bracket is None:
        return ()
    found = tuple(_with_roles_behind(words, *bracket.span("inside")))
    if not found and (closing := patterns["closing_list"].regex.match(words.rstrip("。；; "))):
        found = tuple(_members(words, *closing.span("list"), BodyRole.RESPONSIBLE, full=True))
    return found if all(_is_body(words[body.start : body.end]) for body in found) else ()


def read_list(words: str, role: BodyRole) -> tuple[NamedBody, ...]:
    """Return the bodies that a list of names and nothing else gives, all in one role (a cell of a table)."""
    return tuple(_members(words, 0, len(words), role, full=True))


def _with_roles_behind(words: str, start: int, end: int) -> Iterator[NamedBody]:
    """Yield the bodies of a bracket whose parts end in what they do: 市教育局牵头，市财政局配合."""
    left, role_behind = start, load_patterns("responsibilities")["role_behind"].regex
    for mark in (*re.finditer("[，,；;]", words[start:end]), None):
        right = end if mark is None else start + mark.start()
        match = role_behind.match(words[left:right])
        if match:
            role = BodyRole(match.lastgroup) if match.lastgroup in _ROLES else BodyRole.RESPONSIBLE
            yield from _members(words, left, left + match.end("list"), role, full=True)
            left = right + 1


@lru_cache(maxsize=2048)
def find_bodies(words: str) -> tuple[NamedBody, ...]:
    """Return the bodies that the words of a unit name, in order, each place once."""
    found: list[NamedBody] = []
    said: set[tuple[str, BodyRole]] = set()
    taken = bytearray(len(words))
    finders = (_bracketed, _by, _leads, _cooperates, _approves, _subjects, _with)
    for body in (body for finder in finders for body in finder(words)):
        name = (words[body.start : body.end], body.role)
        if name not in said and not any(taken[body.start : body.end]):
            found.append(body)
            said.add(name)
            taken[body.start : body.end] = b"\1" * (body.end - body.start)
    return tuple(sorted(found, key=lambda body: body.start))


def to_responsibilities(
    named: tuple[NamedBody, ...], flat: Flat, place_code: str | None
) -> tuple[Responsibility, ...]:
    """Return ``named`` with spans in the document, each resolved to the bodies table where it is known."""
    made = []
    for body in named:
        words = flat.text[body.start : body.end]
        span = flat.span(body.start, body.end)
        made.append(Responsibility(span=span, text=words, role=body.role, body=_body_id(words, place_code)))
    return tuple(made)


@lru_cache(maxsize=4096)
def _body_id(name: str, place_code: str | None) -> str | None:
    known = load_bodies().named(name, place_code)
    return None if known is None else known.id


def _labelled(words: str, start: int, end: int) -> Iterator[NamedBody]:
    patterns = load_patterns("responsibilities")
    due = patterns["due_label"].regex.search(words, start, end)
    end = end if due is None else due.start()
    labels = list(patterns["label"].regex.finditer(words, start, end))
    for number, label in enumerate(labels):
        until = labels[number + 1].start() if number + 1 < len(labels) else end
        role = BodyRole(label.lastgroup or "responsible")
        yield from _members(words, label.end(), until, role, full=True)


def _bracketed(words: str) -> Iterator[NamedBody]:
    label = load_patterns("responsibilities")["label"].regex
    for bracket in re.finditer("[（(【〔]([^（()）【】]|[（(〔〈][^（()）]{0,12}[)）〕〉])*[)）】〕]", words):
        if label.match(words, bracket.start() + 1):
            yield from _labelled(words, bracket.start() + 1, bracket.end() - 1)


def _by(words: str) -> Iterator[NamedBody]:
    for match in load_patterns("responsibilities")["by"].regex.finditer(words):
        role = BodyRole.LEAD if match["verb"] == "牵头" else BodyRole.RESPONSIBLE
        yield from _checked(words, *match.span("body"), role)


def _leads(words: str) -> Iterator[NamedBody]:
    for clause in _CLAUSE.finditer(words):
        match = load_patterns("responsibilities")["lead"].regex.match(words, clause.end())
        if match:
            yield from _checked(words, *match.span("body"), BodyRole.LEAD)


def _cooperates(words: str) -> Iterator[NamedBody]:
    for clause in _CLAUSE.finditer(words):
        match = load_patterns("responsibilities")["cooperates"].regex.match(words, clause.end())
        if match:
            yield from _checked(words, *match.span("body"), BodyRole.COOPERATE)


def _with(words: str) -> Iterator[NamedBody]:
    for match in load_patterns("responsibilities")["with"].regex.finditer(words):
        floor = max(0, match.start() - _SUBJECT_REACH)
        clause = max(floor, *(words.rfind(stop, floor, match.start()) + 1 for stop in "，,；;：:"))
        verb = opening_verb(words, clause)
        if verb is not None and verb.kind == "encourage":
            continue
        yield from _checked(words, *match.span("body"), BodyRole.COOPERATE)


def _approves(words: str) -> Iterator[NamedBody]:
    for name in ("approve", "decides"):
        for match in load_patterns("responsibilities")[name].regex.finditer(words):
            yield from _checked(words, *match.span("body"), BodyRole.APPROVE)


def _subjects(words: str) -> Iterator[NamedBody]:
    for clause in _CLAUSE.finditer(words):
        span = find_subject(words, clause.end())
        if span is not None:
            yield from _members(words, *span, BodyRole.RESPONSIBLE, full=False)


@lru_cache(maxsize=8192)
def find_subject(words: str, at: int) -> tuple[int, int] | None:
    """Return where the body stands that is the subject of the clause at ``at``, None if no body is."""
    limit = min(len(words), at + _SUBJECT_REACH)
    comma = _COMMA.search(words, at, min(len(words), at + _CLAUSE_REACH))
    clause_end = comma.start() if comma else min(len(words), at + _CLAUSE_REACH)
    if comma and _CONDITION.search(words, at, clause_end):
        owed = words[clause_end - 1] == "的" and _OWED.match(words, clause_end + 1)
        return _condition_subject(words, at, min(clause_end, limit)) if owed else None
    connective = _CONNECTIVE.match(words, at)
    if connective:
        at = connective.end()
    time = _TIME_BEFORE.match(words, at, min(clause_end, limit))
    if time:
        at = time.end()
    for end in _subject_ends(words, at, min(clause_end, limit)):
        phrase = words[at:end]
        stripped = _TAIL.sub("", phrase)
        if stripped and _is_body_phrase(stripped):
            if load_patterns("responsibilities")["thing"].regex.match(words[at + len(stripped) :]):
                return None
            return at, at + len(stripped)
    return None


def _condition_subject(words: str, at: int, limit: int) -> tuple[int, int] | None:
    """Return the body of a condition that then owes the duty: 社会组织进校服务的，应当…."""
    for match in _after_subject().finditer(words, at + 1, limit):
        if _is_body_phrase(words[at : match.start()]):
            return at, match.start()
    return None


def _subject_ends(words: str, at: int, limit: int) -> Iterator[int]:
    """Yield where a subject may end: before a modal, a ground or means, or a verb with its adverbs."""
    modal_at = _modal().search(words, at + 1, limit)
    for match in _after_subject().finditer(words, at + 1, limit):
        if match.lastgroup != "after" and modal_at and modal_at.start() > match.start():
            continue
        if match["verb"] in _nominal() and not _ACT_BEHIND.match(words, match.end()):
            continue
        if match["verb"] == "负责" and words.startswith(("同志", "人", "制"), match.end()):
            continue
        if match["verb"] and _NOUN_BEHIND.match(words, match.end()):
            continue
        if match.group().startswith("每") and not _acts_behind(words, match.end(), limit):
            continue
        if words[match.start() - 1] == "所" and words[match.start()] in _PASSIVE:
            continue
        if match["verb"] == "设在" and not _SEATED_ACTS.search(words, match.end()):
            continue
        yield match.start()
    if (
        words[limit : limit + 1] in ("，", ",")
        and _modal().match(words, limit + 1)
        and words[limit + 2 : limit + 3] != "由"
    ):
        yield limit


@cache
def _nominal() -> frozenset[str]:
    """Return the verbs that right behind a body's name are as a rule nouns (``patterns/responsibilities.toml``)."""
    return frozenset(read_toml("patterns/responsibilities.toml")["words"]["nominal"])


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(
        "应当|必须|不得|可以|需要|(?<![主重需])要(?![求素点闻害塞件领义道])|应(?![急用对届聘试答诉变收付])"
        "|须(?!知)|(?<!急)需(?!求)|将|可(?![持行靠再视信])|拟"
    )


@cache
def _after_subject() -> re.Pattern[str]:
    subject = load_patterns("responsibilities")["subject"].regex.pattern
    after = subject[subject.index("(?P<after>") + len("(?P<after>") :].removesuffix("))")
    adverbs = adverb_pattern()
    verbs = verb_pattern("act", "aim")
    return re.compile(f"(?P<after>{after})|{adverbs}+(?:{verbs}|{verb_pattern('orient')})|(?P<verb>{verbs})")


def _acts_behind(words: str, at: int, limit: int) -> bool:
    """Say whether what follows a period or rate is an act, before 由 names another who does it."""
    other = words.find("由", at, limit)
    return _acts().search(words, at, limit if other < 0 else other) is not None


@cache
def _acts() -> re.Pattern[str]:
    """Return what makes 各校每周… a sentence with a subject: a verb, a modal, or to whom."""
    return re.compile(
        f"(?:{verb_pattern('act', 'aim')})(?!时间|时长|面积|人数|次数|[率数量])|[要应须可]|[向对给]"
    )


def _checked(words: str, start: int, end: int, role: BodyRole) -> Iterator[NamedBody]:
    text = words[start:end]
    if _is_body_phrase(text):
        yield from _members(words, start, end, role, full=False)


def _is_body_phrase(phrase: str) -> bool:
    """Say whether a phrase names one body or a list of them."""
    if load_patterns("responsibilities")["named_by_role"].regex.match(phrase):
        return True
    if load_patterns("responsibilities")["opens_otherwise"].regex.match(phrase):
        return False
    verb = opening_verb(phrase)
    if verb is not None and verb.kind in _DOING:
        named = verb.words in _nominal() or "的" in phrase
        if (
            not named
            or verb.end == len(phrase)
            or (verb.words in _nominal() and _OBJECT_OF_ALL.match(phrase, verb.end))
        ):
            return False
    bare = _OUTSIDE.sub("", phrase)
    if _NO_NAME.search(bare) or load_patterns("responsibilities")["inner_preposition"].regex.search(bare):
        return False
    if _acts_inside(bare):
        return False
    members = [phrase[start:end] for start, end in _split(phrase, 0, len(phrase), _LIST_MARK)]
    return bool(members) and _is_body(members[-1]) and all(_is_body(m) or len(m) <= 6 for m in members)


def _acts_inside(phrase: str) -> bool:
    """Say whether a body acts inside the phrase (美育教师承担学校…): then it is a clause, no name."""
    return any(
        match["verb"] not in _nominal() or _ACT_BEHIND.match(phrase, match.end())
        for match in _body_and_verb().finditer(phrase)
    )


@cache
def _body_and_verb() -> re.Pattern[str]:
    actor = load_patterns("responsibilities")["actor"].regex.pattern.removesuffix("$")
    return re.compile(f"{actor}(?P<verb>{verb_pattern('act', 'aim')})(?!的|同志|人|中心|总?站)")


def _is_body(words: str) -> bool:
    patterns = load_patterns("responsibilities")
    bare = _OTHERS.sub("", _OUTSIDE.sub("", words)).strip()
    if not bare or len(bare) > 40 or patterns["no_body"].regex.match(bare):
        return False
    return patterns["actor"].regex.search(bare) is not None or load_bodies().named(bare) is not None


def _members(words: str, start: int, end: int, role: BodyRole, *, full: bool) -> Iterator[NamedBody]:
    """Yield the members of a list, or the list as one where its members are not all full names.

    ``full``: the list follows a label, so its marks always part members.
    """
    start, end = _trim(words, start, end)
    if start >= end:
        return
    parts = _split(words, start, end, _FULL_MARK) if full else _own_members(words, start, end)
    parts = _joined(words, start, end, parts)
    for left, right in parts:
        left, right = _trim(words, left, right)
        if full:
            right = left + len(_OTHERS.sub("", words[left:right]))
            others = _GATHERED.search(words[left:right])
            if others and len(parts) > 1 and _FORMAL.search(words[left : left + others.start()]):
                right = left + others.start()
        if left < right:
            yield NamedBody(start=left, end=right, role=role)


def _joined(words: str, start: int, end: int, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``parts`` with those put together that are one: 县委、县政府督查室; 各区、县级市."""
    patterns = load_patterns("responsibilities")
    ones = [
        match.span()
        for name in ("one_office", "shared_each")
        for match in patterns[name].regex.finditer(words, start, end)
    ]
    joined: list[tuple[int, int]] = []
    for left, right in parts:
        if joined and any(a <= joined[-1][0] and right <= b for a, b in ones):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _own_members(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the members of a list in a sentence, or the list as one where not each is a name of its own."""
    parts: list[tuple[int, int]] = []
    for left, right in _split(words, start, end, _FULL_MARK):
        halves = _split(words, left, right, _AND)
        if len(halves) > 1 and not all(_is_body(words[a:b]) for a, b in halves):
            halves = [(left, right)]
        parts.extend(halves)
    names = [words[a:b] for a, b in parts]
    others = _GATHERED.search(names[-1]) if len(names) > 1 else None
    if others:
        names[-1] = names[-1][: others.start()]
        if not all(map(_FORMAL.search, names)):
            return [(start, end)]
        parts[-1] = (parts[-1][0], parts[-1][1] - len(others.group()))
    if _ATTRIBUTE.match(words[start:end]):
        return [(start, end)]
    if all(_is_full(name) for name in names):
        return parts
    halves = _split(words, start, end, _AND)
    both = len(halves) > 1 and all(_is_body(words[a:b]) for a, b in halves)
    return halves if both else [(start, end)]


def _is_full(name: str) -> bool:
    """Say whether a list member is a name of its own, not the half of one (宣传、文化等部门; 市、县)."""
    if not _is_body(name):
        return False
    bare = _OTHERS.sub("", name)
    if _HALF_NAME.fullmatch(bare):
        return False
    return len(_OUTSIDE.sub("", bare)) >= 2 and not re.match(
        "^(?:[省市县区州](?:[（(].*)?|[市县区][两三]级.*)$", bare
    )


def _split(words: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the ranges between the marks that stand outside brackets."""
    closed = [match.span() for match in _OUTSIDE.finditer(words, start, end)]
    parts, left = [], start
    for match in mark.finditer(words, start, end):
        if any(a <= match.start() < b for a, b in closed):
            continue
        parts.append((left, match.start()))
        left = match.end()
    parts.append((left, end))
    return [(a, b) for a, b in parts if a < b]


def _trim(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start] in " \u3000\t，,；;：:、":
        start += 1
    while end > start and words[end - 1] in " \u3000\t，,；;。、：:":
        end -= 1
    while end > start and words[end - 1] in _CLOSING and not _is_paired(words[start:end]):
        end -= 1
    return start, end


def _is_paired(words: str) -> bool:
    return sum(map(words.count, _OPENING)) >= sum(map(words.count, _CLOSING))
