"""Line ends that a wrap put inside paragraphs, and those that are a document's own."""

import pytest

from extract.wrapped import wrapped_line_ends

PARAGRAPH = (
    "　　为进一步改善城乡公共阅读条件，根据《关于推进全民阅读的意见》和省有关文件精神，结合我县实际，"
    "在总结前期试点经验的基础上，制定本工作方案，请各乡镇和各有关部门认真组织实施，并于年底前报送情况。"
)


def wrapped(*paragraphs: str, width: int = 20) -> str:
    """Return the paragraphs, each cut into lines of ``width`` characters."""
    lines = (p[at : at + width] for p in paragraphs for at in range(0, len(p), width))
    return "\n".join(lines) + "\n"


def joined(text: str) -> str:
    """Return ``text`` without the line ends that are found."""
    pieces, at = [], 0
    for start, end in wrapped_line_ends(text):
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))


@pytest.mark.parametrize("width", [17, 20, 28, 40])
def test_paragraphs_cut_at_one_width_come_back_whole(width: int) -> None:
    paragraphs = (PARAGRAPH, "　　一、总体要求", PARAGRAPH, PARAGRAPH, PARAGRAPH)
    assert joined(wrapped(*paragraphs, width=width)) == "\n".join(paragraphs) + "\n"


def test_a_line_with_figures_is_full_by_its_width_on_the_page() -> None:
    text = "".join(
        f"全县2023年到2025年共建成书屋{count}个，每年更新图书\n不少于2000册。\n" for count in range(110, 130)
    )
    assert "图书不少于2000册" in joined(text)


def test_a_list_inside_brackets_goes_on_behind_its_colon() -> None:
    line = "　　各乡镇要在每个行政村建好一处书屋（责任单位："
    text = f"{line}\n县文旅局、县教育局）。\n" * 8
    assert joined(text) == f"{line}县文旅局、县教育局）。\n" * 8


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH}\n" * 4,
        wrapped(PARAGRAPH),
        "".join(f"（{n}）建设乡镇综合文化站和农家书屋示范点项目\n" for n in "一二三四五六七八九十"),
        "".join(f"　　{n}月组织开展全县中小学生读书节系列活动\n" for n in range(1, 10)),
        "".join(f"第{n}条　各级公共图书馆应当向全体公众免费开放\n\n" for n in "一二三四五六七八九十"),
        "Public libraries shall be open to\neveryone without any charge at all\n" * 6,
        "",
    ],
    ids=[
        "whole paragraphs",
        "too short to tell",
        "items",
        "indented lines",
        "articles",
        "Latin words",
        "empty",
    ],
)
def test_the_line_ends_of_a_document_itself_stay(text: str) -> None:
    assert joined(text) == text
