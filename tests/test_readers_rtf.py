"""Rich text, web archives and the formats that need LibreOffice."""

import pytest
from fuzz_readers import mhtml, rtf
from make_documents import docx, html_page, packed, paragraph

from extract.errors import ReadError
from extract.model import Document
from extract.readers import Limits, read_bytes


def text_of(data: bytes, name: str, limits: Limits | None = None) -> str:
    (found,) = read_bytes(data, name, limits=limits or Limits())
    if isinstance(found, ReadError):
        raise found
    assert isinstance(found, Document)
    return found.text


def rich(body: str) -> str:
    """Return the text of a rich text file with this body, in the character set of simplified Chinese."""
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}{\\stylesheet{\\s0 Normal;}}"
    return text_of((head + body + "}").encode("latin-1"), "a.rtf")


def test_bytes_are_decoded_by_the_character_set_of_their_font() -> None:
    gbk = "".join(f"\\'{byte:02x}" for byte in "阅读工作".encode("gbk"))
    assert rich(f"\\f0 {gbk}\\f1  caf\\'e9\\par") == "阅读工作 café\n"


def test_unicode_escapes_stand_for_themselves_and_their_fallback_is_passed_over() -> None:
    assert rich("\\u-26933?\\u35835 ?\\uc2\\u24037 ??\\uc0\\u20316 !\\par") == "雋读工作!\n".replace(
        "雋", chr(-26933 % 65536)
    )
    assert rich("\\u-10179?\\u-8704?\\par") == "\U0001f600\n"


def test_an_automatic_number_is_taken_from_the_words_that_stand_for_it() -> None:
    first = "{\\listtext\\pard\\plain \\u19968?\\u12289?\\tab}\\ilvl0\\ls1 \\u24635?\\u21017?\\par"
    bullet = "{\\listtext\\f1\\u-3913?\\tab}\\u30002?\\par"
    assert rich(first + "{\\listtext 1.\\tab}\\u20057?\\par" + bullet) == "一、总则\n1.乙\n甲\n"


def test_a_row_is_a_line_with_its_cells_kept_apart() -> None:
    assert rich("\\trowd\\intbl 1\\cell a\\par b\\cell\\row\\pard c\\par") == "1\ta b\nc\n"


def test_what_no_reader_sees_is_left_out() -> None:
    body = (
        "{\\header head\\par}{\\footer foot}{\\*\\unknown x}{\\info{\\title t}}{\\pict 89504e47}{\\v hidden}{\\deleted gone}"
        '{\\field{\\*\\fldinst HYPERLINK "http://a"}{\\fldrslt link}} seen{\\footnote note}\\line next\\par'
    )
    assert rich(body) == "link seen\nnext\nnote\n"


def test_escaped_marks_spaces_and_dashes_are_the_characters() -> None:
    assert rich("a\\{b\\}\\\\\\~\\_\\emdash\\ldblquote c\\rdblquote\\par") == "a{b}\\\xa0-—“c”\n"


def test_groups_without_end_and_other_files_are_refused() -> None:
    with pytest.raises(ReadError, match="nested"):
        text_of(b"{\\rtf1" + b"{" * 5_000, "a.rtf")
    with pytest.raises(ReadError, match="another kind"):
        text_of(b"plain words", "a.rtf")


def test_the_words_of_a_file_made_by_escapes_come_back() -> None:
    text = "关于阅读工作的通知\n一、总体要求：{到2025年}。\n".replace("{", "（").replace("}", "）")
    assert text_of(rtf(text), "a.rtf") == text


def test_a_web_archive_gives_its_page() -> None:
    assert text_of(mhtml(html_page("关于阅读工作的通知\n一、总则")), "a.mht").splitlines() == [
        "关于阅读工作的通知",
        "一、总则",
    ]


def test_a_web_archive_that_word_saved_as_doc_is_read() -> None:
    assert "总则" in text_of(mhtml(html_page("一、总则")), "a.doc")


def test_a_web_archive_without_a_page_is_refused() -> None:
    with pytest.raises(ReadError, match="no page"):
        text_of(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nwords", "a.mhtml")


def test_without_libreoffice_the_message_names_it() -> None:
    odt = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
    with pytest.raises(ReadError, match="LibreOffice") as caught:
        text_of(odt, "a.odt", Limits(seconds=0))
    assert "libreoffice.org" in caught.value.render("zh")


def test_a_damaged_word_file_is_refused_whether_libreoffice_is_there_or_not() -> None:
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3_000
    for limits in (Limits(seconds=0), Limits(seconds=60)):
        with pytest.raises(ReadError, match="Try: "):
            text_of(broken, "a.doc", limits)


def test_a_converter_that_takes_too_long_is_stopped() -> None:
    odt = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
    with pytest.raises(ReadError, match="LibreOffice"):
        text_of(odt, "a.odt", Limits(seconds=0.01))


def test_a_word_file_under_another_name_is_read_for_what_it_is() -> None:
    assert text_of(docx(paragraph("甲乙丙")), "a.wps").strip() == "甲乙丙"
