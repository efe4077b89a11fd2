"""Rows for people and programs: a table on a terminal, CSV, JSON, or JSON lines."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from extract.errors import StoreError, Words
from graph.cli.speech import say
from graph.exports.cells import defused

__all__ = ["Format", "emit", "print_text"]


class Format(StrEnum):
    """The form in which rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


Row = Mapping[str, Any]


def emit(rows: Sequence[Row], columns: Sequence[str], form: Format, output: Path | None) -> None:
    """Print ``rows`` to stdout, or write them to ``output``.

    A CSV file is UTF-8 with a byte order mark, which Excel needs, and cells that a spreadsheet would
    run as formulas are defused. Raises ``StoreError`` where the file cannot be written.
    """
    if form is Format.TABLE and output is None:
        _print_table(rows, columns)
        return
    text = _render(rows, columns, form)
    if output is None:
        sys.stdout.write(text)
        return
    encoding = "utf-8-sig" if form is Format.CSV else "utf-8"
    try:
        output.write_text(text, encoding=encoding, newline="")
    except OSError as error:
        raise StoreError(
            str(output),
            Words(f"could not be written ({error.strerror})", f"无法写入（{error.strerror}）"),
            Words("another folder with -O FILE", "用 -O FILE 指定其他位置"),
        ) from error


def print_text(text: str, output: Path | None = None) -> None:
    """Print ``text`` with a line end to stdout, or write it to ``output`` as UTF-8."""
    if output is None:
        print(text)
    else:
        output.write_text(text + "\n", encoding="utf-8", newline="\n")


def _render(rows: Sequence[Row], columns: Sequence[str], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2, default=str) + "\n"
    if form is Format.JSONL:
        return "".join(json.dumps(dict(row), ensure_ascii=False, default=str) + "\n" for row in rows)
    if form is Format.CSV:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([defused(row.get(column)) for column in columns] for row in rows)
        return buffer.getvalue()
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(file=buffer, width=160, color_system=None)
    console.print(_table(rows, columns))
    return buffer.getvalue()


def _print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich.console import Console

    if not rows:
        say(Words("no rows", "没有结果"))
        return
    # a pipe has no width: wide enough that no cell is cut
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(_table(rows, columns))


def _table(rows: Sequence[Row], columns: Sequence[str]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    for column in columns:
        numeric = all(isinstance(row.get(column), int | float | None) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row.get(column))) for column in columns))
    return table


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "; ".join(_shown(item) for item in value)
    return str(value)
