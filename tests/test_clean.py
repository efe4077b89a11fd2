"""What a site put around a document is marked as outside, and nothing of the document is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clean import outside_spans
from extract.patterns import failures, load_patterns
from extract.tables import read_toml

TITLE = "关于进一步加强青少年阅读工作的实施意见"
BODY = """各县（市、区）人民政府：

　　为贯彻落实《关于促进阅读的意见》精神，结合实际，提出如下意见。
　　一、总体要求
　　到2025年，全市中小学生均图书达到30册以上。责任单位：市教育局，来源：财政拨款。
　　二、保障措施
　　各地要认真组织实施。
某市人民政府办公室
2021年3月2日
"""


def own(text: str) -> str:
    """Return what is left of ``text`` without the outside spans."""
    at, parts = 0, []
    for span in outside_spans(text):
        parts.append(text[at : span.start])
        at = span.end
    return "".join([*parts, text[at:]])


def test_the_rules_match_their_examples_and_no_counter_example() -> None:
    assert [
        failure for pattern in load_patterns("boilerplate").values() for failure in failures(pattern)
    ] == []


def test_each_example_of_a_rule_holds_a_word_that_calls_for_the_rule() -> None:
    hints = read_toml("patterns/boilerplate.toml")["hints"]
    for name, pattern in load_patterns("boilerplate").items():
        for example in pattern.examples:
            assert any(hint in example for hint in hints[name]), (name, example)


def test_a_document_alone_has_nothing_outside() -> None:
    assert outside_spans(f"{TITLE}\n\n（某政办发〔2021〕3号）\n\n{BODY}") == ()


@pytest.mark.parametrize(
    "above",
    [
        f"      北大法宝【法宝引证码】 CLI.12.1000001\n原文链接：https://www.example.com/lar/a.html\n{TITLE}\n\n",
        f"            {TITLE}            \n\n",
        "您的位置：首页 > 政务公开 > 政策文件\n",
        "首页>政策文件>通知\n发布时间：2021-03-03 来源：市教育局 浏览次数：1203 字号：大 中 小\n",
        "【打印】 【关闭】\n",
        "  • 首页\n  • 政务公开\n当前位置：首页 > 政务公开 > 文件\n取消收藏成功!\n",
        "2023-01-05 10:00 区人民政府办公室\n索 引 号 MB1534522/2023-05475 发文日期 2023-01-03\n发布机构 区人民政府办公室 文    号 某政办〔2023〕1号\n",
        "  • 索引号:\n\n    6107280000/2024-001005\n  • 主题分类:\n\n  • 发文字号:\n\n    某政发〔2024〕7号\n\n",
        "文 号 | 某政办〔2022〕1号 | 发文日期 | 2022-01-30 16:20 |\n---|---|---|---|\n",
        "某意见.docx\n- 文档编号:5043956\n- 格式:DOCX\n《某意见.docx》由会员分享,可在线阅读。\n",
        "索 引 号：113300/2021-00001\n发文机关：某市人民政府办公室\n发文字号：某政办发〔2021〕3号\n成文日期：2021年3月2日\n",
        f"【精选范文】{TITLE}（免费下载）\n上传者：竹里    更新：2022-01-06    格式：PDF    大小：1.2MB    浏览：35次\n",
        f"内容提要：{TITLE} 为贯彻落实《关于促进阅读的意见》精神……（共900字）\n",
        "11370200MB00000001/2022-00012\n",
        "公文时效: | 有效 |\n编辑出版： | 某市政府办公室 |\n印 刷: | 某印务公司 |\n",
        "某法库®提示：根据某市政府公告，本文继续有效\n",
        f"【Word文档】 {TITLE}\n\n2021-03-22  |   格式:DOC  |   分类: 机关公文 > 其他\n摘要:{TITLE}  为贯彻落实《关于促进阅读的意见》精神 ...(全文共:845字)\n",
    ],
)
def test_lines_above_the_document_are_outside(above: str) -> None:
    document = f"{TITLE}\n\n{BODY}"
    assert own(above + document).strip() == document.strip()


@pytest.mark.parametrize(
    "below",
    [
        "版权所有：某市人民政府 主办：某市人民政府办公室 京ICP备05000001号 网站标识码3300000001\n",
        "责任编辑：办公室\n扫一扫在手机打开当前页\n【打印本页】 【关闭窗口】\n上一篇：关于召开会议的通知\n下一篇：无\n",
        "折扣价5.99元 (原价13.99元)\n\n    VIP免费下载\n如遇卡顿,请刷新页面\n客服请联系:10000@example.com\n相关推荐\n某区工作总结\n擅长领域",
        "下载价格:3.5元    会员免费\n支持银行卡支付,下载后如有乱码请联系客服\n",
        "【文号】 某政办发〔2021〕3号\n【颁布单位】 某市人民政府办公室\n时效性说明：全文有效\n",
        "分享到：微信 微博\n相关阅读：\n图解《意见》\n一图读懂\n",
    ],
)
def test_lines_below_the_document_are_outside(below: str) -> None:
    document = f"{TITLE}\n\n{BODY}"
    assert own(document + below).strip() == document.strip()


def test_labels_that_a_document_prints_of_itself_stay() -> None:
    text = f"{TITLE}\n时间：2021年4月27日上午8:00\n地点：市图书馆\n名称：青少年阅读周\n各区教育局：\n附件：1.申报书.doc\n{BODY}"
    assert "时间：2021年4月27日" in own(text)
    assert "申报书.doc" in own(text)


@pytest.mark.parametrize(
    "line",
    [
        "说明：本办法有效期五年。",
        "缴费失败的，可拨打12333咨询客服热线。",
        "票价按优惠价格5元收取。",
        "责任单位：市教育局|市财政局",
        "【摘要】统一用纸打印。",
        "更新：每年一次，由上传者负责。",
    ],
)
def test_lines_that_only_sound_like_a_site_s_stay(line: str) -> None:
    for text in (f"{TITLE}\n{line}\n{BODY}", f"{TITLE}\n{BODY}{line}\n"):
        assert line in own(text)


def test_a_line_about_the_page_between_two_notices_is_outside() -> None:
    middle = "发布时间:2021-03-1909:49来源:市教育局次数:532字号:大中小\n"
    filler = "　　各地要认真组织实施。\n" * 60
    assert own(f"{TITLE}\n{BODY}{filler}{middle}{TITLE}的补充\n{BODY}{filler}").count("次数") == 0


def test_a_summary_that_the_text_does_not_repeat_is_kept() -> None:
    text = f"摘要：本文讨论阅读推广的经验与问题，供参考。\n{TITLE}\n{BODY}"
    assert outside_spans(text) == ()


def test_links_to_other_pages_end_a_text_only_in_its_last_part() -> None:
    text = f"{TITLE}\n相关链接\n{BODY}"
    assert outside_spans(text) == ()


def test_a_text_that_is_all_boilerplate_is_left_as_it_is() -> None:
    assert outside_spans("版权所有：某市人民政府 京ICP备05000001号\n") == ()


def test_of_a_title_printed_three_times_the_one_over_the_number_is_the_document_s() -> None:
    text = f"{TITLE}\n\n{TITLE}\n\n（某教发〔2018〕1号 2018年4月16日）\n{TITLE}\n"
    kept = own(text)
    assert kept.count(TITLE) == 1
    assert kept.index(TITLE) < kept.index("（某教发")


@given(
    st.lists(
        st.sampled_from(
            [TITLE, "首页>政策", "打印 关闭", "相关推荐", "摘要：甲", "", "　　一、总体要求。", "VIP", "\r"]
        ),
        max_size=30,
    )
)
def test_spans_lie_in_the_text_in_order_and_cover_whole_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = -1
    for span in outside_spans(text):
        assert end < span.start < span.end <= len(text)
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end - 1] == "\n"
        end = span.end


@given(st.text(max_size=80))
def test_no_text_breaks_the_marking(text: str) -> None:
    outside_spans(text)
