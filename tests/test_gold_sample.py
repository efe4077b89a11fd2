"""The sample's gold is what its hand-made entries say, and fits the sample's texts."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "extract" / "data" / "sample"


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_sample", HERE / "gold" / "build_sample.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "gold" / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    return load_builder()


@pytest.mark.parametrize("name", ["sample.jsonl", "sample-tasks.jsonl"])
def test_the_gold_files_are_those_that_the_entries_give(builder: ModuleType, name: str) -> None:
    assert builder.build()[name] == lines_of(name)


def test_every_sample_document_has_gold_and_no_other() -> None:
    files = sorted(path.name for path in SAMPLE.glob("*.txt"))
    assert [row["file"] for row in lines_of("sample.jsonl")] == files
    assert [row["file"] for row in lines_of("sample-tasks.jsonl")] == files


def test_the_sample_holds_every_kind_of_citation_and_every_relation() -> None:
    cites = [c for row in lines_of("sample.jsonl") for c in row["citations"]]
    assert {c["kind"] for c in cites} == {"bracketed", "bare", "number", "short", "anaphor"}
    assert {c["relation"] for c in cites} == {
        "implements", "based_on", "issues", "forwards", "amends", "repeals", "plans", "mentions",
    }  # fmt: skip
    assert {c["level"] for c in cites} == {"central", "provincial", "municipal", "county"}


def test_the_samples_files_keep_their_encodings(builder: ModuleType) -> None:
    city = (SAMPLE / "city-notice-2021.txt").read_bytes()
    county = (SAMPLE / "county-plan-2023.txt").read_bytes()
    assert city.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in county
    with pytest.raises(UnicodeDecodeError):
        county.decode("utf-8")
    assert county.decode(builder.ENCODINGS["county-plan-2023.txt"]).startswith("荻浦县")


def with_part(whole: int, part: int) -> str:
    return f"{whole} ({part})" if part else str(whole)


def test_the_counts_in_the_golds_readme_are_right() -> None:
    readme = (HERE / "gold" / "README.md").read_text(encoding="utf-8")
    for one, other in zip(lines_of("sample.jsonl"), lines_of("sample-tasks.jsonl"), strict=True):
        cites = one["citations"]
        drivers = [driver for task in other["tasks"] for driver in task["drivers"]]
        counts = [
            with_part(len(cites), sum(c["self"] or c["relation"] == "plans" for c in cites)),
            str(len(one["outline"])),
            str(len(other["tasks"])),
            with_part(len(drivers), sum(driver.get("doubtful", False) for driver in drivers)),
        ]
        line = next(line for line in readme.splitlines() if line.startswith(f"| `{one['file']}`"))
        assert [cell.strip() for cell in line.split("|")[3:-1]] == counts
