"""The id of a document: what stays the same when the same document is met again, on whatever site."""

import hashlib
import re

from extract.bodies import load_bodies
from extract.catalogue import Catalogue, load_catalogue
from extract.model import Document, Entry, Head, Level
from extract.titles import squeeze, title_keys

__all__ = ["document_id"]

_BLANKS = re.compile(r"[\s\u3000\xa0\ufeff]+")


def document_id(head: Head, document: Document) -> str:
    """Return the catalogue id of ``document``: its number, else title and issuers, else its words' hash.

    A document that the catalogue knows has the catalogue's id: by its number, with the title where one
    number carries several (``number#title``), or, a central one without number, by title and issuers.
    Without a number the id is the title in normal form and the issuers; without one of these, the hash
    of the document's own words, whatever the blanks between them.
    """
    known = _known(head, load_catalogue())
    if known is not None:
        return known.id
    if head.number is not None:
        return head.number
    if head.title is not None and head.issuers:
        return f"{squeeze(head.title)}@{';'.join(head.issuers)}"
    return f"text:{_hash_of_words(document)}"


def _known(head: Head, catalogue: Catalogue) -> Entry | None:
    """Return the one entry of the catalogue that is this document, None where none or several could be."""
    core = title_keys(head.title).core if head.title else ""
    if head.number is not None:
        entries = catalogue.by_number(head.number)
        if len(entries) > 1:
            entries = tuple(entry for entry in entries if core and title_keys(entry.title).core == core)
        return entries[0] if len(entries) == 1 else None
    if head.title is None or head.level is not Level.CENTRAL or not head.issuers:
        return None
    issuers = _bodies(head.issuers)
    same = [
        entry
        for entry in catalogue.by_title(head.title)
        if title_keys(entry.title).core == core and _bodies(entry.issuers) == issuers
    ]
    return same[0] if len(same) == 1 else None


def _bodies(names: tuple[str, ...]) -> frozenset[str]:
    """Return the ids of the bodies that ``names`` name, a name that the table lacks as it is."""
    bodies = load_bodies()
    return frozenset(body.id if (body := bodies.named(name)) else squeeze(name) for name in names)


def _hash_of_words(document: Document) -> str:
    parts, at = [], 0
    for span in document.outside:
        parts.append(document.text[at : span.start])
        at = span.end
    words = _BLANKS.sub("", "".join((*parts, document.text[at:])))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
