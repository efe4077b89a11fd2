"""Commands about the catalogue of official documents: search, show, add, check."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import Catalogues, FormatOption, OutputOption
from graph.cli.output import Format, emit

__all__ = ["add", "check", "search", "show"]
