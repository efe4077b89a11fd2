"""What a Neo4j server or the way to it refused, as errors that say what to try."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from extract.errors import StoreError, Words
from graph.store.base import StatementError, read_only, too_slow

__all__ = ["DENIED", "translated", "without_credentials"]

DENIED = "Neo.ClientError.Security."
_PLACE = re.compile(r"\(line (\d+), column (\d+)")
_READ_ONLY = frozenset(
    {"Neo.ClientError.Statement.AccessMode", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"}
)
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
_SCHEMA = frozenset(
    {
        "Neo.ClientError.Schema.ConstraintAlreadyExists",
        "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists",
        "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
        "Neo.ClientError.Schema.IndexAlreadyExists",
        "Neo.ClientError.Schema.IndexWithNameAlreadyExists",
    }
)
_HINTS: tuple[tuple[str, Words, Words], ...] = (
    (
        "Neo.ClientError.Database.DatabaseNotFound",
        Words("the server has no such database", "服务器上没有该数据库"),
        Words(
            "set NEO4J_DATABASE to one that exists (usually neo4j)",
            "将 NEO4J_DATABASE 设为已有的库（通常为 neo4j）",
        ),
    ),
    (
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        Words(
            "a constraint of the database does not allow what should be written",
            "数据库的约束不允许写入此内容",
        ),
        Words(
            "look at SHOW CONSTRAINTS and drop the one named here, or use an empty database",
            "查看 SHOW CONSTRAINTS 并删除此处所列约束，或换用空数据库",
        ),
    ),
    (
        "Neo.DatabaseError.Schema.ConstraintCreationFailed",
        Words("two nodes of the database already have the same id", "数据库中已有编号相同的节点"),
        Words(
            "remove the doubled nodes named here, or use an empty database",
            "删除此处所列的重复节点，或换用空数据库",
        ),
    ),
    (
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        Words("the server ran out of memory", "服务器内存不足"),
        Words(
            "give it more (server.memory.heap.max_size), or ask for less",
            "增大 server.memory.heap.max_size，或缩小查询",
        ),
    ),
    (
        "Neo.ClientError.Security.Forbidden",
        Words("this user may not do that", "该用户无此权限"),
        Words("use a user who may write, or ask for the right", "换用有写权限的用户，或申请权限"),
    ),
)


@contextmanager
def translated(url: str, seconds: float = 0.0) -> Iterator[None]:
    """Turn what the driver raises inside the block into ``StoreError`` or ``StatementError``."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise _of_server(url, error.code or "", error.message or str(error), seconds) from error
    except (DriverError, OSError, ValueError) as error:
        if isinstance(error, StoreError):
            raise
        raise _of_connection(url, error) from error


def without_credentials(url: str) -> str:
    """Return the address without a user or password that someone wrote into it.

    >>> without_credentials("bolt://neo4j:secret@host:7687/x")
    'bolt://host:7687/x'
    """
    return re.sub(r"(?<=://)[^/?#]*@", "", url)


def _of_server(url: str, code: str, message: str, seconds: float) -> StoreError:
    if code in _READ_ONLY:
        return read_only(url)
    if code.startswith(_TIMED_OUT):
        return too_slow(url, seconds)
    if code.startswith("Neo.ClientError.Security.") and "Forbidden" not in code:
        return StoreError(
            url,
            Words("the server refused the user name or password", "服务器拒绝了用户名或密码"),
            Words(
                "set NEO4J_USERNAME and NEO4J_PASSWORD; after several failures wait five seconds",
                "设置 NEO4J_USERNAME 与 NEO4J_PASSWORD；多次失败后请等待五秒",
            ),
        )
    if code in _SCHEMA:
        return StoreError(
            url,
            Words(
                f"the database has a conflicting index or constraint: {message}",
                f"数据库已有冲突的索引或约束：{message}",
            ),
            Words(
                "drop it (SHOW INDEXES, SHOW CONSTRAINTS, DROP … name), or use another database",
                "将其删除（SHOW INDEXES、SHOW CONSTRAINTS、DROP … 名称），或换用其他数据库",
            ),
        )
    for known, reason, hint in _HINTS:
        if code == known:
            return StoreError(url, Words(f"{reason.en}: {message}", f"{reason.zh}：{message}"), hint)
    if code.startswith("Neo.ClientError."):
        return _of_statement(url, message)
    return StoreError(
        url,
        Words(f"the server failed: {message} ({code})", f"服务器出错：{message}（{code}）"),
        Words("look into the server's log, then run this again", "查看服务器日志，然后重试"),
    )


def _of_statement(url: str, message: str) -> StatementError:
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    said = message.splitlines()[0] if message else "?"
    return StatementError(
        url,
        Words(f"the statement is refused: {said}", f"语句被拒绝：{said}"),
        Words("correct the statement at that place", "请修改该处语句"),
        line,
        column,
    )


def _of_connection(url: str, error: Exception) -> StoreError:
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return StoreError(
        url,
        Words(f"no answer from a Neo4j server ({said})", f"Neo4j 服务器没有响应（{said}）"),
        Words(
            "is the server started, and the address right? Desktop and own servers: bolt://localhost:7687, "
            "Aura: neo4j+s://…",
            "请确认服务器已启动、地址正确：Desktop 或自建为 bolt://localhost:7687，Aura 为 neo4j+s://…",
        ),
    )
