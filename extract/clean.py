"""Marks the lines that a website or database put around the document; deletes nothing."""

from extract.model import Span

__all__ = ["outside_spans"]


def outside_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of ``text`` that are not the document's own, in order, without overlap."""
    return ()
