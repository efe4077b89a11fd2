"""What the text shows of an operand: a day, text, a number, a list, null; and what that forbids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from graph.schema import load_schema
from graph.store.guarding.lexer import Group, Item, Kind, Token
from graph.store.guarding.refusals import Refusal
from graph.store.guarding.shapes import ends_operand, function_name, is_sign, split

__all__ = ["Operand", "Shape", "Shapes", "check_arithmetic", "property_shape"]


class Shape(StrEnum):
    """What an operand is, as far as its words tell."""

    UNKNOWN = "unknown"
    NULL = "null"
    DAY = "day"
    DAYS = "days"
    TEXT = "text"
    TEXTS = "texts"
    LIST = "list"
    INTEGER = "integer"
    DECIMAL = "decimal"
    ZERO = "zero"
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Operand:
    """An operand's shape, whether it can never be null, and the name of a parameter."""

    shape: Shape
    certain: bool = False
    name: str = ""


UNKNOWN = Operand(Shape.UNKNOWN)
LIST_FUNCTIONS = frozenset({"collect", "range"})
SAME_SHAPE = frozenset({"min", "max", "coalesce", "head", "last"})
TYPE_SHAPES = {"str": Shape.TEXT, "date": Shape.DAY, "int": Shape.INTEGER, "float": Shape.DECIMAL}


class Shapes:
    """Reads operands; knows which variables of the question stand for days."""

    def __init__(self) -> None:
        """Begin without any variable."""
        self.days: set[str] = set()

    def at(self, items: Sequence[Item], last: int | None) -> Operand:
        """Return what the text shows of the operand whose last item is at ``last``."""
        if last is None or not 0 <= last < len(items):
            return UNKNOWN
        item = items[last]
        if isinstance(item, Group):
            return self._group(items, last, item)
        if item.kind is Kind.TEXT:
            return Operand(Shape.TEXT, certain=True)
        if item.kind is Kind.NUMBER:
            return Operand(_number_shape(item.text), certain=True)
        if item.kind is Kind.PARAMETER:
            return Operand(Shape.PARAMETER, name=item.name)
        if item.word == "NULL":
            return Operand(Shape.NULL)
        if last > 0 and is_sign(items[last - 1], "."):
            return Operand(property_shape(item.name))
        return Operand(Shape.DAY) if item.name in self.days else UNKNOWN

    def of(self, items: Sequence[Item]) -> Operand:
        """Return what the text shows of an expression, read from its end."""
        return self.at(items, len(items) - 1)

    def _group(self, items: Sequence[Item], last: int, group: Group) -> Operand:
        if group.open == "{" or (group.open == "[" and last and ends_operand(items, last - 1)):
            return UNKNOWN
        inside = {self.of(part).shape for part in split(group.items)}
        if group.open == "[":
            shape = Shape.DAYS if Shape.DAY in inside else Shape.TEXTS if Shape.TEXT in inside else Shape.LIST
            return Operand(shape, certain=True)
        name = function_name(items, last)
        if name in LIST_FUNCTIONS:
            return Operand(Shape.LIST, certain=True)
        if name == "date" or (name in SAME_SHAPE and Shape.DAY in inside):
            return Operand(Shape.DAY)
        if name == "tostring":
            return Operand(Shape.TEXT)
        if name == "tofloat":
            return Operand(Shape.DECIMAL)
        return self.of(group.items) if not name and group.items else UNKNOWN


def check_arithmetic(sign: Token, left: Operand, right: Operand) -> None:
    """Refuse a sum, difference or quotient that the two stores answer differently."""
    shapes = {left.shape, right.shape}
    if sign.text in ("/", "%") and right.shape is Shape.ZERO:
        raise Refusal("division_by_zero", sign.start)
    if sign.text == "-" and shapes == {Shape.DAY}:
        raise Refusal("day_minus_day", sign.start)
    if sign.text != "+":
        return
    if Shape.NULL in shapes:
        raise Refusal("plus_null", sign.start)
    if shapes & {Shape.LIST, Shape.TEXTS, Shape.DAYS} and not (left.certain and right.certain):
        raise Refusal("list_plus", sign.start)
    if shapes == {Shape.DECIMAL, Shape.TEXT}:
        raise Refusal("decimal_text", sign.start)
    if left.shape is Shape.DAY and right.shape is Shape.TEXT:
        raise Refusal("day_plus_text", sign.start)


def property_shape(name: str) -> Shape:
    """Return the shape of a property whose name has one type throughout the schema."""
    return _property_shapes().get(name, Shape.UNKNOWN)


@cache
def _property_shapes() -> Mapping[str, Shape]:
    schema = load_schema()
    stored: Iterable[Mapping[str, str]] = [
        *(known.stored for known in schema.nodes.values()),
        *(known.stored for known in schema.edges.values()),
    ]
    kinds: dict[str, set[str]] = {}
    for properties in stored:
        for name, kind in properties.items():
            kinds.setdefault(name, set()).add(kind)
    return MappingProxyType(
        {
            name: TYPE_SHAPES.get(found.pop(), Shape.UNKNOWN)
            for name, found in kinds.items()
            if len(found) == 1
        }
    )


def _number_shape(text: str) -> Shape:
    if text[:2].lower() in ("0x", "0o"):
        return Shape.INTEGER
    if float(text) == 0:
        return Shape.ZERO
    return Shape.DECIMAL if set(".eE") & set(text) else Shape.INTEGER
