"""Word documents (.docx): paragraphs, tables, text boxes and notes, with automatic numbers written out.

What the reader sees is the accepted text: insertions are in, deletions are out, hidden words are out.
Headers and footers repeat on every page and are left out; notes follow the text. A row of a table is a
line, its cells kept apart by a tab; a table of one column is a frame and gives plain lines.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extract.readers.base import INDENT, ReadText, Source
from extract.readers.numbering import Numbering, read_numbering
from extract.readers.package import damaged, open_package, parse_xml, read_part

__all__ = ["read_docx"]

_MAIN = "word/document.xml"
_LEFT_OUT = frozenset(
    (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "tblPr", "tcPr", "trPr", "sectPr",
        "footnoteRef", "endnoteRef", "annotationRef", "sdtPr", "sdtEndPr", "proofErr", "object", "fldData", "customXmlPr",
    )
)  # fmt: skip
# hundredths of a character, or twentieths of a point: both mean at least one character
_LEAST_INDENT = 100
_NOTE_KINDS = ("footnote", "endnote")


def read_docx(source: Source) -> ReadText:
    """Return the text of a Word document."""
    package = open_package(source)
    main = _main_part(source, package)
    data = read_part(source, package, main)
    if data is None:
        raise damaged(source, "no main document")
    folder = posixpath.dirname(main)

    def part(name: str) -> Any | None:
        content = read_part(source, package, posixpath.join(folder, name))
        return None if content is None else parse_xml(source, content)

    styles = part("styles.xml")
    walker = _Walker(
        numbering=read_numbering(part("numbering.xml"), styles), indented=_indented_styles(styles)
    )
    root = parse_xml(source, data)
    for body in root:
        if _local(body) == "body":
            walker.blocks(body)
    for kind in _NOTE_KINDS:
        if kind in walker.notes and (notes := part(f"{kind}s.xml")) is not None:
            walker.note_blocks(notes, kind)
    return ReadText(text="".join(f"{line}\n" for line in walker.lines))


def _main_part(source: Source, package: Any) -> str:
    """Return the name of the part that holds the text, by the package's own relations."""
    relations = read_part(source, package, "_rels/.rels")
    if relations is None:
        return _MAIN
    for node in parse_xml(source, relations):
        if str(node.get("Type", "")).endswith("/officeDocument"):
            return posixpath.normpath(str(node.get("Target", _MAIN)).lstrip("/"))
    return _MAIN


@dataclass(slots=True)
class _Walker:
    """Goes through the elements in the order of the text and gathers lines."""

    numbering: Numbering
    indented: frozenset[str] = frozenset()
    lines: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    _held: str = ""

    def blocks(self, parent: Any) -> None:
        """Add the paragraphs and tables under ``parent``."""
        for node in parent:
            name = _local(node)
            if name == "p":
                self._add_paragraph(node)
            elif name == "tbl":
                self._table(node)
            elif name not in _LEFT_OUT and name != "pPr":
                # a content control, a custom XML element or a tracked insertion wraps blocks
                self.blocks(node)

    def note_blocks(self, notes: Any, kind: str) -> None:
        """Add the notes that the text refers to, in the order of their references."""
        by_id = {_attribute(node, "id"): node for node in notes if _local(node) == kind}
        for identity in self.notes[kind]:
            if identity in by_id:
                self.blocks(by_id[identity])

    def _add_paragraph(self, node: Any) -> None:
        text, boxes = self._paragraph(node)
        text = self._held + text
        if _is_mark_deleted(node):
            # the accepted text runs on into the next paragraph
            self._held = text
        else:
            self._held = ""
            self.lines.extend(text.split("\n"))
        for box in boxes:
            self.blocks(box)

    def _paragraph(self, node: Any) -> tuple[str, list[Any]]:
        """Return the words of a paragraph with its number, and the text boxes anchored in it."""
        boxes: list[Any] = []
        words = "".join(self._words(node, boxes))
        properties = next((child for child in node if _local(child) == "pPr"), None)
        number, level, style = _numbering_of(properties)
        shown = self.numbering.marker(number, level, style) + words
        indent = _first_line(properties)
        is_indented = indent if indent is not None else style in self.indented
        # the blank at its start tells a paragraph from a line that goes on, in print as in text
        return (INDENT + shown if is_indented and shown and not shown[0].isspace() else shown), boxes

    def _words(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        for child in node:
            name = _local(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(child)
            elif name == "txbxContent":
                boxes.append(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.setdefault(name.removesuffix("Reference"), []).append(
                    _attribute(child, "id") or ""
                )
            elif name == "pPr" or name in _LEFT_OUT or (name == "r" and _is_hidden(child)):
                continue
            elif len(child):
                yield from self._words(child, boxes)

    def _table(self, table: Any) -> None:
        for row in _rows(table):
            cells = list(_cells(row))
            if len(cells) == 1:
                self.blocks(cells[0])
                continue
            shown = [self._cell(cell) for cell in cells]
            if any(shown):
                self.lines.append("\t".join(shown))

    def _cell(self, cell: Any) -> str:
        """Return the words of a cell on one line."""
        inner = _Walker(numbering=self.numbering, indented=self.indented, notes=self.notes)
        inner.blocks(cell)
        return " ".join(word for line in inner.lines if (word := " ".join(line.split("\t")).strip()))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        name = _local(child)
        if name == "tr" and not _is_deleted_row(child):
            yield child
        elif name not in ("tr", "tblPr", "tblGrid") and name not in _LEFT_OUT:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        name = _local(child)
        if name == "tc":
            yield child
        elif name not in ("trPr", "tblPrEx") and name not in _LEFT_OUT:
            yield from _cells(child)


def _is_deleted_row(row: Any) -> bool:
    return any(_local(mark) == "del" for child in row if _local(child) == "trPr" for mark in child)


def _is_mark_deleted(paragraph: Any) -> bool:
    for properties in paragraph:
        if _local(properties) == "pPr":
            marks = (mark for run in properties if _local(run) == "rPr" for mark in run)
            return any(_local(mark) in ("del", "moveFrom") for mark in marks)
    return False


def _is_hidden(run: Any) -> bool:
    for properties in run:
        if _local(properties) == "rPr":
            for mark in properties:
                if _local(mark) == "vanish":
                    return _attribute(mark, "val") not in ("0", "false", "off")
    return False


def _numbering_of(properties: Any | None) -> tuple[str | None, int | None, str | None]:
    """Return the list, level and style that a paragraph's properties name."""
    number = level = style = None
    for child in properties if properties is not None else ():
        name = _local(child)
        if name == "pStyle":
            style = _attribute(child, "val")
        elif name == "numPr":
            for mark in child:
                value = _attribute(mark, "val")
                if _local(mark) == "numId":
                    number = value
                elif _local(mark) == "ilvl" and value is not None and value.isdecimal() and len(value) < 3:
                    level = int(value)
    return number, level, style


def _first_line(properties: Any | None) -> bool | None:
    """Return whether a paragraph's first line is set in; None where its properties do not say."""
    for child in properties if properties is not None else ():
        if _local(child) == "ind":
            told = [
                _attribute(child, name) for name in ("firstLineChars", "firstLine", "hanging", "hangingChars")
            ]
            if told[0] is None and told[1] is None:
                return False if told[2] or told[3] else None
            value = told[0] if told[0] not in (None, "0") else told[1]
            return value is not None and value.isdecimal() and int(value[:9]) >= _LEAST_INDENT
    return None


def _indented_styles(styles: Any | None) -> frozenset[str]:
    """Return the styles whose paragraphs' first lines are set in, by themselves or by what they are based on."""
    told: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for node in styles if styles is not None else ():
        identity = _attribute(node, "styleId") if _local(node) == "style" else None
        if identity is None:
            continue
        for child in node:
            if _local(child) == "basedOn" and (parent := _attribute(child, "val")) is not None:
                parents[identity] = parent
            elif _local(child) == "pPr" and (indent := _first_line(child)) is not None:
                told[identity] = indent
    found = set()
    for name in {*told, *parents}:
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in told and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None and told.get(at):
            found.add(name)
    return frozenset(found)


def _symbol(node: Any) -> str:
    """Return a symbol's character; one of a symbol font's own has none that a text could hold."""
    code = _attribute(node, "char") or ""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else ""


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str | None:
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None
