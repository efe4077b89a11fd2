"""Cells of a spreadsheet: text that a spreadsheet would run as a formula is defused."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from graph.files import replace_file

__all__ = ["defused", "write_csv"]

FORMULA_SIGNS = ("=", "+", "-", "@")


def defused(value: object) -> str | int | float | Decimal:
    """Return ``value`` as a cell: numbers as they are, None as "", the rest as text that is no formula.

    >>> defused("=1+1"), defused(-2), defused(None), defused(["甲", "乙"])
    ("'=1+1", -2, '', '甲; 乙')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    # blanks before the sign are dropped by some programs on import
    return f"'{text}" if text.lstrip().startswith(FORMULA_SIGNS) else text


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as CSV that Excel opens as it is: UTF-8 with a byte order mark, CRLF, cells defused.

    Raises ``StoreError`` where the file cannot be written; it is written whole or not at all.
    """
    import csv
    import io

    with replace_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([defused(row.get(column)) for column in columns] for row in rows)
        text.detach()
