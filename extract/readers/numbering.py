"""Word's automatic numbers, rebuilt: 一、（一）1. ① and 第一条, which stand in no paragraph's text.

A paragraph names a list (``numId``) and a level, itself or through its style. The list is an instance of
an abstract list, which holds the format of each level; instances of one abstract list count on together,
unless one starts anew (``startOverride``). Source: ECMA-376 part 1, section 17.9.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from extract.readers.numerals import format_number

__all__ = ["Level", "Numbering", "read_numbering"]

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ENCLOSED = re.compile("[①-⓿㈠-㋿❶-➓]")
_FAR = 8
_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list counts: its first number, its form, and the text around (%1 is level 1)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    suffix: str = "tab"


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of one document and where each stands; ``marker`` counts on with every call."""

    lists: Mapping[str, _List]
    styles: Mapping[str, tuple[str | None, int | None]]
    parents: Mapping[str, str]
    default_style: str | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, number: str | None, level: int | None, style: str | None) -> str:
        """Return the number of the next paragraph, with what follows it; "" where it has none.

        ``number`` and ``level`` are the paragraph's own ``numId`` and ``ilvl``, None where it has none
        of its own; ``style`` is the id of its style.
        """
        number, level = self._effective(number, level, style or self.default_style)
        found = self.lists.get(number or "")
        if found is None or level is None or not 0 <= level < _LEVELS:
            return ""
        at = found.levels.get(level)
        if at is None:
            return ""
        counts = self._count(str(number), found, level)
        shown = _PLACEHOLDER.sub(lambda match: self._part(found, counts, int(match[1]) - 1, at), at.text)
        return shown + _gap(shown, at.suffix)

    def _effective(
        self, number: str | None, level: int | None, style: str | None
    ) -> tuple[str | None, int | None]:
        """Return the list and level of a paragraph: its own, else those of its style or of what that is based on."""
        if number is not None:
            return (None, None) if number == "0" else (number, level or 0)
        for name in self._chain(style):
            of_style = self.styles.get(name)
            if of_style is None or of_style[0] is None:
                continue
            number, its_level = of_style
            if number == "0":
                return None, None
            linked = self._linked_level(str(number), name)
            return number, level if level is not None else linked if linked is not None else its_level or 0
        return None, None

    def _chain(self, style: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while style is not None and style not in seen:
            seen.add(style)
            yield style
            style = self.parents.get(style)

    def _linked_level(self, number: str, style: str) -> int | None:
        """Return the level that names ``style`` as its own, None where none does."""
        found = self.lists.get(number)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), None)

    def _count(self, number: str, found: _List, level: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        for deeper in [index for index in counts if index > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            # 0 never starts anew; n starts anew after a paragraph of level n (counted from 1) or above
            if restart is None or 0 < level + 1 <= restart:
                del counts[deeper]
        fresh = (number, level) not in self._begun
        self._begun.add((number, level))
        if fresh and level in found.starts:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] = min(counts[level] + 1, _MOST)
        else:
            counts[level] = found.levels[level].start
        return counts

    def _part(self, found: _List, counts: Mapping[int, int], index: int, at: Level) -> str:
        level = found.levels.get(index)
        if level is None:
            return ""
        number = counts.get(index, found.starts.get(index, level.start))
        return format_number(
            number, "decimal" if at.legal and level.form not in ("bullet", "none") else level.form
        )


def _gap(shown: str, suffix: str) -> str:
    """Return what stands between a number and the words: nothing after a mark or circle, else a wide space."""
    if not shown or suffix == "nothing":
        return ""
    return "\u3000" if shown[-1].isalnum() and not _ENCLOSED.match(shown[-1]) else ""


def read_numbering(numbering: Any | None, styles: Any | None) -> Numbering:
    """Return the lists that the parts ``numbering.xml`` and ``styles.xml`` define (None: no such part)."""
    style_numbers, parents, default = _styles(styles)
    lists: dict[str, _List] = {}
    if numbering is not None:
        abstracts = _abstracts(numbering, style_numbers)
        for node in _children(numbering, "num"):
            number = _attribute(node, "numId")
            abstract = _value(node, "abstractNumId")
            if number is None or abstract is None:
                continue
            levels = dict(abstracts.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in _children(node, "lvlOverride"):
                index = _whole(_attribute(override, "ilvl"), 0)
                own = next(_children(override, "lvl"), None)
                if own is not None:
                    levels[index] = _level(own)
                start = _value(override, "startOverride")
                if start is not None:
                    starts[index] = _whole(start, 1)
            lists[number] = _List(abstract=abstract, levels=levels, starts=starts)
    return Numbering(lists=lists, styles=style_numbers, parents=parents, default_style=default)


def _abstracts(
    numbering: Any, styles: Mapping[str, tuple[str | None, int | None]]
) -> dict[str, Mapping[int, Level]]:
    """Return the levels of each abstract list; one that only links a style borrows that style's."""
    found: dict[str, Mapping[int, Level]] = {}
    links: dict[str, str] = {}
    for node in _children(numbering, "abstractNum"):
        identity = _attribute(node, "abstractNumId")
        if identity is None:
            continue
        found[identity] = {
            _whole(_attribute(level, "ilvl"), 0): _level(level) for level in _children(node, "lvl")
        }
        link = _value(node, "numStyleLink")
        if link is not None:
            links[identity] = link
    abstract_of = {
        _attribute(node, "numId"): _value(node, "abstractNumId") for node in _children(numbering, "num")
    }
    for identity, link in links.items():
        abstract = abstract_of.get(styles.get(link, (None, None))[0])
        if abstract is not None and not found[identity]:
            found[identity] = found.get(abstract, {})
    return found


def _level(node: Any) -> Level:
    level = Level(
        start=_whole(_value(node, "start"), 0 if next(_children(node, "start"), None) is None else 1),
        form=_value(node, "numFmt") or _custom_form(node),
        text=_value(node, "lvlText") or "",
        legal=next(_children(node, "isLgl"), None) is not None,
        style=_value(node, "pStyle"),
        suffix=_value(node, "suff") or "tab",
    )
    restart = _value(node, "lvlRestart")
    return replace(level, restart=_whole(restart, 0)) if restart is not None else level


def _custom_form(node: Any) -> str:
    """Return the form inside the alternatives that newer Word writes for forms of its own."""
    for inner in node.iter():
        if _local(inner) == "numFmt" and (form := _attribute(inner, "val")) not in (None, "custom"):
            return str(form)
    return "decimal"


def _styles(
    styles: Any | None,
) -> tuple[dict[str, tuple[str | None, int | None]], dict[str, str], str | None]:
    """Return the list and level of each style, what each is based on, and the default paragraph style."""
    numbers: dict[str, tuple[str | None, int | None]] = {}
    parents: dict[str, str] = {}
    default = None
    for node in _children(styles, "style") if styles is not None else ():
        identity = _attribute(node, "styleId")
        if identity is None:
            continue
        based_on = _value(node, "basedOn")
        if based_on is not None:
            parents[identity] = based_on
        if _attribute(node, "type") == "paragraph" and _attribute(node, "default") in ("1", "true", "on"):
            default = identity
        for properties in _children(node, "pPr"):
            for mark in _children(properties, "numPr"):
                level = _value(mark, "ilvl")
                numbers[identity] = (_value(mark, "numId"), None if level is None else _whole(level, 0))
    return numbers, parents, default


def _children(node: Any, name: str) -> Iterator[Any]:
    return (child for child in node if _local(child) == name)


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str | None:
    """Return an attribute by its local name, whatever namespace the writer put it in."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def _value(node: Any, name: str) -> str | None:
    child = next(_children(node, name), None)
    return None if child is None else _attribute(child, "val")


def _whole(text: str | None, default: int) -> int:
    if text is None or not text.strip().lstrip("+-").isdecimal() or len(text) > _FAR:
        return default
    return int(text)
