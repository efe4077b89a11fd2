"""Citations in a row under one verb: 《A》（文号）、《B》和教育部《C》 belong together.

What may stand between two of them is a number or an introduction in parentheses, a comma or 和, and the
issuer of the next. ``tail_end`` and ``lead_start`` measure these, ``find_lists`` joins the rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.bodies import load_bodies
from extract.model import Mention, Span
from extract.patterns import load_patterns
from extract.places import load_places

__all__ = ["IssuerBefore", "find_lists", "issuer_before", "tail_end"]

_PARENTHESES = re.compile(
    r"(?:\s*(?:的通知|通知|文件|一文)?\s*[（(](?:[^（）()]|[（(][^（）()]{0,24}[\])〕）]){1,90}[）)])+"
)
_HANDED = re.compile(
    r"(?:于?(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:最?新|新近|近期|近日|联合(?:[一二三四五六七八九十0-9]{1,3}个?(?:部门|单位|厅局))?|共同|先后|正式|今年|去年|刚刚)*"
    r"(?:(?:制定|制订|编制|修订|审议通过|通过|批准|审定)(?=[印发颁公出并和的了]))?(?:并|和)?"
    r"(?:(?:关于)?(?:印发|发布|公布|转发)|颁发|颁布|下发|出台|制发|报送)?"
    r"(?:的|了|实施的|施行的|出台的)?(?:新|现行|原)?[“]?\s*$"
)
_JOINT = re.compile(
    r"\s*(?:(?:等)?(?:文件|文)?(?:的)?(?:精神|要求|规定)?(?=\s*[、和及与以]))?(?:等)?\s*[、，,;；]?\s*(?:和|及|与|以及|并|暨|或|及其|还有)?\s*(?:国家|中央|省|市|县|区|我省|我市|我县|我区|原)?\s*(?:的)?\s*"
)
_TEMPORARY = re.compile(
    r"(?:国务院|中央|自治区|[省市县区州])[\u4e00-\u9fff]{2,12}(?:领导小组|指挥部|委员会|联席会议)(?:办公室)?\Z"
)
_LEVEL_WORD = re.compile(r"(?:国家|中央|(?:我|本|全)?(?:自治区|省|市|县|区|州))$")
_LEVEL_WORDS_BEFORE = re.compile(
    r"(?:(?:国家|中央|(?:我|本|全)?(?:自治区|省|市|县|区|州))\s*(?:[、和及与]|以及)\s*)+$"
)
_ASSEMBLY = re.compile(
    r"(?:自治区|省|市|县|区|州)[第\d一二三四五六七八九十届次]{0,8}(?:人民代表大会|人大|党代会|代表大会|政协)"
    r"[第\d一二三四五六七八九十届次]{0,8}(?:全体)?会议?$"
)
_OTHER_WORDS = re.compile(r".*(?:部署|要求|精神|决定|安排|意见|规定)(?:以及|[和及与、])", re.DOTALL)
_VERB = re.compile("印发|发布|颁发|颁布|公布|下发|出台|制发|制定|制订|编制|修订|通过")
_WINDOW = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerBefore:
    """The body named before a title, and where the words that belong to the title begin.

    ``span`` is None where no body is named; ``lead`` then is the title's start, or that of the words
    that hand it over (印发的). ``clause`` says that body and verb make a clause of their own (市政府印发了《).
    """

    span: Span | None
    lead: int
    clause: bool = False


@lru_cache(maxsize=2048)
def issuer_before(text: str, start: int) -> IssuerBefore:
    """Return the body named before the title that starts at ``start`` (教育部印发的《, 国务院《).

    A word for a level alone (国家《, 我省《), several of them (国家、省《) or a place (福建省《) count as a body.
    """
    floor = max(0, start - _WINDOW)
    handed = _HANDED.search(text, floor, start)
    if handed and handed[0].strip("“ ") == "了":
        handed = None  # it belongs to the verb before it: 起草了
    edge = handed.start() if handed else start
    span = load_bodies().ending_at(text, edge)
    if span is not None and (others := _OTHER_WORDS.match(text, span.start, span.end)):
        span = Span(start=others.end(), end=span.end)
    words = handed[0].rstrip("“ ") if handed else ""
    if span is None and words and not (words.endswith(("的", "了")) or "关于" in words):
        # 印发 without a body before it is the verb of the sentence, not what hands the title over
        edge = start
    if span is not None and (longer := _TEMPORARY.search(text, floor, span.end)):
        span = Span(start=min(span.start, longer.start()), end=span.end)
    if span is None:
        span = _level_or_place(text, floor, edge)
    clause = words.endswith("了") or (
        span is not None
        and _VERB.search(words) is not None
        and not (words.endswith(("的", "新", "现行", "原")) or "关于" in words)
    )
    return IssuerBefore(span=span, lead=edge if span is None else span.start, clause=clause)


def _level_or_place(text: str, floor: int, edge: int) -> Span | None:
    """Return the words for one or more levels of government, or the place, that end at ``edge``."""
    stop = edge
    while stop > floor and text[stop - 1].isspace():
        stop -= 1
    if assembly := _ASSEMBLY.search(text, floor, stop):
        return Span(start=assembly.start(), end=stop)
    level = _LEVEL_WORD.search(text, max(floor, stop - 4), stop)
    if level is None:
        return None
    if more := _LEVEL_WORDS_BEFORE.search(text, floor, level.start()):
        return Span(start=more.start(), end=stop)
    place = load_places().ending_at(text, stop)
    return Span(start=level.start() if place is None else min(place, level.start()), end=stop)


def tail_end(text: str, mention: Mention) -> int:
    """Return where what belongs to a mention ends: its number, and parentheses right behind it."""
    end = mention.span.end
    patterns = (load_patterns("citations")["articles"].regex, _PARENTHESES)
    while match := next(filter(None, (pattern.match(text, end) for pattern in patterns)), None):
        end = match.end()
    if mention.number_span is not None:
        end = max(end, mention.number_span.end)
    # （秦政字［2017）19号）: a bracket closed by the wrong mark leaves one behind the number
    return end + 1 if text[end : end + 1] in (")", "）") else end


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
    issuer = issuer_before(text, later.span.start)
    if end > issuer.lead:
        return end <= later.span.start
    if issuer.span is None and end == issuer.lead and text[end : later.span.start].strip():
        # 依据该文件制定出台的《…》: what hands the later one over has the earlier for its object
        return False
    if text[issuer.lead : later.span.start].rstrip("“ ").endswith("了"):
        # …《A》，县财政局制定了《B》: a clause of its own
        return False
    return issuer.lead - end <= 12 and _JOINT.fullmatch(text, end, issuer.lead) is not None
