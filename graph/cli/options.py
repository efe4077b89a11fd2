"""Options that several commands share, and the store that a command asks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.output import Format

if TYPE_CHECKING:
    from extract.readers.corpora import Columns
    from graph.store.base import Store

__all__ = [
    "Accept",
    "Catalogues",
    "ColumnsOption",
    "FormatOption",
    "OutputOption",
    "PathsArgument",
    "StoreOption",
    "opened",
    "parsed_columns",
]

Accept = Annotated[float, typer.Option("--accept", min=0.0, max=1.0)]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATHS…", show_default=False)]
StoreOption = Annotated[str | None, typer.Option("--store", metavar="DIR|BOLT", show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", "-f", case_sensitive=False)]
OutputOption = Annotated[Path | None, typer.Option("--output", "-O", metavar="FILE", show_default=False)]
Catalogues = Annotated[list[Path] | None, typer.Option("--catalogue", metavar="FILE", show_default=False)]

ColumnsOption = Annotated[
    str | None, typer.Option("--columns", metavar="FIELD=HEADING,…", show_default=False)
]


def parsed_columns(words: str | None) -> "Columns | None":
    """Return which headings of a table hold which field; a wrong field is wrong usage."""
    if words is None:
        return None
    from extract.readers.corpora import parse_columns

    try:
        return parse_columns(words)
    except ValueError as error:
        raise typer.BadParameter(f"--columns: {error}") from error


def opened(address: str | None) -> "Store":
    """Return the store at ``address``, or that of the workspace here, above, or in ./suyuan-out.

    Raises ``StoreError`` where there is none. The store only answers: it cannot be written to.
    """
    from graph.store import open_store
    from graph.workspace import find_workspace

    return open_store(address if address is not None else find_workspace())
