"""Reads the data files that ship with the package: CSV tables and TOML documents.

Nothing is read at import. A file that is missing or not of its form raises ``DataError`` with file
and line. Cells are text; an empty cell is "", which the caller turns into None.
"""

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.errors import DataError, Words

__all__ = ["LIST_SEPARATOR", "data_text", "read_table", "read_toml", "split_list"]

LIST_SEPARATOR = ";"


def data_text(name: str) -> str:
    """Return the text of ``extract/data/<name>``, line ends as LF; raise ``DataError`` if it is missing."""
    try:
        return files("extract").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    except OSError as error:
        reason = Words(f"data file is missing ({error.strerror})", f"数据文件缺失（{error.strerror}）")
        raise DataError(name, 0, reason) from error


def parse_table(text: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV text as mappings from column to cell.

    A row with more or fewer cells than the header raises ``DataError`` with ``name`` and the line.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, None)
    if header is None:
        raise DataError(name, 0, Words("the table is empty", "表格为空"))
    rows = []
    for cells in reader:
        if len(cells) != len(header):
            reason = Words(
                f"{len(cells)} cells where the header has {len(header)}",
                f"有 {len(cells)} 个单元格，表头为 {len(header)} 个",
            )
            raise DataError(name, reader.line_num, reason)
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``extract/data/<name>`` (a CSV file); do not change them, they are shared."""
    return parse_table(data_text(name), name)


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return the content of ``extract/data/<name>`` (a TOML file); do not change it, it is shared."""
    try:
        return tomllib.loads(data_text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(name, 0, Words(f"not valid TOML: {error}", f"不是有效的 TOML：{error}")) from error


def split_list(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that holds a list separated by semicolons.

    >>> split_list("两办;中办")
    ('两办', '中办')
    >>> split_list("")
    ()
    """
    return tuple(item for item in cell.split(LIST_SEPARATOR) if item)
