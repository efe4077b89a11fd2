"""Files to documents: one module a format, one function each, and the table of them by media type.

``read`` takes one file, ``read_all`` folders and files of many. A reader sees bytes and gives text; it
opens no other file, follows no link and runs no macro. What a format cannot give (a scan, a password,
a damaged file) is a ``ReadError`` that says what to try; the other files of a batch go on.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from extract.clean import outside_spans
from extract.errors import ReadError, Words
from extract.model import Document
from extract.readers.base import DEFAULT_LIMITS, Limits, Reader, Source, refuse
from extract.readers.html import read_html
from extract.readers.media import SUFFIXES, media_type_of
from extract.readers.plain import read_plain

__all__ = ["READERS", "Limits", "read", "read_all"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "text/plain": read_plain,
        "text/html": read_html,
    }
)

_SKIPPED_PREFIXES = (".", "~$", "__MACOSX")


def read(path: str | Path, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document in one file, with the lines that are not its own marked as outside.

    Raises ``ReadError`` for a file that is missing, empty, too large, of an unknown format, or that
    its format's reader cannot read.
    """
    return _document(_load(Path(path), limits))


def read_all(
    paths: Iterable[str | Path], *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | ReadError]:
    """Yield a document, or the reason why there is none, for each file under ``paths``.

    Paths are taken in the order given; a folder is walked through, its files sorted by their path.
    Hidden files and files of other formats inside a folder are passed over; a folder without any
    document is itself a ``ReadError``.
    """
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _read_folder(path, limits)
        else:
            yield _attempt(path, limits)


def _read_folder(folder: Path, limits: Limits) -> Iterator[Document | ReadError]:
    found = False
    for path in _files(folder):
        found = True
        yield _attempt(path, limits)
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


def _attempt(path: Path, limits: Limits) -> Document | ReadError:
    try:
        return read(path, limits=limits)
    except ReadError as error:
        return error


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


def _too_large(source: Source, size: int) -> ReadError:
    limit = source.limits.file_bytes
    return refuse(
        source,
        f"it has {size:,} bytes, more than the limit of {limit:,}",
        f"文件有 {size:,} 字节，超过上限 {limit:,}",
        hint_en="splitting it, or raising the limit",
        hint_zh="拆分文件，或提高上限",
    )


def _document(source: Source) -> Document:
    """Return the document that the bytes of ``source`` hold."""
    media_type = media_type_of(source)
    made = READERS[media_type](source)
    if not made.text.strip("\ufeff \t\r\n\u3000\xa0\x00"):
        raise refuse(
            source,
            "there is no text in it",
            "文件中没有文字",
            hint_en="checking that the download or the conversion was complete",
            hint_zh="检查下载或转换是否完整",
        )
    if len(made.text) > source.limits.characters:
        raise refuse(
            source,
            f"its text has {len(made.text):,} characters, more than the limit of {source.limits.characters:,}",
            f"文字有 {len(made.text):,} 个字符，超过上限 {source.limits.characters:,}",
            hint_en="splitting it, or raising the limit",
            hint_zh="拆分文件，或提高上限",
        )
    digest = hashlib.sha256(source.data).hexdigest()
    return Document(
        id=f"sha256:{digest}",
        name=source.name,
        media_type=media_type,
        sha256=digest,
        text=made.text,
        outside=outside_spans(made.text),
        pages=made.pages,
    )
