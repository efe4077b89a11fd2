"""Tables of documents (.xlsx, .csv), as researchers' databases come: one document a row.

A column is known by its heading (标题, 发文字号, 发文机构, 成文日期, 正文 and their like), or the user says which is
which. The text of a row begins with its facts, a labelled line each, as a government page prints them;
``extract.clean`` marks these lines as outside and ``extract.head`` reads them.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from extract.readers.base import Source, refuse
from extract.readers.decoding import decode
from extract.readers.package import damaged, open_package, read_part
from extract.tables import read_toml

__all__ = ["FIELDS", "Columns", "RowText", "parse_columns", "read_rows"]

FIELDS: Mapping[str, str] = MappingProxyType(
    {"title": "标题", "number": "发文字号", "issuer": "发文机关", "date": "成文日期", "text": "正文"}
)
Columns = Mapping[str, Sequence[str]]
_MOST_COLUMNS = 500


def parse_columns(words: str) -> Columns:
    """Return the headings of each field that a user gives: ``title=名称,text=内容+附件``.

    Raises ``ValueError`` for a field that does not exist or has no heading.

    >>> parse_columns("title=名称,text=内容+附件")
    {'title': ['名称'], 'text': ['内容', '附件']}
    """
    columns: dict[str, list[str]] = {}
    for part in re.split("[,，]", words):
        field, mark, headings = part.partition("=")
        names = [name.strip() for name in headings.split("+") if name.strip()]
        if field.strip() not in FIELDS or not mark or not names:
            raise ValueError(f"{part!r} is not FIELD=HEADING with a field of {', '.join(FIELDS)}")
        columns.setdefault(field.strip(), []).extend(names)
    return columns


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """The document in one row: the number of the row (the heading is 1) and its text."""

    row: int
    text: str


def read_rows(source: Source, media_type: str, columns: Columns | None = None) -> Iterator[RowText]:
    """Yield the documents of a table, a row each; rows without text are passed over.

    ``columns`` names the headings of each field (title, number, issuer, date, text; several for text);
    what it leaves out is found by the usual headings. Raises ``ReadError`` where no column holds texts.
    """
    rows = _csv_rows(source) if media_type == "text/csv" else _sheet_rows(source)
    heading = next(rows, None)
    if heading is None:
        raise _no_text(source, ())
    places = _places(source, heading, columns or {})
    for number, row in enumerate(rows, start=2):
        if number > source.limits.rows:
            raise refuse(
                source,
                f"it has more than {source.limits.rows:,} rows",
                f"超过 {source.limits.rows:,} 行",
                hint_en="splitting it, or raising the limit",
                hint_zh="拆分文件，或提高上限",
            )
        text = _row_text(row, places)
        if text is not None:
            yield RowText(row=number, text=text)


def _row_text(row: Sequence[str], places: Mapping[str, Sequence[int]]) -> str | None:
    """Return the facts and words of a row as one text, None for a row without words."""
    cells = {
        name: [cell for index in indexes if index < len(row) and (cell := row[index].strip())]
        for name, indexes in places.items()
    }
    body = "\n".join(cells["text"])
    if not body:
        return None
    title = " ".join("".join(cells["title"]).split())
    start = "".join(body[: 4 * len(title) + 200].split())
    facts = [
        (FIELDS[name], " ".join(" ".join(cells[name]).split()))
        for name in ("title", "issuer", "number", "date")
        if cells[name] and not (name == "title" and "".join(title.split()) in start)
    ]
    return (
        "".join(f"{label}：{value}\n" for label, value in facts)
        + body
        + ("" if body.endswith("\n") else "\n")
    )


def _places(source: Source, heading: Sequence[str], columns: Columns) -> dict[str, list[int]]:
    """Return which columns hold each field: as the user says, else by the usual headings."""
    usual: dict[str, list[str]] = read_toml("web_pages.toml")["columns"]
    names = ["".join(cell.split()).lower() for cell in heading]
    found: dict[str, list[int]] = {}
    for name in FIELDS:
        wanted = columns.get(name)
        keys = ["".join(key.split()).lower() for key in (wanted if wanted is not None else usual[name])]
        places = [names.index(key) for key in keys if key in names]
        missing = [key for key in keys if key not in names]
        if wanted is not None and missing:
            raise refuse(
                source,
                f"it has no column {missing[0]!r} (it has: {', '.join(filter(None, heading))[:200]})",
                f"没有名为“{missing[0]}”的列（现有：{'、'.join(filter(None, heading))[:200]}）",
                hint_en="checking --columns against the first row",
                hint_zh="对照首行检查 --columns",
            )
        found[name] = places if wanted is not None or name == "text" else places[:1]
    if not found["text"]:
        raise _no_text(source, heading)
    return found


def _no_text(source: Source, heading: Sequence[str]) -> Exception:
    shown = ", ".join(filter(None, heading))[:200] or "nothing"
    return refuse(
        source,
        f"no column holds the texts of documents (the first row has: {shown})",
        f"没有正文列（首行为：{shown}）",
        hint_en="--columns text=HEADING, or a column with the heading 正文 or text",
        hint_zh="用 --columns text=列名 指定，或将正文列命名为“正文”",
    )


def _csv_rows(source: Source) -> Iterator[list[str]]:
    text = decode(source).removeprefix("\ufeff")
    try:
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|") if text.strip() else csv.excel()
    except csv.Error:
        dialect = csv.excel()
    dialect.doublequote = True
    csv.field_size_limit(source.limits.part_bytes)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), dialect):
            yield row[:_MOST_COLUMNS]
    except csv.Error as error:
        raise damaged(source, str(error)) from error


def _sheet_rows(source: Source) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, as text; formulas give the value that was stored with them."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    package = open_package(source)
    # every part is measured before the library unpacks any
    for info in package.infolist():
        if not info.filename.startswith(("xl/media/", "xl/embeddings/")):
            read_part(source, package, info)
    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS):
                yield [_shown(cell) for cell in row]
        finally:
            book.close()
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        raise damaged(source, f"{type(error).__name__}: {error}") from error


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
