"""Feeds mutated files of every format to the readers: nothing but ``ReadError`` may come out.

``python tests/fuzz_readers.py [--inputs 100000] [--seed 1]`` runs batches in processes of their own, so that a crash
or hang of a library is seen too; it prints what failed and ends with 1 if anything did. Each input is known
by its number and the seed: ``--only NUMBER`` makes and reads it again.
"""

import argparse
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from make_documents import docx, html_page, numbered, numbering, office, packed, paragraph, table

from extract.errors import ReadError
from extract.readers import Limits, read_bytes

LIMITS = Limits(
    file_bytes=4 << 20,
    part_bytes=8 << 20,
    archive_bytes=32 << 20,
    characters=2_000_000,
    pages=200,
    rows=5_000,
    seconds=0,
)
SLOWEST = 10.0
MOST_MEMORY = 2 << 30
BATCH = 2_000
BATCH_SECONDS = 900
TEXT = """某市人民政府办公室关于加强青少年阅读工作的实施意见
（某政办发〔2021〕3号）
各县（市、区）人民政府：
　　为贯彻落实《关于促进阅读的意见》（国办发〔2015〕71号），提出如下意见。
一、总体要求
（一）到2025年，生均图书达到30册以上。
序号\t任务\t责任单位
1\t建设图书馆\t市教育局
2021年3月2日
"""
# what tends to break readers, strewn into the bytes
TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"<", b"]]>", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>", b"&b;",
    b"{", b"}" * 40, b"{\\*\\", b"\\u-99999", b"\\bin99999999 ", b"\\'8", b"%%EOF", b"endobj", b"<< /Length 99999999 >>",
    b"=?utf-8?b?", b"boundary=", b"charset=utf-7", b"charset=zip", "〔".encode(), "一、".encode("gb18030"), b"\xef\xbb\xbf", b"PK\x03\x04",
    b"<w:tbl><w:tr><w:tc>" * 30, b"<div>" * 300, b'w:val="99999999999999999999"', b"../../../../etc/passwd", b"\r\n" * 50,
)  # fmt: skip


def pdf(text: str = "Reading in schools 2021") -> bytes:
    """Return a small PDF of one page with these (Latin) words."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj 0 -16 Td (second line) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)
    return bytes(out)


def rtf(text: str) -> bytes:
    """Return a rich text file of these lines, in the escapes that writers use."""
    lines = "".join(
        "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in line) + "\\par\n"
        for line in text.splitlines()
    )
    return (
        "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\info{\\title x}}\n" + lines + "}"
    ).encode()


def mhtml(page: str) -> bytes:
    """Return a web archive with this page in it."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
    return head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + page.encode() + b"\r\n--b--\r\n"


def xlsx() -> bytes:
    """Return a table of documents as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["标题", "发文字号", "正文"])
    sheet.append(["关于阅读的意见", "某政办发〔2021〕3号", TEXT])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def seeds(folder: Path) -> Mapping[str, bytes]:
    """Return a sound file of every format, by its name; what needs LibreOffice is left out without it."""
    body = (
        numbered("总体要求", 1)
        + numbered("指导思想", 1, 1)
        + paragraph(TEXT)
        + table([("序号", "任务"), ("1", "建馆")])
    )
    word = docx(body, numbering=numbering((("chineseCounting", "%1、"), ("decimal", "%2."))))
    made = {
        "a.txt": TEXT.encode(),
        "b.txt": TEXT.encode("gb18030"),
        "c.txt": TEXT.encode("utf-16"),
        "a.html": html_page(TEXT).encode(),
        "b.html": html_page(TEXT).encode("gb18030"),
        "a.mhtml": mhtml(html_page(TEXT)),
        "a.docx": word,
        "a.rtf": rtf(TEXT),
        "a.pdf": pdf(),
        "a.xlsx": xlsx(),
        "a.csv": f'标题,正文\n阅读,"{TEXT}"\n'.encode(),
        "a.zip": packed({"a.txt": TEXT.encode(), "b/a.docx": word, "../c.html": html_page(TEXT).encode()}),
        "a.odt": packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    }
    if office():
        from make_documents import converted

        made["a.doc"] = converted(folder, word, ".doc")
        made["b.pdf"] = converted(folder, word, ".pdf")
    return made


# one mutation each: bytes and dice in, bytes out
def flip(data: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.randint(1, 12)):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    return data


def cut(data: bytearray, dice: random.Random) -> bytearray:
    return data[: dice.randrange(len(data) + 1)]


def drop(data: bytearray, dice: random.Random) -> bytearray:
    at = dice.randrange(len(data) + 1)
    del data[at : at + dice.randint(1, 200)]
    return data


def double(data: bytearray, dice: random.Random) -> bytearray:
    at = dice.randrange(len(data) + 1)
    data[at:at] = data[at : at + dice.randint(1, 2_000)] * dice.randint(1, 20)
    return data


def strew(data: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        data[at:at] = dice.choice(TOKENS)
    return data


def noise(data: bytearray, dice: random.Random) -> bytearray:
    at = dice.randrange(len(data) + 1)
    data[at : at + dice.randint(0, 50)] = dice.randbytes(dice.randint(1, 50))
    return data


MUTATIONS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (
    flip,
    cut,
    drop,
    double,
    strew,
    noise,
)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return ``data`` after one to three mutations; a packed file is mutated inside as often as outside."""
    if data.startswith(b"PK") and dice.random() < 0.6:
        return inside(data, dice)
    changed = bytearray(data)
    for _ in range(dice.randint(1, 3)):
        changed = dice.choice(MUTATIONS)(changed, dice)
    return bytes(changed)


def inside(data: bytes, dice: random.Random) -> bytes:
    """Return a packed file, sound itself, with one of its parts mutated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = dice.choice(sorted(parts))
    changed = bytearray(parts[name])
    for _ in range(dice.randint(1, 3)):
        changed = dice.choice(MUTATIONS)(changed, dice)
    return packed(parts | {name: bytes(changed)})


def made(files: Mapping[str, bytes], seed: int, number: int) -> tuple[str, bytes]:
    """Return input ``number`` of a run: its file name, sometimes another format's, and its bytes."""
    dice = random.Random(f"{seed}:{number}")
    names = sorted(files)
    name = dice.choice(names)
    if name == "a.doc" and dice.random() < 0.5:
        # this reader is by far the slowest
        name = dice.choice(names)
    data = mutated(files[name], dice)
    shown = dice.choice(names) if dice.random() < 0.05 else name
    return shown, data


def read_one(name: str, data: bytes) -> str:
    """Return what came of reading: documents, refused, or the exception that should not have come."""
    try:
        # whatever comes out but ReadError is what this script looks for
        found = list(read_bytes(data, name, limits=LIMITS))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "refused" if any(isinstance(item, ReadError) for item in found) else "read"


def batch(seed: int, first: int, count: int) -> int:
    """Read ``count`` inputs in this process; print what failed and return how many did."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_MEMORY, 2 * MOST_MEMORY))
    results: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        files = dict(seeds(Path(folder))) if not SEEDS_IN else read_seeds(SEEDS_IN[0])
    for number in range(first, first + count):
        name, data = made(files, seed, number)
        print(f"\r{number}", end="", file=sys.stderr)
        began = time.process_time()
        result = read_one(name, data)
        took = time.process_time() - began
        if took > SLOWEST:
            result = f"took {took:.1f} s of CPU time"
        if result not in ("read", "refused"):
            failures += 1
            print(f"input {number} ({name}, {len(data)} bytes): {result}")
        results[result if result in ("read", "refused") else "failed"] += 1
    print("counts", *(f"{key}={value}" for key, value in sorted(results.items())))
    print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    return failures


SEEDS_IN: list[Path] = []


def read_seeds(folder: Path) -> dict[str, bytes]:
    """Return the sound files that the first process wrote, so that each batch need not make them again."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def run(inputs: int, seed: int) -> int:
    """Run all batches, each in a process of its own; return 1 if any input failed, 0 if none."""
    totals: Counter[str] = Counter()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "seeds")
        kept.mkdir()
        for name, data in seeds(Path(folder)).items():
            (kept / name).write_bytes(data)
        for first in range(0, inputs, BATCH):
            count = min(BATCH, inputs - first)
            command = [
                sys.executable,
                __file__,
                "--seed",
                str(seed),
                "--seeds",
                str(kept),
                "--batch",
                str(first),
                str(count),
            ]
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=BATCH_SECONDS, check=False
                )
            except subprocess.TimeoutExpired as error:
                at = str(error.stderr or b"")[-12:]
                print(f"batch {first}: hung at input {at}")
                failed = True
                continue
            for line in done.stdout.splitlines():
                key, _, rest = line.partition(" ")
                if key == "counts":
                    totals.update(
                        {
                            name: int(value)
                            for name, _, value in (item.partition("=") for item in rest.split())
                        }
                    )
                elif key == "memory":
                    if int(rest) > MOST_MEMORY:
                        print(f"batch {first}: {int(rest):,} bytes of memory")
                        failed = True
                else:
                    print(line)
            if done.returncode not in (0, 1):
                print(
                    f"batch {first}: ended with {done.returncode} at input {done.stderr[-2000:].rpartition(chr(13))[2][:400]}"
                )
            failed = failed or done.returncode != 0
    print(
        f"{inputs:,} inputs, seed {seed}: "
        + ", ".join(f"{value:,} {key}" for key, value in sorted(totals.items()))
    )
    return int(failed)


def main() -> int:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--batch", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--seeds", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seeds:
        SEEDS_IN.append(options.seeds)
    if options.only is not None:
        with tempfile.TemporaryDirectory() as folder:
            name, data = made(seeds(Path(folder)), options.seed, options.only)
        print(name, len(data), list(read_bytes(data, name, limits=LIMITS)))
        return 0
    if options.batch:
        return int(batch(options.seed, *options.batch) > 0)
    return run(options.inputs, options.seed)


if __name__ == "__main__":
    sys.exit(main())
