"""PDF files: lines become paragraphs and rows again, pages are known, scans and locked files are named."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from fuzz_readers import pdf
from make_documents import converted

from extract.errors import ReadError
from extract.head import read_head
from extract.model import Document
from extract.readers import Limits, read_bytes

TITLE = "某市人民政府办公室关于进一步加强青少年校外阅读工作和公共图书馆建设的实施意见"
TASKS = "到2025年，全市公共图书馆达到30个以上，每万人拥有藏书3.5万册，按照《公共图书馆建设标准》（建标108-2008）和Library Service规范执行，由市文化广电和旅游局牵头，确保2025年12月底前建成。"
CITING = "为贯彻落实《国务院办公厅关于全面加强和改进学校美育工作的意见》（国办发〔2015〕71号）和《教育部等九部门关于印发中小学生减负措施的通知》（教基〔2018〕26号）精神，提出如下意见。"


def document_of(data: bytes, name: str = "a.pdf", limits: Limits | None = None) -> Document:
    (found,) = read_bytes(data, name, limits=limits or Limits())
    if isinstance(found, ReadError):
        raise found
    return found


def printed(lines: list[tuple[str, str]], columns: int = 1, rows: Sequence[tuple[str, ...]] = ()) -> bytes:
    """Return a Word file laid out as official documents are: title, body with indents, running head, page number."""
    from docx import Document as new_document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    made = new_document()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(16 if columns == 1 else 11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if not rows:
        section.header.paragraphs[0].text = "某市人民政府公报"
    footer = section.footer.paragraphs[0]
    footer.add_run("— ")
    for kind in ("begin", "PAGE", "end"):
        mark = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            mark.text = kind
        else:
            mark.set(qn("w:fldCharType"), kind)
        footer.add_run()._r.append(mark)
    footer.add_run(" —")
    if columns > 1:
        for old in section._sectPr.findall(qn("w:cols")):
            section._sectPr.remove(old)
        cols = OxmlElement("w:cols")
        cols.set(qn("w:num"), str(columns))
        cols.set(qn("w:space"), "425")
        section._sectPr.append(cols)
    places = {
        "title": WD_ALIGN_PARAGRAPH.CENTER,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }
    for kind, words in lines:
        block = made.add_paragraph()
        run = block.add_run(words)
        block.alignment = places.get(kind, WD_ALIGN_PARAGRAPH.JUSTIFY)
        if kind == "title":
            run.font.size = Pt(22)
        elif kind == "body":
            block.paragraph_format.first_line_indent = Pt(32 if columns == 1 else 22)
    if rows:
        grid = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for index, row in enumerate(rows):
            for place, words in enumerate(row):
                grid.cell(index, place).text = words
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shown(lines: list[tuple[str, str]]) -> list[str]:
    """Return what a reader shows of the lines: the indent of a body's first line as blanks."""
    return [f"　　{words}" if kind == "body" else words for kind, words in lines]


def test_lines_are_paragraphs_again_and_running_heads_are_gone(tmp_path: Path) -> None:
    body = [("body", CITING)]
    for number in "一二三四五六":
        body += [("body", f"{number}、重点任务"), ("body", f"（一）{TASKS}"), ("body", f"（二）{TASKS}")]
    lines = [
        ("title", TITLE),
        ("centre", "某政办发〔2021〕3号"),
        ("left", "各县（市、区）人民政府，市政府各部门："),
        *body,
    ]
    lines += [("right", "某市人民政府办公室"), ("right", "2021年3月2日")]
    found = document_of(converted(tmp_path, printed(lines), ".pdf"))
    assert found.text.splitlines() == shown(lines)
    assert len(found.pages) >= 2
    assert all(0 < page < len(found.text) for page in found.pages) and list(found.pages) == sorted(
        found.pages
    )
    head = read_head(found)
    assert (head.title, head.number, head.issued_on) == (TITLE, "某政办发〔2021〕3号", "2021-03-02")


def test_a_citation_broken_over_two_pages_is_one_again_and_its_page_is_known(tmp_path: Path) -> None:
    lines = [("body", f"{CITING[:-1] * 3}（第{number}处）。") for number in range(1, 30)]
    found = document_of(converted(tmp_path, printed(lines), ".pdf"))
    assert found.text.splitlines() == shown(lines)
    inside = [page for page in found.pages if found.text[page - 1] != "\n"]
    assert inside, "no paragraph goes on over a page in this layout"


def test_rows_with_cells_of_several_lines_are_rows_again(tmp_path: Path) -> None:
    rows = [
        ("序号", "任务", "牵头单位", "责任单位", "完成时限"),
        (
            "1",
            "建设城乡公共图书馆，到2025年达到30个以上，每万人拥有藏书3.5万册。",
            "市文化广电和旅游局",
            "市教育局、市财政局",
            "2025年12月底",
        ),
        ("2", "开展读书月活动。", "市教育局", "团市委、市妇联", "持续推进"),
    ]
    found = document_of(converted(tmp_path, printed([("centre", "重点任务分工表")], rows=rows), ".pdf"))
    assert found.text.splitlines() == ["重点任务分工表", *("\t".join(row) for row in rows)]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    lines = [
        (
            "body",
            f"第{number}条　为了规范公共图书馆管理，保障公民阅读权利，根据有关法律法规，结合本市实际，制定本办法，自2021年起施行。",
        )
        for number in "一二三四五六七八九"
    ] * 3
    found = document_of(converted(tmp_path, printed(lines, columns=2), ".pdf"))
    assert found.text.splitlines() == shown(lines)


def test_a_page_without_words_is_a_scan_and_the_message_says_what_to_do() -> None:
    with pytest.raises(ReadError, match="scan") as caught:
        document_of(pdf("").replace(b"(second line)", b"()"), "gd-2021.pdf")
    assert "ocrmypdf" in str(caught.value)
    assert "扫描件" in caught.value.render("zh")


def test_a_locked_file_is_named_as_locked(tmp_path: Path) -> None:
    options = ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    data = converted(tmp_path, printed([("body", TASKS)]), ".pdf", options=options)
    with pytest.raises(ReadError, match="password"):
        document_of(data)


def test_a_damaged_file_and_one_of_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError, match="damaged"):
        document_of(b"%PDF-1.4\n" + b"x" * 500)
    with pytest.raises(ReadError, match="pages"):
        document_of(pdf(), limits=Limits(pages=0))


def test_latin_lines_are_joined_with_a_space() -> None:
    assert "Reading in schools" in document_of(pdf()).text
