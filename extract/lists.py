"""Citations in a row under one verb: 《A》（文号）、《B》和教育部《C》 belong together.

What may stand between two of them is a number or an introduction in parentheses, a comma or 和, and the
issuer of the next. ``tail_end`` and ``lead_start`` measure these, ``find_lists`` joins the rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.bodies import load_bodies
from extract.model import Mention, Span

__all__ = ["IssuerBefore", "find_lists", "issuer_before", "tail_end"]

_PARENTHESES = re.compile(
    r"(?:\s*(?:的通知|通知|文件|一文)?\s*[（(](?:[^（）()]|[（(][^（）()]{0,24}[\])〕）]){1,90}[）)])+"
)
_HANDED = re.compile(
    r"(?:于?(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:最?新|新近|近期|近日|联合|共同|先后|正式|今年|去年|刚刚)*"
    r"(?:制定|制订|编制)?(?:并|和)?(?:印发|发布|颁发|颁布|公布|下发|出台|制发|转发|报送|修订|施行|实施|通过|提出)?"
    r"(?:的|了|实施的|施行的|出台的)?(?:新|现行|原)?[“]?\s*$"
)
_JOINT = re.compile(
    r"\s*(?:等)?\s*[、，,;；]?\s*(?:和|及|与|以及|并|暨|或|及其|还有)?\s*(?:国家|中央|省|市|县|区|我省|我市|我县|我区|原)?\s*(?:的)?\s*"
)
_LEVEL_WORD = re.compile(r"(?:国家|中央|(?:我|本|全)?(?:自治区|省|市|县|区|州))$")
_WINDOW = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerBefore:
    """The body named before a title, and where the words that belong to the title begin.

    ``span`` is None where no body is named; ``lead`` then is the title's start, or that of the words
    that hand it over (印发的).
    """

    span: Span | None
    lead: int


def issuer_before(text: str, start: int) -> IssuerBefore:
    """Return the body named before the title that starts at ``start`` (教育部印发的《, 国务院《).

    A word for a level alone (国家《, 我省《) counts as a body.
    """
    floor = max(0, start - _WINDOW)
    handed = _HANDED.search(text, floor, start)
    edge = handed.start() if handed else start
    span = load_bodies().ending_at(text, edge)
    if span is None and (level := _LEVEL_WORD.search(text, max(floor, edge - 4), edge)):
        span = Span(start=level.start(), end=level.end())
    return IssuerBefore(span=span, lead=edge if span is None else span.start)


def tail_end(text: str, mention: Mention) -> int:
    """Return where what belongs to a mention ends: its number, and parentheses right behind it."""
    end = mention.span.end
    if mention.number_span is not None:
        end = max(end, mention.number_span.end)
    match = _PARENTHESES.match(text, mention.span.end)
    return max(end, match.end()) if match else end


def find_lists(text: str, mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
    """Return the rows of ``mentions``, as indices; a mention that stands alone is a row of one."""
    rows: list[list[int]] = []
    for index, mention in enumerate(mentions):
        if index and _joined(text, mentions[index - 1], mention):
            rows[-1].append(index)
        else:
            rows.append([index])
    return tuple(map(tuple, rows))


def _joined(text: str, earlier: Mention, later: Mention) -> bool:
    end = tail_end(text, earlier)
    lead = issuer_before(text, later.span.start).lead
    if end > lead:
        return end <= later.span.start
    return lead - end <= 12 and _JOINT.fullmatch(text, end, lead) is not None
