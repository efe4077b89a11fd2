"""Lines of a terminal: how Chinese and Latin text is broken."""

import pytest
from rich.cells import cell_len

from graph.cli.wrapping import wrapped

CASES = [
    ("", 10, [""]),
    ("短", 10, ["短"]),
    ("建立省市县、校四级", 10, ["建立省市", "县、校四级"]),
    ("贯彻落实（试行）意见", 10, ["贯彻落实", "（试行）意", "见"]),
    ("明文 0.97 [1019–1042]", 14, ["明文 0.97", "[1019–1042]"]),
    ("each word is whole", 8, ["each", "word is", "whole"]),
    ("https://example.org/a", 10, ["https://ex", "ample.org/", "a"]),
    ("一《》", 4, ["一", "《》"]),
    ("、、、、、、", 4, ["、、", "、、", "、、"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), CASES)
def test_a_text_is_broken_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize("width", [4, 7, 20, 33])
def test_nothing_is_lost_and_no_line_is_too_long(width: int) -> None:
    text = (
        "按照《关于深化体教融合 促进青少年健康发展的意见》（体发〔2020〕1号）要求，建立省、市、县、校“四级”联赛 U12–U18。"
        * 3
    )
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cell_len, lines)) <= width
