"""Where a document closes: signature, date and the attachments or second document that follow.

Nothing is cut. A break is the offset of the first character that no longer belongs to the text
before it: the signature lines under a document, the list of what is attached, or the line that opens
an attachment.
"""

from extract.model import Document, Span
from extract.patterns import load_patterns

__all__ = ["find_attachment_lists", "find_breaks", "find_signatures"]

_SIGNATURE_LINES = 6
_SIGNATURE_LENGTH = 40


def find_breaks(document: Document) -> tuple[int, ...]:
    """Return the offsets at which the text before has closed, in order.

    They are the starts and ends of signatures and of lists of attachments, and the starts of lines that open
    an attachment or are the title of a further document.
    """
    text = document.text
    attachments = (
        match.start() for match in load_patterns("closing")["attachment_line"].regex.finditer(text)
    )
    closing = (*find_signatures(document), *find_attachment_lists(document))
    found = {*attachments}
    found.update(match.start() for match in load_patterns("closing")["second_title"].regex.finditer(text))
    found.update(span.start for span in closing)
    found.update(span.end for span in closing)
    return tuple(sorted(found))


def find_attachment_lists(document: Document) -> tuple[Span, ...]:
    """Return the spans of the lists that name what is attached (附件：1.… 2.…)."""
    listed = load_patterns("closing")["attachment_list"].regex
    return tuple(Span(start=match.start(), end=match.end()) for match in listed.finditer(document.text))


def find_signatures(document: Document) -> tuple[Span, ...]:
    """Return the spans of signatures: the lines of issuers and the date under them.

    A date that stands alone in its line is one if a line without any stop stands above it.
    """
    text = document.text
    spans = []
    for match in load_patterns("closing")["date_line"].regex.finditer(text):
        start = _signature_start(text, match.start())
        spans.append(Span(start=start, end=match.end()))
    return tuple(spans)


def _signature_start(text: str, date: int) -> int:
    """Return where the issuers' lines above the date begin, ``date`` itself where there are none."""
    start = end = date
    for _ in range(_SIGNATURE_LINES):
        above = text.rfind("\n", 0, max(0, end - 1)) + 1
        line = text[above:end].strip()
        end = above
        if not line and above > 0:
            continue
        if not line or not _may_sign(line):
            break
        start = above
    return start


def _may_sign(line: str) -> bool:
    pattern = load_patterns("closing")["signing_line"].regex
    return len(line) <= _SIGNATURE_LENGTH and pattern.fullmatch(line) is not None
