"""Down from a directive to goals and tasks, up from a task, each with the words it rests on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_graph_builder import FIRST, PLAN, SECOND, TEXT, build, plan

from extract.catalogue import Catalogue
from graph.answers.adhoc import run_adhoc
from graph.answers.trace import trace
from graph.store import StatementError, Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("trace") / "graph.kgl") as opened:
        opened.write(build(plan(), plan("区教发〔2022〕8号", name="later.txt")))
        yield opened


@pytest.mark.parametrize(
    "words",
    [
        "国发〔2020〕1号",
        "国发[2020]1号",
        " 国发（2020）1号 ",
        "关于甲事的意见",
        "《关于甲事的意见》",
        "甲事 意见",
    ],
)
def test_a_directive_is_found_by_id_number_and_words_and_leads_down(store: Store, words: str) -> None:
    found = trace(store, words)
    assert [one.directive.id for one in found.down] == [FIRST.id]
    assert [one.document.id for one in found.down[0].documents] == [PLAN, "区教发〔2022〕8号"]
    assert not found.up


def test_goals_and_tasks_come_with_quote_offsets_basis_and_confidence(store: Store) -> None:
    driven = trace(store, FIRST.id).down[0].documents[0]
    assert driven.stated is not None and driven.stated.basis == "document"
    (goal,) = driven.goals
    assert (goal.marker, goal.title, goal.drive.basis) == ("1.", "体育", "explicit")
    assert TEXT[goal.first_char : goal.end_char].startswith("1. 体育")
    first, second = goal.tasks
    assert (first.drive.basis, first.drive.confidence) == ("explicit", 0.8)
    assert (second.drive.basis, second.drive.confidence) == ("scope", 0.95)
    for task in goal.tasks:
        assert task.text == TEXT[task.first_char : task.end_char]
        assert task.drive.first_char is not None
        assert TEXT[task.drive.first_char : task.drive.end_char] == task.drive.quote == "《关于甲事的意见》"
    assert not driven.tasks


def test_the_words_of_a_task_lead_up_to_what_drives_it(store: Store) -> None:
    found = trace(store, "继续深化改革")
    assert len(found.up) == 2 and not found.down
    first = found.up[0]
    assert first.task is not None and first.task.text == "继续深化改革。"
    assert first.task.holder_title == "体育" and first.document.id == PLAN
    (driver,) = first.drivers
    assert (driver.document.id, driver.of, driver.drive.basis) == (FIRST.id, "task", "scope")


def test_a_local_document_that_drives_nothing_leads_up_to_its_own_basis(store: Store) -> None:
    (up,) = trace(store, PLAN).up
    assert up.task is None and up.document.id == PLAN
    assert [(one.document.id, one.of) for one in up.drivers] == [(FIRST.id, "document")]


def test_a_document_without_any_driver_is_found_and_says_so(store: Store) -> None:
    (up,) = trace(store, SECOND.title).up
    assert up.document.id == SECOND.id and up.drivers == ()


def test_words_that_mean_nothing_find_nothing(store: Store) -> None:
    found = trace(store, "不存在的文字")
    assert (found.down, found.up, found.more) == ((), (), 0)


@pytest.mark.parametrize("words", ["", " ", "'", '"}) DETACH DELETE n //', "$x", "《》"])
def test_hostile_and_empty_words_are_only_words(store: Store, words: str) -> None:
    trace(store, words)
    assert store.run("MATCH (n:Document) RETURN count(n) AS n")[0]["n"] > 0


def test_more_documents_than_are_shown_are_counted(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.kgl") as opened:
        opened.write(
            build(*(plan(f"云教〔2020〕{n}号", name=f"{n}.txt") for n in range(12)), catalogue=Catalogue(()))
        )
        found = trace(opened, "云海区教育工作要点")
    assert len(found.up) == 10 and found.more == 2


def test_any_question_is_answered_within_its_limits(store: Store) -> None:
    answer = run_adhoc(store, "MATCH (t:Task) RETURN t.id AS 编号, t.order ORDER BY 编号", limit=3)
    assert answer.columns == ("编号", "t.order") and len(answer.rows) == 3 and answer.cut
    assert not run_adhoc(store, "MATCH (t:Task) RETURN t.id", limit=4).cut
    with pytest.raises(StatementError, match="took longer than"):
        run_adhoc(store, "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h) RETURN count(*)", seconds=0.001)
