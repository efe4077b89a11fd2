"""Words that point back: introduced names, 《意见》, 该意见, 上述文件, 两个文件, 文件精神, 五年行动计划.

An antecedent is never "the nearest for want of better": it is what the text itself introduced, the list
that the words close, or the only earlier document of that kind. Without one, a name in brackets stays a
mention that means nothing known, and other words are no mention.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.bracketed import is_generic_name
from extract.brackets import Bracketed
from extract.introductions import Introduction
from extract.lists import find_lists, tail_end
from extract.model import Mention, MentionKind, Span
from extract.numbers import number_key, numeral_value
from extract.page import Page
from extract.patterns import load_patterns
from extract.rules import Rule
from extract.titles import title_keys

__all__ = ["find_introduced", "find_pointers"]

_NEAR = 160
_LIST_REACH = 300
_JOINT = re.compile(r"\s*(?:等)?[、，,]?\s*(?:这|以上|上述)?\s*")
_PLAIN_MINIMUM = 3
_KIND = re.compile(
    "(意见|通知|通告|公告|决定|办法|规定|条例|规则|细则|规程|规范|标准|方案|规划|计划|纲要|要点|指南|指引|大纲|目录|清单|措施"
    "|守则|准则|制度|政策|批复|复函|函|报告|法)(?:[（(〔][^（）()]{0,20}[）)〕])*$"
)
_OPEN_QUOTES, _CLOSE_QUOTES = '“‘"「『', '”’"」』'
_LOCAL = re.compile("本$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name that the text introduced at ``start`` for the mentions at ``meant``, for a non-document, or its own."""

    text: str
    start: int
    meant: tuple[Span, ...]
    dismissed: bool = False


class _Earlier:
    """The mentions that stand before a position, by the questions that anaphora ask."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self._text = page.text
        self._mentions = tuple(mentions)
        self._starts = [mention.span.start for mention in mentions]
        self._rows = find_lists(page.text, self._mentions)

    def before(self, position: int, within: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions before ``position``, at most ``within`` characters back."""
        low = 0 if within is None else bisect_left(self._starts, position - within)
        return self._mentions[low : bisect_left(self._starts, position)]

    def rows_before(self, position: int) -> Iterator[tuple[Mention, ...]]:
        """Yield the lists of mentions before ``position``, the last first."""
        last = bisect_left(self._starts, position)
        for row in reversed(self._rows):
            kept = tuple(self._mentions[index] for index in row if index < last)
            if kept:
                yield kept

    def closed_by(self, position: int) -> tuple[Mention, ...]:
        """Return the list of mentions that the words at ``position`` directly follow, else nothing."""
        for row in self.rows_before(position):
            end = tail_end(self._text, row[-1])
            joined = end <= position and _JOINT.fullmatch(self._text, end, position) is not None
            return row if joined else ()
        return ()


def find_introduced(
    page: Page, mentions: Sequence[Mention], names: Sequence[Bracketed], dismissed: Sequence[Bracketed]
) -> tuple[Mention, ...]:
    """Return the names of ``page`` that the text introduced for ``mentions``, or that are a kind in brackets.

    ``mentions`` are in the order of the text. ``names`` are the brackets that hold a generic or an
    introduced name, ``dismissed`` those that hold no document: a name introduced for one of these is
    no citation either.
    """
    earlier = _Earlier(page, mentions)
    introduced = tuple(_introduced(page, earlier, dismissed))
    return _in_order(
        (
            *_in_brackets(page, earlier, introduced, names),
            *_plain_names(page, introduced),
            *_counted_names(page, introduced),
        )
    )


def find_pointers(page: Page, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the other words of ``page`` that point back at ``mentions``, which are in the order of the text."""
    earlier = _Earlier(page, mentions)
    return _in_order(
        (
            *_pointing(page, earlier),
            *_counted(page, earlier),
            *_files(page, earlier),
            *_notices(page, earlier),
            *_tails(page, earlier),
        )
    )


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))


def _anaphor(page: Page, span: Span, rule: str, meant: Sequence[Span]) -> Mention:
    return Mention(
        span=span,
        kind=MentionKind.ANAPHOR,
        title=span.of(page.text).strip('《》〈〉“”"‘’'),
        number=None,
        issuer_text="",
        cue="",
        articles=_articles(page, span.end),
        rule=rule,
        antecedents=tuple(meant),
    )


def _articles(page: Page, end: int) -> tuple[str, ...]:
    match = load_patterns("citations")["articles"].regex.match(page.text, end)
    return (match["articles"],) if match else ()


def _identity(mention: Mention) -> str:
    """Return what two mentions of one document share as written: the number, else the title's core."""
    return number_key(mention.number) if mention.number else title_keys(mention.title).core


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the last mention of each document that ``mentions`` name."""
    by_title = {title_keys(mention.title).core: mention for mention in mentions if mention.title}
    by_number = {_identity(mention): mention for mention in mentions}
    # a number that stands alone after its title names the same document
    titled = {number_key(m.number) for m in by_title.values() if m.number}
    alone = [m for m in by_number.values() if not m.title and _identity(m) not in titled]
    return (*by_title.values(), *alone)


def _kind_of(title: str) -> str:
    match = _KIND.search(title)
    return match[1] if match else ""


def _of_kind(mentions: Sequence[Mention], kind: str) -> tuple[Mention, ...]:
    if kind == "文件":
        return tuple(mentions)
    return tuple(mention for mention in mentions if mention.title and _kind_of(mention.title) == kind)


def _introduced(page: Page, earlier: _Earlier, dismissed: Sequence[Bracketed]) -> Iterator[_Name]:
    for introduction in page.introductions:
        meant = _meant(page, earlier, introduction)
        lost = not meant and any(
            0 <= introduction.span.start - bracket.span.end <= 3 for bracket in dismissed
        )
        if not meant and not lost:
            continue
        several = len(introduction.names) > 1 and len(introduction.names) == len(meant)
        for index, name in enumerate(introduction.names):
            yield _Name(
                text=name,
                start=introduction.span.end,
                meant=(meant[index],) if several else meant,
                dismissed=lost,
            )


def _meant(page: Page, earlier: _Earlier, introduction: Introduction) -> tuple[Span, ...]:
    """Return the mentions that an introduction follows: one, or as many as it says or names."""
    row = next(earlier.rows_before(introduction.span.start), ())
    if not row:
        return ()
    end = tail_end(page.text, row[-1])
    if introduction.span.start - end > 2:
        return ()
    many = introduction.count or (len(introduction.names) if len(introduction.names) > 1 else 1)
    chosen = row if introduction.joint else row[-many:]
    return tuple(mention.span for mention in chosen)


def _last_named(introduced: Sequence[_Name], name: str, position: int) -> _Name | None:
    fitting = [item for item in introduced if item.text == name and item.start <= position]
    return fitting[-1] if fitting else None


def _in_brackets(
    page: Page, earlier: _Earlier, introduced: Sequence[_Name], names: Sequence[Bracketed]
) -> Iterator[Mention]:
    for bracket in names:
        start = bracket.span.start
        if page.text[max(0, start - 1) : start] == "本":
            yield _anaphor(page, bracket.span, Rule.OWN_NAME, ())
            continue
        name = _last_named(introduced, bracket.title, start) or _ending(introduced, bracket.title, start)
        if name is not None:
            if not name.dismissed:
                yield _anaphor(page, bracket.span, Rule.INTRODUCED_NAME, name.meant)
            continue
        if not is_generic_name(bracket.title):
            meant = _later(introduced, bracket)
            if meant:
                found = _anaphor(page, bracket.span, Rule.NAME_BEFORE_INTRODUCTION, meant)
                yield replace(found, kind=MentionKind.SHORT)
            continue
        same = _distinct(_of_kind(_foreign(earlier.before(start)), _kind_of(bracket.title)))
        if len(same) == 1:
            yield _anaphor(page, bracket.span, Rule.ONLY_ONE_OF_ITS_KIND, (same[0].span,))
        elif not same and page.head.title and _kind_of(page.head.title) == _kind_of(bracket.title):
            yield _anaphor(page, bracket.span, Rule.OWN_NAME, ())
        else:
            yield _anaphor(page, bracket.span, Rule.KIND_IN_BRACKETS, ())


def _ending(introduced: Sequence[_Name], title: str, position: int) -> _Name | None:
    """Return the introduced name that ``title`` ends with, words before it being left over from the text."""
    fitting = [
        item
        for item in introduced
        if item.start <= position and not is_generic_name(item.text) and title.endswith(item.text)
    ]
    return fitting[-1] if fitting else None


def _later(introduced: Sequence[_Name], bracket: Bracketed) -> tuple[Span, ...]:
    return next((item.meant for item in introduced if item.text == bracket.title), ())


def _plain_names(page: Page, introduced: Sequence[_Name]) -> Iterator[Mention]:
    """Yield the introduced names that stand without brackets, before and after their introduction."""
    seen: set[str] = set()
    for name in introduced:
        if (
            name.text in seen
            or name.dismissed
            or is_generic_name(name.text)
            or len(name.text) < _PLAIN_MINIMUM
        ):
            continue
        seen.add(name.text)
        at = page.text.find(name.text)
        while at >= 0:
            end = at + len(name.text)
            yield from _plain_name(page, introduced, name.text, Span(start=at, end=end))
            at = page.text.find(name.text, end)


def _plain_name(page: Page, introduced: Sequence[_Name], text: str, span: Span) -> Iterator[Mention]:
    if any(other.span.start <= span.start < other.span.end for other in page.introductions):
        return
    if page.text[max(0, span.start - 1) : span.start] in tuple(_OPEN_QUOTES) and page.text[
        span.end : span.end + 1
    ] in tuple(_CLOSE_QUOTES):
        span = Span(start=span.start - 1, end=span.end + 1)
    name = _last_named(introduced, text, span.start)
    if name is not None:
        yield _anaphor(page, span, Rule.INTRODUCED_NAME, name.meant)
        return
    first = next(item for item in introduced if item.text == text)
    yield replace(_anaphor(page, span, Rule.NAME_BEFORE_INTRODUCTION, first.meant), kind=MentionKind.SHORT)


def _pointing(page: Page, earlier: _Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["pointing_back"].regex.finditer(page.text):
        if match["pointer"] == "本":
            continue
        span = Span(start=match.start(), end=match.end())
        count = numeral_value(match["count"].rstrip("个份部项件")) if match["count"] else None
        meant = _pointed_at(page, earlier, match["type"], span.start, count, match["pointer"])
        if meant:
            yield _anaphor(page, span, Rule.POINTING_BACK, [mention.span for mention in meant])


def _pointed_at(
    page: Page, earlier: _Earlier, kind: str, position: int, count: int | None, pointer: str
) -> tuple[Mention, ...]:
    if count is not None and count > 1:
        return _last_of_kind(earlier, kind, position, count)
    row = next(earlier.rows_before(position), ())
    if not row or position - row[-1].span.end > _NEAR:
        return ()
    plural = pointer in ("上述", "前述", "上列", "原")
    if plural and kind == "文件" and len(row) > 1:
        return row
    in_sentence = earlier.before(position, position - page.sentence_start(position))
    near = in_sentence or earlier.before(position, _NEAR)
    same = _distinct(_of_kind(_foreign(near), kind))
    return same if len(same) == 1 else ()


def _row_of(earlier: _Earlier, position: int, count: int) -> tuple[Mention, ...]:
    """Return the last list before ``position`` that has ``count`` members."""
    for row in earlier.rows_before(position):
        if position - row[-1].span.end > _LIST_REACH:
            return ()
        if len(row) >= count and len(row) > 1:
            return row[-count:]
    return ()


def _last_of_kind(earlier: _Earlier, kind: str, position: int, count: int) -> tuple[Mention, ...]:
    """Return the last ``count`` documents of a kind before ``position``: a list of them, else as many in reach."""
    if kind == "文件":
        return _row_of(earlier, position, count)
    for row in earlier.rows_before(position):
        named = _of_kind(_foreign(row), kind)
        if len(named) >= count > 1:
            return named[-count:]
    same = _distinct(_of_kind(_foreign(earlier.before(position, _LIST_REACH)), kind))
    return tuple(sorted(same, key=lambda item: item.span.start)) if len(same) == count else ()


def _counted_names(page: Page, introduced: Sequence[_Name]) -> Iterator[Mention]:
    """Yield 两个《实施方案》 where that name was introduced for so many documents."""
    for match in load_patterns("citations")["counted_files"].regex.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        word = match["title"] or match["quoted"]
        name = _last_named(introduced, word, span.start) if word else None
        if name is not None and len(name.meant) == numeral_value(match["count"]):
            yield _anaphor(page, span, Rule.INTRODUCED_NAME, name.meant)


def _counted(page: Page, earlier: _Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["counted_files"].regex.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        count = numeral_value(match["count"])
        if count is None or count < 2:
            continue
        row = earlier.closed_by(span.start)
        if match["kind"]:
            meant = _last_of_kind(earlier, match["kind"], span.start, count)
        else:
            meant = row[-count:] if len(row) >= count else _row_of(earlier, span.start, count)
        if meant:
            yield _anaphor(page, span, Rule.COUNTED_FILES, [mention.span for mention in meant])


def _files(page: Page, earlier: _Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["file_alone"].regex.finditer(page.text):
        same = _distinct(_foreign(earlier.before(match.start())))
        if len(same) == 1:
            span = Span(start=match.start(), end=match.end())
            yield _anaphor(page, span, Rule.ONLY_DOCUMENT_SO_FAR, (same[0].span,))


def _foreign(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those of ``mentions`` that name another document themselves."""
    return tuple(
        mention
        for mention in mentions
        if mention.rule != Rule.OWN_TITLE
        and mention.kind is not MentionKind.ANAPHOR
        and not mention.antecedents
    )


def _notices(page: Page, earlier: _Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["notice_alone"].regex.finditer(page.text):
        group = "handed" if match["handed"] else "followed"
        span = Span(start=match.start(group), end=match.end(group))
        same = _distinct(_of_kind(_foreign(earlier.before(span.start)), "通知"))
        if len(same) == 1:
            yield _anaphor(page, span, Rule.ONLY_NOTICE_SO_FAR, (same[0].span,))


def _tails(page: Page, earlier: _Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["plan_of_years"].regex.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        same = _distinct([m for m in _foreign(earlier.before(span.start)) if match["name"] in m.title])
        if len(same) == 1:
            yield _anaphor(page, span, Rule.TAIL_OF_TITLE, (same[0].span,))
