"""What was named before a place in the text, by the questions that words pointing back ask."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.finding.lists import find_lists, issuer_before, tail_end
from extract.finding.page import Page
from extract.finding.rules import Rule
from extract.model import Mention, MentionKind, Span
from extract.numbers import number_key
from extract.patterns import load_patterns
from extract.titles import title_keys

__all__ = ["ANY_KIND", "Earlier", "anaphor", "distinct", "kind_of", "of_kind", "others"]

ANY_KIND = "文件"
"""Stands for a document of any kind."""

_JOINT = re.compile(r"\s*(?:等)?[、，,]?\s*(?:这|以上|上述)?\s*")
_LAST_FEW = 3
_STANDARDS = ("标准", "规范")
_ENDINGS = range(3, 7)


class Earlier:
    """The mentions of a text, in its order."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        """Index ``mentions``, which are in the order of the text of ``page``."""
        self._text = page.text
        self._mentions = tuple(mentions)
        self._starts = [mention.span.start for mention in mentions]
        self._rows = [[mentions[index] for index in row] for row in find_lists(page.text, self._mentions)]
        self._row_starts = [row[0].span.start for row in self._rows]
        self._soles: dict[str, _Sole] = {}
        self._by_tail: dict[str, _Sole] = {}
        self._by_ending: dict[str, _Sole] = {}
        pattern = load_patterns("citations")["plan_of_years"].regex
        for mention in others(self._mentions):
            for kind in {ANY_KIND, kind_of(mention.title)}:
                self._soles.setdefault(kind, _Sole()).add(mention)
            core = title_keys(mention.title).core
            for length in _ENDINGS:
                self._by_ending.setdefault(core[-length:], _Sole()).add(mention)
            for match in pattern.finditer(mention.title):
                self._by_tail.setdefault(match["name"], _Sole()).add(mention)

    def before(self, position: int, within: int) -> tuple[Mention, ...]:
        """Return the mentions before ``position``, at most ``within`` characters back."""
        low = bisect_left(self._starts, position - within)
        return self._mentions[low : bisect_left(self._starts, position)]

    def sole(self, kind: str, position: int) -> Mention | None:
        """Return the last mention before ``position`` of the only document of ``kind`` named so far, else None."""
        found = self._soles.get(kind)
        return found.before(position) if found else None

    def with_ending(self, words: str, position: int) -> Mention | None:
        """Return the last mention before ``position`` of the only document so far whose title ends with ``words``.

        Only words that say more than a kind of document are looked for: three to six characters.
        """
        found = self._by_ending.get(words) if len(words) in _ENDINGS else None
        return found.before(position) if found else None

    def any_of_kind(self, kind: str, position: int) -> bool:
        """Say whether a document of ``kind`` was named before ``position``."""
        found = self._soles.get(kind)
        return found is not None and found.first < position

    def with_tail(self, words: str, position: int) -> Mention | None:
        """Return the last mention before ``position`` with these words in its title, if one document alone has them."""
        found = self._by_tail.get(words)
        return found.before(position) if found else None

    def rows_before(self, position: int) -> Iterator[tuple[Mention, ...]]:
        """Yield the lists of mentions before ``position``, the last first."""
        for index in range(bisect_left(self._row_starts, position) - 1, -1, -1):
            yield tuple(mention for mention in self._rows[index] if mention.span.start < position)

    def closed_by(self, position: int) -> tuple[Mention, ...]:
        """Return the list of mentions that the words at ``position`` directly follow, else nothing."""
        row = next(self.rows_before(position), ())
        if not row:
            return ()
        end = tail_end(self._text, row[-1])
        return row if end <= position and _JOINT.fullmatch(self._text, end, position) else ()


class _Sole:
    """Mentions in the order of the text, as far as they name one document only."""

    def __init__(self) -> None:
        self.first = 0
        self._identity = ""
        self._mentions: list[Mention] = []
        self._starts: list[int] = []
        self._second: int | None = None

    def add(self, mention: Mention) -> None:
        """Take the next mention."""
        if self._second is not None:
            return
        if not self._mentions:
            self.first, self._identity = mention.span.start, _identity(mention)
        elif _identity(mention) != self._identity and not _same_number(self._mentions, mention):
            self._second = mention.span.start
            return
        self._mentions.append(mention)
        self._starts.append(mention.span.start)

    def before(self, position: int) -> Mention | None:
        """Return the last mention before ``position``; None without one, or after a second document."""
        if self._second is not None and self._second < position:
            return None
        index = bisect_left(self._starts, position)
        return self._mentions[index - 1] if index else None


def anaphor(page: Page, span: Span, rule: Rule, meant: Sequence[Span]) -> Mention:
    """Return a mention of the words at ``span`` that points back at the mentions at ``meant``."""
    articles = load_patterns("citations")["articles"].regex.match(page.text, span.end)
    issuer = issuer_before(page.text, span.start).span
    return Mention(
        span=span,
        kind=MentionKind.ANAPHOR,
        title=span.of(page.text).strip('《》〈〉“”"‘’'),
        number=None,
        issuer_text=issuer.of(page.text) if issuer else "",
        cue="",
        articles=(articles["articles"],) if articles else (),
        rule=rule,
        antecedents=tuple(meant),
    )


def others(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those of ``mentions`` that name another document themselves."""
    return tuple(
        mention
        for mention in mentions
        if mention.rule not in (Rule.OWN_TITLE, Rule.OWN_ATTACHMENT)
        and mention.kind is not MentionKind.ANAPHOR
        and not mention.antecedents
    )


def distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the last mention of each document that ``mentions`` name."""
    kept: dict[str, Mention] = {}
    numbered: dict[str, str] = {}
    for mention in mentions:
        number = number_key(mention.number) if mention.number else ""
        identity = numbered.get(number, _identity(mention))
        if number:
            numbered.setdefault(number, identity)
        kept[identity] = mention
    return tuple(kept.values())


def kind_of(title: str) -> str:
    """Return the word for a kind of document that ``title`` ends with, "" without one.

    >>> kind_of("市校车管理办法（试行）")
    '办法'
    """
    match = load_patterns("citations")["kind_at_end"].regex.search(title)
    return match["kind"] if match else ""


def of_kind(mentions: Sequence[Mention], kind: str) -> tuple[Mention, ...]:
    """Return those of ``mentions`` whose title is of ``kind``; a technical standard may be called 规范."""
    if kind == ANY_KIND:
        return tuple(mentions)
    kinds = _STANDARDS if kind in _STANDARDS else (kind,)
    return tuple(mention for mention in mentions if kind_of(mention.title) in kinds)


def _identity(mention: Mention) -> str:
    """Return what two mentions of one document share as written: the title's core, else the number."""
    return title_keys(mention.title).core if mention.title else number_key(mention.number or "")


def _same_number(mentions: Sequence[Mention], mention: Mention) -> bool:
    """Say whether ``mention`` has the number of one of the last few ``mentions``."""
    key = number_key(mention.number) if mention.number else ""
    return bool(key) and any(number_key(other.number or "") == key for other in mentions[-_LAST_FEW:])
