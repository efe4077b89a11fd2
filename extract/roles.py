"""What a document does with those it cites: role, level, whether it is the document itself, where it stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.confidence import confidence_of
from extract.cues import roles_by_words
from extract.finding.lists import find_lists
from extract.model import Citation, Document, Head, Level, Mention, Resolution, Role, Section
from extract.origins import is_of_region, origin_of
from extract.patterns import load_patterns
from extract.several import levels_named

__all__ = ["cite"]

_HANDING_OUT = {
    "现将…印发给你们",
    "现将…印发你们",
    "现将…予以公布",
    "现将…予以发布",
    "现印发给你们",
    "现印发你们",
    "现予印发",
    "予以印发",
    "现印发",
    "现公布",
    "现发布",
    "现将修订后的",
}
"""What is done with a document only by the one that carries it."""
_BEGINNING = 8
_DRAWN_UP = re.compile("(?:编制|制定|制订|出台)(?:了|并实施|实施)?《?(.{8})")


def cite(
    document: Document,
    head: Head,
    sections: Sequence[Section],
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
) -> tuple[Citation, ...]:
    """Return a citation for each mention, in order."""
    roles = _roles(mentions)
    places = _Places(sections)
    return tuple(
        Citation(
            mention=mention,
            resolution=resolution,
            role=role,
            level=level,
            is_self=_is_own(resolution) or (role is Role.ISSUES and mention.cue in _HANDING_OUT),
            confidence=confidence_of(resolution),
            section=places.holding(mention.span.start),
        )
        for mention, resolution, role, level in zip(
            mentions, resolutions, roles, _levels(document.text, head, mentions, resolutions), strict=True
        )
    )


def _roles(mentions: Sequence[Mention]) -> list[Role]:
    """Return the role of each mention: what its cue says, ``mentions`` without one.

    What is handed on by a word that points back (现将有关通知转发给你们) is forwarded where it is named, too.
    """
    by_cue = roles_by_words()
    roles = [by_cue.get(mention.cue, Role.MENTIONS) for mention in mentions]
    places = {mention.span: index for index, mention in enumerate(mentions)}
    for mention, role in zip(mentions, tuple(roles), strict=True):
        if role is Role.FORWARDS:
            for span in mention.antecedents:
                index = places.get(span)
                if index is not None and roles[index] is Role.MENTIONS:
                    roles[index] = Role.FORWARDS
    return roles


def _is_own(resolution: Resolution) -> bool:
    return any(item.reason == "own_document" for item in resolution.evidence)


def _levels(
    text: str, head: Head, mentions: Sequence[Mention], resolutions: Sequence[Resolution]
) -> list[Level]:
    """Return the level of each cited document; in a list, one that says nothing is of the level before it."""
    drawn_up = {match[1] for match in _DRAWN_UP.finditer(text)}
    levels = [_level(text, drawn_up, resolution, head) for resolution in resolutions]
    for row in find_lists(text, mentions):
        for before, index in pairwise(row):
            of_region = is_of_region(mentions[index].title)
            if levels[index] is Level.UNKNOWN and not mentions[index].number and not of_region:
                levels[index] = levels[before]
    _level_by_first_character(mentions, levels)
    by_span = {mention.span: level for mention, level in zip(mentions, levels, strict=True)}
    for index, mention in enumerate(mentions):
        if mention.antecedents and levels[index] is Level.UNKNOWN:
            levels[index] = by_span[mention.span] = by_span.get(mention.antecedents[0], Level.UNKNOWN)
    return levels


def _level_by_first_character(mentions: Sequence[Mention], levels: list[Level]) -> None:
    """Fill in the level of numbers whose code begins like the place in another number's title or issuer."""
    known: dict[str, set[Level]] = {}
    for mention, level in zip(mentions, levels, strict=True):
        if level not in (Level.UNKNOWN, Level.CENTRAL) and mention.number:
            known.setdefault(mention.number[0], set()).add(level)
    for index, mention in enumerate(mentions):
        found = known.get(mention.number[0], set()) if mention.number else set()
        if levels[index] is Level.UNKNOWN and len(found) == 1:
            levels[index] = next(iter(found))


def _level(text: str, drawn_up: set[str], resolution: Resolution, head: Head) -> Level:
    """Return the level that the catalogue or the words give; ``drawn_up`` are beginnings of titles.

    What the text itself has drawn up is a document of its own level.
    """
    if _is_own(resolution):
        return head.level
    first = resolution.targets[0]
    if first.entry is not None:
        return first.entry.level
    issuer = resolution.mention.issuer_text
    issuer = next(iter(levels_named(issuer)), issuer)
    code = load_patterns("citations")["standard_code"].regex.match(text, resolution.mention.span.end)
    if code is not None:
        return Level.PROVINCIAL if code["local"] else Level.CENTRAL
    found = origin_of(first.title, first.number, issuer, head, text).level
    if found is Level.UNKNOWN and first.title[:_BEGINNING] in drawn_up:
        return head.level
    return found


class _Places:
    """The sections of a document by position: the deepest that holds it."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = tuple(sections)
        self._starts = [section.span.start for section in sections]

    def holding(self, position: int) -> str | None:
        """Return the id of the deepest section whose span holds ``position``."""
        index = bisect_right(self._starts, position) - 1
        while index >= 0:
            section = self._sections[index]
            if position < section.span.end:
                return section.id
            index -= 1
        return None
