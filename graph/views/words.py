"""What the pages say, in both languages, read from ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

__all__ = ["LANGUAGES", "Phrases", "both", "load_phrases", "phrase", "reason_phrase", "spoken"]

LANGUAGES = ("zh", "en")

Phrases = Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def load_phrases() -> Phrases:
    """Return every phrase: table, then key, then language; do not change it, it is shared."""
    text = files("graph.views").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def phrase(table: str, key: str, language: str, **values: object) -> str:
    """Return a phrase in ``language`` with its gaps filled; a key without a phrase is given back.

    >>> phrase("level", "central", "en")
    'central'
    >>> phrase("note", "no_such_note", "zh")
    'no_such_note'
    """
    known = load_phrases()[table].get(key)
    return known[language].format(**values) if known else key


def reason_phrase(code: str, language: str) -> str:
    """Return the words of a reason's code; some reasons are rules that find a citation."""
    table = "reason" if code in load_phrases()["reason"] else "rule"
    return phrase(table, code, language)


def spoken(table: str, key: str, **values: object) -> Markup:
    """Return a phrase in both languages as markup, of which the page shows the one it speaks.

    Values are escaped.
    """
    return both(*(phrase(table, key, language, **values) for language in LANGUAGES))


def both(zh: str, en: str) -> Markup:
    """Return two texts as markup of which the page shows the one in its language."""
    if zh == en:
        return escape(zh)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        zh, en
    )
