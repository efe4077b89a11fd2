"""Who may import whom, and that our packages are ours."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("extract", "graph", "cypher")
FREE_OF_OURS = ("extract/model.py", "extract/errors.py", "graph/model.py", "graph/schema.py")
HEAVY = (
    "spacy",
    "jieba",
    "pyvis",
    "networkx",
    "pandas",
    "kglite",
    "neo4j",
    "openpyxl",
    "trafilatura",
    "scipy",
    "lxml",
)


def modules() -> list[Path]:
    return sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


def imports(path: Path, *, at_import_only: bool = False) -> Iterator[str]:
    """Yield the dotted names that a module imports, those under TYPE_CHECKING left out."""
    pending: list[ast.AST] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if at_import_only and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        pending.extend(ast.iter_child_nodes(node))


def test_our_packages_come_from_this_repository() -> None:
    for name in OURS:
        module = __import__(name)
        assert Path(str(module.__file__)).parent == ROOT / name


@pytest.mark.parametrize("name", FREE_OF_OURS)
def test_the_lowest_modules_import_nothing_of_ours(name: str) -> None:
    assert [found for found in imports(ROOT / name) if found.split(".")[0] in OURS] == []


@pytest.mark.parametrize("path", sorted((ROOT / "cypher").rglob("*.py")), ids=lambda path: path.name)
def test_the_query_library_imports_nothing_of_ours_but_itself(path: Path) -> None:
    assert [found for found in imports(path) if found.split(".")[0] in ("extract", "graph")] == []


@pytest.mark.parametrize("path", [p for p in modules() if p.is_relative_to(ROOT / "extract")], ids=str)
def test_extract_never_imports_graph(path: Path) -> None:
    assert [found for found in imports(path) if found.split(".")[0] == "graph"] == []


@pytest.mark.parametrize(
    "path", [p for p in modules() if not p.is_relative_to(ROOT / "graph" / "cli")], ids=str
)
def test_nothing_but_the_command_imports_the_command(path: Path) -> None:
    assert [found for found in imports(path) if found.startswith("graph.cli")] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    heavy = {found.split(".")[0] for found in imports(path, at_import_only=True)} & set(HEAVY)
    assert heavy == set()


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from graph.cli import main; main(['--help']);"
        f"print('loaded:', sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "loaded: []" in done.stderr


def test_no_verb_shares_its_name_with_a_module() -> None:
    for package in ("extract", "graph"):
        verbs = __import__(package).__all__
        names = {path.stem for path in (ROOT / package).iterdir()}
        assert set(verbs).isdisjoint(names)
