"""Bodies: names to rows, local patterns filled by a place, the issuer before a title."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.bodies import load_bodies
from extract.catalogue import load_catalogue
from extract.model import Level
from extract.places import load_places

FOLDER = Path(__file__).parent / "cases"
with (FOLDER / "bodies.csv").open(encoding="utf-8", newline="") as _handle:
    CASES = [tuple(row.values()) for row in csv.DictReader(_handle)]
ISSUERS = [
    line for line in (FOLDER / "issuers.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize(
    ("text", "within", "year", "identity", "level", "notes"), CASES, ids=[case[5] for case in CASES]
)
def test_a_name_means_the_body_that_the_table_says(
    text: str, within: str, year: str, identity: str, level: str, notes: str
) -> None:
    body = load_bodies().named(text, within or None, int(year) if year else None)
    assert (body.id, body.level) == (identity, level) if body else not identity


@pytest.mark.parametrize("line", ISSUERS)
def test_the_run_of_issuers_before_a_title(line: str) -> None:
    text = line.replace("▸", "").replace("◂", "")
    span = load_bodies().ending_at(text, text.index("《"))
    marked = line.partition("▸")[2].partition("◂")[0]
    assert (span.of(text) if span else "") == marked.rstrip()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中共中央国务院", ["中共中央", "国务院"]),
        ("教育部 国家发展改革委、财政部等九部门", ["教育部", "国家发展改革委", "财政部"]),
        ("省委、省政府", ["省委", "省政府"]),
        ("河湖协会、教育部", ["河湖协会", "教育部"]),
        ("教育部", ["教育部"]),
        ("", []),
    ],
)
def test_joint_issuers_are_taken_apart(text: str, names: list[str]) -> None:
    assert list(load_bodies().split(text)) == names


def test_a_joint_short_name_is_its_members() -> None:
    assert [body.name for body in load_bodies().all_named("两办")] == ["中共中央办公厅", "国务院办公厅"]


def test_the_name_of_a_filled_pattern_is_full_and_its_id_leads_back() -> None:
    bodies = load_bodies()
    body = bodies.named("区教育局", "320106")
    assert body is not None and body.name == "南京市鼓楼区教育局"
    assert bodies.get(body.id) == body


@pytest.mark.parametrize(
    ("text", "within", "level"),
    [
        ("教育部等九部门", None, Level.CENTRAL),
        ("省委、省政府", None, Level.PROVINCIAL),
        ("西安市河湖月宫局", None, Level.MUNICIPAL),
        ("南京市江宁区河湖月宫局", None, Level.COUNTY),
        ("市河湖月宫局", "320104", Level.MUNICIPAL),
        ("市河湖月宫局", "110105", Level.PROVINCIAL),
        ("河湖月宫局", None, Level.UNKNOWN),
        ("江苏省", None, Level.UNKNOWN),
        ("", None, Level.UNKNOWN),
    ],
)
def test_the_level_of_issuers_follows_the_body_or_the_place_in_front(
    text: str, within: str | None, level: Level
) -> None:
    assert load_bodies().level_of(text, within) is level


@pytest.mark.parametrize(
    ("prefix", "level"),
    [
        ("国办发", Level.CENTRAL),
        ("教体艺", Level.CENTRAL),
        ("苏政办发", Level.PROVINCIAL),
        ("信政办", Level.MUNICIPAL),
        ("宁政发", Level.UNKNOWN),
        ("河湖发", Level.UNKNOWN),
    ],
)
def test_a_number_prefix_says_the_level_where_it_is_no_doubt(prefix: str, level: Level) -> None:
    assert load_bodies().level_of_prefix(prefix) is level


def test_every_issuer_in_the_catalogue_is_a_known_body() -> None:
    bodies = load_bodies()
    issuers = {name for entry in load_catalogue() for name in entry.issuers}
    assert sorted(name for name in issuers if bodies.named(name) is None) == []


def test_the_bodies_of_every_place_are_of_its_level() -> None:
    """长沙县教育局 is the county's and not 长沙's; every 通州区 is a county, whichever is meant."""
    wrong = [
        name
        for place in load_places()
        for name in (
            f"{place.name}教育局",
            f"{place.name}人民政府",
            f"{place.name}人民政府办公室",
            f"{place.name}委",
        )
        if (body := load_bodies().named(name)) is not None and body.level is not place.level
    ]
    assert wrong == []


def test_every_central_body_is_found_by_its_own_name() -> None:
    bodies = load_bodies()
    for body in bodies:
        if body.kind != "pattern":
            found = bodies.named(body.name, year=int(body.valid_to) if body.valid_to else None)
            assert found is not None and found.name == body.name


@given(st.text(alphabet="教育部省市厅局委办公等九门、 国务院中共央《转发X某", max_size=24))
def test_any_words_end_with_issuers_or_not(text: str) -> None:
    bodies = load_bodies()
    span = bodies.ending_at(text, len(text))
    assert span is None or 0 <= span.start < span.end <= len(text)
    assert "".join(bodies.split(text)) in "".join(text.split()).replace("、", "") or bodies.split(text)
