"""Writing files whole or not at all, and saying clearly why one could not be written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extract.errors import StoreError, Words

__all__ = ["PART_SUFFIX", "refused", "replace_file"]

PART_SUFFIX = ".part"
"""Ends the name of a file that is being written; such a file left over is rubbish."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def replace_file(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """Give a binary file whose content takes the place of ``path`` when the block ends well.

    When it does not, ``path`` is as it was and nothing is left beside it. Makes missing folders.
    ``sync`` waits until the disk has it. Raises ``StoreError`` where the system refuses.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}{PART_SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise refused(path, error) from error
        raise


def refused(path: Path, error: OSError) -> StoreError:
    """Return the error that says why ``path`` could not be written and what to try."""
    if error.errno in FULL:
        reason = Words("the disk is full; nothing was changed", "磁盘已满；未作任何更改")
        hint = Words("free some space, or choose another folder", "清理空间，或改用其他文件夹")
    elif error.errno in FORBIDDEN:
        reason = Words("writing is not allowed there", "没有写入权限")
        hint = Words("change its permissions, or choose another folder", "修改权限，或改用其他文件夹")
    else:
        detail = error.strerror or type(error).__name__
        reason = Words(f"could not be written ({detail})", f"无法写入（{detail}）")
        hint = Words("choose another folder", "改用其他文件夹")
    return StoreError(str(path), reason, hint)
