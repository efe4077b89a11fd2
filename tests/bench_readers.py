"""Throughput of each reader beside the bare library's own on the same bytes; printed, never asserted.

``python tests/bench_readers.py``. MB/s count the UTF-8 bytes of the text that comes out, in CPU time; the ratio is
taken in one run. What needs LibreOffice to make its input is left out without it.
"""

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fuzz_readers import rtf
from make_documents import converted, docx, html_page, numbered, numbering, office, paragraph, table

from extract.readers import read_bytes

CLAUSE = "（{n}）建设城乡公共图书馆。到2025年，全市公共图书馆达到{n}个以上，按照《公共图书馆建设标准》执行，由市教育局牵头。"
ROUNDS = 5


def main() -> None:
    """Make the inputs, time ours and theirs, print a line each."""
    lines = [CLAUSE.format(n=number) for number in range(1, 400)]
    text = "关于公共图书馆建设的实施意见\n" + "\n".join(lines) + "\n"
    body = "".join(numbered(line, 1, index % 3) for index, line in enumerate(lines)) + table(
        [("序号", "任务")] * 50
    )
    forms = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    word = docx(paragraph("关于公共图书馆建设的实施意见") + body, numbering=numbering(forms))
    page = html_page(text).encode()
    print(f"{'format':8} {'ours MB/s':>10} {'bare MB/s':>10} {'ratio':>6}  bare library")
    compare("txt", "a.txt", text.encode(), lambda data: data.decode(), "bytes.decode")
    compare("gbk", "a.txt", text.encode("gb18030"), lambda data: data.decode("gb18030"), "bytes.decode")
    compare("html", "a.html", page, bare_html, "trafilatura.extract")
    compare("docx", "a.docx", word, bare_docx, "python-docx paragraphs (no numbers)")
    compare("rtf", "a.rtf", rtf(text), None, "none")
    compare("xlsx", "a.xlsx", workbook(text), bare_xlsx, "openpyxl rows")
    if office():
        with tempfile.TemporaryDirectory() as folder:
            compare(
                "pdf", "a.pdf", converted(Path(folder), word, ".pdf"), bare_pdf, "pypdfium2 text of pages"
            )
            compare("doc", "a.doc", converted(Path(folder), word, ".doc"), bare_doc, "doc2docx.convert")


def compare(form: str, name: str, data: bytes, bare: Callable[[bytes], object] | None, library: str) -> None:
    """Print how fast we and the bare library read ``data``."""
    size = sum(len(found.text.encode()) for found in read_bytes(data, name) if hasattr(found, "text")) / 1e6
    ours = size / fastest(lambda: list(read_bytes(data, name)))
    theirs = size / fastest(lambda: bare(data)) if bare else None
    shown = f"{theirs:10.1f} {ours / theirs:6.2f}" if theirs else f"{'':10} {'':6}"
    print(f"{form:8} {ours:10.1f} {shown}  {library}")


def fastest(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return max(min(times), 1e-6)


def bare_html(data: bytes) -> object:
    """Read a page with trafilatura alone."""
    import trafilatura

    return trafilatura.extract(data.decode(), include_comments=False)


def bare_docx(data: bytes) -> object:
    """Read the paragraphs of a Word file with python-docx alone."""
    import docx as library

    return [paragraph.text for paragraph in library.Document(io.BytesIO(data)).paragraphs]


def bare_pdf(data: bytes) -> object:
    """Read the pages of a PDF with pypdfium2 alone."""
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def bare_doc(data: bytes) -> object:
    """Turn an old Word file into .docx with the converter alone."""
    import doc2docx

    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "a.doc")
        given.write_bytes(data)
        return doc2docx.convert(given, Path(folder, "b.docx"))


def bare_xlsx(data: bytes) -> object:
    """Read the rows of a workbook with openpyxl alone."""
    from openpyxl import load_workbook

    return list(load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True))


def workbook(text: str) -> bytes:
    """Return a table of a hundred documents."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["标题", "正文"])
    for number in range(100):
        sheet.append([f"关于阅读的第{number}号意见", text[:8_000]])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
