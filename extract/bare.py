"""Citations without brackets."""

from collections.abc import Iterator

from extract.catalogue import Catalogue
from extract.model import Mention
from extract.page import Page, SpanIndex

__all__ = ["find_bare"]


def find_bare(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield the titles without brackets."""
    yield from ()
