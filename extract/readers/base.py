"""What every reader takes and gives: the bytes of a file, its text, and the limits that hold for both."""

from collections.abc import Callable
from dataclasses import dataclass

from extract.errors import ReadError, Words

__all__ = ["DEFAULT_LIMITS", "INDENT", "Limits", "ReadText", "Reader", "Source", "refuse"]

_MEBIBYTE = 1 << 20
INDENT = "\u3000\u3000"
"""What stands for the indent of a first line, where the format sets it by a property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a reader may take; beyond, it refuses with a ``ReadError`` and the batch goes on.

    Sizes are in bytes, ``characters`` in code points, ``seconds`` in wall-clock time of one outside
    converter, 0 to allow none. ``ratio`` is how many times its packed size a packed part may grow.
    """

    file_bytes: int = 256 * _MEBIBYTE
    part_bytes: int = 64 * _MEBIBYTE
    archive_bytes: int = 1024 * _MEBIBYTE
    archive_files: int = 20_000
    ratio: int = 200
    characters: int = 20_000_000
    depth: int = 200
    pages: int = 5_000
    rows: int = 200_000
    seconds: float = 120.0


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to be read: ``path`` as it is shown to people, the base name, and the bytes."""

    path: str
    name: str
    data: bytes
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a reader made of a file: the text, and the offsets at which pages after the first begin."""

    text: str
    pages: tuple[int, ...] = ()


Reader = Callable[[Source], ReadText]


def refuse(source: Source, en: str, zh: str, *, hint_en: str, hint_zh: str) -> ReadError:
    """Return the error that says why ``source`` was not read and what to try."""
    return ReadError(source.path, Words(en, zh), Words(hint_en, hint_zh))
