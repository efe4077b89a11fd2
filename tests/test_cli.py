"""The command: what it prints, where, in which language, and how it ends."""

import csv
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.cli import main
from graph.cli.app import command, help_texts
from graph.cli.output import Format, emit

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "extract" / "data" / "sample"
PLAN = "关于推进学前教育的通知\n\n　　一、工作目标\n\n　　落实《幼儿园工作规程》，新建幼儿园3所。\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object, language: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--lang", language])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    assert main(["build", str(SAMPLE), "-o", str(folder), "--lang", "zh"]) == 0
    return folder


def commands(tree: Any, name: str = "suyuan") -> Iterator[tuple[str, Any]]:
    yield name, tree
    for child_name, child in getattr(tree, "commands", {}).items():
        yield from commands(child, f"{name} {child_name}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_and_option_has_help_in_the_language(language: str) -> None:
    for name, tree in commands(command(language)):
        assert tree.help, name
        silent = [
            option.name for option in tree.params if option.param_type_name == "option" and not option.help
        ]
        assert silent == [], name


def test_help_texts_name_only_what_there_is() -> None:
    there = {name.removeprefix("suyuan ") for name, _ in commands(command("en"))}
    assert set(help_texts()) - {"common"} == there


def test_demo_shows_what_one_directive_drives_and_where_the_pages_are(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("demo", "-o", tmp_path / "demo", language="zh")
    assert code == 0
    assert "体发〔2020〕1号" in out and "明文" in out
    for name in ("explorer.html", "report.html"):
        assert str(tmp_path / "demo" / name) in out
        assert (tmp_path / "demo" / name).stat().st_size > 1000


def test_a_second_build_writes_the_same_graph(run: Run, workspace: Path) -> None:
    before = {path.name: path.read_bytes() for path in workspace.glob("*.*") if path.suffix != ".lock"}
    assert run("build", SAMPLE, "-o", workspace, language="zh")[0] == 0
    after = {path.name: path.read_bytes() for path in workspace.glob("*.*") if path.suffix != ".lock"}
    assert before["graph.jsonl"] == after["graph.jsonl"]
    assert [name for name in before if before[name] != after[name] and name != "graph.kgl"] == []


def test_one_bad_file_is_named_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("build", tmp_path, "-o", tmp_path / "out")
    assert code == 1
    assert "empty.txt" in err and "Try:" in err
    assert "1 documents" in out


def test_a_folder_without_documents_ends_4(run: Run, tmp_path: Path) -> None:
    code, _, err = run("build", tmp_path, "-o", tmp_path / "out", language="zh")
    assert code == 4
    assert "请尝试" in err
    assert not (tmp_path / "out").exists()


def test_a_missing_path_ends_4(run: Run, tmp_path: Path) -> None:
    code, _, err = run("analyse", tmp_path / "nowhere.txt")
    assert code == 4
    assert "nowhere.txt" in err


def test_without_a_workspace_a_question_ends_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("trace", "体教融合")
    assert code == 3
    assert "suyuan build" in err


def test_the_workspace_above_the_current_folder_is_found(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "sources")
    assert run("trace", "体教融合")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("no-such-command",),
        ("ask", "no_such_query"),
        ("ask", "most_cited_documents", "limit=many"),
        ("ask", "most_cited_documents", "nothing=1"),
        ("export", "no-such-format"),
        ("build", "x", "--catalogue-nodes", "some"),
    ],
)
def test_wrong_usage_ends_2(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(workspace)
    code, out, err = run(*arguments)
    assert code == 2
    assert err and not out


def test_a_query_that_would_write_is_refused(run: Run, workspace: Path) -> None:
    code, _, err = run("cypher", "MATCH (n) DETACH DELETE n", "--store", workspace)
    assert code == 3
    assert err
    code, out, _ = run(
        "cypher", "MATCH (n:Task) RETURN count(n) AS n", "--store", workspace, "--format", "json"
    )
    assert json.loads(out)[0]["n"] > 100


def test_trace_as_rows_carries_quotes_and_offsets(run: Run, workspace: Path) -> None:
    code, out, _ = run("trace", "体发〔2020〕1号", "--store", workspace, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and rows
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (workspace / "texts").iterdir()}
    for row in rows:
        quoted = [text[row["quote_first_char"] : row["quote_end_char"]] for text in texts.values()]
        assert row["quote"] in quoted


def test_trace_of_a_name_that_two_editions_bear_follows_the_one_that_drives(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert run("build", tmp_path / "plan.txt", "-o", tmp_path / "out")[0] == 0
    for words in ("幼儿园工作规程", "《幼儿园工作规程》"):
        code, out, _ = run("trace", words, "--store", tmp_path / "out")
        assert code == 0
        assert "落实《幼儿园工作规程》，新建幼儿园3所。" in out
    code, out, _ = run("trace", "国家教育委员会令第25号", "--store", tmp_path / "out")
    assert (code, "it drives no goal or task here" in out) == (0, True)


def test_trace_joins_the_lines_of_a_wrapped_quote(run: Run, tmp_path: Path) -> None:
    unit = "　　各园要落实《中国教育现代化2035》，改\n善活动室和户外场地，配齐玩教具和图书，\n每年开展1次自评。\n"
    (tmp_path / "plan.txt").write_text(f"某县教育局工作要点\n\n一、办好幼儿园\n{unit * 6}", encoding="utf-8")
    assert run("build", tmp_path / "plan.txt", "-o", tmp_path / "out")[0] == 0
    code, out, _ = run("trace", "中国教育现代化2035", "--store", tmp_path / "out")
    assert code == 0
    assert "改善活动室" in out.replace("\n", "")
    code, out, _ = run("trace", "中国教育现代化2035", "--store", tmp_path / "out", "--format", "json")
    assert "改\n善活动室" in json.dumps(json.loads(out), ensure_ascii=False).replace("\\n", "\n")


def test_trace_goes_up_from_the_words_of_a_task(run: Run, workspace: Path) -> None:
    _, out, _ = run(
        "cypher",
        "MATCH (t:Task)-[:DRIVEN_BY]->(d) RETURN t.text AS text, d.title AS title ORDER BY t.id LIMIT 1",
        "--store",
        workspace,
        "--format",
        "json",
    )
    (row,) = json.loads(out)
    code, out, _ = run("trace", row["text"], "--store", workspace)
    assert code == 0
    assert "←" in out and row["title"][:10] in out


def test_words_that_mean_nothing_are_answered_with_what_to_try(run: Run, workspace: Path) -> None:
    code, out, err = run("trace", "量子计算", "--store", workspace)
    assert (code, out) == (0, "")
    assert "量子计算" in err and "suyuan ask" in err


def test_analyse_prints_one_object_a_document_in_the_order_given(run: Run) -> None:
    names = ["district-points-2023.txt", "city-notice-2021.txt"]
    code, out, _ = run("analyse", *(SAMPLE / name for name in names))
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["file"] for row in rows] == names
    for row in rows:
        assert set(row) == {"file", "document", "citations", "outline", "tasks", "document_drivers"}
        for citation in row["citations"]:
            assert 0.0 <= citation["confidence"] <= 1.0
            assert {"verdict", "rule", "entry_ids", "rivals", "notes"} <= set(citation)


def test_accept_leaves_less_certain_links_unsure(run: Run) -> None:
    _, out, _ = run("analyse", SAMPLE / "city-notice-2021.txt", "--accept", "0.99")
    for citation in json.loads(out)["citations"]:
        assert citation["confidence"] >= 0.99 or citation["verdict"] != "match" or citation["self"]


def test_a_csv_file_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    emit([{"title": "=HYPERLINK(1)", "n": -3}], ("title", "n"), Format.CSV, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert not row["title"].startswith("=")
    assert row["n"] == "-3"


def test_a_file_in_the_place_of_the_folder_ends_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    code, _, err = run("build", tmp_path / "plan.txt", "-o", tmp_path / "taken" / "out")
    assert code == 3
    assert "Try:" in err


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are a matter of Unix")
def test_a_full_disk_ends_3_and_leaves_nothing_half_written(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for limit in (20_000, 300_000):
        done = subprocess.run(
            [
                sys.executable,
                "-B",  # caches of byte code would be cut short
                "-c",
                "import sys; from graph.cli import main; sys.exit(main())",
                "build",
                str(SAMPLE),
                "-o",
                str(out),
                "--lang",
                "en",
            ],
            capture_output=True,
            text=True,
            cwd=ROOT,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        )
        assert done.returncode == 3, done.stderr
        assert "Traceback" not in done.stderr
        assert not [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".lock")]


def test_a_locked_workspace_ends_3(run: Run, workspace: Path) -> None:
    from filelock import FileLock

    before = (workspace / "run.json").read_bytes()
    with FileLock(workspace / ".lock"):
        code, _, err = run("build", SAMPLE, "-o", workspace)
    assert code == 3
    assert "writing this workspace" in err
    assert (workspace / "run.json").read_bytes() == before


def test_evaluate_prints_the_figures_of_the_sample(run: Run) -> None:
    gold = ROOT / "tests" / "gold" / "sample.jsonl"
    code, out, _ = run("evaluate", gold, "--texts", SAMPLE, "--json")
    assert code == 0
    assert json.loads(out)["mentions"]["f1"] > 0.9
    code, out, _ = run("evaluate", gold, "--texts", SAMPLE, language="zh")
    assert code == 0 and "引用" in out


def test_evaluate_names_texts_that_are_missing(run: Run, tmp_path: Path) -> None:
    gold = ROOT / "tests" / "gold" / "sample.jsonl"
    code, _, err = run("evaluate", gold, "--texts", tmp_path)
    assert code == 1
    assert "--texts" in err


def test_catalogue_finds_what_replaced_a_document(run: Run) -> None:
    code, out, _ = run("catalogue", "show", "国发〔2011〕5号")
    assert code == 0
    assert "replaced_by" in out and "全民健身计划（2016—2020年）" in out


def test_a_user_adds_a_document_and_checks_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    code, _, _ = run(
        "catalogue",
        "add",
        "--file",
        file,
        "--title",
        "某市幼儿园建设方案",
        "--number",
        "某政发〔2020〕8号",
        "--issuer",
        "某市人民政府",
        "--date",
        "2020-03-01",
    )
    assert code == 0
    code, out, _ = run("catalogue", "search", "某市幼儿园建设方案", "--catalogue", file)
    assert code == 0 and "某政发〔2020〕8号" in out
    assert run("catalogue", "check", file)[0] == 0


def test_messages_are_chinese_in_a_chinese_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from graph.cli import main; sys.exit(main())", "trace", "x"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 3
    assert "工作区" in done.stderr


def test_a_users_own_themes_come_into_the_graph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    pattern = {"label": "THEME", "id": "园所建设", "pattern": "新建幼儿园"}
    (tmp_path / "own.jsonl").write_text(json.dumps(pattern, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "own.csv").write_text("theme,words\n托幼,幼儿园\n", encoding="utf-8")
    code, _, _ = run(
        "build", tmp_path / "plan.txt", "-o", tmp_path / "out",
        "--patterns", tmp_path / "own.jsonl", "--themes", tmp_path / "own.csv",
    )  # fmt: skip
    assert code == 0
    query = "MATCH (:Task)-[:ABOUT]->(x:Theme) RETURN x.title AS title, x.source AS source ORDER BY title"
    _, out, _ = run("cypher", query, "--store", tmp_path / "out", "--format", "json")
    assert {"title": "园所建设", "source": "user"} in json.loads(out)
    assert "托幼" in {row["title"] for row in json.loads(out)}


@pytest.mark.parametrize("option", ["--patterns", "--themes", "--catalogue"])
def test_a_broken_file_of_the_users_ends_2_and_is_named(run: Run, tmp_path: Path, option: str) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "own.csv").write_text('{"label": \n1,2,3\n', encoding="utf-8")
    for name in ("own.csv", "missing.csv"):
        code, _, err = run("build", tmp_path / "plan.txt", "-o", tmp_path / "out", option, tmp_path / name)
        assert code == 2, err
        assert name in err and "defect" not in err
        assert not (tmp_path / "out" / "run.json").exists()


def test_docbin_holds_the_sentences_with_their_spans(run: Run, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    path = tmp_path / "out.spacy"
    code, _, _ = run("analyse", SAMPLE / "city-notice-2021.txt", "--docbin", path)
    assert code == 0
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab))
    assert sum(len(doc.spans["citations"]) for doc in docs) > 10


def test_export_writes_spreadsheets_that_run_nothing(run: Run, workspace: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    code, out, _ = run("export", "xlsx", "-O", tmp_path / "out.xlsx", "--store", workspace)
    assert code == 0 and "out.xlsx" in out
    book = load_workbook(tmp_path / "out.xlsx")
    assert len(book.worksheets) >= 2
    for sheet in book.worksheets:
        assert sheet.max_row > 5
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build",), "缺少 'PATHS…'"),
        (("analyse", "x", "--accept", "3"), "'--accept' 的值无效"),
        (("trace", "x", "--no-such"), "没有选项 --no-such"),
        (("no-such",), "没有命令 'no-such'"),
        (("export", "no-such"), "没有格式 'no-such'"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run(*arguments, language="zh")
    assert code == 2 and not out
    assert words in err and "--help" in err


def test_the_version_is_that_of_the_distribution(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version")[:2] == (0, f"suyuan {version('suyuan')}\n")


def test_a_table_of_documents_is_read_by_the_columns_that_a_user_names(run: Run, tmp_path: Path) -> None:
    rows = '名称,内容\n关于推进学前教育的通知,"一、工作目标\n落实《幼儿园工作规程》，新建幼儿园3所。"\n'
    (tmp_path / "corpus.csv").write_text(rows, encoding="utf-8")
    code, out, _ = run(
        "build", tmp_path / "corpus.csv", "-o", tmp_path / "out", "--columns", "title=名称,text=内容"
    )
    assert code == 0 and "1 tasks" in out
    code, _, err = run("read", tmp_path / "corpus.csv", "--columns", "heading=名称")
    assert code == 2 and "--columns" in err


def test_what_is_costly_to_read_is_read_once(run: Run, tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    for line in PLAN.split("\n"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "plan.docx"))
    assert run("build", tmp_path / "plan.docx", "-o", tmp_path / "out")[0] == 0
    # what was kept is taken the next time: change it, and let the analysis be made again
    (kept,) = (tmp_path / "out" / "readings").iterdir()
    kept.write_text(kept.read_text("ascii").replace("3\\u6240", "8\\u6240"), encoding="ascii")
    (tmp_path / "out" / "analyses.jsonl").unlink()
    assert run("build", tmp_path / "plan.docx", "-o", tmp_path / "out")[0] == 0
    query = "MATCH (t:Task) RETURN t.text AS text"
    _, out, _ = run("cypher", query, "--store", tmp_path / "out", "--format", "json")
    assert "新建幼儿园8所" in out
