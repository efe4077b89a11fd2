"""Makes real files of every format for the tests: Word files by hand-written parts, others from them."""

import atexit
import html
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(name: str, content: str) -> str:
    """Return an XML part of a Word file with its namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this body and further parts (numbering, styles, footnotes), as bytes."""
    contents = {"document": part("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    contents |= {name: part(name, content) for name, content in parts.items()}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{"document.main" if name == "document" else name}+xml"/>'
        for name in contents
    )
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for index, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": _TYPES.format(overrides=overrides),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r0" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
    }
    files |= {f"word/{name}.xml": content for name, content in contents.items()}
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of words."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run; ``properties`` is the content of its w:pPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def numbered(text: str, number: int | str, level: int = 0) -> str:
    """Return a paragraph that Word numbers: list ``number``, level from 0."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a line feed in a cell begins a paragraph."""
    lines = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{''.join(paragraph(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    grid = '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
    return f"<w:tbl>{grid}{lines}</w:tbl>"


def numbering(*lists: Sequence[tuple[str, str]]) -> str:
    """Return the content of a numbering part: for each list (from 1) a pair of form and text a level."""
    abstracts, instances = "", ""
    for number, forms in enumerate(lists, start=1):
        abstracts += f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{_levels(forms)}</w:abstractNum>'
        instances += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return abstracts + instances


def _levels(forms: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val={quoteattr(form)}/>'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/></w:lvl>'
        for index, (form, text) in enumerate(forms)
    )


def html_page(text: str) -> str:
    """Return a page that shows these lines, a paragraph each; lines with tabs as a table."""
    parts = []
    for line in text.splitlines():
        if "\t" in line:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t"))
            parts.append(f"<table><tr>{cells}</tr></table>")
        else:
            parts.append(f"<p>{html.escape(line)}</p>")
    return f'<html><head><meta charset="utf-8"><title></title></head><body>{"".join(parts)}</body></html>'


@cache
def office() -> str | None:
    """Return LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(folder: Path, data: bytes, suffix: str, options: str = "") -> bytes:
    """Return a Word file turned into another format by LibreOffice; skip the test where there is none."""
    return converted_all(folder, {"made": data}, suffix, options)["made"]


def converted_all(
    folder: Path, files: Mapping[str, bytes], suffix: str, options: str = ""
) -> dict[str, bytes]:
    """Return Word files, by their names without suffix, turned into another format in one go."""
    program = office()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            program, f"-env:UserInstallation={_profile().as_uri()}", "--headless",
            "--convert-to", suffix.lstrip(".") + options, "--outdir", str(folder / "converted"),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {name: (folder / "converted" / f"{name}{suffix}").read_bytes() for name in files}


@cache
def _profile() -> Path:
    """Return a profile of LibreOffice for this run of the tests; a new one costs seconds at every start."""
    folder = tempfile.mkdtemp(prefix="suyuan-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
