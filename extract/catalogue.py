"""The catalogue: the documents that are known, found by number, by title, by short name.

It proposes and never decides: ``candidates`` returns every entry that a mention might mean, cheaply, and
``extract.resolve`` weighs them. The national documents ship with the product; users add their own files
(``extract.user_catalogue``), and the documents of a folder join with ``with_entries``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from extract.model import Entry, Level, Mention
from extract.near_titles import NearTitles
from extract.numbers import number_key
from extract.tables import read_table, split_list
from extract.titles import TitleKeys, squeeze, title_keys, unwrap

__all__ = ["Catalogue", "Relation", "load_catalogue"]

_LEVELS = ("exact", "core", "stem")
_FIVE_YEAR_PLANS = "一二三四五六"
_FIVE_YEAR_PLAN = re.compile("十([一二三四五六])五(?!年)|第十([一二三四五六])个五年")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d{2})((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two documents hang together: supersedes, repeals, amends, implements, issued_with, period.

    ``from_id`` or ``to_id`` is None where the catalogue lacks the document; its title then says which.
    ``effective_on`` is partial ISO text. ``scope`` holds years (period), the ordinal of an amendment, or
    a remark (``in part``; ``same matter; not repealed``). ``certainty``: attested, certain or likely.
    """

    from_id: str | None
    relation: str
    to_id: str | None
    from_title: str
    to_title: str
    effective_on: str | None
    scope: str
    certainty: str
    source: str


class Catalogue:
    """Entries with their indexes; it never changes, ``with_entries`` returns another."""

    def __init__(
        self,
        entries: Iterable[Entry],
        relations: tuple[Relation, ...] = (),
        edition_dates: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """Hold ``entries``; of two with one id the later stands. ``edition_dates`` are by document id."""
        self._by_id = {entry.id: entry for entry in entries}
        self.relations = relations
        self._edition_dates = edition_dates

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, identity: str) -> Entry | None:
        """Return the entry with this id."""
        return self._by_id.get(identity)

    def with_entries(self, entries: Iterable[Entry]) -> "Catalogue":
        """Return a catalogue that holds ``entries`` too; one with an id that is known replaces it."""
        return Catalogue((*self, *entries), self.relations, self._edition_dates)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        """Return the entries with this document number in any spelling; one number may carry several."""
        return self._by_number.get(number_key(number), ())

    def by_title(self, title: str) -> tuple[Entry, ...]:
        """Return the entries whose title has the same normal form, at the strictest level that has any.

        The levels are those of ``TitleKeys``; entries that bear the title as another accepted name
        follow. The key without years is used only where ``title`` has none, so siblings by year come
        back together and a title of another year does not.
        """
        keys = title_keys(title)
        for level in _LEVELS:
            if found := self._by_key[level].get(getattr(keys, level)):
                return _once(found)
        if named := self.by_short_name(title):
            return named
        if keys.years or keys.edition or not keys.undated:
            return ()
        return _once(self._by_key["undated"].get(keys.undated, ()))

    def by_short_name(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that bear ``name`` as a short or popular name, quotation marks aside."""
        keys = title_keys(name)
        return _once(self._by_short.get(keys.exact, self._by_short.get(keys.core, ())))

    def near(self, title: str, limit: int = 5) -> tuple[tuple[Entry, float], ...]:
        """Return entries of almost this title with the likeness (0 to 1), best first.

        A misprint or a lost character, at most two; what differs by a number, year, place, school stage
        or subject is a sibling, never near (``extract.near_titles``). Short titles have no near ones.
        """
        return tuple((self._by_id[identity], ratio) for identity, ratio in self._near.like(title, limit))

    def candidates(self, mention: Mention) -> tuple[Entry, ...]:
        """Return the entries that ``mention`` might mean, each once; cheap, and it never decides.

        First those of its number, then those of its title (of each title that a notice carries, too),
        then those that bear it as a short name, and only where all this gives nothing, near titles.
        """
        found: list[Entry] = []
        if mention.number:
            found.extend(self.by_number(mention.number))
        if mention.title:
            found.extend(self.by_title(mention.title))
            inner = unwrap(mention.title)
            for title in inner if len(inner) > 1 else ():
                found.extend(self.by_title(title))
            found.extend(self.by_short_name(mention.title))
            if not found:
                found.extend(entry for entry, _ in self.near(mention.title))
        return _once(found)

    @cached_property
    def short_names(self) -> Mapping[str, tuple[Entry, ...]]:
        """The short and popular names as the tables write them, each with the entries that bear it."""
        names: dict[str, list[Entry]] = defaultdict(list)
        for entry in self:
            for name in entry.short_names:
                names[name].append(entry)
        return {name: tuple(entries) for name, entries in names.items()}

    def relations_of(self, identity: str) -> tuple[Relation, ...]:
        """Return the relations that a document has on either side, in the table's order."""
        return self._by_document.get(identity, ())

    def replaced_by(self, identity: str) -> tuple[Relation, ...]:
        """Return the relations by which later documents repealed or superseded this one."""
        return tuple(
            relation
            for relation in self.relations_of(identity)
            if relation.to_id == identity and relation.relation in ("repeals", "supersedes")
        )

    def period_end(self, identity: str) -> int | None:
        """Return the last year of the period that a plan covers, None where it has none.

        From the relations table; for a document that it lacks, from a period in the title: 2021—2025年, or
        the number of a five-year plan (“十四五”, the fourteenth, ends in 2025).
        """
        for relation in self.relations_of(identity):
            if relation.relation == "period" and relation.from_id == identity:
                return int(relation.scope.rpartition("-")[2])
        entry = self.get(identity)
        title = squeeze(entry.title) if entry else ""
        if (period := _PERIOD.search(title)) and period[1] < period[2]:
            return int(period[2])
        if plan := _FIVE_YEAR_PLAN.search(title):
            return 2010 + 5 * (_FIVE_YEAR_PLANS.index(plan[1] or plan[2]))
        return None

    def editions(self, title: str) -> tuple[str, ...]:
        """Return the dates of the editions of the law or regulation with this title or id, oldest first."""
        if title in self._edition_dates:
            return self._edition_dates[title]
        dates = [self._edition_dates.get(entry.id, ()) for entry in self.by_title(title)]
        return next((found for found in dates if found), ())

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self:
            if entry.number:
                found[number_key(entry.number)].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def _keys(self) -> Mapping[str, TitleKeys]:
        return {entry.id: title_keys(entry.title) for entry in self}

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, list[Entry]]]:
        found: dict[str, dict[str, list[Entry]]] = {level: defaultdict(list) for level in _LEVELS}
        found["undated"] = defaultdict(list)
        for entry in self:
            keys = self._keys[entry.id]
            for level, index in found.items():
                index[getattr(keys, level)].append(entry)
        return {level: dict(index) for level, index in found.items()}

    @cached_property
    def _by_short(self) -> Mapping[str, Iterable[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self:
            for name in entry.short_names:
                found[squeeze(name)].append(entry)
                if (core := title_keys(name).core) != squeeze(name):
                    found[core].append(entry)
        return dict(found)

    @cached_property
    def _near(self) -> NearTitles:
        return NearTitles((identity, keys.stem) for identity, keys in self._keys.items())

    @cached_property
    def _by_document(self) -> Mapping[str, tuple[Relation, ...]]:
        found: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for identity in {relation.from_id, relation.to_id} - {None}:
                found[str(identity)].append(relation)
        return {identity: tuple(relations) for identity, relations in found.items()}


def load_catalogue(*extra: Path) -> Catalogue:
    """Return the catalogue that ships, with the rows of the users' files ``extra`` (CSV or xlsx).

    A row for a document that is known (its id, or its number and title) adds to that entry: what the row
    says counts, what it leaves open stays. Raises ``DataError`` for a file that cannot be read or a row
    that cannot be understood, with file and line.
    """
    catalogue = _shipped()
    for path in extra:
        from extract.user_catalogue import read_entries

        known = catalogue
        catalogue = known.with_entries(_merged(known, entry) for entry in read_entries(path))
    return catalogue


def _merged(catalogue: Catalogue, row: Entry) -> Entry:
    """Return a user's row laid over the entry of the same document, or the row itself."""
    known = catalogue.get(row.id)
    if known is None and row.number:
        same_title = {entry.id for entry in catalogue.by_title(row.title)}
        known = next((entry for entry in catalogue.by_number(row.number) if entry.id in same_title), None)
    if known is None:
        return row
    return replace(
        row,
        id=known.id,
        number=row.number or known.number,
        issuers=row.issuers or known.issuers,
        issued_on=row.issued_on or known.issued_on,
        kind=row.kind or known.kind,
        level=known.level if row.level is Level.UNKNOWN else row.level,
        place=row.place or known.place,
        status=known.status if row.status == "unknown" else row.status,
        short_names=tuple(dict.fromkeys((*known.short_names, *row.short_names))),
        source=f"{row.source};{known.source}",
    )


@cache
def _shipped() -> Catalogue:
    dates: dict[str, list[str]] = defaultdict(list)
    for row in read_table("law_editions.csv"):
        dates[row["document_id"]].append(row["edition_date"])
    return Catalogue(
        (_entry(row) for row in read_table("documents.csv")),
        tuple(_relation(row) for row in read_table("relations.csv")),
        {identity: tuple(sorted(found)) for identity, found in dates.items()},
    )


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        title=row["title"],
        number=row["doc_number"] or None,
        issuers=split_list(row["issuers"]),
        issued_on=row["issued_on"] or None,
        kind=row["kind"] or None,
        level=Level.CENTRAL,
        place=None,
        status=row["status"],
        short_names=split_list(row["short_names"]),
        source=row["source"],
    )


def _relation(row: Mapping[str, str]) -> Relation:
    return Relation(
        from_id=row["from_id"] or None,
        relation=row["relation"],
        to_id=row["to_id"] or None,
        from_title=row["from_title"],
        to_title=row["to_title"],
        effective_on=row["effective_on"] or None,
        scope=row["scope"],
        certainty=row["certainty"],
        source=row["source"],
    )


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.id: entry for entry in entries}.values())
