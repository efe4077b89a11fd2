"""Knows a document's own names, so that its title lines are not taken for citations.

A title inside the document's own title (关于转发《…》的通知) is no citation where the whole own title
stands around it; alone in the text it is one. The document that a notice carries (关于印发X的通知) has
two names, the notice's and its own. The idea of comparing the surrounding text with the whole title is
linkgen's (github.com/xbhel/momostack).
"""

import re
from dataclasses import dataclass

from extract.model import Head, Span
from extract.titles import squeeze, title_keys, unwrap

__all__ = ["OwnTitle", "own_title"]

_CARRIES = re.compile("印发|发布|公布|颁布|下发")
_HANDS_ON = re.compile("转发|批转")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTitle:
    """The names of the document at hand, squeezed: ``full`` and those of what it carries (``inner``)."""

    full: str
    inner: tuple[str, ...]
    number: str | None

    def is_named(self, title: str) -> bool:
        """Say whether ``title`` names the document at hand, or what it carries."""
        key = squeeze(title)
        return bool(key) and (key == self.full or key in self.inner)

    def is_around(self, text: str, span: Span) -> bool:
        """Say whether the name at ``span`` stands inside the document's own full title."""
        key = squeeze(span.of(text))
        at = self.full.find(key) if key else -1
        if at < 0 or len(key) == len(self.full):
            return False
        before, after = self.full[:at], self.full[at + len(key) :]
        left = squeeze(text[max(0, span.start - 2 * len(before) - 12) : span.start])
        right = squeeze(text[span.end : span.end + 2 * len(after) + 12])
        return left.endswith(before) and right.startswith(after)


def own_title(head: Head) -> OwnTitle:
    """Return the names that ``head`` gives the document."""
    title = head.title or ""
    carried: tuple[str, ...] = ()
    if _CARRIES.search(title) and not _HANDS_ON.search(title):
        carried = tuple(squeeze(name) for name in unwrap(title))
        carried += (title_keys(title).core,)
    full = squeeze(title)
    inner = dict.fromkeys(key for key in carried if len(key) > 3 and key != full)
    return OwnTitle(full=full, inner=tuple(inner), number=head.number)
