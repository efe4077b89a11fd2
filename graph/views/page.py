"""What every page shares: templates that escape, scripts allowed by their hash, data that is no code."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.views.words import both, phrase, spoken

__all__ = ["environment", "inline_script", "json_block", "policy", "static_text"]


@cache
def environment() -> Environment:
    """Return the template environment: everything that is put into a page is escaped."""
    made = Environment(
        autoescape=True,
        loader=PackageLoader("graph.views", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["json_block"] = json_block
    made.globals["say"] = lambda key, **values: spoken("ui", key, **values)
    made.globals["word"] = spoken
    made.globals["plainly"] = phrase
    made.globals["both"] = both
    return made


def static_text(*names: str) -> str:
    """Return the files of ``static/`` one after the other, with LF."""
    folder = files("graph.views").joinpath("static")
    parts = [folder.joinpath(name).read_text(encoding="utf-8") for name in names]
    return "\n".join(part.replace("\r\n", "\n") for part in parts)


def inline_script(text: str) -> Markup:
    """Return a script of ours or of the library as it stands in the page; raise ``ValueError`` if unsafe.

    Nothing in it may close its element or begin a comment; such text must be written otherwise.
    """
    lowered = text.lower()
    for closing in ("</script", "<!--"):
        if closing in lowered:
            raise ValueError(f"a script contains {closing!r}")
    return Markup(text)


def policy(scripts: Iterable[str]) -> str:
    """Return the content security policy that runs these inline scripts and asks for nothing else."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def json_block(value: Any) -> Markup:
    r"""Return a value, or a text that is JSON already, as JSON that is safe inside a script element.

    >>> json_block({"a": "</script>"})
    Markup('{"a":"\\u003c/script\\u003e"}')
    """
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
