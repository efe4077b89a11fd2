"""Citations by short names."""

from collections.abc import Iterator

from extract.catalogue import Catalogue
from extract.model import Mention
from extract.page import Page, SpanIndex

__all__ = ["find_short_names"]


def find_short_names(page: Page, closed: SpanIndex, catalogue: Catalogue) -> Iterator[Mention]:
    """Yield the short names."""
    yield from ()
