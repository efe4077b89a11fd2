"""Web archives (.mhtml, .mht) as browsers and Word save them: the page inside, read as any page is."""

import email
import email.message
import email.policy
from collections.abc import Iterator

from extract.readers.base import ReadText, Source, refuse
from extract.readers.html import read_html

__all__ = ["read_mhtml"]

_MOST_PARTS = 2_000


def read_mhtml(source: Source) -> ReadText:
    """Return the text of the first page in a web archive; what the page links to is never fetched."""
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    for part in _parts(message):
        try:
            if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
                continue
            data, declared = part.get_payload(decode=True), part.get_content_charset()
        except (LookupError, ValueError, AssertionError):
            # a header that says nothing sensible; another part may hold the page
            continue
        if isinstance(data, bytes) and data.strip():
            page = Source(path=source.path, name=source.name, data=data, limits=source.limits)
            return read_html(page, declared=declared)
    raise refuse(
        source,
        "the web archive holds no page",
        "网页存档中没有网页",
        hint_en="saving the page again from a browser, as HTML or PDF",
        hint_zh="在浏览器中重新保存为 HTML 或 PDF",
    )


def _parts(message: email.message.Message) -> Iterator[email.message.Message]:
    """Yield the parts in their order, without recursion and never more than a page can need."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.is_multipart():
            inner = part.get_payload()
            children = inner if isinstance(inner, list) else []
            waiting.extend(child for child in reversed(children) if isinstance(child, email.message.Message))
        else:
            yield part
