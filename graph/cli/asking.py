"""Commands that answer from a store: trace, ask, cypher, search, measures."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import Words
from graph.cli.options import FormatOption, OutputOption, StoreOption, opened
from graph.cli.output import Format, emit
from graph.cli.speech import language, say

if TYPE_CHECKING:
    from cypher import Query

__all__ = ["ask", "cypher", "measures", "search", "trace"]

ROW_LIMIT = 10_000
SECONDS = 60.0


def trace(
    words: Annotated[list[str], typer.Argument(metavar="WORDS|NUMBER|ID")],
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print what a document drives, or what drives a task."""
    from graph.answers.trace import trace as follow
    from graph.cli.trace_text import print_trace, trace_rows

    with opened(store) as source:
        found = follow(source, " ".join(words))
    if form is Format.TABLE and output is None:
        print_trace(found)
    else:
        rows = trace_rows(found)
        emit(rows, tuple(rows[0]) if rows else (), form, output)
    return 0


def ask(
    name: Annotated[str | None, typer.Argument(metavar="NAME", show_default=False)] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="key=value…", show_default=False)] = None,
    show: Annotated[bool, typer.Option("--show")] = False,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """List, explain or run a query of the library."""
    import cypher as library

    if name is None:
        rows = [
            {"topic": query.topic, "name": query.name, "about": _about(query)}
            for query in library.all_queries()
        ]
        emit(rows, ("topic", "name", "about"), form, output)
        return 0
    query = library.load(name)
    if show:
        _show(query)
        return 0
    parameters = library.parse_parameters(query, values or ())
    with opened(store) as source:
        rows = source.run(query, **parameters)
    emit(rows, tuple(column.name for column in query.columns), form, output)
    return 0


def cypher(
    text: Annotated[str, typer.Argument(metavar="'MATCH …'")],
    limit: Annotated[int, typer.Option("--limit", min=1)] = ROW_LIMIT,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1)] = SECONDS,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Run any query that only reads."""
    from graph.answers.adhoc import run_adhoc

    query = sys.stdin.read() if text == "-" else text
    with opened(store) as source:
        answer = run_adhoc(source, query, limit=limit, seconds=seconds)
    emit(answer.rows, answer.columns, form, output)
    if answer.cut:
        say(
            Words(
                f"only the first {limit} rows; --limit N for more", f"仅列前 {limit} 行；可用 --limit N 增加"
            )
        )
    return 0


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Find nodes whose title or text holds the words."""
    from graph.answers.search import search as find

    with opened(store) as source:
        rows = find(source, " ".join(words), limit=limit)
    emit(rows, tuple(rows[0]) if rows else (), form, output)
    return 0


def measures(
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    by: Annotated[str, typer.Option("--by", metavar="COLUMN")] = "pagerank",
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print measures of the citation network, a row a document."""
    from graph.answers.measures import ranked_measures

    with opened(store) as source:
        rows = ranked_measures(source, by=by, limit=limit)
    emit(rows, tuple(rows[0]) if rows else (), form, output)
    return 0


def _about(query: "Query") -> str:
    return query.about_zh if language() == "zh" else query.about


def _show(query: "Query") -> None:
    """Print what a query asks and its text, to paste into Neo4j Browser."""
    from cypher import browser_lines

    zh = language() == "zh"
    print(f"// {query.name}: {_about(query)}")
    for parameter in query.params:
        print(f"// ${parameter.name} {parameter.type}: {parameter.about_zh if zh else parameter.about}")
    if query.note:
        english, _, chinese = query.note.partition(" · ")
        print(f"// {chinese if zh and chinese else english}")
    print("\n".join(browser_lines(query)))
    print(query.text)
