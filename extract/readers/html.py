"""Saved web pages: the text of the document, without the site around it, and the facts its table prints.

The original bytes are known by their hash; offsets count in the text that is made here. A page whose
template is known gives the element that holds the document; a page without navigation is taken
whole; for any other, trafilatura tells text from surroundings. The facts that government pages print
in a table (标题, 发文机关, 发文字号, 成文日期) are written as lines at the head of the text.
"""

import re
from typing import Any

from extract.readers.base import ReadText, Source, refuse
from extract.readers.decoding import decode
from extract.readers.markup import tree_text
from extract.tables import read_toml

__all__ = ["html_text", "read_html"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>")
_BLANKS = re.compile(r"[\s\u3000\xa0：:]+")
_FEW_LINKS = 0.05
_FEW_LINES = 3
_SHORT_FACT = 120


def read_html(source: Source, declared: str | None = None) -> ReadText:
    """Return the text of a saved page; ``declared`` is the encoding that its envelope names, if any."""
    found = _CHARSET.search(source.data[:4096])
    named = found[1].decode("ascii") if found else declared
    return ReadText(text=html_text(decode(source, named), source))


def html_text(page: str, source: Source) -> str:
    """Return the text of the document in ``page``; raise ``ReadError`` where the page is no HTML."""
    root = _parse(page, source)
    holder = _container(root)
    if holder is not None:
        body = tree_text(holder)
    elif _is_plain(root):
        body = tree_text(_body(root))
    else:
        body = _main_text(page) or tree_text(_body(root))
    return "".join(f"{label}：{value}\n" for label, value in _facts(root, holder, body)) + body


def _parse(page: str, source: Source) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(no_network=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(_XML_DECLARATION.sub("", page), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise refuse(
            source,
            f"the page is not HTML ({type(error).__name__})",
            f"网页不是有效的 HTML（{type(error).__name__}）",
            hint_en="saving the page again from a browser",
            hint_zh="在浏览器中重新保存网页",
        ) from error
    return root


def _body(root: Any) -> Any:
    body = root.find("body")
    return root if body is None else body


def _container(root: Any) -> Any | None:
    """Return the element that a known template keeps the document in."""
    rules = read_toml("web_pages.toml")["containers"]
    by_id: dict[str, Any] = {}
    by_class: dict[str, Any] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if (name := node.get("id")) in rules["ids"]:
            by_id.setdefault(name, node)
        for name in (node.get("class") or "").split():
            if name in rules["classes"]:
                by_class.setdefault(name, node)
    least = rules["least_characters"]
    for names, found in ((rules["ids"], by_id), (rules["classes"], by_class)):
        for name in names:
            if name in found and _size(found[name]) >= least:
                return found[name]
    return None


def _size(node: Any) -> int:
    return sum(len(text.strip()) for text in node.itertext())


def _is_plain(root: Any) -> bool:
    """Say whether the page is a document alone: next to no words of it are links."""
    body = _body(root)
    whole = _size(body)
    return whole > 0 and sum(_size(link) for link in body.iter("a")) <= _FEW_LINKS * whole


def _main_text(page: str) -> str:
    """Return what trafilatura takes for the text of the page, "" where it finds no lines of text."""
    import trafilatura

    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    text = "" if body is None else tree_text(body)
    # of a page that it finds no article in, it gives all words as one paragraph
    return text if text.count("\n") >= _FEW_LINES else ""


def _facts(root: Any, holder: Any | None, body: str) -> list[tuple[str, str]]:
    """Return the labelled facts that the page prints outside the text, and its title if the text lacks it."""
    rules = read_toml("web_pages.toml")
    labels: dict[str, str] = rules["facts"]
    found: dict[str, str] = {}
    inside = set(holder.iter()) if holder is not None else set()
    for node in root.iter("td", "th", "dt", "span", "strong", "b", "p", "li", "div", "em", "label"):
        if node in inside or len(node) > 4:
            continue
        words = "".join(node.itertext()).strip()
        if len(words) > _SHORT_FACT:
            continue
        label, mark, value = words.partition("：") if "：" in words else words.partition(":")
        name = labels.get(_BLANKS.sub("", label))
        if name is None:
            continue
        if not value.strip() and (following := node.getnext()) is not None:
            value = "".join(following.itertext())
        elif not value.strip():
            value = node.tail or ""
        value = " ".join(value.split())
        if value and len(value) <= _SHORT_FACT and (mark or node.tag in ("td", "th", "dt")):
            found.setdefault(name, value)
    for meta in root.iter("meta"):
        name = rules["meta"].get((meta.get("name") or "").lower())
        if name and meta.get("content"):
            found.setdefault(name, " ".join(meta.get("content").split()))
    title = found.get("标题") or _page_title(root)
    if title and _BLANKS.sub("", title) not in _BLANKS.sub("", body[:600]):
        found["标题"] = title
    else:
        found.pop("标题", None)
    order = [*dict.fromkeys(labels.values()), "来源"]
    return [(label, found[label]) for label in order if label in found]


def _page_title(root: Any) -> str:
    """Return the page's heading: its only h1, else <title> up to the site's name."""
    heads = [" ".join("".join(node.itertext()).split()) for node in root.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    title = root.findtext(".//title") or ""
    return re.split(r"[_|]|\s[-–—]\s", " ".join(title.split()))[0].strip()
