"""Analyses of the bundled sample as its gold has them, so that pages do not depend on what is found."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract.clean import outside_spans
from extract.model import (
    Action,
    Analysis,
    Basis,
    BodyRole,
    Candidate,
    Citation,
    Comparator,
    Deadline,
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
    Verdict,
)
from extract.readers import read

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "extract" / "data" / "sample"


def gold_analyses() -> Iterator[Analysis]:
    """Yield the sample's five analyses in the order of their file names."""
    tasks = {row["file"]: row for row in lines(HERE / "gold" / "sample-tasks.jsonl")}
    for row in sorted(lines(HERE / "gold" / "sample.jsonl"), key=lambda row: str(row["file"])):
        yield analysis_of(row, tasks[row["file"]])


def lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def analysis_of(row: dict, more: dict) -> Analysis:  # type: ignore[type-arg]
    document = read(SAMPLE / row["file"])
    head = row["document"]
    id = head["doc_number"] or f"{head['title']}#"
    document = Document(
        id=id,
        name=document.name,
        media_type=document.media_type,
        sha256=document.sha256,
        text=document.text,
        outside=outside_spans(document.text),
    )
    sections = tuple(sections_of(id, row["outline"], document.text))
    citations = tuple(citation_of(item) for item in row["citations"])
    tasks = tuple(task_of(id, item, sections) for item in more["tasks"])
    citations = tuple(placed(citation, tasks, sections) for citation in citations)
    drivers = [
        driver
        for item, task in zip(more["tasks"], tasks, strict=True)
        for driver in drivers_of(item, task, citations)
    ]
    for item in more["document_drivers"]:
        drivers.append(driver_of(None, item["target"], Basis.DOCUMENT, citations))
    return Analysis(
        document=document,
        head=Head(
            title=head["title"],
            number=head["doc_number"],
            issuers=tuple(head["issuers"]),
            level=Level(head["level"]),
            place=None,
            place_code=None,
            issued_on=head["date"],
            kind=None,
        ),
        sections=sections,
        tasks=tasks,
        citations=citations,
        drivers=tuple(drivers),
    )


def placed(citation: Citation, tasks: tuple[Task, ...], sections: tuple[Section, ...]) -> Citation:
    span = citation.mention.span
    task = next((task.id for task in tasks if task.span.covers(span)), None)
    section = next((section.id for section in reversed(sections) if section.span.covers(span)), None)
    return replace(citation, task=task, section=section)


def sections_of(id: str, outline: list[dict], text: str) -> Iterator[Section]:  # type: ignore[type-arg]
    open_: list[tuple[int, str]] = []
    for number, item in enumerate(outline):
        depth, start = item["depth"], item["start"]
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        later = [other["start"] for other in outline[number + 1 :] if other["depth"] <= depth]
        title_at = text.index(item["heading"], start)
        section = f"{id}/{number}"
        has_below = number + 1 < len(outline) and outline[number + 1]["depth"] > depth
        yield Section(
            id=section,
            marker=item["marker"],
            depth=depth,
            title=item["heading"],
            title_span=Span(start=title_at, end=title_at + len(item["heading"])),
            span=Span(start=start, end=later[0] if later else len(text)),
            parent=open_[-1][1] if open_ else None,
            kind=SectionKind.PART if has_below else SectionKind.GOAL,
            goal_kind=GoalKind.MEASURE,
        )
        open_.append((depth, section))


def target_of(item: dict) -> Target:  # type: ignore[type-arg]
    title, number = item["title"], item["doc_number"]
    entry = Entry(
        id=number or title,
        title=title,
        number=number,
        issuers=("教育部",),
        issued_on="2020",
        kind=None,
        level=Level.CENTRAL,
        place=None,
        status="in_force",
        short_names=(),
        source="",
    )
    return Target(title=title, number=number, entry=entry)


def citation_of(item: dict) -> Citation:  # type: ignore[type-arg]
    given = item["target"] if isinstance(item["target"], list) else [item["target"]]
    targets = tuple(target_of(target) for target in given)
    verdict = Verdict.UNSURE if item["kind"] == "anaphor" else Verdict.MATCH
    mention = Mention(
        span=Span(start=item["start"], end=item["end"]),
        kind=MentionKind(item["kind"]),
        title=item["text"],
        number=None,
        issuer_text=item["issuer_text"],
        cue="落实",
        articles=(),
        rule="bracketed",
    )
    rivals = tuple(
        Candidate(entry=target.entry, score=0.6, evidence=()) for target in targets if target.entry
    )
    resolution = Resolution(
        mention=mention,
        verdict=verdict,
        targets=targets,
        score=0.9,
        evidence=(Evidence(reason="same_title", weight=0.92), Evidence(reason="issuer_differs", weight=-0.1)),
        rivals=rivals if verdict is Verdict.UNSURE else (),
        notes=("issuer_differs",) if item["issuer_text"] else (),
    )
    return Citation(
        mention=mention,
        resolution=resolution,
        role=Role(item["relation"]),
        level=Level(item["level"]),
        is_self=item["self"],
        confidence=0.93,
    )


def task_of(id: str, item: dict, sections: tuple[Section, ...]) -> Task:  # type: ignore[type-arg]
    span = Span(start=item["start"], end=item["end"])
    deadline = item["deadline"]
    return Task(
        id=f"{id}/t:{item['start']}",
        section=next((section.id for section in reversed(sections) if section.span.covers(span)), None),
        span=span,
        actions=(Action(span=span, verb="落实", object=""),),
        responsibilities=tuple(
            Responsibility(span=span, text=body["text"], role=BodyRole(body["role"]))
            for body in item["bodies"]
        ),
        indicators=tuple(
            Indicator(
                span=span,
                value=figure["value"],
                low=None,
                high=None,
                unit=figure["unit"],
                comparator=Comparator(figure["comparator"]),
                deadline=figure["deadline"],
            )
            for figure in item["indicators"]
        ),
        deadline=Deadline(span=span, text=deadline["text"], iso=deadline["iso"]) if deadline else None,
    )


def drivers_of(item: dict, task: Task, citations: tuple[Citation, ...]) -> Iterator[Driver]:  # type: ignore[type-arg]
    for driver in item["drivers"]:
        targets = driver["target"] if isinstance(driver["target"], list) else [driver["target"]]
        for target in targets:
            yield driver_of(task.id, target, Basis(driver["basis"]), citations)


def driver_of(task: str | None, target: dict, basis: Basis, citations: tuple[Citation, ...]) -> Driver:  # type: ignore[type-arg]
    meant = target_of(target)
    stands = next(
        (item for item in citations if meant.title in {one.title for one in item.resolution.targets}),
        citations[0],
    )
    return Driver(task=task, citation=stands, target=meant, basis=basis, score=0.9)
