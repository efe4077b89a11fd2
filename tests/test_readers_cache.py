"""Texts that readers made are kept by the hash of the bytes, the format and the readers' version."""

import json
from pathlib import Path

import pytest
from fuzz_readers import pdf
from make_documents import docx, paragraph

from extract.errors import ReadError
from extract.model import Document
from extract.readers import VERSION, read_all
from extract.readers.base import ReadText
from extract.readers.cache import TextCache


def texts(folder: Path, cache: Path) -> list[str]:
    return [item.text for item in read_all([folder], cache=cache) if isinstance(item, Document)]


def test_a_file_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    folder, cache = tmp_path / "in", tmp_path / "cache"
    folder.mkdir()
    (folder / "a.docx").write_bytes(docx(paragraph("甲乙丙")))
    (folder / "b.pdf").write_bytes(pdf())
    first = texts(folder, cache)
    kept = sorted(cache.iterdir())
    assert len(kept) == 2
    # what is kept is what is given: a changed text comes back changed
    content = json.loads(kept[0].read_text("ascii"))
    kept[0].write_text(json.dumps({**content, "text": "kept"}), "ascii")
    assert sorted(texts(folder, cache)) != sorted(first)
    assert "kept" in texts(folder, cache)


def test_a_changed_file_and_another_version_are_read_anew(tmp_path: Path) -> None:
    made = ReadText(text="甲\ud800", pages=(3, 7))
    TextCache(tmp_path, 1).put("ab", "application/pdf", made)
    assert TextCache(tmp_path, 1).get("ab", "application/pdf") == made
    assert TextCache(tmp_path, 2).get("ab", "application/pdf") is None
    assert TextCache(tmp_path, 1).get("ab", "text/html") is None
    assert TextCache(tmp_path, 1).get("cd", "application/pdf") is None


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", '{"version": 1}', '{"version": 1, "media_type": "x", "text": "a", "pages": ["b"]}'],
)
def test_a_damaged_text_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / "ab.read.json").write_text(damage, "utf-8")
    assert TextCache(tmp_path, 1).get("ab", "x") is None


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(docx(paragraph("甲乙丙")))
    assert texts(tmp_path / "in", tmp_path / "cache") == ["甲乙丙\n"]


def test_a_file_that_cannot_be_read_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(b"PK\x03\x04")
    for _ in range(2):
        (found,) = read_all([tmp_path / "in"], cache=tmp_path / "cache")
        assert isinstance(found, ReadError)
    assert not (tmp_path / "cache").exists()
    assert VERSION >= 1
