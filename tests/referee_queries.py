"""Random graphs of our schema and random read queries, from a seed, for the referee.

The queries stay inside what both engines understand and what Neo4j itself answers rightly: no count
or list of a pattern in the WHERE of an OPTIONAL MATCH, no map projection beside a subquery. Before
every LIMIT stands a total order.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graph.model import Edge, Graph, Node, Value, edge_id
from graph.schema import load_schema

T = TypeVar("T")
SCHEMA = load_schema()
LABELS = tuple(SCHEMA.nodes)
TYPES = tuple(SCHEMA.edges)
NODE_KEYS = {key: kind for node in SCHEMA.nodes.values() for key, kind in node.properties.items()}
WORDS = ("教育", "体育", "教育体育", "数字经济", "乡村", "")
DAYS = (date(2019, 12, 31), date(2020, 2, 29), date(2021, 3, 1))
POOLS: dict[str, tuple[Value, ...]] = {
    "str": WORDS,
    "int": (0, 1, 2, 3, 10),
    "float": (0.0, 0.25, 0.5, 0.75, 1.0),
    "bool": (True, False),
    "date": DAYS,
}


def random_graph(rng: random.Random) -> Graph:
    """Return a small graph: every property may be missing, edges may be parallel, turn back and loop."""
    nodes: dict[str, Node] = {}
    labels = (*rng.sample(LABELS, 3), "Document", "Document", "Goal", "Goal", "Task")
    types = rng.sample(TYPES, 8)
    for number in range(rng.randrange(0, 24)):
        label = rng.choice(labels)
        id = f"{label[0].lower()}{number}"
        properties = _properties(rng, SCHEMA.nodes[label].properties)
        nodes[id] = Node(id=id, label=label, properties={"title": rng.choice(WORDS), **properties})
    joins = [
        (kind, source.id, target.id)
        for kind in types
        for start, end in SCHEMA.edges[kind].ends
        for source in nodes.values()
        if source.label == start
        for target in nodes.values()
        if target.label == end
    ]
    edges: dict[str, Edge] = {}
    for number in range(min(len(joins), rng.randrange(0, 45))):
        kind, source_id, target_id = rng.choice(joins)
        id = edge_id(kind, source_id, target_id, number)
        edges[id] = Edge(
            id=id,
            type=kind,
            source=source_id,
            source_label=nodes[source_id].label,
            target=target_id,
            target_label=nodes[target_id].label,
            properties=_properties(rng, SCHEMA.edges[kind].properties),
        )
    return Graph(
        nodes=tuple(nodes[id] for id in sorted(nodes)), edges=tuple(edges[id] for id in sorted(edges))
    )


def random_query(rng: random.Random, graph: Graph) -> str:
    """Return a random read query, most of whose labels and types occur in ``graph``."""
    types = {edge.type for edge in graph.edges} | set(rng.sample(TYPES, 2))
    labels = {node.label for node in graph.nodes} | set(rng.sample(LABELS, 1))
    return _Writer(rng, tuple(sorted(types)), tuple(sorted(labels))).query()


def _properties(rng: random.Random, known: Mapping[str, str]) -> dict[str, Value]:
    return {key: rng.choice(POOLS[kind]) for key, kind in known.items() if rng.random() < 0.6}


@dataclass(slots=True)
class _Scope:
    """The names that an expression may use: nodes and edges with what is known of them, values by type."""

    nodes: dict[str, str | None] = field(default_factory=dict)
    edges: dict[str, str | None] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "_Scope":
        return _Scope(dict(self.nodes), dict(self.edges), dict(self.values))


class _Writer:
    """Writes one query; ``depth`` bounds how far expressions and subqueries nest."""

    def __init__(self, rng: random.Random, types: tuple[str, ...], labels: tuple[str, ...]) -> None:
        self.rng, self.known_types, self.known_labels = rng, types, labels
        self.names = 0
        self.counts_allowed = True
        self.subqueries = 0

    # -- whole queries

    def query(self) -> str:
        kinds = self.some_types()
        text = self.single(kinds)
        if self.chance(0.12):
            union = self.pick(("UNION", "UNION ALL"))
            text = f"{text}\n{union}\n{self.single(kinds)}"
        return text

    def single(self, kinds: list[str]) -> str:
        scope = _Scope()
        clauses = [self.first(scope)]
        for _ in range(self.pick((0, 0, 1, 1, 2))):
            clauses.append(self.middle(scope))
        clauses.append(self.last(scope, kinds))
        return "\n".join(clauses)

    def first(self, scope: _Scope) -> str:
        if self.chance(0.06):
            return self.unwind(scope)
        if self.chance(0.06):
            return self.shortest(scope)
        return self.match(scope, optional=self.chance(0.05))

    def middle(self, scope: _Scope) -> str:
        makers: list[Callable[[_Scope], str]] = [
            self.with_,
            self.with_,
            lambda scope: self.match(scope, optional=True),
            lambda scope: self.match(scope, optional=False),
            self.call,
            self.unwind,
        ]
        return self.pick(makers)(scope)

    def match(self, scope: _Scope, *, optional: bool) -> str:
        patterns = [self.pattern(scope)]
        if self.chance(0.12):
            patterns.append(self.pattern(scope))
        named = self.chance(0.08) and len(patterns) == 1
        if named:
            path = self.name("p")
            patterns[0] = f"{path} = {patterns[0]}"
        text = f"{'OPTIONAL ' if optional else ''}MATCH {', '.join(patterns)}"
        if self.chance(0.6):
            allowed, self.counts_allowed = self.counts_allowed, self.counts_allowed and not optional
            text += f"\nWHERE {self.condition(scope, 2)}"
            self.counts_allowed = allowed
        if named:
            scope.values[f"length({path})"] = "int"
        return text

    def shortest(self, scope: _Scope) -> str:
        a, b, p = self.name("n"), self.name("n"), self.name("p")
        first, second = self.pick(self.known_labels), self.pick(self.known_labels)
        scope.nodes |= {a: first, b: second}
        arrow = self.pick(("-[{}*..4]->", "-[{}*..3]-", "<-[{}*..4]-")).format(
            self.pick(("", self.types(None)))
        )
        scope.values[f"length({p})"] = "int"
        return (
            f"MATCH ({a}:{first}), ({b}:{second})\nWHERE {a}.id <> {b}.id\n"
            f"MATCH {p} = shortestPath(({a}){arrow}({b}))"
        )

    def unwind(self, scope: _Scope) -> str:
        kind = self.pick(("int", "str", "date", "float"))
        items = [self.literal(kind) for _ in range(self.rng.randrange(0, 4))]
        if self.chance(0.3):
            items.append("null")
        source = f"[{', '.join(items)}]"
        if scope.nodes and self.chance(0.4):
            source = f"[{', '.join(self.value(scope, kind, 1) for _ in range(2))}]"
        name = self.name("u")
        scope.values[name] = kind
        return f"UNWIND {source} AS {name}"

    def call(self, scope: _Scope) -> str:
        if not scope.nodes:
            return self.unwind(scope)
        outer = self.pick(list(scope.nodes))
        inner = _Scope(nodes={outer: scope.nodes[outer]})
        name, kind = self.name("v"), self.pick(("int", "str"))
        body = self.call_body(inner, outer, name, kind)
        if self.chance(0.15):
            again = _Scope(nodes={outer: scope.nodes[outer]})
            body += f"\n  UNION {self.pick(('', 'ALL '))}{self.call_body(again, outer, name, kind)}"
        scope.values[name] = kind
        return f"CALL ({outer}) {{\n  {body}\n}}"

    def call_body(self, scope: _Scope, outer: str, name: str, kind: str) -> str:
        optional = self.pick(("", "", "OPTIONAL "))
        text = f"{optional}MATCH {self.pattern(scope, start=outer)}"
        found = self.aggregate(scope, kind) if self.chance(0.6) else self.value(scope, kind, 1)
        return f"{text} RETURN {found} AS {name}"

    def with_(self, scope: _Scope) -> str:
        new = _Scope()
        items = []
        for node in list(scope.nodes):
            if self.chance(0.7):
                new.nodes[node] = scope.nodes[node]
                items.append(node)
        aggregating = self.chance(0.4)
        for _ in range(self.pick((0, 1, 1, 2)) if items else 1):
            kind, name = self.pick(("int", "str", "bool", "float", "date")), self.name("w")
            if aggregating and kind == "int":
                items.append(f"{self.aggregate(scope, kind)} AS {name}")
            else:
                items.append(f"{self.value(scope, kind, 1)} AS {name}")
            new.values[name] = kind
        distinct = "DISTINCT " if self.chance(0.2) else ""
        text = f"WITH {distinct}{', '.join(items)}"
        keys = [f"{node}.id" for node in new.nodes] + list(new.values)
        if self.chance(0.15):
            text += f"\nORDER BY {', '.join(keys)}\nLIMIT {self.pick((1, 2, 5))}"
        if self.chance(0.4):
            text += f"\nWHERE {self.condition(new, 2)}"
        scope.nodes, scope.edges, scope.values = new.nodes, new.edges, new.values
        return text

    def last(self, scope: _Scope, kinds: list[str]) -> str:
        aggregating = self.chance(0.35)
        items, plain = [], True
        for number, kind in enumerate(kinds):
            if aggregating and kind in ("int", "list") and self.chance(0.7):
                made = self.aggregate(scope, kind)
            elif kind == "thing" and (scope.nodes or scope.edges):
                made = self.pick([*scope.nodes, *scope.edges])
            else:
                made = self.value(scope, "int" if kind == "thing" else kind, 2)
            plain = plain and kind not in ("list", "thing")
            items.append(f"{made} AS c{number}")
        distinct = "DISTINCT " if self.chance(0.15) else ""
        text = f"RETURN {distinct}{', '.join(items)}"
        if plain and self.chance(0.45):
            order = ", ".join(f"c{number}{self.pick(('', '', ' DESC'))}" for number in range(len(kinds)))
            text += f"\nORDER BY {order}"
            if self.chance(0.3):
                text += f"\nSKIP {self.pick((0, 1, 2))}"
            if self.chance(0.6):
                text += f"\nLIMIT {self.pick((1, 2, 3, 10))}"
        return text

    def some_types(self) -> list[str]:
        kinds = ("str", "str", "int", "int", "bool", "float", "date", "list", "thing")
        return [self.pick(kinds) for _ in range(self.pick((1, 2, 2, 3)))]

    # -- patterns

    def pattern(
        self, scope: _Scope, start: str | None = None, hops: int | None = None, bind: bool = True
    ) -> str:
        """Return a pattern of 0 to 4 hops; new names join ``scope`` if ``bind``."""
        known = scope.nodes
        if start is None and known and self.chance(0.5):
            start = self.pick(list(known))
        text, label = (f"({start})", known[start]) if start else self.node(scope, None, bind)
        count = self.pick((0, 1, 1, 1, 2, 2, 3, 4)) if hops is None else hops
        used: tuple[str, bool] | None = None
        for _ in range(count):
            step, label, used = self.hop(scope, label, used, bind)
            text += step
        return text

    def hop(
        self, scope: _Scope, label: str | None, used: tuple[str, bool] | None, bind: bool
    ) -> tuple[str, str | None, tuple[str, bool] | None]:
        """Return one hop with its far node, the label there, and the type and direction it took."""
        kind, forward, far = self.step(label)
        if used and self.chance(0.3):  # turn back on the edge just used
            kind, forward, far = used[0], not used[1], None
        types = f":{kind}" if self.chance(0.75) else self.types(kind)
        length = self.pick(("*1..2", "*0..2", "*2..2", "*..2", "*1..3")) if self.chance(0.12) else ""
        name = ""
        if bind and not length and self.chance(0.3):
            name = self.name("r")
            scope.edges[name] = kind if types == f":{kind}" else None
        inner = f"[{name}{types}{length}]"
        if self.chance(0.15):
            arrow = f"-{inner}-"
        elif self.chance(0.05) and not length and not name:
            arrow = self.pick(("-->", "--", "<--"))
        else:
            arrow = f"-{inner}->" if forward else f"<-{inner}-"
        if length or types != f":{kind}" or arrow in ("-->", "--", "<--"):
            far = None
        if scope.nodes and self.chance(0.08):
            back = self.pick(list(scope.nodes))
            return f"{arrow}({back})", scope.nodes[back], (kind, forward)
        text, end = self.node(scope, far, bind)
        return arrow + text, end, (kind, forward)

    def step(self, label: str | None) -> tuple[str, bool, str | None]:
        """Return a type, a direction and the label at its far end that fit a label, mostly."""
        choices = [
            (kind, forward, end if forward else start)
            for kind in self.known_types
            for start, end in SCHEMA.edges[kind].ends
            for forward in (True, False)
            if label is None or self.chance(0.03) or label == (start if forward else end)
        ]
        return self.pick(choices) if choices else (self.pick(self.known_types), True, None)

    def types(self, kind: str | None) -> str:
        others = [self.pick(self.known_types), self.pick(self.known_types)]
        return self.pick(("", f":{kind or others[0]}|{others[1]}", f":{others[0]}|{kind or others[1]}"))

    def node(self, scope: _Scope, label: str | None, bind: bool) -> tuple[str, str | None]:
        if label is None and self.chance(0.6):
            label = self.pick(self.known_labels)
        shown = label if label is not None and self.chance(0.8) else None
        name = ""
        if bind and self.chance(0.75):
            name = self.name("n")
            scope.nodes[name] = label if shown else None
        written = f":{shown}" if shown else ""
        if shown and self.chance(0.06):
            written += f"|{self.pick(self.known_labels)}"
            if name:
                scope.nodes[name] = None
        properties = ""
        if shown and "|" not in written and self.chance(0.08):
            key, kind = self.key(shown)
            properties = f" {{{key}: {self.literal(kind)}}}"
        return f"({name}{written}{properties})", label if shown else None

    # -- conditions

    def condition(self, scope: _Scope, depth: int) -> str:
        if depth and self.chance(0.35):
            left, right = self.condition(scope, depth - 1), self.condition(scope, depth - 1)
            return f"({left} {self.pick(('AND', 'OR', 'AND', 'OR', 'XOR'))} {right})"
        if depth and self.chance(0.15):
            return f"NOT ({self.condition(scope, depth - 1)})"
        makers: list[Callable[[_Scope], str]] = [self.compare, self.compare, self.null_test, self.in_list]
        if scope.nodes:
            makers += [self.label_test, self.exists, self.exists, self.pattern_predicate, self.text_test]
            if self.counts_allowed:
                makers += [self.count_test]
        makers += [self.quantified]
        return self.pick(makers)(scope)

    def compare(self, scope: _Scope) -> str:
        kind = self.pick(("int", "str", "float", "date", "int"))
        sign = self.pick(("=", "<>", "<", ">", "<=", ">="))
        return f"{self.value(scope, kind, 1)} {sign} {self.value(scope, kind, 1)}"

    def null_test(self, scope: _Scope) -> str:
        kind = self.pick(("int", "str", "float", "date"))
        return f"{self.value(scope, kind, 0)} {self.pick(('IS NULL', 'IS NOT NULL'))}"

    def in_list(self, scope: _Scope) -> str:
        kind = self.pick(("int", "str", "date"))
        items = [self.literal(kind) for _ in range(self.rng.randrange(0, 3))]
        if self.chance(0.2):
            items.append("null")
        return f"{self.value(scope, kind, 0)} IN [{', '.join(items)}]"

    def label_test(self, scope: _Scope) -> str:
        text = f"{self.pick(list(scope.nodes))}:{self.pick(self.known_labels)}"
        return self.pick((text, text, f"NOT {text}", f"NOT ({text})", f"({text})"))

    def text_test(self, scope: _Scope) -> str:
        verb = self.pick(("CONTAINS", "STARTS WITH", "ENDS WITH"))
        return f"{self.value(scope, 'str', 0)} {verb} {self.literal('str')}"

    def exists(self, scope: _Scope) -> str:
        self.subqueries += 1
        inner = scope.copy()
        text = f"EXISTS {{ {self.pick(('', 'MATCH '))}{self.pattern(inner, hops=self.pick((1, 1, 2, 3)))}"
        if self.chance(0.35):
            text += f" WHERE {self.condition(inner, 1)}"
        return self.pick(("", "", "NOT ")) + text + " }"

    def pattern_predicate(self, scope: _Scope) -> str:
        start = self.pick(list(scope.nodes))
        text = self.pattern(scope, start, self.pick((1, 1, 2, 3)), bind=False)
        return self.pick((text, f"NOT {text}", f"exists({text})", f"NOT exists({text})"))

    def count_test(self, scope: _Scope) -> str:
        sign = self.pick(("=", "<", ">", ">=", "<>"))
        return f"{self.count(scope)} {sign} {self.pick((0, 0, 1, 2))}"

    def quantified(self, scope: _Scope) -> str:
        word, kind, name = (
            self.pick(("any", "all", "none", "single")),
            self.pick(("int", "str")),
            self.name("x"),
        )
        items = ", ".join(self.value(scope, kind, 0) for _ in range(2))
        sign = self.pick(("=", "<>", "<"))
        return f"{word}({name} IN [{items}] WHERE {name} {sign} {self.literal(kind)})"

    def count(self, scope: _Scope) -> str:
        self.subqueries += 1
        inner = scope.copy()
        text = f"COUNT {{ {self.pick(('', 'MATCH '))}{self.pattern(inner, hops=self.pick((1, 1, 2, 3)))}"
        if self.chance(0.3):
            text += f" WHERE {self.condition(inner, 1)}"
        return text + " }"

    # -- expressions

    def value(self, scope: _Scope, kind: str, depth: int) -> str:
        """Return an expression of a type: int, str, float, date, bool or list."""
        if kind == "bool":
            return self.truth(scope, depth)
        if kind == "list":
            return self.list(scope, depth)
        if depth and self.chance(0.35):
            return self.deeper(scope, kind, depth)
        names = [name for name, type in scope.values.items() if type == kind]
        if names and self.chance(0.5):
            return self.pick(names)
        found = self.property(scope, kind)
        if found is not None and self.chance(0.85):
            return found
        return self.literal(kind)

    def deeper(self, scope: _Scope, kind: str, depth: int) -> str:
        def inner(type: str) -> str:
            return self.value(scope, type, depth - 1)

        common = [
            lambda: f"coalesce({inner(kind)}, {inner(kind)})",
            lambda: f"CASE WHEN {self.condition(scope, depth - 1)} THEN {inner(kind)} ELSE {inner(kind)} END",
            lambda: f"head([{inner(kind)}, {inner(kind)}])",
            lambda: f"last([{inner(kind)}, {inner(kind)}])",
        ]
        special: dict[str, list[Callable[[], str]]] = {
            "int": [
                lambda: f"{inner('int')} {self.pick(('+', '-', '*'))} {inner('int')}",
                lambda: f"{inner('int')} {self.pick(('/', '%'))} {self.pick((2, 3))}",
                lambda: f"size({inner('str')})",
                lambda: f"size({self.list(scope, depth - 1)})",
                lambda: f"toInteger({inner('float')})",
                lambda: f"abs({inner('int')})",
                lambda: f"({inner('date')}).{self.pick(('year', 'month', 'day'))}",
                lambda: f"duration.inDays({inner('date')}, {inner('date')}).days",
                lambda: f"reduce(s = 0, x IN [{inner('int')}, {inner('int')}] | s + coalesce(x, 1))",
                *([lambda: self.count(scope)] if scope.nodes and self.counts_allowed else []),
            ],
            "str": [
                lambda: f"{inner('str')} + {inner('str')}",
                lambda: f"toString({inner(self.pick(('int', 'date')))})",
                lambda: f"substring({inner('str')}, {self.pick((0, 1, 5))}, {self.pick((0, 1, 2))})",
                lambda: f"replace({inner('str')}, {self.literal('str')}, '-')",
                lambda: f"left({inner('str')}, 2)",
                lambda: f"toUpper({inner('str')})",
                lambda: f"trim({inner('str')})",
                *([lambda: f"type({self.pick(list(scope.edges))})"] if scope.edges else []),
                *([lambda: f"startNode({self.pick(list(scope.edges))}).id"] if scope.edges else []),
                *([lambda: f"endNode({self.pick(list(scope.edges))}).title"] if scope.edges else []),
                *([lambda: f"labels({self.pick(list(scope.nodes))})[0]"] if scope.nodes else []),
            ],
            "float": [
                lambda: f"{inner('float')} {self.pick(('+', '-', '*'))} {inner('float')}",
                lambda: f"toFloat({inner('int')})",
                lambda: f"round({inner('float')})",
                lambda: f"abs({inner('float')})",
            ],
            "date": [lambda: f"date({self.pick(DAYS).isoformat()!r})"],
        }
        return self.pick([*common, *special[kind], *special[kind]])()

    def truth(self, scope: _Scope, depth: int) -> str:
        names = [name for name, type in scope.values.items() if type == "bool"]
        if names and self.chance(0.3):
            return self.pick(names)
        if not depth:
            return self.null_test(scope)
        return f"CASE WHEN {self.condition(scope, depth - 1)} THEN true ELSE false END"

    def list(self, scope: _Scope, depth: int) -> str:
        kind, name = self.pick(("int", "str")), self.name("x")
        items = ", ".join(self.value(scope, kind, 0) for _ in range(self.rng.randrange(0, 4)))
        choices = [
            f"[{items}]",
            f"[{name} IN [{items}] WHERE {name} IS NOT NULL]",
            f"[{name} IN [{items}] | {name}]",
            f"[{items}] + [{self.literal(kind)}]",
            f"[{items}][0..1]",
        ]
        if scope.nodes and self.counts_allowed:
            inner = _Scope(nodes=dict(scope.nodes))
            pattern = self.pattern(inner, self.pick(list(scope.nodes)), self.pick((1, 1, 2)))
            where = f" WHERE {self.compare(inner)}" if self.chance(0.3) else ""
            comprehension = f"[{pattern}{where} | {self.value(inner, kind, 0)}]"
            choices += [comprehension, comprehension]
        return self.pick(choices)

    def aggregate(self, scope: _Scope, kind: str) -> str:
        def inner(type: str) -> str:
            return self.value(scope, type, 1)

        if kind == "list":
            return f"collect({self.pick(('', 'DISTINCT '))}{inner(self.pick(('int', 'str')))})"
        if kind == "str":
            return f"{self.pick(('min', 'max'))}({inner('str')})"
        things = [*scope.nodes, *scope.edges]
        return self.pick(
            (
                "count(*)",
                f"count({self.pick(things) if things else '1'})",
                f"count(DISTINCT {self.pick(things) if things else '1'})",
                f"count({inner('str')})",
                f"count(DISTINCT {inner('int')})",
                f"sum({inner('int')})",
                f"{self.pick(('min', 'max'))}({inner('int')})",
                f"size(collect({inner('str')}))",
            )
        )

    def property(self, scope: _Scope, kind: str) -> str | None:
        """Return a property of that type of something in scope, or None."""
        found = []
        for name, label in scope.nodes.items():
            keys = NODE_KEYS if label is None else SCHEMA.nodes[label].properties
            found += [f"{name}.{key}" for key, type in keys.items() if type == kind]
            found += [f"{name}.id", f"{name}.title"] if kind == "str" else []
        for name, type in scope.edges.items():
            keys = SCHEMA.edges[type or "CITES"].properties
            found += [f"{name}.{key}" for key, of in keys.items() if of == kind]
        return self.pick(found) if found else None

    def key(self, label: str) -> tuple[str, str]:
        known = {"title": "str", **SCHEMA.nodes[label].properties}
        return self.pick(list(known.items()))

    def literal(self, kind: str) -> str:
        value = self.pick(POOLS[kind])
        match value:
            case bool():
                return "true" if value else "false"
            case str():
                return f"'{value}'"
            case date():
                return f"date('{value.isoformat()}')"
        return str(value)

    # -- choices

    def pick(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def name(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"
