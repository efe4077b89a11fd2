"""Document numbers, numerals and dates, in every written form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import find_dates
from extract.numbers import FoundNumber, NumberKind, find_numbers, normal_number, number_key
from extract.numerals import numeral_value
from extract.patterns import failures, load_patterns

CASES = Path(__file__).parent / "cases" / "numbers.txt"


def numbers(text: str) -> list[str]:
    return [found.number for found in find_numbers(text)]


def cases() -> list[tuple[str, list[str]]]:
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, expected = line.partition("=>")
            rows.append(
                (text.strip().replace("\\n", "\n"), [item for item in expected.strip().split(";") if item])
            )
    return rows


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_number_is_found_in_every_written_form(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize("topic", ["numbers", "dates"])
def test_the_patterns_match_their_examples_and_no_counter_example(topic: str) -> None:
    assert [failure for pattern in load_patterns(topic).values() for failure in failures(pattern)] == []


def test_a_found_number_says_where_it_stands_and_what_it_is_made_of() -> None:
    text = "贯彻国办发[2015] 第71号文件"
    (found,) = find_numbers(text)
    assert found == FoundNumber(
        span=found.span,
        number="国办发〔2015〕71号",
        kind=NumberKind.SERIES,
        code="国办发",
        year=2015,
        serial=71,
        known=True,
    )
    assert found.span.of(text) == "国办发[2015] 第71号"


def test_only_numbers_between_the_offsets_are_found() -> None:
    text = "国发〔2009〕12号、国发〔2010〕13号、国发〔2011〕14号"
    first, second, _ = find_numbers(text)
    assert list(find_numbers(text, first.span.end, second.span.end)) == [second]


def test_spellings_of_one_order_have_one_key() -> None:
    spellings = ("中华人民共和国国务院令第624号", "国务院令624号", "国务院第６２４号令", "国令第624号")
    assert len({number_key(spelling) for spelling in spellings}) == 1
    assert number_key("国务院令第625号") != number_key(spellings[0])


codes = st.sampled_from(["国办发", "教体艺", "苏政办发", "工信厅联通信函", "渝府办发"])
brackets = st.sampled_from(["〔〕", "[]", "【】", "（）", "﹝﹞", "［］", "()", "(]", "[)"])


@given(
    codes,
    st.integers(1949, 2049).filter(lambda year: year // 100 in (19, 20)),
    st.integers(1, 9999),
    brackets,
)
def test_print_and_parse_bring_a_number_back(code: str, year: int, serial: int, pair: str) -> None:
    normal = f"{code}〔{year}〕{serial}号"
    assert normal_number(normal) == normal
    assert normal_number(f"{code} {pair[0]}{year}{pair[1]} 第{serial}号") == normal


@given(st.text(alphabet="国办发〔〕[]（）()12015第71号令公告年 \n教育部贯彻落实、，x", max_size=60))
def test_numbers_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_numbers(text):
        assert end <= found.span.start < found.span.end <= len(text)
        assert "".join(found.code.split()) in "".join(found.span.of(text).split())
        end = found.span.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十", 120),
        ("二〇二一", 2021),
        ("二○一五", 2015),
        ("百分之九", 9),
        ("十五", 15),
        ("十", 10),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("两千三百", 2300),
        ("三万", 30_000),
        ("3万", 30_000),
        ("一亿二千万", 120_000_000),
        ("廿一", 21),
        ("壹佰贰拾", 120),
        ("１２", 12),
        ("0", 0),
        ("", None),
        ("十十", None),
        ("百", None),
        ("一点五", None),
        ("九成", None),
        ("3.5", None),
        ("二三十", None),
    ],
)
def test_a_numeral_has_its_value(text: str, value: int | None) -> None:
    assert numeral_value(text) == value


UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def spoken(number: int) -> str:
    """Return a number below 10,000 as it is spoken."""
    text, rest, gap = "", number, False
    for unit, name in UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit if text else False
    if rest:
        text += ("零" if gap and text else "") + "零一二三四五六七八九"[rest]
    return text


@given(st.integers(1, 9999))
def test_a_spoken_number_is_read_back(number: int) -> None:
    assert numeral_value(spoken(number)) == number
    assert numeral_value(f"{spoken(number)}万") == number * 10_000


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers_of_numerals_numbers_and_dates(text: str) -> None:
    numeral_value(text)
    normal_number(text)
    assert all(0 <= date.span.start < date.span.end <= len(text) for date in find_dates(text))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2015年12月29日", ["2015-12-29"]),
        ("二〇二一年三月", ["2021-03"]),
        ("二○一六年十二月三十一日印发", ["2016-12-31"]),
        ("2016-7-1至2017/03/16", ["2016-07-01", "2017-03-16"]),
        ("2018.11.08", ["2018-11-08"]),
        ("２０１６年 ７ 月 １ 日", ["2016-07-01"]),
        ("到2020年，2021年3月底前", ["2020", "2021-03"]),
        ("2021年2月30日", []),
        ("2021年13月", []),
        ("20**年、2**1年", []),
        ("电话0571-87052120", []),
        ("2016—2020年", ["2020"]),
    ],
)
def test_a_date_is_read_as_partial_iso_text(text: str, dates: list[str]) -> None:
    assert [date.iso for date in find_dates(text)] == dates
