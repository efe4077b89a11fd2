"""Accuracy holds its gates: on the sample always, on the development sets where they are."""

from pathlib import Path

import pytest
from accuracy import GoldSet, figure, gold_sets, measure, shortfalls

from extract.evaluation import Predictions


@pytest.fixture(scope="module")
def known() -> dict[Path, Predictions]:
    return {}


@pytest.mark.parametrize("gold", gold_sets(), ids=lambda gold: gold.name)
def test_a_gold_set_holds_its_gates_and_loses_no_more_than_it_gains(
    gold: GoldSet, known: dict[Path, Predictions]
) -> None:
    if not gold.present:
        pytest.skip(f"../shared/gold/{gold.name} is not here")
    assert list(shortfalls(gold, measure(gold, known))) == []


@pytest.mark.parametrize("gold", gold_sets(), ids=lambda gold: gold.name)
def test_every_gold_set_has_a_baseline_to_be_compared_with(gold: GoldSet) -> None:
    assert gold.baseline.is_file(), "make baseline"


def test_the_gates_are_gates(known: dict[Path, Predictions]) -> None:
    gold = gold_sets()[0]
    strict = GoldSet(
        name=gold.name, path=gold.path, texts=gold.texts, least={"mentions.f1": 1.01}, error=-1.0
    )
    found = list(shortfalls(strict, measure(gold, known)))
    assert any("mentions.f1" in line for line in found)
    assert any("calibration error" in line for line in found)


def test_a_figure_is_found_by_its_dotted_name() -> None:
    assert figure({"a": {"b": 0.5}, "c": None}, "a.b") == 0.5
    assert figure({"a": {"b": 0.5}, "c": None}, "c") == 0.0
    with pytest.raises(KeyError):
        figure({}, "a.b")
