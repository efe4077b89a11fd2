"""Commands about the catalogue of official documents: search, show, add, check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.errors import Words
from graph.cli.options import Catalogues, FormatOption, OutputOption
from graph.cli.output import Format, emit
from graph.cli.speech import language, say

if TYPE_CHECKING:
    from extract.catalogue_search import Portrait
    from extract.model import Entry

__all__ = ["add", "check", "search", "show"]


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    catalogue: Catalogues = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print the entries that the words mean."""
    from extract.catalogue import load_catalogue
    from extract.catalogue_search import search as find

    rows = [_row(entry) for entry in find(load_catalogue(*(catalogue or ())), " ".join(words), limit)]
    emit(rows, ("id", "title", "doc_number", "issuers", "issued_on", "status"), form, output)
    return 0


def show(
    words: Annotated[list[str], typer.Argument(metavar="WORDS|NUMBER|ID")],
    catalogue: Catalogues = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print what is known of one entry, its relations too."""
    from extract.catalogue import load_catalogue
    from extract.catalogue_search import portrait
    from extract.catalogue_search import search as find

    known = load_catalogue(*(catalogue or ()))
    wanted = " ".join(words)
    found = find(known, wanted, 1)
    if not found:
        say(Words(f"the catalogue has nothing for {wanted!r}", f"目录中没有“{wanted}”"))
        return 0
    emit(_portrait_rows(portrait(known, found[0])), ("field", "value"), form, output)
    return 0


def add(
    file: Annotated[Path, typer.Option("--file", metavar="FILE", show_default=False)],
    title: Annotated[str, typer.Option("--title", show_default=False)],
    number: Annotated[str | None, typer.Option("--number", show_default=False)] = None,
    issuer: Annotated[list[str] | None, typer.Option("--issuer", show_default=False)] = None,
    date: Annotated[str | None, typer.Option("--date", show_default=False)] = None,
    source: Annotated[str, typer.Option("--source", show_default=False)] = "",
) -> int:
    """Add a document to a user's catalogue file."""
    from extract.user_catalogue import append_entry, entry_of

    cells = {
        "title": title,
        "doc_number": number or "",
        "issuers": ";".join(issuer or ()),
        "issued_on": date or "",
        "source": source,
    }
    entry = entry_of(cells, str(file), 0)
    append_entry(file, entry)
    say(Words(f"{file}: added {entry.id}", f"{file}：已添加 {entry.id}"))
    return 0


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print what should be looked at in a user's catalogue file."""
    from extract.catalogue import load_catalogue
    from extract.catalogue_search import check_file

    findings = check_file(file, load_catalogue())
    rows = [
        {"line": finding.line, "code": finding.code, "message": finding.message.render(language())}
        for finding in findings
    ]
    if rows:
        emit(rows, ("line", "code", "message"), form, output)
    else:
        say(Words(f"{file}: nothing to mend", f"{file}：未发现问题"))
    return 0


def _row(entry: "Entry") -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "doc_number": entry.number,
        "issuers": list(entry.issuers),
        "issued_on": entry.issued_on,
        "status": entry.status,
    }


def _portrait_rows(known: "Portrait") -> list[dict[str, Any]]:
    rows = [{"field": field, "value": value} for field, value in _row(known.entry).items() if value]
    rows += [{"field": "short_name", "value": name} for name in known.entry.short_names]
    if known.period_end is not None:
        rows.append({"field": "period_end", "value": known.period_end})
    if known.editions:
        rows.append({"field": "editions", "value": list(known.editions)})
    for field in ("replaced_by", "replaces", "amended_by", "implements", "implemented_by", "issued_with"):
        for other in getattr(known, field):
            number = f"（{other.entry.number}）" if other.entry is not None and other.entry.number else ""
            remark = f" [{other.relation.certainty}]"
            rows.append({"field": field, "value": f"{other.title}{number}{remark}"})
    rows.append({"field": "source", "value": known.entry.source})
    if known.unattested:
        rows.append({"field": "unattested", "value": list(known.unattested)})
    return rows
