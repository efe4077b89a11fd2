"""Formats that LibreOffice opens (.odt, and .doc or .wps where nothing else can), turned into .docx.

The program is only called where it is installed; it runs without a window, in a profile of its own
that is thrown away, with macros off, links never followed and no way to the network, and is stopped
when its time is over.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extract.errors import ReadError
from extract.readers.base import ReadText, Source, refuse
from extract.readers.docx import read_docx

__all__ = ["find_office", "read_through_office"]

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
# macros never run, links in a document are never updated, every connection goes to a closed port
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def find_office(source: Source) -> str | None:
    """Return the path of LibreOffice's program; None where it is not installed or no time is allowed for it."""
    if source.limits.seconds <= 0:
        return None
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _ELSEWHERE if Path(path).exists()), None)


def read_through_office(source: Source, suffix: str) -> ReadText:
    """Return the text of a file that LibreOffice turns into .docx; ``suffix`` says what it is.

    Raises ``ReadError`` where LibreOffice is not installed (naming it), takes too long or cannot open
    the file.
    """
    program = find_office(source)
    if program is None:
        raise refuse(
            source,
            f"{suffix} files are read with LibreOffice, which is not installed or not allowed",
            f"读取 {suffix} 文件需要 LibreOffice，本机未安装或未允许使用",
            hint_en="installing LibreOffice (libreoffice.org), or saving the file as .docx",
            hint_zh="安装 LibreOffice（libreoffice.org），或将文件另存为 .docx",
        )
    with tempfile.TemporaryDirectory(prefix="suyuan-office-") as folder:
        data = _convert(source, program, suffix, Path(folder))
    return read_docx(Source(path=source.path, name=source.name, data=data, limits=source.limits))


def _convert(source: Source, program: str, suffix: str, folder: Path) -> bytes:
    profile, made = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    given = folder / f"in{suffix}"
    given.write_bytes(source.data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(given),
    ]  # fmt: skip
    try:
        _run(command, source.limits.seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(source, f"it did not end within {source.limits.seconds:g} seconds") from error
    result = made / "in.docx"
    if not result.exists():
        raise _failed(source, "it could not open the file")
    if result.stat().st_size > source.limits.file_bytes:
        raise _failed(source, "what it made is beyond the limit")
    return result.read_bytes()


def _run(command: list[str], seconds: float) -> None:
    """Run a program and end it with all it started when its time is over."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix"
    )
    try:
        process.wait(timeout=seconds)
    finally:
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()


def _failed(source: Source, why: str) -> ReadError:
    return refuse(
        source,
        f"LibreOffice did not turn it into text: {why}",
        "LibreOffice 未能转换该文件（超时、损坏或格式不符）",
        hint_en="opening it in the program that made it and saving it as .docx",
        hint_zh="用生成它的程序打开，另存为 .docx",
    )
