"""An Analysis as one line of JSON and back, without loss.

The line is what the workspace caches and what streams hold; its keys are the field names of
``extract.model``, in their order, so equal analyses give equal bytes.
"""

from functools import cache
from typing import TYPE_CHECKING

from extract.errors import DamagedError, Words
from extract.model import Analysis

if TYPE_CHECKING:
    from cattrs.preconf.orjson import OrjsonConverter

__all__ = ["from_json", "to_json"]


def to_json(analysis: Analysis) -> bytes:
    """Return ``analysis`` as one line of UTF-8 JSON, without a line end."""
    return _converter().dumps(analysis)


def from_json(line: bytes, *, name: str = "analyses.jsonl", number: int = 0) -> Analysis:
    """Return the analysis that ``line`` holds.

    Raises ``DamagedError`` with the file's ``name`` and line ``number`` where the line is no analysis:
    broken, cut off, or written by another version.
    """
    try:
        return _converter().loads(line, Analysis)
    except Exception as error:  # cattrs raises groups of many kinds, orjson its own
        reason = Words(
            "this line is no analysis of this version; delete the file and build again",
            "此行不是本版本的分析结果；请删除该文件后重新生成",
        )
        raise DamagedError(name, number, reason) from error


@cache
def _converter() -> "OrjsonConverter":
    from cattrs.preconf.orjson import make_converter

    return make_converter(forbid_extra_keys=True)
