"""Reads a user's own catalogue: CSV (UTF-8 with or without mark, UTF-16, GB18030) or xlsx.

The columns are ours or their usual Chinese names (``catalogue_columns.toml``); only the title is needed.
A row's level and place, where no column gives them, come from its issuers, else from its number.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from extract.bodies import load_bodies
from extract.dates import find_dates
from extract.errors import DataError, Words
from extract.model import Entry, Level
from extract.numbers import normal_number
from extract.places import load_places
from extract.tables import read_toml
from extract.titles import squeeze

__all__ = ["append_entry", "entry_id", "entry_of", "read_entries", "read_rows"]

_SEPARATORS = re.compile(r"[;；,，|\n]+")
_PLAIN_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_PARTIAL = re.compile(r"(?:19|20)\d{2}(?:-\d{2}){0,2}")
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HEADER_ROWS = 5
_OUR_COLUMNS = (
    "id", "title", "doc_number", "issuers", "issued_on", "kind", "level", "place", "short_names", "status", "source",
)  # fmt: skip


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a user's file, in its order; raises as ``read_rows`` does."""
    return tuple(entry for _, entry in read_rows(path))


def read_rows(path: Path) -> tuple[tuple[int, Entry], ...]:
    """Return the entries of a user's file with their lines, which count from 1, the header included.

    Raises ``DataError`` with file and line where the file cannot be read, has no column for titles, or
    a row cannot be understood (no title, a date that is none, an unknown status or level).
    """
    rows = _sheet_rows(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv_rows(path)
    columns: dict[int, str] | None = None
    entries: list[tuple[int, Entry]] = []
    for line, cells in rows:
        if columns is None:
            columns = _header(cells)
            if columns is None and line >= _HEADER_ROWS:
                break
            continue
        row = {name: cells[index].strip() if index < len(cells) else "" for index, name in columns.items()}
        if any(row.values()):
            entries.append((line, entry_of(row, path.name, line)))
    if columns is None:
        raise DataError(path.name, 1, _no_title_column())
    return tuple(entries)


def append_entry(path: Path, entry: Entry) -> None:
    """Add ``entry`` to a user's CSV file with our columns, which is made where there is none.

    The file is written whole beside the old one and then takes its place. Raises ``DataError`` where the
    file exists and is no such file, or cannot be written.
    """
    entries = (*(read_entries(path) if path.exists() else ()), entry)
    if path.suffix.lower() != ".csv":
        reason = Words("rows are added to CSV files only", "只能向 CSV 文件追加条目")
        raise DataError(path.name, 0, reason)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_OUR_COLUMNS)
    writer.writerows(_cells(each) for each in entries)
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(text.getvalue().encode("utf-8-sig"))
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        reason = Words(f"cannot be written ({error.strerror})", f"无法写入（{error.strerror}）")
        raise DataError(path.name, 0, reason) from error


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.id,
        entry.title,
        entry.number or "",
        ";".join(entry.issuers),
        entry.issued_on or "",
        entry.kind or "",
        entry.level,
        entry.place or "",
        ";".join(entry.short_names),
        entry.status,
        entry.source,
    )


def entry_id(title: str, number: str | None, issuers: Sequence[str]) -> str:
    """Return the id of a row that has none: its number, else its title in normal form and its issuers."""
    return number or "@".join((squeeze(title), *filter(None, [";".join(issuers)])))


def entry_of(row: Mapping[str, str], file: str, line: int) -> Entry:
    """Return the entry that a row with our columns holds; raise ``DataError`` with ``file`` and ``line``."""
    title = _without_brackets(row.get("title", ""))
    if not title:
        raise DataError(file, line, Words("the row has no title", "该行没有标题"))
    written = row.get("doc_number", "")
    number = (normal_number(written) or written) if written else None
    issuers = _issuers(row.get("issuers", ""))
    body = next((body for name in reversed(issuers) if (body := load_bodies().named(name))), None)
    place = load_places().named(row["place"]) if row.get("place") else None
    if place is None and body is not None and body.place is not None:
        place = load_places().get(body.place)
    level = _word("level", row.get("level", ""), file, line)
    if level == Level.UNKNOWN:
        level = (
            body.level if body is not None else load_bodies().level_of_prefix((number or "").split("〔")[0])
        )
    return Entry(
        id=row.get("id") or entry_id(title, number, issuers),
        title=title,
        number=number,
        issuers=issuers,
        issued_on=_day(row.get("issued_on", ""), file, line),
        kind=row.get("kind") or None,
        level=Level(level),
        place=place.name if place else row.get("place") or None,
        status=_word("status", row.get("status", ""), file, line),
        short_names=tuple(
            name.strip() for name in _SEPARATORS.split(row.get("short_names", "")) if name.strip()
        ),
        source=row.get("source") or file,
    )


def _without_brackets(title: str) -> str:
    """Return a title without the 《》 around the whole of it."""
    whole = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1].strip() if whole else title


def _issuers(cell: str) -> tuple[str, ...]:
    parts = (part.strip() for part in _SEPARATORS.split(cell))
    return tuple(name for part in parts if part for name in load_bodies().split(part))


def _day(cell: str, file: str, line: int) -> str | None:
    text = cell.split("T")[0].split(" ")[0] if re.match(r"\d{4}[-/]", cell) else cell
    if not text:
        return None
    if _PARTIAL.fullmatch(text):
        return text
    if plain := _PLAIN_DAY.fullmatch(text):
        text = "-".join(plain.groups())
    found = next(iter(find_dates(text.replace("/", "-").replace(".", "-"))), None)
    if found is None:
        raise DataError(file, line, Words(f"{cell!r} is no date", f"“{cell}”不是日期"))
    return found.iso


def _word(table: str, cell: str, file: str, line: int) -> str:
    words = _words(table)
    if cell.lower() not in words:
        options = "、".join(word for word in words if word)
        raise DataError(
            file,
            line,
            Words(f"{cell!r} is no {table}; known: {options}", f"“{cell}”不是可识别的取值；可用：{options}"),
        )
    return words[cell.lower()]


@cache
def _words(table: str) -> Mapping[str, str]:
    return {
        word: code for code, words in read_toml("catalogue_columns.toml")[table].items() for word in words
    }


def _header(cells: Sequence[str]) -> dict[int, str] | None:
    """Return which column each cell of a header row names, None where none names the title."""
    names = {
        name.lower(): column
        for column, known in read_toml("catalogue_columns.toml")["columns"].items()
        for name in known
    }
    found: dict[int, str] = {}
    for index, cell in enumerate(cells):
        column = names.get("".join(cell.split()).lower())
        if column is not None and column not in found.values():
            found[index] = column
    return found if "title" in found.values() else None


def _no_title_column() -> Words:
    names = "、".join(read_toml("catalogue_columns.toml")["columns"]["title"])
    return Words(f"no column holds titles; it may be called {names}", f"没有标题列；列名可为：{names}")


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        reason = Words(f"not a CSV file: {error}", f"不是有效的 CSV 文件：{error}")
        raise DataError(path.name, reader.line_num, reason) from error


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = Words(f"cannot be read ({error.strerror})", f"无法读取（{error.strerror}）")
        raise DataError(path.name, 0, reason) from error
    encodings = (_MARKS[content[:2]],) if content[:2] in _MARKS else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    tried = ", ".join(encodings)
    raise DataError(path.name, 0, Words(f"not text in {tried}", f"无法按 {tried} 解码"))


def _sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet; values only, a formula as what it came to."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        reason = Words("not an xlsx file, or it cannot be read", "不是 xlsx 文件，或无法读取")
        raise DataError(path.name, 0, reason) from error
    try:
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield line, [_cell(value) for value in cells]
    finally:
        book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
