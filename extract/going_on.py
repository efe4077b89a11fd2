"""Whether a sentence goes on under a document that was cited before it in the same goal.

``REASONS`` decides: each speaks for or against with its weight, for the words it found. In doubt the
sentence goes on with nothing.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extract.model import Evidence, Role
from extract.patterns import load_patterns
from extract.responsibilities import find_subject
from extract.subjects import fields_besides_stages, shared_subject, subject_pieces
from extract.verbs import adverb_pattern, verb_pattern

__all__ = ["ENOUGH", "REASONS", "Following", "Reason", "probability", "weigh"]

ENOUGH = 1.2
"""The sum of weights from which on a sentence is held to go on under the citation before it."""

_SCOPE_LIMIT = 0.9  # a sentence without a citation is never as sure as one that cites
_PHRASE = 4
_CLAUSE = re.compile("[^，,；;：:。]+")
_WIDTH = re.compile("^(?:全[省市县区]|我[省市县区]|各级各类|各级|各类|各|中小|中|小|每所|本)+|[（(].*[)）]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A task without a citation, and a document cited before it in the same goal.

    ``words`` are the task's, ``topic`` the same without the bodies named, ``citing`` those of the
    sentence that cites, ``last`` those of the last sentence under the document. ``common`` are the words,
    ``common_fields`` the fields that stand all over the document.
    """

    words: str
    topic: str
    citing: str
    last: str
    title: str
    role: Role
    same_paragraph: bool
    same_sentence: bool
    common: frozenset[str] = frozenset()
    common_fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason for or against: ``speaks`` returns the words it rests on, None where it is silent."""

    name: str
    weight: float
    speaks: Callable[[Following], tuple[str, ...] | None]


def shares_title(case: Following) -> tuple[str, ...] | None:
    """Name what the title names: its subject, the reach of a policy that is implemented."""
    return shared_subject(case.words, case.title, case.common)


def shares_object(case: Following) -> tuple[str, ...] | None:
    """Have what the title regulates as the object of a clause: …发布年度报告, not …年度报告平台."""
    for clause in _CLAUSE.findall(case.words):
        found = _ending(clause, case.title)
        if len(found) > _PHRASE and _tells(found, case.common):
            return (found,)
    return None


def shares_field(case: Following) -> tuple[str, ...] | None:
    """Work in the field of the title: 合唱 and 书画 are 美育, 养成教育 is 德育 (``themes.csv``)."""
    both = (fields_besides_stages(case.topic) & fields_besides_stages(case.title)) - case.common_fields
    return tuple(sorted(both)) or None


def shares_sentence(case: Following) -> tuple[str, ...] | None:
    """Go on with the object of the sentence that cites, or of the last one under the document."""
    shared = {
        *(shared_subject(case.words, case.citing, case.common) or ()),
        *(shared_subject(case.words, case.last, case.common) or ()),
    }
    found = {run for run in shared if not _acting().fullmatch(run)}
    return tuple(sorted(found)) or None


def shares_several(case: Following) -> tuple[str, ...] | None:
    """Go on with several objects of that sentence, or with one of four characters or more."""
    found = shares_sentence(case) or ()
    return found if len(found) >= 2 or any(len(word) >= _PHRASE for word in found) else None


def points_back(case: Following) -> tuple[str, ...] | None:
    """Point back in so many words: 上述规定, 据此."""
    match = load_patterns("drivers")["points_back"].regex.search(case.words)
    return (match.group(),) if match else None


def connective(case: Following) -> tuple[str, ...] | None:
    """Open with a word that goes on: 继续, 同时, 并."""
    match = load_patterns("drivers")["connective"].regex.match(case.words)
    return (match.group(),) if match else None


def same_sentence(case: Following) -> tuple[str, ...] | None:
    """Belong to one sentence with the unit before (；)."""
    return () if case.same_sentence else None


def no_subject(case: Following) -> tuple[str, ...] | None:
    """Leave the subject out, so that the one before still acts."""
    return () if _subject(case.words) is None else None


def new_subject(case: Following) -> tuple[str, ...] | None:
    """Address another body with a duty of its own."""
    own, before = _subject(case.words), _subject(case.citing)
    if own is None or (before is not None and _kind_of_body(own) == _kind_of_body(before)):
        return None
    return (own,)


def other_stage(case: Following) -> tuple[str, ...] | None:
    """Turn to a stage of schooling of which the citing sentence and the title do not speak."""
    pattern = load_patterns("drivers")["stage"].regex
    known = set(pattern.findall(case.citing)) | set(pattern.findall(case.title))
    if "义务教育" in known:
        known |= {"小学", "初中"}
    new = set(pattern.findall(case.words)) - known
    return tuple(sorted(new)) if new and known else None


def other_audience(case: Following) -> tuple[str, ...] | None:
    """Turn to people for whom neither the citing sentence nor the title is."""
    own = _audiences(case.words)
    known = _audiences(case.citing) | _audiences(case.title)
    return tuple(sorted(own - known)) if own and known and not own & known else None


def other_field(case: Following) -> tuple[str, ...] | None:
    """Work in a field that neither the title nor the citing sentence is in."""
    own = fields_besides_stages(case.topic)
    known = fields_besides_stages(case.title) | fields_besides_stages(case.citing)
    return tuple(sorted(own)) if own and not own & known else None


def same_measure(case: Following) -> tuple[str, ...] | None:
    """Set a figure for the same measured thing: class hours under a curriculum, floor space under a code."""
    pattern = load_patterns("drivers")["measure"].regex
    before = set(pattern.findall(case.citing)) | set(pattern.findall(case.last))
    both = before & set(pattern.findall(case.words))
    return tuple(sorted(both)) if both and any(char.isdigit() for char in case.words) else None


def same_thing(case: Following) -> tuple[str, ...] | None:
    """Set a figure for the thing that the title regulates and the citing sentence does: tests under a standard."""
    if not any(char.isdigit() for char in case.words):
        return None
    named = shared_subject(case.words, case.title, case.common) or ()
    return tuple(run for run in named if run in case.citing) or None


def standard(case: Following) -> tuple[str, ...] | None:
    """Follow a standard, which reaches only the thing that it regulates in its sentence."""
    kind = load_patterns("drivers")["standard"].regex.search(case.title)
    return () if case.role is Role.BASED_ON or kind else None


def new_paragraph(case: Following) -> tuple[str, ...] | None:
    """Stand in another paragraph than the sentence that cites."""
    return None if case.same_paragraph else ()


REASONS: tuple[Reason, ...] = (
    Reason(name="shares_title", weight=2.0, speaks=shares_title),
    Reason(name="shares_object", weight=7.0, speaks=shares_object),
    Reason(name="shares_field", weight=2.0, speaks=shares_field),
    Reason(name="shares_sentence", weight=1.0, speaks=shares_sentence),
    Reason(name="shares_several", weight=1.0, speaks=shares_several),
    Reason(name="points_back", weight=9.0, speaks=points_back),
    Reason(name="connective", weight=0.4, speaks=connective),
    Reason(name="same_sentence", weight=0.5, speaks=same_sentence),
    Reason(name="no_subject", weight=0.3, speaks=no_subject),
    Reason(name="same_measure", weight=6.0, speaks=same_measure),
    Reason(name="same_thing", weight=3.6, speaks=same_thing),
    Reason(name="new_subject", weight=-1.5, speaks=new_subject),
    Reason(name="other_stage", weight=-2.0, speaks=other_stage),
    Reason(name="other_audience", weight=-2.5, speaks=other_audience),
    Reason(name="other_field", weight=-2.0, speaks=other_field),
    Reason(name="standard", weight=-6.0, speaks=standard),
    Reason(name="new_paragraph", weight=-0.8, speaks=new_paragraph),
)
"""The table of reasons; what speaks for is positive. Weights are set on the development texts."""


def weigh(case: Following) -> tuple[float, tuple[Evidence, ...]]:
    """Return the sum of the reasons that speak, and each of them with the words it rests on."""
    spoken = []
    for reason in REASONS:
        values = reason.speaks(case)
        if values is not None:
            spoken.append(Evidence(reason=reason.name, weight=reason.weight, values=values))
    return sum(evidence.weight for evidence in spoken), tuple(spoken)


def probability(score: float) -> float:
    """Return the sum of weights ``score`` as a probability, at most 0.9."""
    return min(round(1 / (1 + math.exp(-1.5 * (score - 0.8))), 4), _SCOPE_LIMIT)


@cache
def _acting() -> re.Pattern[str]:
    """Return what matches a verb or its adverbs alone (纳入, 进行): it tells no object."""
    return re.compile(f"{adverb_pattern()}*(?:{verb_pattern('act', 'aim', 'encourage', 'frame')})?")


def _ending(clause: str, title: str) -> str:
    """Return the longest run of characters at the end of ``clause`` that stands in ``title``."""
    length = 0
    while length < len(clause) and clause[-length - 1 :] in title:
        length += 1
    return clause[len(clause) - length :]


def _tells(run: str, common: frozenset[str]) -> bool:
    """Say whether a run of characters names a subject, more than words that stand all over the document."""
    pairs = {piece[at : at + 2] for piece in subject_pieces(run) for at in range(len(piece) - 1)}
    return bool(pairs - common)


def _audiences(words: str) -> set[str]:
    return {match.lastgroup or "" for match in load_patterns("drivers")["audience"].regex.finditer(words)}


def _subject(words: str) -> str | None:
    span = find_subject(words, 0)
    return None if span is None else words[span[0] : span[1]]


def _kind_of_body(name: str) -> str:
    """Return a body's name without what only widens or narrows it: 各中小学校 and 各校 are one kind."""
    return _WIDTH.sub("", name).replace("学校", "校")
