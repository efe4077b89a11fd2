"""The tables as one Excel workbook: a sheet a table, and a sheet that explains the columns."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.exports.cells import defused
from graph.exports.tables import Column, Table
from graph.files import replace_file

__all__ = ["write_xlsx"]

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""Excel's limits on the characters of a cell and the rows below the header of a sheet."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def write_xlsx(tables: Iterable[Table], path: Path) -> None:
    """Write the tables to ``path``, whole or not at all; raise ``StoreError`` where that is refused.

    Headers stay in view, cells are defused, characters that Excel cannot hold become U+FFFD; a table
    longer than a sheet goes on in the next.
    """
    from openpyxl import Workbook

    tables = tuple(tables)
    book = Workbook(write_only=True)
    for table in tables:
        for number, start in enumerate(range(0, max(len(table.rows), 1), MOST_ROWS), 1):
            sheet = _sheet(book, table.name if number == 1 else f"{table.name} {number}", table.columns)
            for row in table.rows[start : start + MOST_ROWS]:
                sheet.append([_cell(row.get(column.name)) for column in table.columns])
    _explain(book, tables)
    with replace_file(path) as file:
        book.save(file)


def _sheet(book: Any, name: str, columns: tuple[Column, ...]) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    header = []
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        cell = WriteOnlyCell(sheet, value=column.name)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    return sheet


def _explain(book: Any, tables: tuple[Table, ...]) -> None:
    about = tuple(
        Column(name=name, about=name, about_zh=name, width=width)
        for name, width in (("table", 12), ("column", 22), ("about", 50), ("说明", 40))
    )
    sheet = _sheet(book, "columns", about)
    for table in tables:
        for column in table.columns:
            sheet.append([table.name, column.name, column.about, column.about_zh])


def _cell(value: object) -> object:
    cell = defused(value)
    return ILLEGAL.sub("\ufffd", cell)[:LONGEST_CELL] if isinstance(cell, str) else cell
