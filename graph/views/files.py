"""Names and writing of the pages: safe file names, whole files, UTF-8 with LF."""

import re
import unicodedata
from pathlib import Path

from graph.files import replace_file
from graph.model import content_hash

__all__ = ["source_name", "write_page"]

LONGEST_NAME = 40
UNSAFE = re.compile(r"[^\w〔〕（）]+")


def source_name(document_id: str) -> str:
    """Return the file name of a document's annotated source: readable, safe anywhere, its own.

    Only letters, digits and a few brackets of the id are kept; a hash of the whole id tells apart
    what would else be alike, also on systems that do not tell capitals from small letters.

    >>> source_name("国办发〔2015〕71号")
    '国办发〔2015〕71号-879866fe.html'
    """
    words = UNSAFE.sub("_", unicodedata.normalize("NFC", document_id)).strip("_")[:LONGEST_NAME]
    return f"{words}-{content_hash(document_id)[:8]}.html"


def write_page(path: Path, html: str) -> Path:
    """Write ``html`` to ``path`` whole or not at all, and return the path; raise ``StoreError``."""
    with replace_file(path) as file:
        file.write(html.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8"))
    return path
