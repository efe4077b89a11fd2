"""Chinese and Latin text in lines of a terminal's width."""

import re

__all__ = ["wrapped"]

_OPENING, _CLOSING = "（《〈“‘〔［【", "、。，；：？！）》〉”’〕］】….,;:?!"
_UNIT = re.compile(rf"[{_OPENING}]*(?:[!-~–]+|[^{_OPENING}{_CLOSING}])?[{_CLOSING}]*", re.DOTALL)
"""What stays together: a Latin word, a number, or one character, with the marks that open and close it."""


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells (a Chinese character takes two).

    No line begins with a mark that closes or ends with one that opens, and no Latin word is broken
    unless it is longer than a line. Blanks at a break are left out.
    """
    from rich.cells import cell_len, chop_cells

    lines, line, cells = [], "", 0
    for found in _UNIT.finditer(text):
        unit = found[0]
        size = cell_len(unit)
        if cells + size > width:
            if line.strip():
                lines.append(line.rstrip())
            *whole, unit = chop_cells(unit, width) if size > width else [unit]
            lines += whole
            line, cells = "", 0
            size = cell_len(unit)
        if line or not unit.isspace():
            line += unit
            cells += size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
