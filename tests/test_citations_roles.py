"""What a sentence does with a citation: ``cases/roles.txt``, the cues' own examples, levels, places."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from citation_cases import NEGATIVES, POSITIVES, SIGNS, cited, head_of, unmarked

from extract.cues import find_cue, load_cues
from extract.model import Level, Role
from extract.tables import read_table

CASES = Path(__file__).parent / "cases" / "roles.txt"


def read_cases() -> Iterator[tuple[int, Role, str, tuple[tuple[int, int, bool], ...]]]:
    role = Role.MENTIONS
    for number, raw in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if raw.startswith("== "):
            role = Role(raw[3:])
        elif raw and not raw.startswith("#"):
            text, marks = unmarked(raw.translate(SIGNS))
            yield number, role, text, marks


ALL = tuple(read_cases())


@pytest.mark.parametrize(("line", "role", "text", "marks"), ALL, ids=lambda value: str(value)[:24])
def test_a_citation_plays_the_role_its_sentence_gives_it(
    line: int, role: Role, text: str, marks: tuple[tuple[int, int, bool], ...]
) -> None:
    found = [
        (citation.mention.span.start, citation.mention.span.end, citation.role is role)
        for citation in cited(text)
    ]
    assert found == list(marks), line


def test_every_role_has_enough_cases_for_and_against() -> None:
    found = Counter(role for _, role, _, marks in ALL if any(own for _, _, own in marks))
    left = Counter(role for _, role, _, marks in ALL if not any(own for _, _, own in marks))
    assert [role for role in Role if found[role] < POSITIVES or left[role] < NEGATIVES] == []


@pytest.mark.parametrize("row", read_table("cues.csv"), ids=lambda row: row["id"])
def test_a_cue_gives_its_role_in_its_own_example(row: dict[str, str]) -> None:
    start, end = row["examples"].index("▸"), row["examples"].index("◂")
    cue = find_cue(row["examples"][:start], row["examples"][end + 1 :])
    assert (cue.cue.role if cue else Role.MENTIONS) == row["relation"]


@pytest.mark.parametrize("row", read_table("cues.csv"), ids=lambda row: row["id"])
def test_a_counter_example_of_a_cue_holds_no_citation_of_its_role(row: dict[str, str]) -> None:
    text = row["counter_examples"].replace("▸", "").replace("◂", "")
    wrong = [citation for citation in cited(text) if citation.role == row["relation"]]
    assert "（" in row["counter_examples"] or wrong == []


def test_every_cue_of_the_table_is_loaded_once() -> None:
    assert [cue.id for cue in load_cues()] == [row["id"] for row in read_table("cues.csv")]


@pytest.mark.parametrize(
    ("text", "place", "level"),
    [
        ("根据《江苏省河道管理条例》巡河。", None, Level.PROVINCIAL),
        ("根据省水利厅《关于巡河的通知》巡河。", "320500", Level.PROVINCIAL),
        ("根据《关于巡河的通知》（苏水河〔2020〕3号）巡河。", "320500", Level.PROVINCIAL),
        ("根据市水务局《关于巡河的通知》巡河。", "320500", Level.MUNICIPAL),
        ("根据《X区河道保洁办法》保洁。", None, Level.COUNTY),
        ("根据《关于我县河道保洁的意见》保洁。", "330523", Level.COUNTY),
        ("根据《中华人民共和国水法》巡河。", None, Level.CENTRAL),
        ("根据水利部、财政部《关于巡河的通知》巡河。", None, Level.CENTRAL),
        ("根据《关于巡河的通知》（水河湖〔2020〕3号）巡河。", None, Level.CENTRAL),
        ("根据中国人民银行杭州中心支行《关于便利开户的通知》办理。", None, Level.PROVINCIAL),
        ("根据《关于巡河的通知》巡河。", None, Level.UNKNOWN),
        ("根据《城市河道保洁办法》保洁。", None, Level.UNKNOWN),
    ],
)
def test_the_level_of_a_cited_document_is_read_from_its_words(
    text: str, place: str | None, level: Level
) -> None:
    (citation,) = cited(text, head_of(text, {"place": place} if place else {}))
    assert citation.level is level


def test_in_a_list_a_title_that_says_nothing_is_of_the_level_before_it() -> None:
    text = "根据《中华人民共和国水法》《取水口管护标准》等规定，开展整治。"
    assert [citation.level for citation in cited(text)] == [Level.CENTRAL, Level.CENTRAL]
