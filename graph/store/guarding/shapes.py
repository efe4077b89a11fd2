"""What a run of tokens is: a clause, a pattern among expressions, a call, the end of an operand."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.store.guarding.lexer import Group, Item, Kind, Token

__all__ = [
    "CLAUSES",
    "CONDITION_WORDS",
    "WRITING",
    "Chain",
    "Clause",
    "bare",
    "chain_at",
    "clauses_of",
    "ends_operand",
    "function_end",
    "function_name",
    "imports_of",
    "is_plain",
    "is_sign",
    "opens",
    "operand_end",
    "split",
    "variables_of",
    "words",
]

Clause = tuple[Token, Sequence[Item]]
"""A clause's first word and all that follows it up to the next clause."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


CONDITION_WORDS = words(
    "AND OR XOR NOT IN IS CASE WHEN THEN ELSE AS DISTINCT STARTS ENDS WITH CONTAINS ORDER BY ASC DESC "
    "ASCENDING DESCENDING SKIP OFFSET LIMIT WHERE RETURN UNWIND YIELD MATCH OPTIONAL UNION CALL"
)
CLAUSES = words("MATCH OPTIONAL WHERE WITH RETURN UNWIND ORDER SKIP OFFSET LIMIT UNION CALL YIELD")
WRITING = words("CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT DROP ALTER GRANT DENY REVOKE")


@dataclass(frozen=True, slots=True)
class Chain:
    """A pattern among expressions: the place behind it, its hops, and whether one is of any length."""

    end: int
    hops: int
    far: bool


def is_sign(item: Item, text: str) -> bool:
    """Say whether an item is the sign ``text``."""
    return isinstance(item, Token) and item.kind is Kind.SIGN and item.text == text


def opens(item: Item | None, bracket: str) -> bool:
    """Say whether an item is a group with this bracket."""
    return isinstance(item, Group) and item.open == bracket


def is_plain(name: str) -> bool:
    """Say whether the engine reads ``name`` as a name, also inside a pattern."""
    return name.isascii() and name.isidentifier()


def split(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Return the parts between commas, without empty ones."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if is_sign(item, ","):
            parts.append([])
        else:
            parts[-1].append(item)
    return [part for part in parts if part]


def bare(group: Group) -> Sequence[Item]:
    """Return what stands inside parentheses, those of parentheses within parentheses too."""
    items = group.items
    while len(items) == 1 and isinstance(items[0], Group) and items[0].open == "(":
        items = items[0].items
    return items


def clauses_of(items: Sequence[Item]) -> list[Clause]:
    """Return the clauses of a query or of the inside of a subquery, each with what follows it."""
    found: list[Clause] = []
    start = 0
    for position, item in enumerate(items):
        if isinstance(item, Token) and _begins_clause(items, position):
            if found:
                found[-1] = (found[-1][0], items[start:position])
            found.append((item, ()))
            start = position + 1
    if found:
        found[-1] = (found[-1][0], items[start:])
    return found


def variables_of(pattern: Sequence[Item]) -> set[str]:
    """Return the names that a pattern gives to its nodes and relationships."""
    found: set[str] = set()
    for item in pattern:
        if isinstance(item, Group) and item.open in "([":
            first = item.items[0] if item.items else None
            if isinstance(first, Token) and first.kind in (Kind.NAME, Kind.QUOTED):
                found.add(first.name)
            elif isinstance(first, Group):
                found |= variables_of(item.items)
    return found


def imports_of(scope: Sequence[Item], inside: Group) -> set[str]:
    """Return the names that ``CALL (a, b) { … }`` or ``CALL { WITH a, b … }`` lets in."""
    names = scope[0].items if scope and isinstance(scope[0], Group) else ()
    if not names and inside.items and inside.items[0].word == "WITH":
        names = tuple(clauses_of(inside.items)[0][1])
    return {item.name for item in names if isinstance(item, Token) and item.text != ","}


def _begins_clause(items: Sequence[Item], position: int) -> bool:
    word = items[position].word
    before = items[position - 1] if position else None
    if word not in CLAUSES and word not in WRITING:
        return False
    if before is None:
        return True
    if any(is_sign(before, sign) for sign in ".:$") or before.word == "AS":
        return False
    if word == "MATCH":
        return before.word != "OPTIONAL"
    if word == "WITH":
        return before.word not in ("STARTS", "ENDS")
    return word not in WRITING or ends_operand(items, position - 1)


def ends_operand(items: Sequence[Item], position: int) -> bool:
    """Say whether an operand can end with the item at ``position``."""
    item = items[position]
    if isinstance(item, Group):
        return True
    if item.kind is Kind.SIGN:
        return False
    if item.kind is Kind.NAME and position and is_sign(items[position - 1], "."):
        return True
    return item.word not in CONDITION_WORDS


def operand_end(items: Sequence[Item], start: int) -> int | None:
    """Return the place of the last item of the operand that begins at ``start``."""
    position = start
    while position < len(items) and (is_sign(items[position], "-") or is_sign(items[position], "+")):
        position += 1
    if position >= len(items):
        return None
    while position + 1 < len(items):
        here, following = items[position], items[position + 1]
        if is_sign(following, ".") and position + 2 < len(items):
            position += 2
        elif opens(following, "[") or (opens(following, "(") and _names_function(here)):
            position += 1
        else:
            break
    return position


def _names_function(item: Item) -> bool:
    return isinstance(item, Token) and item.kind is Kind.NAME and item.word not in CONDITION_WORDS


def function_end(items: Sequence[Item], start: int) -> int | None:
    """Return the place of the parentheses of the call ``name(…)`` or ``space.name(…)`` at ``start``."""
    position = start
    while True:
        if position + 1 < len(items) and opens(items[position + 1], "("):
            return position + 1
        if position + 2 < len(items) and is_sign(items[position + 1], "."):
            position += 2
            continue
        return None


def function_name(items: Sequence[Item], parentheses: int) -> str:
    """Return the name, in small letters, of the function whose parentheses these are; "" if none."""
    parts: list[str] = []
    position = parentheses - 1
    while position >= 0:
        item = items[position]
        if not isinstance(item, Token) or not _names_function(item):
            break
        parts.append(item.text)
        if not (position and is_sign(items[position - 1], ".")):
            break
        position -= 2
    return ".".join(reversed(parts)).lower()


def chain_at(items: Sequence[Item], start: int) -> Chain | None:
    """Return the pattern that begins at ``start``, None unless it has at least one relationship."""
    if not _node_like(items[start]):
        return None
    position, hops, far = start + 1, 0, False
    while (found := _connector(items, position)) is not None:
        position, starred = found
        hops, far = hops + 1, far or starred
    return Chain(position, hops, far) if hops else None


def _node_like(item: Item) -> bool:
    """Say whether parentheses can hold a node: a variable, labels, a property map, or nothing."""
    if not isinstance(item, Group) or item.open != "(":
        return False
    items = list(item.items)
    if items and isinstance(items[0], Token) and items[0].kind in (Kind.NAME, Kind.QUOTED):
        items = items[1:]
    if items and (
        opens(items[-1], "{") or (isinstance(items[-1], Token) and items[-1].kind is Kind.PARAMETER)
    ):
        items = items[:-1]
    return not items or is_sign(items[0], ":") or any(part.word == "WHERE" for part in items)


def _connector(items: Sequence[Item], start: int) -> tuple[int, bool] | None:
    """Return the place behind ``-[…]->(…)`` at ``start`` and whether it is of any length."""
    position = _skip(items, start, "<")
    if position >= len(items) or not is_sign(items[position], "-"):
        return None
    position += 1
    starred = False
    if position < len(items) and opens(items[position], "["):
        group = items[position]
        starred = isinstance(group, Group) and any(is_sign(part, "*") for part in group.items)
        position += 1
    if position >= len(items) or not is_sign(items[position], "-"):
        return None
    position = _skip(items, position + 1, ">")
    if position < len(items) and _node_like(items[position]):
        return position + 1, starred
    return None


def _skip(items: Sequence[Item], position: int, sign: str) -> int:
    return position + 1 if position < len(items) and is_sign(items[position], sign) else position
