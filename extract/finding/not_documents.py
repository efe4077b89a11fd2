"""Tells names of documents from the other names that stand in title brackets.

Books, songs, forms, contracts, certificates, projects: ``not_documents.csv`` names them one by one or
by their last word (…申请表). What is left is a document if it ends in a word for a kind of document, is
about something (关于…), or is cited as one is.
"""

import re
from functools import cache

from extract.patterns import load_patterns
from extract.tables import read_table
from extract.titles import squeeze

__all__ = ["is_no_document", "looks_like_title"]

_PATTERN_KIND = "pattern:"
_ABOUT = re.compile("^(?:关于|转发|印发).{4,}|[^，,。]{2,30}关于.{4,}|(?:政府工作|年度工作)报告$")
_DRAFT = re.compile(r"[（(](?:草案|征求意见稿|送审稿|讨论稿|审议稿|初稿)[）)]$")
_TEMPLATE = re.compile(r"[（(]?(?:示范|参考|格式)?文本[）)]?$|[（(](?:样表|样本|样式|格式)[）)]$")


def is_no_document(title: str) -> bool:
    """Say whether the table holds ``title`` for something other than an official document.

    >>> is_no_document("商品房买卖合同"), is_no_document("校车安全管理条例")
    (True, False)
    """
    names, pattern = _table()
    return squeeze(title) in names or pattern.search(title) is not None or _TEMPLATE.search(title) is not None


def looks_like_title(title: str) -> bool:
    """Say whether ``title`` has the form of an official document's title.

    >>> looks_like_title("关于加强校车安全管理的通知"), looks_like_title("红楼梦")
    (True, False)
    """
    plain = _DRAFT.sub("", title)
    return (
        load_patterns("citations")["title_shape"].regex.fullmatch(plain) is not None
        or _ABOUT.match(plain) is not None
    )


@cache
def _table() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the names that are no documents, squeezed, and a pattern for those known by form."""
    rows = read_table("not_documents.csv")
    names = {
        squeeze(row["text"])
        for row in rows
        if row["kind"] != "ambiguous" and not row["kind"].startswith(_PATTERN_KIND)
    }
    forms = (row["text"].partition("…") for row in rows if row["kind"].startswith(_PATTERN_KIND))
    pattern = "|".join(
        f"^{re.escape(before)}.*{re.escape(after)}$" if before else f"{re.escape(after)}$"
        for before, _, after in forms
    )
    return frozenset(names), re.compile(pattern)
