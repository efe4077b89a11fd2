"""The catalogue: what is found by number, title and short name, and what users add."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from extract.catalogue import Catalogue, load_catalogue
from extract.catalogue_search import check_file, portrait, search
from extract.errors import DataError
from extract.model import Entry, Level, Mention, MentionKind, Origin, Span
from extract.user_catalogue import append_entry, read_entries

with (Path(__file__).parent / "cases" / "catalogue.csv").open(encoding="utf-8", newline="") as _handle:
    CASES = [tuple(row.values()) for row in csv.DictReader(_handle)]


def mention(title: str = "", number: str | None = None) -> Mention:
    return Mention(
        span=Span(start=0, end=1),
        kind=MentionKind.BRACKETED,
        title=title,
        number=number,
        issuer_text="",
        cue="",
        articles=(),
        rule="test",
    )


def entry(title: str, **fields: object) -> Entry:
    plain = Entry(
        id=title,
        title=title,
        number=None,
        issuers=(),
        issued_on=None,
        kind=None,
        level=Level.COUNTY,
        place=None,
        status="unknown",
        short_names=(),
        source="test",
        origin=Origin.CORPUS,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the tests name the fields


@pytest.mark.parametrize(("by", "words", "titles", "notes"), CASES, ids=[case[3] for case in CASES])
def test_the_catalogue_proposes_what_the_table_says(by: str, words: str, titles: str, notes: str) -> None:
    catalogue = load_catalogue()
    look_up: dict[str, Callable[[str], tuple[Entry, ...]]] = {
        "number": catalogue.by_number,
        "title": catalogue.by_title,
        "short": catalogue.by_short_name,
        "near": lambda words: tuple(entry for entry, _ in catalogue.near(words)),
        "mention": lambda words: catalogue.candidates(mention(words)),
    }
    found = look_up[by](words)
    assert sorted(entry.title for entry in found) == sorted(filter(None, titles.split("|")))


def test_candidates_come_by_number_first_and_each_once() -> None:
    found = load_catalogue().candidates(mention("中小学德育工作指南", "国办发〔2015〕71号"))
    assert [entry.id for entry in found] == ["国办发〔2015〕71号", "教基〔2017〕8号"]


def test_every_entry_is_proposed_for_its_own_number_and_for_its_own_title() -> None:
    catalogue = load_catalogue()
    for each in catalogue:
        assert each in catalogue.by_title(each.title)
        assert each.number is None or each in catalogue.by_number(each.number)


def test_documents_of_the_folder_join_the_catalogue_and_leave_it_unchanged() -> None:
    catalogue = load_catalogue()
    local = entry("甲县河湖管护方案", short_names=("河湖方案",))
    together = catalogue.with_entries([local])
    assert together.by_title("关于印发《甲县河湖管护方案》的通知") == (local,)
    assert together.by_short_name("“河湖方案”") == (local,)
    assert catalogue.by_title("甲县河湖管护方案") == ()
    assert len(together) == len(catalogue) + 1


def test_a_near_title_is_a_misprint_and_never_a_sibling() -> None:
    titles = (
        "关于推进城乡河湖系统治理工作的意见",
        "关于推进城乡河湖系统治理工作的通知",
        "关于推进农村河湖系统治理工作的意见",
        "江苏省城乡河湖系统治理工作实施办法",
        "四川省城乡河湖系统治理工作实施办法",
    )
    catalogue = Catalogue(map(entry, titles))
    assert [each.title for each, _ in catalogue.near("关于推进城乡河糊系统治理工作的意见")] == [titles[0]]
    for title in titles:
        assert [each.title for each, _ in catalogue.near(title)] == [title]
    assert catalogue.near("浙江省城乡河湖系统治理工作实施办法") == ()
    assert catalogue.near("河糊管护") == ()


def test_relations_say_what_became_of_a_document() -> None:
    catalogue = load_catalogue()
    assert [relation.from_id for relation in catalogue.replaced_by("国发〔2016〕37号")] == [
        "国发〔2021〕11号"
    ]
    assert catalogue.replaced_by("国发〔2021〕11号") == ()


@pytest.mark.parametrize(
    ("identity", "year"), [("国发〔2016〕37号", 2020), ("国办发〔2015〕71号", None), ("无此文件", None)]
)
def test_a_plan_has_the_end_of_its_period(identity: str, year: int | None) -> None:
    assert load_catalogue().period_end(identity) == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("甲县河湖规划（2021—2025年）", 2025),
        ("甲县“十四五”河湖规划", 2025),
        ("甲县国民经济和社会发展第十三个五年规划纲要", 2020),
        ("甲县河湖课程方案（2017年版2020年修订）", None),
        ("甲县二十五年河湖史", None),
        ("甲县2021年河湖工作要点", None),
    ],
)
def test_the_period_of_a_document_outside_the_table_is_in_its_title(title: str, year: int | None) -> None:
    assert load_catalogue().with_entries([entry(title)]).period_end(title) == year


def test_a_law_has_its_editions_by_title_and_by_id() -> None:
    catalogue = load_catalogue()
    by_title = catalogue.editions("义务教育法")
    assert by_title == catalogue.editions("中华人民共和国义务教育法") and "2018-12-29" in by_title
    assert catalogue.editions("河湖管护办法") == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_users_csv_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(
        "标题,发文字号,发文机构,公布日期,是否有效\n"
        "《江苏省河湖管护办法》,苏政办发[2020]5号,江苏省人民政府办公厅,2020年3月2日,现行有效\n".encode(
            encoding
        )
    )
    (found,) = read_entries(path)
    assert (found.id, found.title, found.issued_on) == (
        "苏政办发〔2020〕5号",
        "江苏省河湖管护办法",
        "2020-03-02",
    )
    assert (found.level, found.place, found.status) == (Level.PROVINCIAL, "江苏省", "in force")
    assert load_catalogue(path).by_number("苏政办发〔2020〕5号") == (found,)


def test_a_users_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    from datetime import datetime

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["我的目录"])
    sheet.append(["文件名称", "文号", "发布日期"])
    sheet.append(["甲县河湖管护方案", "甲政发〔2021〕3号", datetime(2021, 5, 6)])
    sheet.append([None, None, None])
    path = tmp_path / "mine.xlsx"
    book.save(path)
    assert [(each.title, each.issued_on) for each in read_entries(path)] == [
        ("甲县河湖管护方案", "2021-05-06")
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020年3月2日", "2020-03-02"),
        ("2020/3/2", "2020-03-02"),
        ("20200302", "2020-03-02"),
        ("2020.3.2", "2020-03-02"),
        ("2020-03-02 00:00:00", "2020-03-02"),
        ("2020年3月", "2020-03"),
        ("二〇二〇年三月", "2020-03"),
        ("2020", "2020"),
    ],
)
def test_a_users_dates_may_be_written_as_usual(tmp_path: Path, written: str, iso: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"title,date\n甲县河湖管护方案,{written}\n", encoding="utf-8")
    assert read_entries(path)[0].issued_on == iso


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("名字不对,列\n甲,乙\n", 1, "title"),
        ("", 1, "title"),
        ("title,status\n甲,有效\n乙,大概\n", 3, "大概"),
        ("title,date\n甲,去年\n", 2, "去年"),
        ("title,doc_number\n,国发〔2021〕1号\n", 2, "no title"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_catalogue(path)
    assert (caught.value.file, caught.value.line) == ("mine.csv", line)
    assert words in str(caught.value)
    assert "第" in caught.value.render("zh")


def test_a_file_that_is_missing_or_no_text_or_no_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_bytes(b"\x81\xff\xff\x00\x81")
    (tmp_path / "odd.xlsx").write_bytes(b"no workbook")
    for name in ("missing.csv", "odd.csv", "odd.xlsx"):
        with pytest.raises(DataError, match=name):
            read_entries(tmp_path / name)


def test_a_users_row_adds_to_a_known_document_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "标题,发文字号,简称\n学校美育工作的意见,国办发[2015]71号,美育七十一号\n", encoding="utf-8"
    )
    before = load_catalogue().get("国办发〔2015〕71号")
    after = load_catalogue(path).get("国办发〔2015〕71号")
    assert before is not None and after is not None
    assert after.issuers == before.issuers and after.issued_on == before.issued_on
    assert set(after.short_names) == {*before.short_names, "美育七十一号"}


def test_a_row_that_is_added_is_read_back_and_the_file_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    first = entry("甲县河湖管护方案", issuers=("甲县人民政府", "甲县水利局"), origin=Origin.CATALOGUE)
    second = entry('乙县河湖，管护"方案"', issued_on="2021-05", origin=Origin.CATALOGUE)
    append_entry(path, first)
    append_entry(path, second)
    assert read_entries(path) == (first, second)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(DataError):
        append_entry(tmp_path / "mine.xlsx", first)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("国办发[2015]71号", "国务院办公厅关于全面加强和改进学校美育工作的意见"),
        ("体教融合", "关于深化体教融合 促进青少年健康发展的意见"),
        ("教师 职业 幼儿园 准则", "新时代幼儿园教师职业行为十项准则"),
        ("双减", "关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见"),
    ],
)
def test_people_find_a_document_by_words(words: str, title: str) -> None:
    assert search(load_catalogue(), words)[0].title == title


def test_words_that_no_document_holds_find_nothing() -> None:
    assert search(load_catalogue(), "河湖月宫") == ()
    assert search(load_catalogue(), "《》") == ()


def test_a_portrait_says_what_replaced_a_document_and_what_no_source_attests() -> None:
    catalogue = load_catalogue()
    plan = catalogue.get("国发〔2016〕37号")
    assert plan is not None
    seen = portrait(catalogue, plan)
    assert [each.title for each in seen.replaced_by] == ["全民健身计划（2021—2025年）"]
    assert [each.title for each in seen.replaces] == ["全民健身计划（2011—2015年）"]
    assert seen.period_end == 2020
    assert set(seen.unattested) <= {"title", "number", "date"}


def test_a_users_file_is_checked_for_doubles_and_contradictions(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = [
        ("标题", "发文字号", "发文机构", "公布日期"),
        ("甲县河湖管护方案", "甲政发〔2021〕3号", "", ""),
        ("《甲县河湖管护方案》", "甲政发[2021]3号", "", ""),
        ("全民健身计划（2016—2020年）", "国发〔2016〕38号", "国务院", ""),
        ("河湖总计划", "国发〔2016〕37号", "国务院", ""),
        ("全民健身计划（2016—2020年）", "国发〔2016〕37号", "国务院", "2015-01-01"),
        ("全民健身计划（2021—2025年）", "国发〔2021〕11号", "国务院", ""),
        ("乙方案", "五号", "月宫协会", ""),
        ("丙方案", "", "", ""),
    ]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    found = [(finding.line, finding.code) for finding in check_file(path, load_catalogue())]
    assert found == [
        (3, "doubled"),
        (4, "other_number"),
        (5, "other_title"),
        (6, "other_date"),
        (7, "known_already"),
        (8, "odd_number"),
        (8, "unknown_issuer"),
    ]
