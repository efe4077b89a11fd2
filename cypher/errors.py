"""What can be wrong with a query: its file, its name, or the parameters it was given."""

__all__ = ["QueryError"]


class QueryError(ValueError):
    """A .cypher file is wrong, or a query was called wrongly; the sentence is in both languages.

    ``path`` is the file's place in the package (empty where no file is meant), ``line`` counts from
    1 (0 where no line is meant). ``str(error)`` is the English sentence.
    """

    def __init__(self, name: str, path: str, en: str, zh: str, line: int = 0) -> None:
        self.name, self.path, self.line = name, path, line
        self.reason, self.reason_zh = en, zh
        where = f"{path}:{line}: " if path and line else f"{path}: " if path else f"{name}: "
        self.en, self.zh = where + en, where.replace(": ", "：") + zh
        super().__init__(self.en)

    def render(self, language: str) -> str:
        """Return the sentence in ``language``: ``"zh"``, else English."""
        return self.zh if language == "zh" else self.en
