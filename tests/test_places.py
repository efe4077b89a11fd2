"""Places: names to codes, chains upwards, names that are none."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Level
from extract.places import load_places

with (Path(__file__).parent / "cases" / "places.csv").open(encoding="utf-8", newline="") as _handle:
    CASES = [tuple(row.values()) for row in csv.DictReader(_handle)]


@pytest.mark.parametrize(("text", "within", "code", "notes"), CASES, ids=[case[3] for case in CASES])
def test_a_name_means_the_place_that_the_table_says(text: str, within: str, code: str, notes: str) -> None:
    place = load_places().named(text, within or None)
    assert (place.code if place else "") == code


def test_every_county_has_a_province() -> None:
    places = load_places()
    for place in places:
        province = places.province_of(place.code)
        assert province is not None and province.level is Level.PROVINCIAL
        assert places.chain(place.code)[0] is place


def test_a_chain_goes_up_to_the_province() -> None:
    assert [place.name for place in load_places().chain("320104")] == ["秦淮区", "南京市", "江苏省"]
    assert load_places().chain("999999") == ()


def test_an_abolished_place_leads_to_its_successor_and_a_divided_one_stays() -> None:
    places = load_places()
    gone, divided = places.get("110103"), next(place for place in places if len(place.successors) > 1)
    assert gone is not None and places.current(gone).name == "东城区"
    assert places.current(divided) is divided


def test_every_full_name_is_found_by_name_or_by_chain() -> None:
    places = load_places()
    for place in places:
        chain = "".join(above.name for above in reversed(places.chain(place.code)))
        if not place.valid_to:
            assert places.named(chain) == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江苏省南京市鼓楼区教育局", ["江苏省", "南京市", "鼓楼区"]),
        ("福州市鼓楼区与南京市鼓楼区", ["福州市", "鼓楼区", "南京市", "鼓楼区"]),
        ("学习江苏经验", ["江苏省"]),
        ("鼓楼区的学校", []),
        ("认真做好会同有关部门的工作", []),
    ],
)
def test_places_are_found_in_words(text: str, names: list[str]) -> None:
    found = list(load_places().find(text))
    assert [each.place.name for each in found] == names
    assert all(each.place in load_places().all_named(each.span.of(text)) for each in found)


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("苏政办发", ["江苏省"]),
        ("苏教体艺", ["江苏省", "苏州市"]),
        ("苏月宫", []),
        ("信政办", ["信阳市"]),
        ("宁政发", ["南京市", "宁夏回族自治区"]),
        ("国办发", []),
        ("教体艺", []),
        ("", []),
    ],
)
def test_a_number_prefix_leads_to_its_places(prefix: str, names: list[str]) -> None:
    assert [place.name for place in load_places().with_prefix(prefix)] == names


@given(st.text(alphabet="江苏省南京市鼓楼区X×某我本全州县旗自治盟 的", max_size=20))
def test_any_words_name_a_place_or_none(text: str) -> None:
    places = load_places()
    place = places.named(text)
    assert place is None or places.get(place.code) is place
    spans = [found.span for found in places.find(text)]
    assert all(first.end <= second.start for first, second in pairwise(spans))
