"""The main job: documents in, a workspace out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.analysis import analyse
from extract.catalogue import load_catalogue
from extract.corpus import with_corpus
from extract.errors import DataError, ReadError, Words
from extract.language import with_user_themes
from extract.model import Analysis, Document, Verdict
from extract.readers import read_all
from extract.readers.corpora import Columns
from extract.subjects import read_theme_list
from graph.builder import build_graph
from graph.exports.jsonl import write_graph
from graph.model import Graph
from graph.review import write_review
from graph.store.embedded import EmbeddedStore
from graph.views.explorer import write_explorer
from graph.views.files import source_name
from graph.views.report import write_report
from graph.views.source_page import write_source_page
from graph.workspace import Layout, Workspace, fingerprint

__all__ = ["Built", "build"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: counts, the pages to open, and the files that could not be read."""

    workspace: Path
    documents: int
    goals: int
    tasks: int
    citations: int
    matched: int
    unsure: int
    unknown: int
    pages: tuple[Path, ...]
    failures: tuple[ReadError, ...]


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    catalogues: Sequence[Path] = (),
    accept: float = 0.0,
    patterns: Path | None = None,
    themes: Path | None = None,
    columns: Columns | None = None,
    whole_catalogue: bool = False,
    language: str = "zh",
    on_progress: Progress = lambda done, total: None,
) -> Built:
    """Read the documents under ``paths``, analyse them together, and write the workspace ``out``.

    ``patterns`` and ``themes`` are a user's own themes, as spaCy patterns and as a list;
    ``columns`` says which columns of a table hold a document's title, text and facts. A second build of the same
    documents writes the same bytes. A file that cannot be read is a
    failure of the result; raises ``ReadError`` where none can, ``DataError`` for a wrong catalogue or
    patterns file, ``StoreError`` where the workspace is locked or cannot be written, and then leaves
    it as it was.
    """
    workspace = Workspace(out)
    documents, failures = _read(paths, columns, workspace.readings)
    catalogue = with_corpus(load_catalogue(*catalogues), documents)
    own_themes = read_theme_list(themes) if themes is not None else None
    files = [_content(path) for path in (*catalogues, patterns, themes) if path is not None]
    made_by = fingerprint(files, accept, sorted(document.sha256 for document in documents))
    with workspace.update() as draft:
        known = workspace.cached(made_by)
        missing = [document for document in documents if (document.name, document.sha256) not in known]
        fresh: Iterator[Analysis] = (
            analyse(document, catalogue, accept=accept, themes=own_themes) for document in missing
        )
        if patterns is not None:
            fresh = with_user_themes(fresh, patterns)
        analyses = []
        for document in documents:
            analyses.append(known.get((document.name, document.sha256)) or next(fresh))
            on_progress(len(analyses), len(documents))
        graph = build_graph(analyses, catalogue, catalogue_nodes="all" if whole_catalogue else "cited")
        _write(draft, analyses, graph, language, made_by)
    return _built(workspace, analyses, failures)


def _read(
    paths: Sequence[Path], columns: Columns | None, cache: Path
) -> tuple[list[Document], tuple[ReadError, ...]]:
    found = list(read_all(paths, columns=columns, cache=cache))
    documents = [each for each in found if isinstance(each, Document)]
    failures = tuple(each for each in found if isinstance(each, ReadError))
    if not documents:
        raise _nothing(paths, failures)
    return documents, failures


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = Words(f"could not be read ({error.strerror})", f"无法读取（{error.strerror}）")
        raise DataError(str(path), 0, reason) from error


def _nothing(paths: Sequence[Path], failures: tuple[ReadError, ...]) -> ReadError:
    """Return the one failure, or one error that names them all."""
    if len(failures) == 1:
        return failures[0]
    names = ", ".join(map(str, paths))
    details = Words(
        "; ".join(failure.message.en for failure in failures), "；".join(f.message.zh for f in failures)
    )
    return ReadError(
        names,
        Words(
            f"none of its {len(failures)} files: {details.en}",
            f"{len(failures)} 个文件均未成功：{details.zh}",
        ),
        Words("what each of them says", "按以上各条提示处理"),
    )


def _write(draft: Layout, analyses: list[Analysis], graph: Graph, language: str, made_by: str) -> None:
    draft.write_analyses(analyses)
    write_graph(graph, draft.graph)
    with EmbeddedStore(draft.store) as store:
        store.write(graph)
    pages = dict(_source_pages(analyses))
    for id, analysis in pages.items():
        name = draft.sources / source_name(id)
        write_source_page(analysis, name, language=language, sources=pages)
    write_explorer(graph, draft.explorer, language=language, sources=draft.sources.name)
    write_report(graph, analyses, draft.report, language=language, sources=draft.sources.name)
    write_review(analyses, draft.review)
    draft.write_manifest({"made_by": made_by, "documents": len(pages)})


def _source_pages(analyses: Sequence[Analysis]) -> Iterator[tuple[str, Analysis]]:
    """Yield one analysis for each document, by id: a document from two sites has one page."""
    for analysis in sorted(analyses, key=lambda one: (one.document.id, len(one.document.text))):
        yield analysis.document.id, analysis


def _built(workspace: Workspace, analyses: list[Analysis], failures: tuple[ReadError, ...]) -> Built:
    # the same document from two sites counts once
    once = dict(_source_pages(analyses)).values()
    verdicts = [
        citation.resolution.verdict
        for analysis in once
        for citation in analysis.citations
        if not citation.is_self
    ]
    return Built(
        workspace=workspace.path,
        documents=len(once),
        goals=sum(section.kind == "goal" for analysis in once for section in analysis.sections),
        tasks=sum(len(analysis.tasks) for analysis in once),
        citations=len(verdicts),
        matched=verdicts.count(Verdict.MATCH),
        unsure=verdicts.count(Verdict.UNSURE),
        unknown=verdicts.count(Verdict.UNKNOWN),
        pages=(workspace.explorer, workspace.report),
        failures=failures,
    )
