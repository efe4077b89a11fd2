"""Tables that distribute tasks: number, task, who leads, who helps, by when, each with its place in the text.

A row of a table is a line of the text, its cells kept apart by tabs, whatever format it was read from. A
table is one of tasks where a heading row names a column of tasks and one of bodies or of deadlines.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.model import BodyRole, Document, Span
from extract.tables import read_toml

__all__ = ["TaskRow", "find_task_rows"]

_ROLES = {"lead": BodyRole.LEAD, "responsible": BodyRole.RESPONSIBLE, "cooperate": BodyRole.COOPERATE}
_NOISE = re.compile(r"[（(][^（()）]*[)）]|\s")
_NUMBER = re.compile(r"[0-9０-９]{1,3}[.．、]?")
_BLANKS = " \u3000\xa0\r"
_LONGEST_HEADING = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A row of a table of tasks. ``span`` is its line; the other spans are cells, None where a cell is empty.

    ``bodies`` are the cells that name bodies, with the role that the heading gives them.
    """

    span: Span
    number: Span | None
    task: Span
    bodies: tuple[tuple[Span, BodyRole], ...]
    deadline: Span | None


def find_task_rows(document: Document) -> tuple[TaskRow, ...]:
    """Return the rows of the tables of tasks in ``document``, in the order of the text.

    A row without words in the column of tasks (a caption, a merged cell that goes on) gives none.
    """
    text = document.text
    if "\t" not in text:
        return ()
    rows: list[TaskRow] = []
    columns: Mapping[str, Sequence[int]] = {}
    end_before = -1
    for start, end in _tab_lines(text):
        cells = list(_cells(text, start, end))
        heading = _columns([_NOISE.sub("", cell.of(text)) for cell in cells])
        if heading:
            columns, end_before = heading, end
            continue
        if text[max(0, end_before) : start].strip():
            # other words stand between: the table is over
            columns = {}
        if columns and (row := _row(text, Span(start=start, end=end), cells, columns)) is not None:
            rows.append(row)
        end_before = end
    return tuple(rows)


def _tab_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a tab."""
    at = text.find("\t")
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield start, end
        at = text.find("\t", end)


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the cells of a line, without the blanks around their words."""
    while start <= end:
        stop = text.find("\t", start, end)
        stop = end if stop < 0 else stop
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip(_BLANKS))
        yield Span(start=left, end=max(left, start + len(words.rstrip(_BLANKS))))
        start = stop + 1


def _columns(headings: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Return which columns hold what, {} where ``headings`` are not those of a table of tasks."""
    if any(len(heading) > _LONGEST_HEADING for heading in headings):
        return {}
    found: dict[str, list[int]] = {}
    for index, heading in enumerate(headings):
        name = _kinds().get(heading)
        if name is not None:
            found.setdefault(name, []).append(index)
    is_of_tasks = "task" in found and any(name in found for name in (*_ROLES, "deadline"))
    if not is_of_tasks:
        return {}
    order: list[str] = read_toml("patterns/task_tables.toml")["columns"]["task"]
    found["task"] = [max(found["task"], key=lambda index: order.index(headings[index]))]
    return found


@cache
def _kinds() -> Mapping[str, str]:
    columns: Mapping[str, Sequence[str]] = read_toml("patterns/task_tables.toml")["columns"]
    return {heading: name for name, headings in columns.items() for heading in headings}


def _row(
    text: str, span: Span, cells: Sequence[Span], columns: Mapping[str, Sequence[int]]
) -> TaskRow | None:
    def cell(name: str) -> Span | None:
        for index in columns.get(name, ()):
            if index < len(cells) and cells[index].start < cells[index].end:
                return cells[index]
        return None

    task = cell("task")
    if task is None or _NUMBER.fullmatch(task.of(text)):
        return None
    number = cell("number")
    return TaskRow(
        span=span,
        number=number if number is not None and _NUMBER.fullmatch(number.of(text)) else None,
        task=task,
        bodies=tuple(
            (cells[index], role)
            for name, role in _ROLES.items()
            for index in columns.get(name, ())
            if index < len(cells) and cells[index].start < cells[index].end
        ),
        deadline=cell("deadline"),
    )
