"""Many words looked for in one pass: the longest at the leftmost place, no overlaps."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.model import Span

if TYPE_CHECKING:
    import daachorse

__all__ = ["Dictionary"]


class Dictionary:
    """A set of words, made ready to scan with when it is first used."""

    def __init__(self, words: Iterable[str]) -> None:
        """Hold ``words``, empty ones left out."""
        self._words = sorted({word for word in words if word})
        self._automaton: daachorse.CharwiseDoubleArrayAhoCorasick | None = None

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield the words of ``text`` with their spans, in order.

        >>> [word for _, word in Dictionary(["教师法", "义务教育法", "教育法"]).find("依据义务教育法和教师法")]
        ['义务教育法', '教师法']
        """
        if not self._words:
            return
        if self._automaton is None:
            import daachorse

            self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
                self._words, daachorse.MATCH_KIND_LEFTMOST_LONGEST
            )
        for start, end, index in self._automaton.find(text):
            yield Span(start=start, end=end), self._words[index]
