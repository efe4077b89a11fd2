"""What a mention says of the document it means, read once and compared with many entries."""

import re
from dataclasses import dataclass
from functools import cache

from extract.bodies import load_bodies
from extract.model import Entry, Head, Level, Mention
from extract.numbers import number_key
from extract.origins import origin_of
from extract.titles import TitleKeys, squeeze, title_keys

__all__ = ["Claim", "EntryFacts", "cited_on", "claim_of", "facts_of"]

_YEAR_OF_NUMBER = re.compile("〔([0-9]{4})〕")


_NOBODY = Head(
    title=None,
    number=None,
    issuers=(),
    level=Level.UNKNOWN,
    place=None,
    place_code=None,
    issued_on=None,
    kind=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The words of a mention in comparable form.

    ``issuers`` are ids of bodies, where known; ``issuer`` the words. ``level`` and ``place`` (a code) are
    what number, issuer and title say, unknown and None where they say nothing. ``cited_on`` is the day
    of the citing document as partial ISO text, "" if unknown.
    """

    mention: Mention
    keys: TitleKeys
    number: str
    issuer: str
    issuers: frozenset[str]
    level: Level
    place: str | None
    cited_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """An entry in comparable form: the keys of its title and of its short names, its number, its issuers.

    ``said_levels`` are those that the words of its title say, right or not, with 中华人民共和国 in front
    or without (风景名胜区条例, 海南自由贸易港法).
    """

    keys: TitleKeys
    names: frozenset[str]
    number: str
    issuers: frozenset[str]
    said_levels: frozenset[Level]


def claim_of(mention: Mention, head: Head, text: str = "") -> Claim:
    """Return what ``mention`` says, as read in a document with this ``head`` and ``text``."""
    keys = title_keys(mention.title)
    issuer = mention.issuer_text or keys.issuer
    bodies = load_bodies()
    year = _year(cited_on(head))
    found = [bodies.named(name, head.place_code, year) for name in bodies.split(issuer)] if issuer else []
    known = [body for body in found if body is not None]
    origin = origin_of(mention.title, mention.number, mention.issuer_text, head, text)
    return Claim(
        mention=mention,
        keys=keys,
        number=number_key(mention.number) if mention.number else "",
        issuer=issuer,
        issuers=frozenset(body.id for body in known),
        level=origin.level,
        place=origin.place,
        cited_on=cited_on(head),
    )


def cited_on(head: Head) -> str:
    """Return when the citing document was issued, as partial ISO text: its date, else the year in its number."""
    year = _YEAR_OF_NUMBER.search(head.number or "")
    return head.issued_on or (year[1] if year else "")


@cache
def facts_of(entry: Entry) -> EntryFacts:
    """Return ``entry`` in comparable form."""
    bodies = load_bodies()
    year = _year(entry.issued_on)
    found = (bodies.named(issuer, None, year) for issuer in entry.issuers)
    return EntryFacts(
        keys=title_keys(entry.title),
        names=frozenset(squeeze(name) for name in entry.short_names),
        number=number_key(entry.number) if entry.number else "",
        issuers=frozenset(body.id for body in found if body is not None),
        said_levels=frozenset(
            origin_of(title, None, "", _NOBODY).level
            for title in (entry.title, entry.title.removeprefix("中华人民共和国"))
        ),
    )


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day and day[:4].isdigit() else None
