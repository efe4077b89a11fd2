"""What goals and tasks are about: themes of the controlled list.

A goal's theme is read from its heading, a task's from its words (``themes.csv``).
"""

from collections.abc import Iterator, Sequence

from extract.model import Document, Section, SectionKind, Task, Theme, ThemeSource
from extract.subjects import fields_of

__all__ = ["find_themes"]


def find_themes(document: Document, sections: Sequence[Section], tasks: Sequence[Task]) -> tuple[Theme, ...]:
    """Return the themes of goals, then of tasks, in the order of the text."""
    goals = (section for section in sections if section.kind is SectionKind.GOAL)
    found = [theme for goal in goals for theme in _listed(goal.id, goal.title)]
    found.extend(theme for task in tasks for theme in _listed(task.id, task.span.of(document.text)))
    return tuple(found)


def _listed(holder: str, words: str) -> Iterator[Theme]:
    for text in sorted(fields_of(words)):
        yield Theme(holder=holder, text=text, source=ThemeSource.LIST, score=1.0)
