"""The command's tree, with the help of each command and option taken from ``help.toml``."""

import tomllib
from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from typing import Any

import typer

from graph.cli import asking, cataloguing, judging, making, moving

__all__ = ["command", "help_texts"]

COMMANDS: dict[str, Callable[..., int]] = {
    "demo": making.demo,
    "build": making.build,
    "analyse": making.analyse,
    "read": making.read,
    "trace": asking.trace,
    "ask": asking.ask,
    "cypher": asking.cypher,
    "search": asking.search,
    "measures": asking.measures,
    "load": moving.load,
    "export": moving.export,
    "evaluate": judging.evaluate,
}
CATALOGUE_COMMANDS: dict[str, Callable[..., int]] = {
    "search": cataloguing.search,
    "show": cataloguing.show,
    "add": cataloguing.add,
    "check": cataloguing.check,
}


def command(language: str) -> Callable[..., Any]:
    """Return the whole command, its help in ``language`` (``zh`` or ``en``)."""
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=settings)
    app.callback(no_args_is_help=True)(_root)
    for name, function in COMMANDS.items():
        app.command(name)(_exiting(function))
    catalogue = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    for name, function in CATALOGUE_COMMANDS.items():
        catalogue.command(name)(_exiting(function))
    app.add_typer(catalogue, name="catalogue")
    tree = typer.main.get_command(app)
    _explain(tree, help_texts(), "suyuan", language)
    return tree


def help_texts() -> dict[str, Any]:
    """Return the help texts: for each command ``en``, ``zh`` and its ``options`` in both."""
    return tomllib.loads(files("graph.cli").joinpath("help.toml").read_text(encoding="utf-8"))


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"suyuan {version('suyuan')}")
        raise typer.Exit


def _root(
    lang: str = typer.Option("", "--lang", metavar="zh|en", show_default=False),
    version: bool = typer.Option(
        False, "--version", is_eager=True, show_default=False, callback=_print_version
    ),
) -> None:
    """Take the options that stand before a command; ``--lang`` was taken out before."""


def _exiting(function: Callable[..., int]) -> Callable[..., None]:
    """Return ``function`` with its result as the exit code of the process."""

    @wraps(function)
    def run(*arguments: Any, **options: Any) -> None:
        raise typer.Exit(function(*arguments, **options))

    return run


def _explain(tree: Any, texts: dict[str, Any], name: str, language: str) -> None:
    entry = texts[name]
    tree.help, tree.short_help = entry[language], entry[language]
    options = texts["common"] | entry.get("options", {})
    for parameter in tree.params:
        if parameter.name in options and parameter.param_type_name == "option":
            parameter.help = options[parameter.name][language]
    children = getattr(tree, "commands", {})
    for child_name, child in children.items():
        _explain(child, texts, child_name if name == "suyuan" else f"{name} {child_name}", language)
