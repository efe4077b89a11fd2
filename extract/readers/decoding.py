r"""Bytes to text, exactly: nothing is stripped, nothing is replaced, nothing is guessed silently.

A byte order mark stays as character 0 and ``\r\n`` stays, so that offsets count code points of the
file as it is. UTF-8 and marked UTF-16 are strict; GB18030 takes almost any bytes, so what it gives
must look like Chinese before it is believed.
"""

import codecs
import re

from extract.readers.base import Source, refuse

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = re.compile(r"[^\x00-\x7f]")
# characters of running Chinese text: ideographs in daily use, marks, full-width forms
_USUAL = re.compile(
    r"[一-鿿、。《》〈〉（），：；？！“”‘’—…·「」〔〕【】\u3000０-９Ａ-Ｚａ-ｚ％°±×㎡①-⑳Ⅰ-Ⅻ　]"
)


def decode(source: Source, declared: str | None = None) -> str:
    """Return the text of ``source``; ``declared`` is the encoding that a page names, tried first.

    Raises ``ReadError`` where no encoding fits: what was tried and the first byte that failed.
    """
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(source, encoding)
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_text(text, encoding):
            return text
    raise _undecodable(source)


def _candidates(data: bytes, declared: str | None) -> list[str]:
    names = ["utf-8", *_unmarked_utf16(data), "gb18030", "big5"]
    if declared:
        # gb2312 and gbk on a page mean their superset; "utf-8" on a page of GBK is a common lie
        alias = declared.strip().lower()
        names.insert(0, "gb18030" if alias in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else alias)
    return [name for name in dict.fromkeys(names) if _is_text_codec(name)]


def _is_text_codec(name: str) -> bool:
    """Say whether ``name`` is an encoding of text; others (zip, rot13, idna) must not be called by a page."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return getattr(info, "_is_text_encoding", False) and info.name in _SAFE_CODECS


_SAFE_CODECS = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8",
        "utf-16-le",
        "utf-16-be",
        "utf-16",
        "gb18030",
        "big5",
        "big5hkscs",
        "latin-1",
        "cp1252",
    )
)


def _unmarked_utf16(data: bytes) -> list[str]:
    """Return the UTF-16 byte orders, likelier first, where zero bytes of line ends and digits betray them."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return []
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return ["utf-16-le", "utf-16-be"] if odd >= even else ["utf-16-be", "utf-16-le"]


def _is_text(text: str, encoding: str) -> bool:
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:]
    if len(_CONTROL.findall(sample)) * 200 > len(sample):
        return False
    if encoding in ("utf-8", "latin-1", "cp1252"):
        return True
    wide = len(_WIDE.findall(sample))
    return len(_USUAL.findall(sample)) >= 0.8 * wide


def _strict(source: Source, encoding: str) -> str:
    try:
        text = source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(source, encoding, error.start) from error
    if not _is_text(text, "utf-8"):
        raise _undecodable(source)
    return text


def _undecodable(source: Source, encoding: str = "utf-8", at: int | None = None) -> Exception:
    if at is None:
        try:
            source.data.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start
        else:
            return refuse(
                source,
                "it holds control characters, so it is no text file",
                "含有控制字符，不是文本文件",
                hint_en="opening it in the program that made it, and saving it as .docx, .pdf or .txt",
                hint_zh="用生成它的程序打开，另存为 .docx、.pdf 或 .txt",
            )
    return refuse(
        source,
        f"its encoding is not known: byte {at} is not {encoding.upper()}, and UTF-16, GB18030 and Big5 give no Chinese text",
        f"无法识别编码：第 {at} 个字节不是 {encoding.upper()}，按 UTF-16、GB18030、Big5 解码也得不到中文",
        hint_en="opening it in an editor and saving it as UTF-8; it may also be damaged or cut short",
        hint_zh="用编辑器打开并另存为 UTF-8；文件也可能已损坏或被截断",
    )
