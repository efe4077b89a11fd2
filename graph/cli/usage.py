"""What is wrong with the words of a command, said in Chinese or English with where to look it up.

The errors are typer's; they are told apart by the names of their classes, which it keeps in a module
of its own.
"""

from typing import Any

from extract.errors import Words

__all__ = ["is_usage_error", "usage_words"]


def is_usage_error(error: Exception) -> bool:
    """Say whether ``error`` is typer's complaint about the words of a command."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def usage_words(error: Any) -> Words:
    """Return what is wrong, and the call that shows the help."""
    context = getattr(error, "ctx", None)
    command = "suyuan" if context is None else context.command_path
    english = error.format_message().rstrip(".")
    return Words(
        f"{english}. See: {command} --help",
        f"{_chinese(error, english)}。查看帮助：{command} --help",
    )


def _chinese(error: Any, english: str) -> str:
    kind = type(error).__name__
    if kind == "MissingParameter" and error.param is not None:
        return f"缺少 {error.param.get_error_hint()}"
    if kind == "NoSuchOption":
        return f"没有选项 {error.option_name}"
    if kind == "BadParameter" and error.param is not None:
        return f"{error.param.get_error_hint()} 的值无效：{error.message}"
    if kind == "BadParameter":
        return str(error.message)
    if english.startswith("No such command "):
        return f"没有命令 {english.removeprefix('No such command ')}"
    return f"用法有误：{english}"
