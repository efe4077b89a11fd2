"""Packed files (zip and what builds on it: docx, xlsx, odt) read in memory, within the limits.

Nothing is unpacked to disk, and a name inside an archive is only ever shown, never used as a path. The
size that a part claims is checked first and what really comes out of it is counted: a bomb is refused
whatever it says of itself.
"""

import io
import zipfile
import zlib
from typing import Any

from extract.errors import ReadError
from extract.readers.base import Source, refuse

__all__ = ["damaged", "open_package", "parse_xml", "read_part", "shown_name"]

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def open_package(source: Source) -> zipfile.ZipFile:
    """Return the archive in ``source``; raise ``ReadError`` where it is none or has too many parts."""
    try:
        package = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError) as error:
        raise damaged(source, str(error)) from error
    if len(package.infolist()) > source.limits.archive_files:
        raise refuse(
            source,
            f"it packs {len(package.infolist()):,} files, more than the limit of {source.limits.archive_files:,}",
            f"压缩包内有 {len(package.infolist()):,} 个文件，超过上限 {source.limits.archive_files:,}",
            hint_en="packing fewer files together",
            hint_zh="减少压缩包内的文件",
        )
    return package


def read_part(source: Source, package: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of one part, None where there is no such part.

    Raises ``ReadError`` for a part that is encrypted, damaged, larger than a part may be, or that grows
    more than packed text can.
    """
    try:
        info = part if isinstance(part, zipfile.ZipInfo) else package.getinfo(part)
    except KeyError:
        return None
    if info.flag_bits & _ENCRYPTED:
        raise refuse(
            source,
            "it is protected by a password",
            "文件受密码保护",
            hint_en="removing the password in the program that made it",
            hint_zh="用生成它的程序去掉密码",
        )
    most = min(source.limits.part_bytes, source.limits.ratio * max(info.compress_size, 4096))
    if info.file_size > most:
        raise _bomb(source, info.file_size, most)
    data = bytearray()
    try:
        with package.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                data += chunk
                if len(data) > most:
                    raise _bomb(source, len(data), most)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise damaged(source, str(error)) from error
    return bytes(data)


def parse_xml(source: Source, data: bytes) -> Any:
    """Return the root of an XML part; entities are not expanded and a document type is refused."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_pis=True,
    )
    try:
        root: Any = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(source, str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise refuse(
            source,
            "a part of it declares XML entities, which office documents never do",
            "文件内含有 XML 实体声明，正常的办公文档不会有",
            hint_en="not trusting this file; a copy from its publisher may do",
            hint_zh="不要信任该文件，可从发布者处重新获取",
        )
    return root


def shown_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a packed file as its maker wrote it, GBK names too, in printable characters."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return "".join(char if char.isprintable() else "_" for char in name)


def damaged(source: Source, detail: str) -> ReadError:
    """Return the error for a file that is cut short or not what its name says."""
    detail = " ".join(detail.split())[:160]
    return refuse(
        source,
        f"the file is damaged or not of the format it claims ({detail})",
        f"文件已损坏或与其格式不符（{detail}）",
        hint_en="downloading it again, or opening and saving it in an office program",
        hint_zh="重新下载，或用办公软件打开后另存",
    )


def _bomb(source: Source, size: int, most: int) -> ReadError:
    return refuse(
        source,
        f"a part of it unpacks to {size:,} bytes or more, beyond the limit of {most:,}",
        f"其中一部分解压后达 {size:,} 字节以上，超过上限 {most:,}",
        hint_en="not trusting this file, or raising the limit if it is yours",
        hint_zh="不要信任该文件；若确属自有文件，可提高上限",
    )
