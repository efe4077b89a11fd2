"""A trace as an outline for the terminal, and as rows for programs."""

import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

from extract.errors import Words
from graph.cli.speech import language, say
from graph.cli.wrapping import wrapped

if TYPE_CHECKING:
    from graph.answers.trace import Drive, DrivenDocument, Driver, FoundDocument, Trace, TracedUp

__all__ = ["COLUMNS", "print_trace", "trace_rows"]

_LINE_END = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\r?\n\s*|[ \t]*\r?\n\s*(?=[^\x00-\x7f])")
BASES = {
    "explicit": Words("explicit", "明文"),
    "scope": Words("scope", "承接"),
    "goal": Words("goal", "目标"),
    "document": Words("document", "全文"),
}
LEVELS = {
    "central": Words("central", "中央"),
    "provincial": Words("province", "省级"),
    "municipal": Words("city", "市级"),
    "county": Words("county", "县级"),
    "unknown": Words("level unknown", "层级不详"),
}
NO_DRIVER = Words("no document is found to drive it", "未发现驱动它的文件")
NEITHER = Words(
    "it drives no goal or task here, and no document is found to drive it",
    "此处未发现由它驱动的目标或任务，也未发现驱动它的文件",
)
COLUMNS = (
    "directive",
    "doc_number",
    "document",
    "goal",
    "task",
    "basis",
    "confidence",
    "quote",
    "quote_first_char",
    "quote_end_char",
    "why",
)


def print_trace(found: "Trace") -> None:
    """Print ``found`` place by place: goal, task, and the words on which each link rests."""
    # a pipe has no width of its own
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    if not found.down and not found.up:
        say(
            Words(
                f"nothing in this workspace answers to {found.words!r}. Try fewer words, a document number, "
                "or: suyuan ask most_cited_documents",
                f"工作区中没有与“{found.words}”对应的文件或任务。请减少词语、改用文号，"
                "或运行：suyuan ask most_cited_documents",
            )
        )
        return
    for down in found.down:
        _line(width, 0, _title(down.directive))
        for document in down.documents:
            _print_driven(width, document)
        print()
    for up in found.up:
        _print_up(width, up)
        print()
    if found.more:
        say(
            Words(
                f"{found.more} more answer to these words; a number or more words would narrow them down",
                f"另有 {found.more} 项与这些词语对应；请用文号或更多词语缩小范围",
            )
        )


def trace_rows(found: "Trace") -> list[dict[str, Any]]:
    """Return ``found`` as one row a link, with the columns ``COLUMNS``."""
    rows = []
    for down in found.down:
        for document in down.documents:
            if document.stated is not None:
                rows.append(_row(down.directive, document.document, None, None, document.stated))
            for goal in document.goals:
                name = goal.marker + goal.title
                rows += [
                    _row(down.directive, document.document, name, task.text, task.drive)
                    for task in goal.tasks
                ] or [_row(down.directive, document.document, name, None, goal.drive)]
            rows += [
                _row(down.directive, document.document, None, task.text, task.drive)
                for task in document.tasks
            ]
    for up in found.up:
        goal_name = None if up.task is None else up.task.holder_title
        text = None if up.task is None else up.task.text
        rows += [_row(driver.document, up.document, goal_name, text, driver.drive) for driver in up.drivers]
    return rows


def _row(
    directive: "FoundDocument", document: "FoundDocument", goal: str | None, task: str | None, drive: "Drive"
) -> dict[str, Any]:
    values = (
        directive.title,
        directive.doc_number,
        document.title,
        goal,
        task,
        drive.basis,
        drive.confidence,
        drive.quote,
        drive.first_char,
        drive.end_char,
        drive.why,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _print_driven(width: int, driven: "DrivenDocument") -> None:
    _line(width, 2, _title(driven.document))
    if driven.stated is not None:
        _line(width, 4, _reason(driven.stated))
    for goal in driven.goals:
        _line(width, 4, goal.marker + goal.title)
        if not goal.tasks:
            _line(width, 6, _reason(goal.drive))
        for task in goal.tasks:
            _line(width, 6, f"· {task.text}")
            _line(width, 8, _reason(task.drive))
    for task in driven.tasks:
        _line(width, 4, f"· {task.text}")
        _line(width, 6, _reason(task.drive))


def _print_up(width: int, up: "TracedUp") -> None:
    if up.task is not None:
        _line(width, 0, up.task.text)
        _line(width, 2, f"{_title(up.document)} {up.task.holder_title}")
    else:
        _line(width, 0, _title(up.document))
    if not up.drivers:
        _line(width, 2, (NO_DRIVER if up.task is not None else NEITHER).render(language()))
    for driver in up.drivers:
        _print_driver(width, driver)


def _print_driver(width: int, driver: "Driver") -> None:
    _line(width, 2, f"← {_title(driver.document)}")
    _line(width, 6, _reason(driver.drive))


def _title(document: "FoundDocument") -> str:
    level = LEVELS[document.level or "unknown"].render(language())
    facts = " · ".join(filter(None, (document.doc_number, document.place or level)))
    return f"《{document.title}》 {facts}"


def _reason(drive: "Drive") -> str:
    basis = BASES[drive.basis].render(language())
    sure = "" if drive.confidence is None else f" {drive.confidence:.2f}"
    place = "" if drive.first_char is None else f" [{drive.first_char}–{drive.end_char}]"
    return f"{basis}{sure} “{drive.quote}”{place}"


def _line(width: int, indent: int, text: str) -> None:
    """Print ``text`` in lines of ``width`` cells, each behind ``indent`` blanks."""
    # control characters of a document never reach the terminal; a line end parts no Chinese words
    text = _LINE_END.sub("", text)
    clean = "".join(char if char.isprintable() else " " for char in text)
    for line in wrapped(clean, max(20, width - indent)):
        print(" " * indent + line)
