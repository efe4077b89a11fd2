"""Normal forms of titles: what is folded, and what tells siblings apart."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.titles import squeeze, title_keys, unwrap, years_in

with (Path(__file__).parent / "cases" / "titles.csv").open(encoding="utf-8", newline="") as _handle:
    CASES = [(row["first"], row["second"], row["same"], row["notes"]) for row in csv.DictReader(_handle)]
LEVELS = ("exact", "core", "stem", "undated")
CHARACTERS = st.text(
    alphabet="教育部关于印发《》〈〉（）()2021-—年的通知意见办法修订试行 　甲乙&lt;", max_size=40
)


@pytest.mark.parametrize(("first", "second", "same", "notes"), CASES, ids=[case[3] for case in CASES])
def test_two_titles_are_the_same_at_the_level_that_the_table_says(
    first: str, second: str, same: str, notes: str
) -> None:
    keys, others = title_keys(first), title_keys(second)
    equal = [level for level in LEVELS if getattr(keys, level) == getattr(others, level)]
    assert (equal[0] if equal else "") == same


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        ("甲部关于印发《乙办法》的通知", ("乙办法",)),
        ("甲部关于印发〈乙管理办法〉和〈丙管理办法〉的通知", ("乙管理办法", "丙管理办法")),
        ("《甲部关于印发〈乙管理办法〉等三个文件的通知》", ("乙管理办法",)),
        ("甲部关于加强河湖管护的意见", ("甲部关于加强河湖管护的意见",)),
        ("甲部关于转发《乙办法》的通知", ("甲部关于转发《乙办法》的通知",)),
        ("《甲》和《乙》", ("《甲》和《乙》",)),
    ],
)
def test_a_notice_is_opened_to_what_it_carries(title: str, inner: tuple[str, ...]) -> None:
    assert unwrap(title) == inner


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("甲部关于加强河湖管护的意见", "甲部"),
        ("甲省人民政府办公厅关于印发乙管理办法的通知", "甲省人民政府办公厅"),
        ("关于加强河湖管护的意见", ""),
        ("河湖管护办法", ""),
        ("甲省人民政府办公厅转发乙厅关于加强河湖管护意见的通知", "甲省人民政府办公厅"),
    ],
)
def test_the_issuer_in_front_is_kept(title: str, issuer: str) -> None:
    assert title_keys(title).issuer == issuer


def test_a_revision_gives_its_year_as_edition_and_not_as_a_year_of_the_title() -> None:
    keys = title_keys("中华人民共和国河湖法（2018年修正）")
    assert (keys.edition, keys.years) == ("2018", ())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("全民健身计划（2016—2020年）", ("2016", "2020")),
        ("教育现代化2035", ("2035",)),
        ("面向2021—2022学年的活动", ("2021", "2022")),
        ("河湖管护办法", ()),
        ("统计代码20210355", ()),
    ],
)
def test_years_of_a_title(text: str, years: tuple[str, ...]) -> None:
    assert years_in(text) == years


@given(CHARACTERS)
def test_a_key_is_its_own_key(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@given(CHARACTERS)
def test_equal_letters_have_equal_keys_at_every_level_below(text: str) -> None:
    assert title_keys(f"《{text}》").exact == title_keys(text).exact
    assert title_keys(text) == title_keys(text)


@given(st.text(max_size=60))
def test_any_text_has_keys(text: str) -> None:
    keys = title_keys(text)
    assert all(char.isalnum() for level in LEVELS for char in getattr(keys, level))


@pytest.mark.parametrize("tail", ["一", "等", "的", "（）", "2等"])
def test_twice_the_words_behind_a_title_take_little_more_than_twice_the_time(tail: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        unwrap(f"关于印发《读书办法》{tail * times}{'好' * 11}的通知")
        return time.process_time() - start

    short, long = (min(seconds(times) for _ in range(3)) for times in (12, 24))
    assert long < 10 * max(short, 0.01)
