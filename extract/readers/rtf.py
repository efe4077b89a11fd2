r"""Rich text (.rtf), read by ourselves: the format prints each automatic number beside its paragraph.

A writer of RTF puts the number that a reader sees into a ``\listtext`` group for programs that do not
count themselves, and that is what is taken. Bytes (``\'b9``) are decoded by the character set of their
font, ``\u`` escapes stand for themselves. Pictures, headers, footers, field codes, hidden and deleted
words are left out; a row of a table is a line with its cells kept apart by a tab.
"""

import re
from dataclasses import dataclass, field, replace

from extract.readers.base import ReadText, Source, refuse

__all__ = ["read_rtf"]

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?[ ]?|'(?P<hex>[0-9A-Fa-f]{2})|(?P<symbol>[^A-Za-z]))"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_CHARSETS = {
    0: "cp1252", 1: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "cp950", 65001: "utf-8", 932: "cp932", 949: "cp949"}
_LEFT_OUT = frozenset(
    (
        b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"headerl", b"headerr", b"headerf",
        b"footer", b"footerl", b"footerr", b"footerf", b"fldinst", b"object", b"objdata", b"themedata", b"datastore",
        b"colorschememapping", b"latentstyles", b"listtable", b"listoverridetable", b"revtbl", b"rsidtbl", b"generator",
        b"xmlnstbl", b"pntxta", b"pntxtb", b"nonshppict", b"bkmkstart", b"bkmkend", b"annotation", b"atnid", b"atnauthor",
        b"sp", b"filetbl", b"mmathPr", b"wgrffmtfilter", b"falt", b"panose", b"template", b"userprops",
    )
)  # fmt: skip
_READ_THOUGH_STARRED = frozenset((b"shptxt", b"shpinst", b"footnote", b"shprslt", b"cs"))
_BREAKS = frozenset((b"par", b"sect", b"page", b"line", b"column", b"softline"))
_CHARACTERS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"tab": "\t", b"emspace": "\u3000", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_NUMBER_END = re.compile(r"[\t ]+$")
_ENCLOSED_OR_MARK = re.compile(r"(?:[^\w]|[①-⓿㈠-㋿❶-➓])$")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    skip: bool = False
    hidden: bool = False
    font: int = 0
    fallback: int = 1
    number: bool = False
    fonts: bool = False
    note: bool = False


@dataclass(slots=True)
class _Text:
    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def end_line(self, in_table: bool) -> None:
        if in_table:
            self.line.append(" ")
            return
        # writers set blanks of their own between a number and its words
        self.lines.append("".join(self.line).lstrip(" "))
        self.line.clear()

    def end_cell(self) -> None:
        self.cells.append(" ".join("".join(self.line).split()))
        self.line.clear()

    def end_row(self) -> None:
        if len(self.cells) == 1:
            self.lines.append(self.cells[0])
        elif any(self.cells):
            self.lines.append("\t".join(self.cells))
        self.cells.clear()


def read_rtf(source: Source) -> ReadText:
    """Return the text of a rich text file; raise ``ReadError`` where it is none or nested without end."""
    if not source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise refuse(
            source,
            "it does not begin as rich text does",
            "文件开头不是 RTF 格式",
            hint_en="opening it in an office program and saving it as .docx",
            hint_zh="用办公软件打开，另存为 .docx",
        )
    return ReadText(text=_Parser(source).run())


@dataclass(slots=True)
class _Parser:
    source: Source
    code_page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    out: _Text = field(default_factory=_Text)
    raw: bytearray = field(default_factory=bytearray)
    number: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    high: int = 0
    owed: int = 0
    in_table: bool = False
    starred: bool = False
    opened: bool = False

    def run(self) -> str:
        state = _State()
        stack: list[_State] = []
        for token in _TOKEN.finditer(self.source.data):
            kind = token.lastgroup
            if kind == "brace":
                self._flush(state)
                if token[0] == b"{":
                    if len(stack) >= self.source.limits.depth:
                        raise self._too_deep()
                    stack.append(state)
                    self.opened, self.starred, self.owed = True, False, 0
                elif stack:
                    state = self._close(state, stack.pop())
                continue
            if kind == "plain":
                self._plain(token[0], state)
            elif kind == "hex":
                self._byte(int(token["hex"], 16), state)
            elif kind == "symbol":
                self._symbol(token["symbol"], state)
            elif token["word"] is not None:
                state = self._word(token["word"], token["number"], state)
            if kind is not None and not (kind == "symbol" and token["symbol"] == b"*"):
                self.opened = False
        self._flush(state)
        if self.out.line:
            self.out.end_line(False)
        return "".join(f"{line.rstrip()}\n" for line in (*self.out.lines, *self.out.notes))

    def _close(self, inner: _State, outer: _State) -> _State:
        if inner.number and not outer.number:
            self._end_number(outer)
        if inner.note and not outer.note:
            self.out.notes.append("".join(self.note))
            self.note.clear()
        return outer

    def _end_number(self, outer: _State) -> None:
        """Write the number of a paragraph: without the tab after it, with a wide space after a bare word."""
        words = _NUMBER_END.sub("", "".join(self.number))
        self.number.clear()
        # a bullet is a character of a symbol font: it says nothing
        if words and not any("\ue000" <= char <= "\uf8ff" for char in words) and words not in "•·●■◆o-–":
            self._add(words + ("" if _ENCLOSED_OR_MARK.search(words) else "\u3000"), outer)

    def _word(self, word: bytes, digits: bytes | None, state: _State) -> _State:
        number = int(digits) if digits is not None else None
        if word == b"u" and number is not None:
            self._flush(state)
            self._unit(number % 0x10000, state)
            self.owed = state.fallback
            return state
        if word == b"bin" and number:
            # raw bytes follow; what is not a token of text is passed over with its group
            return replace(state, skip=True)
        self._flush(state)
        self.owed = 0
        if self.opened or self.starred:
            state = self._destination(word, state)
        if word in _BREAKS:
            self._break(state)
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word], state)
        elif word in (b"cell", b"nestcell"):
            if not state.skip:
                self.out.end_cell()
        elif word in (b"row", b"nestrow"):
            if not state.skip:
                self.out.end_row()
            self.in_table = False
        elif word == b"intbl":
            self.in_table = True
        elif word == b"pard":
            self.in_table = False
            return replace(state, hidden=False)
        elif word == b"plain":
            return replace(state, hidden=False)
        elif word in (b"v", b"deleted"):
            return replace(state, hidden=number != 0)
        elif word == b"uc" and number is not None:
            return replace(state, fallback=max(0, min(number, 8)))
        elif word == b"ansicpg" and number is not None:
            self.code_page = _CODE_PAGES.get(number, f"cp{number}")
        elif word == b"f" and number is not None:
            return replace(state, font=number)
        elif word == b"fcharset" and number is not None and state.fonts:
            self.fonts[state.font] = _CHARSETS.get(number, "")
        return state

    def _destination(self, word: bytes, state: _State) -> _State:
        """Return the state inside a group that begins with ``word``."""
        starred, self.starred = self.starred, False
        if word == b"listtext" or word == b"pntext":
            return replace(state, number=True)
        if word == b"footnote":
            return replace(state, note=True)
        if word == b"fonttbl":
            return replace(state, skip=True, fonts=True)
        if word in _LEFT_OUT or (starred and word not in _READ_THOUGH_STARRED):
            return replace(state, skip=True)
        return state

    def _symbol(self, symbol: bytes, state: _State) -> None:
        if symbol == b"*":
            self.starred = True
            return
        self._flush(state)
        if self.owed:
            self.owed -= 1
        elif symbol in (b"\\", b"{", b"}"):
            self._add(symbol.decode("ascii"), state)
        elif symbol == b"~":
            self._add("\xa0", state)
        elif symbol == b"_":
            self._add("-", state)
        elif symbol in (b"\r", b"\n"):
            self._break(state)

    def _plain(self, data: bytes, state: _State) -> None:
        skipped = min(self.owed, len(data))
        self.owed -= skipped
        self.raw += data[skipped:]

    def _byte(self, value: int, state: _State) -> None:
        if self.owed:
            self.owed -= 1
            return
        self.raw.append(value)

    def _unit(self, unit: int, state: _State) -> None:
        """Add a UTF-16 unit; two of them may make one character."""
        if 0xD800 <= unit < 0xDC00:
            self.high = unit
            return
        if 0xDC00 <= unit < 0xE000:
            if self.high:
                self._add(chr(0x10000 + ((self.high - 0xD800) << 10) + unit - 0xDC00), state)
            self.high = 0
            return
        self.high = 0
        self._add(chr(unit), state)

    def _flush(self, state: _State) -> None:
        if not self.raw:
            return
        data, self.raw = bytes(self.raw), bytearray()
        encoding = self.fonts.get(state.font) or self.code_page
        try:
            text = data.decode(encoding, "replace")
        except LookupError:
            text = data.decode("cp1252", "replace")
        self._add(text, state)

    def _break(self, state: _State) -> None:
        if state.skip or state.hidden:
            return
        if state.note:
            self.note.append(" ")
        else:
            self.out.end_line(self.in_table)

    def _add(self, text: str, state: _State) -> None:
        if state.number:
            self.number.append(text)
        elif state.skip or state.hidden:
            return
        elif state.note:
            self.note.append(text)
        else:
            self.out.line.append(text)

    def _too_deep(self) -> Exception:
        return refuse(
            self.source,
            f"its groups are nested more than {self.source.limits.depth} deep",
            f"嵌套超过 {self.source.limits.depth} 层",
            hint_en="opening it in an office program and saving it as .docx",
            hint_zh="用办公软件打开，另存为 .docx",
        )
