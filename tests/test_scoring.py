"""The scorer gives the figures of the annotation guide's own scorer, and more that can be checked by hand."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.errors import DataError, Words
from extract.scoring import (
    citation_document,
    compare,
    read_baseline,
    read_citations,
    read_tasks,
    reliability,
    score_citations,
    score_tasks,
    task_document,
    write_baseline,
)
from extract.scoring.baseline import outcomes
from extract.scoring.confidence_bins import coverage
from extract.scoring.gold import IndicatorLine, TargetLine, is_task_file
from extract.scoring.normal import figure_key, same_document
from extract.scoring.tables import (
    render_breakdown,
    render_citations,
    render_comparison,
    render_coverage,
    render_reliability,
    render_tasks,
)

GOLD = Path(__file__).resolve().parent / "gold"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
CITATION_SETS = [GOLD / "sample.jsonl", SHARED / "dev.jsonl", SHARED / "mixed-dev.jsonl"]
TASK_SETS = [GOLD / "sample-tasks.jsonl", SHARED / "tasks-dev.jsonl"]
RELATIONS = ("implements", "based_on", "plans", "mentions", "issues", "amends")
LEVELS = ("central", "provincial", "municipal", "county", "unknown")
KINDS = ("bracketed", "bare", "number", "short", "anaphor")

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def theirs(scorer: str, gold: Path, predictions: list[Row], folder: Path) -> Any:
    """What the guide's own scorer prints, as JSON."""
    if not (SHARED / scorer).is_file():
        pytest.skip(f"../shared/gold/{scorer} is not here")
    path = folder / "predictions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
    command = [sys.executable, str(SHARED / scorer), str(gold), str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def ours(gold: Path, predictions: list[Row]) -> Row:
    if is_task_file(gold):
        predicted_tasks = {row["file"]: task_document(row) for row in predictions}
        return score_tasks(read_tasks(gold), predicted_tasks).as_dict()
    predicted = {row["file"]: citation_document(row) for row in predictions}
    return score_citations(read_citations(gold), predicted).as_dict()


def available(path: Path) -> Path:
    if not path.is_file():
        pytest.skip(f"../shared/gold/{path.name} is not here")
    return path


def mutate_target(chance: random.Random, target: Any) -> Any:
    """A target as another program might print it: right in another form, or wrong."""
    if isinstance(target, list):
        kept = [mutate_target(chance, each) for each in target if chance.random() < 0.9]
        chance.shuffle(kept)
        return kept or target[0]
    title, number = target["title"] or "", target["doc_number"] or ""
    return chance.choice(
        [
            {"title": f"《{title}》", "doc_number": number.replace("〔", "[").replace("〕", "] ")},
            {"title": f"教育部关于印发{title}的通知", "doc_number": None},
            {"title": title + "（试行）", "doc_number": ""},
            {"title": "关于" + title.removeprefix("关于"), "doc_number": None},
            {"title": f"国务院{title}", "doc_number": None},
            {"title": title[:-1], "doc_number": "国发〔1999〕1号"},
            {"title": None, "doc_number": number or None},
            {"title": title, "doc_number": "第" + number},
        ]
    )


def mutate_citations(rows: list[Row], chance: random.Random) -> list[Row]:
    rows = copy.deepcopy([row for row in rows if chance.random() < 0.9])
    for row in rows:
        kept = [item for item in row["citations"] if chance.random() < 0.85]
        for item in kept:
            if chance.random() < 0.3:
                item["start"] = max(0, item["start"] + chance.randint(-6, 6))
                item["end"] = max(item["start"] + 1, item["end"] + chance.randint(-6, 6))
            if chance.random() < 0.5:
                item["target"] = mutate_target(chance, item["target"])
            if chance.random() < 0.2:
                item["relation"] = chance.choice(RELATIONS)
                item["level"] = chance.choice(LEVELS)
                item["kind"] = chance.choice(KINDS)
        kept += copy.deepcopy([item for item in kept if chance.random() < 0.1])
        for _ in range(chance.randint(0, 3)):
            start = chance.randint(0, 3000)
            extra = {"title": "某文件", "doc_number": None}
            kept.append({"start": start, "end": start + chance.randint(1, 30), "target": extra, "kind": "bare",
                         "level": "central", "relation": "mentions"})  # fmt: skip
        chance.shuffle(kept)
        row["citations"] = kept
        if chance.random() < 0.2:
            row["outline"] = None
        for heading in row["outline"] or []:
            heading["start"] += chance.choice([0, 0, 0, 1, 2, 3])
            heading["depth"] += chance.random() < 0.1
        if chance.random() < 0.2:
            del row["document"]
        elif chance.random() < 0.5:
            row["document"] |= {"title": "《" + (row["document"]["title"] or "") + "》", "date": None}
            row["document"]["issuers"] = (
                row["document"]["issuers"][::-1] + ["某市人民政府"][: chance.randint(0, 1)]
            )
    return rows


def mutate_tasks(rows: list[Row], chance: random.Random) -> list[Row]:
    rows = copy.deepcopy([row for row in rows if chance.random() < 0.9])
    for row in rows:
        kept = [task for task in row["tasks"] if chance.random() < 0.85]
        for task in kept:
            task["start"] = max(0, task["start"] + chance.choice([0, 0, -3, 5]))
            task["end"] = max(task["start"] + 1, task["end"] + chance.choice([0, 0, -20, 30]))
            if chance.random() < 0.2:
                task.pop("goal")
            elif task["goal"] is not None:
                task["goal"] += chance.choice([0, 1, 2, 3])
            for driver in task["drivers"]:
                driver["basis"] = chance.choice(["explicit", "scope", "goal", None])
                driver["target"] = mutate_target(chance, driver["target"])
            task["drivers"] += copy.deepcopy([d for d in task["drivers"] if chance.random() < 0.3])
            for indicator in task["indicators"]:
                indicator["value"] = chance.choice(
                    [indicator["value"], "一两", "百分之" + indicator["value"], "9"]
                )
                indicator["unit"] = chance.choice([indicator["unit"], "个" + indicator["unit"], None])
                indicator["comparator"] = chance.choice([indicator["comparator"], "le"])
            task["bodies"] = [
                {"text": chance.choice([b["text"], b["text"] + "等", " " + b["text"]]),
                 "role": chance.choice([b["role"], "lead"])} for b in task["bodies"] if chance.random() < 0.8
            ]  # fmt: skip
            if chance.random() < 0.3:
                task["deadline"] = chance.choice(
                    [None, {"text": "到2020年", "iso": "2020"}, {"text": "年内", "iso": None}]
                )
        spare = [task for task in kept if chance.random() < 0.05]
        row["tasks"] = kept + [task | {"start": 1, "end": 9} for task in spare]
        if chance.random() < 0.3:
            row["document_drivers"] = None
        elif row["document_drivers"] and chance.random() < 0.5:
            invented = {"target": {"title": "某文件", "doc_number": None}}
            row["document_drivers"] = [*row["document_drivers"][1:], invented]
    return rows


@pytest.mark.parametrize("gold", CITATION_SETS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(4))
def test_citation_figures_are_those_of_the_guides_scorer(gold: Path, seed: int, tmp_path: Path) -> None:
    rows = (
        mutate_citations(rows_of(available(gold)), random.Random(seed)) if seed else rows_of(available(gold))
    )
    assert ours(gold, rows) == theirs("score.py", gold, rows, tmp_path)


@pytest.mark.parametrize("gold", TASK_SETS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(4))
def test_task_figures_are_those_of_the_guides_scorer(gold: Path, seed: int, tmp_path: Path) -> None:
    rows = mutate_tasks(rows_of(available(gold)), random.Random(seed)) if seed else rows_of(available(gold))
    assert ours(gold, rows) == theirs("score_tasks.py", gold, rows, tmp_path)


def test_predictions_for_other_documents_give_the_same_figures_too(tmp_path: Path) -> None:
    rows = rows_of(available(SHARED / "mixed-dev.jsonl"))
    gold = available(SHARED / "dev.jsonl")
    assert ours(gold, rows) == theirs("score.py", gold, rows, tmp_path)


@pytest.mark.parametrize("gold", [GOLD / "sample.jsonl", GOLD / "sample-tasks.jsonl"], ids=lambda p: p.stem)
def test_gold_against_itself_is_perfect(gold: Path) -> None:
    figures = ours(gold, rows_of(gold))
    for name in ("links", "outline", "tasks", "drivers", "bodies", "indicators", "deadlines"):
        if name in figures:
            assert figures[name]["f1"] == 1.0


def citation(start: int, end: int, title: str = "甲办法", **more: Any) -> Row:
    target = {"title": title, "doc_number": None}
    return {"start": start, "end": end, "kind": "bracketed", "target": target, "level": "central",
            "relation": "implements", "self": False} | more  # fmt: skip


def scores_of(gold: list[Row], predicted: list[Row]) -> Any:
    return score_citations(
        {"a.txt": citation_document({"file": "a.txt", "citations": gold})},
        {"a.txt": citation_document({"file": "a.txt", "citations": predicted})},
    )


def test_a_prediction_on_an_optional_entry_counts_neither_way() -> None:
    scores = scores_of([citation(0, 10, self=True), citation(20, 30, relation="plans")], [citation(0, 10)])
    assert (scores.gold_mentions, scores.predicted_mentions) == (0, 0)


def test_breakdowns_count_each_citation_once() -> None:
    scores = scores_of(
        [citation(0, 10), citation(20, 30, "乙办法", kind="bare"), citation(40, 50, kind="bare")],
        [citation(0, 10), citation(20, 30, "丙办法", kind="bare"), citation(60, 70, kind="short")],
    )
    kinds = {row.group: row for row in scores.by_kind()}
    assert kinds["bare"][1:] == (2, 1, 0, 1, 1, 1, 0)
    assert kinds["bracketed"][1:] == (1, 1, 1, 1, 1, 1, 1)
    assert kinds["short"][1:] == (0, 0, 0, 0, 0, 1, 0)
    assert sum(row.gold for row in scores.by_level()) == scores.gold_mentions
    assert sum(row.predicted for row in scores.by_relation()) == scores.predicted_mentions


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("国务院办公厅关于甲的意见", ""), ("关于甲的意见", ""), True),
        (("教育部关于印发《乙办法》的通知", ""), ("乙办法（试行）", ""), True),
        (("江苏省政府办公厅关于甲的意见", ""), ("省政府办公厅关于甲的意见", ""), True),
        (("江苏省政府办公厅关于甲的意见", ""), ("浙江省政府办公厅关于甲的意见", ""), False),
        (("丙", "国办发〔2015〕71号"), ("丁", "国办发[2015] 第71号"), True),
        (("", ""), ("", ""), False),
    ],
)
def test_documents_are_the_same_by_number_or_by_title(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    first, second = (TargetLine(title=title, number=number) for title, number in (one, other))
    assert same_document(first, second) is same
    assert same_document(second, first) is same


@pytest.mark.parametrize(
    ("value", "unit", "key"),
    [
        ("一两", "项", ("1-2", "项")),
        ("百分之九", "", ("9", "%")),
        ("三分之一", "", ("1/3", "")),
        ("100万", "元", ("100", "万元")),
        ("６", "个学分", ("6", "学分")),
        ("1－2", "项", ("1-2", "项")),
        ("二十", "所", ("20", "所")),
        ("90.0%", "%", ("90", "%")),
    ],
)
def test_figures_are_compared_in_one_form(value: str, unit: str, key: tuple[str, str]) -> None:
    assert figure_key(IndicatorLine(value=value, unit=unit, comparator="")) == key


def confident(lines: list[tuple[float, bool]]) -> Any:
    gold = [citation(20 * i, 20 * i + 10) for i in range(len(lines))]
    predicted = [
        citation(20 * i, 20 * i + 10, "甲办法" if right else "别的", confidence=confidence)
        for i, (confidence, right) in enumerate(lines)
    ]
    return scores_of(gold, predicted)


def test_calibration_is_perfect_where_confidence_is_the_share_that_is_right() -> None:
    scores = confident([(0.5, index % 2 == 0) for index in range(40)] + [(1.0, True)] * 40)
    found = reliability(scores)
    assert [bin_.lines for bin_ in found.bins] == [40, 40]
    assert found.error == 0.0


def test_lines_of_equal_confidence_are_never_split_and_a_bin_holds_at_least_thirty() -> None:
    scores = confident([(0.2, False)] * 29 + [(0.4, True)] * 50 + [(0.9, True)] * 10)
    found = reliability(scores)
    assert [(bin_.lines, bin_.lowest, bin_.highest) for bin_ in found.bins] == [(89, 0.2, 0.9)]
    mean = (29 * 0.2 + 50 * 0.4 + 10 * 0.9) / 89
    assert found.error == pytest.approx(abs(mean - 60 / 89))


def test_extra_lines_are_wrong_links_in_the_reliability_table() -> None:
    scores = scores_of([], [citation(0, 10, confidence=0.8)])
    assert reliability(scores).error == pytest.approx(0.8)


def test_coverage_is_what_is_certain_enough() -> None:
    scores = confident([(0.999, True)] * 6 + [(0.99, False)] + [(0.5, True)] * 3)
    assert coverage(scores, 0.99) == (0.99, 10, 7, 6)


def test_gained_and_lost_are_told_apart(tmp_path: Path) -> None:
    gold = [citation(0, 10), citation(20, 30), citation(40, 50)]
    before = outcomes(scores_of(gold, [citation(0, 10), citation(20, 30, "别的"), citation(60, 70)]))
    after = outcomes(scores_of(gold, [citation(0, 10, "别的"), citation(20, 30), citation(80, 90)]))
    write_baseline(tmp_path / "baseline.csv", before)
    kept = read_baseline(tmp_path / "baseline.csv")
    assert kept == before
    found = compare(kept, after)
    assert [(key.start, outcome) for key, outcome in found.gained] == [(20, "right"), (60, "gone")]
    assert [(key.start, outcome) for key, outcome in found.lost] == [(0, "wrong"), (80, "extra")]


def test_a_baseline_holds_no_text(tmp_path: Path) -> None:
    gold = read_tasks(GOLD / "sample-tasks.jsonl")
    write_baseline(tmp_path / "baseline.csv", outcomes(score_tasks(gold, gold)))
    text = (tmp_path / "baseline.csv").read_text(encoding="utf-8")
    assert text.isascii()
    assert len(text.splitlines()) > 183  # every task, and the drivers


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"file": 1, "citations": []}', '"file" must be a string'),
        ('{"file": "a", "citations": {}}', '"citations" must be a list'),
        ('{"file": "a", "citations": [{"start": 3, "end": 3, "target": {}}]}', "start < end"),
        ('{"file": "a", "citations": [{"start": true, "end": 3}]}', '"start" must be an integer'),
        ('{"file": "a", "citations": [{"start": 1, "end": 3, "target": "x"}]}', '"target" must hold objects'),
    ],
)
def test_a_wrong_line_is_named_with_its_number(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "first", "citations": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_citations(path)
    assert caught.value.line == 2
    assert reason in str(caught.value)


def test_a_second_line_for_one_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "a", "citations": []}\n' * 2, encoding="utf-8")
    with pytest.raises(DataError, match="second line for a"):
        read_citations(path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_show_the_figures_and_fit_a_terminal(language: str) -> None:
    gold, tasks = read_citations(GOLD / "sample.jsonl"), read_tasks(GOLD / "sample-tasks.jsonl")
    scores, done = score_citations(gold, gold), score_tasks(tasks, tasks)
    words = next(iter(scores.by_kind())).group
    text = "\n".join(
        [
            render_citations(scores, language),
            render_breakdown(Words("kind", "写法"), scores.by_kind(), language),
            render_tasks(done, language),
            render_reliability(reliability(scores), language),
            render_coverage(coverage(scores, 0.9), language),
            render_comparison(compare({}, {}), language),
        ]
    )
    assert words in text
    assert "1.0000" in text
    assert max(len(line) for line in text.splitlines()) <= 100
    assert ("引用" in text) == (language == "zh")
