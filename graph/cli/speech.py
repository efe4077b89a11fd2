"""In which language the command speaks, and how: talk goes to stderr, results never do."""

import locale
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from extract.errors import Words

__all__ = ["LANGUAGES", "choose_language", "language", "say", "speak", "take_language"]

LANGUAGES = ("zh", "en")

_language: ContextVar[str] = ContextVar("language", default="en")


def speak(chosen: str) -> None:
    """Let everything that the command says from now on be in ``chosen`` (``zh`` or ``en``)."""
    _language.set(chosen)


def language() -> str:
    """Return the language in which the command speaks: ``zh`` or ``en``."""
    return _language.get()


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the value of ``--lang``, wherever it stands, and the arguments without it.

    >>> take_language(["build", "--lang", "en", "plans"])
    ('en', ['build', 'plans'])
    >>> take_language(["--lang=zh"])
    ('zh', [])
    """
    wish: str | None = None
    rest: list[str] = []
    index = 0
    while index < len(arguments):
        argument = arguments[index]
        if argument == "--":
            rest += arguments[index:]
            break
        if argument == "--lang" and index + 1 < len(arguments):
            wish, index = arguments[index + 1], index + 2
        elif argument.startswith("--lang="):
            wish, index = argument.removeprefix("--lang="), index + 1
        else:
            rest.append(argument)
            index += 1
    return wish, rest


def choose_language(wish: str | None, environment: Mapping[str, str]) -> str:
    """Return ``zh`` or ``en``: the wish where it is one of them, else what the locale says."""
    if wish in LANGUAGES:
        return wish
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


def say(message: Words) -> None:
    """Print ``message`` on stderr, in the language in which the command speaks."""
    print(message.render(language()), file=sys.stderr)
