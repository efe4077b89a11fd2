"""The facts that pages print around a document, in the forms that copied pages have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page_facts import find_page_facts


def facts(text: str) -> dict[str, str]:
    return {fact.label: fact.value.of(text) for fact in find_page_facts(text) if fact.label}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("索引号：A/2021-1\n发文机关：市教育局\n", {"索引号": "A/2021-1", "发文机关": "市教育局"}),
        (
            "索 引 号 A-1 发文日期 2023-01-03\n文    号 某政办〔2023〕1号\n",
            {"索引号": "A-1", "成文日期": "2023-01-03", "发文字号": "某政办〔2023〕1号"},
        ),
        (
            "文 号 | 某政办〔2022〕1号 | 发文日期 | 2022-01-30 |\n---|---|---|---|\n",
            {"发文字号": "某政办〔2022〕1号", "成文日期": "2022-01-30"},
        ),
        (
            "  • 索引号:\n\n    A-1\n  • 发文字号:\n\n    某政发〔2024〕7号\n",
            {"索引号": "A-1", "发文字号": "某政发〔2024〕7号"},
        ),
        (
            "生成日期: 2019-01-23 文号:\n发文日期: 2019-01-23 名称: 关于阅读的通知\n",
            {"发布日期": "2019-01-23", "发文字号": "", "成文日期": "2019-01-23", "标题": "关于阅读的通知"},
        ),
        (
            "发布机构 市政府 文  号 某政发〔2013〕62号\n成文日期 2013-07-02\n",
            {"发布机构": "市政府", "发文字号": "某政发〔2013〕62号", "成文日期": "2013-07-02"},
        ),
        # a value that is missing is not looked for beyond the next line with words
        (
            "- 发布日期：2021-06-01\n- 来源：\n某市人民政府\n　　为扶持茶产业，提出意见。\n",
            {"发布日期": "2021-06-01"},
        ),
        (
            "发文标题：关于阅读的意见\n政策文号:某政发〔2016〕21号\n发文部门：市教育局\n",
            {"标题": "关于阅读的意见", "发文字号": "某政发〔2016〕21号", "发文机关": "市教育局"},
        ),
        (
            "关于阅读的通知\n各学校：\n　　现通知如下。\n【文号】 某教〔2021〕7号\n【颁布单位】 市教育局\n",
            {"发文字号": "某教〔2021〕7号", "发文机关": "市教育局"},
        ),
        ("关于阅读的通知\n　　【联系方式】 市教育局\n按文号某教〔2021〕7号执行\n【要点】甲", {}),
        ("关于阅读工作的通知\n时间：2021年4月27日上午\n名称不限\n文号待定。\n", {}),
        ("一、总体要求\n发文机关：市教育局\n", {}),
        ("标题用小2号黑体\n来源于群众\n", {}),
    ],
)
def test_facts_are_found_in_the_forms_of_copied_pages(text: str, expected: dict[str, str]) -> None:
    assert facts(text) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "索引号",
                "文 号",
                "：",
                ":",
                " ",
                "|",
                "\n",
                "•",
                "2021-01-02",
                "某政发〔2024〕7号",
                "标题",
                "一、甲",
            ]
        ),
        max_size=30,
    )
)
def test_values_lie_in_their_lines(parts: list[str]) -> None:
    text = "".join(parts)
    for fact in find_page_facts(text):
        assert 0 <= fact.lines.start <= fact.value.start <= fact.value.end <= fact.lines.end <= len(text)
