"""What a document does with those it cites: role, level, whether it is the document itself, where it stands."""

from bisect import bisect_right
from collections.abc import Sequence

from extract.confidence import confidence_of
from extract.cues import load_cues
from extract.model import Citation, Document, Head, Level, Mention, Resolution, Role, Section
from extract.origins import origin_of

__all__ = ["cite"]


def cite(
    document: Document,
    head: Head,
    sections: Sequence[Section],
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
) -> tuple[Citation, ...]:
    """Return a citation for each mention, in order."""
    roles = {cue.text: cue.role for cue in load_cues()}
    places = _Places(sections)
    return tuple(
        Citation(
            mention=mention,
            resolution=resolution,
            role=_role(mention, roles),
            level=_level(resolution, head),
            is_self=_is_self(mention, resolution),
            confidence=confidence_of(resolution),
            section=places.holding(mention.span.start),
        )
        for mention, resolution in zip(mentions, resolutions, strict=True)
    )


def _role(mention: Mention, roles: dict[str, Role]) -> Role:
    return roles.get(mention.cue, Role.MENTIONS)


def _is_self(mention: Mention, resolution: Resolution) -> bool:
    return any(item.reason == "own_document" for item in resolution.evidence)


def _level(resolution: Resolution, head: Head) -> Level:
    if any(item.reason == "own_document" for item in resolution.evidence):
        return head.level
    first = resolution.targets[0]
    if first.entry is not None:
        return first.entry.level
    mention = resolution.mention
    return origin_of(first.title, first.number, mention.issuer_text, head).level


class _Places:
    """The sections of a document by position: the deepest that holds it."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = tuple(sections)
        self._starts = [section.span.start for section in sections]

    def holding(self, position: int) -> str | None:
        """Return the id of the deepest section whose span holds ``position``."""
        index = bisect_right(self._starts, position) - 1
        while index >= 0:
            section = self._sections[index]
            if position < section.span.end:
                return section.id
            index -= 1
        return None
