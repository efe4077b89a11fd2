r"""Patterns as data: named regular expressions, each with examples that it must and must not match.

The files are ``extract/data/patterns/<topic>.toml``::

    [pieces]
    year = '''(?:19|20)\d{2}'''

    [pattern.year_in_brackets]
    about = "the year of a document number"
    regex = '''〔(?P<year>{year})〕'''
    examples = ["国发▸〔2015〕◂28号"]
    counter_examples = ["国发2015年28号"]

``{name}`` in a regex is replaced by the piece of that name (pieces may use earlier pieces), and each of
， ； ： （ ） ！ ？ stands for its ASCII form as well: documents mix both. ``▸ ◂``
in an example mark what the whole match must cover; without them a match anywhere will do. The test
of the data files holds every pattern to its examples.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.errors import DataError, Words
from extract.tables import read_toml

__all__ = ["Pattern", "failures", "load_patterns"]

_PIECE = re.compile(r"\{([a-z_][a-z_0-9]*)\}")
_MARKS = re.compile("[▸◂]")
_ASCII_OF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A named pattern of a topic, with the examples that hold it to its word."""

    name: str
    about: str
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def load_patterns(topic: str) -> Mapping[str, Pattern]:
    """Return the patterns of ``patterns/<topic>.toml`` by name, in the file's order.

    Raises ``DataError`` where a piece is unknown, a regex does not compile or a field is missing.
    """
    name = f"patterns/{topic}.toml"
    content = read_toml(name)
    pieces: dict[str, str] = {}
    for key, text in content.get("pieces", {}).items():
        pieces[key] = _fill(text, pieces, name)
    return {key: _pattern(key, fields, pieces, name) for key, fields in content.get("pattern", {}).items()}


def failures(pattern: Pattern) -> tuple[str, ...]:
    """Return a sentence for each example that is not matched as marked and each counter-example that is."""
    wrong = []
    for example in pattern.examples:
        plain = _MARKS.sub("", example)
        marked = (example.find("▸"), example.find("◂") - 1) if "▸" in example else None
        spans = [match.span() for match in pattern.regex.finditer(plain)]
        if not spans or (marked is not None and marked not in spans):
            wrong.append(f"{pattern.name}: does not match {example!r} as marked")
    for example in pattern.counter_examples:
        if pattern.regex.search(_MARKS.sub("", example)):
            wrong.append(f"{pattern.name}: matches {example!r}")
    return tuple(wrong)


def _pattern(key: str, fields: dict[str, object], pieces: Mapping[str, str], name: str) -> Pattern:
    try:
        return Pattern(
            name=key,
            about=str(fields["about"]),
            regex=re.compile(_in_either_width(_fill(str(fields["regex"]), pieces, name))),
            examples=tuple(_texts(fields["examples"])),
            counter_examples=tuple(_texts(fields["counter_examples"])),
        )
    except KeyError as error:
        reason = Words(f"pattern {key} lacks the field {error}", f"模式 {key} 缺少字段 {error}")
        raise DataError(name, 0, reason) from error
    except re.error as error:
        reason = Words(f"pattern {key} is not a regex: {error}", f"模式 {key} 不是有效的正则：{error}")
        raise DataError(name, 0, reason) from error


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _fill(text: str, pieces: Mapping[str, str], name: str) -> str:
    def piece(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            reason = Words(f"there is no piece {match[1]!r}", f"没有名为 {match[1]!r} 的片段")
            raise DataError(name, 0, reason)
        return pieces[match[1]]

    return _PIECE.sub(piece, text)


def _in_either_width(regex: str) -> str:
    """Return ``regex`` with the ASCII form beside each wide mark, in a class of characters or as one.

    >>> _in_either_width("甲，[^；。]")
    '甲[，,][^；;。]'
    """
    made: list[str] = []
    is_class = is_escaped = False
    for char in regex:
        if is_escaped:
            is_escaped = False
        elif char == "\\":
            is_escaped = True
        elif char in "[]":
            is_class = char == "["
        elif char in _ASCII_OF:
            both = char + _ASCII_OF[char]
            made.append(both if is_class else f"[{both}]")
            continue
        made.append(char)
    return "".join(made)
