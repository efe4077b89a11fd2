"""Old Word files (.doc) and WPS files of the same format, through a converter in pure Python.

Where it cannot read a file, LibreOffice is asked if it is installed. OpenDocument text takes the
second way at once.
"""

import tempfile
from pathlib import Path

from extract.errors import ReadError
from extract.readers.base import ReadText, Source, refuse
from extract.readers.docx import read_docx
from extract.readers.office import find_office, read_through_office

__all__ = ["read_doc", "read_odt", "read_wps"]


def read_doc(source: Source) -> ReadText:
    """Return the text of a Word 97–2003 document."""
    return _read(source, ".doc")


def read_wps(source: Source) -> ReadText:
    """Return the text of a WPS document (.wps), whose inside is mostly that of a .doc."""
    return _read(source, ".wps")


def read_odt(source: Source) -> ReadText:
    """Return the text of an OpenDocument text, with LibreOffice."""
    return read_through_office(source, ".odt")


def _read(source: Source, suffix: str) -> ReadText:
    try:
        return read_docx(_as_docx(source))
    except _NotConvertedError as error:
        if error.password or find_office(source) is None:
            raise _refused(source, suffix, error) from error
    return read_through_office(source, suffix)


class _NotConvertedError(Exception):
    """The converter could not read the file; ``password`` says that it is protected."""

    def __init__(self, reason: str, *, password: bool = False) -> None:
        super().__init__(reason)
        self.password = password


def _as_docx(source: Source) -> Source:
    """Return the file as .docx; whatever goes wrong inside the converter is one error."""
    import doc2docx
    from doc2docx.errors import Doc2DocxError

    with tempfile.TemporaryDirectory(prefix="suyuan-doc-") as folder:
        given, made = Path(folder, "in.doc"), Path(folder, "out.docx")
        given.write_bytes(source.data)
        try:
            doc2docx.convert(given, made)
        except Doc2DocxError as error:
            raise _NotConvertedError(str(error), password=_is_protected(error)) from error
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            MemoryError,
            OSError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            # a damaged file takes the converter where its own checks do not reach
            raise _NotConvertedError(type(error).__name__) from error
        data = made.read_bytes()
    return Source(path=source.path, name=source.name, data=data, limits=source.limits)


def _is_protected(error: Exception) -> bool:
    from doc2docx.errors import EncryptedDocumentError

    return isinstance(error, EncryptedDocumentError)


def _refused(source: Source, suffix: str, error: "_NotConvertedError") -> ReadError:
    if error.password:
        return refuse(
            source,
            "it is protected by a password",
            "文件受密码保护",
            hint_en="removing the password in the program that made it",
            hint_zh="用生成它的程序去掉密码",
        )
    detail = " ".join(str(error).split())[:160]
    return refuse(
        source,
        f"this {suffix} file could not be read ({detail})",
        f"无法读取该 {suffix} 文件（{detail}）",
        hint_en="installing LibreOffice, which reads more of them, or saving the file as .docx",
        hint_zh="安装 LibreOffice（可读取更多此类文件），或将文件另存为 .docx",
    )
