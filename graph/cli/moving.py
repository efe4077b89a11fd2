"""Commands that carry the graph elsewhere: into Neo4j, into files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import StoreError, Words
from graph.cli.options import OutputOption, StoreOption
from graph.cli.speech import language, say

if TYPE_CHECKING:
    from graph.workspace import Workspace

__all__ = ["export", "load"]


def load(
    to: Annotated[str, typer.Option("--to", metavar="bolt://…", show_default=False)],
    replace: Annotated[bool, typer.Option("--replace")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    store: StoreOption = None,
) -> int:
    """Load the workspace's graph into Neo4j; a second load changes nothing."""
    from graph.cli.progress import progress
    from graph.exports.jsonl import iterate_graph
    from graph.store.neo4j import connect

    workspace = _workspace(store)
    total = sum(1 for _ in iterate_graph(workspace.graph))  # a broken line shows before anything is written
    with connect(to) as target, progress(Words("loading", "加载")) as advance:
        summary = target.load(
            iterate_graph(workspace.graph),
            replace=replace,
            dry_run=dry_run,
            on_progress=lambda done: advance(done, total),
        )
    done = Words("would be", "将会") if dry_run else Words("now", "已")
    say(
        Words(
            f"{to}: {done.en} {summary.created} created, {summary.changed} changed, "
            f"{summary.removed} removed, {summary.unchanged} unchanged",
            f"{to}：{done.zh}新建 {summary.created}、更改 {summary.changed}、"
            f"删除 {summary.removed}、未变 {summary.unchanged}",
        )
    )
    if summary.kept:
        say(
            Words(
                f"{summary.kept} stale nodes stay, since relationships that you added hold them",
                f"{summary.kept} 个过时节点因您添加的关系而保留",
            )
        )
    return 0


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    output: OutputOption = None,
    store: StoreOption = None,
) -> int:
    """Write the graph or its tables in a format for other programs."""
    from graph.exports import EXPORTS, export_graph

    if form not in EXPORTS:
        raise typer.BadParameter(
            Words(
                f"there is no format {form!r}; there are {', '.join(EXPORTS)}",
                f"没有格式 {form!r}；可用：{'、'.join(EXPORTS)}",
            ).render(language())
        )
    for path in export_graph(form, _workspace(store), output):
        print(path)
    return 0


def _workspace(store: str | None) -> "Workspace":
    from graph.workspace import Workspace, find_workspace

    workspace = Workspace(Path(store) if store is not None else find_workspace())
    if not workspace.exists:
        raise StoreError(
            str(workspace.path),
            Words("this folder is no workspace", "该文件夹不是工作区"),
            Words("suyuan build FOLDER -o DIR", "suyuan build 文件夹 -o 工作区"),
        )
    return workspace
