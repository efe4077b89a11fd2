"""Quotation marks, digits and blanks in one form: a document is read alike, whichever its keyboard or site gave it.

``in_one_form`` gives the text with “ ” for straight, single and corner quotation marks, ASCII letters and
digits for full-width ones, a plain blank for those of other widths, a character for a character: every
offset stays what it was. Rules read that form; what is quoted is taken from the text as it was written.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from extract.model import Deadline, Document, Responsibility, Section, Task

__all__ = ["as_written", "in_one_form"]

_Quoted = TypeVar("_Quoted", Deadline, Responsibility)

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_TO_ASCII = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_BLANK = re.compile("[\u00a0\u2002-\u200a\u202f]")
_OTHER_QUOTES = re.compile('["‘’「」『』]')
_QUOTES = re.compile('["“”‘’「」『』]|\n')
_OPENING = "“‘「『"
_CLOSING = "”’」』"
_GOES_ON = re.compile("[\u4e00-\u9fff，、,]")
"""A line that ends so may go on inside a quotation; any other line end closes it."""


def in_one_form(document: Document) -> Document:
    """Return ``document`` with its marks, digits and blanks in one form; itself where they are already.

    A straight mark opens where nothing is open in its paragraph and closes else. Marks inside others
    (“甲‘乙’丙”) stay.
    """
    text = _WIDE.sub(lambda match: match[0].translate(_TO_ASCII), document.text)
    text = _BLANK.sub(" ", text)
    if _OTHER_QUOTES.search(text):
        text = _with_curly_quotes(text)
    return document if text == document.text else replace(document, text=text)


def as_written(
    document: Document, sections: Iterable[Section], tasks: Iterable[Task]
) -> tuple[tuple[Section, ...], tuple[Task, ...]]:
    """Return sections and tasks read from the one form with their words as ``document`` writes them."""
    read = in_one_form(document)
    if read is document:
        return tuple(sections), tuple(tasks)
    return (
        tuple(_section_as_written(section, document.text) for section in sections),
        tuple(_task_as_written(task, document.text, read.text) for task in tasks),
    )


def _with_curly_quotes(text: str) -> str:
    pieces: list[str] = []
    at, closes = 0, ""
    for match in _QUOTES.finditer(text):
        mark, start = match[0], match.start()
        if mark == "\n":
            if not _GOES_ON.match(text, start - 1) or text[start + 1 : start + 2].isspace():
                closes = ""
            continue
        if not closes and (mark == '"' or mark in _OPENING):
            closes = '"' if mark == '"' else _CLOSING[_OPENING.index(mark)]
            written = "“"
        elif mark == closes:
            closes, written = "", "”"
        else:
            continue
        pieces += (text[at:start], written)
        at = start + 1
    return "".join((*pieces, text[at:]))


def _section_as_written(section: Section, text: str) -> Section:
    start = section.span.start
    marker = text[start : start + len(section.marker)]
    return replace(section, marker=marker, title=section.title_span.of(text))


def _task_as_written(task: Task, text: str, read: str) -> Task:
    return replace(
        task,
        responsibilities=tuple(_words_as_written(each, text, read) for each in task.responsibilities),
        deadline=None if task.deadline is None else _words_as_written(task.deadline, text, read),
    )


def _words_as_written(said: _Quoted, text: str, read: str) -> _Quoted:
    """Return ``said`` with its span's words, where its text is those and no shorter form (a line end left out)."""
    return replace(said, text=said.span.of(text)) if said.text == said.span.of(read) else said
