"""From a tree of HTML elements to lines of text, as a browser would show them.

A block is a line, a row of a table is a line with its cells kept apart by a tab, an automatic number of
a list is written out. Works event by event, so that no depth of nesting can exhaust the stack.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from extract.readers.base import INDENT
from extract.readers.numerals import chinese_counting

__all__ = ["tree_text"]

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body center caption dd details div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table
        tbody tfoot thead tr ul head item list quote row""",
    )
)
_SILENT = frozenset(
    re.findall(
        r"\w+",
        """script style noscript template iframe object embed applet svg math title select option button
        textarea canvas audio video map link meta datalist input""",
    )
)
_CELLS = frozenset(("td", "th", "cell"))
_ROWS = frozenset(("tr", "row"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INDENTED = re.compile(
    r"text-indent\s*:\s*(?:[1-9]|0?\.[5-9])[\d.]*\s*(?:em|rem|px|pt|cm|in|ch)", re.IGNORECASE
)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]*(?:decimal|alpha|roman|chinese|cjk)[a-z-]*)")
_LONG_CELL = 240
_WIDE = re.compile(r"[⺀-鿿＀-￯、。《》“”‘’…—]")


@dataclass(slots=True)
class _List:
    style: str
    next: int


@dataclass(slots=True)
class _Lines:
    """The lines so far; text is added to the last one."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    space: str = ""
    cells: int = 0
    marker: str = ""
    indent: str = ""

    def add(self, text: str) -> None:
        at = 0
        for gap in _SPACE.finditer(text):
            self._word(text[at : gap.start()])
            if self.open:
                self.space = self.space or ("\n" if "\n" in gap[0] else " ")
            at = gap.end()
        self._word(text[at:])

    def _word(self, word: str) -> None:
        if not word:
            return
        if self.space:
            before = self.open[-1][-1:] if self.open else ""
            # a line end between two Chinese characters is the source's, not the reader's
            joined = self.space == "\n" and _WIDE.match(before) and _WIDE.match(word)
            if before and before not in " \t" and not joined:
                self.open.append(" ")
            self.space = ""
        self.open.append(word)

    def close(self) -> None:
        """End the line; inside a cell, blocks are only set apart by a space."""
        if self.cells:
            self.space = self.space or (" " if self.open else "")
            return
        line = "".join(self.open).rstrip(" \t")
        if self.indent and line and not line[0].isspace():
            line = self.indent + line
        self.indent = ""
        if self.marker and line == self.marker:
            # <li><p>: the paragraph goes on behind its number
            return
        self.marker = ""
        if line.strip("\u3000\xa0"):
            self.done.append(line)
        self.open, self.space = [], ""

    def cell_end(self) -> None:
        self.space = ""
        self.open.append("\t")


def tree_text(root: Any) -> str:
    """Return the lines of text under ``root``, each ended by a line feed."""
    from lxml import etree

    lines = _Lines()
    lists: list[_List] = []
    silent = 0
    cells: list[bool] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not silent and node is not root:
                lines.add(node.tail or "")
            continue
        tag = _local(node.tag)
        if event == "start":
            if silent or tag in _SILENT or _is_hidden(node):
                silent += 1
                continue
            _open(lines, lists, cells, node, tag)
            lines.add(node.text or "")
            continue
        if silent:
            silent -= 1
        else:
            _shut(lines, lists, cells, tag)
        if not silent and node is not root:
            lines.add(node.tail or "")
    lines.cells = 0
    lines.close()
    return "".join(line + "\n" for line in lines.done)


def _open(lines: _Lines, lists: list[_List], cells: list[bool], node: Any, tag: str) -> None:
    if tag in ("br", "lb"):
        lines.close()
    elif tag in _CELLS:
        small = _is_small(node)
        cells.append(small)
        if small:
            lines.cells += 1
        else:
            lines.close()
    elif tag in ("ol", "ul"):
        lines.close()
        lists.append(_List(_list_style(node, tag), _number(node.get("start"), 1)))
    elif tag == "li":
        lines.close()
        if lists and lists[-1].style:
            current = lists[-1]
            current.next = _number(node.get("value"), current.next)
            lines.marker = _marker(current.style, current.next)
            lines.add(lines.marker)
            current.next += 1
    elif tag in _BLOCKS:
        lines.close()
        style = node.get("style")
        if style and not lines.cells and not lines.marker and _INDENTED.search(style):
            lines.indent = INDENT


def _shut(lines: _Lines, lists: list[_List], cells: list[bool], tag: str) -> None:
    if tag in _CELLS:
        if cells.pop():
            lines.cells -= 1
            lines.cell_end()
        else:
            lines.close()
    elif tag in _ROWS:
        if not lines.cells:
            lines.close()
    elif tag in ("ol", "ul"):
        lines.close()
        if lists:
            lists.pop()
    elif tag in _BLOCKS:
        lines.close()


def _is_small(cell: Any) -> bool:
    """Say whether a cell is a cell of a table of facts; a large one or one with a table lays out a page."""
    if next(cell.iter("table"), None) is not None:
        return False
    size = 0
    for text in cell.itertext():
        size += len(text.strip())
        if size > _LONG_CELL:
            return len(cell.xpath(".//p|.//div|.//br")) < 3
    return True


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_hidden(node: Any) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _list_style(node: Any, tag: str) -> str:
    style = _LIST_STYLE.search((node.get("style") or "").lower())
    if style:
        return style[1]
    return node.get("type") or "1" if tag == "ol" else ""


def _marker(style: str, number: int) -> str:
    if "chinese" in style or "cjk" in style:
        return f"{chinese_counting(number)}、"
    if style in ("a", "A") or "alpha" in style:
        letter = chr(ord("a") + (number - 1) % 26)
        return f"{letter.upper() if style == 'A' or 'upper' in style else letter}."
    return f"{number}."


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 7 else default
