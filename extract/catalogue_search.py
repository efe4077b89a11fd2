"""Looks into the catalogue for people: find a document by words, show what became of it, check a file.

``check_file`` reads a user's catalogue and says, line by line, what is doubled in it and what contradicts
the documents that are known already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.bodies import load_bodies
from extract.catalogue import Catalogue, Relation
from extract.errors import Words
from extract.model import Entry
from extract.numbers import normal_number, number_key
from extract.tables import read_table, split_list
from extract.titles import squeeze, title_keys
from extract.user_catalogue import read_rows

__all__ = ["Finding", "Portrait", "Related", "check_file", "portrait", "search"]

_FIELDS = ("title", "number", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another document with the relation that joins it; ``entry`` is None where the catalogue lacks it."""

    relation: Relation
    title: str
    entry: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """All that the catalogue knows of a document.

    ``unattested`` names the fields (title, number, date) that no source shows: general knowledge.
    """

    entry: Entry
    period_end: int | None
    editions: tuple[str, ...]
    replaced_by: tuple[Related, ...]
    replaces: tuple[Related, ...]
    amended_by: tuple[Related, ...]
    implements: tuple[Related, ...]
    implemented_by: tuple[Related, ...]
    issued_with: tuple[Related, ...]
    unattested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at in a user's file: its line, a code, and the sentence in both languages."""

    line: int
    code: str
    message: Words


def search(catalogue: Catalogue, words: str, limit: int = 20) -> tuple[Entry, ...]:
    """Return the entries that ``words`` mean, best first: an id, a number, a title, a name, else words.

    Words apart are all looked for in titles and accepted names; the shorter title comes first, since it
    holds less besides.

    >>> from extract.catalogue import load_catalogue
    >>> search(load_catalogue(), "国办发[2015]71号")[0].title
    '国务院办公厅关于全面加强和改进学校美育工作的意见'
    """
    text = words.strip()
    found = [entry for entry in (catalogue.get(text),) if entry is not None]
    found.extend(catalogue.by_number(text))
    found.extend(catalogue.by_title(text))
    found.extend(catalogue.by_short_name(text))
    wanted = [key for key in map(squeeze, text.split()) if key]
    if wanted:
        found.extend(_holding(catalogue, wanted))
    return tuple({entry.id: entry for entry in found}.values())[:limit]


def portrait(catalogue: Catalogue, entry: Entry) -> Portrait:
    """Return what the catalogue knows of ``entry``: what replaced it, what it carries out, its editions."""

    def related(name: str, *, outgoing: bool) -> tuple[Related, ...]:
        here, there = ("from_id", "to_id") if outgoing else ("to_id", "from_id")
        return tuple(
            _related(catalogue, relation, there)
            for relation in catalogue.relations_of(entry.id)
            if relation.relation in name.split() and getattr(relation, here) == entry.id
        )

    return Portrait(
        entry=entry,
        period_end=catalogue.period_end(entry.id),
        editions=catalogue.editions(entry.id),
        replaced_by=related("supersedes repeals", outgoing=False),
        replaces=related("supersedes repeals", outgoing=True),
        amended_by=related("amends", outgoing=False),
        implements=related("implements", outgoing=True),
        implemented_by=related("implements", outgoing=False),
        issued_with=related("issued_with", outgoing=True) + related("issued_with", outgoing=False),
        unattested=_unattested(entry),
    )


def check_file(path: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return what should be looked at in a user's file, in the order of its lines.

    Rows doubled within the file, numbers that are none, issuers that are unknown, and rows that contradict
    ``catalogue``: its title under another number, its number under another title, another date. Raises
    ``DataError`` as ``read_rows`` does.
    """
    rows = read_rows(path)
    findings = [*_doubled(rows)]
    for line, entry in rows:
        findings.extend(_oddities(line, entry))
        findings.extend(_contradictions(line, entry, catalogue))
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.code)))


def _holding(catalogue: Catalogue, wanted: list[str]) -> list[Entry]:
    hits = []
    for entry in catalogue:
        names = [squeeze(name) for name in (entry.title, *entry.short_names)]
        if any(all(word in name for word in wanted) for name in names):
            hits.append(entry)
    return sorted(hits, key=lambda entry: (len(entry.title), entry.id))


def _related(catalogue: Catalogue, relation: Relation, side: str) -> Related:
    identity = getattr(relation, side)
    entry = catalogue.get(identity) if identity else None
    written = relation.from_title if side == "from_id" else relation.to_title
    return Related(relation=relation, title=entry.title if entry else written, entry=entry)


def _unattested(entry: Entry) -> tuple[str, ...]:
    row = next((row for row in read_table("documents.csv") if row["id"] == entry.id), None)
    if row is None:
        return ()
    given = {"title": row["title"], "number": row["doc_number"], "date": row["issued_on"]}
    attested = split_list(row["attested"])
    return tuple(field for field in _FIELDS if given[field] and field not in attested)


def _doubled(rows: Iterable[tuple[int, Entry]]) -> Iterator[Finding]:
    lines: dict[str, list[int]] = defaultdict(list)
    for line, entry in rows:
        number = number_key(entry.number) if entry.number else ""
        lines["\x1f".join((number, title_keys(entry.title).core, *entry.issuers))].append(line)
    for same in lines.values():
        for line in same[1:]:
            message = Words(f"the same document as line {same[0]}", f"与第 {same[0]} 行是同一份文件")
            yield Finding(line=line, code="doubled", message=message)


def _oddities(line: int, entry: Entry) -> Iterator[Finding]:
    if entry.number and normal_number(entry.number) is None:
        message = Words(f"{entry.number!r} is no document number", f"“{entry.number}”不像发文字号")
        yield Finding(line=line, code="odd_number", message=message)
    for name in entry.issuers:
        if load_bodies().named(name) is None:
            message = Words(f"the issuer {name!r} is not known", f"发文机关“{name}”不在机构表中")
            yield Finding(line=line, code="unknown_issuer", message=message)


def _contradictions(line: int, entry: Entry, catalogue: Catalogue) -> Iterator[Finding]:
    of_title = catalogue.by_title(entry.title)
    holders = catalogue.by_number(entry.number) if entry.number else ()
    same = [other for other in holders if other in of_title]
    if holders and not same:
        other = holders[0]
        message = Words(
            f"the number {entry.number} belongs to {other.title!r}",
            f"{entry.number} 在目录中是《{other.title}》",
        )
        yield Finding(line=line, code="other_title", message=message)
    for other in same or _of_one_issuer(entry, of_title):
        if entry.number and other.number and number_key(entry.number) != number_key(other.number):
            message = Words(f"the catalogue gives it {other.number}", f"目录中该文件的字号是 {other.number}")
            yield Finding(line=line, code="other_number", message=message)
        elif entry.issued_on and other.issued_on and not _dates_agree(entry.issued_on, other.issued_on):
            message = Words(
                f"the catalogue dates it {other.issued_on}", f"目录中该文件的日期是 {other.issued_on}"
            )
            yield Finding(line=line, code="other_date", message=message)
        elif other.id == entry.id or same:
            message = Words(
                f"known already as {other.id}; this row replaces it",
                f"目录已有该文件（{other.id}），以本行为准",
            )
            yield Finding(line=line, code="known_already", message=message)


def _of_one_issuer(entry: Entry, others: Iterable[Entry]) -> Iterator[Entry]:
    bodies = load_bodies()
    own = {body.id for name in entry.issuers for body in bodies.all_named(name)}
    for other in others:
        if own & {body.id for name in other.issuers for body in bodies.all_named(name)}:
            yield other


def _dates_agree(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
