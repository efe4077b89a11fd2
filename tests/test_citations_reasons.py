"""The reasons of the FEATURES table, held to ``cases/reasons.csv``: where each speaks and where it does not."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from citation_cases import NEGATIVES, POSITIVES, head_of

from extract.claims import claim_of
from extract.features import FEATURES
from extract.model import Entry, Level, Mention, MentionKind, Span
from extract.numbers import normal_number
from extract.resolve import ENOUGH, weigh
from extract.tables import split_list

CASES = Path(__file__).parent / "cases" / "reasons.csv"
Row = dict[str, str]


def read_rows() -> list[Row]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def mention_of(row: Row) -> Mention:
    number = row["number"]
    return Mention(
        span=Span(start=0, end=1),
        kind=MentionKind.BRACKETED if row["title"] else MentionKind.NUMBER,
        title=row["title"],
        number=(normal_number(number) or number) if number else None,
        issuer_text=row["issuer"],
        cue="",
        articles=(),
        rule="",
    )


def entry_of(row: Row) -> Entry:
    return Entry(
        id="e",
        title=row["entry_title"],
        number=row["entry_number"] or None,
        issuers=split_list(row["entry_issuers"]),
        issued_on=row["entry_issued_on"] or None,
        kind=None,
        level=Level(row["entry_level"]),
        place=row["entry_place"] or None,
        status=row["entry_status"],
        short_names=split_list(row["entry_short_names"]),
        source="",
    )


ROWS = read_rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['reason']}-{row['holds']}")
def test_a_reason_speaks_where_it_should(row: Row) -> None:
    (feature,) = (feature for feature in FEATURES if feature.name == row["reason"])
    head = head_of(
        "", {key: row[name] for key, name in (("date", "cited_on"), ("place", "place")) if row[name]}
    )
    value = feature.reason(claim_of(mention_of(row), head), entry_of(row))
    assert ((value or 0.0) >= 0.5) == (row["holds"] == "yes")


def test_every_reason_has_enough_cases_for_and_against() -> None:
    for_it = Counter(row["reason"] for row in ROWS if row["holds"] == "yes")
    against = Counter(row["reason"] for row in ROWS if row["holds"] == "no")
    names = [feature.name for feature in FEATURES]
    assert [name for name in names if for_it[name] < POSITIVES or against[name] < NEGATIVES] == []
    assert set(for_it) == set(names)


def test_every_reason_is_documented_in_one_sentence() -> None:
    for feature in FEATURES:
        assert (feature.reason.__doc__ or "").startswith("Say that "), feature.name


def test_an_answer_carries_the_reasons_that_spoke_the_strongest_first() -> None:
    row = next(row for row in ROWS if row["reason"] == "issuer_differs")
    candidate = weigh(claim_of(mention_of(row), head_of("", {})), entry_of(row))
    weights = [abs(item.weight) for item in candidate.evidence]
    assert candidate.score >= ENOUGH
    assert weights == sorted(weights, reverse=True)
    said = {item.reason: item.values for item in candidate.evidence}
    assert said["issuer_differs"] == ("中共中央国务院", "中共中央办公厅；国务院办公厅")
    assert said["same_title"][0] == said["same_title"][1] == "关于全面加强和改进新时代学校体育工作的意见"
