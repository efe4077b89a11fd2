"""The tree of numbered headings: table cases, what holds for any text, and the development gold."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document, GoalKind, SectionKind, Span
from extract.outline import find_sections, heading_kind, section_at
from extract.patterns import failures, load_patterns

CASES = tomllib.loads((Path(__file__).parent / "cases" / "outline.toml").read_text(encoding="utf-8"))["case"]
SHARED = Path(__file__).resolve().parents[2] / "shared"


def document(text: str, outside: tuple[Span, ...] = ()) -> Document:
    return Document(
        id="d", name="d.txt", media_type="text/plain", sha256="0" * 64, text=text, outside=outside
    )


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_outline_is_the_one_a_reader_sees(case: dict[str, object], newline: str) -> None:
    text = str(case["text"]).replace("\n", newline)
    found = [
        f"{section.depth} {section.id.removeprefix('d/')} {section.title}"
        for section in find_sections(document(text))
    ]
    assert found == case["sections"]


def test_a_section_covers_all_that_stands_below_it() -> None:
    text = "一、甲\n（一）乙。说明。\n1.丙\n二、丁\n"
    first, second, third, fourth = find_sections(document(text))
    assert first.span.of(text) == "一、甲\n（一）乙。说明。\n1.丙"
    assert second.span.of(text) == "（一）乙。说明。\n1.丙"
    assert (third.span.of(text), fourth.span.of(text)) == ("1.丙", "二、丁")
    assert (first.kind, second.kind, third.kind) == (SectionKind.PART, SectionKind.PART, SectionKind.GOAL)
    assert (second.parent, third.parent, fourth.parent) == (first.id, second.id, None)


def test_lines_outside_the_document_open_no_section() -> None:
    text = "1、会员免费下载\n一、总体要求\n"
    sections = find_sections(document(text, outside=(Span(start=0, end=9),)))
    assert [section.title for section in sections] == ["总体要求"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("指导思想", GoalKind.GUIDANCE), ("总体要求", GoalKind.GUIDANCE), ("充分认识冬季防火的重要性", GoalKind.GUIDANCE),
        ("基本原则", GoalKind.PRINCIPLE), ("使用原则", GoalKind.PRINCIPLE), ("工作原则", GoalKind.PRINCIPLE),
        ("工作目标", GoalKind.TARGET), ("总体目标", GoalKind.TARGET), ("2025年主要目标", GoalKind.TARGET),
        ("主要任务", GoalKind.MEASURE), ("支持政策", GoalKind.MEASURE), ("工作重点", GoalKind.MEASURE),
        ("保障措施", GoalKind.SAFEGUARD), ("加强组织领导", GoalKind.SAFEGUARD), ("强化督导考核", GoalKind.SAFEGUARD),
        ("联系方式", GoalKind.OTHER), ("附则", GoalKind.OTHER), ("其他", GoalKind.OTHER),
        ("建好社区书屋", None), ("目标导向的课堂", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_goal_is_for(title: str, kind: GoalKind | None) -> None:
    assert heading_kind(title) is kind


def test_a_goal_without_such_words_is_of_the_kind_of_its_part() -> None:
    sections = find_sections(
        document("一、基本原则\n（一）因地制宜。分类推进。\n二、主要任务\n（一）建好书屋。\n")
    )
    assert [section.goal_kind for section in sections] == [
        GoalKind.PRINCIPLE, GoalKind.PRINCIPLE, GoalKind.MEASURE, GoalKind.MEASURE,
    ]  # fmt: skip


def test_a_heading_that_tells_to_act_is_a_measure() -> None:
    sections = find_sections(document("一、建好社区书屋\n（一）场地\n二、书屋之友\n"))
    assert [section.goal_kind for section in sections] == [GoalKind.MEASURE, GoalKind.MEASURE, GoalKind.OTHER]


def test_other_ids_stay_when_a_section_is_taken_out_or_two_change_places() -> None:
    blocks = ["一、甲\n（一）子\n", "二、乙\n（一）丑\n", "三、丙\n（一）寅\n"]
    ids = {section.title: section.id for section in find_sections(document("".join(blocks)))}
    for order in ([0, 2], [1, 0, 2], [2, 1, 0]):
        for section in find_sections(document("".join(blocks[number] for number in order))):
            assert section.id == ids[section.title]


@pytest.mark.parametrize("topic", ["outline", "closing"])
def test_every_pattern_matches_its_examples_and_no_counter_example(topic: str) -> None:
    for pattern in load_patterns(topic).values():
        assert failures(pattern) == ()
        assert len(pattern.examples) >= 3 and len(pattern.counter_examples) >= 2, pattern.name


TEXTS = st.lists(
    st.sampled_from([
        "一、", "二、", "（一）", "(二)", "1.", "12、", "（1）", "①", "第一章", "第二条", "1.1 ", "A.", "附件", "2021年3月1日",
        "某市教育局", "加强领导", "总则", "。", "；", "：", "\n", "\r\n", "　　", " ", "《", "》", "第", "，", "项",
    ])
).map("".join)  # fmt: skip


@given(st.one_of(TEXTS, st.text()))
def test_any_text_gives_sections_that_nest(text: str) -> None:
    sections = find_sections(document(text))
    by_id = {section.id: section for section in sections}
    assert len(by_id) == len(sections)
    assert [section.span.start for section in sections] == sorted(section.span.start for section in sections)
    for section in sections:
        assert text.startswith(section.marker, section.span.start)
        assert section.title == section.title_span.of(text) and len(section.title) <= 40
        assert section.span.end <= len(text)
        if section.parent is not None:
            above = by_id[section.parent]
            assert above.depth < section.depth and above.span.start < section.span.start
            assert above.kind is SectionKind.PART and section.span.end <= above.span.end


@given(TEXTS)
def test_the_section_of_a_position_is_the_deepest_one_around_it(text: str) -> None:
    sections = find_sections(document(text))
    starts = [section.span.start for section in sections]
    for position in range(len(text)):
        holding = [s for s in sections if s.span.start <= position < s.span.end]
        expected = max(holding, key=lambda section: section.span.start, default=None)
        assert section_at(sections, starts, position) == expected


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the development texts are not here")
@pytest.mark.parametrize(("gold", "folder", "floor"), [("dev", "local", 0.995), ("mixed-dev", "mixed", 0.97)])
def test_the_outline_of_the_development_texts_is_right(gold: str, folder: str, floor: float) -> None:
    hits = wanted = found = 0
    for line in (SHARED / "gold" / f"{gold}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (SHARED / "corpus" / folder / row["file"]).read_bytes().decode("utf-8")
        ours = {(section.span.start, section.depth) for section in find_sections(document(text))}
        theirs = {(entry["start"], entry["depth"]) for entry in row["outline"]}
        hits, wanted, found = hits + len(ours & theirs), wanted + len(theirs), found + len(ours)
    assert 2 * hits / (wanted + found) >= floor
