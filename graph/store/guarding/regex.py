r"""Regular expressions of Cypher, which are Java's, in the embedded engine's dialect, which is Rust's.

Where the two mean different things the pattern is rewritten (``\d`` is 0–9 alone, ``.`` stops at
every line end) or refused; what only Java knows (look-around, back-references) is refused too.
"""

import re

__all__ = ["UnsafePattern", "translate"]

CLASSES = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r" \t\n\x0B\f\r",
}
SAME_ESCAPES = frozenset("tnrf\\.[](){}*+?^$|-/&~#'\"<>=!:,@%;`_ ")
DOT = r"[^\n\r\x{85}\x{2028}\x{2029}]"
FLAGS = re.compile(r"\(\?[is]*:|\(\?i\)")
CATEGORY = re.compile(r"\{[LNPSZ][a-z]?\}")
HEX = re.compile(r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}")
UNSAFE_IN_CLASS = ("[:", "&&", "--", "~~")


class UnsafePattern(ValueError):
    """The pattern has something that the two engines may read differently: ``part``."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def translate(pattern: str) -> str:
    r"""Return the pattern for the embedded engine that matches what ``pattern`` matches in Neo4j.

    Raises ``UnsafePattern`` where that is not certain.

    >>> translate(r"国发〔\d{4}〕\d+号")
    '国发〔[0-9]{4}〕[0-9]+号'
    >>> translate(r"\bword")
    Traceback (most recent call last):
    ...
    graph.store.guarding.regex.UnsafePattern: \b
    """
    if "(?i" in pattern:
        cased = next((char for char in pattern if not char.isascii() and char.lower() != char.upper()), None)
        if cased is not None:  # Java folds ASCII letters alone
            raise UnsafePattern(f"(?i) {cased}")
    out: list[str] = []
    position, in_class = 0, False
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            text, position = _escape(pattern, position, in_class)
            out.append(text)
            continue
        if in_class:
            for unsafe in UNSAFE_IN_CLASS:
                if pattern.startswith(unsafe, position):
                    raise UnsafePattern(unsafe)
            if char == "[":
                raise UnsafePattern("[ in [ ]")
            in_class = char != "]"
        elif char == "[":
            in_class = True
            head = "[^" if pattern.startswith("[^", position) else "["
            if pattern.startswith("]", position + len(head)):
                raise UnsafePattern(head + "]")
            out.append(head)
            position += len(head)
            continue
        elif char == ".":
            char = DOT
        elif char == "(" and pattern.startswith("(?", position):
            flags = FLAGS.match(pattern, position)
            if flags is None:
                raise UnsafePattern(pattern[position : position + 3])
            if "s" in flags[0]:
                raise UnsafePattern(flags[0])
            char = flags[0]
            position = flags.end() - 1
        elif char in "*+?}" and pattern.startswith("+", position + 1):
            raise UnsafePattern(char + "+")
        out.append(char)
        position += 1
    if in_class:
        raise UnsafePattern("[")
    return "".join(out)


def _escape(pattern: str, position: int, in_class: bool) -> tuple[str, int]:
    """Return the translation of the escape at ``position`` and the place behind it."""
    letter = pattern[position + 1 : position + 2]
    if letter in CLASSES:
        members = CLASSES[letter]
        return (members if in_class else f"[{members}]"), position + 2
    if letter and letter.lower() in CLASSES and not in_class:
        return f"[^{CLASSES[letter.lower()]}]", position + 2
    if letter and letter in SAME_ESCAPES:
        plain = letter if letter in "<>=!:,@%;`_'\"/ " else "\\" + letter
        return plain, position + 2
    code = HEX.match(pattern, position + 1)
    if code is not None:
        return rf"\x{{{code[0][1:]}}}", code.end()
    if letter in ("p", "P"):
        category = CATEGORY.match(pattern, position + 2)
        if category is not None:
            return pattern[position : category.end()], category.end()
    raise UnsafePattern(pattern[position : position + 2])
