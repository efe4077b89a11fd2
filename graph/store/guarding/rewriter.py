"""Renders the tree of one question so that the embedded engine answers it as Neo4j does."""

from collections.abc import Sequence
from itertools import pairwise

from graph.store.guarding.lexer import Group, Item, Kind, Token, walk
from graph.store.guarding.operands import Operand, Shape, Shapes, check_arithmetic, property_shape
from graph.store.guarding.refusals import Refusal
from graph.store.guarding.regex import UnsafePattern, translate
from graph.store.guarding.shapes import (
    CONDITION_WORDS,
    WRITING,
    Clause,
    bare,
    chain_at,
    clauses_of,
    ends_operand,
    function_end,
    imports_of,
    is_plain,
    is_sign,
    opens,
    operand_end,
    split,
    variables_of,
    words,
)

__all__ = ["Chunk", "Rewriter", "translated"]

Chunk = tuple[str, int]
"""A piece of text with its offset in the question; -1 for what was added."""

LITERAL_WORDS = frozenset({"NULL", "TRUE", "FALSE", "END"})
FIRST_WORDS = words("MATCH OPTIONAL WITH UNWIND RETURN CALL")
WITHOUT_ANSWER = words("MATCH OPTIONAL WHERE WITH UNWIND")
FOREIGN = words("FILTER HAVING INTERSECT EXCEPT FORMAT LET LOAD USE FINISH")
NOT_A_QUESTION = words("EXPLAIN PROFILE SHOW CYPHER USE FOR LOAD TERMINATE START STOP")
NOT_IN_SUBQUERY = words("RETURN WITH UNION CALL UNWIND")
COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
ARITHMETIC = frozenset("+-*/%^")
MADE_UP = frozenset({"name", "type", "label", "node_type", "connection_type", "start", "end"})
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes"})
PATHS = frozenset({"shortestpath", "allshortestpaths"})
AGGREGATES = words("count sum avg min max collect stdev")
FUNCTIONS = AGGREGATES | words(
    "coalesce head last tail size length reverse range keys labels nodes relationships type properties "
    "startnode endnode tostring tointeger tofloat toboolean toupper tolower trim ltrim rtrim substring left "
    "right replace split abs ceil floor round sign sqrt exp log log10 pi sin cos tan cot asin acos atan atan2 "
    "radians degrees date duration duration.inmonths duration.indays all any none single reduce exists"
)
REFUSED_FUNCTIONS = {
    "duration.between": "duration_between",
    "date.truncate": "truncate",
    "id": "function_id",
    "elementid": "function_id",
    "isempty": "is_empty",
    **dict.fromkeys(PATHS, "path_function"),
}
"""Functions with a better hint than that they are not offered."""


class Rewriter:
    """Renders clause by clause and notes what the answer and the parameters depend on."""

    def __init__(self) -> None:
        """Begin a question."""
        self.shapes = Shapes()
        self.node_variables: set[str] = set()
        self.edge_variables: set[str] = set()
        self.present: set[str] = set()
        self.import_may_be_null = False
        self.inside: dict[str, str] = {}
        self.never_text: set[str] = set()
        self.never_days: set[str] = set()
        self.patterns: set[str] = set()

    # ── queries and clauses ─────────────────────────────────────────────────────────────────────

    def query(self, items: Sequence[Item]) -> list[Chunk]:
        """Render a query: clauses that read, each of its unions ending with RETURN."""
        if not items:
            raise Refusal("empty")
        first = items[0]
        if first.word in WRITING:
            raise Refusal("write", first.start, first.word)
        if first.word in NOT_A_QUESTION:
            raise Refusal("not_a_question", first.start, first.word)
        if first.word not in FIRST_WORDS:
            raise Refusal("first_word", first.start)
        chunks: list[Chunk] = []
        clauses = clauses_of(items)
        for number, (clause, body) in enumerate(clauses):
            ends = number + 1 == len(clauses) or clauses[number + 1][0].word == "UNION"
            if ends and clause.word in WITHOUT_ANSWER:
                raise Refusal("no_return", clause.start)
            chunks += self.clause(clause, body)
        return chunks

    def clause(self, clause: Token, body: Sequence[Item]) -> list[Chunk]:
        """Render one clause with what follows it."""
        head = self.token(clause)
        match clause.word:
            case "MATCH":
                self.present |= variables_of(body)
                return [head, *self.pattern(body)]
            case "OPTIONAL":
                if self.import_may_be_null:
                    raise Refusal("optional_in_call", clause.start)
                second = body[0] if body else clause
                if second.word != "MATCH" or not isinstance(second, Token):
                    raise Refusal("optional", second.start)
                return [head, self.token(second), *self.pattern(body[1:])]
            case "CALL":
                return [head, *self.call(clause, body)]
            case "UNION":
                self.present.clear()
                return [head, *(self.token(item) for item in body if isinstance(item, Token))]
            case word if word in WRITING:
                raise Refusal("write", clause.start, word)
        chunks = [head, *self.expression(body)]
        if clause.word in ("WITH", "RETURN"):
            check_grouping(body)
            self.note_aliases(body)
            self.note_present(body)
        return chunks

    def call(self, clause: Token, body: Sequence[Item]) -> list[Chunk]:
        """Render a subquery ``CALL (x) { … }`` or one of the two procedures that are offered."""
        last = body[-1] if body else None
        if isinstance(last, Group) and last.open == "{":
            scope = [chunk for item in body[:-1] for chunk in self.plain(item)]
            return [*scope, *self.braces(last, self.called(imports_of(body[:-1], last), last.items))]
        name = "".join(item.text for item in body if isinstance(item, Token)).lower()
        if name not in PROCEDURES:
            raise Refusal("procedure", clause.start, name or "?")
        return [chunk for item in body for chunk in self.plain(item)]

    def called(self, imports: set[str], items: Sequence[Item]) -> list[Chunk]:
        """Render the inside of a subquery. There the engine takes a null that comes in for a node."""
        outside = self.present, self.import_may_be_null
        self.import_may_be_null = not imports <= self.present
        self.present = imports & self.present
        chunks = self.query(items)
        self.present, self.import_may_be_null = outside
        return chunks

    def note_present(self, body: Sequence[Item]) -> None:
        """Remember which names still stand for something that a MATCH found, and so are never null."""
        kept = set()
        for item in split(body[1:] if body and body[0].word == "DISTINCT" else body):
            first, last = item[0], item[-1]
            if isinstance(first, Token) and first.text == "*":
                kept |= self.present
            elif len(item) in (1, 3) and isinstance(first, Token) and isinstance(last, Token):
                kept |= {last.name} if first.name in self.present else set()
        self.present = kept

    def note_aliases(self, body: Sequence[Item]) -> None:
        """Remember which new names stand for days, nodes and edges."""
        for item in split(body):
            last = item[-1]
            if len(item) < 3 or item[-2].word != "AS" or not isinstance(last, Token):
                continue
            if self.shapes.at(item, len(item) - 3).shape is Shape.DAY:
                self.shapes.days.add(last.name)
            else:
                self.shapes.days.discard(last.name)
            if len(item) == 3 and isinstance(item[0], Token):
                for known in (self.node_variables, self.edge_variables):
                    if item[0].name in known:
                        known.add(last.name)

    # ── patterns ────────────────────────────────────────────────────────────────────────────────

    def pattern(self, items: Sequence[Item]) -> list[Chunk]:
        """Render what stands after MATCH: nodes, relationships, named and shortest paths."""
        chunks: list[Chunk] = []
        before: Item | None = None
        for position, item in enumerate(items):
            names_path = before is not None and is_sign(before, "=") and opens(item, "(")
            if names_path and chain_at(items, position) is None:
                raise Refusal("path_of_one", item.start)
            if isinstance(item, Token):
                if item.word in FOREIGN and before is not None:
                    raise Refusal("foreign", item.start, item.word)
                if item.text in ("+", "*") and before is not None and before.end == item.start:
                    raise Refusal("repeated_path", item.start)
                chunks.append(self.token(item))
            elif item.open == "(" and isinstance(before, Token) and before.text.lower() in PATHS:
                chunks += self.braces(item, self.pattern(item.items))
            elif item.open == "(" and not any(opens(inner, "(") for inner in item.items):
                chunks += self.element(item, self.node_variables)
            elif item.open == "[":
                chunks += self.element(item, self.edge_variables)
            else:
                raise Refusal("repeated_path", item.start)
            before = item
        return chunks

    def element(self, group: Group, variables: set[str]) -> list[Chunk]:
        """Render a node ( ) or a relationship [ ]: variable, labels, length, property map."""
        chunks: list[Chunk] = []
        for position, item in enumerate(group.items):
            if isinstance(item, Group):
                if item.open != "{":
                    raise Refusal("repeated_path", item.start)
                chunks += self.braces(item, self.property_map(item))
                continue
            if item.word == "WHERE":
                raise Refusal("inline_where", item.start)
            if item.text in ("!", "%"):
                raise Refusal("label_sign", item.start, item.text)
            if item.kind in (Kind.NAME, Kind.QUOTED):
                if position == 0:
                    variables.add(item.name)
                elif not is_plain(item.name):
                    raise Refusal("label_name", item.start, item.name)
            chunks.append(self.token(item))
        return self.braces(group, chunks)

    def property_map(self, group: Group) -> list[Chunk]:
        """Render the properties that a node or relationship must have."""
        for pair in split(group.items):
            key = pair[0]
            if isinstance(key, Token):
                self.check_property(key, key.name)
                if len(pair) > 2:
                    self.check_days(key, Operand(property_shape(key.name)), self.shapes.of(pair))
        return self.map_items(group)

    # ── expressions ─────────────────────────────────────────────────────────────────────────────

    def expression(self, items: Sequence[Item]) -> list[Chunk]:
        """Render expressions and the keywords between them; refuse what would be answered wrongly."""
        chunks: list[Chunk] = []
        position, compared = 0, False
        while position < len(items):
            item = items[position]
            if isinstance(item, Token):
                if item.word in CONDITION_WORDS or item.text in (",", "|"):
                    compared = False
                elif item.text in COMPARISONS:
                    if compared:
                        raise Refusal("comparison_chain", item.start)
                    # reduce(s = 0, …) and [p = (a)-->(b) | p] only name something
                    compared = not (position == 1 and item.text == "=")
            more, position = self.piece(items, position)
            chunks += more
        return chunks

    def piece(self, items: Sequence[Item], position: int) -> tuple[list[Chunk], int]:
        """Render what begins at ``position``; return it and the place behind it."""
        item = items[position]
        if isinstance(item, Group):
            return self.group(items, position, item)
        following = items[position + 1] if position + 1 < len(items) else None
        if position and item.word in FOREIGN and ends_operand(items, position - 1):
            raise Refusal("foreign", item.start, item.word)
        if item.kind is Kind.SIGN or item.word in ("IN", "CASE"):
            return self.operator(items, position, item)
        if (
            item.word in ("EXISTS", "COUNT", "COLLECT")
            and isinstance(following, Group)
            and following.open == "{"
        ):
            return self.subquery(item, following), position + 2
        if item.word in CONDITION_WORDS or item.word in LITERAL_WORDS:
            return [self.token(item)], position + 1
        end = function_end(items, position) if item.kind is Kind.NAME else None
        if end is not None:
            return self.function(items[position:end], items[end]), end + 1
        if isinstance(following, Group) and following.open == "{" and item.kind in (Kind.NAME, Kind.QUOTED):
            return [self.token(item), *self.projection(item, following)], position + 2
        return self.label_test(items, position, item) or ([self.token(item)], position + 1)

    def group(self, items: Sequence[Item], position: int, group: Group) -> tuple[list[Chunk], int]:
        """Render brackets among expressions: a pattern, parentheses, a map, an index, a list."""
        if group.open == "{":
            return self.braces(group, self.map_items(group)), position + 1
        if group.open == "[":
            if position and ends_operand(items, position - 1):
                return self.braces(group, self.index(group, items[position - 1])), position + 1
            return self.braces(group, self.list_items(group)), position + 1
        chain = chain_at(items, position)
        if chain is not None:
            pattern = self.pattern(items[position : chain.end])
            # of patterns used as predicates the engine reads those of one hop alone rightly
            return (self.counted(pattern) if chain.hops > 1 or chain.far else pattern), chain.end
        inner = bare(group)
        first = inner[0] if inner else None
        tested = self.label_test(inner, 0, first) if isinstance(first, Token) else None
        if tested is not None and tested[1] == len(inner):
            return [(" ", -1), *tested[0]], position + 1
        # "(COUNT {" is read as a node that is called COUNT
        counts = len(group.items) > 1 and group.items[0].word == "COUNT" and opens(group.items[1], "{")
        zero: list[Chunk] = [("0 +", -1)] if counts else []
        return self.braces(group, [*zero, *self.expression(group.items)]), position + 1

    def list_items(self, group: Group) -> list[Chunk]:
        """Render a list, a list comprehension or a pattern comprehension."""
        items = group.items
        start = 2 if len(items) > 2 and is_sign(items[1], "=") else 0
        chain = chain_at(items, start) if start < len(items) else None
        if chain is None:
            return self.expression(items)
        head = [self.token(item) for item in items[:start] if isinstance(item, Token)]
        return [*head, *self.pattern(items[start : chain.end]), *self.expression(items[chain.end :])]

    def index(self, group: Group, holder: Item) -> list[Chunk]:
        """Render ``x[…]``; of a node or relationship no made-up property may be asked."""
        of_parameter = isinstance(holder, Token) and holder.kind is Kind.PARAMETER
        for item in group.items:
            if isinstance(item, Token) and item.kind is Kind.TEXT and not of_parameter:
                self.check_property(item, item.text[1:-1])
        return self.expression(group.items)

    def map_items(self, group: Group) -> list[Chunk]:
        """Render the inside of a map: keys keep their names."""
        chunks: list[Chunk] = []
        for number, pair in enumerate(split(group.items)):
            if number:
                chunks.append((",", -1))
            chunks += self.pair(pair)
        return chunks

    def pair(self, pair: Sequence[Item]) -> list[Chunk]:
        """Render ``key: value``, or whatever else stands between two commas."""
        key = pair[0]
        if isinstance(key, Token) and len(pair) > 1 and is_sign(pair[1], ":"):
            return [self.key(key), *self.plain(pair[1]), *self.expression(pair[2:])]
        return self.expression(pair)

    def projection(self, variable: Token, group: Group) -> list[Chunk]:
        """Render ``n {.id, .*}``; ``.*`` needs the title named, or the engine may hide it."""
        if not self.holds_node(variable):
            raise Refusal("only_nodes", variable.start, variable.name)
        chunks: list[Chunk] = []
        for number, part in enumerate(split(group.items)):
            if number:
                chunks.append((",", -1))
            second = part[1] if len(part) == 2 and is_sign(part[0], ".") else None
            if isinstance(second, Token):
                self.check_property(second, second.name)
                chunks += [*self.plain(part[0]), self.key(second)]
                if second.text == "*":
                    chunks.append((", .title", -1))
            else:
                chunks += self.pair(part)
        return self.braces(group, chunks)

    def subquery(self, word: Token, group: Group) -> list[Chunk]:
        """Render EXISTS { } and COUNT { }: existence is a count above nothing."""
        if word.word == "COLLECT":
            raise Refusal("collect_subquery", word.start)
        outside = set(self.present)
        inner = self.matched(group)
        self.present = outside
        if word.word == "EXISTS":
            return [(" (0 < COUNT {", word.start), *inner, (" })", -1)]
        return [(" COUNT {", word.start), *inner, (" }", -1)]

    def matched(self, group: Group) -> list[Chunk]:
        """Render the inside of EXISTS { } or COUNT { } with MATCH in front."""
        clauses = clauses_of(group.items)
        for clause, _ in clauses:
            if clause.word in NOT_IN_SUBQUERY:
                raise Refusal("clause_in_subquery", clause.start, clause.word)
        if group.items and group.items[0].word in ("MATCH", "OPTIONAL"):
            return self.body(clauses)
        for clause, _ in clauses:
            if clause.word != "WHERE":
                raise Refusal("second_match", clause.start)
        pattern = [item for item in group.items if not clauses or item.end <= clauses[0][0].start]
        return [(" MATCH", -1), *self.pattern(pattern), *self.body(clauses)]

    def body(self, clauses: Sequence[Clause]) -> list[Chunk]:
        """Render clauses one after the other."""
        return [chunk for clause, items in clauses for chunk in self.clause(clause, items)]

    def counted(self, pattern: list[Chunk]) -> list[Chunk]:
        """Render a pattern that is used as a predicate."""
        return [(" (0 < COUNT { MATCH", -1), *pattern, (" })", -1)]

    # ── functions ───────────────────────────────────────────────────────────────────────────────

    def function(self, name: Sequence[Item], group: Item) -> list[Chunk]:
        """Render a call; of the functions only those are offered that were seen to agree."""
        first = name[0]
        assert isinstance(group, Group) and isinstance(first, Token)
        called = "".join(item.text for item in name if isinstance(item, Token)).lower()
        if called not in FUNCTIONS:
            raise Refusal(REFUSED_FUNCTIONS.get(called, "function"), first.start, called)
        arguments = split(group.items)
        match called:
            case "exists":
                return self.exists(first, group)
            case "round":
                return self.rounded(first, arguments)
            case "keys" | "properties" if len(arguments) == 1:
                return self.map_of(first, group, arguments[0])
            case "tostring" if arguments and self.shapes.of(arguments[0]).shape in (
                Shape.DECIMAL,
                Shape.ZERO,
            ):
                raise Refusal("decimal_text", first.start)
            case "split" if len(arguments) == 2 and opens(arguments[1][0], "["):
                raise Refusal("split_list", first.start)
        head = [self.token(item) for item in name if isinstance(item, Token)]
        return [*head, *self.braces(group, self.expression(group.items))]

    def exists(self, first: Token, group: Group) -> list[Chunk]:
        """Render the old call of ``exists`` with a pattern."""
        chain = chain_at(group.items, 0) if group.items else None
        if chain is None:
            raise Refusal("exists_function", first.start)
        return self.counted(self.pattern(group.items[: chain.end]))

    def rounded(self, first: Token, arguments: Sequence[Sequence[Item]]) -> list[Chunk]:
        """Render ``round``: halves go up, as in Java; the engine takes them away from zero."""
        if len(arguments) != 1:
            raise Refusal("round_digits", first.start)
        if any(token.text.lower() in AGGREGATES for token in walk(tuple(arguments[0]))):
            raise Refusal("round_aggregate", first.start)
        value: list[Chunk] = [("(", -1), *self.expression(arguments[0]), (")", -1)]
        head: Chunk = (" (CASE WHEN ", first.start)
        distance = [*value, (" - floor", -1), *value]
        return [
            head,
            *distance,
            (" < 0.5 THEN floor", -1),
            *value,
            (" ELSE ceil", -1),
            *value,
            (" END + 0.0)", -1),
        ]

    def map_of(self, word: Token, group: Group, argument: Sequence[Item]) -> list[Chunk]:
        """Render keys(x) or properties(x); of a node the title is named, or the engine may hide it."""
        inner = self.expression(argument)
        variable = argument[0] if len(argument) == 1 else None
        if isinstance(variable, Token) and variable.word != "NULL" and self.holds_node(variable):
            inner.append((" {.*, .title}", -1))
            if word.text.lower() == "properties":
                return [(" ", word.start), *inner]
        return [self.token(word), *self.braces(group, inner)]

    def holds_node(self, variable: Token) -> bool:
        """Say whether a variable is a node (True) or an edge (False); refuse if the text does not show it."""
        name = variable.name
        if (name in self.node_variables) == (name in self.edge_variables):
            raise Refusal("which_kind", variable.start, name)
        return name in self.node_variables

    def label_test(
        self, items: Sequence[Item], position: int, variable: Token
    ) -> tuple[list[Chunk], int] | None:
        """Render ``n:Label``; alternatives become OR, since the engine reads them in patterns alone."""
        named = variable.kind in (Kind.NAME, Kind.QUOTED) and variable.word not in LITERAL_WORDS
        if not named or position + 2 >= len(items) or not is_sign(items[position + 1], ":"):
            return None
        labels, signs, place = [items[position + 2]], set(), position + 3
        while place + 1 < len(items) and any(is_sign(items[place], sign) for sign in "|&:"):
            signs.add("OR" if is_sign(items[place], "|") else "AND")
            labels.append(items[place + 1])
            place += 2
        tests = [
            [self.token(variable), (f":{label.text}", label.start)]
            for label in labels
            if isinstance(label, Token) and label.kind is Kind.NAME and is_plain(label.text)
        ]
        if len(signs) > 1 or len(tests) < len(labels):
            raise Refusal("label_test", variable.start)
        if not signs:
            return tests[0], place
        chunks: list[Chunk] = [(" (", -1), *tests[0]]
        for test in tests[1:]:
            chunks += [(f" {signs.copy().pop()} ", -1), *test]
        return [*chunks, (")", -1)], place

    # ── operators and what stands beside them ───────────────────────────────────────────────────

    def operator(self, items: Sequence[Item], position: int, sign: Token) -> tuple[list[Chunk], int]:
        """Render a sign, IN or CASE after a look at both its sides."""
        left = self.shapes.at(items, position - 1)
        end = operand_end(items, position + 1)
        right = self.shapes.at(items, end)
        following = items[position + 1] if position + 1 < len(items) else None
        if sign.text in COMPARISONS or sign.word == "IN":
            self.check_days(sign, left, right)
        if sign.word == "CASE":
            self.check_case(items, position, right)
        elif sign.word == "IN":
            after = items[end + 1] if end is not None and end + 1 < len(items) else None
            if isinstance(after, Token) and after.text in ARITHMETIC:
                raise Refusal("in_sum", after.start)
        elif sign.text == "=~":
            return self.regular_expression(sign, following), position + 2
        elif sign.text == "." and isinstance(following, Token) and following.kind in (Kind.NAME, Kind.QUOTED):
            if left.shape is not Shape.PARAMETER:
                self.check_property(following, following.name)
            return [self.token(sign), self.key(following)], position + 2
        if position:
            check_arithmetic(sign, left, right)
        return [self.token(sign)], position + 1

    def check_case(self, items: Sequence[Item], position: int, subject: Operand) -> None:
        """Refuse CASE day WHEN text."""
        depth = 0
        for place in range(position + 1, len(items)):
            word = items[place].word
            depth += (word == "CASE") - (word == "END")
            if depth < 0:
                return
            if word == "WHEN" and depth == 0:
                self.check_days(items[place], subject, self.shapes.at(items, operand_end(items, place + 1)))

    def check_days(self, place: Item, left: Operand, right: Operand) -> None:
        """Refuse a day compared with text: the engine takes them as equal where Neo4j does not."""
        for one, other in ((left, right), (right, left)):
            is_day = one.shape in (Shape.DAY, Shape.DAYS)
            is_text = one.shape in (Shape.TEXT, Shape.TEXTS)
            if is_day and other.shape in (Shape.TEXT, Shape.TEXTS):
                raise Refusal("day_and_text", place.start)
            if other.shape is Shape.PARAMETER and is_day:
                self.never_text.add(other.name)
            elif other.shape is Shape.PARAMETER and is_text:
                self.never_days.add(other.name)

    def regular_expression(self, sign: Token, pattern: Item | None) -> list[Chunk]:
        """Render ``=~`` with its pattern in the engine's dialect."""
        if isinstance(pattern, Token) and pattern.kind is Kind.TEXT:
            return [self.token(sign), (" " + _quote(translated(_unquote(pattern.text), pattern.start)), -1)]
        if isinstance(pattern, Token) and pattern.kind is Kind.PARAMETER:
            self.patterns.add(pattern.name)
            return [self.token(sign), self.token(pattern)]
        raise Refusal("regex_source", sign.start)

    def check_property(self, place: Token, name: str) -> None:
        """Refuse a property that the engine makes up and the schema does not store."""
        if name in MADE_UP:
            raise Refusal("made_up", place.start, name)

    # ── tokens ──────────────────────────────────────────────────────────────────────────────────

    def variable(self, name: str) -> str:
        """Return the ASCII name that stands for ``name`` inside the engine."""
        return self.inside.setdefault(name, f"suyuan_{len(self.inside)}")

    def token(self, token: Token) -> Chunk:
        """Render one token: space before it as one blank, names the engine cannot read replaced."""
        text = token.text
        if token.kind in (Kind.NAME, Kind.QUOTED) and not is_plain(token.name):
            text = self.variable(token.name)
        elif token.kind is Kind.PARAMETER and not is_plain(token.name):
            text = "$" + self.variable(token.name)
        return (" " + text if token.spaced else text), token.start - token.spaced

    def key(self, token: Token) -> Chunk:
        """Render a key of a map or a property, which keeps its name."""
        named = token.kind in (Kind.NAME, Kind.QUOTED) and not is_plain(token.name)
        text = f"`{token.name.replace('`', '``')}`" if named else token.text
        return (" " + text if token.spaced else text), token.start - token.spaced

    def plain(self, item: Item) -> list[Chunk]:
        """Render one item by itself."""
        if isinstance(item, Token):
            return [self.token(item)]
        return self.braces(item, self.expression(item.items))

    def braces(self, group: Group, inner: list[Chunk]) -> list[Chunk]:
        """Render brackets around ``inner``."""
        opening = " " + group.open if group.spaced else group.open
        return [(opening, group.start - group.spaced), *inner, (group.close, group.end - 1)]


def check_grouping(body: Sequence[Item]) -> None:
    """Refuse ``count(x) / total`` where total is no column of its own: Neo4j cannot tell what to group by."""
    items = split(body[1:] if body and body[0].word == "DISTINCT" else body)
    aggregated = [item for item in items if _aggregates(item)]
    keys = {_text(item[:-2] if len(item) > 2 and item[-2].word == "AS" else item) for item in items}
    for item in aggregated:
        for position, part in enumerate(item):
            if isinstance(part, Token) and _is_variable(item, position):
                end = operand_end(item, position)
                whole = _text(item[position : end + 1 if end is not None else None])
                if part.text not in keys and whole not in keys:
                    raise Refusal("implicit_grouping", part.start, whole)


def _aggregates(item: Sequence[Item]) -> bool:
    return any(
        isinstance(part, Token) and part.text.lower() in AGGREGATES and opens(after, "(")
        for part, after in pairwise(item)
    )


def _is_variable(item: Sequence[Item], position: int) -> bool:
    """Say whether a token of a column's expression is a variable outside every bracket."""
    token = item[position]
    if token.word in CONDITION_WORDS | LITERAL_WORDS or getattr(token, "kind", None) not in (
        Kind.NAME,
        Kind.QUOTED,
    ):
        return False
    before = item[position - 1] if position else None
    after = item[position + 1] if position + 1 < len(item) else None
    if before is not None and (is_sign(before, ".") or is_sign(before, ":") or before.word == "AS"):
        return False
    return not (opens(after, "(") or opens(after, "{")) and function_end(item, position) is None


def _text(items: Sequence[Item]) -> str:
    """Return tokens without the space between them."""
    return "".join(token.text for token in walk(tuple(items)))


def translated(pattern: str, offset: int) -> str:
    """Return a regular expression in the engine's dialect; raise ``Refusal`` where that is not certain."""
    try:
        return translate(pattern)
    except UnsafePattern as error:
        raise Refusal("regex_part", offset, error.part) from error


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _unquote(literal: str) -> str:
    """Return the text that a Cypher literal writes."""
    out, position, body = [], 0, literal[1:-1]
    while position < len(body):
        char = body[position]
        position += 1
        if char != "\\" or position == len(body):
            out.append(char)
            continue
        following = body[position]
        position += 1
        if following == "u" and len(body) >= position + 4:
            out.append(chr(int(body[position : position + 4], 16)))
            position += 4
        else:
            out.append(ESCAPES.get(following, following))
    return "".join(out)


def _quote(text: str) -> str:
    """Return a Cypher literal that writes ``text``."""
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + plain.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "'"
