"""PDF files: their text layer, put back into paragraphs, with the page of every offset.

Scans without a text layer and protected files are recognised and named. Nothing but the text layer is
read: no form, no attachment, no script, no link.
"""

import re
from collections.abc import Iterator
from typing import Any

from extract.errors import ReadError
from extract.readers.base import ReadText, Source, refuse
from extract.readers.layout import Run, first_token, text_of_pages

__all__ = ["read_pdf"]

_LEAST_A_PAGE = 4
_LINE = re.compile(r"[^\r\n]+")
_GAP = re.compile(r"[ \xa0\u3000]+")
_WIDE = re.compile(r"[⺀-鿿＀-￯\u3000-〿“”‘’…—·]")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff\xad]")
# how many widths of a character, by how many of the two beside the gap are Chinese
_CELL_GAP = (1.8, 1.2, 0.9)
_Box = tuple[float, float, float, float]
# a number of a heading alone, which the printer set off by a tab
_NUMBER = re.compile(
    r"^(?:\d{1,3}[.．、)）]|[（(]\d{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[a-zA-Z][.)])$"
)
_ARTICLE = re.compile("^第[一二三四五六七八九十百零〇\\d]{1,5}[章节条编]$")


def read_pdf(source: Source) -> ReadText:
    """Return the text of a PDF and the offsets of its pages; raise ``ReadError`` for a scan without text."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(source.data)
    except (PdfiumError, ValueError, OverflowError) as error:
        raise _not_opened(source, str(error)) from error
    try:
        count = len(document)
        if count > source.limits.pages:
            raise refuse(
                source,
                f"it has {count:,} pages, more than the limit of {source.limits.pages:,}",
                f"共 {count:,} 页，超过上限 {source.limits.pages:,}",
                hint_en="splitting it, or raising the limit",
                hint_zh="拆分文件，或提高上限",
            )
        pages, sizes, empty = [], [], 0
        for index in range(count):
            runs, size = _page(document, index)
            pages.append(runs)
            sizes.append(size)
            empty += sum(len(run.text) for run in runs) < _LEAST_A_PAGE
        if count and empty == count:
            raise _scan(source, count)
        text, offsets = text_of_pages(pages, sizes)
    except (PdfiumError, ValueError, OverflowError) as error:
        raise _not_opened(source, str(error)) from error
    finally:
        document.close()
    return ReadText(text=text, pages=offsets)


def _page(document: Any, index: int) -> tuple[list[Run], tuple[float, float]]:
    """Return the runs of a page in the order of the file, and its size; a page that is broken has none."""
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError:
        return [], (1.0, 1.0)
    try:
        layer = page.get_textpage()
        try:
            text = layer.get_text_range()
            return list(_runs(layer, text, index)), page.get_size()
        finally:
            layer.close()
    except PdfiumError:
        return [], (1.0, 1.0)
    finally:
        page.close()


def _runs(layer: Any, text: str, page: int) -> Iterator[Run]:
    """Yield the runs of a page: its lines, cut where a gap is as wide as between cells of a table."""
    last = layer.count_chars() - 1

    def box(at: int) -> _Box:
        left, bottom, right, top = layer.get_charbox(min(at, last), loose=True)
        return left, bottom, right, top

    for line in _LINE.finditer(text):
        yield from _cut(text, line.start(), line.end(), box, page)


def _cut(text: str, start: int, end: int, box: Any, page: int) -> Iterator[Run]:
    """Yield the runs between two offsets of a page's text; ``box`` gives the place of a character."""
    # an indent that was typed as blanks is one all the same: the run begins with its first word
    while start < end and text[start] in " \xa0\u3000":
        start += 1
    pieces: list[str] = []
    at = begin = start
    for gap in _GAP.finditer(text, start, end):
        if gap.end() >= end:
            break
        before, after = text[gap.start() - 1], text[gap.end()]
        is_wide = gap[0] == " " and _is_cell_gap(before, box(gap.start() - 1), after, box(gap.end()))
        pieces.append(text[at : gap.start()])
        words = "".join(pieces)
        if _NUMBER.match(words) or _ARTICLE.match(words):
            pieces.append("\u3000" if _ARTICLE.match(words) else "")
        elif is_wide:
            yield from _run(words, begin, gap.start() - 1, box, page)
            pieces, begin = [], gap.end()
        else:
            pieces.append(_space(before, gap[0], after))
        at = gap.end()
    pieces.append(text[at:end])
    yield from _run("".join(pieces), begin, end - 1, box, page)


def _is_cell_gap(before: str, left: _Box, after: str, right: _Box) -> bool:
    """Say whether the printer left so much room between two characters that they stand in two cells."""
    wide = [box[2] - box[0] for char, box in ((before, left), (after, right)) if _WIDE.match(char)]
    em = max(wide) if wide else 0.7 * max(left[3] - left[1], 1.0)
    return right[0] - left[2] > _CELL_GAP[len(wide)] * max(em, 1.0)


def _space(before: str, gap: str, after: str) -> str:
    """Return the space that a reader sees: a hair space of the printer beside a Chinese character is none."""
    if "\u3000" in gap or len(gap) > 1:
        return gap
    return "" if _WIDE.match(before) or _WIDE.match(after) else gap


def _run(words: str, begin: int, last: int, box: Any, page: int) -> Iterator[Run]:
    words = _UNPRINTED.sub("", words).rstrip()
    if not words.strip():
        return
    left, bottom, _, top = box(begin)
    right = box(last)
    token = box(min(last, begin + max(0, first_token(words) - 1)))
    yield Run(
        text=words,
        left=left,
        right=max(right[2], left),
        bottom=min(bottom, right[1]),
        top=max(top, right[3]),
        page=page,
        token_right=token[2],
    )


def _not_opened(source: Source, detail: str) -> ReadError:
    if "password" in detail.lower():
        return refuse(
            source,
            "it is protected by a password",
            "文件受密码保护",
            hint_en="saving a copy without the password",
            hint_zh="另存一份不带密码的副本",
        )
    detail = " ".join(detail.split())[:160]
    return refuse(
        source,
        f"the PDF is damaged ({detail})",
        f"PDF 已损坏（{detail}）",
        hint_en="downloading it again, or printing it to a new PDF",
        hint_zh="重新下载，或重新打印成 PDF",
    )


def _scan(source: Source, count: int) -> ReadError:
    name = source.name
    return refuse(
        source,
        f"it is a scan: none of its {count} pages has a text layer",
        f"这是扫描件：{count} 页都没有文字层",
        hint_en=f"ocrmypdf -l chi_sim {name} ocr-{name}",
        hint_zh=f"先做文字识别，例如 ocrmypdf -l chi_sim {name} ocr-{name}",
    )
