"""Finds the words that govern a citation: the verb or frame that says what is done with it.

The cues are rows of ``cues.csv``: words before the citation (根据), after it (同时废止) or around it
(按照…要求). What stands between a cue and the citation counts against it, a comma more than a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extract.model import Role
from extract.tables import read_table

__all__ = ["MASK", "Cue", "FoundCue", "clause_start", "find_cue", "load_cues", "roles_by_words"]

MASK = "□"
"""Stands in for each character of another title, so that its words are not taken for the sentence's."""

_GAP = "…"
_STRENGTH = {"strong": 3, "medium": 2, "weak": 1}
_TAIL_REACH = 10
_OBJECT_TAIL_REACH = 24
"""From the title to the noun of a verb that has both for its object (加快《A》和地方名录的调整)."""
_COMMA_COST = 8
_MASK_COST = 12
_OBJECT_REACH = 6
_NEAR_BONUS = 6
_CLOSING_REACH = 60
_CLOSING = {Role.ISSUES, Role.FORWARDS, Role.REPEALS, Role.AMENDS}
_OBJECT_FIRST = ("将", "对", "把")
"""Words that bring the object forward, so that the verb after it may follow far behind."""
_WITH_OBJECT = {Role.PLANS, Role.REPEALS, Role.AMENDS}
"""Their verbs (制定, 废止, 修订) take the title itself for their object, so no comma stands between."""
_COMMAS = re.compile("[，,：:、]")
_PARENTHESES = re.compile("（[^（）]*）")
_BODY = "(?:厅|局|委|部|办|行|会|院|署)"
_BODIES = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,12}}{_BODY}、)+[\u4e00-\u9fff]{{2,14}}{_BODY}(?:联合)?(?:关于)?\Z"
)
"""Bodies in a row right before a title: they belong to it, and count as nothing between verb and title."""
_FULL_WIDTH = str.maketrans({":": "：", ",": "，", "(": "（", ")": "）", ";": "；"})
_SUBJECT_SAYS = {"要求", "精神", "文件精神"}
_MARKER = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[、.．]?\s*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A row of the table. ``head`` stands before the citation, ``tail`` after it; one may be empty."""

    id: str
    head: str
    tail: str
    role: Role
    strength: int

    @property
    def text(self) -> str:
        """The words of the cue, with … where the citation stands."""
        return f"{self.head}{_GAP}{self.tail}" if self.head and self.tail else self.head or self.tail


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCue:
    """A cue met at a citation. ``start`` and ``end`` bound its first words in the string they were found in.

    ``before`` says whether that is the string before the citation or the one after it.
    """

    cue: Cue
    before: bool
    start: int
    end: int
    score: float


@cache
def load_cues() -> tuple[Cue, ...]:
    """Return the cues of the table, in its order."""
    return tuple(_cue(row) for row in read_table("cues.csv"))


@cache
def roles_by_words() -> Mapping[str, Role]:
    """Return the role of each cue by its words, as a mention carries them."""
    return {cue.text: cue.role for cue in load_cues()}


def find_cue(left: str, right: str) -> FoundCue | None:
    """Return the cue that governs what stands between ``left`` and ``right``, the rest of its sentence.

    Of several the longest at one place counts, then the stronger one before the citation, then the
    nearer. None where the sentence has no cue.
    """
    left, right = left.translate(_FULL_WIDTH), right.translate(_FULL_WIDTH)
    found = [*_before(left, right), *_after(left, right)]
    return max(found, key=lambda item: (item.score, -item.start), default=None)


def clause_start(left: str) -> int:
    """Return where the last clause of ``left`` starts: after its last comma.

    In 根据…部署，市政府印发了《…》 what governs the clause before does not reach into that of 印发了.
    """
    return max(left.rfind("，"), left.rfind(",")) + 1


def _before(left: str, right: str) -> Iterator[FoundCue]:
    pattern, cues = _heads()
    for match in pattern.finditer(left):
        gap = _BODIES.sub("", _PARENTHESES.sub("", left[match.end() :]))
        words = gap.replace(MASK, "")
        commas = len(_COMMAS.findall(gap))
        if MASK in gap[:_OBJECT_REACH]:
            # another title is the object of this verb
            continue
        cost = 0.5 * len(words) + _COMMA_COST * commas + (_MASK_COST if MASK in gap else 0)
        for cue in cues[match.group()]:
            if cue.tail and _tail_at(cue, right) is None:
                continue
            if cue.role in _WITH_OBJECT and (commas or MASK in gap):
                continue
            near = _NEAR_BONUS if not words.strip() else 0
            score = 10 * cue.strength + 2 * min(len(cue.head), 5) + (3 if cue.tail else 0) + near - cost
            yield FoundCue(cue=cue, before=True, start=match.start(), end=match.end(), score=score)


def _after(left: str, right: str) -> Iterator[FoundCue]:
    alone = _MARKER.fullmatch(left) is not None
    for cue in load_cues():
        if cue.head or (at := _tail_at(cue, right)) is None:
            continue
        if alone and (cue.tail.startswith("第") or cue.tail in _SUBJECT_SAYS):
            # a heading that quotes an article of it (一、《办法》第六条“…”), or a sentence whose subject it is
            continue
        start, end = at
        cost = (0.2 if cue.role in _CLOSING else 1.5) * start
        score = 10 * cue.strength + 2 * min(len(cue.tail), 5) - cost - (0 if cue.role in _CLOSING else 8)
        yield FoundCue(cue=cue, before=False, start=start, end=end, score=score)


def _tail_at(cue: Cue, right: str) -> tuple[int, int] | None:
    """Return where the words of ``cue`` stand after the citation, if near enough to belong to it.

    Words that close a sentence (同时废止, 将…修改为) reach over commas, others (的规定, 推进…修订) stay
    in the clause.
    """
    if _GAP in cue.tail:
        match = _tail_pattern(cue.tail).search(right)
        start, end = match.span() if match else (-1, -1)
    else:
        start = right.find(cue.tail)
        end = start + len(cue.tail)
    far = cue.role in _CLOSING and (not cue.head or cue.head.endswith(_OBJECT_FIRST))
    near = _OBJECT_TAIL_REACH if cue.head and cue.role in _WITH_OBJECT else _TAIL_REACH
    if not 0 <= start <= (_CLOSING_REACH if far else near):
        return None
    if not far and _COMMAS.search(right, 0, start):
        return None
    if MASK in right[:start]:
        # the words close what is said of the title in between
        return None
    return start, end


@cache
def _tail_pattern(tail: str) -> re.Pattern[str]:
    return re.compile(re.escape(tail).replace(_GAP, "[^，,。；;]{1,6}?"))


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[Cue, ...]]]:
    """Return one pattern for the words before a citation, longest first, and the cues that begin with each."""
    by_head: dict[str, list[Cue]] = {}
    for cue in load_cues():
        if cue.head:
            by_head.setdefault(cue.head, []).append(cue)
    ordered = sorted(by_head, key=lambda head: (-len(head), head))
    return re.compile("|".join(map(re.escape, ordered))), {
        head: tuple(cues) for head, cues in by_head.items()
    }


def _cue(row: dict[str, str]) -> Cue:
    text, position = row["text"], row["position"]
    head, tail = text.removesuffix(_GAP), ""
    if position == "around" and not text.endswith(_GAP):
        head, _, tail = text.partition(_GAP)
    elif position == "after":
        head, tail = "", text.removeprefix(_GAP)
    return Cue(
        id=row["id"], head=head, tail=tail, role=Role(row["relation"]), strength=_STRENGTH[row["strength"]]
    )
