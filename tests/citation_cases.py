"""Sentences with marked spans, as the tests of citations read them."""

import re

from extract.catalogue import Catalogue, load_catalogue
from extract.mentions import find_mentions
from extract.model import Citation, Document, Head, Level, Span
from extract.outline import find_sections
from extract.resolve import resolve_all
from extract.roles import cite

MARKS = re.compile(r"\[\[(?P<own>(?:(?!\]\]).)*)\]\](?!\])|\{\{(?P<other>.*?)\}\}", re.DOTALL)
SIGNS = str.maketrans({"⏎": "\n", "␣": "\u3000", "∅": "\u200b"})
POSITIVES, NEGATIVES = 3, 2


def document_of(text: str) -> Document:
    return Document(id="d", name="d.txt", media_type="text/plain", sha256="", text=text)


def head_of(text: str, fields: dict[str, str]) -> Head:
    title = fields.get("title")
    start = text.find(title) if title else -1
    return Head(
        title=title,
        number=fields.get("number"),
        issuers=(),
        level=Level(fields.get("level", "municipal")),
        place=None,
        place_code=fields.get("place"),
        issued_on=fields.get("date"),
        kind=None,
        title_span=Span(start=start, end=start + len(title)) if title and start >= 0 else None,
    )


def unmarked(line: str) -> tuple[str, tuple[tuple[int, int, bool], ...]]:
    text, marks, at = "", [], 0
    for match in MARKS.finditer(line):
        text += line[at : match.start()]
        own = match["own"] is not None
        words = match["own"] if own else match["other"]
        marks.append((len(text), len(text) + len(words), own))
        text += words
        at = match.end()
    return text + line[at:], tuple(marks)


def cited(
    text: str, head: Head | None = None, catalogue: Catalogue | None = None, accept: float = 0.0
) -> tuple[Citation, ...]:
    document, catalogue = document_of(text), catalogue or load_catalogue()
    head = head or head_of(text, {})
    sections = find_sections(document)
    mentions = find_mentions(document, head, sections, catalogue)
    resolutions = resolve_all(document, head, mentions, catalogue, accept=accept)
    return cite(document, head, sections, mentions, resolutions)
