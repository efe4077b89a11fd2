"""The reasons that speak for and against a mention meaning an entry of the catalogue.

Each is a small function of a claim (what the mention says) and an entry; it returns how far it holds,
from 0 to 1, or None where it cannot speak. Its docstring is its public documentation.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from extract.abridged import kept_share
from extract.claims import Claim, facts_of
from extract.model import Entry, Level, MentionKind
from extract.patterns import load_patterns
from extract.places import load_places

__all__ = ["FEATURES", "Feature"]

Reason = Callable[[Claim, Entry], float | None]


_SERIES = re.compile("(?P<code>[^〔〕]+)〔(?P<year>[0-9]{4})〕[0-9]+号")
_LOST = 1
_OF_FULL_TITLE = 0.8
_OF_SHORT_TITLE = 0.5
_ANOTHER_TITLE = 0.3
"""One number may carry two papers of nearly one title; one letter then tells them apart."""

_STATE = "中华人民共和国"

Values = Callable[[Claim, Entry], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A reason with its weight. ``main`` reasons propose (the best counts), others add or take away.

    ``values`` returns what fills the reason's sentence: as the text has it, as the catalogue has it.
    """

    name: str
    reason: Reason
    weight: float
    values: Values
    main: bool = False


def same_number(claim: Claim, entry: Entry) -> float | None:
    """Say that the document number is the same, spelling aside."""
    number = facts_of(entry).number
    return float(claim.number == number) if claim.number and number else None


def same_title(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles are the same, letter by letter; width, brackets, spaces and 中华人民共和国 aside."""
    written, known = claim.keys.exact, facts_of(entry).keys.exact
    return float(written.removeprefix(_STATE) == known.removeprefix(_STATE)) if written else None


def same_core(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles are the same without issuer, wrapping notice, 关于, （试行） and edition."""
    return float(claim.keys.core == facts_of(entry).keys.core) if claim.keys.core else None


def same_stem(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles are the same but for a trailing 通知, a leading ministry, 的 or 若干."""
    return float(claim.keys.stem == facts_of(entry).keys.stem) if claim.keys.stem else None


def same_but_year(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles are the same but for the year, which the text does not say."""
    keys = facts_of(entry).keys
    if not claim.keys.undated or claim.keys.years or claim.keys.edition:
        return None
    return float(claim.keys.undated == keys.undated)


def short_name(claim: Claim, entry: Entry) -> float | None:
    """Say that the text uses a short or popular name that the catalogue has for the document."""
    if not claim.keys.exact:
        return None
    names = facts_of(entry).names
    return float(claim.keys.exact in names or claim.keys.core in names)


def similar_title(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles differ by a misprint or a lost character."""
    stem = facts_of(entry).keys.stem
    if min(len(claim.keys.stem), len(stem)) < 10:
        return None
    ratio = Indel.normalized_similarity(claim.keys.stem, stem)
    return ratio if ratio >= 0.9 else 0.0


def abridged_title(claim: Claim, entry: Entry) -> float | None:
    """Say that the text cuts the title down to some of its own words, in their order."""
    if not claim.keys.stem or claim.number or claim.keys.stem == facts_of(entry).keys.stem:
        return None
    share = kept_share(claim.keys.stem, facts_of(entry).keys.stem)
    if share and claim.mention.kind is MentionKind.BRACKETED:
        # what stands in title brackets with 关于 is meant to be the title, not a few words of it
        least = _OF_FULL_TITLE if "关于" in claim.mention.title else _OF_SHORT_TITLE
        written, known = map(_specific, (claim.keys.stem, facts_of(entry).keys.stem))
        if load_patterns("citations")["legal_kind"].regex.search(written) and not _same_subject(
            written, known
        ):
            return 0.0
        if len(written) < least * len(known):
            return 0.0
    return 0.9 + 0.1 * share if share else 0.0


def _same_subject(written: str, known: str) -> bool:
    """Say whether two titles of acts rule the same: an act's subject is its name, and no word of it is spare."""
    general = load_patterns("citations")["general_in_acts"].regex
    return general.sub("", written) == general.sub("", known)


def _specific(stem: str) -> str:
    """Return ``stem`` without the words that stand in titles of every subject (进一步, 加强, 工作)."""
    return load_patterns("citations")["unspecific"].regex.sub("", stem)


def number_differs(claim: Claim, entry: Entry) -> float | None:
    """Say that text and catalogue give different document numbers."""
    number = facts_of(entry).number
    return float(claim.number != number) if claim.number and number else None


def other_series(claim: Claim, entry: Entry) -> float | None:
    """Say that the two numbers are of different years or of different issuers' series."""
    printed, known = _SERIES.fullmatch(claim.mention.number or ""), _SERIES.fullmatch(entry.number or "")
    if printed is None or known is None:
        return None
    one, other = sorted((Counter(printed["code"]), Counter(known["code"])), key=Counter.total)
    # 中办 for 中办发, 国发办 for 国办发: a code with a character lost or moved is still the same
    same_code = one <= other and other.total() - one.total() <= _LOST
    return float(not same_code or printed["year"] != known["year"])


def title_differs(claim: Claim, entry: Entry) -> float | None:
    """Say that the number is the same, but not the title; the less they share, the more it counts."""
    if not claim.keys.stem or not claim.number or facts_of(entry).number != claim.number:
        return None
    keys = facts_of(entry).keys
    if claim.keys.exact in facts_of(entry).names or keys.stem in claim.keys.exact:
        return 0.0
    if claim.keys.stem == keys.stem:
        return 0.0
    return max(_ANOTHER_TITLE, 1.0 - Indel.normalized_similarity(claim.keys.stem, keys.stem))


def same_issuer(claim: Claim, entry: Entry) -> float | None:
    """Say that a body that the text names issued the document."""
    issuers = facts_of(entry).issuers
    return float(bool(claim.issuers & issuers)) if claim.issuers and issuers else None


def issuer_differs(claim: Claim, entry: Entry) -> float | None:
    """Say that the text names an issuer, and it is not the one that the catalogue has."""
    same = same_issuer(claim, entry)
    return None if same is None else 1.0 - same


def other_level(claim: Claim, entry: Entry) -> float | None:
    """Say that the text places the document on another level of government.

    What a title says of a level is no sign against the very entry that bears the title (风景名胜区条例).
    """
    if Level.UNKNOWN in (claim.level, entry.level):
        return None
    facts = facts_of(entry)
    if not claim.issuer and claim.level in facts.said_levels and claim.keys.core == facts.keys.core:
        return 0.0
    return float(claim.level is not entry.level)


def other_place(claim: Claim, entry: Entry) -> float | None:
    """Say that the text speaks of a document of another place."""
    if claim.place is None or entry.place is None or claim.level is not entry.level:
        return None
    found = load_places().named(entry.place)
    return None if found is None else float(found.code != claim.place)


def after_citing(claim: Claim, entry: Entry) -> float | None:
    """Say that the document was issued after the text that cites it."""
    if not claim.cited_on or not entry.issued_on:
        return None
    length = min(len(claim.cited_on), len(entry.issued_on))
    return float(entry.issued_on[:length] > claim.cited_on[:length])


def other_year(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles name different years."""
    years = facts_of(entry).keys.years
    return float(not set(claim.keys.years) & set(years)) if claim.keys.years and years else None


def same_year(claim: Claim, entry: Entry) -> float | None:
    """Say that the titles name the same year or period."""
    years = facts_of(entry).keys.years
    return float(claim.keys.years == years) if claim.keys.years and years else None


def in_its_period(claim: Claim, entry: Entry) -> float | None:
    """Say that the text that cites was written within the years that the title names."""
    years = facts_of(entry).keys.years
    if len(years) != 2 or not claim.cited_on:
        return None
    return float(years[0] <= claim.cited_on[:4] <= years[1])


def repealed(claim: Claim, entry: Entry) -> float | None:
    """Say that the document is no longer in force."""
    return float(entry.status == "repealed") if entry.status else None


def _titles(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.mention.title, entry.title


def _numbers(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.mention.number or "", entry.number or ""


def _issuers(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.issuer, "；".join(entry.issuers)


def _levels(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.level.value, entry.level.value


def _places(claim: Claim, entry: Entry) -> tuple[str, ...]:
    place = load_places().get(claim.place or "")
    return place.name if place else "", entry.place or ""


def _days(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.cited_on, entry.issued_on or ""


def _days_and_years(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return claim.cited_on, "、".join(facts_of(entry).keys.years)


def _years(claim: Claim, entry: Entry) -> tuple[str, ...]:
    return "、".join(claim.keys.years), "、".join(facts_of(entry).keys.years)


FEATURES: tuple[Feature, ...] = (
    Feature(name="same_number", reason=same_number, values=_numbers, weight=0.95, main=True),
    Feature(name="same_title", reason=same_title, values=_titles, weight=0.92, main=True),
    Feature(name="same_core", reason=same_core, values=_titles, weight=0.88, main=True),
    Feature(name="same_stem", reason=same_stem, values=_titles, weight=0.80, main=True),
    Feature(name="same_but_year", reason=same_but_year, values=_titles, weight=0.76, main=True),
    Feature(name="short_name", reason=short_name, values=_titles, weight=0.80, main=True),
    Feature(name="similar_title", reason=similar_title, values=_titles, weight=0.72, main=True),
    Feature(name="abridged_title", reason=abridged_title, values=_titles, weight=0.70, main=True),
    Feature(name="number_differs", reason=number_differs, values=_numbers, weight=-0.20),
    Feature(name="other_series", reason=other_series, values=_numbers, weight=-0.40),
    Feature(name="title_differs", reason=title_differs, values=_titles, weight=-0.45),
    Feature(name="same_issuer", reason=same_issuer, values=_issuers, weight=0.08),
    Feature(name="issuer_differs", reason=issuer_differs, values=_issuers, weight=-0.10),
    Feature(name="other_level", reason=other_level, values=_levels, weight=-0.50),
    Feature(name="other_place", reason=other_place, values=_places, weight=-0.60),
    Feature(name="after_citing", reason=after_citing, values=_days, weight=-0.35),
    Feature(name="other_year", reason=other_year, values=_years, weight=-0.50),
    Feature(name="same_year", reason=same_year, values=_years, weight=0.05),
    Feature(name="in_its_period", reason=in_its_period, values=_days_and_years, weight=0.08),
    Feature(name="repealed", reason=repealed, values=_titles, weight=-0.02),
)
