"""What every store can do, whichever engine holds the graph.

Rows are plain values: None, bool, int, float, str, ``datetime.date``, and lists and dicts of these.
A node or relationship in an answer is the dict of its properties, a path is
``{"nodes": [...], "relationships": [...]}``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from cypher import Query
from extract.errors import StoreError, Words
from graph.model import Graph

__all__ = ["ROW_LIMIT", "SECONDS", "Answer", "StatementError", "Store", "Written", "statement_of"]

ROW_LIMIT = 100_000
"""Most rows that a question may have, unless the caller says otherwise."""

SECONDS = 60.0
"""Longest that a question may take, unless the caller says otherwise."""


class StatementError(StoreError):
    """A question is at fault, not the store: its syntax, what it asks for, or its limits.

    ``line`` and ``column`` count from 1 in the text as given; 0 where no place is meant.
    """

    def __init__(self, url: str, reason: Words, hint: Words, line: int = 0, column: int = 0) -> None:
        super().__init__(url, reason, hint)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many nodes and edges a write created, changed, removed, and found as they should be.

    ``kept`` counts stale nodes that stay, since edges that somebody else added hold them.
    """

    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of a question, its columns in order, and whether rows beyond the limit were cut."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    cut: bool = False


class Store(Protocol):
    """A graph that can be replaced and asked. Every method raises ``StoreError`` where it is refused.

    A store that names this class as its base has ``run`` and the ``with`` statement from it.
    """

    @property
    def address(self) -> str:
        """The folder, file or URL that was opened, without credentials."""

    def setup(self) -> None:
        """Make what the schema asks for (constraints, indexes); harmless when it is there already."""

    def write(self, graph: Graph) -> Written:
        """Make the store hold exactly ``graph`` of what is ours; a second time changes nothing."""

    def read(self) -> Graph:
        """Return the graph that the store holds, of what is ours."""

    def run(self, query: Query | str, /, **params: object) -> list[dict[str, Any]]:
        """Return the rows of a question, which may only read.

        Parameters of a named query are checked and completed by its header (``QueryError``). More
        rows than ``ROW_LIMIT`` or longer than ``SECONDS`` raises ``StatementError``.
        """
        answer = self.answer(query, params)
        if answer.cut:
            raise too_many(self.address, ROW_LIMIT)
        return answer.rows

    def answer(
        self,
        query: Query | str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = SECONDS,
    ) -> Answer:
        """Return the first ``limit`` rows of a question with its columns; say if there were more."""

    def close(self) -> None:
        """Let go of the store; harmless when done already."""

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()


def statement_of(query: Query | str, params: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the text to run and its parameters, those of a named query checked and completed."""
    if isinstance(query, str):
        return query, dict(params)
    from cypher.parameters import bind

    return query.text, bind(query, params)


def too_many(address: str, limit: int) -> StatementError:
    """Return the error of a question with more than ``limit`` rows."""
    return StatementError(
        address,
        Words(f"the answer has more than {limit} rows", f"结果超过 {limit} 行"),
        Words("add LIMIT, or ask for counts", "加上 LIMIT，或改为统计数量"),
    )


def too_slow(address: str, seconds: float) -> StatementError:
    """Return the error of a question that took longer than ``seconds``."""
    return StatementError(
        address,
        Words(
            f"the question took longer than {seconds:g} s and was stopped", f"查询超过 {seconds:g} 秒，已中止"
        ),
        Words(
            "start from one document, or bound the path: [:X*1..3]",
            "从一份文件出发，或限制路径长度：[:X*1..3]",
        ),
    )


def read_only(address: str) -> StatementError:
    """Return the error of a question that tried to change the graph."""
    return StatementError(
        address,
        Words("questions may only read; this one would change the graph", "查询只能读取；此语句会更改图"),
        Words("build the graph again to change it", "如需更改，请重新构建图"),
    )
