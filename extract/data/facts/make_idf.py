"""Make ``idf.csv``: ``python make_idf.py SHARED`` with the folder of the development material.

Counted over policy text: each text of ``SHARED/corpus`` and each title of the catalogue is one document.
Only nouns are kept, and only counts leave the texts. The first row, ``*``, is the number of documents.
Running it twice writes the same bytes.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from extract.tables import read_table  # noqa: E402
from extract.words import tag  # noqa: E402

__all__ = ["main"]

ENOUGH = 2
NOUNS = ("n", "nz", "vn", "l", "j", "an")


def main(shared: Path) -> None:
    """Write the table from the texts of ``shared`` and the titles of the catalogue."""
    total = 0
    counts: Counter[str] = Counter()
    for text in texts(shared):
        total += 1
        counts.update({word.text for word in tag(text) if word.tag in NOUNS and len(word.text) > 1})
    rows = sorted((word, count) for word, count in counts.items() if count >= ENOUGH)
    with (HERE.parent / "idf.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "documents"))
        writer.writerow(("*", total))
        writer.writerows(rows)


def texts(shared: Path) -> Iterator[str]:
    """Yield each text of the corpora, then each title of the catalogue."""
    for path in sorted((shared / "corpus").rglob("*.txt")):
        yield path.read_text(encoding="utf-8")
    yield from (row["title"] for row in read_table("documents.csv"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
