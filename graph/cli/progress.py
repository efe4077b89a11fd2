"""A progress bar, on a terminal only: nothing is printed where stderr is a file or a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extract.errors import Words
from graph.cli.speech import language

__all__ = ["Advance", "progress"]

Advance = Callable[[int, int | None], None]


@contextmanager
def progress(what: Words) -> Iterator[Advance]:
    """Yield a function that takes how many items are done and how many there are in all (None: unknown)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what.render(language()), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
