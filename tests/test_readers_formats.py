"""The same text in every format says the same: outline, tasks, citations and drivers of the sample."""

from collections import Counter
from pathlib import Path

import pytest
from make_documents import converted_all, docx, html_page, paragraph

from extract.analysis import analyse
from extract.catalogue import load_catalogue
from extract.model import Analysis, Document
from extract.readers import read, read_bytes

SAMPLE = Path(__file__).parents[1] / "extract" / "data" / "sample"
TEXTS = sorted(SAMPLE.glob("*.txt"))
BLANKS = str.maketrans("", "", " \t\r\n\u3000\xa0")


def items(analysis: Analysis) -> Counter[str]:
    """Return everything that was found, by its words and not by its place."""
    text = analysis.document.text

    def words(start: int, end: int) -> str:
        return text[start:end].translate(BLANKS)

    found = [
        f"outline {section.depth} {section.marker} {section.title.translate(BLANKS)}"
        for section in analysis.sections
    ]
    found += [f"task {words(task.span.start, task.span.end)}" for task in analysis.tasks]
    for citation in analysis.citations:
        span, targets = citation.mention.span, [target.title for target in citation.resolution.targets]
        found.append(f"citation {words(span.start, span.end)} {targets} {citation.role} {citation.level}")
    found += [
        f"driver {driver.basis} {driver.target.title} {bool(driver.task)}" for driver in analysis.drivers
    ]
    head = analysis.head
    found.append(f"head {head.title} {head.number} {head.issuers} {head.level} {head.issued_on}")
    return Counter(found)


def as_word(text: str) -> bytes:
    return docx("".join(paragraph(line.strip("\r")) for line in text.split("\n") if line.strip()))


def document_of(data: bytes, name: str) -> Document:
    (found,) = read_bytes(data, name)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("suffix", [".docx", ".html", ".doc", ".pdf", ".rtf"])
def test_every_format_gives_what_the_text_file_gives(tmp_path: Path, suffix: str) -> None:
    catalogue = load_catalogue()
    plain = [read(path) for path in TEXTS]
    if suffix == ".html":
        files = {
            path.stem: html_page(document.text).encode() for path, document in zip(TEXTS, plain, strict=True)
        }
    else:
        files = {path.stem: as_word(document.text) for path, document in zip(TEXTS, plain, strict=True)}
        if suffix != ".docx":
            files = converted_all(tmp_path, files, suffix)
    same = wanted = 0
    for path, document in zip(TEXTS, plain, strict=True):
        other = document_of(files[path.stem], f"a{suffix}")
        expected, found = items(analyse(document, catalogue)), items(analyse(other, catalogue))
        same += (expected & found).total()
        wanted += max(expected.total(), found.total())
    assert wanted > 100
    assert same >= 0.99 * wanted, f"{same} of {wanted}"
