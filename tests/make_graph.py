"""Make a realistic graph of our schema, of any size, from a seed.

As a script: ``python tests/make_graph.py --nodes 100000 --edges 300000 out/graph.jsonl``. The same
seed and size give the same graph. All labels and edge types occur from 60 nodes on.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from graph.model import Edge, Graph, Node, Value, content_hash, edge_id

SUBJECTS = [
    "教育",
    "体育",
    "美育",
    "劳动",
    "科技",
    "数字经济",
    "乡村振兴",
    "生态",
    "卫生",
    "养老",
    "就业",
    "文化",
    "交通",
    "住房",
    "安全",
    "粮食",
    "能源",
    "人才",
    "水利",
    "旅游",
]
QUALITIES = ["高质量", "新时代", "全面", "深化", "加快", "统筹", "规范", "促进", "优化", "加强"]
THINGS = ["发展", "改革", "建设", "治理", "服务", "管理", "保护", "创新", "融合", "监督"]
KINDS = ["意见", "方案", "规划", "通知", "办法", "纲要", "计划", "条例"]
VERBS = ["推进", "建立", "完善", "落实", "开展", "提升", "健全", "组织", "扩大", "规范"]
OBJECTS = [
    "工作机制",
    "示范项目",
    "服务网点",
    "培训体系",
    "评价制度",
    "信息平台",
    "专项行动",
    "人才队伍",
    "基础设施",
    "监测制度",
]
BODIES = [
    "教育局",
    "体育局",
    "财政局",
    "发展改革委",
    "卫生健康局",
    "文化和旅游局",
    "人力资源社会保障局",
    "农业农村局",
    "住房城乡建设局",
    "公安局",
]
SURNAMES = ["云", "海", "江", "清", "宁", "安", "平", "和", "泰", "兴", "昌", "盛", "荣", "庆", "瑞", "祥"]
LEVELS = ("central", "provincial", "municipal", "county", "unknown")
ROLES = ("implements", "based_on", "mentions", "plans", "forwards", "issues")
BASES = ("explicit", "scope", "goal")
RELATIONS = ("IMPLEMENTS", "BASED_ON", "FORWARDS", "AMENDS", "REPEALS", "SUPERSEDES")
SHARES = {
    "Document": 0.05,
    "Part": 0.06,
    "Goal": 0.22,
    "Mention": 0.03,
    "Body": 0.02,
    "Place": 0.02,
    "Theme": 0.02,
    "Indicator": 0.1,
}
SMALLEST = 60


def make_graph(nodes: int = 1000, edges: int | None = None, seed: int = 0) -> Graph:
    """Return a graph with exactly ``nodes`` nodes and ``edges`` edges (default: three times as many).

    Raises ``ValueError`` for fewer than 60 nodes or fewer edges than the structure itself needs.
    """
    maker = _Maker(random.Random(seed))
    maker.make_nodes(nodes)
    maker.make_structure()
    wanted = 3 * nodes if edges is None else edges
    if wanted < len(maker.edges):
        raise ValueError(f"{nodes} nodes need at least {len(maker.edges)} edges, not {wanted}")
    while len(maker.edges) < wanted:
        maker.add_fact()
    return Graph(
        nodes=tuple(maker.nodes[id] for id in sorted(maker.nodes)),
        edges=tuple(maker.edges[id] for id in sorted(maker.edges)),
    )


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}
        self.by_label: dict[str, list[str]] = {}
        self.holder: dict[str, str] = {}

    def node(self, label: str, id: str, title: str, **properties: Value) -> str:
        given = {key: value for key, value in properties.items() if value is not None}
        self.nodes[id] = Node(id=id, label=label, properties={"title": title, **given})
        self.by_label.setdefault(label, []).append(id)
        return id

    def edge(self, type: str, source: str, target: str, *distinguishing: object, **properties: Value) -> None:
        id = edge_id(type, source, target, *distinguishing)
        self.edges[id] = Edge(
            id=id,
            type=type,
            source=source,
            source_label=self.nodes[source].label,
            target=target,
            target_label=self.nodes[target].label,
            properties={key: value for key, value in properties.items() if value is not None},
        )

    def one(self, label: str) -> str:
        return self.rng.choice(self.by_label[label])

    def subject(self) -> str:
        pick = self.rng.choice
        return f"{pick(QUALITIES)}{pick(SUBJECTS)}{pick(THINGS)}"

    def sentence(self) -> str:
        pick = self.rng.choice
        return f"{pick(VERBS)}{pick(SUBJECTS)}{pick(OBJECTS)}，{pick(VERBS)}{self.subject()}{pick(OBJECTS)}"

    def day(self) -> date | None:
        return (
            date(2008, 1, 1) + timedelta(days=self.rng.randrange(6000)) if self.rng.random() < 0.9 else None
        )

    def make_nodes(self, count: int) -> None:
        if count < SMALLEST:
            raise ValueError(f"a realistic graph has at least {SMALLEST} nodes, not {count}")
        sizes = {label: max(3, int(share * count)) for label, share in SHARES.items()}
        for number in range(sizes["Place"]):
            name = f"{self.rng.choice(SURNAMES)}{self.rng.choice(SURNAMES)}{number}"
            level = ("province", "city", "county")[min(number % 10, 2)]
            self.node("Place", f"place:{100000 + number}", name + "省市县"[min(number % 10, 2)], level=level)
        for number in range(sizes["Body"]):
            title = f"{self.nodes[self.one('Place')].properties['title']}{self.rng.choice(BODIES)}"
            self.node("Body", f"body:b{number}", title, level=self.rng.choice(LEVELS))
        for number in range(sizes["Theme"]):
            title = f"{self.rng.choice(SUBJECTS)}{self.rng.choice(THINGS)}{number}"
            self.node("Theme", f"theme:{title}", title, source=self.rng.choice(("list", "text")))
        for number in range(sizes["Document"]):
            self.document(number)
        for _ in range(sizes["Part"]):
            self.section("Part", self.one("Document"))
        for _ in range(sizes["Goal"]):
            self.section("Goal", self.one("Part") if self.rng.random() < 0.7 else self.one("Document"))
        for number in range(sizes["Mention"]):
            text = f"《关于{self.subject()}的{self.rng.choice(KINDS)}》"
            self.node(
                "Mention", f"mention:{content_hash(number, text)}", text, text=text, why="two titles fit"
            )
        for number in range(sizes["Indicator"]):
            self.indicator(number)
        while len(self.nodes) < count:
            self.task()

    def document(self, number: int) -> None:
        rng = self.rng
        year, level = 2008 + number % 17, LEVELS[min(int(rng.expovariate(0.6)), 4)]
        doc_number = f"{rng.choice(SURNAMES)}政发〔{year}〕{number}号" if rng.random() < 0.8 else None
        title = f"关于{self.subject()}的{rng.choice(KINDS)}"
        self.node(
            "Document",
            doc_number or f"{title}-{number}",
            title,
            doc_number=doc_number,
            level=level,
            kind=rng.choice(("opinion", "notice", "plan", "measures")),
            issued_on=self.day(),
            period_end=year + 5 if rng.random() < 0.2 else None,
            origin=rng.choice(("corpus", "corpus", "catalogue", "cited")),
            place=self.nodes[self.one("Place")].properties["title"],
            status=rng.choice(("in force", "repealed", "unknown")),
            source=f"file-{number}.txt",
        )

    def section(self, label: str, holder: str) -> None:
        number = len(self.by_label.get(label, ()))
        first = self.rng.randrange(20000)
        title = self.subject()
        text = {"text": f"{title}。{self.sentence()}。"} if label == "Goal" else {}
        kind = {"kind": self.rng.choice(("measure", "target", "principle"))} if label == "Goal" else {}
        marker = f"{number % 12 + 1}." if label == "Goal" else f"（{number % 9 + 1}）"
        id = f"{holder}/{marker}~{number}"
        places = {"order": number % 12 + 1, "first_char": first, "end_char": first + 120}
        self.node(label, id, title, marker=marker, **places, **text, **kind)
        self.holder[id] = holder

    def task(self) -> None:
        number = len(self.by_label.get("Task", ()))
        goal, text, first = self.one("Goal"), self.sentence(), self.rng.randrange(20000)
        deadline = str(self.rng.randrange(2020, 2031)) if self.rng.random() < 0.2 else None
        id = self.node(
            "Task",
            f"{goal}/t:{content_hash(text, number)}",
            text[:24],
            text=text,
            order=number % 7 + 1,
            first_char=first,
            end_char=first + len(text),
            deadline=deadline,
        )
        self.holder[id] = goal

    def indicator(self, number: int) -> None:
        low = float(self.rng.randrange(1, 100))
        quote = f"{self.rng.choice(OBJECTS)}达到{low:g}%"
        self.node(
            "Indicator",
            f"indicator:{content_hash(number, quote)}",
            quote,
            value=f"{low:g}",
            low=low,
            high=low if self.rng.random() < 0.5 else None,
            unit="%",
            comparator=self.rng.choice(("eq", "ge", "le")),
            quote=quote,
        )

    def document_of(self, id: str) -> str:
        while id in self.holder:
            id = self.holder[id]
        return id

    def make_structure(self) -> None:
        order = {id: self.nodes[id].properties.get("order") for id in self.holder}
        for part in self.by_label["Part"]:
            self.edge("HAS_PART", self.holder[part], part, order=order[part])
        for goal in self.by_label["Goal"]:
            self.edge("HAS_GOAL", self.document_of(goal), goal, order=order[goal])
            if self.nodes[self.holder[goal]].label == "Part":
                self.edge("IN_PART", goal, self.holder[goal], order=order[goal])
        for task in self.by_label["Task"]:
            self.edge("HAS_TASK", self.holder[task], task, order=order[task])
        for document in self.by_label["Document"]:
            self.edge("ISSUED_BY", document, self.one("Body"))
            self.edge("IN_PLACE", document, self.one("Place"))
        places = self.by_label["Place"]
        for number, place in enumerate(places[1:], 1):
            self.edge("PART_OF", place, places[number // 3])
        for mention in self.by_label["Mention"]:
            self.edge("HAS_OPEN", self.one(self.rng.choice(("Goal", "Part", "Document"))), mention)
        for indicator in self.by_label["Indicator"]:
            self.edge("HAS_INDICATOR", self.one("Task"), indicator)
        for type in RELATIONS:
            self.relation(type)

    def cited(self) -> str:
        """Return a document; few are cited often, as in life."""
        documents = self.by_label["Document"]
        return documents[min(int(self.rng.expovariate(8) * len(documents)), len(documents) - 1)]

    def relation(self, type: str) -> None:
        certainty = self.rng.choice(("attested", "certain", "likely", None))
        day = self.day() if type in ("AMENDS", "REPEALS", "SUPERSEDES") else None
        self.edge(
            type, self.one("Document"), self.cited(), certainty=certainty, effective_on=day, confidence=0.9
        )

    def add_fact(self) -> None:
        draw = self.rng.random()
        if draw < 0.4:
            self.citation()
        elif draw < 0.6:
            self.driver()
        elif draw < 0.8:
            self.edge("ABOUT", self.one(self.rng.choice(("Goal", "Task"))), self.one("Theme"))
        elif draw < 0.97:
            role = self.rng.choice(("responsible", "lead", "cooperate"))
            holder, body = self.one(self.rng.choice(("Task", "Task", "Goal"))), self.one("Body")
            self.edge("ASSIGNED_TO", holder, body, role, role=role, text=self.nodes[body].properties["title"])
        else:
            self.relation(self.rng.choice(RELATIONS))

    def citation(self) -> None:
        rng, target = self.rng, self.cited()
        source, first = (
            self.one(rng.choice(("Goal", "Goal", "Goal", "Part", "Document"))),
            rng.randrange(20000),
        )
        quote = f"《{self.nodes[target].properties['title']}》"
        self.edge(
            "CITES",
            source,
            target,
            first,
            quote=quote,
            first_char=first,
            end_char=first + len(quote),
            kind=rng.choice(("bracketed", "number", "short")),
            role=rng.choice(ROLES),
            cue=rng.choice(("落实", "根据", "按照", None)),
            rule="bracketed-title",
            verdict=rng.choice(("match", "match", "match", "unknown")),
            confidence=round(rng.uniform(0.3, 1.0), 4),
            why="same title",
        )

    def driver(self) -> None:
        rng, target = self.rng, self.cited()
        source = self.one(rng.choice(("Task", "Task", "Goal", "Document")))
        label, first = self.nodes[source].label, rng.randrange(20000)
        quote = f"《{self.nodes[target].properties['title']}》"
        self.edge(
            "DRIVEN_BY",
            source,
            target,
            basis="document" if label == "Document" else rng.choice(BASES),
            confidence=round(rng.uniform(0.3, 1.0), 4),
            quote=quote,
            first_char=first,
            end_char=first + len(quote),
            tasks=rng.randrange(1, 6) if label == "Goal" else None,
        )


def sizes(graph: Graph) -> Iterator[str]:
    """Yield a line for each label and edge type with its count."""
    for kind, names in (
        ("node", [node.label for node in graph.nodes]),
        ("edge", [edge.type for edge in graph.edges]),
    ):
        for name in sorted(set(names)):
            yield f"{kind} {name}: {names.count(name)}"


def main() -> None:
    """Write a made graph to a file of JSON lines."""
    from graph.exports.jsonl import write_graph

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument("--edges", type=int, default=None)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    graph = make_graph(given.nodes, given.edges, given.seed)
    write_graph(graph, given.path)
    print("\n".join(sizes(graph)))


if __name__ == "__main__":
    main()
