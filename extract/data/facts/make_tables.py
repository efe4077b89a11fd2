"""Make the tables of ``extract/data`` from the collected facts: ``python make_tables.py CATALOGUE_DIR``.

CATALOGUE_DIR holds the raw facts (``national-facts.csv`` and its neighbours), whose ``source`` cells
name page addresses and files of repositories. What travels with the product is the fact, the kind of
its source (a repository's or package's name, ``page``, ``texts``, ``public repository``, ``general
knowledge``) and which fields a source attests. What people decided since is kept beside this script and
merged in: ``corrections.csv`` (each with its evidence), ``additions/<table>.csv`` (rows with the columns of
the finished table) and ``additions/short_names.csv`` (popular names of documents). A correction whose ``old`` value is no longer there stops the run, so a
fact mended at its origin is noticed. Running it twice writes the same bytes.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

__all__ = ["main", "make_tables"]

Row = dict[str, str]

HERE = Path(__file__).resolve().parent

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        "id", "title", "doc_number", "issuers", "issued_on", "kind", "domain",
        "short_names", "status", "attested", "source",
    ),
    "law_editions": ("title", "edition_date", "document_id", "source"),
    "relations": (
        "from_id", "relation", "to_id", "from_title", "to_title",
        "effective_on", "scope", "certainty", "source",
    ),
    "bodies": (
        "id", "name", "short_names", "former_names", "level", "parent", "kind", "number_prefixes",
        "attested_prefixes", "valid_from", "valid_to", "source",
    ),
    "places": (
        "code", "name", "short_names", "level", "parent_code", "number_prefixes", "attested_prefixes",
        "valid_from", "valid_to", "successor_code", "source",
    ),
    "cues": ("id", "text", "relation", "position", "strength", "examples", "counter_examples", "source"),
    "not_documents": ("text", "kind", "why", "source"),
}  # fmt: skip
"""The columns of each finished table, in order."""

SORTED_BY: dict[str, tuple[str, ...]] = {
    "documents": ("id",),
    "law_editions": ("title", "edition_date"),
    "relations": ("from_id", "relation", "to_id", "from_title", "to_title", "effective_on", "scope"),
    "bodies": ("id",),
    "places": ("code",),
    "cues": ("id",),
    "not_documents": ("text",),
}
"""What a table is sorted by; these columns together are unique."""

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (("relations", "from_id"), ("relations", "to_id"), ("law_editions", "document_id")),
    "bodies": (("bodies", "parent"),),
    "places": (("places", "parent_code"), ("places", "successor_code")),
}
"""Which cells hold a table's key, so that they follow when a correction renames it."""

ATTESTABLE = {"title": "title", "doc_number": "number", "issued_on": "date"}
LEVELS = {"province": "provincial", "prefecture": "municipal", "county": "county"}

_ATTESTED = re.compile(r"\[([a-z, ]+)\]$")
_COUNT = re.compile(r"\s*\[\d+\]$")
_REPOSITORY = re.compile(r"^([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)(?::.*)?$")
_PACKAGE = re.compile(r"^(?:PyPI|npm) ([A-Za-z0-9-]+) [0-9.]+$")
_PREFIX_COUNTS = re.compile(r"(general knowledge)? ?\[(\d+)\]")
_SEEN = re.compile(r"（语料《》中\d+次）")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_HALF_WIDTH = str.maketrans({"(": "（", ")": "）", ",": "，", "<": "〈", ">": "〉"})


def main(arguments: Sequence[str]) -> int:
    """Write the tables beside the script's folder and return the exit code."""
    if len(arguments) != 1:
        print("usage: python make_tables.py CATALOGUE_DIR", file=sys.stderr)
        return 2
    for name, rows in make_tables(Path(arguments[0])).items():
        write_csv(HERE.parent / f"{name}.csv", COLUMNS[name], rows)
        print(f"{name}.csv: {len(rows)} rows", file=sys.stderr)
    return 0


def make_tables(folder: Path) -> dict[str, list[Row]]:
    """Return the sorted rows of every finished table: the facts with what was added and corrected since."""
    tables = read_facts(folder)
    add_rows(tables)
    correct(tables)
    add_short_names(tables["documents"])
    link_editions(tables)
    return {name: sort_rows(name, rows) for name, rows in tables.items()}


def read_facts(folder: Path) -> dict[str, list[Row]]:
    """Return the rows of every table, made from the raw facts alone."""

    def rows(make: Callable[[Row], Row], *names: str) -> list[Row]:
        return [make(row) for name in names for row in read_csv(folder / f"{name}.csv")]

    return {
        "documents": rows(document, "national-facts", "national-facts-more"),
        "law_editions": rows(law_edition, "national-law-editions"),
        "relations": rows(relation, "national-relations"),
        "bodies": rows(body, "bodies-facts"),
        "places": rows(place, "places-facts"),
        "cues": rows(cue, "cues-facts"),
        "not_documents": rows(not_document, "not-documents-facts"),
    }


def document(row: Row) -> Row:
    """Return a row of documents.csv; ``attested`` names the fields that a source shows."""
    attested = {word for item in items(row["source"]) for word in attests(item)}
    if any(travelling(item) != "general knowledge" for item in items(row["source"])):
        attested.add("title")
    return row | {
        "title": chinese_brackets(row["title"]),
        "short_names": chinese_brackets(row["short_names"]),
        "attested": ";".join(word for word in ("title", "number", "date") if word in attested),
        "source": sources(row["source"]),
    }


def law_edition(row: Row) -> Row:
    """Return a row of law_editions.csv; the document it belongs to is looked up later."""
    return row | {"document_id": "", "source": sources(row["source"])}


def relation(row: Row) -> Row:
    """Return a row of relations.csv; a title is kept only where there is no id to look it up by."""
    kept = {side: "" if row[f"{side}_id"] else row[f"{side}_title"] for side in ("from", "to")}
    return row | {
        "from_title": chinese_brackets(kept["from"]),
        "to_title": chinese_brackets(kept["to"]),
        "source": sources(row["source"]),
    }


def body(row: Row) -> Row:
    """Return a row of bodies.csv."""
    return row | {"attested_prefixes": attested_prefixes(row), "source": sources(row["source"])}


def place(row: Row) -> Row:
    """Return a row of places.csv, its level in the words that documents use for theirs."""
    return row | {
        "level": LEVELS[row["level"]],
        "attested_prefixes": attested_prefixes(row),
        "source": sources(row["source"]),
    }


def cue(row: Row) -> Row:
    """Return a row of cues.csv."""
    return row | {"source": sources(row["source"])}


def not_document(row: Row) -> Row:
    """Return a row of not_documents.csv; how often a name was met becomes the kind of its source."""
    seen = _SEEN.search(row["why"])
    return row | {
        "why": _SEEN.sub("", row["why"]),
        "source": "texts" if seen else "general knowledge",
    }


def sources(cell: str) -> str:
    """Return the sources that travel, each once, separated by semicolons."""
    found = [travelling(item) for item in items(cell) if not item.startswith("prefixes:")]
    return ";".join(dict.fromkeys(found)) or "general knowledge"


def travelling(item: str) -> str:
    """Return what may be said of one source: a repository or package by name, else its kind."""
    bare = re.sub(r"\s*\(.*\)$", "", _COUNT.sub("", _ATTESTED.sub("", item)).strip())
    if bare == "unattested" or "general knowledge" in bare:
        return "general knowledge"
    if bare.startswith(("http://", "https://", "pages corpus", "a stored", "stored")):
        return "page"
    if bare.startswith("github-file-index"):
        return "public repository"
    if bare.startswith(("texts", "responsibility lists", "dev.jsonl")):
        return "texts"
    if bare.startswith("national-facts"):
        return "documents.csv"
    bare = bare.removeprefix("issuers in ")
    if known := _PACKAGE.match(bare) or _REPOSITORY.match(bare):
        return known[1]
    raise SystemExit(f"a source of unknown form: {item!r}")


def attests(item: str) -> Iterator[str]:
    """Yield the fields (title, number, date) that a source attests by its brackets."""
    match = _ATTESTED.search(item)
    if match and travelling(item) != "general knowledge":
        yield from (word.strip() for word in match[1].split(","))


def attested_prefixes(row: Row) -> str:
    """Return how many of ``number_prefixes``, counted from the first, were met in records or texts."""
    whole = len(row["number_prefixes"].split(";")) if row["number_prefixes"] else 0
    guessed = 0
    for item in items(row["source"]):
        if item.startswith("prefixes:"):
            guessed += sum(int(count) for label, count in _PREFIX_COUNTS.findall(item) if label)
    return str(max(whole - guessed, 0)) if whole else ""


def items(cell: str) -> list[str]:
    """Return the sources of a raw cell."""
    return [item.strip() for item in cell.split(" ; ") if item.strip()]


def chinese_brackets(text: str) -> str:
    """Return ``text`` with half-width brackets and commas as Chinese titles print them."""
    return text.translate(_HALF_WIDTH) if re.search("[一-鿿]", text) else text


def add_rows(tables: dict[str, list[Row]]) -> None:
    """Append the rows of ``additions/<table>.csv``."""
    for name, rows in tables.items():
        path = HERE / "additions" / f"{name}.csv"
        rows.extend(read_csv(path) if path.exists() else [])


def add_short_names(documents: list[Row]) -> None:
    """Give documents the names of ``additions/short_names.csv``; an unknown document stops the run."""
    by_id = {row["id"]: row for row in documents}
    for name in read_csv(HERE / "additions" / "short_names.csv"):
        if name["document_id"] not in by_id:
            raise SystemExit(f"short_names.csv: there is no document {name['document_id']!r}")
        row = by_id[name["document_id"]]
        names = [*filter(None, row["short_names"].split(";")), name["short_name"]]
        row["short_names"] = ";".join(dict.fromkeys(names))


def correct(tables: dict[str, list[Row]]) -> None:
    """Apply ``corrections.csv`` in its order; a row of another form, or without effect, stops the run.

    ``field`` ``row`` with the new value ``delete`` drops a row. A key that is renamed to one that
    exists drops the row too: what pointed to it points to the other.
    """
    for number, fix in enumerate(read_csv(HERE / "corrections.csv"), 2):
        name, key = fix["table"], SORTED_BY[fix["table"]][0]
        found = [row for row in tables[name] if row[key] == fix["id"]]
        if len(found) != 1:
            raise SystemExit(f"corrections.csv line {number}: {len(found)} rows {fix['id']!r} in {name}")
        row = found[0]
        if fix["field"] == "row" and fix["new"] == "delete":
            tables[name].remove(row)
            continue
        if row[fix["field"]] != fix["old"]:
            raise SystemExit(f"corrections.csv line {number}: {fix['field']} is {row[fix['field']]!r}")
        if fix["field"] == key:
            rename(tables, name, row, fix["new"])
            continue
        row[fix["field"]] = fix["new"]
        note_attested(name, row, fix)


def rename(tables: dict[str, list[Row]], name: str, row: Row, new: str) -> None:
    """Give ``row`` a new key, and drop it where that key exists already; references follow."""
    key = SORTED_BY[name][0]
    old = row[key]
    if any(other[key] == new for other in tables[name]):
        tables[name].remove(row)
    else:
        row[key] = new
    for table, column in REFERENCES.get(name, ()):
        for other in tables[table]:
            if other[column] == old:
                other[column] = new


def note_attested(name: str, row: Row, fix: Row) -> None:
    """Mark a document's corrected field as attested or not, by the kind of the correction's source."""
    if name != "documents" or fix["field"] not in ATTESTABLE:
        return
    words = set(row["attested"].split(";")) - {"", ATTESTABLE[fix["field"]]}
    if fix["new"] and fix["source"] != "general knowledge":
        words |= {ATTESTABLE[fix["field"]], "title"}
    row["attested"] = ";".join(word for word in ("title", "number", "date") if word in words)
    if fix["source"] not in row["source"].split(";"):
        row["source"] = f"{row['source']};{fix['source']}"


def link_editions(tables: dict[str, list[Row]]) -> None:
    """Give each edition of a law the id of its document, by the title they share."""
    ids = {row["title"]: row["id"] for row in tables["documents"]}
    for row in tables["law_editions"]:
        row["document_id"] = row["document_id"] or ids.get(row["title"], "")


def sort_rows(name: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows in the table's order; two with one key stop the run."""
    ordered = sorted(rows, key=lambda row: [row[column] for column in SORTED_BY[name]])
    for first, second in pairwise(ordered):
        if all(first[column] == second[column] for column in SORTED_BY[name]):
            raise SystemExit(f"{name}: two rows with one key: {first}")
    return ordered


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a CSV file, cells stripped of outer spaces, digits in one width."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [
            {key: cell.strip().translate(_DIGITS) for key, cell in row.items()}
            for row in csv.DictReader(handle)
        ]


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows in canonical form: UTF-8, line feeds, quotes only where needed."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
