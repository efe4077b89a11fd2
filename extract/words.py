"""Words of Chinese text: jieba with the project's policy dictionary.

The dictionary is made of the tables: bodies (省教育厅, 中共中央国务院), places, short names of documents,
words of the controlled themes. It is for headings and chosen sentences, never for whole texts: jieba
reads 1.4 MB a second. The prefix dictionary that jieba builds is kept in a folder of our own.
"""

import contextlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extract.bodies import load_bodies
from extract.places import load_places
from extract.tables import read_table, split_list

__all__ = ["Word", "cut", "tag"]

_FREQUENCY = 1_000_000
"""High enough that a word of the dictionary is never cut."""

_LONGEST_TITLE = 12
_PLACE_WORDS = ("", "省", "市", "县", "区", "自治区")
_PAIRS = ("委", "委办公厅", "委办公室")
_NO_WORD = re.compile("[（()）、，\\s“”]|^.$")


class Word(NamedTuple):
    """A word with the tag that jieba gives it (n noun, v verb, nt body, ns place, …)."""

    text: str
    tag: str


def cut(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in order; joined they are ``text``.

    >>> "/".join(cut("落实中共中央国务院和省教育厅要求"))
    '落实/中共中央国务院/和/省教育厅/要求'
    """
    return tuple(_tokenizer().cut(text))


def tag(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order, each with its tag."""
    return tuple(Word(pair.word, pair.flag) for pair in _tagger().cut(text))


def policy_words() -> Iterator[Word]:
    """Yield the words of the policy dictionary with their tags; a word may come more than once."""
    for body in load_bodies():
        for name in (body.name, *body.short_names, *body.former_names):
            plain = name.replace("、", "") if body.kind == "joint" else name
            for word in (plain.replace("{place}", place) for place in _PLACE_WORDS):
                yield Word(word, "nt")
    for place in _PLACE_WORDS[1:]:
        yield from (Word(f"{place}{party}{place}政府", "nt") for party in _PAIRS[:1])
    for each in load_places():
        yield Word(each.name, "ns")
    for row in read_table("documents.csv"):
        yield from (Word(name, "nz") for name in split_list(row["short_names"]))
        if len(row["title"]) <= _LONGEST_TITLE:
            yield Word(row["title"], "nz")
    for row in read_table("themes.csv"):
        yield from (Word(word, "n") for word in (row["theme"], *split_list(row["words"])))


@cache
def _tokenizer() -> Any:
    """Return jieba's tokenizer with the policy dictionary, its cache in a folder of our own."""
    with _quiet():
        import jieba

        jieba.setLogLevel(logging.CRITICAL)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(_cache_folder())
        tokenizer.initialize()
        for word in policy_words():
            if not _NO_WORD.search(word.text):
                tokenizer.add_word(word.text, _FREQUENCY, word.tag)
    return tokenizer


@cache
def _tagger() -> Any:
    with _quiet():
        import jieba.posseg

        return jieba.posseg.POSTokenizer(_tokenizer())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep jieba's own warnings (an old resource API, files left open) from the user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _cache_folder() -> Path:
    """Return the folder for what can be made again; where it cannot be made, jieba goes without."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "suyuan"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
