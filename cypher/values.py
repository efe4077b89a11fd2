"""Values of parameters, read from the text that a person types."""

import re
import shlex
from datetime import date

__all__ = ["PARAM_TYPES", "Value", "parse_value", "split_assignments", "write_value"]

Value = str | int | float | bool | date

PARAM_TYPES = frozenset({"str", "int", "float", "bool", "date", "list"})
_INT = re.compile(r"[+-]?\d{1,18}")
_FLOAT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTH = {"true": True, "false": False, "是": True, "否": False}


def parse_value(type: str, text: str) -> Value | None:
    """Return the value of ``type`` that ``text`` writes, or None if it writes none.

    >>> parse_value("date", "2015-01-01"), parse_value("int", "five"), parse_value("bool", "true")
    (datetime.date(2015, 1, 1), None, True)
    """
    match type:
        case "str":
            return text
        case "int" if _INT.fullmatch(text):
            return int(text)
        case "float" if _FLOAT.fullmatch(text):
            return float(text)
        case "bool":
            return _TRUTH.get(text)
        case "date" if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                return None
    return None


def write_value(value: Value) -> str:
    """Return ``value`` as a person would type it after ``name=`` on a command line.

    >>> write_value("全面 加强"), write_value(True), write_value(date(2015, 1, 1))
    ("'全面 加强'", 'true', '2015-01-01')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quote(value) if isinstance(value, str) else str(value)


def split_assignments(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs that ``limit=5 words='体教 融合'`` writes; a word without = has an empty key.

    >>> split_assignments("limit=5 words='体教 融合'")
    (('limit', '5'), ('words', '体教 融合'))
    """
    pairs = (word.partition("=") for word in shlex.split(text))
    return tuple((key, value) if sign else ("", key) for key, sign, value in pairs)


def _quote(text: str) -> str:
    """Quote only where a shell needs it; Chinese characters and brackets do not."""
    return text if re.fullmatch(r"[\w〔〕《》、，。:.#/+-]+", text) else shlex.quote(text)
