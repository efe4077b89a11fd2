"""The ``suyuan`` command: parses, calls a verb, prints.

Exit codes: 0 done · 1 done, but some inputs failed, each named · 2 wrong usage · 3 no store, or it
refused · 4 nothing could be read · 70 a defect of ours. Results go to stdout, talk to stderr.
"""

import os
import sys
from collections.abc import Sequence

from extract.errors import DamagedError, DataError, PolicyError, ReadError, StoreError, Words

__all__ = ["main"]

USAGE, STORE, NOTHING_READ, DEFECT, INTERRUPTED = 2, 3, 4, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (default: the process's own) and return its exit code."""
    from graph.cli.speech import choose_language, say, speak, take_language

    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    wish, rest = take_language(given)
    speak(choose_language(wish, os.environ))
    try:
        return _run(rest)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output went away (``suyuan … | head``): that is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (StoreError, DamagedError) as error:
        say(error.message)
        return STORE
    except ReadError as error:
        say(error.message)
        return NOTHING_READ
    except (DataError, PolicyError) as error:
        say(error.message)
        return USAGE
    except Exception as error:
        if os.environ.get("SUYUAN_DEBUG"):
            raise
        kind = type(error).__name__
        say(
            Words(
                f"a defect of Suyuan: {kind}: {error}\nPlease report it with the command you typed and what "
                "it prints with SUYUAN_DEBUG=1 set.",
                f"程序缺陷：{kind}：{error}\n请报告所用命令，并附上设置 SUYUAN_DEBUG=1 后的输出。",
            )
        )
        return DEFECT


def _run(arguments: list[str]) -> int:
    from cypher import QueryError
    from graph.cli.app import command
    from graph.cli.speech import language, say
    from graph.cli.usage import is_usage_error, usage_words

    try:
        result = command(language())(args=arguments, prog_name="suyuan", standalone_mode=False)
    except QueryError as error:
        say(Words(error.en, error.zh))
        return USAGE
    except Exception as error:
        if not is_usage_error(error):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            print(getattr(error, "ctx").get_help())  # noqa: B009  # typer's class is not a public name
        else:
            say(usage_words(error))
        return USAGE
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 whatever the code page: a Windows console of 936 would else fail on 〔."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")
