"""Files to documents: one module a format, one function each, and the table of them by media type.

``read`` takes one file, ``read_all`` folders and files of many documents (zip, tables). A reader sees
bytes and gives text; it opens no other file, follows no link and runs no macro. What a format cannot give
(a scan, a password, a damaged file) is a ``ReadError`` that says what to try; the batch goes on.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from extract.clean import outside_spans
from extract.errors import ReadError, Words
from extract.model import Document
from extract.readers.base import DEFAULT_LIMITS, Limits, Reader, ReadText, Source, refuse
from extract.readers.cache import TextCache
from extract.readers.corpora import Columns, parse_columns, read_rows
from extract.readers.doc import read_doc, read_odt, read_wps
from extract.readers.docx import read_docx
from extract.readers.html import read_html
from extract.readers.media import (
    ARCHIVES,
    DOC,
    DOCX,
    MHTML,
    ODT,
    PDF,
    RTF,
    SUFFIXES,
    TABLES,
    WPS,
    media_type_of,
)
from extract.readers.mhtml import read_mhtml
from extract.readers.package import open_package, read_part, shown_name
from extract.readers.pdf import read_pdf
from extract.readers.plain import read_plain
from extract.readers.rtf import read_rtf

__all__ = ["READERS", "VERSION", "Columns", "Limits", "parse_columns", "read", "read_all", "read_bytes"]

VERSION = 1
"""Rises with every change that can alter the text a reader makes, so that a cache can tell."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "text/plain": read_plain,
        "text/html": read_html,
        MHTML: read_mhtml,
        DOCX: read_docx,
        DOC: read_doc,
        WPS: read_wps,
        RTF: read_rtf,
        ODT: read_odt,
        PDF: read_pdf,
    }
)

_SKIPPED_PREFIXES = (".", "~$", "__MACOSX")
_BLANKS = "\ufeff \t\r\n\u3000\xa0\x00"
_NESTED_ARCHIVES = 2

Found = Document | ReadError


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for all files of one call."""

    limits: Limits
    columns: Columns | None = None
    cache: TextCache | None = None


def read(path: str | Path, *, limits: Limits = DEFAULT_LIMITS, columns: Columns | None = None) -> Document:
    """Return the document in one file, with the lines that are not its own marked as outside.

    Raises ``ReadError`` for a file that is missing, empty, too large, of an unknown format, that its
    format's reader cannot read, or that holds several documents (``read_all`` reads these).
    """
    source = _load(Path(path), limits)
    found = list(_several(source, _Run(limits, columns)))
    if len(found) != 1:
        raise refuse(
            source,
            f"it holds {len(found)} documents, where one was asked for",
            f"其中有 {len(found)} 份文件，而此处只读一份",
            hint_en="reading it together with others (build, analyse), which takes them all",
            hint_zh="用 build 或 analyse 读取全部",
        )
    if isinstance(found[0], ReadError):
        raise found[0]
    return found[0]


def read_all(
    paths: Iterable[str | Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    columns: Columns | None = None,
    cache: Path | None = None,
) -> Iterator[Found]:
    """Yield a document, or the reason why there is none, for everything under ``paths``.

    Paths are taken in the order given; a folder is walked through, its files sorted by their path, an
    archive by the names inside, a table by its rows. Hidden files and files of other formats inside a
    folder or archive are passed over; a folder without any document is itself a ``ReadError``. ``cache``
    is a folder where the texts that readers made are kept, by the hash of the bytes and ``VERSION``.
    """
    run = _Run(limits, columns, None if cache is None else TextCache(cache, VERSION))
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _read_folder(path, run)
        else:
            yield from _attempt(path, run)


def read_bytes(
    data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS, columns: Columns | None = None
) -> Iterator[Found]:
    """Yield what a file of this content and name holds, as ``read_all`` does for a file on disk."""
    source = Source(path=name, name=PurePosixPath(name).name or name, data=data, limits=limits)
    try:
        if len(data) > limits.file_bytes:
            raise _too_large(source, len(data))
        yield from _several(source, _Run(limits, columns))
    except ReadError as error:
        yield error


def _read_folder(folder: Path, run: _Run) -> Iterator[Found]:
    found = False
    for path in _files(folder):
        found = True
        yield from _attempt(path, run)
    if not found:
        known = " ".join(sorted(SUFFIXES))
        yield ReadError(
            str(folder),
            Words("the folder holds no document", "文件夹中没有可读的文件"),
            Words(f"a folder with files of these kinds: {known}", f"请指定含有以下类型文件的文件夹：{known}"),
        )


def _files(folder: Path) -> list[Path]:
    """Return the files under ``folder`` whose suffix a reader knows, sorted; links to folders are not followed."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_SKIPPED_PREFIXES)]
        for name in names:
            if not name.startswith(_SKIPPED_PREFIXES) and Path(name).suffix.lower() in SUFFIXES:
                found.append(Path(root, name))
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _attempt(path: Path, run: _Run) -> Iterator[Found]:
    try:
        yield from _several(_load(path, run.limits), run)
    except ReadError as error:
        yield error


def _several(source: Source, run: _Run, depth: int = 0) -> Iterator[Found]:
    """Yield the documents that a source holds: one, or those of an archive or table."""
    media_type = media_type_of(source)
    if media_type in ARCHIVES:
        yield from _archived(source, run, depth)
    elif media_type in TABLES:
        yield from _rows(source, media_type, run.columns)
    else:
        yield _document(source, media_type, _made(source, media_type, run.cache), source.data)


def _made(source: Source, media_type: str, cache: TextCache | None) -> ReadText:
    """Return the text of one file: the one that is kept, else what the reader makes."""
    if cache is None:
        return READERS[media_type](source)
    digest = hashlib.sha256(source.data).hexdigest()
    made = cache.get(digest, media_type)
    if made is None:
        made = READERS[media_type](source)
        cache.put(digest, media_type, made)
    return made


def _archived(source: Source, run: _Run, depth: int) -> Iterator[Found]:
    """Yield the documents in an archive, sorted by name; nothing is unpacked to disk."""
    if depth >= _NESTED_ARCHIVES:
        raise refuse(
            source,
            f"archives are packed into each other more than {_NESTED_ARCHIVES} deep",
            f"压缩包层层嵌套超过 {_NESTED_ARCHIVES} 层",
            hint_en="unpacking it first",
            hint_zh="先解压",
        )
    package = open_package(source)
    members = [(shown_name(info), info) for info in package.infolist() if not info.is_dir()]
    members = [(name, info) for name, info in members if _is_read(name)]
    if not members:
        raise refuse(
            source,
            "the archive holds no document",
            "压缩包中没有可读的文件",
            hint_en=f"an archive with files of these kinds: {' '.join(sorted(SUFFIXES))}",
            hint_zh=f"压缩包内应有以下类型的文件：{' '.join(sorted(SUFFIXES))}",
        )
    total = 0
    for name, info in sorted(members, key=lambda member: (member[0], member[1].header_offset)):
        try:
            total += info.file_size
            if total > source.limits.archive_bytes:
                raise _archive_too_large(source)
            yield from _member(source, package, name, info, run, depth)
        except ReadError as error:
            yield error


def _is_read(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not any(part.startswith(_SKIPPED_PREFIXES) and part not in (".", "..") for part in parts) and (
        PurePosixPath(parts[-1]).suffix.lower() in SUFFIXES
    )


def _member(
    source: Source,
    package: zipfile.ZipFile,
    name: str,
    info: zipfile.ZipInfo,
    run: _Run,
    depth: int,
) -> Iterator[Found]:
    inner = Source(
        path=f"{source.path}!{name}",
        name=name.replace("\\", "/").rpartition("/")[2],
        data=b"",
        limits=source.limits,
    )
    data = read_part(inner, package, info)
    filled = Source(path=inner.path, name=inner.name, data=data or b"", limits=source.limits)
    yield from _several(filled, run, depth + 1)


def _rows(source: Source, media_type: str, columns: Columns | None) -> Iterator[Found]:
    """Yield the documents of a table; each is known by the bytes of its own text."""
    found = False
    for row in read_rows(source, media_type, columns):
        found = True
        name = f"{source.name}#{row.row}"
        inner = Source(path=f"{source.path}#{row.row}", name=name, data=b"", limits=source.limits)
        data = row.text.encode("utf-8", "surrogatepass")
        try:
            yield _document(inner, media_type, ReadText(text=row.text), data)
        except ReadError as error:
            yield error
    if not found:
        raise _empty(source)


def _load(path: Path, limits: Limits) -> Source:
    """Return the bytes of a regular file, not more than the limit."""
    empty = Source(path=str(path), name=path.name, data=b"", limits=limits)
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise refuse(
                empty,
                "it is not a file",
                "不是普通文件",
                hint_en="naming a file, or reading the folder as a whole",
                hint_zh="指定一个文件，或读取整个文件夹",
            )
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise _too_large(empty, size)
        with path.open("rb") as handle:
            # a device or a growing file may hold more than its size says
            data = handle.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(
            empty,
            f"the file cannot be opened ({reason})",
            f"无法打开文件（{reason}）",
            hint_en="checking the path and the right to read it",
            hint_zh="检查路径和读取权限",
        ) from error
    if len(data) > limits.file_bytes:
        raise _too_large(empty, len(data))
    return Source(path=str(path), name=path.name, data=data, limits=limits)


def _document(source: Source, media_type: str, made: ReadText, data: bytes) -> Document:
    """Return the document that a reader's text makes; ``data`` are the bytes that it is known by."""
    if not made.text.strip(_BLANKS):
        raise _empty(source)
    if len(made.text) > source.limits.characters:
        raise refuse(
            source,
            f"its text has {len(made.text):,} characters, more than the limit of {source.limits.characters:,}",
            f"文字有 {len(made.text):,} 个字符，超过上限 {source.limits.characters:,}",
            hint_en="splitting it, or raising the limit",
            hint_zh="拆分文件，或提高上限",
        )
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=f"sha256:{digest}",
        name=source.name,
        media_type=media_type,
        sha256=digest,
        text=made.text,
        outside=outside_spans(made.text),
        pages=made.pages,
    )


def _empty(source: Source) -> ReadError:
    return refuse(
        source,
        "there is no text in it",
        "文件中没有文字",
        hint_en="checking that the download or the conversion was complete",
        hint_zh="检查下载或转换是否完整",
    )


def _too_large(source: Source, size: int) -> ReadError:
    limit = source.limits.file_bytes
    return refuse(
        source,
        f"it has {size:,} bytes, more than the limit of {limit:,}",
        f"文件有 {size:,} 字节，超过上限 {limit:,}",
        hint_en="splitting it, or raising the limit",
        hint_zh="拆分文件，或提高上限",
    )


def _archive_too_large(source: Source) -> ReadError:
    limit = source.limits.archive_bytes
    return refuse(
        source,
        f"what it packs has more than {limit:,} bytes",
        f"压缩包内文件总计超过 {limit:,} 字节",
        hint_en="splitting it, or raising the limit",
        hint_zh="拆分压缩包，或提高上限",
    )
