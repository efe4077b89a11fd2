"""Many documents in one file: tables with a document a row, archives, folders of both."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from make_documents import docx, packed, paragraph

from extract.errors import ReadError
from extract.head import read_head
from extract.model import Document
from extract.readers import Limits, parse_columns, read, read_all, read_bytes

BODY = "各县区教育局：\n为加强阅读工作，现就有关事项通知如下。\n一、总体要求。\n"


def texts(data: bytes, name: str, columns: dict[str, list[str]] | None = None) -> list[str]:
    found = list(read_bytes(data, name, columns=columns))
    assert all(isinstance(item, Document) for item in found), found
    return [item.text for item in found if isinstance(item, Document)]


def errors(data: bytes, name: str, **options: object) -> list[str]:
    return [str(item) for item in read_bytes(data, name, **options) if isinstance(item, ReadError)]  # type: ignore[arg-type]


def workbook(*rows: tuple[str | float | date, ...]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADING = ("标题", "发文字号", "发文机构", "公布日期", "正文")
ROW = ("关于加强阅读工作的通知", "洪教字〔2018〕7号", "南昌市教育局", "2018-03-09", BODY)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_each_row_of_a_table_is_a_document_and_its_facts_feed_the_head(name: str) -> None:
    rows = (HEADING, ROW, ("无正文的一行", "", "", "", ""), ("其他", "", "", "", BODY))
    data = (
        workbook(*rows)
        if name == "a.xlsx"
        else "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode("gb18030")
    )
    first, second = read_bytes(data, name)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.name, second.name) == (f"{name}#2", f"{name}#4")
    head = read_head(first)
    assert (head.title, head.number, head.issuers) == (ROW[0], ROW[1], ("南昌市教育局",))
    assert (head.issued_on, head.place) == ("2018-03-09", "南昌市")
    assert first.text.endswith(BODY)


def test_the_user_says_which_column_is_which() -> None:
    data = workbook(("名", "段一", "段二"), ("阅读办法", "第一条 甲。", "第二条 乙。"))
    assert texts(data, "a.xlsx", {"title": ["名"], "text": ["段一", "段二"]}) == [
        "标题：阅读办法\n第一条 甲。\n第二条 乙。\n"
    ]


def test_columns_are_given_in_words() -> None:
    assert parse_columns("title=名称，text=内容+附件,text=备注") == {
        "title": ["名称"],
        "text": ["内容", "附件", "备注"],
    }
    for wrong in ("", "名称", "title=", "author=作者", "title=名称,"):
        with pytest.raises(ValueError, match="FIELD=HEADING"):
            parse_columns(wrong)


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    assert texts(workbook(("标题", "正文"), ("阅读办法", "阅读办法\n第一条 甲。")), "a.xlsx") == [
        "阅读办法\n第一条 甲。\n"
    ]


def test_dates_and_numbers_in_cells_are_written_as_people_write_them() -> None:
    (text,) = texts(workbook(("标题", "成文日期", "正文"), ("阅读", datetime(2018, 3, 9), 12.0)), "a.xlsx")
    assert text == "标题：阅读\n成文日期：2018-03-09\n12\n"


def test_a_table_without_texts_says_which_columns_there_are() -> None:
    (message,) = errors(workbook(("甲", "乙"), ("1", "2")), "a.xlsx")
    assert "甲, 乙" in message and "--columns" in message
    (message,) = errors(workbook(HEADING, ROW), "a.xlsx", columns={"text": ["内文"]})
    assert "内文" in message


def test_rows_beyond_the_limit_are_refused() -> None:
    assert "rows" in errors(workbook(HEADING, ROW, ROW, ROW), "a.xlsx", limits=Limits(rows=2))[0]


# archives


def test_an_archive_is_read_in_the_order_of_its_names_without_unpacking(tmp_path: Path) -> None:
    data = packed(
        {
            "b.txt": "乙乙".encode(),
            "a/c.docx": docx(paragraph("甲甲")),
            ".x.txt": b"x",
            "pic.png": b"x",
            "__MACOSX/a.txt": b"x",
        }
    )
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    found = list(read_all([path]))
    assert [item.name if isinstance(item, Document) else "error" for item in found] == ["c.docx", "b.txt"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["all.zip"]


def test_names_in_gbk_are_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        info = zipfile.ZipInfo("通知.txt")
        package.writestr(info, "甲甲甲")
    # a Chinese Windows writes the bytes of GBK and no flag for UTF-8
    data = stream.getvalue().replace(
        "通知.txt".encode(), "通知.txt".encode("gbk").ljust(len("通知.txt".encode()), b"_")
    )
    data = data.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    found = list(read_bytes(data, "a.zip"))
    assert found and all(
        "通知" in str(getattr(item, "name", item)) or isinstance(item, ReadError) for item in found
    )


def test_names_that_climb_out_of_the_archive_are_only_shown(tmp_path: Path) -> None:
    data = packed(
        {
            "../../evil.txt": "甲甲甲".encode(),
            "C:\\evil.txt": "乙乙乙".encode(),
            "/etc/evil.txt": "丙丙丙".encode(),
        }
    )
    found = list(read_bytes(data, str(tmp_path / "a.zip")))
    assert [item.name for item in found if isinstance(item, Document)] == ["evil.txt"] * 3
    assert list(tmp_path.iterdir()) == []


def test_one_bad_member_is_reported_and_the_others_are_read() -> None:
    data = packed({"a.txt": "甲甲甲".encode(), "b.docx": b"PK\x03\x04broken", "c.txt": "丙丙丙".encode()})
    found = list(read_bytes(data, "all.zip"))
    assert [isinstance(item, Document) for item in found] == [True, False, True]
    assert "all.zip!b.docx" in str(found[1])


def test_archives_inside_archives_end_somewhere() -> None:
    data = packed({"a.txt": "甲甲甲".encode()})
    for depth in range(4):
        data = packed({f"{depth}.zip": data})
    assert any("deep" in message for message in errors(data, "a.zip"))


def test_an_archive_that_grows_without_end_is_refused() -> None:
    bomb = packed({"a.txt": b"0" * 50_000_000})
    assert len(bomb) < 100_000
    assert "beyond the limit" in errors(bomb, "a.zip")[0]
    many = packed({f"{index}.txt": b"x" for index in range(30)})
    assert "more than the limit" in errors(many, "a.zip", limits=Limits(archive_files=10))[0]
    assert (
        "packs"
        in errors(
            packed({"a.txt": b"x" * 2000, "b.txt": b"y" * 2000}), "a.zip", limits=Limits(archive_bytes=3000)
        )[0]
    )


def test_an_archive_without_documents_and_one_that_is_locked_say_so() -> None:
    assert "holds no document" in errors(packed({"a.png": b"x"}), "a.zip")[0]
    data = bytearray(packed({"a.txt": "甲甲甲".encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "password" in errors(bytes(data), "a.zip")[0]


def test_a_file_of_several_documents_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": "甲甲甲".encode(), "b.txt": "乙乙乙".encode()}))
    with pytest.raises(ReadError, match="2 documents"):
        read(path)
