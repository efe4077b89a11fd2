"""Values of an analysis made by hand: everything is named by its words in a text."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from extract.model import (
    Analysis,
    Basis,
    BodyRole,
    Citation,
    Comparator,
    Document,
    Driver,
    Entry,
    Evidence,
    GoalKind,
    Head,
    Indicator,
    Level,
    Mention,
    MentionKind,
    Resolution,
    Responsibility,
    Role,
    Section,
    SectionKind,
    Span,
    Target,
    Task,
    Theme,
    ThemeSource,
    Verdict,
)


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text`` for the ``nth`` time; fail if they do not."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def make_document(id: str, text: str, *, name: str = "plan.txt", pages: tuple[int, ...] = ()) -> Document:
    return Document(
        id=id,
        name=name,
        media_type="application/pdf" if pages else "text/plain",
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        pages=pages,
    )


def make_head(title: str | None, *, level: Level = Level.COUNTY, **values: object) -> Head:
    head = Head(
        title=title,
        number=None,
        issuers=(),
        level=level,
        place=None,
        place_code=None,
        issued_on=None,
        kind=None,
    )
    return replace(head, **values)  # type: ignore[arg-type]  # names and types are Head's


def make_entry(id: str, title: str, *, number: str | None = None, level: Level = Level.CENTRAL) -> Entry:
    return Entry(
        id=id,
        title=title,
        number=number,
        issuers=(),
        issued_on=None,
        kind=None,
        level=level,
        place=None,
        status="in force",
        short_names=(),
        source="general knowledge",
    )


def make_section(
    document: Document,
    path: str,
    heading: str,
    words: str,
    *,
    kind: SectionKind = SectionKind.GOAL,
    parent: str | None = None,
) -> Section:
    """Return the section ``heading`` (marker and title) that reaches to the end of ``words``."""
    first, last = span_of(document.text, heading), span_of(document.text, words)
    marker = path.rpartition("/")[2]
    title = heading.removeprefix(marker).strip()
    return Section(
        id=f"{document.id}/{path}",
        marker=marker,
        depth=path.count("/") + 1,
        title=title,
        title_span=Span(start=first.end - len(title), end=first.end),
        span=Span(start=first.start, end=last.end),
        parent=f"{document.id}/{parent}" if parent else None,
        kind=kind,
        goal_kind=GoalKind.MEASURE,
    )


def make_citation(
    document: Document,
    words: str,
    *targets: Target,
    verdict: Verdict = Verdict.MATCH,
    role: Role = Role.IMPLEMENTS,
    nth: int = 0,
    issuer: str = "",
    level: Level = Level.CENTRAL,
    section: str | None = None,
    task: str | None = None,
    is_self: bool = False,
    confidence: float = 0.9,
    rivals: tuple[Entry, ...] = (),
) -> Citation:
    from extract.model import Candidate

    span = span_of(document.text, words, nth)
    mention = Mention(
        span=span,
        kind=MentionKind.BRACKETED,
        title=words.strip("《》"),
        number=None,
        issuer_text=issuer,
        cue="落实",
        articles=(),
        rule="bracketed-title",
    )
    evidence = (Evidence(reason="same_title", weight=1.0),)
    return Citation(
        mention=mention,
        resolution=Resolution(
            mention=mention,
            verdict=verdict,
            targets=targets or (Target(title=mention.title, number=None),),
            score=0.9,
            evidence=evidence,
            rivals=tuple(Candidate(entry=entry, score=0.5, evidence=evidence) for entry in rivals),
        ),
        role=role,
        level=level,
        is_self=is_self,
        confidence=confidence,
        section=f"{document.id}/{section}" if section else None,
        task=task,
    )


def known(entry: Entry) -> Target:
    return Target(title=entry.title, number=entry.number, entry=entry)


def make_task(
    document: Document,
    words: str,
    section: str | None,
    *,
    bodies: Iterable[str] = (),
    figures: Iterable[str] = (),
) -> Task:
    holder = f"{document.id}/{section}" if section else document.id
    return Task(
        id=f"{holder}/t:{sha256(words.encode()).hexdigest()[:8]}",
        section=f"{document.id}/{section}" if section else None,
        span=span_of(document.text, words),
        responsibilities=tuple(
            Responsibility(span=span_of(document.text, body), text=body, role=BodyRole.LEAD)
            for body in bodies
        ),
        indicators=tuple(
            Indicator(
                span=span_of(document.text, figure),
                value="60",
                low=60,
                high=None,
                unit="%",
                comparator=Comparator.GE,
            )
            for figure in figures
        ),
    )


def make_driver(
    citation: Citation, task: Task | None, *, basis: Basis = Basis.EXPLICIT, score: float = 0.9
) -> Driver:
    return Driver(
        task=task.id if task is not None else None,
        citation=citation,
        target=citation.resolution.targets[0],
        basis=basis,
        score=score,
        premises=(Evidence(reason="same_sentence", weight=1.0),),
    )


def make_theme(holder: str, text: str) -> Theme:
    return Theme(holder=holder, text=text, source=ThemeSource.LIST, score=1.0)


def make_analysis(
    document: Document,
    head: Head,
    *,
    sections: tuple[Section, ...] = (),
    tasks: tuple[Task, ...] = (),
    citations: tuple[Citation, ...] = (),
    drivers: tuple[Driver, ...] = (),
    themes: tuple[Theme, ...] = (),
) -> Analysis:
    return Analysis(
        document=document,
        head=head,
        sections=sections,
        tasks=tasks,
        citations=citations,
        drivers=drivers,
        themes=themes,
    )
