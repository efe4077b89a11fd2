"""Any question that only reads, within limits."""

from graph.store.base import ROW_LIMIT, SECONDS, Answer, Store

__all__ = ["run_adhoc"]


def run_adhoc(store: Store, text: str, *, limit: int = ROW_LIMIT, seconds: float = SECONDS) -> Answer:
    """Return the first ``limit`` rows of ``text``, its columns, and whether rows were cut.

    Raises ``StatementError`` with the place where the text is no question that may be asked.
    """
    return store.answer(text, limit=limit, seconds=seconds)
