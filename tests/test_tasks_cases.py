"""Tasks, indicators, deadlines, bodies and driver reasons: tables of cases in the style of real documents."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from extract.going_on import REASONS, Following
from extract.indicators import find_deadlines, find_indicators
from extract.model import BodyRole, Document, Head, Level, Role
from extract.outline import find_sections
from extract.patterns import failures, load_patterns
from extract.responsibilities import find_bodies, read_line
from extract.tasks import decide, find_purposes
from extract.units import Flat, find_units

CASES = Path(__file__).parent / "cases"
TOPICS = ("units", "verbs", "tasks", "responsibilities", "indicators", "deadlines", "drivers")
HEAD = Head(
    title="某县关于加强书屋建设的意见", number=None, issuers=(), level=Level.COUNTY, place=None, place_code=None,
    issued_on="2024-01-05", kind=None,
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def about(row: dict[str, str]) -> str:
    return f"{row['about']}: {row['words'][:16]}"


def flat(words: str) -> Flat:
    return Flat(text=words, start=0, offsets=None)


@pytest.mark.parametrize("row", rows("tasks"), ids=about)
def test_a_unit_is_kept_or_left_out_for_the_right_reason(row: dict[str, str]) -> None:
    text = f"一、重点工作\n（一）办好书屋。各地抓紧推进。{row['words']}\n"
    document = Document(id="d", name="d", media_type="text/plain", sha256="0", text=text)
    units = find_units(document, find_sections(document))
    number = next(number for number, unit in enumerate(units) if unit.text == row["words"])
    decision = decide(units, number, HEAD, find_deadlines(row["words"], "2024"), find_purposes(units))
    assert decision.kept == (row["kept"] == "yes"), decision.reason
    assert row["reason"] in ("", decision.reason)


@pytest.mark.parametrize("row", rows("indicators"), ids=about)
def test_figures_that_a_task_shall_reach_are_read(row: dict[str, str]) -> None:
    deadlines = find_deadlines(row["words"], "2024")
    found = [
        f"{each.value}|{each.unit}|{each.comparator.value}|{each.deadline or ''}"
        for each in find_indicators(flat(row["words"]), deadlines)
    ]
    assert ";".join(found) == row["expected"]


def test_low_and_high_of_an_indicator_are_numbers() -> None:
    (share,) = find_indicators(flat("三分之一以上完成改造。"), ())
    (rooms,) = find_indicators(flat("新增座位1.5万个。"), ())
    (span,) = find_indicators(flat("每周安排2～3课时。"), ())
    assert (share.low, share.high) == (1 / 3, 1 / 3)
    assert (rooms.low, rooms.high, rooms.value, rooms.unit) == (15000.0, 15000.0, "1.5", "万个")
    assert (span.low, span.high, span.value) == (2.0, 3.0, "2-3")


@pytest.mark.parametrize(
    ("words", "wordings"),
    [
        ("各馆要落实时间（夏季8小时，冬季7小时）。", ["夏季8小时", "冬季7小时"]),
        ("落实开放时间（每天8小时）。", ["落实开放时间（每天8小时）"]),
    ],
)
def test_the_wording_of_a_figure_holds_no_half_of_a_bracket(words: str, wordings: list[str]) -> None:
    assert [each.span.of(words) for each in find_indicators(flat(words), ())] == wordings


def test_a_deadline_carries_over_a_semicolon() -> None:
    (indicator,) = find_indicators(flat("市级书屋20所。"), (), carried="2027")
    assert indicator.deadline == "2027"


@pytest.mark.parametrize("row", rows("deadlines"), ids=about)
def test_words_that_say_by_when_are_read(row: dict[str, str]) -> None:
    found = [
        f"{row['words'][each.start : each.end]}={each.iso or ''}"
        for each in find_deadlines(row["words"], row["year"] or None)
    ]
    assert ";".join(found) == row["expected"]


@pytest.mark.parametrize("row", rows("responsibilities"), ids=about)
def test_bodies_are_named_with_their_roles(row: dict[str, str]) -> None:
    words = row["words"]
    named = read_line(words) or find_bodies(words)
    assert ";".join(f"{words[each.start : each.end]}/{each.role.value}" for each in named) == row["expected"]


def test_every_role_of_a_body_has_three_positive_and_two_negative_cases() -> None:
    expected = [row["expected"] for row in rows("responsibilities")]
    assert expected.count("") >= 2
    counts = Counter(name.rsplit("/", 1)[1] for cell in expected for name in cell.split(";") if name)
    without = [role.value for role in BodyRole if role is not BodyRole.OTHER and counts[role.value] < 3]
    assert without == []


@pytest.mark.parametrize("row", rows("driver_reasons"), ids=lambda row: f"{row['reason']}: {row['about']}")
def test_a_reason_speaks_where_it_should_and_nowhere_else(row: dict[str, str]) -> None:
    case = Following(
        words=row["words"],
        topic=row["words"],
        citing=row["citing"],
        last=row["citing"],
        title=row["title"],
        role=Role(row["role"]),
        same_paragraph=row["where"] != "other_paragraph",
        same_sentence=row["where"] == "same_sentence",
    )
    reason = next(reason for reason in REASONS if reason.name == row["reason"])
    assert (reason.speaks(case) is not None) == (row["speaks"] == "yes")


def test_every_reason_has_three_positive_and_two_negative_cases() -> None:
    counts = Counter((row["reason"], row["speaks"]) for row in rows("driver_reasons"))
    without = [
        reason.name for reason in REASONS if counts[reason.name, "yes"] < 3 or counts[reason.name, "no"] < 2
    ]
    assert without == []
    assert {reason for reason, _ in counts} == {reason.name for reason in REASONS}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_pattern_has_three_examples_and_two_counter_examples(topic: str) -> None:
    patterns = load_patterns(topic).values()
    without = [p.name for p in patterns if len(p.examples) < 3 or len(p.counter_examples) < 2]
    assert without == []
    assert [failure for pattern in patterns for failure in failures(pattern)] == []
