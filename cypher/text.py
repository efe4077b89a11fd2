"""What a Cypher text uses and returns, found without a database.

Not a parser: it knows strings, comments, back-ticks and brackets, which is all that the checks of
the library need.
"""

import re
from itertools import pairwise

__all__ = ["columns_returned", "last_clause", "mask", "parameters_used", "split_top"]

_OPAQUE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/|`[^`]*`", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_RETURN = re.compile(r"\bRETURN\b(\s+DISTINCT\b)?", re.IGNORECASE)
_AFTER_RETURN = re.compile(r"\b(ORDER\s+BY|SKIP|LIMIT|UNION)\b", re.IGNORECASE)
_ALIAS = re.compile(r"^(.*)\sAS\s+(`[^`]+`|\w+)$", re.IGNORECASE | re.DOTALL)
_OPEN, _CLOSE = "([{", ")]}"


def mask(text: str) -> str:
    """Return ``text`` with strings, comments and quoted names blanked out, same length.

    >>> mask("RETURN '$x' AS a // $y")
    'RETURN      AS a      '
    """
    return _OPAQUE.sub(lambda match: " " * len(match[0]), text)


def parameters_used(text: str) -> frozenset[str]:
    """Return the names of the parameters that a statement uses.

    >>> sorted(parameters_used("MATCH (n {id: $id}) WHERE n.x <> '$no' RETURN n LIMIT $limit"))
    ['id', 'limit']
    """
    return frozenset(_PARAMETER.findall(mask(text)))


def columns_returned(text: str) -> tuple[str, ...]:
    """Return the names of the columns of the last RETURN outside brackets, in order; () without one.

    >>> columns_returned("MATCH (n) RETURN n.id AS id, size([1, 2]) AS k, n.title ORDER BY id")
    ('id', 'k', 'n.title')
    """
    return tuple(_column(item) for item in split_top(last_clause(text)))


def last_clause(text: str) -> str:
    """Return what stands between the last RETURN outside brackets and ORDER BY, SKIP, LIMIT or the end."""
    hidden = _flatten(mask(text))
    returns = list(_RETURN.finditer(hidden))
    if not returns:
        return ""
    start = returns[-1].end()
    after = _AFTER_RETURN.search(hidden, start)
    return text[start : after.start() if after else len(text)].strip()


def split_top(text: str) -> list[str]:
    """Return the parts of ``text`` between commas outside brackets and strings, stripped."""
    hidden = _flatten(mask(text))
    cuts = [-1, *(at for at, char in enumerate(hidden) if char == ","), len(text)]
    parts = [text[left + 1 : right].strip() for left, right in pairwise(cuts)]
    return [part for part in parts if part]


def _flatten(text: str) -> str:
    """Return ``text`` with everything inside brackets blanked out, same length."""
    depth, out = 0, []
    for char in text:
        depth -= char in _CLOSE
        out.append(" " if depth > 0 else char)
        depth += char in _OPEN
    return "".join(out)


def _column(item: str) -> str:
    match = _ALIAS.match(item)
    return match[2].strip("`") if match else item
