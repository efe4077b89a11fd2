"""What a document writes in other marks, digits or blanks is read alike, and quoted as it is written."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_document

from extract import load_catalogue, read
from extract.analysis import analyse
from extract.clean import outside_spans
from extract.marks import in_one_form
from extract.model import Analysis, Span

SAMPLE = sorted((Path(__file__).parents[1] / "extract" / "data" / "sample").glob("*.txt"))
WRITTEN_OTHERWISE = {
    "ASCII punctuation": str.maketrans("，；：（）！？", ",;:()!?"),
    "straight quotation marks": str.maketrans("“”", '""'),
    "single quotation marks": str.maketrans("“”", "‘’"),
    "corner quotation marks": str.maketrans("“”", "「」"),
    "full-width digits": str.maketrans("0123456789", "０１２３４５６７８９"),
    "no-break blanks": str.maketrans("　", "\u00a0"),
    "square brackets of numbers": str.maketrans("〔〕", "[]"),
    "lenticular brackets of numbers": str.maketrans("〔〕", "【】"),
}

TYPESET: dict[str, tuple[str, str]] = {
    "blanks behind figures": ("(?<=[0-9])(?=[\u4e00-\u9fff])", " "),
    "blanks before figures": ("(?<=[\u4e00-\u9fff])(?=[0-9])", "\u00a0"),
    "characters of no width": ("(?<=[\u4e00-\u9fff])(?=的)", "\u200b"),
    "old line ends": ("\n", "\r"),
    "lines of 28 characters, as GB/T 9704 sets a page": ("([^\n]{28})(?=[^\n])", "\\1\n"),
}


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
@pytest.mark.parametrize("marks", WRITTEN_OTHERWISE)
def test_a_document_is_read_alike_in_other_marks(marks: str, path: Path) -> None:
    document = read(path)
    written = document.text.translate(WRITTEN_OTHERWISE[marks])
    analysis = analyse(replace(document, text=written), load_catalogue())
    assert analysis.document.text == written
    assert spans_of(analysis) == spans_of(analyse(document, load_catalogue()))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
@pytest.mark.parametrize("typeset", TYPESET)
def test_a_document_is_read_alike_however_it_was_typeset(typeset: str, path: Path) -> None:
    document = read(path)
    found = analyse(document, load_catalogue())
    pattern, blank = TYPESET[typeset]
    written = re.sub(pattern, blank, document.text)
    assert written != document.text
    typeset_found = analyse(replace(document, text=written, outside=outside_spans(written)), load_catalogue())
    assert typeset_found.document.text == written
    assert words_of(typeset_found) == words_of(found)


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_what_is_quoted_keeps_the_marks_of_the_document(path: Path) -> None:
    document = read(path)
    written = document.text.translate(str.maketrans("“”0123456789", '""０１２３４５６７８９'))
    analysis = analyse(replace(document, text=written), load_catalogue())
    for section in analysis.sections:
        assert section.title == section.title_span.of(written)
        assert written.startswith(section.marker, section.span.start)
    said = [body for task in analysis.tasks for body in task.responsibilities]
    assert all(body.text in written for body in said)
    assert all(
        task.deadline is None or task.deadline.text == task.deadline.span.of(written)
        for task in analysis.tasks
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('落实"双减"意见和"五项管理"', "落实“双减”意见和“五项管理”"),
        ("落实‘双减’意见", "落实“双减”意见"),
        ("落实「双减」意见、『五项管理』", "落实“双减”意见、“五项管理”"),
        ("“甲‘乙’丙”和‘丁’", "“甲‘乙’丙”和“丁”"),
        ('推进"一件事\n一次办"改革', "推进“一件事\n一次办”改革"),
        ('高5"。\n落实"双减"意见', "高5“。\n落实“双减”意见"),
        ('推进"一件事\n　　落实"双减"意见', "推进“一件事\n　　落实“双减”意见"),
        ("到２０２５年达９５％，ＡＢ类", "到2025年达95%，AB类"),
        ("一、\u00a0总体\u2003要求", "一、 总体 要求"),
        ("甲\r乙\r\n丙\u2028丁", "甲\n乙\r\n丙\n丁"),
        ("到 2025 年，达到 95% 以上（含 3 个区）", "到2025年，达到95%以上（含3个区）"),
        ("国办发〔2021〕 60 号", "国办发〔2021〕60号"),
        ("“书屋” 20 个、站点 2-3 处", "“书屋”20个、站点2-3处"),
        ("2021 年 3 月 22 日", "2021年3月22日"),
        ("双\u200b减", "双减"),
        (
            "1 总体要求\n附件 1 任务表\n第三条 2025年起施行\n见 1.总则",
            "1 总体要求\n附件 1 任务表\n第三条 2025年起施行\n见 1.总则",
        ),
    ],
)
def test_marks_digits_and_blanks_take_one_form(written: str, read_as: str) -> None:
    assert in_one_form(written).text == read_as


def test_a_text_in_that_form_is_left_alone() -> None:
    document = make_document("sha256:0", "落实“双减”意见，到2025年（含）建成。\n")
    assert in_one_form(document.text).of(document) is document


@pytest.mark.parametrize(
    "unit", ["甲 1", '"', "1,", "１", "\u200b", "（", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛\n"]
)
def test_twice_the_text_takes_little_more_than_twice_the_time(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        in_one_form(unit * times)
        return time.process_time() - start

    short, long = (min(seconds(times) for _ in range(3)) for times in (5_000, 20_000))
    assert long < 10 * max(short, 0.01)


def spans_of(analysis: Analysis) -> list[object]:
    """Return what an analysis found, by where it stands."""
    return [
        analysis.head.number,
        analysis.head.issued_on,
        analysis.head.level,
        [(section.span, section.depth, section.goal_kind) for section in analysis.sections],
        [
            (
                task.span,
                [(body.span, body.role) for body in task.responsibilities],
                [(each.span, each.value, each.comparator) for each in task.indicators],
                task.deadline and (task.deadline.span, task.deadline.iso),
            )
            for task in analysis.tasks
        ],
        [
            (each.mention.span, each.role, each.level, each.resolution.verdict, len(each.resolution.targets))
            for each in analysis.citations
        ],
        [(driver.citation.mention.span, driver.basis) for driver in analysis.drivers],
    ]


def words_of(analysis: Analysis) -> list[object]:
    """Return what an analysis found, by its words without blanks."""
    text = analysis.document.text

    def words(span: Span) -> str:
        return re.sub("[\\s\u200b]+", "", span.of(text))

    return [
        analysis.head.number,
        analysis.head.issued_on,
        [(words(section.title_span), section.depth) for section in analysis.sections],
        [
            (
                words(task.span),
                [(words(body.span), body.role) for body in task.responsibilities],
                [(words(each.span), each.value) for each in task.indicators],
                task.deadline and (words(task.deadline.span), task.deadline.iso),
            )
            for task in analysis.tasks
        ],
        [
            (words(each.mention.span), each.role, each.level, each.resolution.verdict)
            for each in analysis.citations
        ],
        [(words(driver.citation.mention.span), driver.basis) for driver in analysis.drivers],
    ]
