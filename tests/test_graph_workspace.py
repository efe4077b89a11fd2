"""The output folder: it changes as a whole or not at all, and says who holds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factories import make_analysis, make_citation, make_document, make_entry, make_head

from extract.errors import StoreError
from extract.model import Analysis, Verdict
from graph.exports.cells import defused, write_csv
from graph.review import open_questions, write_review
from graph.workspace import Workspace, find_workspace, fingerprint

ROOT = Path(__file__).parents[1]
TEXT = "为贯彻《关于甲事的意见》和《关于丙事的通知》，制定本要点。落实《关于丙事的通知》。"


def analysis(id: str = "云教〔2021〕1号", name: str = "plan.txt") -> Analysis:
    document = make_document(id, TEXT, name=name)
    return make_analysis(
        document,
        make_head("要点"),
        citations=(
            make_citation(
                document,
                "《关于甲事的意见》",
                verdict=Verdict.UNSURE,
                rivals=(make_entry("a1", "关于甲事的意见"), make_entry("a2", "关于甲事的意见（试行）")),
            ),
            make_citation(document, "《关于丙事的通知》", verdict=Verdict.UNKNOWN),
            make_citation(document, "《关于丙事的通知》", verdict=Verdict.UNKNOWN, nth=1),
        ),
    )


def build(workspace: Workspace, *analyses: Analysis, made_by: str = "x") -> None:
    with workspace.update() as draft:
        draft.write_analyses(analyses)
        write_review(analyses, draft.review)
        draft.sources.mkdir()
        (draft.sources / "page.html").write_text("page")
        draft.write_manifest({"made_by": made_by})


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_a_build_leaves_its_files_and_a_second_one_the_same_bytes(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    build(workspace, analysis(), analysis("云教〔2021〕2号", "b.txt"))
    first = content(workspace.path)
    assert {"analyses.jsonl", "review.csv", "run.json", "sources/page.html"} <= first.keys()
    assert not [name for name in first if name.startswith(".")]
    build(workspace, analysis("云教〔2021〕2号", "b.txt"), analysis())
    assert content(workspace.path) == first


def test_a_build_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    build(workspace, analysis())
    before = content(workspace.path)
    with pytest.raises(RuntimeError), workspace.update() as draft:
        draft.write_analyses((analysis("云教〔2021〕9号"),))
        raise RuntimeError
    assert content(workspace.path) == before


def test_what_people_wrote_is_never_touched(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    build(workspace, analysis())
    for name in ("corrections.csv", "heads.csv"):
        (workspace.path / name).write_text("mine")
    build(workspace, analysis("云教〔2021〕9号"))
    assert all((workspace.path / name).read_text() == "mine" for name in ("corrections.csv", "heads.csv"))


def test_rubbish_of_an_interrupted_build_is_cleared_away(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    build(workspace, analysis())
    before = content(workspace.path)
    (workspace.path / ".draft").mkdir()
    (workspace.path / ".draft" / "graph.jsonl").write_text("half")
    (workspace.path / ".graph.jsonl.17.part").write_text("half")
    build(workspace, analysis())
    assert content(workspace.path) == before


HOLD = """
import sys
from pathlib import Path
from graph.workspace import Workspace
with Workspace(Path(sys.argv[1])).update():
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_workspace_that_another_process_writes_names_that_process(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workspace.path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None and other.stdin is not None
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {other.pid} is writing this workspace") as caught:
            build(workspace, analysis())
        assert f"进程 {other.pid}" in caught.value.render("zh")
    finally:
        other.communicate("\n")
    assert other.returncode == 0
    build(workspace, analysis())


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o555)
    if os.geteuid() == 0:  # root may write everywhere: ask as somebody else
        for above in (tmp_path, *tmp_path.parents[:-2]):
            above.chmod(above.stat().st_mode | 0o055)
        os.seteuid(65534)
    try:
        with pytest.raises(StoreError, match="writing is not allowed there"):
            build(Workspace(folder), analysis())
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
    assert list(folder.iterdir()) == []


FILL = """
import resource, signal, sys
sys.dont_write_bytecode = True  # the limit below would cut caches short
from pathlib import Path
from extract.errors import StoreError
from test_graph_workspace import analysis, build
from graph.workspace import Workspace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    build(Workspace(Path(sys.argv[1])), *(analysis(f"云教〔2021〕{n}号") for n in range(9)))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_a_clear_error_and_leaves_the_old_build(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    build(workspace, analysis())
    before = content(workspace.path)
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(workspace.path)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "the disk is full; nothing was changed" in done.stdout
    assert content(workspace.path) == before


def test_the_nearest_workspace_above_is_found_then_the_usual_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no workspace here"):
        find_workspace(tmp_path)
    build(Workspace(tmp_path / "suyuan-out"), analysis())
    assert find_workspace(tmp_path) == tmp_path / "suyuan-out"
    deep = tmp_path / "suyuan-out" / "sources"
    assert find_workspace(deep) == tmp_path / "suyuan-out"


def test_analyses_are_kept_for_the_same_rules_and_no_others(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")
    assert workspace.cached("x") == {}
    build(workspace, analysis(), made_by="x")
    (kept,) = workspace.cached("x").values()
    assert kept == analysis()
    assert workspace.cached("y") == {}
    with workspace.analyses.open("ab") as file:
        file.write(b"broken")
    assert workspace.cached("x") == {}


def test_the_fingerprint_depends_on_its_parts_alone() -> None:
    assert fingerprint("a", 1) == fingerprint("a", 1) != fingerprint("a", 2)


def test_open_questions_come_once_with_what_settles_most_first() -> None:
    questions = open_questions((analysis(), analysis(name="copy.txt"), analysis("云教〔2021〕2号")))
    assert [(q.title, len(q.places), q.documents) for q in questions] == [
        ("关于丙事的通知", 4, 2),
        ("关于甲事的意见", 2, 2),
    ]
    assert questions[1].row()["candidate_ids"] == ["a1", "a2"]


def test_cells_that_a_spreadsheet_would_run_are_defused(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ("a", "b"), [{"a": '=HYPERLINK("x")', "b": -1}, {"a": " @x", "b": None}])
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig") == 'a,b\r\n"\'=HYPERLINK(""x"")",-1\r\n\' @x,\r\n'
    assert defused("+86") == "'+86" and defused("甲") == "甲"
