"""Every data file fits its schema, is in canonical form, and holds what it promises.

``FIX_DATA=1 pytest tests/test_data.py`` writes the tables in canonical form.
"""

import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extract.patterns import failures, load_patterns
from extract.tables import split_list
from extract.titles import squeeze

DATA = Path(__file__).resolve().parents[1] / "extract" / "data"
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
TOPICS = sorted(path.stem for path in (DATA / "patterns").glob("*.toml"))
CHINESE_TITLE = re.compile("[一-鿿]")
HALF_WIDTH = re.compile(r"[()\[\],;:?!]")


def schema_of(table: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((DATA / "schemas" / f"{table}.schema.json").read_text("utf-8"))
    return found


def rows_of(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def key_of(table: str, row: dict[str, str]) -> list[str]:
    columns = schema_of(table)["sortedBy"]
    assert isinstance(columns, list)
    return [row[column] for column in columns]


def canonical(table: str) -> str:
    rows = sorted(rows_of(table), key=lambda row: key_of(table, row))
    properties = schema_of(table)["properties"]
    assert isinstance(properties, dict)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(properties), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell.strip() for name, cell in row.items()} for row in rows)
    return text.getvalue()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_schema_and_every_row_fits_it(table: str) -> None:
    validator = Draft202012Validator(schema_of(table))
    wrong = [
        f"line {line}: {error.json_path} {error.message[:120]}"
        for line, row in enumerate(rows_of(table), 2)
        for error in validator.iter_errors(row)
    ]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_in_canonical_form(table: str) -> None:
    path = DATA / f"{table}.csv"
    expected = canonical(table)
    if os.environ.get("FIX_DATA"):
        path.write_text(expected, encoding="utf-8", newline="")
    assert path.read_bytes() == expected.encode()


@pytest.mark.parametrize("table", TABLES)
def test_no_two_rows_have_one_key(table: str) -> None:
    keys = [tuple(key_of(table, row)) for row in rows_of(table)]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_what_a_cell_refers_to_exists(table: str) -> None:
    references = schema_of(table)["references"]
    assert isinstance(references, dict)
    for column, target in references.items():
        other, _, key = target.partition(".")
        known = {row[key] for row in rows_of(other)}
        cells = [item for row in rows_of(table) for item in split_list(row[column])]
        assert [item for item in cells if item not in known] == []


@pytest.mark.parametrize("table", TABLES)
def test_lists_hold_no_item_twice(table: str) -> None:
    columns = {"short_names", "former_names", "issuers", "number_prefixes", "source"}
    wrong = [
        (key_of(table, row), column)
        for row in rows_of(table)
        for column in columns & row.keys()
        if len(set(split_list(row[column]))) != len(split_list(row[column]))
    ]
    assert wrong == []


def titles() -> Iterator[str]:
    yield from (row["title"] for row in rows_of("documents"))
    yield from (row["title"] for row in rows_of("law_editions"))
    yield from (row[side] for row in rows_of("relations") for side in ("from_title", "to_title"))


def test_chinese_titles_have_no_half_width_marks_and_no_stray_spaces() -> None:
    wrong = [
        title
        for title in titles()
        if CHINESE_TITLE.search(title) and (HALF_WIDTH.search(title) or "  " in title or "\u3000" in title)
    ]
    assert wrong == []


def test_brackets_in_titles_are_paired() -> None:
    pairs = (("（", "）"), ("《", "》"), ("〈", "〉"), ("“", "”"), ("〔", "〕"))
    wrong = [
        title for title in titles() if any(title.count(left) != title.count(right) for left, right in pairs)
    ]
    assert wrong == []


def test_a_document_number_is_in_normal_form() -> None:
    plain = re.compile(r"[^\s〔〕\d]{1,14}〔(?:19|20)\d{2}〕[1-9]\d*号")
    order = re.compile(r"(?:[^\d〔〕]+(?:第[1-9]\d*号|(?:19|20)\d{2}年第[1-9]\d*号)(?:、|$))+")
    numbers = [row["doc_number"] for row in rows_of("documents") if row["doc_number"]]
    assert [number for number in numbers if not (plain.fullmatch(number) or order.fullmatch(number))] == []


def test_the_id_of_a_document_is_its_number_where_one_document_has_it() -> None:
    rows = rows_of("documents")
    numbers = [row["doc_number"] for row in rows if row["doc_number"]]
    for row in rows:
        if row["id"].endswith("号") and "#" not in row["id"]:
            assert row["id"] == row["doc_number"]
        if numbers.count(row["doc_number"]) > 1:
            number, _, title = row["id"].partition("#")
            assert (number, squeeze(title)) == (row["doc_number"], squeeze(row["title"]))


def test_no_short_name_is_a_number_without_year_and_body() -> None:
    names = [name for row in rows_of("documents") for name in split_list(row["short_names"])]
    assert [name for name in names if re.fullmatch(r"\d+号(?:文|文件|令)?", name)] == []


def test_every_end_of_a_relation_has_an_id_or_a_title() -> None:
    for row in rows_of("relations"):
        ends = ("from",) if row["relation"] == "period" else ("from", "to")
        assert all(bool(row[f"{end}_id"]) != bool(row[f"{end}_title"]) for end in ends), row


def test_a_period_names_its_last_year() -> None:
    periods = [row["scope"] for row in rows_of("relations") if row["relation"] == "period"]
    assert [
        scope for scope in periods if not re.fullmatch(r"(?:(?:19|20)\d{2})?-(?:19|20)\d{2}", scope)
    ] == []


def test_nothing_replaces_an_earlier_text_before_its_own_day() -> None:
    issued = {row["id"]: row["issued_on"] for row in rows_of("documents")}
    wrong = [
        (row["from_id"], row["to_id"])
        for row in rows_of("relations")
        if row["relation"] in ("supersedes", "repeals")
        and issued.get(row["from_id"])
        and issued.get(row["to_id"])
        and issued[row["from_id"]][:4] < issued[row["to_id"]][:4]
    ]
    assert wrong == []


def test_places_hang_together() -> None:
    places = {row["code"]: row for row in rows_of("places")}
    ranks = {"provincial": 0, "municipal": 1, "county": 2}
    for row in places.values():
        above = places.get(row["parent_code"])
        assert (above is None) == (row["level"] == "provincial")
        if above is not None:
            assert ranks[above["level"]] < ranks[row["level"]]
        assert bool(row["successor_code"]) <= bool(row["valid_to"])


def test_each_cue_has_its_text_in_its_example() -> None:
    wrong = []
    for row in rows_of("cues"):
        example = re.sub("▸.*?◂", "…", row["examples"])
        parts = [part for part in row["text"].split("…") if part]
        if row["examples"].count("▸") != row["examples"].count("◂") or not all(
            part in example for part in parts
        ):
            wrong.append(row["id"])
    assert wrong == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_pattern_holds_its_examples(topic: str) -> None:
    patterns = load_patterns(topic)
    wrong = [failure for pattern in patterns.values() for failure in failures(pattern)]
    assert wrong == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_pattern_says_what_it_is_for_and_has_examples_of_both_kinds(topic: str) -> None:
    for name, pattern in load_patterns(topic).items():
        assert pattern.about and pattern.examples and pattern.counter_examples, name


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.toml")), ids=lambda path: path.name)
def test_every_toml_file_can_be_read(path: Path) -> None:
    assert tomllib.loads(path.read_text("utf-8"))


DECISIONS = [DATA / "facts" / "corrections.csv", *sorted((DATA / "facts" / "additions").glob("*.csv"))]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_of_ours_says_where_it_comes_from(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), 2):
            assert row["source"], f"{path.name} line {line}"
            assert not re.search("https?://|www\\.", " ".join(row.values())), f"{path.name} line {line}"
