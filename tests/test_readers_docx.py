"""Word files: automatic numbers, tables, notes, text boxes, tracked changes, and files that lie."""

from pathlib import Path

import pytest
from lxml import etree
from make_documents import W, converted, docx, numbered, numbering, packed, paragraph, part, run, table

from extract.errors import ReadError
from extract.model import Document
from extract.readers import Limits, read_bytes
from extract.readers.numbering import read_numbering

CASES = Path(__file__).parent / "cases" / "numbering.txt"
RUNGS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)
ARTICLES = (("chineseCountingThousand", "第%1条"),)


def text_of(data: bytes, name: str = "a.docx", limits: Limits | None = None) -> str:
    (found,) = read_bytes(data, name, limits=limits or Limits())
    if isinstance(found, ReadError):
        raise found
    assert isinstance(found, Document)
    return found.text


# automatic numbers


def cases() -> list[tuple[str, str, str, list[str]]]:
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            setting, _, shown = line.partition(" => ")
            forms, lists, paragraphs = (field.strip() for field in setting.split("|"))
            rows.append(
                (forms, lists, paragraphs, ["" if item == "~" else item for item in shown.split(" ")])
            )
    return rows


def level_xml(index: int, words: str) -> str:
    form, text, *rest = words.split(" ")
    options = dict(option.partition("=")[::2] for option in rest)
    text = "" if text == "␣" else text
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{options.get("start", 1)}"/><w:numFmt w:val="{form}"/>'
        + (f'<w:lvlRestart w:val="{options["restart"]}"/>' if "restart" in options else "")
        + (f'<w:pStyle w:val="{options["style"]}"/>' if "style" in options else "")
        + ("<w:isLgl/>" if "legal" in options else "")
        + (f'<w:suff w:val="{options["suffix"]}"/>' if "suffix" in options else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def parts_of(forms: str, lists: str) -> tuple[str, str]:
    """Return the content of the parts numbering and styles for a case."""
    levels = "".join(level_xml(index, words) for index, words in enumerate(forms.split("/")))
    instances = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    for words in lists.split():
        number, _, start = words.partition(":")
        level, _, first = start.partition("=")
        override = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
            if start
            else ""
        )
        instances += f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr>'
        f'{f"<w:ilvl w:val={chr(34)}{level}{chr(34)}/>" if level else ""}<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name, level in (("一级", ""), ("二级", ""))
    )
    styles += '<w:style w:type="paragraph" w:styleId="子级"><w:basedOn w:val="一级"/></w:style>'
    styles += '<w:style w:type="paragraph" w:default="1" w:styleId="正文"/>'
    return f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{instances}', styles


def arguments(words: str) -> tuple[str | None, int | None, str | None]:
    """Return what a paragraph of a case says of itself: list, level, style."""
    if words == "-":
        return None, None, None
    if words.startswith("style="):
        style, _, level = words.removeprefix("style=").partition(":")
        return None, int(level) if level else None, style
    words, _, style = words.partition("/")
    number, _, level = words.rpartition(":")
    return number or "1", int(level), style or None


def test_there_are_at_least_forty_cases_of_numbering() -> None:
    assert len(cases()) >= 40


@pytest.mark.parametrize(("forms", "lists", "paragraphs", "shown"), cases())
def test_an_automatic_number_is_the_one_that_word_shows(
    forms: str, lists: str, paragraphs: str, shown: list[str]
) -> None:
    lists_xml, styles_xml = parts_of(forms, lists)
    found = read_numbering(
        etree.fromstring(part("numbering", lists_xml).encode()),
        etree.fromstring(part("styles", styles_xml).encode()),
    )
    assert [found.marker(*arguments(words)) for words in paragraphs.split()] == shown


def test_a_list_that_links_a_style_borrows_its_levels() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="列表"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level_xml(0, "chineseCounting %1、")}<w:styleLink w:val="列表"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="列表"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    found = read_numbering(
        etree.fromstring(part("numbering", lists).encode()), etree.fromstring(part("styles", styles).encode())
    )
    assert [found.marker("1", 0, None), found.marker("1", 0, None)] == ["一、", "二、"]


def test_a_level_defined_anew_by_a_list_replaces_the_abstract_one() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level_xml(0, "decimal %1.")}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level_xml(0, "chineseCounting %1、")}</w:lvlOverride></w:num>'
    )
    found = read_numbering(etree.fromstring(part("numbering", lists).encode()), None)
    assert found.marker("1", 0, None) == "一、"


def test_a_form_inside_alternatives_is_found() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="①"/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimalEnclosedCircle"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert (
        read_numbering(etree.fromstring(part("numbering", lists).encode()), None).marker("1", 0, None) == "①"
    )


def test_styles_that_are_based_on_each_other_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("a", "b"), ("b", "a"))
    )
    assert (
        read_numbering(None, etree.fromstring(part("styles", styles).encode())).marker(None, None, "a") == ""
    )


TWELVE = [
    (1, 0, "总体要求"),
    (1, 1, "指导思想"),
    (1, 1, "基本原则"),
    (1, 2, "坚持公益"),
    (1, 2, "坚持均衡"),
    (1, 3, "城区"),
    (1, 3, "乡村"),
    (1, 0, "重点任务"),
    (1, 1, "建设图书馆"),
    (1, 1, "丰富活动"),
    (2, 0, "为了规范管理，制定本办法。"),
    (2, 0, "本办法自印发之日起施行。"),
]
SHOWN = [
    "一、总体要求",
    "（一）指导思想",
    "（二）基本原则",
    "1.坚持公益",
    "2.坚持均衡",
    "①城区",
    "②乡村",
    "二、重点任务",
    "（一）建设图书馆",
    "（二）丰富活动",
    "第一条　为了规范管理，制定本办法。",
    "第二条　本办法自印发之日起施行。",
]
ROWS = (("序号", "任务", "责任单位"), ("1", "建设图书馆", "市教育局"))


def twelve_numbers() -> bytes:
    """Return a Word file with automatic numbers on four rungs, two articles, and a table."""
    body = "".join(numbered(words, number, level) for number, level, words in TWELVE)
    return docx(
        paragraph("某市阅读促进办法") + body + table(ROWS) + paragraph("2021年3月2日"),
        numbering=numbering(RUNGS, ARTICLES),
    )


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".rtf", ".odt", ".pdf", ".wps"])
def test_all_twelve_numbers_and_the_table_are_kept_in_each_format(tmp_path: Path, suffix: str) -> None:
    data = twelve_numbers()
    if suffix != ".docx":
        data = converted(tmp_path, data, ".doc" if suffix == ".wps" else suffix)
    lines = text_of(data, f"a{suffix}").splitlines()
    assert lines == [
        "某市阅读促进办法",
        *SHOWN,
        "序号\t任务\t责任单位",
        "1\t建设图书馆\t市教育局",
        "2021年3月2日",
    ]


# what a person sees of a page


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f'<w:p>{run("到2025年")}<w:ins w:id="1" w:author="甲">{run("，生均图书30册")}</w:ins>'
        f'<w:del w:id="2" w:author="甲"><w:r><w:delText>，生均图书20册</w:delText></w:r></w:del>{run("。")}</w:p>'
        f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="甲"/></w:rPr></w:pPr>{run("前一段")}</w:p>{paragraph("后一段")}'
        f'<w:p><w:moveFrom w:id="4" w:author="甲">{run("移走")}</w:moveFrom><w:moveTo w:id="5" w:author="甲">{run("移来")}</w:moveTo></w:p>'
    )
    assert text_of(docx(body)).splitlines() == ["到2025年，生均图书30册。", "前一段后一段", "移来"]


def test_links_fields_and_content_controls_give_their_words() -> None:
    body = (
        f'<w:p><w:hyperlink r:id="r9">{run("国办发〔2015〕71号")}</w:hyperlink></w:p>'
        f'<w:p><w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple></w:p>'
        f"<w:p><w:r><w:instrText> TOC </w:instrText></w:r>{run('目录')}</w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('一、总则')}</w:sdtContent></w:sdt>"
    )
    assert text_of(docx(body)).splitlines() == ["国办发〔2015〕71号", "3", "目录", "一、总则"]


def test_an_indent_that_is_set_by_a_property_or_style_is_kept_as_blanks() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="正文"><w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="正文二"><w:basedOn w:val="正文"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:ind w:firstLine="640"/>')
        + paragraph("乙", '<w:pStyle w:val="正文二"/>')
        + paragraph("丙", '<w:pStyle w:val="正文"/><w:ind w:firstLine="0"/>')
        + paragraph("　　丁", '<w:ind w:firstLineChars="200"/>')
        + paragraph("戊", '<w:ind w:left="640" w:hanging="640"/>')
        + paragraph("", '<w:ind w:firstLine="640"/>')
    )
    assert text_of(docx(body, styles=styles)).split("\n") == [
        "　　甲",
        "　　乙",
        "丙",
        "　　丁",
        "戊",
        "",
        "",
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('某市教育局文件')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('正文')}</w:p>"
    )
    assert text_of(docx(body)).splitlines() == ["正文", "某市教育局文件"]


def test_notes_follow_the_text_and_headers_are_left_out() -> None:
    body = f'<w:p>{run("见注")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("后文")}'
    notes = f'<w:footnote w:id="1">{paragraph("分隔线")}</w:footnote><w:footnote w:id="2">{paragraph("注：按在校生数计。")}</w:footnote>'
    assert text_of(docx(body, footnotes=notes)).splitlines() == ["见注", "后文", "注：按在校生数计。"]


def test_hidden_words_are_out_and_breaks_tabs_and_symbols_are_in() -> None:
    body = f'<w:p>{run("甲")}{run("密", "<w:vanish/>")}<w:r><w:br/></w:r>{run("乙")}<w:r><w:tab/></w:r>{run("丙")}<w:r><w:sym w:char="2460"/></w:r></w:p>'
    assert text_of(docx(body)).splitlines() == ["甲", "乙\t丙①"]


def test_a_cell_of_several_paragraphs_is_one_cell_and_a_frame_is_no_table() -> None:
    body = table([("任务", "1.建图书馆\n2.办活动", ""), ("", "", "")]) + table([("一、总则\n第一条",)])
    assert text_of(docx(body)).splitlines() == ["任务\t1.建图书馆 2.办活动\t", "一、总则", "第一条"]


def test_numbers_inside_a_table_count_on_with_the_text() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{numbered('甲', 1)}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    body = numbered("一", 1) + cell + numbered("三", 1)
    assert text_of(docx(body, numbering=numbering((("decimal", "%1."),)))).splitlines() == [
        "1.一",
        "2.甲\t乙",
        "3.三",
    ]


# files that lie


def refused(data: bytes, name: str = "a.docx", limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        text_of(data, name, limits)
    assert "Try: " in str(caught.value)
    return str(caught.value)


def test_a_bomb_is_refused_by_what_comes_out_of_it() -> None:
    body = paragraph("甲" * 3_000_000)
    assert "beyond the limit" in refused(docx(body))
    assert "beyond the limit" in refused(docx(paragraph("甲乙丙")), limits=Limits(part_bytes=100))


def test_entities_are_never_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = (
        f'{bomb}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    )
    refused(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}))


def test_an_entity_that_names_a_file_reads_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    document = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    message = refused(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}))
    assert "机密" not in message


def test_nesting_without_end_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 5_000
    refused(docx(deep))


def test_a_file_cut_short_and_a_file_of_another_kind_are_refused() -> None:
    data = docx(paragraph("甲乙丙"))
    refused(data[: len(data) // 2])
    refused(b"not a zip at all")
    refused(packed({"word/other.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}))


def test_a_file_is_known_by_its_bytes_and_not_by_its_suffix() -> None:
    assert text_of(docx(paragraph("甲乙丙")), "a.doc").strip() == "甲乙丙"
    assert text_of("<html><body><p>甲乙丙</p></body></html>".encode(), "a.doc").strip() == "甲乙丙"
