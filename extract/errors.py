"""What can go wrong, as one tree of exceptions.

PolicyError
├── ReadError(path, reason, hint)     a file could not be read
├── DataError(file, line, reason)     a data file (ours, or a user's catalogue) is wrong
│   └── DamagedError                  a file that a build wrote is damaged, or of another version
└── StoreError(url, reason, hint)     a store or a workspace said no

Each says what happened, to what, and what to try, in English and Chinese: ``str(error)`` is the
English sentence, ``error.render("zh")`` the Chinese one. "Unsure" and "unknown" are results of
analysis, never errors. ``cypher.QueryError`` stands apart, since ``cypher`` imports nothing of ours.
"""

from typing import NamedTuple

__all__ = ["DamagedError", "DataError", "PolicyError", "ReadError", "StoreError", "Words"]


class Words(NamedTuple):
    """One message in both languages."""

    en: str
    zh: str

    def render(self, language: str) -> str:
        """Return the message in ``language``: ``"zh"``, else English."""
        return self.zh if language == "zh" else self.en


class PolicyError(Exception):
    """The root of this project's errors; carries the whole message in both languages."""

    def __init__(self, message: Words) -> None:
        super().__init__(message.en)
        self.message = message

    def render(self, language: str) -> str:
        """Return the message in ``language``: ``"zh"``, else English."""
        return self.message.render(language)


class ReadError(PolicyError):
    """A file could not be read; the rest of a batch goes on."""

    def __init__(self, path: str, reason: Words, hint: Words) -> None:
        self.path, self.reason, self.hint = path, reason, hint
        super().__init__(
            Words(
                f"could not read {path}: {reason.en}. Try: {hint.en}",
                f"无法读取 {path}：{reason.zh}。请尝试：{hint.zh}",
            )
        )


class DataError(PolicyError):
    """A data file is wrong; ``line`` counts from 1, 0 where the whole file is meant."""

    def __init__(self, file: str, line: int, reason: Words) -> None:
        self.file, self.line, self.reason = file, line, reason
        where_en, where_zh = (f" line {line}", f" 第 {line} 行") if line else ("", "")
        super().__init__(Words(f"{file}{where_en}: {reason.en}", f"{file}{where_zh}：{reason.zh}"))


class DamagedError(DataError):
    """A file that a build wrote is damaged, or another version wrote it; building again mends it."""


class StoreError(PolicyError):
    """A store, or the workspace folder that holds it, refused; nothing was half-written."""

    def __init__(self, url: str, reason: Words, hint: Words) -> None:
        self.url, self.reason, self.hint = url, reason, hint
        super().__init__(
            Words(f"{url}: {reason.en}. Try: {hint.en}", f"{url}：{reason.zh}。请尝试：{hint.zh}")
        )
