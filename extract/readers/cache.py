"""A folder of texts that readers made, so that a file is read once: by its bytes, its format, the readers' version.

What readers make of a PDF or a Word file costs far more than its analysis. A text is kept only where a
reader made it anew; a file that cannot be read is tried again every time.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from extract.readers.base import ReadText

__all__ = ["TextCache"]

_CHEAP = frozenset(("text/plain", "text/csv"))


class TextCache:
    """Texts in a folder, one JSON file a text; safe against a process that ends while it writes."""

    def __init__(self, folder: Path, version: int) -> None:
        """Keep texts in ``folder``, which is made when the first text comes; other versions are not seen."""
        self.folder = folder
        self.version = version

    def get(self, sha256: str, media_type: str) -> ReadText | None:
        """Return the text that was made of these bytes, None where there is none (or a damaged one)."""
        if media_type in _CHEAP:
            return None
        try:
            kept: Any = json.loads(self._path(sha256).read_bytes())
            if (kept["version"], kept["media_type"]) != (self.version, media_type):
                return None
            return ReadText(text=str(kept["text"]), pages=tuple(int(page) for page in kept["pages"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, sha256: str, media_type: str, made: ReadText) -> None:
        """Keep a text; a folder that cannot be written to keeps nothing, and reading goes on."""
        if media_type in _CHEAP:
            return
        content = {"version": self.version, "media_type": media_type, "pages": made.pages, "text": made.text}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".read-")
            try:
                with os.fdopen(handle, "wb") as file:
                    # a lone surrogate has no UTF-8 form; JSON's escapes hold it
                    file.write(json.dumps(content, ensure_ascii=True).encode("ascii"))
                os.replace(name, self._path(sha256))
            except BaseException:
                os.unlink(name)
                raise
        except OSError:
            return

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.read.json"
