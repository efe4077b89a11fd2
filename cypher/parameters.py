"""The parameters of a call: typed, complete, or a clear error that shows the right call."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from cypher.errors import QueryError
from cypher.model import Param, Query
from cypher.values import Value, parse_value, write_value

__all__ = ["bind", "browser_lines", "call_of", "parse_parameters"]

_PYTHON: Mapping[str, type] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "date": date,
    "list": list,
}
_HOW = {
    "int": ("a whole number", "整数"),
    "float": ("a number", "数值"),
    "bool": ("true or false", "true 或 false"),
    "date": ("a day like 2015-01-01", "形如 2015-01-01 的日期"),
}


def parse_parameters(query: Query, words: Sequence[str]) -> dict[str, Value]:
    """Return the values that ``words`` (each ``name=value``, as typed) give to parameters of ``query``.

    Raises ``QueryError`` where a word is no assignment, a name is unknown or given twice, or a value
    is not of the parameter's type. Missing ones are left to ``bind``.
    """
    params = {param.name: param for param in query.params}
    values: dict[str, Value] = {}
    for word in words:
        key, sign, text = word.partition("=")
        key = key.strip().lstrip("$")
        if not sign:
            raise _wrong(query, f"{word!r} is not name=value", f"{word!r} 不是 名称=值")
        if key not in params:
            raise _unknown(query, key)
        if key in values:
            raise _wrong(query, f"{key} is given twice", f"{key} 给出了两次")
        value = parse_value(params[key].type, text.strip())
        if value is None:
            raise _mistyped(query, params[key], text)
        values[key] = value
    return values


def bind(query: Query, given: Mapping[str, object]) -> dict[str, object]:
    """Return a value for every parameter of ``query``: the one given, else the default.

    Raises ``QueryError`` where one is missing, unknown or not of its type. A float parameter takes a
    whole number too, a date parameter ISO text.
    """
    for key in given:
        if key not in {param.name for param in query.params}:
            raise _unknown(query, key)
    return {param.name: _bound(query, param, given.get(param.name)) for param in query.params}


def call_of(query: Query) -> str:
    """Return the words that call ``query`` with its example, as typed after ``suyuan ask``."""
    pairs = (f"{key}={write_value(value)}" for key, value in query.example.items())
    return " ".join((query.name, *pairs))


def browser_lines(query: Query) -> tuple[str, ...]:
    """Return the lines that set the parameters of ``query`` in Neo4j Browser: defaults, else the example.

    The example's values come first where both are there; a list parameter has no line.
    """
    values = {param.name: query.example.get(param.name, param.default) for param in query.params}
    return tuple(f":param {key} => {_literal(value)}" for key, value in values.items() if value is not None)


def _literal(value: Value) -> str:
    r"""Return a value as Cypher writes it.

    >>> _literal("it's"), _literal(date(2015, 1, 1)), _literal(False), _literal(0.5)
    ("'it\\'s'", "date('2015-01-01')", 'false', '0.5')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        case date():
            return f"date('{value.isoformat()}')"
    return str(value)


def _bound(query: Query, param: Param, value: object) -> object:
    if value is None:
        if param.default is None:
            raise _wrong(query, f"{param.name} is missing", f"缺少参数 {param.name}")
        return param.default
    if param.type == "date" and isinstance(value, str):
        value = parse_value("date", value) or value
    if param.type == "float" and type(value) is int:
        return float(value)
    fits = isinstance(value, _PYTHON[param.type])
    if not fits or (isinstance(value, bool) and param.type != "bool") or isinstance(value, datetime):
        raise _mistyped(query, param, value)
    return value


def _unknown(query: Query, key: str) -> QueryError:
    names = ", ".join(param.name for param in query.params) or "-"
    return _wrong(query, f"no parameter {key!r}; it takes: {names}", f"没有参数 {key!r}；可用：{names}")


def _mistyped(query: Query, param: Param, value: object) -> QueryError:
    en, zh = _HOW.get(param.type, (param.type, param.type))
    return _wrong(query, f"{param.name}={value} is not {en}", f"{param.name}={value} 不是{zh}")


def _wrong(query: Query, en: str, zh: str) -> QueryError:
    call = f"suyuan ask {call_of(query)}"
    return QueryError(query.name, "", f"{en}. Try: {call}", f"{zh}。请尝试：{call}")
