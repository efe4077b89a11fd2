"""Saved pages: the document without the site, the facts that the page prints, tables and lists as lines."""

from pathlib import Path

import pytest

from extract.errors import ReadError
from extract.readers import read

BODY = "<p>各区人民政府：</p><p>现将有关事项通知如下，请结合实际认真抓好贯彻落实，并及时报送进展情况，重大事项随时报告。</p><p>&nbsp;一、总体要求</p>"


def text_of(folder: Path, page: str, encoding: str = "utf-8") -> str:
    path = folder / "page.html"
    path.write_bytes(page.encode(encoding))
    return read(path).text


def test_a_known_template_gives_the_document_and_the_facts_of_its_table(tmp_path: Path) -> None:
    page = f"""<html><head><meta charset="utf-8"><title>关于阅读工作的通知_某市人民政府</title></head>
    <body><div class="nav"><a href="/">首页</a><a>政务公开</a></div>
    <table><tr><td>发文字号：</td><td>某政发〔2021〕3号</td></tr><tr><td>成文日期</td><td>2021年3月2日</td></tr></table>
    <div id="zoom">{BODY}</div><div>版权所有</div></body></html>"""
    assert text_of(tmp_path, page).splitlines() == [
        "标题：关于阅读工作的通知",
        "发文字号：某政发〔2021〕3号",
        "成文日期：2021年3月2日",
        "各区人民政府：",
        "现将有关事项通知如下，请结合实际认真抓好贯彻落实，并及时报送进展情况，重大事项随时报告。",
        "\xa0一、总体要求",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gbk"), ("GBK", "gbk"), ("utf-8", "gbk"), ("", "utf-8")]
)
def test_a_page_is_decoded_whatever_it_says_of_its_encoding(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{BODY}</body></html>'
    assert "现将有关事项通知如下" in text_of(tmp_path, page, encoding)


def test_a_row_of_a_table_is_a_line_and_its_cells_are_kept_apart(tmp_path: Path) -> None:
    page = "<table><tr><th>序号</th><th>任务</th></tr><tr><td><p>1</p></td><td>甲<br>乙</td></tr></table>"
    assert text_of(tmp_path, page) == "序号\t任务\n1\t甲 乙\n"


def test_a_table_that_lays_out_the_page_is_no_row(tmp_path: Path) -> None:
    long = "落实责任，加强督导检查，确保取得实效。" * 8
    page = f"<table><tr><td><p>一、甲</p><p>{long}</p><p>二、乙</p><p>{long}</p></td></tr></table>"
    assert text_of(tmp_path, page).splitlines() == ["一、甲", long, "二、乙", long]


def test_the_numbers_of_a_list_are_written_out(tmp_path: Path) -> None:
    page = '<ol start="3"><li>甲</li><li>乙</li></ol><ol style="list-style-type: simp-chinese-informal"><li>丙</li></ol><ul><li>丁</li></ul>'
    assert text_of(tmp_path, page).splitlines() == ["3.甲", "4.乙", "一、丙", "丁"]


def test_scripts_hidden_words_and_comments_are_no_text(tmp_path: Path) -> None:
    page = "<p>甲<script>乙</script><!-- 丙 -->丁<span style='display:none'>戊</span>己</p><style>庚</style>"
    assert text_of(tmp_path, page) == "甲丁己\n"


def test_line_ends_inside_a_paragraph_are_the_source_s(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<p>全面\n  加强 2021\n年 Plan\nB</p>") == "全面加强 2021 年 Plan B\n"


def test_an_indent_that_is_set_by_style_is_kept_as_blanks(tmp_path: Path) -> None:
    page = "<p style='text-indent: 2em'>甲</p><p style='text-indent:0'>乙</p><p style='text-indent:32pt'>&emsp;丙</p><p>丁</p>"
    assert text_of(tmp_path, page) == "　　甲\n乙\n\u2003丙\n丁\n"


def test_a_page_of_links_is_left_to_the_extractor(tmp_path: Path) -> None:
    links = "".join(f"<li><a href='/{i}'>栏目导航链接{i}</a></li>" for i in range(40))
    words = "".join(
        f"<p>{i}、要把阅读工作作为重要任务，健全机制，细化措施，确保各项要求落到实处。</p>"
        for i in "一二三四五六"
    )
    text = text_of(
        tmp_path, f"<html><body><ul>{links}</ul><div><h1>关于阅读工作的通知</h1>{words}</div></body></html>"
    )
    assert [line[:2] for line in text.splitlines() if line[1:2] == "、"] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
    ]
    assert "栏目导航链接3" not in text
    assert text.count("关于阅读工作的通知") == 1


def test_nesting_without_end_is_read_or_refused(tmp_path: Path) -> None:
    try:
        text_of(tmp_path, "<div>" * 50_000 + "甲")
    except ReadError as error:
        assert "Try: " in str(error)
