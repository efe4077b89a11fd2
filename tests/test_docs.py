"""What the documentation says is so: commands, tables made from data, public names, examples that run.

``FIX_DOCS=1 pytest tests/test_docs.py`` rewrites the tables of both READMEs.
"""

import ast
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.cli.app import command, help_texts
from graph.schema import load_schema

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
WORDS = {
    "en": {"command": "command", "what": "what it does", "label": "node", "means": "what it is",
           "properties": "properties", "edge": "edge", "ends": "from → to"},
    "zh": {"command": "命令", "what": "作用", "label": "节点", "means": "含义",
           "properties": "属性", "edge": "边", "ends": "起点 → 终点"},
}  # fmt: skip

GATES = {"en": ("measured on", "at least"), "zh": ("测于", "至少")}
ERROR = {"en": "expected calibration error", "zh": "期望校准误差"}
TABLES = ("commands", "schema", "gates")


def leaves(tree: Any, name: str = "suyuan") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its full name; typer brings click's classes its own way."""
    if hasattr(tree, "commands"):
        for child_name, child in tree.commands.items():
            yield from leaves(child, f"{name} {child_name}")
    else:
        yield name, tree


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def commands_table(language: str) -> str:
    words = WORDS[language]
    lines = [row(words["command"], words["what"]), row("---", "---")]
    lines += [row(f"`{name}`", tree.help or "") for name, tree in leaves(command(language))]
    return "\n".join(lines)


def schema_table(language: str) -> str:
    words, schema = WORDS[language], load_schema()
    lines = [row(words["label"], words["means"], words["properties"]), row("---", "---", "---")]
    for node in schema.nodes.values():
        about = node.about_zh if language == "zh" else node.about
        lines.append(row(f"`{node.label}`", about, typed(node.properties)))
    lines += ["", row(words["edge"], words["ends"], words["means"], words["properties"])]
    lines.append(row("---", "---", "---", "---"))
    for edge in schema.edges.values():
        about = edge.about_zh if language == "zh" else edge.about
        ends = ", ".join(f"{source} → {target}" for source, target in edge.ends)
        lines.append(row(f"`{edge.type}`", ends, about, typed(edge.properties)))
    return "\n".join(lines)


def gates_table(language: str) -> str:
    names = GATES[language]
    lines = [row(*names), row("---", "---")]
    for table in tomllib.loads((ROOT / "tests" / "accuracy.toml").read_text(encoding="utf-8")).values():
        least = [f"{name} ≥ {value}" for name, value in table["least"].items()]
        error = [f"{ERROR[language]} ≤ {table['error']}"] if "error" in table else []
        lines.append(row(table["about_zh" if language == "zh" else "about"], ", ".join(least + error)))
    return "\n".join(lines)


def typed(properties: object) -> str:
    assert hasattr(properties, "items")
    return ", ".join(key if kind == "str" else f"{key} ({kind})" for key, kind in properties.items())


def with_block(text: str, name: str, block: str) -> str:
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    head, rest = text.split(begin)
    return f"{head}{begin}{block}\n{end}{rest.split(end)[1]}"


@pytest.mark.parametrize("language", READMES)
@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_readme_are_fresh(language: str, name: str) -> None:
    table = {"commands": commands_table, "schema": schema_table, "gates": gates_table}[name]
    path = READMES[language]
    text = path.read_text(encoding="utf-8")
    fresh = with_block(text, name, table(language))
    if os.environ.get("FIX_DOCS"):
        path.write_text(fresh, encoding="utf-8", newline="\n")
    else:
        assert text == fresh, "run FIX_DOCS=1 pytest tests/test_docs.py"


def test_every_command_and_option_has_help_in_both_languages() -> None:
    for language in READMES:
        found = list(leaves(command(language)))
        assert len(found) > 10
        for name, tree in found:
            assert tree.help, name
            for parameter in tree.params:
                if parameter.param_type_name == "option":
                    assert parameter.help, (name, parameter.name, language)
    texts = help_texts()
    assert all({"en", "zh"} <= set(entry) for key, entry in texts.items() if key != "common")


def test_both_readmes_have_the_same_sections_tables_and_commands() -> None:
    one, other = (path.read_text(encoding="utf-8") for path in READMES.values())
    for pattern in (r"^## ", r"^\| ", r"^suyuan ", r"^```", r"^- ", r"^\| --- "):
        assert len(re.findall(pattern, one, re.M)) == len(re.findall(pattern, other, re.M)), pattern
    assert commands_of("en") == commands_of("zh")


def test_links_of_the_readmes_lead_to_files() -> None:
    for path in READMES.values():
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), (path.name, target)


def commands_of(language: str) -> list[str]:
    """The lines of the blocks marked ``sh``: those that a reader is to run as they stand."""
    text = READMES[language].read_text(encoding="utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]


def python_of(language: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", READMES[language].read_text(encoding="utf-8"), re.S)


def test_the_readmes_commands_and_python_run(tmp_path: Path) -> None:
    for part in ("extract/data/sample", "tests/gold"):
        shutil.copytree(ROOT / part, tmp_path / part)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    entry = "import sys; from graph.cli import main; sys.exit(main())"
    lines = commands_of("en")
    assert len(lines) >= 6
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "suyuan"
        done = subprocess.run(
            [sys.executable, "-c", entry, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        assert done.stdout.strip(), line
    for code in python_of("en"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
    assert (tmp_path / "out" / "explorer.html").is_file()
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize("package", ["extract", "graph", "cypher", "extract.scoring"])
def test_what_a_package_calls_public_is_there_and_documented(package: str) -> None:
    module = importlib.import_module(package)
    assert sorted(module.__all__) == list(dict.fromkeys(sorted(module.__all__)))
    for name in module.__all__:
        value = getattr(module, name)
        if callable(value):
            assert value.__doc__, f"{package}.{name}"


def test_every_module_says_what_it_is_for_and_what_is_public() -> None:
    for folder in ("extract", "graph", "cypher"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            assert ast.get_docstring(ast.parse(text)), path
            if path.name not in ("__init__.py", "__main__.py"):
                assert "\n__all__ = " in text, path
