"""The output folder of a build: what lies in it, who may write it, and how it changes as a whole.

A build writes into a draft beside the old files and swaps them in at the end, the manifest last; a
build that fails or is refused leaves the workspace as it was. ``corrections.csv`` and ``heads.csv``
belong to people and are never touched.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import orjson

from extract.codec import from_json, to_json
from extract.errors import DamagedError, StoreError, Words
from extract.model import Analysis
from graph.files import PART_SUFFIX, refused, replace_file
from graph.store import GRAPH_FILE

__all__ = ["DEFAULT_FOLDER", "Layout", "Workspace", "find_workspace", "fingerprint"]

DEFAULT_FOLDER = Path("suyuan-out")
MANIFEST = "run.json"
LOCK = ".lock"
HOLDER = ".lock-holder"
DRAFT = ".draft"
LOCK_SECONDS = 2.0
FORMAT = 1
"""The form of ``run.json``; another number is another version's."""


class Layout:
    """Where the files of a workspace lie in a folder."""

    def __init__(self, path: Path) -> None:
        """Name the folder; it need not be there."""
        self.path = path

    @property
    def manifest(self) -> Path:
        """What was built from what: ``run.json``."""
        return self.path / MANIFEST

    @property
    def analyses(self) -> Path:
        """What was read in each document, one JSON object a line."""
        return self.path / "analyses.jsonl"

    @property
    def graph(self) -> Path:
        """The graph as JSON lines."""
        return self.path / "graph.jsonl"

    @property
    def store(self) -> Path:
        """The embedded store."""
        return self.path / GRAPH_FILE

    @property
    def explorer(self) -> Path:
        """The picture that opens offline."""
        return self.path / "explorer.html"

    @property
    def report(self) -> Path:
        """The report that opens offline."""
        return self.path / "report.html"

    @property
    def review(self) -> Path:
        """The open questions."""
        return self.path / "review.csv"

    @property
    def sources(self) -> Path:
        """The folder of pages that show each document with its citations."""
        return self.path / "sources"

    @property
    def texts(self) -> Path:
        """The folder of what the readers extracted, a file a document, named by the bytes' hash."""
        return self.path / "texts"

    @property
    def readings(self) -> Path:
        """The folder where readers keep what is costly to read again (Word, PDF)."""
        return self.path / "readings"

    def write_analyses(self, analyses: Iterable[Analysis]) -> None:
        """Write the analyses, sorted by document and file, and the texts they were made from."""
        ordered = sorted(analyses, key=lambda one: (one.document.id, one.document.name, one.document.sha256))
        with replace_file(self.analyses) as file:
            file.writelines(to_json(analysis) + b"\n" for analysis in ordered)
        self.texts.mkdir(parents=True, exist_ok=True)
        for analysis in ordered:
            document = analysis.document
            with replace_file(self.texts / f"{document.sha256}.txt", sync=False) as file:
                file.write(document.text.encode("utf-8", "surrogatepass"))

    def read_analyses(self) -> Iterator[Analysis]:
        """Yield the analyses; raise ``DamagedError`` with the line that is none of this version."""
        try:
            with self.analyses.open("rb") as file:
                for number, line in enumerate(file, 1):
                    yield from_json(line, name=str(self.analyses), number=number)
        except OSError as error:
            detail = error.strerror or type(error).__name__
            reason = Words(f"could not be read ({detail})", f"无法读取（{detail}）")
            raise DamagedError(str(self.analyses), 0, reason) from error

    def write_manifest(self, content: Mapping[str, object]) -> None:
        """Write ``run.json``: the form's number and ``content``, which holds no time and no path."""
        options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
        with replace_file(self.manifest) as file:
            file.write(orjson.dumps({"format": FORMAT, **content}, option=options))


class Workspace(Layout):
    """A folder that holds a build; made by the first one."""

    @property
    def exists(self) -> bool:
        """Whether the folder is a workspace already."""
        return self.manifest.is_file()

    def read_manifest(self) -> dict[str, Any]:
        """Return what ``run.json`` says; {} where there is none, or one of another version."""
        try:
            content = orjson.loads(self.manifest.read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return content if isinstance(content, dict) and content.get("format") == FORMAT else {}

    def cached(self, made_by: str) -> dict[tuple[str, str], Analysis]:
        """Return the analyses of the last build by file name and hash of the bytes.

        Nothing where that build was another version's or knew another catalogue: ``made_by`` is what
        ``fingerprint`` gives now. A damaged file is as good as none.
        """
        if self.read_manifest().get("made_by") != made_by:
            return {}
        try:
            return {(one.document.name, one.document.sha256): one for one in self.read_analyses()}
        except DamagedError:
            return {}

    @contextmanager
    def update(self) -> Iterator[Layout]:
        """Give a draft to write into; at the end of the block its files take the place of the old ones.

        Raises ``StoreError`` where somebody else holds the workspace, or it cannot be written. Where
        the block raises, the workspace is as it was.
        """
        with self._locked():
            draft = Layout(self.path / DRAFT)
            try:
                _clear(self.path)
                draft.path.mkdir()
                yield draft
                self._take(draft)
            except OSError as error:
                raise refused(self.path, error) from error
            finally:
                shutil.rmtree(draft.path, ignore_errors=True)

    def _take(self, draft: Layout) -> None:
        """Move what a draft holds into place, the manifest last."""
        for new in sorted(draft.path.iterdir(), key=lambda path: path.name == MANIFEST):
            old = self.path / new.name
            if new.is_dir() and old.is_dir():
                shutil.rmtree(old)
            new.replace(old)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / LOCK, timeout=LOCK_SECONDS):
                holder = self.path / HOLDER
                holder.write_text(f"{os.getpid()}", encoding="utf-8")
                try:
                    yield
                finally:
                    holder.unlink(missing_ok=True)
        except Timeout as error:
            raise self._held() from error
        except OSError as error:
            raise refused(self.path, error) from error

    def _held(self) -> StoreError:
        by = ""
        with suppress(OSError):
            by = (self.path / HOLDER).read_text(encoding="utf-8")
        who = Words(f"process {by}", f"进程 {by}") if by.isdigit() else Words("another process", "另一个进程")
        return StoreError(
            str(self.path),
            Words(f"{who.en} is writing this workspace", f"{who.zh}正在写入此工作区"),
            Words(
                "wait until it is done, or choose another folder with -o", "等它完成，或用 -o 指定其他文件夹"
            ),
        )


def find_workspace(start: Path | None = None) -> Path:
    """Return the workspace at or above ``start`` (the current folder), else ``./suyuan-out`` in it.

    Raises ``StoreError`` where none of these is one.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, here / DEFAULT_FOLDER):
        if Workspace(folder).exists:
            return folder
    raise StoreError(
        str(here),
        Words(
            "there is no workspace here, above, or in ./suyuan-out",
            "此处、上级文件夹和 ./suyuan-out 中都没有工作区",
        ),
        Words("suyuan build FOLDER, or --store DIR", "suyuan build 文件夹，或 --store 文件夹"),
    )


def fingerprint(*parts: object) -> str:
    """Return a hash of ``parts`` (options, catalogue) and of every rule and fact of ``extract``.

    Two builds with the same fingerprint give the same analysis of the same bytes.
    """
    digest = sha256(_rules().encode())
    for part in parts:
        digest.update(b"\x1f" + repr(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _rules() -> str:
    digest = sha256()
    for path, file in _walk(files("extract"), ""):
        digest.update(path.encode() + b"\x00" + file.read_bytes() + b"\x00")
    return digest.hexdigest()


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for child in sorted(folder.iterdir(), key=lambda item: item.name):
        inner = f"{path}/{child.name}"
        if child.is_dir():
            if child.name not in ("__pycache__", "sample"):
                yield from _walk(child, inner)
        else:
            yield inner, child


def _clear(folder: Path) -> None:
    """Remove what an interrupted build left behind."""
    shutil.rmtree(folder / DRAFT, ignore_errors=True)
    for rubbish in folder.glob(f".*{PART_SUFFIX}"):
        rubbish.unlink(missing_ok=True)
