"""A made policy graph whose shape is that of real plans: directives, documents, goals, tasks, evidence.

Unlike ``make_graph`` its links make sense together (a task's driver drives its goal too, quotes stand
in the words of tasks, dates follow each other), so that pictures of it look as they do in use. Some
labels can be hostile. The same size and seed give the same graph.
"""

import random
from datetime import date, timedelta

from graph.model import Edge, Graph, Node, Value, content_hash, edge_id

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "\"onmouseover='window.pwned=1'`${window.pwned=1}`",
    "<!--<script>",
    "行\u2028分\u2029隔",
    "{{7*7}}{% raw %}",
    "href=javascript:window.pwned=1",
    "'\"><svg onload=window.pwned=1>",
    '=HYPERLINK("x")',
)
FIELDS = (
    "学校体育",
    "学校美育",
    "劳动教育",
    "学前教育",
    "乡村教师",
    "数字校园",
    "心理健康",
    "职业教育",
    "特殊教育",
    "校园安全",
)
VERBS = ("贯彻落实", "根据", "按照", "认真执行", "对照")
WORKS = (
    "开齐开足课程",
    "配齐专任教师",
    "建立考核评价机制",
    "改善场地设施",
    "组织区级展示活动",
    "完善经费保障",
    "加强督导检查",
    "开展骨干培训",
)
TIMES = ("2023年底前", "三年内", "每学年", "到2025年")
NAMES = "云海江清宁安平和泰兴昌盛荣庆瑞祥明德文景"
OFFICES = {"province": "教育厅", "city": "教育局", "county": "教育体育局"}


def make_policy_graph(size: int, *, seed: int = 1, hostile: bool = False) -> Graph:
    """Return a graph of about ``size`` nodes; with ``hostile``, some labels, quotes and ids are attacks."""
    return _Maker(random.Random(seed), size, hostile).graph()


class _Maker:
    def __init__(self, rng: random.Random, size: int, hostile: bool) -> None:
        self.rng, self.size, self.hostile = rng, size, hostile
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}
        self.top: str | None = None

    def node(self, label: str, id: str, title: str, /, **properties: Value) -> str:
        if self.hostile and label in ("Goal", "Document", "Theme") and self.rng.random() < 0.25:
            title = f"{self.rng.choice(HOSTILE)}{title}"
        given = {key: value for key, value in properties.items() if value is not None}
        self.nodes[id] = Node(id=id, label=label, properties={"title": title, **given})
        return id

    def edge(self, type: str, source: str, target: str, /, *more: object, **properties: Value) -> None:
        id = edge_id(type, source, target, *more)
        labels = self.nodes[source].label, self.nodes[target].label
        given = {key: value for key, value in properties.items() if value is not None}
        self.edges[id] = Edge(
            id=id,
            type=type,
            source=source,
            source_label=labels[0],
            target=target,
            target_label=labels[1],
            properties=given,
        )

    def title(self, id: str) -> str:
        return str(self.nodes[id].properties["title"])

    def graph(self) -> Graph:
        for number, field in enumerate(FIELDS):
            self.node(
                "Theme", f"theme:{field}{'<b>' if self.hostile and number == 0 else ''}", field, source="list"
            )
        self.themes = [id for id, node in self.nodes.items() if node.label == "Theme"]
        self.directives = [self.directive(number) for number in range(max(12, self.size // 60))]
        self.province = self.place("province", None, 1)
        cities: list[str] = []
        number = 0
        above: dict[str, str] = {}
        while len(self.nodes) < self.size:
            number += 1
            if number == 1:
                self.top = above[self.province] = self.document(self.province, "province", number, None)
            elif number % 6 == 2:
                cities.append(self.place("city", self.province, number))
                above[cities[-1]] = self.document(cities[-1], "city", number, above[self.province])
            else:
                county = self.place("county", cities[-1], number)
                self.document(county, "county", number, above[cities[-1]])
        return Graph(
            nodes=tuple(self.nodes[id] for id in sorted(self.nodes)),
            edges=tuple(self.edges[id] for id in sorted(self.edges)),
        )

    def directive(self, number: int) -> str:
        field, year = FIELDS[number % len(FIELDS)], 2012 + number % 9
        serial = f"国办发〔{year}〕{number + 3}号"
        id = f"{serial}<i>" if self.hostile and number % 5 == 0 else serial
        title = f"关于{self.rng.choice(('全面加强和改进新时代', '深化', '进一步规范', '大力推进'))}{field}工作的{self.rng.choice(('意见', '通知', '指导纲要'))}"
        day = date(year, 1 + number % 12, 1 + number % 27) if number % 11 else None
        self.node(
            "Document",
            id,
            title,
            doc_number=serial,
            level="central" if number % 9 else "unknown",
            kind="opinion",
            issued_on=day,
            origin="catalogue",
            status="in_force",
        )
        body = f"body:{number % 4}"
        if body not in self.nodes:
            self.node(
                "Body",
                body,
                ("教育部", "国务院办公厅", "中共中央办公厅", "国家体育总局")[number % 4],
                level="central",
            )
        self.edge("ISSUED_BY", id, body)
        if number > 12 and number % 7 == 0:
            self.edge("SUPERSEDES", id, self.directives_so_far(number - 12), certainty="attested")
        return id

    def directives_so_far(self, number: int) -> str:
        return [id for id, node in self.nodes.items() if node.label == "Document"][number]

    def place(self, level: str, above: str | None, number: int) -> str:
        name = (
            NAMES[number % len(NAMES)]
            + NAMES[(number // len(NAMES) + 3) % len(NAMES)]
            + {"province": "省", "city": "市", "county": "区"}[level]
        )
        id = self.node(
            "Place",
            f"place:{1000 + number}",
            name,
            level={"province": "provincial", "city": "municipal", "county": "county"}[level],
        )
        if above:
            self.edge("PART_OF", id, above)
        return id

    def document(self, place: str, level: str, number: int, above: str | None) -> str:
        rng, year = self.rng, 2019 + number % 5
        name = self.title(place)
        serial = f"{name[0]}教发〔{year}〕{number}号"
        title = f"{name}{OFFICES[level]}{year}年工作要点"
        day = date(year, 3, 1) + timedelta(days=number % 90)
        code = {"province": "provincial", "city": "municipal", "county": "county"}[level]
        id = self.node(
            "Document",
            serial,
            title,
            doc_number=serial,
            level=code,
            kind="plan",
            issued_on=day,
            origin="corpus",
            status="in_force",
            place=name,
        )
        self.edge("IN_PLACE", id, place)
        body = self.node("Body", f"body:own{number}", f"{name}{OFFICES[level]}", level=code)
        self.edge("ISSUED_BY", id, body)
        if above:
            self.edge(
                "DRIVEN_BY",
                id,
                above,
                basis="document",
                confidence=0.9,
                quote=f"《{self.title(above)}》",
            )
            self.edge(
                "IMPLEMENTS",
                id,
                above,
                confidence=0.9,
                quote=f"《{self.title(above)}》",
                source="text",
            )
        offset = 200
        for order in range(1, rng.randrange(5, 10)):
            offset = self.goal(id, order, offset, above)
        return id

    def goal(self, document: str, order: int, offset: int, above: str | None) -> int:
        rng = self.rng
        number = rng.randrange(len(FIELDS))
        field = FIELDS[number]
        goal = self.node(
            "Goal",
            f"{document}/{order}.",
            f"推进{field}高质量发展",
            marker=f"{order}.",
            first_char=offset,
            end_char=offset + 300,
            kind="measure",
        )
        self.edge("HAS_GOAL", document, goal, order=order)
        self.edge("ABOUT", goal, self.themes[number])
        near = [id for id in self.directives if field in self.title(id)]
        cited = rng.choice(near) if near and rng.random() < 0.7 else None
        if self.top is not None and rng.random() < 0.3:
            cited = rng.choice((self.top, self.top, above or self.top))
        at = offset + 20
        best: dict[str, tuple[str, float]] = {}
        for step in range(1, rng.randrange(2, 6)):
            explicit = cited is not None and step == 1
            text = self.sentence(cited if explicit else None, field)
            task = self.node(
                "Task",
                f"{goal}/t:{content_hash(text, step)}",
                text[:30],
                text=text,
                order=step,
                first_char=at,
                end_char=at + len(text),
                deadline="2025" if "2025" in text else None,
            )
            self.edge("HAS_TASK", goal, task, order=step)
            if explicit and cited:
                self.cite(goal, task, cited, text, at)
            if cited and step <= 3:
                basis = "explicit" if explicit else "scope" if step == 2 else "goal"
                confidence = round(rng.uniform(0.75, 0.99) if explicit else rng.uniform(0.4, 0.9), 3)
                self.edge(
                    "DRIVEN_BY",
                    task,
                    cited,
                    basis=basis,
                    confidence=confidence,
                    quote=f"《{self.title(cited)}》",
                )
                best.setdefault(cited, (basis, confidence))
            if rng.random() < 0.15:
                indicator = self.node(
                    "Indicator",
                    f"indicator:{content_hash(task)}",
                    "覆盖率达到95%",
                    value="95",
                    low=95.0,
                    unit="%",
                    comparator="ge",
                    quote="覆盖率达到95%",
                )
                self.edge("HAS_INDICATOR", task, indicator)
            if rng.random() < 0.4:
                office = next(
                    e.target for e in self.edges.values() if e.type == "ISSUED_BY" and e.source == document
                )
                self.edge("ASSIGNED_TO", task, office, role="lead", text="教体局")
            at += len(text)
        for target, (basis, confidence) in best.items():
            self.edge(
                "DRIVEN_BY",
                goal,
                target,
                basis=basis,
                confidence=confidence,
                quote=f"《{self.title(target)}》",
                tasks=2,
            )
        if rng.random() < 0.08:
            words = f"《{field}管理办法》"
            mention = self.node(
                "Mention",
                f"mention:{content_hash(goal)}",
                words,
                text=words,
                candidates="甲办法；乙办法",
                why="两份文件同名",
                first_char=at,
                end_char=at + len(words),
            )
            self.edge("HAS_OPEN", goal, mention)
        return at + 40

    def sentence(self, cited: str | None, field: str) -> str:
        rng = self.rng
        attack = rng.choice(HOSTILE) if self.hostile and rng.random() < 0.3 else ""
        if cited:
            return f"{rng.choice(VERBS)}《{self.title(cited)}》精神，{rng.choice(WORKS)}，{attack}{rng.choice(WORKS)}。"
        return f"{attack}{rng.choice(TIMES)}{rng.choice(WORKS)}，推动{field}{rng.choice(WORKS)}。"

    def cite(self, goal: str, task: str, target: str, text: str, at: int) -> None:
        named = f"《{self.title(target)}》"
        first = at + text.index(named)
        self.edge(
            "CITES", goal, target, first, quote=named, first_char=first, end_char=first + len(named), kind="bracketed", role="implements",
            cue=text[: text.index("《")], rule="bracketed-title", verdict="match", confidence=round(self.rng.uniform(0.7, 0.99), 3), task_id=task, why="same_title; same_number",
            notes="issuer_differs" if self.rng.random() < 0.2 else None,
        )  # fmt: skip
