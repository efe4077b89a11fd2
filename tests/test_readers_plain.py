"""Text files: every encoding that people have, decoded exactly, or refused with words that help."""

import os
from pathlib import Path

import pytest

from extract.errors import ReadError
from extract.model import Document
from extract.readers import Limits, read, read_all

TEXT = (
    "关于加强青少年阅读工作的通知\r\n\r\n各区教育局：\n　　一、总体要求。到2025年，生均图书达到30册以上。\n"
)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-16-le", "utf-16-be", "big5"]
)
def test_a_text_is_read_in_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding != "big5" else "關於加強青少年閱讀工作的通知\r\n各區教育局：\n"
    path = put(tmp_path, "a.txt", text.encode(encoding))
    assert read(path).text.removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_a_byte_order_mark_is_character_0(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = put(tmp_path, "a.txt", mark + TEXT.encode(encoding))
    assert read(path).text == "\ufeff" + TEXT


def test_a_document_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    first, second = (read(put(tmp_path, name, TEXT.encode())) for name in ("a.txt", "b.txt"))
    assert first.id == second.id == f"sha256:{first.sha256}"
    assert (first.name, first.media_type) == ("a.txt", "text/plain")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no text"),
        (b"\xef\xbb\xbf \r\n\t", "no text"),
        (TEXT.encode()[:-2] + b"\xe5", "byte"),
        (bytes(range(256)) * 20, "encoding is not known"),
        (b"\x00\x01\x02\x03" * 50, "control characters"),
        ("国办".encode("utf-16")[:-1], "UTF-16"),
    ],
)
def test_what_cannot_be_read_says_what_was_tried_and_what_to_do(
    tmp_path: Path, data: bytes, words: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(put(tmp_path, "a.txt", data))
    assert words in str(caught.value)
    assert "Try: " in str(caught.value)
    assert "请尝试：" in caught.value.render("zh")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT.encode())
    with pytest.raises(ReadError, match="more than the limit"):
        read(path, limits=Limits(file_bytes=10))
    with pytest.raises(ReadError, match="characters, more than the limit"):
        read(path, limits=Limits(characters=10))


@pytest.mark.parametrize("name", ["missing.txt", "a.exe", ""])
def test_a_path_that_is_no_document_is_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.exe", b"MZ\x90")
    with pytest.raises(ReadError):
        read(tmp_path / name)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="not a file"):
        read(tmp_path / "a.txt")


def test_a_folder_gives_its_documents_sorted_and_the_errors_between(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt", "~$a.txt", "picture.png"):
        put(tmp_path, name, TEXT.encode())
    put(tmp_path, "bad.txt", b"\xff\xff\xff")
    found = list(read_all([tmp_path]))
    assert [item.name if isinstance(item, Document) else "error" for item in found] == [
        "a.txt",
        "b.txt",
        "error",
        "c.txt",
    ]


def test_a_folder_without_documents_is_an_error_that_names_the_formats(tmp_path: Path) -> None:
    (error,) = read_all([tmp_path])
    assert isinstance(error, ReadError)
    assert ".txt" in str(error)
