"""Makes the embedded engine answer as Neo4j does: rewrites a question, or refuses it and says why.

The engine is silently wrong on some questions and words others differently. Each rule was found by
asking the same question of both; ``tests/test_graph_guard.py`` has a case for each.

Rewritten: ``EXISTS`` and patterns used as predicates become counts; a count or label test alone in
parentheses loses what the engine reads as a node; ``round`` takes halves up; ``keys``, ``properties``
and ``{.*}`` of nodes keep the title; regular expressions are translated; block comments go; names
in Chinese get an ASCII name inside. Refused: whatever the text shows to be answered differently, or
not at all. What only values decide stays: 1 and 1.0 are two values under DISTINCT and in grouping;
a decimal divided by a zero that a property holds is null, not infinite; a list plus a null that a
property holds keeps the null; toString of a decimal that a variable holds has no exponent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from graph.store.guarding.lexer import Item, Kind, Token, parse, walk
from graph.store.guarding.refusals import Refusal
from graph.store.guarding.rewriter import Rewriter, translated
from graph.store.guarding.shapes import clauses_of, is_plain, is_sign, split

__all__ = ["Guarded", "Refusal", "guard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A question as the engine gets it, and how to read its answer.

    ``columns`` are the names that the question gives its columns, None where only the engine knows
    them; ``names`` leads from names used inside back to those written, ``parameters`` the other way.
    ``origins`` holds, for each piece of ``text``, where it begins there and in the question.
    ``never_text`` and ``never_days`` name parameters compared with days and with text, ``patterns``
    those that are regular expressions.
    """

    text: str
    columns: tuple[str, ...] | None
    names: Mapping[str, str]
    parameters: Mapping[str, str]
    origins: tuple[tuple[int, int], ...]
    never_text: frozenset[str]
    never_days: frozenset[str]
    patterns: frozenset[str]

    def offset(self, place: int) -> int:
        """Return the offset in the question that an offset in ``text`` stands for."""
        found = 0
        for begins, origin in self.origins:
            if begins > place:
                break
            found = origin + (place - begins)
        return found

    def bind(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters as the engine gets them; raise ``Refusal`` for one that is unsafe."""
        bound: dict[str, object] = {}
        for name, value in given.items():
            day_meets_text = (name in self.never_text and _holds(value, str)) or (
                name in self.never_days and _holds(value, date)
            )
            if day_meets_text:
                raise Refusal("day_and_text", name=f"${name}: ")
            if name in self.patterns and isinstance(value, str):
                value = translated(value, 0)
            bound[self.parameters.get(name, name)] = value
        return bound


@lru_cache(maxsize=1024)
def guard(text: str) -> Guarded:
    """Return ``text`` as the embedded engine may safely run it; raise ``Refusal`` where it may not."""
    items = parse(text)
    while items and is_sign(items[-1], ";"):
        items = items[:-1]
    for token in walk(items):
        if token.kind is Kind.SIGN and token.text == ";":
            raise Refusal("several", token.start)
    rewriter = Rewriter()
    pieces, origins, place = [], [], 0
    for piece, origin in rewriter.query(items):
        if origin >= 0:
            origins.append((place, origin))
        pieces.append(piece)
        place += len(piece)
    parameters = {
        token.name: rewriter.variable(token.name)
        for token in walk(items)
        if token.kind is Kind.PARAMETER and not is_plain(token.name)
    }
    return Guarded(
        text="".join(pieces),
        columns=_columns(items, text),
        names=MappingProxyType({inner: outer for outer, inner in rewriter.inside.items()}),
        parameters=MappingProxyType(parameters),
        origins=tuple(origins),
        never_text=frozenset(rewriter.never_text),
        never_days=frozenset(rewriter.never_days),
        patterns=frozenset(rewriter.patterns),
    )


def _columns(items: Sequence[Item], text: str) -> tuple[str, ...] | None:
    """Return the column names that a question gives: aliases, else the words as written."""
    body = next((body for clause, body in clauses_of(items) if clause.word == "RETURN"), ())
    if body and body[0].word == "DISTINCT":
        body = body[1:]
    columns = []
    for part in split(body):
        if is_sign(part[0], "*"):
            return None
        last = part[-1]
        named = len(part) > 2 and part[-2].word == "AS"
        if isinstance(last, Token) and (named or (len(part) == 1 and last.kind is Kind.QUOTED)):
            columns.append(last.name)
        else:
            columns.append(text[part[0].start : last.end])
    return tuple(columns) or None


def _holds(value: object, kind: type) -> bool:
    if isinstance(value, list | tuple):
        return any(isinstance(item, kind) for item in value)
    return isinstance(value, kind)
