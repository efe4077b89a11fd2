"""The whole path on the sample: what is read in it, line by line, as kept in ``golden/sample.jsonl``.

A change of the rules shows here first: ``UPDATE_GOLDEN=1 pytest tests/test_golden.py`` rewrites the
file, and its difference is what a reviewer reads.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract import analyse_together, load_catalogue, read_all
from extract.annotation import to_annotation
from extract.model import Document

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "extract" / "data" / "sample"
GOLDEN = HERE / "golden" / "sample.jsonl"


def coarse(value: Any) -> Any:
    """The same with decimals to one place, so that a new calibration does not rewrite every line."""
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, dict):
        return {key: coarse(item) for key, item in value.items()}
    return [coarse(item) for item in value] if isinstance(value, list) else value


def read_in_sample() -> Iterator[dict[str, Any]]:
    """One line for the head of each document, then one for each heading, citation, task and driver."""
    documents = [found for found in read_all([SAMPLE]) if isinstance(found, Document)]
    for analysis in analyse_together(documents, load_catalogue()):
        row = to_annotation(analysis)
        file = row["file"]
        yield {"file": file, "id": analysis.document.id, "document": row["document"]}
        for name in ("outline", "citations", "tasks", "document_drivers"):
            for item in row[name]:
                yield {"file": file, name: item}
        for theme in analysis.themes:
            yield {"file": file, "theme": theme.text, "source": theme.source.value, "holder": theme.holder}


def test_the_sample_is_read_as_before() -> None:
    text = "".join(
        json.dumps(coarse(line), ensure_ascii=False, sort_keys=True) + "\n" for line in read_in_sample()
    )
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8"), (
        "UPDATE_GOLDEN=1 pytest tests/test_golden.py rewrites it"
    )
