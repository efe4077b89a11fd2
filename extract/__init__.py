"""One document: from a file to what it says and which documents it means.

>>> from extract import analyse, load_catalogue, read  # doctest: +SKIP
>>> analysis = analyse(read("plan.txt"), load_catalogue())  # doctest: +SKIP

``read(path)`` returns a Document, ``load_catalogue(*extra)`` the catalogue of official documents,
``analyse(document, catalogue)`` an Analysis, ``analyse_together(documents, catalogue)`` those of many
that may cite each other. Their values are in ``extract.model``, their errors in ``extract.errors``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.analysis import analyse
    from extract.catalogue import load_catalogue
    from extract.corpus import analyse_together
    from extract.readers import read, read_all

__all__ = ["analyse", "analyse_together", "load_catalogue", "read", "read_all"]

_HOMES = {
    "analyse": "extract.analysis",
    "analyse_together": "extract.corpus",
    "load_catalogue": "extract.catalogue",
    "read": "extract.readers",
    "read_all": "extract.readers",
}


def __getattr__(name: str) -> object:
    """Import a verb where it is first used, so that ``suyuan --help`` loads none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
