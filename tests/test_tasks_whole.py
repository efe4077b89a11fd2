"""Whole documents: which document drives which task, what holds for any text, the development gold."""

import json
import re
import time
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import analyse
from extract.catalogue import Catalogue, load_catalogue
from extract.drivers import find_drivers
from extract.model import Analysis, Basis, Citation, Document, Head, Level, Task
from extract.outline import find_sections
from extract.tasks import find_tasks
from extract.themes import find_themes
from extract.units import find_units

CASES = tomllib.loads((Path(__file__).parent / "cases" / "drivers.toml").read_text(encoding="utf-8"))["case"]
RUN_IN = tomllib.loads((Path(__file__).parent / "cases" / "run_in.toml").read_text(encoding="utf-8"))["case"]
WHOLE = tomllib.loads((Path(__file__).parent / "cases" / "task_documents.toml").read_text(encoding="utf-8"))[
    "case"
]
LINES = tomllib.loads((Path(__file__).parent / "cases" / "task_lines.toml").read_text(encoding="utf-8"))[
    "case"
]
SHARED = Path(__file__).resolve().parents[2] / "shared"
HEAD = Head(
    title=None, number=None, issuers=(), level=Level.COUNTY, place=None, place_code=None,
    issued_on="2024-05-06", kind=None,
)  # fmt: skip
BLOCKS = (
    "一、总体要求\n坚持公益、便民。到2027年，建成书屋120个。\n",
    "二、重点任务\n（一）建好书屋。各街道要选好场地；每年更新图书不少于200册。（责任单位：县文旅局）\n",
    "（二）办好活动。落实《中小学德育工作指南》，举办读书会。继续推进德育课程。\n",
    "1.培训馆员\n2.由县图书馆牵头，会同县教育局培训管理员。\n",
    "三、保障措施\n加强领导。经费报县政府批准后拨付。\n",
    "某县文旅局\n2024年5月6日\n附件1\n名单\n序号\n1\n甲\n",
)
PIECES = (
    *BLOCKS, "《", "》", "（", "）", "“", "”", "。", "；", "：", "，", "\n", "\r\n", "　　", "1.", "（1）", "①", "一是", "的",
    "各学校要", "由", "牵头", "会同", "到2025年", "不少于", "30%", "三分之一", "十四五", "每年", "20**年", "&quot;", "责任单位：",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def document(text: str) -> Document:
    return Document(id="d", name="d.txt", media_type="text/plain", sha256="0" * 64, text=text)


def tasks_of(text: str) -> tuple[Task, ...]:
    read = document(text)
    return find_tasks(read, HEAD, find_sections(read), ())


@pytest.mark.parametrize("case", LINES, ids=[case["about"] for case in LINES])
def test_lines_below_a_goal_hold_for_its_tasks(case: dict[str, Any]) -> None:
    text = f"一、主要任务\n（一）改善条件。设置饮水点3处。定期清洗水箱。\n{case['lines']}（三）巡河。每日清理。\n"
    first, second, *_ = tasks_of(text)
    assert (first.span.of(text), second.span.of(text)) == ("设置饮水点3处。", "定期清洗水箱。")
    for task in (first, second):
        assert [f"{each.text}/{each.role.value}" for each in task.responsibilities] == case["bodies"]
        due = "" if task.deadline is None else f"{task.deadline.text}|{task.deadline.iso}"
        assert due == case["deadline"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一、重要意义\n必须充分认识节水的重要作用。\n二、巡查\n各镇要每日巡河。\n", ["各镇要每日巡河。"]),
        ("一、坚持原则\n水站选址必须坚持就近便民。\n二、巡查\n各镇要每日巡河。\n", ["各镇要每日巡河。"]),
        ("一、基本原则\n必须要主动适应新形势，加快转型。\n二、巡查\n各镇要每日巡河。\n", ["各镇要每日巡河。"]),
        ("一、坚持原则\n不得向村民摊派费用。\n", ["不得向村民摊派费用。"]),
        ("一、基本原则\n各镇要建立用水台账。\n", ["各镇要建立用水台账。"]),
        ("第一条 用户享有以下权利：\n（一）对水价提出意见；\n（二）查阅水质报告。\n", []),
        ("第一条 馆员拥有下列权利：\n（一）参加评选活动；\n（二）查阅有关档案。\n", []),
        ("第一条 专家享有下列权利：\n（一）对项目提出建议；\n（二）获取劳务报酬。\n", []),
        ("第一条 水厂履行以下义务：\n（一）公开水质报告；\n（二）定期维护供水管道。\n", ["公开水质报告；", "定期维护供水管道。"]),
        ("第一条 保障用户权利：\n制定投诉流程。\n", ["制定投诉流程。"]),
    ],
)  # fmt: skip
def test_principles_and_rights_are_no_tasks_but_duties_are(text: str, kept: list[str]) -> None:
    assert [task.span.of(text) for task in tasks_of(text)] == kept


@pytest.mark.parametrize(
    "attached",
    [
        "　　附件：1.某县申请表\n　　　　　2.开展试点责任分工表\n",
        "附件：\n\n1．申报办法\n\n2．开展试点学校名单\n",
        "附件：1、某县关于开展水质检查工作\n的通知\n2、完成情况统计表；\n",
        "附件1：开展试点工作责任分工表\n",
    ],
)
def test_what_is_attached_is_named_and_no_task(attached: str) -> None:
    text = f"一、加强领导\n各镇要每日巡河。\n{attached}某县水务局\n2022年8月29日\n"
    assert [task.span.of(text) for task in tasks_of(text)] == ["各镇要每日巡河。"]


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def analysed(text: str) -> Analysis:
    return analyse(document(text), catalogue())


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_document_drives_the_tasks_that_stand_under_it(case: dict[str, object]) -> None:
    analysis = analysed(str(case["text"]))
    words = {task.id: task.span.of(analysis.document.text) for task in analysis.tasks}
    found = {
        (words[driver.task], driver.basis.value, driver.target.title)
        for driver in analysis.drivers
        if driver.task is not None
    }
    expected = case["drivers"]
    assert isinstance(expected, list)
    for row in expected:
        start, basis, title = row.split(" ")
        hits = {each for each in found if each[0].startswith(start) and each[1] == basis and title in each[2]}
        assert len(hits) == 1, (row, found)
        found -= hits
    assert found == set()
    bases = [
        f"{driver.target.title} {driver.target.number}"
        for driver in analysis.drivers
        if driver.basis is Basis.DOCUMENT
    ]
    titles = case["document"]
    assert isinstance(titles, list)
    assert len(bases) == len(titles) and all(part in base for part, base in zip(titles, bases, strict=True))


def test_a_driver_carries_its_score_and_the_reasons_that_spoke() -> None:
    drivers = [driver for driver in analysed(str(CASES[0]["text"])).drivers if driver.basis is Basis.SCOPE]
    (driver,) = drivers
    assert 0.5 < driver.score < 1
    assert {evidence.reason for evidence in driver.premises} >= {"shares_title", "no_subject"}
    assert all(evidence.values for evidence in driver.premises if evidence.reason == "shares_title")


@given(st.one_of(TEXTS, st.text(max_size=60)))
@settings(deadline=None)
def test_any_text_gives_tasks_that_do_not_overlap_and_cover_what_they_claim(text: str) -> None:
    tasks = tasks_of(text)
    end = 0
    ids = set()
    for task in tasks:
        assert end <= task.span.start < task.span.end <= len(text)
        end = task.span.end
        assert task.id not in ids
        ids.add(task.id)
        words = task.span.of(text)
        assert words == words.strip()
        for body in task.responsibilities:
            assert flat(body.span.of(text)) == body.text
        for indicator in task.indicators:
            assert task.span.covers(indicator.span)
            assert (
                indicator.low is not None and indicator.high is not None and indicator.low <= indicator.high
            )
        if task.deadline is not None:
            assert task.span.covers(task.deadline.span)
            assert flat(task.deadline.span.of(text)) == task.deadline.text
        for action in task.actions:
            assert task.span.covers(action.span) and flat(action.span.of(text)).startswith(action.verb)


@given(TEXTS)
@settings(deadline=None)
def test_the_same_text_gives_the_same_tasks_drivers_and_themes(text: str) -> None:
    read = document(text)
    sections = find_sections(read)
    tasks = find_tasks(read, HEAD, sections, ())
    assert find_tasks(read, HEAD, sections, ()) == tasks
    assert find_drivers(read, HEAD, sections, tasks, ()) == ()
    assert find_themes(read, sections, tasks) == find_themes(read, sections, tasks)


@given(st.integers(min_value=16, max_value=10_000), st.sampled_from(("\n", "\r\n")))
@settings(deadline=None)
def test_a_line_end_inside_a_paragraph_changes_no_task(seed: int, newline: str) -> None:
    text = BLOCKS[1] + BLOCKS[2]
    paragraphs = [match.span() for match in re.finditer(r"[^\n]{40,}", text)]
    start, end = paragraphs[seed % len(paragraphs)]
    at = start + 16 + seed % (end - start - 17)
    if text[at - 1] in "。；：（《" or text[at] in "。；：，、）》（":
        return
    torn = text[:at] + newline + text[at:]
    assert [facts(task, torn) for task in tasks_of(torn)] == [facts(task, text) for task in tasks_of(text)]


def facts(task: Task, text: str) -> tuple[object, ...]:
    return (
        task.id,
        flat(task.span.of(text)),
        [(body.text, body.role) for body in task.responsibilities],
        [(each.value, each.unit, each.comparator, each.deadline) for each in task.indicators],
        task.deadline and (task.deadline.text, task.deadline.iso),
        [(action.verb, action.object) for action in task.actions],
    )


def flat(words: str) -> str:
    return re.sub(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*", "", words)


def test_when_two_goals_change_places_no_id_changes_but_those_below_them() -> None:
    head, first, second, tail = BLOCKS[0], BLOCKS[1].split("\n", 1)[1], BLOCKS[2], BLOCKS[4]
    part = "二、重点任务\n"
    before = ids(tasks_of(head + part + first + second + tail))
    after = ids(tasks_of(head + part + second + first + tail))
    assert after == before
    swapped = second.replace("（二）", "（一）") + first.replace("（一）", "（二）")
    renumbered = ids(tasks_of(head + part + swapped + tail))
    below = {identity for identity in before if "/（" in identity}
    assert before - below == renumbered - {identity for identity in renumbered if "/（" in identity}
    assert before & renumbered == before - below


def ids(tasks: Iterable[Task]) -> set[str]:
    return {task.id for task in tasks}


@pytest.mark.parametrize("case", RUN_IN, ids=lambda case: str(case["about"]))
def test_items_that_run_on_are_cut_and_kept(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = [
        f"{task.span.of(text)} | {'、'.join(body.text for body in task.responsibilities)}"
        for task in tasks_of(text)
    ]
    assert found == case["tasks"]


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: str(case["about"]))
def test_every_task_of_a_short_document_comes_out_whole(case: dict[str, Any]) -> None:
    text = case["text"]
    analysis = analysed(text)
    found = [
        (
            task.span.of(text),
            sorted(f"{body.text}/{body.role.value}" for body in task.responsibilities),
            [f"{each.value}|{each.unit}|{each.comparator.value}" for each in task.indicators],
            f"{task.deadline.text}|{task.deadline.iso or ''}" if task.deadline else "",
        )
        for task in analysis.tasks
    ]
    wanted = [(each["words"], each["bodies"], each["indicators"], each["deadline"]) for each in case["task"]]
    assert found == wanted
    for task, expected in zip(analysis.tasks, case["task"], strict=True):
        drivers = [driver for driver in analysis.drivers if driver.task == task.id]
        assert [driver.basis.value for driver in drivers] == [each.split()[0] for each in expected["drivers"]]
        for driver, each in zip(drivers, expected["drivers"], strict=True):
            assert each.split(maxsplit=1)[1] in driver.target.title
    bases = [
        f"{driver.target.title} {driver.target.number}"
        for driver in analysis.drivers
        if driver.basis is Basis.DOCUMENT
    ]
    assert len(bases) == len(case["document"])
    assert all(any(part in base for base in bases) for part in case["document"])


def test_a_responsibility_line_holds_for_every_task_of_its_goal_and_no_other() -> None:
    text = "一、书屋\n（一）场地。选好场地。配好桌椅。（责任单位：县文旅局）\n（二）图书。更新图书。\n"
    named = [[body.text for body in task.responsibilities] for task in tasks_of(text)]
    assert named == [["县文旅局"], ["县文旅局"], []]
    before_the_stop = "一、书屋\n（一）场地。选好场地（责任单位：县文旅局）。配好桌椅。\n"
    named = [[body.text for body in task.responsibilities] for task in tasks_of(before_the_stop)]
    assert named == [["县文旅局"], []]


def test_a_body_that_its_sentence_and_the_line_name_is_given_once_in_each_role() -> None:
    text = "一、书屋\n（一）场地。县文旅局要选好场地。（责任单位：县文旅局、县财政局）\n"
    (task,) = tasks_of(text)
    assert [body.text for body in task.responsibilities] == ["县文旅局", "县财政局"]
    (task,) = tasks_of(text.replace("责任单位", "牵头单位"))
    assert [(body.text, body.role.value) for body in task.responsibilities][:2] == [
        ("县文旅局", "responsible"),
        ("县文旅局", "lead"),
    ]


def test_a_closing_paragraph_that_speaks_of_the_whole_document_stands_under_no_goal() -> None:
    text = "一、书屋\n选好场地。\n\n　　各街道要按照本通知要求制定细化方案，并于6月底前报县文旅局。\n"
    assert [task.section for task in tasks_of(text)] == ["d/一", None]


@pytest.mark.parametrize(
    "unit",
    [
        "各学校要开展活动；", "（一）各地要落实《", "“", "（（（（", "1.第三条、", "由市教育局、", "每年不少于1次、", "对于企业",
        "一、", "到2025年，", "全面加强和改进", "，", "落实《关于体育的意见》。加强体育。\n", "的", "小学、初中、高中、",
    ],
)  # fmt: skip
def test_twice_the_text_takes_little_more_than_twice_the_time(unit: str) -> None:
    def seconds(times: int) -> float:
        read = document("一、书屋\n" + unit * times)
        start = time.process_time()
        find_tasks(read, HEAD, find_sections(read), ())
        return time.process_time() - start

    seconds(50)
    # the least of several runs: other work on the machine only ever adds
    short, long = (min(seconds(times) for _ in range(3)) for times in (1_000, 4_000))
    assert long < 10 * max(short, 0.02)


def gold(name: str) -> list[dict[str, object]]:
    path = SHARED / "gold" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


NEEDS_SHARED = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the development texts are not here")


@NEEDS_SHARED
def test_every_unit_of_the_development_gold_is_cut() -> None:
    for row in gold("tasks-dev"):
        read = document((SHARED / "corpus" / "local" / str(row["file"])).read_bytes().decode("utf-8"))
        cut = {(unit.span.start, unit.span.end) for unit in find_units(read, find_sections(read))}
        wanted = row["tasks"]
        assert isinstance(wanted, list)
        assert {(task["start"], task["end"]) for task in wanted} <= cut


@NEEDS_SHARED
def test_the_district_plan_comes_out_as_the_guide_works_it() -> None:
    text = (SHARED / "corpus" / "local" / "district-work-plan-2021.txt").read_bytes().decode("utf-8")
    analysis = analysed(text)
    goals = {section.id: section for section in analysis.sections if section.marker[0].isdigit()}
    by_goal: dict[str, list[Task]] = {section.marker: [] for section in goals.values()}
    for task in analysis.tasks:
        by_goal[goals[task.section or ""].marker].append(task)
    assert len(by_goal) == 12 and all(by_goal.values())
    drivers: dict[str, list[tuple[str, str]]] = {task.id: [] for task in analysis.tasks}
    for driver in analysis.drivers:
        if driver.task is not None:
            drivers[driver.task].append((driver.basis.value, driver.target.title))
    central = {
        marker: [c for task in tasks for c in cited(analysis, task) if c.level is Level.CENTRAL]
        for marker, tasks in by_goal.items()
    }
    assert not any(central[marker] for marker in ("1.", "2.", "4.", "5.", "6."))
    assert central["3."] and not any(drivers[task.id] for task in by_goal["3."])
    eight = [[(basis, "体教融合" in title) for basis, title in drivers[task.id]] for task in by_goal["8."]]
    assert eight[0] == [("explicit", False)] and eight[1] == [("scope", False)]
    assert eight[2] == [("explicit", True)] and eight[4] == [("scope", True)]
    assert eight[5:] == [[], []]
    ten = [[basis for basis, _ in drivers[task.id]] for task in by_goal["10."]]
    assert ten == [["explicit", "explicit"], ["goal", "goal"], ["goal", "goal"]]


def cited(analysis: Analysis, task: Task) -> list[Citation]:
    return [citation for citation in analysis.citations if task.span.covers(citation.mention.span)]
