"""Cypher as a tree of tokens and bracketed groups: as much syntax as rewriting a question needs.

Nothing is interpreted here. Comments count as space. Offsets count code points from 0.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.store.guarding.refusals import Refusal

__all__ = ["Group", "Item", "Kind", "Token", "parse", "walk"]


class Kind(StrEnum):
    """What a token is."""

    NAME = "name"
    QUOTED = "quoted"
    TEXT = "text"
    NUMBER = "number"
    PARAMETER = "parameter"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, literal, parameter or sign; ``text`` as written, ``spaced`` if space stands before it."""

    kind: Kind
    text: str
    start: int
    spaced: bool

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The keyword that a bare name may be, in capitals; "" for any other token."""
        return self.text.upper() if self.kind is Kind.NAME else ""

    @property
    def name(self) -> str:
        """The identifier or parameter that is meant, without back-ticks and the dollar sign."""
        bare = self.text.removeprefix("$")
        return bare[1:-1].replace("``", "`") if bare.startswith("`") else bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What stands between a pair of brackets; ``start`` is the opening one, ``end`` behind the closing."""

    open: str
    items: "tuple[Item, ...]"
    start: int
    end: int
    spaced: bool

    @property
    def close(self) -> str:
        """The closing bracket."""
        return CLOSING[self.open]

    @property
    def word(self) -> str:
        """A group is no keyword: ""."""
        return ""


Item = Token | Group

DEEPEST = 64
"""Brackets within brackets that a question may have."""

CLOSING = {"(": ")", "[": "]", "{": "}"}

TOKEN = re.compile(
    r"""
    (?P<space>   \s+ | //[^\n]* | /\*.*?\*/ )
  | (?P<text>    '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
  | (?P<parameter> \$ (?: \w+ | `(?:[^`]|``)+` ) )
  | (?P<quoted>  `(?:[^`]|``)+` )
  | (?P<number>  0[xXoO][0-9a-fA-F]+ | (?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)? )
  | (?P<name>    [^\W\d]\w* )
  | (?P<sign>    <> | <= | >= | =~ | \.\. | \+= | \|\| | :: | [^\w\s'"`$] )
    """,
    re.VERBOSE | re.DOTALL,
)


def parse(text: str) -> tuple[Item, ...]:
    """Return the tokens and groups of a whole text; raise ``Refusal`` where one is left open."""
    stack: list[tuple[Token, list[Item]]] = []
    items: list[Item] = []
    for token in _tokens(text):
        if token.text in CLOSING and token.kind is Kind.SIGN:
            if len(stack) == DEEPEST:
                raise Refusal("too_deep", token.start)
            stack.append((token, items))
            items = []
        elif token.text in ")]}" and token.kind is Kind.SIGN:
            if not stack or CLOSING[stack[-1][0].text] != token.text:
                raise Refusal("closes_nothing", token.start, token.text)
            opening, outer = stack.pop()
            inner = tuple(items)
            items = outer
            items.append(
                Group(
                    open=opening.text, items=inner, start=opening.start, end=token.end, spaced=opening.spaced
                )
            )
        else:
            items.append(token)
    if stack:
        opening = stack[-1][0]
        raise Refusal("never_closed", opening.start, opening.text)
    return tuple(items)


def walk(items: tuple[Item, ...]) -> Iterator[Token]:
    """Yield every token in the order of the text, those in groups included."""
    for item in items:
        if isinstance(item, Token):
            yield item
        else:
            yield from walk(item.items)


def _tokens(text: str) -> Iterator[Token]:
    position, spaced = 0, False
    while position < len(text):
        match = TOKEN.match(text, position)
        kind = match.lastgroup if match is not None else None
        if match is None or kind is None or match[0] in ("'", '"', "`", "$"):
            char = text[position]
            raise Refusal("open_text" if char in "'\"`" else "character", position, char)
        position = match.end()
        if kind == "space":
            spaced = True
            continue
        yield Token(kind=Kind(kind), text=match[0], start=match.start(), spaced=spaced)
        spaced = False
