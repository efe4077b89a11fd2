"""Documents as nodes: those read here, those of the catalogue, and those that are only cited."""

from datetime import date

from extract.bodies import load_bodies
from extract.catalogue import Catalogue
from extract.model import Analysis, Citation, Entry, Level, Origin, Target
from extract.places import load_places
from extract.titles import squeeze
from graph.actors import add_body, add_place, place_code
from graph.collect import Collector

__all__ = ["add_cited", "add_entry", "add_read", "full_day"]


def full_day(text: str | None) -> date | None:
    """Return the day that partial ISO text names, None where month or day are not known.

    >>> full_day("2021-03-22"), full_day("2021-03"), full_day(None)
    (datetime.date(2021, 3, 22), None, None)
    """
    if text is None or len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_read(
    collector: Collector,
    analysis: Analysis,
    sources: tuple[str, ...],
    known: Entry | None,
    period: int | None,
) -> str:
    """Keep a document that was read, with what only the catalogue knows of it; return its node id."""
    head, document = analysis.head, analysis.document
    day = head.issued_on or (known.issued_on if known else None)
    collector.node(
        "Document",
        document.id,
        head.title or (known.title if known else document.name),
        doc_number=head.number or (known.number if known else None),
        level=head.level.value,
        kind=head.kind or (known.kind if known else None),
        issued_on=full_day(day),
        period_end=period,
        origin=Origin.CORPUS.value,
        place=head.place,
        status=known.status if known else "unknown",
        source="; ".join(sources),
    )
    issuers = head.issuers or (known.issuers if known else ())
    _add_actors(collector, document.id, issuers, day, head.place_code, head.place, head.level)
    return document.id


def add_entry(collector: Collector, entry: Entry, period: int | None) -> str:
    """Keep a document of the catalogue and return its node id; one that was read stays as it is."""
    if entry.id in collector and collector.properties(entry.id).get("origin") == Origin.CORPUS.value:
        return entry.id
    collector.node(
        "Document",
        entry.id,
        entry.title,
        doc_number=entry.number,
        level=entry.level.value,
        kind=entry.kind,
        issued_on=full_day(entry.issued_on),
        period_end=period,
        origin=Origin.CATALOGUE.value,
        place=entry.place,
        status=entry.status,
        source=entry.source,
    )
    code = place_code(entry.place)
    _add_actors(collector, entry.id, entry.issuers, entry.issued_on, code, entry.place, entry.level)
    return entry.id


def add_cited(
    collector: Collector, analysis: Analysis, citation: Citation, target: Target, catalogue: Catalogue
) -> str:
    """Keep a document that is known from its citation alone and return its node id.

    The id is what the document would have if its file were read: its number, else title and issuers;
    where the citation names no issuer of a known place (省教育厅 of which province?), title and citing
    document.
    """
    mention = citation.mention
    within = analysis.head.place_code
    issuers = tuple(
        body.name
        for body in load_bodies().all_named(mention.issuer_text, within)
        if body.kind != "pattern" or body.place is not None
    )
    id = _cited_id(target, issuers, analysis, catalogue)
    if id in collector and collector.properties(id).get("origin") == Origin.CORPUS.value:
        return id
    collector.node(
        "Document",
        id,
        target.title or target.number or mention.span.of(analysis.document.text),
        doc_number=target.number,
        level=citation.level.value if issuers else (_level_of_title(target.title) or citation.level).value,
        origin=Origin.CITED.value,
        status="unknown",
    )
    for name in issuers:
        collector.edge("ISSUED_BY", id, add_body(collector, name, within=within, year=None, scope=id))
    return id


def _level_of_title(title: str) -> Level | None:
    """Return the level of the place that a title begins with (云南省…规划纲要), None without one."""
    found = next(load_places().find(title), None)
    return found.place.level if found is not None and found.span.start == 0 else None


def _cited_id(target: Target, issuers: tuple[str, ...], analysis: Analysis, catalogue: Catalogue) -> str:
    title = squeeze(target.title)
    if target.number is not None:
        taken = bool(catalogue.by_number(target.number))
        return f"{target.number}#{title}" if taken and title else target.number
    if issuers:
        return f"{title}@{';'.join(issuers)}"
    return f"{title}@{analysis.document.id}"


def _add_actors(
    collector: Collector,
    id: str,
    issuers: tuple[str, ...],
    issued_on: str | None,
    code: str | None,
    place: str | None,
    level: Level,
) -> None:
    year = int(issued_on[:4]) if issued_on else None
    for name in issuers:
        collector.edge("ISSUED_BY", id, add_body(collector, name, within=code, year=year, scope=id))
    place_id = add_place(collector, code, place, level)
    if place_id is not None:
        collector.edge("IN_PLACE", id, place_id)
