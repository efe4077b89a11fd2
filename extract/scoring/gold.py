"""Reads annotation files: one JSON object a document and line, gold and predictions alike.

A file that is not of its form raises ``DataError`` with its line. Fields that scoring does not look
at are allowed and dropped.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from extract.errors import DataError, Words

__all__ = [
    "BodyLine",
    "CitationDocument",
    "CitationLine",
    "DeadlineLine",
    "DriverLine",
    "HeadLine",
    "IndicatorLine",
    "OutlineLine",
    "TargetLine",
    "TaskDocument",
    "TaskLine",
    "citation_document",
    "is_task_file",
    "read_citations",
    "read_tasks",
    "task_document",
]

BASES = ("explicit", "scope", "goal")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A document meant: title and number as written, either may be missing."""

    title: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationLine:
    """One citation; ``confidence`` and ``verdict`` stand in predictions only."""

    start: int
    end: int
    kind: str
    targets: tuple[TargetLine, ...]
    level: str
    relation: str
    is_self: bool
    confidence: float | None = None
    verdict: str = ""

    @property
    def optional(self) -> bool:
        """Whether it is neither required nor penalised: the document itself, or one still to be written."""
        return self.is_self or self.relation == "plans"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """A heading: its rung and the offset of its marker."""

    depth: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """What a document says of itself; "" where it says nothing."""

    title: str = ""
    number: str = ""
    level: str = ""
    date: str = ""
    issuers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationDocument:
    """A document's citations, and its outline and head where the line has them."""

    file: str
    citations: tuple[CitationLine, ...]
    outline: tuple[OutlineLine, ...] | None = None
    head: HeadLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverLine:
    """A document that drives a task; a ``doubtful`` one counts neither way."""

    target: TargetLine
    basis: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A body named with a task."""

    text: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """A figure that a task shall reach."""

    value: str
    unit: str
    comparator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """By when; ``iso`` is "" where the day recurs or is redacted."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task; ``states_goal`` says whether the line speaks of its goal at all."""

    start: int
    end: int
    states_goal: bool
    goal: int | None
    bodies: tuple[BodyLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    deadline: DeadlineLine | None = None
    drivers: tuple[DriverLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDocument:
    """A document's tasks, and what drives the whole document where the line says so."""

    file: str
    tasks: tuple[TaskLine, ...]
    document_drivers: tuple[DriverLine, ...] | None = None


AnyDocument = TypeVar("AnyDocument", CitationDocument, TaskDocument)
Row = Mapping[str, Any]


class _Wrong(Exception):
    """A row is not of its form; carries the sentence that says how."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.words = Words(en, zh)


def is_task_file(path: Path) -> bool:
    """Say whether the first line of ``path`` holds tasks and no citations; raise ``DataError``."""
    for _, row in _rows(path):
        return "tasks" in row and "citations" not in row
    raise DataError(str(path), 0, Words("no documents in it", "文件中没有文档"))


def read_citations(path: Path) -> dict[str, CitationDocument]:
    """Return the documents of ``path`` by file name, in its order; raise ``DataError``."""
    return _read(path, citation_document)


def read_tasks(path: Path) -> dict[str, TaskDocument]:
    """Return the documents of ``path`` by file name, in its order; raise ``DataError``."""
    return _read(path, task_document)


def citation_document(row: Row) -> CitationDocument:
    """Return the citations that a JSON object holds; raise ``DataError`` naming its file."""
    return _checked(row, _citation_document)


def task_document(row: Row) -> TaskDocument:
    """Return the tasks that a JSON object holds; raise ``DataError`` naming its file."""
    return _checked(row, _task_document)


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), 0, Words(f"cannot be read ({error})", f"无法读取（{error}）")) from error
    # not splitlines: a text may hold line separators that JSON leaves as they are
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise DataError(
                str(path), number, Words(f"not JSON ({error})", f"不是 JSON（{error}）")
            ) from error
        if not isinstance(row, dict):
            raise DataError(str(path), number, Words("not a JSON object", "不是 JSON 对象"))
        yield number, row


def _read(path: Path, parse: Callable[[Row], AnyDocument]) -> dict[str, AnyDocument]:
    documents: dict[str, AnyDocument] = {}
    for number, row in _rows(path):
        try:
            document = parse(row)
        except DataError as error:
            raise DataError(str(path), number, error.reason) from error
        if document.file in documents:
            reason = Words(f"a second line for {document.file}", f"{document.file} 出现两次")
            raise DataError(str(path), number, reason)
        documents[document.file] = document
    if not documents:
        raise DataError(str(path), 0, Words("no documents in it", "文件中没有文档"))
    return documents


def _checked(row: Row, parse: Callable[[Row], AnyDocument]) -> AnyDocument:
    try:
        return parse(row)
    except _Wrong as error:
        raise DataError(str(row.get("file", "?")), 0, error.words) from error


def _citation_document(row: Row) -> CitationDocument:
    outline, head = row.get("outline"), row.get("document")
    return CitationDocument(
        file=_string(row, "file"),
        citations=tuple(map(_citation, _list(row, "citations"))),
        outline=None
        if outline is None
        else tuple(
            OutlineLine(depth=_integer(o, "depth"), start=_integer(o, "start"))
            for o in _objects(row, "outline")
        ),
        head=None if head is None else _head(head),
    )


def _citation(item: Any) -> CitationLine:
    item = _object(item, "citations")
    start, end = _span(item)
    targets = item.get("target")
    confidence = item.get("confidence")
    return CitationLine(
        start=start,
        end=end,
        kind=_text(item, "kind"),
        targets=tuple(map(_target, targets if isinstance(targets, list) else [targets])),
        level=_text(item, "level"),
        relation=_text(item, "relation"),
        is_self=bool(item.get("self")),
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        verdict=_text(item, "verdict"),
    )


def _target(item: Any) -> TargetLine:
    item = _object(item, "target")
    return TargetLine(title=_text(item, "title"), number=_text(item, "doc_number"))


def _head(item: Any) -> HeadLine:
    item = _object(item, "document")
    issuers = item.get("issuers") or []
    if not isinstance(issuers, list) or not all(isinstance(issuer, str) for issuer in issuers):
        raise _Wrong('"issuers" must be a list of strings', "“issuers”应为字符串列表")
    return HeadLine(
        title=_text(item, "title"),
        number=_text(item, "doc_number"),
        level=_text(item, "level"),
        date=_text(item, "date"),
        issuers=tuple(issuers),
    )


def _task_document(row: Row) -> TaskDocument:
    drivers = row.get("document_drivers")
    return TaskDocument(
        file=_string(row, "file"),
        tasks=tuple(map(_task, _list(row, "tasks"))),
        document_drivers=None if drivers is None else tuple(map(_driver, _objects(row, "document_drivers"))),
    )


def _task(item: Any) -> TaskLine:
    item = _object(item, "tasks")
    start, end = _span(item)
    goal = item.get("goal")
    deadline = item.get("deadline")
    return TaskLine(
        start=start,
        end=end,
        states_goal="goal" in item,
        goal=None if goal is None else _integer(item, "goal"),
        bodies=tuple(
            BodyLine(text=_string(b, "text"), role=_text(b, "role")) for b in _objects(item, "bodies")
        ),
        indicators=tuple(
            IndicatorLine(value=_string(i, "value"), unit=_text(i, "unit"), comparator=_text(i, "comparator"))
            for i in _objects(item, "indicators")
        ),
        deadline=None if deadline is None else _deadline(deadline),
        drivers=tuple(map(_driver, _objects(item, "drivers"))),
    )


def _deadline(item: Any) -> DeadlineLine:
    item = _object(item, "deadline")
    return DeadlineLine(text=_string(item, "text"), iso=_text(item, "iso"))


def _driver(item: Row) -> DriverLine:
    basis = _text(item, "basis")
    if basis and basis not in BASES:
        raise _Wrong(f'"basis" must be one of {", ".join(BASES)}', f"“basis”应为 {'、'.join(BASES)} 之一")
    return DriverLine(
        target=_target(item.get("target")), basis=basis or BASES[0], doubtful=bool(item.get("doubtful"))
    )


def _span(item: Row) -> tuple[int, int]:
    start, end = _integer(item, "start"), _integer(item, "end")
    if not 0 <= start < end:
        raise _Wrong(
            f"needs 0 <= start < end, not {start}, {end}", f"应有 0 <= start < end，实为 {start}, {end}"
        )
    return start, end


def _object(item: Any, key: str) -> Row:
    if not isinstance(item, dict):
        raise _Wrong(f'"{key}" must hold objects', f"“{key}”中应为对象")
    return item


def _list(row: Row, key: str) -> Sequence[Any]:
    items = row.get(key)
    if not isinstance(items, list):
        raise _Wrong(f'"{key}" must be a list', f"“{key}”应为列表")
    return items


def _objects(row: Row, key: str) -> Sequence[Row]:
    return [_object(item, key) for item in _list(row, key)] if row.get(key) else ()


def _integer(row: Row, key: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong(f'"{key}" must be an integer', f"“{key}”应为整数")
    return value


def _string(row: Row, key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise _Wrong(f'"{key}" must be a string', f"“{key}”应为字符串")
    return value


def _text(row: Row, key: str) -> str:
    return "" if row.get(key) is None else _string(row, key)
