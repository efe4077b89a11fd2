"""Makes the embedded engine answer as Neo4j does: rewrites a question, or refuses it and says why.

The engine is silently wrong on some questions and words others differently. Each rule below was
found by running the same question on both; ``tests/test_graph_guard.py`` has a case for each.

Rewritten: ``EXISTS`` and patterns used as predicates become counts, a bare count or label test loses
the parentheses that the engine reads as a node, ``round`` rounds halves up, ``keys``, ``properties``
and ``{.*}`` of nodes keep the title, regular expressions are translated, block comments go, names
in Chinese get an ASCII name inside. Refused: whatever the text shows to be answered differently, or
not at all. What only values decide stays: 1 and 1.0 are two values under DISTINCT and in grouping;
a decimal divided by a zero that a property holds is null, not infinite; a list plus a null that a
property holds keeps the null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from extract.errors import Words
from graph.schema import load_schema
from graph.store.lexer import Group, Item, Kind, Token, Unreadable, parse, walk
from graph.store.regex import UnsafePattern, translate

__all__ = ["Guarded", "Refusal", "guard"]


class Refusal(ValueError):
    """A question that is not run: where (an offset into its text), why, and what to try."""

    def __init__(self, offset: int, reason: Words, hint: Words, *, write: bool = False) -> None:
        super().__init__(reason.en)
        self.offset, self.reason, self.hint, self.write = offset, reason, hint, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A question as the engine gets it, and how to read its answer.

    ``columns`` are the names that the question gives its columns, None where only the engine knows
    them; ``names`` leads from names used inside back to those written; ``origins`` holds, for each
    piece of ``text``, where it begins there and in the question.
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
            if name in self.never_text and _holds(value, str):
                raise Refusal(0, *_day_and_text(f"${name}"))
            if name in self.never_days and _holds(value, date):
                raise Refusal(0, *_day_and_text(f"${name}"))
            if name in self.patterns and isinstance(value, str):
                value = _translated(value, 0)
            bound[self.parameters.get(name, name)] = value
        return bound


@lru_cache(maxsize=1024)
def guard(text: str) -> Guarded:
    """Return ``text`` as the embedded engine may safely run it; raise ``Refusal`` where it may not."""
    try:
        items = parse(text)
    except Unreadable as error:
        hint = Words("check the brackets and quotes", "检查括号与引号")
        raise Refusal(error.offset, error.reason, hint) from error
    return _Rewriter(text).whole(items)


Chunk = tuple[str, int]
"""A piece of text with its offset in the question; -1 for what was added."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONDITION_WORDS = _words(
    "AND OR XOR NOT IN IS CASE WHEN THEN ELSE AS DISTINCT STARTS ENDS WITH CONTAINS ORDER BY ASC DESC "
    "ASCENDING DESCENDING SKIP OFFSET LIMIT WHERE RETURN UNWIND YIELD MATCH OPTIONAL UNION CALL"
)
LITERAL_WORDS = frozenset({"NULL", "TRUE", "FALSE", "END"})
CLAUSES = _words("MATCH OPTIONAL WHERE WITH RETURN UNWIND ORDER SKIP OFFSET LIMIT UNION CALL YIELD")
FIRST_WORDS = _words("MATCH OPTIONAL WITH UNWIND RETURN CALL")
WRITING = _words("CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT DROP ALTER GRANT DENY REVOKE")
FOREIGN = _words("FILTER HAVING INTERSECT EXCEPT FORMAT LET LOAD USE FINISH")
NOT_A_QUESTION = _words("EXPLAIN PROFILE SHOW CYPHER USE FOR LOAD TERMINATE START STOP")
IN_SUBQUERY = _words("RETURN WITH UNION CALL UNWIND")
COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
ARITHMETIC = frozenset("+-*/%^")
MADE_UP = frozenset({"name", "type", "label", "node_type", "connection_type", "start", "end"})
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes"})
PATHS = frozenset({"shortestpath", "allshortestpaths"})
FUNCTIONS = _words(
    "count sum avg min max collect stdev coalesce head last tail size length reverse range keys labels nodes "
    "relationships type properties startnode endnode tostring tointeger tofloat toboolean toupper tolower "
    "trim ltrim rtrim substring left right replace split abs ceil floor round sign sqrt exp log log10 pi sin "
    "cos tan cot asin acos atan atan2 radians degrees date duration duration.inmonths duration.indays "
    "all any none single reduce exists"
)
AGGREGATES = _words("count sum avg min max collect stdev")
LIST_FUNCTIONS = frozenset({"collect", "range"})
SAME_KIND = frozenset({"min", "max", "coalesce", "head", "last"})


@dataclass(frozen=True, slots=True)
class _Operand:
    """What the text shows of an operand: its kind, and whether it can never be null."""

    kind: str
    certain: bool = False
    name: str = ""


UNKNOWN = _Operand("")


@dataclass(slots=True)
class _Rewriter:
    """Renders the tree of one question, clause by clause, and notes what it meets."""

    text: str
    node_variables: set[str] = field(default_factory=set)
    edge_variables: set[str] = field(default_factory=set)
    day_variables: set[str] = field(default_factory=set)
    inside: dict[str, str] = field(default_factory=dict)
    never_text: set[str] = field(default_factory=set)
    never_days: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)

    def whole(self, items: tuple[Item, ...]) -> Guarded:
        while items and isinstance(items[-1], Token) and items[-1].text == ";":
            items = items[:-1]
        for token in walk(items):
            if token.text == ";":
                raise self.refusal(token, "one question at a time", "一次只能有一个查询")
        if not items:
            raise Refusal(
                0, Words("the question is empty", "查询为空"), Words("MATCH … RETURN …", "MATCH … RETURN …")
            )
        chunks = self.query(items)
        origins, pieces, place = [], [], 0
        for piece, origin in chunks:
            if origin >= 0:
                origins.append((place, origin))
            pieces.append(piece)
            place += len(piece)
        parameters = {
            token.name: self.variable(token.name)
            for token in walk(items)
            if token.kind is Kind.PARAMETER and not _plain(token.name)
        }
        return Guarded(
            text="".join(pieces),
            columns=self.columns(items),
            names=MappingProxyType({inner: outer for outer, inner in self.inside.items()}),
            parameters=MappingProxyType(parameters),
            origins=tuple(origins),
            never_text=frozenset(self.never_text),
            never_days=frozenset(self.never_days),
            patterns=frozenset(self.patterns),
        )

    # ── queries and clauses ─────────────────────────────────────────────────────────────────────

    def query(self, items: Sequence[Item], *, nested: bool = False) -> list[Chunk]:
        """Render a query: a sequence of clauses that reads, and ends with RETURN."""
        first = items[0] if items else None
        if first is None or first.word not in FIRST_WORDS:
            self.refuse_first(first)
        chunks: list[Chunk] = []
        clauses = _clauses(items)
        for number, (clause, body) in enumerate(clauses):
            ends = number + 1 == len(clauses) or clauses[number + 1][0].word == "UNION"
            if ends and clause.word in ("MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND"):
                raise self.refusal(
                    clause,
                    "the question ends without RETURN",
                    "查询没有以 RETURN 结束",
                    hint=("add RETURN …", "加上 RETURN …"),
                )
            chunks += self.clause(clause, body)
        return chunks

    def refuse_first(self, first: Item | None) -> None:
        word = first.word if first is not None else ""
        if first is not None and word in WRITING:
            raise self.writing(first)
        if first is not None and word in NOT_A_QUESTION:
            raise self.refusal(
                first,
                f"{word} is not answered by the embedded store",
                f"内置存储不支持 {word}",
                hint=("leave it out, or ask a Neo4j", "去掉它，或在 Neo4j 中执行"),
            )
        raise self.refusal(
            first,
            "a question begins with MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL or RETURN",
            "查询应以 MATCH、OPTIONAL MATCH、WITH、UNWIND、CALL 或 RETURN 开头",
        )

    def clause(self, clause: Token, body: Sequence[Item]) -> list[Chunk]:
        head = self.token(clause)
        if clause.word == "MATCH":
            return [head, *self.pattern(body)]
        if clause.word == "OPTIONAL":
            second = body[0] if body else clause
            if second.word != "MATCH":
                raise self.refusal(
                    second,
                    "OPTIONAL goes with MATCH alone",
                    "OPTIONAL 只能与 MATCH 连用",
                    hint=("OPTIONAL MATCH …",) * 2,
                )
            assert isinstance(second, Token)
            return [head, self.token(second), *self.pattern(body[1:])]
        if clause.word == "CALL":
            return [head, *self.call(clause, body)]
        if clause.word == "UNION":
            return [head, *(self.token(item) for item in body if isinstance(item, Token))]
        chunks = [head, *self.expression(body)]
        if clause.word in ("WITH", "RETURN"):
            self.note_aliases(body)
        return chunks

    def call(self, clause: Token, body: Sequence[Item]) -> list[Chunk]:
        groups = [item for item in body if isinstance(item, Group)]
        if groups and groups[-1].open == "{" and groups[-1] is body[-1]:
            scope = [chunk for item in body[:-1] for chunk in self.expression([item])]
            return [*scope, *self.braces(groups[-1], self.query(groups[-1].items, nested=True))]
        name = "".join(item.text for item in body if isinstance(item, Token)).lower()
        if name not in PROCEDURES:
            raise self.refusal(
                clause,
                f"the procedure {name or '?'} is not offered on the embedded store",
                f"内置存储不提供过程 {name or '?'}",
                hint=(
                    "for text use CONTAINS or suyuan search; for measures suyuan measures",
                    "文本检索用 CONTAINS 或 suyuan search；指标用 suyuan measures",
                ),
            )
        return [chunk for item in body for chunk in self.plain(item)]

    def note_aliases(self, body: Sequence[Item]) -> None:
        """Remember which new names stand for days, so that comparing them with text is noticed."""
        for item in _split(body):
            if len(item) > 2 and item[-2].word == "AS" and isinstance(item[-1], Token):
                name, operand = item[-1].name, self.operand(item, len(item) - 3)
                (self.day_variables.add if operand.kind == "date" else self.day_variables.discard)(name)
                if len(item) == 3 and isinstance(item[0], Token):
                    for known in (self.node_variables, self.edge_variables):
                        if item[0].name in known:
                            known.add(name)

    def columns(self, items: Sequence[Item]) -> tuple[str, ...] | None:
        """Return the column names that the question gives: aliases, else the words as written."""
        for clause, body in _clauses(items):
            if clause.word == "UNION":
                return None
            if clause.word != "RETURN":
                continue
            if body and body[0].word == "DISTINCT":
                body = body[1:]
            names = []
            for item in _split(body):
                if isinstance(item[0], Token) and item[0].text == "*":
                    return None
                last = item[-1]
                if (len(item) > 2 and item[-2].word == "AS" and isinstance(last, Token)) or (
                    len(item) == 1 and isinstance(last, Token) and last.kind is Kind.QUOTED
                ):
                    names.append(last.name)
                else:
                    names.append(self.text[item[0].start : last.end])
            return tuple(names)
        return None

    # ── patterns ────────────────────────────────────────────────────────────────────────────────

    def pattern(self, items: Sequence[Item]) -> list[Chunk]:
        """Render what stands after MATCH: nodes, relationships, named and shortest paths."""
        chunks: list[Chunk] = []
        for position, item in enumerate(items):
            before = items[position - 1] if position else None
            if isinstance(item, Token):
                if item.word in WRITING:
                    raise self.writing(item)
                if item.word in FOREIGN and before is not None:
                    raise self.foreign(item)
                if item.text in "+*" and isinstance(before, Group | Token) and before.end == item.start:
                    raise self.quantified(item)
                chunks.append(self.token(item))
            elif item.open == "(":
                function = before if isinstance(before, Token) and before.kind is Kind.NAME else None
                if function is not None and function.text.lower() in PATHS:
                    chunks += self.braces(item, self.pattern(item.items))
                elif any(isinstance(inner, Group) and inner.open == "(" for inner in item.items):
                    raise self.quantified(item)
                else:
                    chunks += self.element(item, self.node_variables)
            elif item.open == "[":
                chunks += self.element(item, self.edge_variables)
            else:
                raise self.quantified(item)
        return chunks

    def element(self, group: Group, variables: set[str]) -> list[Chunk]:
        """Render a node ( ) or a relationship [ ]: variable, labels, length, property map."""
        chunks: list[Chunk] = []
        for position, item in enumerate(group.items):
            if isinstance(item, Group):
                if item.open != "{":
                    raise self.quantified(item)
                chunks += self.braces(item, self.property_map(item))
                continue
            if item.word == "WHERE":
                raise self.refusal(
                    item,
                    "a condition inside a pattern is not understood",
                    "不支持写在模式内部的条件",
                    hint=("put WHERE behind the pattern", "把 WHERE 写在模式之后"),
                )
            if item.text in ("!", "%"):
                raise self.refusal(
                    item,
                    f"the label sign {item.text} is not understood",
                    f"不支持标签符号 {item.text}",
                    hint=("WHERE NOT n:Label",) * 2,
                )
            if position == 0 and item.kind in (Kind.NAME, Kind.QUOTED):
                variables.add(item.name)
            elif item.kind in (Kind.NAME, Kind.QUOTED) and not _plain(item.name):
                raise self.refusal(
                    item,
                    f"there is no label or type {item.name}",
                    f"没有标签或类型 {item.name}",
                    hint=(f"labels: {', '.join(load_schema().nodes)}",) * 2,
                )
            chunks.append(self.token(item))
        return self.braces(group, chunks)

    def property_map(self, group: Group) -> list[Chunk]:
        for pair in _split(group.items):
            key = pair[0]
            if isinstance(key, Token):
                self.check_property(key, key.name)
                if len(pair) > 2:
                    value = self.operand(pair, len(pair) - 1)
                    self.check_days(key, self.property_kind(key.name), value)
        return self.map_literal(group)

    def chain(self, items: Sequence[Item], start: int) -> "_Chain | None":
        """Return the pattern that begins at ``start``, if it has at least one relationship."""
        if not _node_like(items[start]):
            return None
        position, hops, far = start + 1, 0, False
        while True:
            found = _connector(items, position)
            if found is None:
                return _Chain(position, hops, far) if hops else None
            position, starred = found
            hops, far = hops + 1, far or starred

    # ── expressions ─────────────────────────────────────────────────────────────────────────────

    def expression(self, items: Sequence[Item]) -> list[Chunk]:
        """Render expressions and the keywords between them; refuse what would be answered wrongly."""
        chunks: list[Chunk] = []
        position, compared = 0, False
        while position < len(items):
            item = items[position]
            if isinstance(item, Token) and (item.word in CONDITION_WORDS or item.text in (",", "|")):
                compared = False
            if isinstance(item, Token) and item.text in COMPARISONS and not _is_assignment(items, position):
                if compared:
                    raise self.refusal(
                        item,
                        "one comparison follows another",
                        "连续比较不受支持",
                        hint=("write 1 < x AND x <= 3", "写成 1 < x AND x <= 3"),
                    )
                compared = True
            more, position = self.piece(items, position)
            chunks += more
        return chunks

    def piece(self, items: Sequence[Item], position: int) -> tuple[list[Chunk], int]:
        """Render what begins at ``position``; return it and the place behind it."""
        item = items[position]
        if isinstance(item, Group):
            return self.group(items, position)
        following = items[position + 1] if position + 1 < len(items) else None
        self.check_word(items, position)
        if item.kind is Kind.SIGN or item.word in ("IN", "CASE", "WHEN"):
            return self.operator(items, position)
        keyword = item.word in CONDITION_WORDS or item.word in LITERAL_WORDS
        after_point = position > 0 and items[position - 1].end == item.start and _is(items[position - 1], ".")
        if item.word in ("EXISTS", "COUNT", "COLLECT") and _opens(following, "{"):
            assert isinstance(following, Group)
            return self.subquery(item, following), position + 2
        if not keyword and not after_point and item.kind is Kind.NAME:
            end = _function_end(items, position)
            if end is not None:
                return self.function(items, position, end), end + 1
        if not keyword and _opens(following, "{") and item.kind in (Kind.NAME, Kind.QUOTED):
            assert isinstance(following, Group)
            return [self.token(item), *self.projection(item, following)], position + 2
        if not keyword and not after_point and following is not None and _is(following, ":"):
            found = self.label_test(items, position)
            if found is not None:
                return found
        return [self.token(item)], position + 1

    def group(self, items: Sequence[Item], position: int) -> tuple[list[Chunk], int]:
        group = items[position]
        assert isinstance(group, Group)
        if group.open == "(":
            chain = self.chain(items, position)
            if chain is not None:
                pattern = self.pattern(items[position : chain.end])
                if chain.hops > 1 or chain.far:
                    return self.counted(pattern), chain.end
                return pattern, chain.end
            inner = _bare(group)
            tested = self.label_test(inner, 0) if inner and isinstance(inner[0], Token) else None
            if tested is not None and tested[1] == len(inner):
                return [(" ", -1), *tested[0]], position + 1
            zero: list[Chunk] = [("0 +", -1)] if _counts(group.items) else []
            return self.braces(group, [*zero, *self.expression(group.items)]), position + 1
        if group.open == "{":
            return self.braces(group, self.map_literal(group)), position + 1
        if position and _is_operand_end(items, position - 1):
            return self.braces(group, self.index(group)), position + 1
        return self.braces(group, self.list_items(group)), position + 1

    def list_items(self, group: Group) -> list[Chunk]:
        """Render a list, a list comprehension or a pattern comprehension."""
        items, start = group.items, 0
        if len(items) > 2 and _is(items[1], "="):
            start = 2
        chain = self.chain(items, start) if start < len(items) else None
        if chain is None:
            return self.expression(items)
        head = [self.token(item) for item in items[:start] if isinstance(item, Token)]
        return [*head, *self.pattern(items[start : chain.end]), *self.expression(items[chain.end :])]

    def index(self, group: Group) -> list[Chunk]:
        for item in group.items:
            if isinstance(item, Token) and item.kind is Kind.TEXT and item.text[1:-1] in MADE_UP:
                self.check_property(item, item.text[1:-1])
        return self.expression(group.items)

    def map_literal(self, group: Group) -> list[Chunk]:
        chunks: list[Chunk] = []
        for number, pair in enumerate(_split(group.items)):
            if number:
                chunks.append((",", -1))
            key = pair[0]
            if isinstance(key, Token) and len(pair) > 1 and _is(pair[1], ":"):
                chunks += [self.key(key), self.token(pair[1])]  # type: ignore[arg-type]  # _is: a Token
                chunks += self.expression(pair[2:])
            else:
                chunks += self.expression(pair)
        return chunks

    def projection(self, variable: Token, group: Group) -> list[Chunk]:
        """Render ``n {.id, .*}``; ``.*`` needs the title named, or the engine may hide it."""
        if not self.holds_node(variable):
            raise self.refusal(
                variable,
                "only nodes are projected here",
                "此处只能投影节点",
                hint=(f"{{id: {variable.name}.id}}",) * 2,
            )
        chunks: list[Chunk] = []
        for number, part in enumerate(_split(group.items)):
            if number:
                chunks.append((",", -1))
            if len(part) == 2 and _is(part[0], ".") and _is(part[1], "*"):
                chunks += [*self.plain(part[0]), *self.plain(part[1])]
                chunks.append((", .title", -1))
            elif len(part) == 2 and _is(part[0], ".") and isinstance(part[1], Token):
                self.check_property(part[1], part[1].name)
                chunks += [*self.plain(part[0]), *self.plain(part[1])]
            elif len(part) > 2 and _is(part[1], ":") and isinstance(part[0], Token):
                chunks += [self.key(part[0]), *self.plain(part[1]), *self.expression(part[2:])]
            else:
                chunks += self.expression(part)
        return self.braces(group, chunks)

    def subquery(self, word: Token, group: Group) -> list[Chunk]:
        if word.word == "COLLECT":
            raise self.refusal(
                word,
                "COLLECT { } is not understood",
                "不支持 COLLECT { }",
                hint=("use a pattern comprehension: [(a)-->(b) | b.id]", "改用模式推导：[(a)-->(b) | b.id]"),
            )
        inner = self.matched(word, group)
        opening: Chunk = (" (0 < COUNT {" if word.word == "EXISTS" else " COUNT {", word.start)
        return [opening, *inner, (" })" if word.word == "EXISTS" else " }", -1)]

    def matched(self, word: Token, group: Group) -> list[Chunk]:
        """Render the inside of EXISTS { } or COUNT { } with MATCH in front."""
        clauses = _clauses(group.items)
        for clause, _ in clauses:
            if clause.word in IN_SUBQUERY:
                raise self.refusal(
                    clause,
                    f"{clause.word} inside {word.word} {{ }} is not understood",
                    f"不支持在 {word.word} {{ }} 内使用 {clause.word}",
                    hint=("write the pattern and WHERE alone", "只写模式与 WHERE"),
                )
            if clause.word in WRITING:
                raise self.writing(clause)
        if group.items and group.items[0].word == "MATCH":
            return self.query_body(clauses)
        head = len(group.items)
        for number, item in enumerate(group.items):
            if item.word in CLAUSES:
                head = number
                break
        if any(clause.word != "WHERE" for clause, _ in clauses):
            raise self.refusal(
                clauses[-1][0],
                "a second MATCH needs a first one",
                "第二个 MATCH 之前须先有 MATCH",
                hint=("begin with MATCH", "以 MATCH 开头"),
            )
        return [(" MATCH", -1), *self.pattern(group.items[:head]), *self.query_body(clauses)]

    def query_body(self, clauses: Sequence["_Clause"]) -> list[Chunk]:
        return [chunk for clause, body in clauses for chunk in self.clause(clause, body)]

    def counted(self, pattern: list[Chunk]) -> list[Chunk]:
        return [(" (0 < COUNT { MATCH", -1), *pattern, (" })", -1)]

    def function(self, items: Sequence[Item], start: int, end: int) -> list[Chunk]:
        """Render a call; ``end`` is the place of its parentheses."""
        group = items[end]
        first = items[start]
        assert isinstance(group, Group)
        name = "".join(item.text for item in items[start:end] if isinstance(item, Token)).lower()
        if name in PATHS or name not in FUNCTIONS:
            raise self.refuse_function(first, name)
        arguments = [part for part in _split(group.items) if part]
        if name == "exists":
            chain = self.chain(group.items, 0) if group.items else None
            if chain is None:
                raise self.refusal(
                    first, "exists() takes a pattern", "exists() 只接受模式", hint=("n.x IS NOT NULL",) * 2
                )
            return self.counted(self.pattern(group.items[: chain.end]))
        if name == "round":
            return self.rounded(first, arguments)
        if name in ("keys", "properties") and len(arguments) == 1:
            return self.map_of(items[start:end], group, arguments[0])
        if (
            name == "tostring"
            and arguments
            and self.operand(arguments[0], len(arguments[0]) - 1).kind == "float"
        ):
            raise self.refusal(
                first,
                "the stores write decimal numbers differently",
                "两种存储的小数写法不同",
                hint=("return the number itself", "直接返回数值"),
            )
        if name == "split" and len(arguments) == 2 and _opens(arguments[1][0], "["):
            raise self.refusal(
                first,
                "split() takes one delimiter",
                "split() 只接受一个分隔符",
                hint=("split(text, ',')",) * 2,
            )
        head = [self.token(item) for item in items[start:end] if isinstance(item, Token)]
        return [*head, *self.braces(group, self.expression(group.items))]

    def refuse_function(self, first: Item, name: str) -> Refusal:
        hints = {
            "duration.between": ("duration.inDays(a, b).days",) * 2,
            "date.truncate": ("use .year, .month", "使用 .year、.month"),
            "id": ("use n.id",) * 2,
            "elementid": ("use n.id",) * 2,
            "isempty": ("size(x) = 0",) * 2,
            "shortestpath": ("MATCH p = shortestPath(…)",) * 2,
            "allshortestpaths": ("MATCH p = allShortestPaths(…)",) * 2,
        }
        return self.refusal(
            first,
            f"the function {name}() is not offered on the embedded store",
            f"内置存储不提供函数 {name}()",
            hint=hints.get(
                name, ("see cypher/README.md, or ask a Neo4j", "见 cypher/README.md，或在 Neo4j 中查询")
            ),
        )

    def rounded(self, first: Item, arguments: Sequence[Sequence[Item]]) -> list[Chunk]:
        """Render round(x): halves go up, as Java does it; the engine takes them away from zero."""
        if len(arguments) != 1:
            raise self.refusal(
                first,
                "round() takes one argument here",
                "此处 round() 只接受一个参数",
                hint=("round(x * 100) / 100",) * 2,
            )
        if any(token.text.lower() in AGGREGATES for token in walk(tuple(arguments[0]))):
            raise self.refusal(
                first,
                "round() of an aggregate is not understood",
                "不支持对聚合结果直接 round()",
                hint=("WITH avg(x) AS a RETURN round(a)",) * 2,
            )
        value: list[Chunk] = [("(", -1), *self.expression(arguments[0]), (")", -1)]
        return [
            (" (CASE WHEN ", first.start), *value, (" - floor", -1), *value, (" < 0.5 THEN floor", -1), *value,
            (" ELSE ceil", -1), *value, (" END + 0.0)", -1),
        ]  # fmt: skip

    def map_of(self, name: Sequence[Item], group: Group, argument: Sequence[Item]) -> list[Chunk]:
        """Render keys(x) or properties(x); of a node the title is named, or the engine may hide it."""
        word = name[0]
        assert isinstance(word, Token)
        inner = self.expression(argument)
        if len(argument) == 1 and isinstance(argument[0], Token) and self.holds_node(argument[0]):
            projected: list[Chunk] = [*inner, (" {.*, .title}", -1)]
            if word.text.lower() == "properties":
                return [(" ", word.start), *projected]
            return [self.token(word), *self.braces(group, projected)]
        return [self.token(word), *self.braces(group, inner)]

    def holds_node(self, variable: Token) -> bool:
        """Say whether a variable is a node (True) or an edge (False); refuse if the text does not show it."""
        name = variable.name
        if (name in self.node_variables) == (name in self.edge_variables):
            raise self.refusal(
                variable,
                f"it is not clear whether {name} is a node",
                f"无法判断 {name} 是否为节点",
                hint=("name its properties one by one", "逐个写出属性"),
            )
        return name in self.node_variables

    def label_test(self, items: Sequence[Item], position: int) -> tuple[list[Chunk], int] | None:
        """Render ``n:Label``; alternatives become OR, since the engine reads them in patterns alone."""
        variable = items[position]
        if position + 2 >= len(items) or not _is(items[position + 1], ":"):
            return None
        assert isinstance(variable, Token)
        labels, signs, place = [items[position + 2]], set(), position + 3
        while place + 1 < len(items) and any(_is(items[place], sign) for sign in "|&:"):
            sign = items[place]
            assert isinstance(sign, Token)
            signs.add("|" if sign.text == "|" else "&")
            labels.append(items[place + 1])
            place += 2
        if len(signs) > 1 or not all(
            isinstance(label, Token) and label.kind is Kind.NAME for label in labels
        ):
            raise self.refusal(
                variable,
                "this test of labels is not understood",
                "不支持这种标签判断",
                hint=("n:A OR n:B",) * 2,
            )
        tests: list[list[Chunk]] = [
            [self.token(variable), (f":{label.text}", label.start)]
            for label in labels
            if isinstance(label, Token)
        ]
        if len(tests) == 1:
            return tests[0], place
        word = " OR " if signs == {"|"} else " AND "
        chunks: list[Chunk] = [(" (", -1)]
        for number, test in enumerate(tests):
            chunks += [(word, -1), *test] if number else test
        return [*chunks, (")", -1)], place

    # ── operators and what stands beside them ───────────────────────────────────────────────────

    def operator(self, items: Sequence[Item], position: int) -> tuple[list[Chunk], int]:
        sign = items[position]
        assert isinstance(sign, Token)
        left = self.operand(items, position - 1) if position else UNKNOWN
        end = _operand_end(items, position + 1)
        right = self.operand(items, end) if end is not None else UNKNOWN
        if sign.text in COMPARISONS or sign.word == "IN":
            self.check_days(sign, left, right)
        if sign.word == "CASE" and end is not None:
            self.check_case(items, position, right)
        if sign.word == "IN" and end is not None and end + 1 < len(items):
            after = items[end + 1]
            if isinstance(after, Token) and after.text in ARITHMETIC:
                raise self.refusal(
                    after,
                    "a sum after IN needs parentheses",
                    "IN 之后的运算须加括号",
                    hint=("x IN (a + b)",) * 2,
                )
        if sign.text == "=~":
            return self.regular_expression(sign, items, position)
        if sign.text == "." and position + 1 < len(items) and isinstance(items[position + 1], Token):
            key = items[position + 1]
            assert isinstance(key, Token)
            if key.kind in (Kind.NAME, Kind.QUOTED):
                if left.kind != "parameter":
                    self.check_property(key, key.name)
                return [self.token(sign), self.key(key)], position + 2
        self.check_arithmetic(sign, left, right, items, position)
        return [self.token(sign)], position + 1

    def check_arithmetic(
        self, sign: Token, left: _Operand, right: _Operand, items: Sequence[Item], position: int
    ) -> None:
        if sign.text in ("/", "%") and right.kind == "zero":
            raise self.refusal(sign, "a division by zero", "除数为零", hint=("leave it out", "去掉该运算"))
        if sign.text == "-" and left.kind == right.kind == "date":
            raise self.refusal(
                sign, "days cannot be subtracted", "日期不能相减", hint=("duration.inDays(a, b).days",) * 2
            )
        if sign.text != "+" or not position:
            return
        kinds = {left.kind, right.kind}
        if "null" in kinds:
            raise self.refusal(
                sign, "something plus null is null", "与 null 相加恒为 null", hint=("coalesce(x, …)",) * 2
            )
        if "list" in kinds and not (left.certain and right.certain):
            raise self.refusal(
                sign,
                "a list plus what may be null",
                "列表与可能为空的值相加",
                hint=("[x] + coalesce(y, [])",) * 2,
            )
        if kinds == {"float", "str"}:
            raise self.refusal(
                sign,
                "the stores write decimal numbers differently",
                "两种存储的小数写法不同",
                hint=("return the number itself", "直接返回数值"),
            )
        if left.kind == "date" and right.kind == "str":
            raise self.refusal(sign, "a day plus text", "日期与文本相加", hint=("toString(day) + …",) * 2)

    def check_case(self, items: Sequence[Item], position: int, subject: _Operand) -> None:
        depth = 0
        for place in range(position + 1, len(items)):
            word = items[place].word
            depth += (word == "CASE") - (word == "END")
            if depth < 0:
                return
            if word == "WHEN" and depth == 0:
                end = _operand_end(items, place + 1)
                if end is not None:
                    self.check_days(items[place], subject, self.operand(items, end))

    def check_days(self, place: Item, left: _Operand, right: _Operand) -> None:
        """Refuse a day compared with text: the engine takes them as equal where Neo4j does not."""
        for day, other in ((left, right), (right, left)):
            if day.kind in ("date", "dates") and other.kind in ("str", "strs"):
                raise Refusal(place.start, *_day_and_text("", ""))
            if other.kind == "parameter":
                if day.kind in ("date", "dates"):
                    self.never_text.add(other.name)
                elif day.kind in ("str", "strs"):
                    self.never_days.add(other.name)

    def regular_expression(
        self, sign: Token, items: Sequence[Item], position: int
    ) -> tuple[list[Chunk], int]:
        pattern = items[position + 1] if position + 1 < len(items) else None
        if isinstance(pattern, Token) and pattern.kind is Kind.TEXT:
            translated = _translated(_unquote(pattern.text), pattern.start)
            return [self.token(sign), (" " + _quote(translated), pattern.start)], position + 2
        if isinstance(pattern, Token) and pattern.kind is Kind.PARAMETER:
            self.patterns.add(pattern.name)
            return [self.token(sign), self.token(pattern)], position + 2
        raise self.refusal(
            sign,
            "a regular expression must be a text or a parameter",
            "正则表达式须为文本或参数",
            hint=("n.title =~ '.*words.*'",) * 2,
        )

    def operand(self, items: Sequence[Item], last: int) -> _Operand:
        """Return what the text shows of the operand whose last item is at ``last``."""
        if not 0 <= last < len(items):
            return UNKNOWN
        item = items[last]
        if isinstance(item, Group):
            return self.group_operand(items, last, item)
        if item.kind is Kind.TEXT:
            return _Operand("str", certain=True)
        if item.kind is Kind.NUMBER:
            try:
                kind = "zero" if float(item.text) == 0 else "float" if set(".eE") & set(item.text) else "int"
            except ValueError:
                kind = "int"
            return _Operand(kind, certain=True)
        if item.kind is Kind.PARAMETER:
            return _Operand("parameter", name=item.name)
        if item.word == "NULL":
            return _Operand("null")
        if last > 0 and _is(items[last - 1], "."):
            return self.property_kind(item.name)
        return _Operand("date") if item.name in self.day_variables else UNKNOWN

    def group_operand(self, items: Sequence[Item], last: int, group: Group) -> _Operand:
        if group.open == "[":
            if last and _is_operand_end(items, last - 1):
                return UNKNOWN
            kinds = {self.operand(part, len(part) - 1).kind for part in _split(group.items) if part}
            if "date" in kinds:
                return _Operand("dates", certain=True)
            return _Operand("strs" if "str" in kinds else "list", certain=True)
        if group.open == "{":
            return UNKNOWN
        name = _function_name(items, last)
        inner = _split(group.items)
        if name == "date":
            return _Operand("date")
        if name == "tostring":
            return _Operand("str")
        if name == "tofloat":
            return _Operand("float")
        if name in LIST_FUNCTIONS:
            return _Operand("list", certain=True)
        if name in SAME_KIND or not name:
            kinds = {self.operand(part, len(part) - 1).kind for part in inner if part}
            if "date" in kinds:
                return _Operand("date")
            if not name and len(inner) == 1:
                return self.operand(inner[0], len(inner[0]) - 1)
        return UNKNOWN

    def property_kind(self, name: str) -> _Operand:
        return _Operand(_property_kinds().get(name, ""))

    # ── small things ────────────────────────────────────────────────────────────────────────────

    def check_word(self, items: Sequence[Item], position: int) -> None:
        """Refuse writing clauses and clauses of other dialects between expressions."""
        item = items[position]
        if item.word in FOREIGN | WRITING and position and _is_operand_end(items, position - 1):
            if item.word in WRITING:
                raise self.writing(item)
            raise self.foreign(item)

    def check_property(self, place: Token, name: str) -> None:
        if name in MADE_UP:
            instead = {"name": "title", "type": "labels(n) or type(r)"}.get(name, "id, title")
            raise self.refusal(
                place,
                f"no node or relationship has a property {name!r}",
                f"节点和关系都没有属性 {name!r}",
                hint=(f"use {instead}", f"使用 {instead}"),
            )

    def variable(self, name: str) -> str:
        """Return the ASCII name that stands for ``name`` inside the engine."""
        return self.inside.setdefault(name, f"suyuan_{len(self.inside)}")

    def token(self, token: Token) -> Chunk:
        """Render one token: space before it as one blank, names the engine cannot read replaced."""
        text = token.text
        if token.kind in (Kind.NAME, Kind.QUOTED) and not _plain(token.name):
            text = self.variable(token.name)
        elif token.kind is Kind.PARAMETER and not _plain(token.name):
            text = "$" + self.variable(token.name)
        return (" " + text if token.spaced else text), token.start - token.spaced

    def key(self, token: Token) -> Chunk:
        """Render a key of a map or a property, which keeps its name."""
        text = token.text if _plain(token.name) else f"`{token.name.replace('`', '``')}`"
        return (" " + text if token.spaced else text), token.start - token.spaced

    def plain(self, item: Item) -> list[Chunk]:
        if isinstance(item, Token):
            return [self.token(item)]
        return self.braces(item, self.expression(item.items))

    def braces(self, group: Group, inner: list[Chunk]) -> list[Chunk]:
        opening = " " + group.open if group.spaced else group.open
        return [(opening, group.start - group.spaced), *inner, (group.close, group.end - 1)]

    def refusal(
        self,
        place: Item | None,
        en: str,
        zh: str,
        *,
        hint: tuple[str, str] = ("see cypher/README.md", "见 cypher/README.md"),
    ) -> Refusal:
        return Refusal(place.start if place is not None else 0, Words(en, zh), Words(*hint))

    def quantified(self, place: Item) -> Refusal:
        return self.refusal(
            place,
            "a repeated part of a path is not understood",
            "不支持重复的路径片段",
            hint=("(a)-[:X*1..3]->(b)",) * 2,
        )

    def foreign(self, place: Item) -> Refusal:
        return self.refusal(
            place,
            f"{place.word} is not part of Neo4j's Cypher here",
            f"此处的 {place.word} 不是 Neo4j 的 Cypher",
            hint=("WITH … WHERE …",) * 2,
        )

    def writing(self, place: Item) -> Refusal:
        return Refusal(
            place.start,
            Words(
                f"questions may only read; {place.word} would change the graph",
                f"查询只能读取；{place.word} 会更改图",
            ),
            Words("build the graph again to change it", "如需更改，请重新构建图"),
            write=True,
        )


@dataclass(frozen=True, slots=True)
class _Chain:
    """A pattern among expressions: the place behind it, its hops, and whether one is of any length."""

    end: int
    hops: int
    far: bool


_Clause = tuple[Token, Sequence[Item]]


def _clauses(items: Sequence[Item]) -> list[_Clause]:
    """Return the clauses of a query or of the inside of a subquery, each with what follows it."""
    found: list[_Clause] = []
    start = 0
    for position, item in enumerate(items):
        if _begins_clause(items, position):
            if found:
                found[-1] = (found[-1][0], items[start:position])
            assert isinstance(item, Token)
            found.append((item, ()))
            start = position + 1
    if found:
        found[-1] = (found[-1][0], items[start:])
    return found


def _begins_clause(items: Sequence[Item], position: int) -> bool:
    item = items[position]
    if item.word not in CLAUSES and item.word not in WRITING:
        return False
    before = items[position - 1] if position else None
    if before is not None and (
        _is(before, ".") or _is(before, ":") or _is(before, "$") or before.word == "AS"
    ):
        return False
    if item.word == "MATCH":
        return before is None or before.word != "OPTIONAL"
    if item.word == "WITH":
        return before is None or before.word not in ("STARTS", "ENDS")
    if item.word in WRITING:
        return before is None or _is_operand_end(items, position - 1)
    return True


def _split(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Return the parts between commas, without empty ones."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if _is(item, ","):
            parts.append([])
        else:
            parts[-1].append(item)
    return [part for part in parts if part]


def _is(item: Item, text: str) -> bool:
    return isinstance(item, Token) and item.kind is Kind.SIGN and item.text == text


def _opens(item: Item | None, bracket: str) -> bool:
    return isinstance(item, Group) and item.open == bracket


def _is_assignment(items: Sequence[Item], position: int) -> bool:
    """Say whether an = only names something: reduce(s = 0, …), [p = (a)-->(b) | p]."""
    return position == 1 and _is(items[position], "=")


def _is_operand_end(items: Sequence[Item], position: int) -> bool:
    item = items[position]
    if isinstance(item, Group):
        return True
    if item.kind is Kind.SIGN:
        return False
    if item.kind is Kind.NAME and position and _is(items[position - 1], "."):
        return True
    return item.word not in CONDITION_WORDS


def _operand_end(items: Sequence[Item], start: int) -> int | None:
    """Return the place of the last item of the operand that begins at ``start``."""
    position = start
    while position < len(items) and (_is(items[position], "-") or _is(items[position], "+")):
        position += 1
    if position >= len(items):
        return None
    end = position
    while end + 1 < len(items):
        following = items[end + 1]
        if _is(following, ".") and end + 2 < len(items):
            end += 2
        elif (
            isinstance(following, Group) and following.open in "([" and isinstance(items[end], Token | Group)
        ):
            if following.open == "(" and not (
                isinstance(items[end], Token) and items[end].word not in CONDITION_WORDS
            ):
                break
            end += 1
        else:
            break
    return end


def _function_end(items: Sequence[Item], start: int) -> int | None:
    """Return the place of the parentheses if ``name`` or ``name.space`` before them begins at ``start``."""
    position = start
    while True:
        if position + 1 < len(items) and _opens(items[position + 1], "("):
            return position + 1
        if (
            position + 2 < len(items)
            and _is(items[position + 1], ".")
            and isinstance(items[position + 2], Token)
        ):
            position += 2
            continue
        return None


def _function_name(items: Sequence[Item], parentheses: int) -> str:
    """Return the name, in small letters, of the function whose parentheses these are; "" if none."""
    parts: list[str] = []
    position = parentheses - 1
    while position >= 0:
        item = items[position]
        if not isinstance(item, Token) or item.kind is not Kind.NAME or item.word in CONDITION_WORDS:
            break
        parts.append(item.text)
        if position and _is(items[position - 1], "."):
            position -= 2
            continue
        break
    return ".".join(reversed(parts)).lower()


def _node_like(item: Item) -> bool:
    """Say whether parentheses can hold a node: a variable, labels, a property map, or nothing."""
    if not isinstance(item, Group) or item.open != "(":
        return False
    items = list(item.items)
    if items and isinstance(items[0], Token) and items[0].kind in (Kind.NAME, Kind.QUOTED):
        items = items[1:]
    if items and (
        _opens(items[-1], "{") or (isinstance(items[-1], Token) and items[-1].kind is Kind.PARAMETER)
    ):
        items = items[:-1]
    if not items:
        return True
    if not _is(items[0], ":"):
        return any(part.word == "WHERE" for part in items)
    return True


def _connector(items: Sequence[Item], start: int) -> tuple[int, bool] | None:
    """Return the place behind ``-[…]->(…)`` at ``start`` and whether it is of any length."""
    position = start
    if position < len(items) and _is(items[position], "<"):
        position += 1
    if position >= len(items) or not _is(items[position], "-"):
        return None
    position += 1
    starred = False
    if position < len(items) and _opens(items[position], "["):
        group = items[position]
        assert isinstance(group, Group)
        starred = any(_is(part, "*") for part in group.items)
        position += 1
    if position >= len(items) or not _is(items[position], "-"):
        return None
    position += 1
    if position < len(items) and _is(items[position], ">"):
        position += 1
    if position < len(items) and _node_like(items[position]):
        return position + 1, starred
    return None


def _bare(group: Group) -> Sequence[Item]:
    """Return what stands inside parentheses, those of parentheses within parentheses too."""
    items = group.items
    while len(items) == 1 and isinstance(items[0], Group) and items[0].open == "(":
        items = items[0].items
    return items


def _counts(items: Sequence[Item]) -> bool:
    return len(items) > 1 and items[0].word == "COUNT" and _opens(items[1], "{")


def _plain(name: str) -> bool:
    return name.isascii() and name.isidentifier()


@cache
def _property_kinds() -> Mapping[str, str]:
    """Return the type of each property whose name has one type throughout the schema."""
    schema = load_schema()
    stored = [known.stored for known in schema.nodes.values()]
    stored += [known.stored for known in schema.edges.values()]
    kinds: dict[str, set[str]] = {}
    for properties in stored:
        for name, kind in properties.items():
            kinds.setdefault(name, set()).add(kind)
    return MappingProxyType({name: found.pop() for name, found in kinds.items() if len(found) == 1})


def _holds(value: object, kind: type) -> bool:
    if isinstance(value, list | tuple):
        return any(isinstance(item, kind) for item in value)
    return isinstance(value, kind)


def _day_and_text(name: str = "", joint: str = ": ") -> tuple[Words, Words]:
    reason = Words("a day is compared with text", "日期与文本比较")
    if name:
        reason = Words(f"{name}{joint}{reason.en}", f"{name}{joint}{reason.zh}")
    return reason, Words("write date('2020-01-01')", "写成 date('2020-01-01')")


def _translated(pattern: str, offset: int) -> str:
    try:
        return translate(pattern)
    except UnsafePattern as error:
        raise Refusal(
            offset,
            Words(
                f"the regular expression has {error.part}, which the stores read differently",
                f"正则表达式含 {error.part}，两种存储的解释不同",
            ),
            Words("use CONTAINS, or [a-z] and [0-9]", "改用 CONTAINS，或 [a-z]、[0-9]"),
        ) from error


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _unquote(literal: str) -> str:
    """Return the text that a Cypher literal writes."""
    out, position, body = [], 0, literal[1:-1]
    while position < len(body):
        char = body[position]
        if char == "\\" and position + 1 < len(body):
            following = body[position + 1]
            if following == "u" and len(body) >= position + 6:
                out.append(chr(int(body[position + 2 : position + 6], 16)))
                position += 6
                continue
            out.append(ESCAPES.get(following, following))
            position += 2
            continue
        out.append(char)
        position += 1
    return "".join(out)


def _quote(text: str) -> str:
    """Return a Cypher literal that writes ``text``."""
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + plain.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "'"
