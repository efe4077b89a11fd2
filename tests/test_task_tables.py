"""Tables that distribute tasks become goals, tasks, bodies and deadlines, from whatever format they come."""

from pathlib import Path

import pytest
from make_documents import converted, docx, html_page, paragraph, table

from extract.head import read_head
from extract.model import BodyRole, Document, Task
from extract.outline import find_sections
from extract.readers import read_bytes
from extract.task_tables import find_task_rows
from extract.tasks import find_tasks

HEADING = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
ROWS = [
    ("1", "建设城乡公共图书馆30个", "市文化广电和旅游局", "市教育局、市财政局", "2025年12月底"),
    ("2", "开展读书月活动", "市教育局", "", "持续推进"),
]
ABOVE = "某市阅读促进工作重点任务分工表"


def document(text: str) -> Document:
    return Document(id="d", name="a.txt", media_type="text/plain", sha256="0", text=text)


def lines(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def tasks_of(made: Document) -> tuple[Task, ...]:
    return find_tasks(made, read_head(made), find_sections(made), ())


def bodies(task: Task) -> list[tuple[str, BodyRole]]:
    return [(body.text, body.role) for body in task.responsibilities]


def check(made: Document) -> None:
    """Hold a document with the table above to what it says, offsets included."""
    first, second = tasks_of(made)
    text = made.text
    assert [task.span.of(text) for task in (first, second)] == ["建设城乡公共图书馆30个", "开展读书月活动"]
    assert bodies(first) == [
        ("市文化广电和旅游局", BodyRole.LEAD),
        ("市教育局", BodyRole.COOPERATE),
        ("市财政局", BodyRole.COOPERATE),
    ]
    assert all(body.span.of(text) == body.text for task in (first, second) for body in task.responsibilities)
    assert bodies(second) == [("市教育局", BodyRole.LEAD)]
    assert first.deadline is not None and first.deadline.iso == "2025-12"
    assert first.deadline.span.of(text) == first.deadline.text
    sections = find_sections(made)
    assert [(section.marker, section.title) for section in sections] == [
        ("1", "建设城乡公共图书馆30个"),
        ("2", "开展读书月活动"),
    ]
    assert [task.section for task in (first, second)] == [section.id for section in sections]


def test_a_row_is_a_goal_and_a_task_with_its_bodies_and_deadline() -> None:
    check(document(f"{ABOVE}\n{lines(HEADING, *ROWS)}"))


@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
def test_a_table_says_the_same_in_every_format(tmp_path: Path, suffix: str) -> None:
    word = docx(paragraph(ABOVE) + table([HEADING, *ROWS]))
    data = {
        ".docx": lambda: word,
        ".html": lambda: html_page(f"{ABOVE}\n{lines(HEADING, *ROWS)}").encode(),
    }.get(suffix, lambda: converted(tmp_path, word, suffix))()
    (made,) = read_bytes(data, f"a{suffix}")
    assert isinstance(made, Document)
    check(made)


def test_the_most_detailed_column_of_tasks_is_taken() -> None:
    text = lines(
        ("重点任务", "具体措施", "责任单位"),
        ("提升服务", "延长开放时间", "市图书馆"),
        ("", "增加流动书车", "市图书馆"),
    )
    (first, second) = find_task_rows(document(text))
    assert [row.task.of(text) for row in (first, second)] == ["延长开放时间", "增加流动书车"]


def test_headings_may_have_blanks_and_remarks() -> None:
    text = lines(("序 号", "工作任务（措施）", "责任 单位"), ("1", "延长开放时间", "市图书馆"))
    assert len(find_task_rows(document(text))) == 1


def test_a_table_goes_on_after_its_heading_is_repeated_and_ends_with_other_words() -> None:
    text = (
        lines(HEADING, ROWS[0])
        + lines(HEADING, ROWS[1])
        + "附件说明\n"
        + lines(("3", "另一张表", "甲", "乙", "丙"))
    )
    assert [row.number.of(text) for row in find_task_rows(document(text)) if row.number] == ["1", "2"]


@pytest.mark.parametrize(
    "rows",
    [
        [("姓名", "单位", "职务"), ("张三", "市教育局", "科长")],
        [("序号", "任务"), ("1", "建设图书馆")],
        [("序号", "责任单位", "电话"), ("1", "市教育局", "12345")],
        [("1", "建设图书馆", "市教育局")],
    ],
)
def test_other_tables_are_none_of_tasks(rows: list[tuple[str, ...]]) -> None:
    made = document(f"{ABOVE}\n{lines(*rows)}")
    assert find_task_rows(made) == ()
    assert find_sections(made) == ()


def test_tasks_in_the_text_around_a_table_stay() -> None:
    made = document(
        f"一、主要任务\n（一）各区县教育局要建立读书角，每班不少于100册。\n{lines(HEADING, *ROWS)}"
    )
    assert [task.span.of(made.text)[:9] for task in tasks_of(made)] == [
        "各区县教育局要建立",
        "建设城乡公共图书馆",
        "开展读书月活动",
    ]
