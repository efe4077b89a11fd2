"""Plain text: the file as decoded, and nothing else."""

from extract.readers.base import ReadText, Source
from extract.readers.decoding import decode

__all__ = ["read_plain"]


def read_plain(source: Source) -> ReadText:
    """Return the text of a text file, character for character."""
    return ReadText(text=decode(source))
