"""Which format a file is in: what its bytes say goes before what its name says.

A ``.doc`` from a government site is often a web page or RTF under another name, so the first bytes decide;
the suffix decides where bytes say nothing (text) or the same for several formats.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType

from extract.readers.base import Source, refuse

__all__ = ["ARCHIVES", "SUFFIXES", "TABLES", "media_type_of"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
WPS = "application/vnd.ms-works"
RTF = "application/rtf"
PDF = "application/pdf"
MHTML = "multipart/related"
CSV = "text/csv"
ZIP = "application/zip"

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".text": "text/plain",
        ".md": "text/plain",
        ".html": "text/html",
        ".htm": "text/html",
        ".shtml": "text/html",
        ".xhtml": "text/html",
        ".mhtml": MHTML,
        ".mht": MHTML,
        ".docx": DOCX,
        ".docm": DOCX,
        ".doc": DOC,
        ".wps": WPS,
        ".rtf": RTF,
        ".odt": ODT,
        ".pdf": PDF,
        ".xlsx": XLSX,
        ".csv": CSV,
        ".zip": ZIP,
    }
)
TABLES = frozenset((XLSX, CSV))
ARCHIVES = frozenset((ZIP,))
_TEXT_SUFFIXES = frozenset((".txt", ".text", ".md", ".csv"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype html|html|head|body|meta)\b",
    re.DOTALL,
)
_MHTML = re.compile(rb"(?:^|\n)(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE)
_PDF_IN = 1024


def media_type_of(source: Source) -> str:
    """Return the media type of ``source``; raise ``ReadError`` for a format that no reader knows."""
    suffix = PurePath(source.name).suffix.lower()
    start = source.data[:2048].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return _packed(source, suffix)
    if start.startswith(_OLE):
        return WPS if suffix == ".wps" else DOC
    # a PDF may have some bytes of a mail or a server before its mark; a text that speaks of one is none
    if start.startswith(b"%PDF-") or (suffix not in _TEXT_SUFFIXES and b"%PDF-" in start[:_PDF_IN]):
        return PDF
    if start.lstrip().startswith(b"{\\rtf"):
        return RTF
    if suffix not in _TEXT_SUFFIXES:
        if _HTML.match(start.lower()):
            return "text/html"
        if suffix in (".mhtml", ".mht", ".doc") and _MHTML.search(start):
            return MHTML
    known = SUFFIXES.get(suffix)
    if known is not None and (known.startswith("text/") or known == MHTML):
        return known
    if known is not None:
        # the suffix promises a format whose first bytes are not there
        raise refuse(
            source,
            f"it ends in {suffix}, but its bytes are of another kind or damaged",
            f"扩展名是 {suffix}，内容却不是这种格式，或已损坏",
            hint_en="downloading it again, or saving it again from the program that opens it",
            hint_zh="重新下载，或用能打开它的程序另存一次",
        )
    if not suffix:
        return "text/plain"
    raise refuse(
        source,
        f"no reader knows files that end in {suffix}",
        f"没有读取 {suffix} 文件的程序",
        hint_en=f"one of {' '.join(sorted(SUFFIXES))}",
        hint_zh=f"使用以下格式之一：{' '.join(sorted(SUFFIXES))}",
    )


def _packed(source: Source, suffix: str) -> str:
    """Return which packed format it is, by the parts inside."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as package:
            names = set(package.namelist()) if len(package.filelist) <= source.limits.archive_files else set()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError):
        return SUFFIXES.get(suffix, ZIP)
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return DOCX
        if any(name.startswith("xl/") for name in names):
            return XLSX
    if "content.xml" in names and "mimetype" in names:
        return ODT
    return SUFFIXES[suffix] if suffix in (".docx", ".xlsx", ".odt") else ZIP
