"""A named query, its parameters and its columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from cypher.values import Value

__all__ = ["Column", "Param", "Query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter of a query; one whose ``default`` is None must be given.

    ``type`` is str, int, float, bool or date; parameters of write statements may be lists.
    """

    name: str
    type: str
    default: Value | None
    about: str
    about_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer. A cell is of ``type``, or empty where the graph does not know."""

    name: str
    type: str
    about: str
    about_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A named query: what it asks, its text without the header, and what it takes and gives.

    ``example`` holds a value for each parameter without a default, and others that make a good
    example. ``topic`` is the name of the file's folder; ``path`` its place in this package.
    """

    name: str
    topic: str
    about: str
    about_zh: str
    text: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, Value]
    path: str
    note: str = ""
