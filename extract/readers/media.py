"""Which format a file is in, by what its bytes say and then by its suffix."""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from extract.readers.base import Source, refuse

__all__ = ["SUFFIXES", "media_type_of"]

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".text": "text/plain",
        ".md": "text/plain",
        ".html": "text/html",
        ".htm": "text/html",
        ".shtml": "text/html",
        ".xhtml": "text/html",
    }
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def media_type_of(source: Source) -> str:
    """Return the media type of ``source``: by its first bytes where they tell, else by its suffix.

    Raises ``ReadError`` for a format that no reader knows.
    """
    suffix = PurePath(source.name).suffix.lower()
    start = source.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix not in (".txt", ".text", ".md") and start.startswith(_HTML_STARTS):
        return "text/html"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if not suffix:
        return "text/plain"
    raise refuse(
        source,
        f"no reader knows files that end in {suffix}",
        f"没有读取 {suffix} 文件的程序",
        hint_en=f"one of {' '.join(sorted(SUFFIXES))}",
        hint_zh=f"使用以下格式之一：{' '.join(sorted(SUFFIXES))}",
    )
