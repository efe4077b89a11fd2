"""Commands that read documents: build, demo, analyse, read."""

import sys
from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.errors import ReadError, Words
from graph.cli.options import (
    Accept,
    Catalogues,
    ColumnsOption,
    FormatOption,
    OutputOption,
    PathsArgument,
    parsed_columns,
)
from graph.cli.output import Format, print_text
from graph.cli.progress import progress
from graph.cli.speech import language, say

if TYPE_CHECKING:
    from extract.model import Document
    from graph.building import Built

__all__ = ["analyse", "build", "demo", "read"]

Patterns = Annotated[Path | None, typer.Option("--patterns", metavar="FILE", show_default=False)]

DEFAULT_WORKSPACE = Path("suyuan-out")
DEMO_WORKSPACE = Path("suyuan-demo")
# the directive whose goals and tasks the demo shows: three levels of the sample carry it out
DEMO_DIRECTIVE = "体教融合"


def build(
    paths: PathsArgument,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR")] = DEFAULT_WORKSPACE,
    catalogue: Catalogues = None,
    accept: Accept = 0.0,
    patterns: Patterns = None,
    themes: Annotated[Path | None, typer.Option("--themes", metavar="FILE", show_default=False)] = None,
    columns: ColumnsOption = None,
    catalogue_nodes: Annotated[str, typer.Option("--catalogue-nodes", metavar="cited|all")] = "cited",
) -> int:
    """Read documents and make a workspace of them: the main job."""
    if catalogue_nodes not in ("cited", "all"):
        raise typer.BadParameter(f"--catalogue-nodes: cited | all, not {catalogue_nodes!r}")
    built = _build(
        paths,
        out,
        catalogues=catalogue or (),
        accept=accept,
        patterns=patterns,
        themes=themes,
        columns=parsed_columns(columns),
        whole_catalogue=catalogue_nodes == "all",
    )
    _summarise(built)
    return 1 if built.failures else 0


def demo(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR")] = DEMO_WORKSPACE,
) -> int:
    """Build the bundled sample and show what one directive drives in it."""
    from graph.answers.trace import trace
    from graph.cli.trace_text import print_trace
    from graph.store import open_store

    with as_file(files("extract").joinpath("data", "sample")) as sample:
        built = _build([sample], out)
    with open_store(out) as store:
        print_trace(trace(store, DEMO_DIRECTIVE))
    _summarise(built)
    return 1 if built.failures else 0


def analyse(
    paths: PathsArgument,
    together: Annotated[bool, typer.Option("--together")] = False,
    accept: Accept = 0.0,
    catalogue: Catalogues = None,
    patterns: Patterns = None,
    columns: ColumnsOption = None,
    docbin: Annotated[Path | None, typer.Option("--docbin", metavar="FILE", show_default=False)] = None,
    output: OutputOption = None,
) -> int:
    """Print what each document says, one JSON object a line."""
    import orjson

    from extract.analysis import analyse as analyse_one
    from extract.annotation import to_annotation
    from extract.catalogue import load_catalogue
    from extract.corpus import analyse_together

    documents, failures = _read(paths, columns)
    known = load_catalogue(*(catalogue or ()))
    if together:
        analyses = analyse_together(documents, known, accept=accept)
    else:
        analyses = (analyse_one(each, known, accept=accept) for each in documents)
    kept = []
    lines = []
    for analysis in analyses:
        line = orjson.dumps(to_annotation(analysis)).decode()
        if docbin is not None:
            kept.append(analysis)
        if output is None:
            print(line, flush=True)
        else:
            lines.append(line)
    if output is not None:
        print_text("\n".join(lines), output)
    if docbin is not None:
        from extract.language import write_docbin

        write_docbin(kept, docbin, patterns)
    return 1 if failures else 0


def read(
    paths: PathsArgument,
    columns: ColumnsOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """Print what was understood of each file: its head, its outline, what was left outside."""
    from extract.analysis import identify
    from graph.cli.output import emit

    documents, failures = _read(paths, columns)
    rows = []
    for document, head in map(identify, documents):
        rows.append(
            {
                "file": document.name,
                "id": document.id,
                "title": head.title,
                "doc_number": head.number,
                "issuers": list(head.issuers),
                "level": head.level.value,
                "place": head.place,
                "issued_on": head.issued_on,
                "kind": head.kind,
                "media_type": document.media_type,
                "characters": len(document.text),
                "outside": sum(span.end - span.start for span in document.outside),
            }
        )
    emit(rows, tuple(rows[0]), form, output)
    return 1 if failures else 0


def _build(paths: Sequence[Path], out: Path, **options: Any) -> "Built":
    """Run the main job with a progress bar, and name what could not be read; ``options`` are its own."""
    from graph.building import build as make

    with progress(Words("reading and analysing", "读取与分析")) as advance:
        built = make(paths, out, language=language(), on_progress=advance, **options)
    _name(built.failures)
    return built


def _read(paths: Sequence[Path], columns: str | None) -> tuple[list["Document"], list[ReadError]]:
    """Return the documents and the failures, each failure named on stderr; raise where nothing was read."""
    from extract.readers import read_all

    documents: list[Document] = []
    failures: list[ReadError] = []
    for found in read_all(paths, columns=parsed_columns(columns)):
        if isinstance(found, ReadError):
            failures.append(found)
        else:
            documents.append(found)
    if not documents and failures:
        _name(failures[:-1])
        raise failures[-1]
    _name(failures)
    return documents, failures


def _name(failures: Iterable[ReadError]) -> None:
    for failure in failures:
        say(failure.message)


def _summarise(built: "Built") -> None:
    zh = language() == "zh"
    lines = [
        (
            f"{built.documents} 份文件，{built.goals} 个目标，{built.tasks} 项任务，{built.citations} 处引用："
            f"已确定 {built.matched}，存疑 {built.unsure}，未知 {built.unknown}"
            if zh
            else f"{built.documents} documents, {built.goals} goals, {built.tasks} tasks, "
            f"{built.citations} citations: {built.matched} resolved, {built.unsure} unsure, "
            f"{built.unknown} unknown"
        )
    ]
    if built.failures:
        lines.append(
            f"{len(built.failures)} 个文件未能读取（见上）"
            if zh
            else f"{len(built.failures)} files failed (above)"
        )
    lines += [str(path) for path in built.pages]
    print("\n".join(lines), file=sys.stdout)
