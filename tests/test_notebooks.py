"""Each notebook runs from top to bottom, and is kept without outputs."""

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call, no-any-return]  # it has none


def run(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> nbformat.NotebookNode:
    """The notebook after it ran in ``folder``; a cell that fails raises."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    notebook = read(path)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    raw = json.loads(text)
    for cell in raw["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None
        assert cell["metadata"] == {}
    assert set(raw["metadata"]) == {"kernelspec", "language_info"}
    assert text == json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_speaks_both_languages(path: Path) -> None:
    cells = read(path).cells
    words = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert sum("一" <= char <= "鿿" for char in words) > 100
    assert sum(char.isascii() and char.isalpha() for char in words) > 200


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run(path, tmp_path, monkeypatch)
    last = [cell for cell in notebook.cells if cell.cell_type == "code"][-1]
    assert last.execution_count is not None


def test_the_questions_of_the_notebook_give_the_same_rows_on_neo4j(
    neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUYUAN_NEO4J", neo4j_url)
    notebook = run(ROOT / "notebooks" / "02_ask_the_graph.ipynb", tmp_path, monkeypatch)
    printed = "".join(
        output.get("text", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert printed.count("same rows: True") == 3
    assert "same rows: False" not in printed


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS
