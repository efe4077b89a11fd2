"""What a document says of itself, in the layouts that documents have, and the id that follows from it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clean import outside_spans
from extract.head import read_head
from extract.identity import document_id
from extract.model import Document, Head, Level
from extract.patterns import failures, load_patterns
from extract.places import load_places
from extract.signature import split_names

CASES = Path(__file__).parent / "cases" / "heads.txt"


def document(text: str) -> Document:
    return Document(
        id="sha256:0",
        name="a.txt",
        media_type="text/plain",
        sha256="0",
        text=text,
        outside=outside_spans(text),
    )


def facts(head: Head) -> dict[str, str]:
    """Return what a head says, in the form of the cases."""
    said = {
        "title": head.title,
        "number": head.number,
        "issuers": ";".join(head.issuers),
        "level": str(head.level),
        "place": head.place,
        "date": head.issued_on,
        "kind": head.kind,
    }
    return {key: value for key, value in said.items() if value}


def cases() -> list[tuple[str, dict[str, str]]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(line for line in lines if not line.startswith("# ")).split("\n===\n")
    rows = []
    for block in blocks:
        text, _, expected = block.partition("\n---\n")
        rows.append((text, dict(line.split(": ", 1) for line in expected.strip().splitlines())))
    return rows


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_head_is_read_in_every_layout(text: str, expected: dict[str, str]) -> None:
    assert facts(read_head(document(text))) == expected


@pytest.mark.parametrize("end", ["\r\n", "\n\n", "  \n　　"])
@pytest.mark.parametrize(("text", "expected"), cases()[1:8])
def test_line_ends_and_blank_lines_do_not_matter(text: str, expected: dict[str, str], end: str) -> None:
    assert facts(read_head(document(text.replace("\n", end)))) == expected


def test_each_span_covers_the_words_that_it_stands_for() -> None:
    text, _ = cases()[1]
    head = read_head(document(text))
    assert head.title_span is not None and head.title_span.of(text) == head.title
    assert head.number_span is not None and head.number_span.of(text) == "苏政办发〔2019〕112号"
    assert [span.of(text) for span in head.issuer_spans] == ["江苏省人民政府办公厅"]
    assert head.issued_on_span is not None and head.issued_on_span.of(text) == "2019年5月6日"


def test_the_patterns_match_their_examples_and_no_counter_example() -> None:
    assert [failure for pattern in load_patterns("head").values() for failure in failures(pattern)] == []


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("北京市民政局北京市财政局", ["北京市民政局", "北京市财政局"]),
        ("西湖区商务局西湖区财政局", ["西湖区商务局", "西湖区财政局"]),
        ("教育部、财政部", ["教育部", "财政部"]),
        ("中国人民银行安吉支行", ["中国人民银行安吉支行"]),
        ("国家金融监督管理总局新疆监管局", ["国家金融监督管理总局新疆监管局"]),
        ("中共嘉兴市委港区开发建设工作委员会", ["中共嘉兴市委港区开发建设工作委员会"]),
        ("上海市教育委员会（章）", ["上海市教育委员会"]),
    ],
)
def test_joint_signatures_are_told_apart(run: str, names: list[str]) -> None:
    assert list(split_names(run)) == names


def identity(text: str) -> str:
    made = document(text)
    return document_id(read_head(made), made)


def test_a_document_of_the_catalogue_has_the_catalogue_s_id() -> None:
    body = "各省、自治区、直辖市人民政府：\n　　为加强工作，提出如下意见。\n"
    assert (
        identity(f"国务院办公厅关于全面加强和改进学校美育工作的意见\n国办发[2015]71号\n{body}")
        == "国办发〔2015〕71号"
    )
    news = (
        "中共中央办公厅、国务院办公厅印发《关于全面加强和改进新时代学校美育工作的意见》\n　　一、总体要求\n"
    )
    assert identity(news) == "中办发〔2020〕36号#关于全面加强和改进新时代学校美育工作的意见"


def test_a_document_from_two_sites_has_one_id() -> None:
    text, _ = cases()[1]
    other = f"      北大法宝【法宝引证码】 CLI.12.1000001\n{cases()[1][0].splitlines()[0]}\n\n{text}\n责任编辑：办公室\n"
    assert identity(text) == identity(other) == "苏政办发〔2019〕112号"


def test_without_a_number_title_and_issuers_make_the_id_and_without_these_the_words() -> None:
    titled = "苏州市教育局关于开展读书活动的通知\n各学校：\n　　现将有关事项通知如下。\n"
    assert identity(titled) == "苏州市教育局关于开展读书活动的通知@苏州市教育局"
    plain = "为开展读书活动，制定以下措施。\n一、目标\n"
    assert identity(plain) == identity(plain.replace("\n", "\r\n  "))
    assert identity(plain).startswith("text:")
    assert identity(plain) != identity(plain.replace("读书", "植树"))


@given(
    st.lists(
        st.sampled_from(
            [
                "苏政办发〔2019〕112号",
                "关于开展活动的通知",
                "各市：",
                "2019年5月6日",
                "江苏省教育厅",
                "一、总体要求",
                "（试行）",
                "",
                "文件",
                "甲乙",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_lines_stand_where_the_spans_of_a_head_lie_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    head = read_head(document(text))
    for span in (head.title_span, head.number_span, head.issued_on_span, *head.issuer_spans):
        assert span is None or 0 <= span.start < span.end <= len(text)
    assert (head.title is None) == (head.title_span is None)
    assert (head.number is None) == (head.number_span is None)
    assert len(head.issuers) == len(head.issuer_spans)


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading_of_a_head(text: str) -> None:
    made = document(text)
    document_id(read_head(made), made)


@pytest.mark.parametrize(
    "title", ["{}教育局2023年工作要点", "中共{0}委员会 {0}人民政府关于建设教育强县的意见"]
)
def test_a_document_of_any_place_is_of_its_level(title: str) -> None:
    """The place itself is asked for only where no other bears its name."""
    wrong = []
    for place in load_places():
        head = read_head(document(title.format(place.name) + "\n\n一、加强管理\n各校要做好工作。\n"))
        alone = len(load_places().all_named(place.name)) == 1
        # 城区 and 郊区 are words before they are names
        if head.level is not place.level or (alone and head.place_code != place.code):
            wrong.extend([place.name] if len(place.name) > 2 else [])
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "level", "place"),
    [
        (
            "关于加强公园管理的实施意见\n\n为改善环境，结合苏州实际，现提出如下意见。\n",
            Level.MUNICIPAL,
            "苏州市",
        ),
        (
            "关于加强公园管理的实施意见\n\n为改善环境，结合昆山市工作实际，提出如下意见。\n",
            Level.COUNTY,
            "昆山市",
        ),
        (
            "关于加强公园管理的实施意见\n\n为改善环境，结合苏州园林保护实际，提出如下意见。\n",
            Level.UNKNOWN,
            None,
        ),
        ("关于加强公园管理的实施意见\n\n为改善环境，结合工作实际，提出如下意见。\n", Level.UNKNOWN, None),
    ],
)
def test_the_place_a_text_is_suited_to_is_its_own(text: str, level: Level, place: str | None) -> None:
    head = read_head(document(text))
    assert (head.level, head.place) == (level, place)


def test_a_title_begins_with_a_city_and_its_district() -> None:
    title = "《舟山市普陀区教育局 舟山市普陀区财政局关于调整收费标准的通知》政策解读"
    head = read_head(document(f"{title}\n\n一、背景\n根据全省有关规定，全省已统一标准。\n"))
    assert (head.level, head.place) == (Level.COUNTY, "普陀区")


def test_values_of_a_page_without_their_labels_are_no_part_of_the_title() -> None:
    page = "其他\n昆山市人民政府\n2021-03-09\n昆政发规〔2021〕3号\n有效\n\n"
    title = "市政府关于印发《关于推动养老服务发展的实施意见》的通知"
    head = read_head(document(f"{page}{title}\n\n各镇政府：\n　　现印发给你们。\n"))
    assert (head.title, head.number) == (title, "昆政发规〔2021〕3号")
