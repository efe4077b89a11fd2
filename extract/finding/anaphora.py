"""Words that point back: 该意见, 上述文件, 两个文件, 文件精神, 按照通知要求, 五年行动计划.

An antecedent is never "the nearest for want of better": it is the list that the words close or count, or
the only earlier document of that kind. Without one the words are no mention.
"""

import re
from collections.abc import Iterator, Sequence

from extract.finding.agreed import find_agreed_plans
from extract.finding.earlier import ANY_KIND, Earlier, anaphor, distinct, of_kind, others
from extract.finding.page import Page
from extract.finding.rules import Rule
from extract.model import Mention, Span
from extract.numbers import numeral_value
from extract.patterns import load_patterns

__all__ = ["find_anaphors"]

_NEAR = 160
_LIST_REACH = 300
_KIND_REACH = 2000
_PARAGRAPH_REACH = 600
_ABOVE = ("上述", "前述", "以上")
_PLURAL = ("上述", "前述", "上列", "原")
_NOTICE = "通知"
_THESE = re.compile(r"(?:以上|上述|上列|前述|这|该|此)\s*\Z")
_THESE_REACH = 4


def find_anaphors(page: Page, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the words of ``page`` that point back at ``mentions``, which are in the order of the text."""
    earlier = Earlier(page, mentions)
    return (
        *find_agreed_plans(page, mentions),
        *_pointing(page, earlier),
        *_counted(page, earlier),
        *_files(page, earlier),
        *_notices(page, earlier),
        *_tails(page, earlier),
        *_same_as_above(page, earlier),
    )


def _pointing(page: Page, earlier: Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["pointing_back"].regex.finditer(page.text):
        count = numeral_value(match["count"].rstrip("个份部项件")) if match["count"] else 1
        if count is not None and count > 1:
            meant = _last_of_kind(page, earlier, match["type"], match.start(), count)
        else:
            meant = _pointed_at(page, earlier, match["type"], match.start(), match["pointer"])
        if meant:
            span = Span(start=match.start(), end=match.end())
            yield anaphor(page, span, Rule.POINTING_BACK, [mention.span for mention in meant])


def _pointed_at(page: Page, earlier: Earlier, kind: str, position: int, pointer: str) -> tuple[Mention, ...]:
    """Return the one document of ``kind`` near before ``position``; of 上述文件 the whole list or paragraph."""
    plural = pointer in _PLURAL
    row = next(earlier.rows_before(position), ())
    if not row or position - row[-1].span.end > _NEAR:
        return ()
    if plural and kind == ANY_KIND and len(row) > 1:
        return row
    named = _in_paragraph(page, earlier, position)
    if pointer in _ABOVE and kind == ANY_KIND and len(named) > 1:
        return named
    if plural and kind == ANY_KIND and len(row[-1].antecedents) > 1:
        # 两个文件 … 上述文件: what points at several documents stands for them
        return row[-1:]
    in_sentence = others(earlier.before(position, position - page.sentence_start(position)))
    same = distinct(of_kind(in_sentence or others(earlier.before(position, _NEAR)), kind))
    return same if len(same) == 1 else ()


def _in_paragraph(page: Page, earlier: Earlier, position: int) -> tuple[Mention, ...]:
    """Return the documents that the paragraph names before ``position``, in the order of the text."""
    start = page.text.rfind("\n", max(0, position - _PARAGRAPH_REACH), position) + 1
    named = distinct(others(earlier.before(position, position - max(start, position - _PARAGRAPH_REACH))))
    return tuple(sorted(named, key=lambda mention: mention.span.start))


def _counted(page: Page, earlier: Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["counted_files"].regex.finditer(page.text):
        count = numeral_value(match["count"])
        if count is None or count < 2:
            continue
        row = earlier.closed_by(match.start())
        if match["kind"]:
            meant = _last_of_kind(page, earlier, match["kind"], match.start(), count)
        elif len(row) >= count:
            meant = row[-count:]
        else:
            meant = _last_of_kind(page, earlier, ANY_KIND, match.start(), count)
        if meant:
            words = _THESE.search(page.text, max(0, match.start() - _THESE_REACH), match.start())
            span = Span(start=words.start() if words else match.start(), end=match.end())
            yield anaphor(page, span, Rule.COUNTED_FILES, [mention.span for mention in meant])


def _last_list(earlier: Earlier, position: int, count: int) -> tuple[Mention, ...]:
    """Return the last list near before ``position`` that has just ``count`` members."""
    for row in earlier.rows_before(position):
        if position - row[-1].span.end > _LIST_REACH:
            return ()
        if len(row) == count:
            return row
    return ()


def _last_of_kind(page: Page, earlier: Earlier, kind: str, position: int, count: int) -> tuple[Mention, ...]:
    """Return the last ``count`` documents of a kind: of a list, else where just so many are in reach.

    Files are those of the paragraph, if it names just so many.
    """
    if kind == ANY_KIND:
        named = _in_paragraph(page, earlier, position)
        return named if len(named) == count else _last_list(earlier, position, count)
    for row in earlier.rows_before(position):
        if position - row[-1].span.end > _KIND_REACH:
            break
        named = of_kind(others(row), kind)
        if len(named) >= count:
            return named[-count:]
    same = distinct(of_kind(others(earlier.before(position, _LIST_REACH)), kind))
    return tuple(sorted(same, key=lambda item: item.span.start)) if len(same) == count else ()


def _files(page: Page, earlier: Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["file_alone"].regex.finditer(page.text):
        same = earlier.sole(ANY_KIND, match.start())
        if same is not None:
            span = Span(start=match.start(), end=match.end())
            yield anaphor(page, span, Rule.ONLY_DOCUMENT_SO_FAR, (same.span,))


def _notices(page: Page, earlier: Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["notice_alone"].regex.finditer(page.text):
        group = "handed" if match["handed"] else "followed"
        same = earlier.sole(_NOTICE, match.start(group))
        if same is not None:
            span = Span(start=match.start(group), end=match.end(group))
            yield anaphor(page, span, Rule.ONLY_NOTICE_SO_FAR, (same.span,))


def _tails(page: Page, earlier: Earlier) -> Iterator[Mention]:
    for match in load_patterns("citations")["plan_of_years"].regex.finditer(page.text):
        same = earlier.with_tail(match["name"], match.start())
        if same is not None:
            span = Span(start=match.start(), end=match.end())
            yield anaphor(page, span, Rule.TAIL_OF_TITLE, (same.span,))


def _same_as_above(page: Page, earlier: Earlier) -> Iterator[Mention]:
    """Yield 同上 after a word for a basis: it means what the list before it means."""
    for match in load_patterns("citations")["same_as_above"].regex.finditer(page.text):
        row = next(earlier.rows_before(match.start("same")), ())
        if row and match.start("same") - row[-1].span.end <= _LIST_REACH:
            span = Span(start=match.start("same"), end=match.end("same"))
            yield anaphor(page, span, Rule.SAME_AS_ABOVE, [mention.span for mention in row])
