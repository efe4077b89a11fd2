"""What holds for every text: offsets, no overlaps, no crash, the same answer in other brackets and widths."""

import time
import unicodedata
from itertools import pairwise

import pytest
from citation_cases import cited
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.brackets import find_brackets
from extract.model import Citation, Verdict

PIECES = (
    "根据", "按照", "为贯彻落实", "《", "》", "〈", "〉", "<", ">", "＜", "＞", "&lt;", "&gt;", "（", "）", "(", ")",
    "〔2015〕", "[2015]", "71号", "国办发", "教育部", "省政府办公厅", "关于加强校车安全管理的通知", "校车安全管理条例",
    "以下简称", "《意见》", "两个文件", "该意见", "上述文件", "文件精神", "、", "，", "。", "\n", "\r\n", "\u3000", "和",
    "等", "国家课程方案", "十项准则", "“", "”", "第十条", "73号文件", "附件：", "一、", "1.", "现将", "印发给你们", "同时废止",
    "金融十六条", "义务教育、普通高中两个评价指南", "及其实施条例", "\u200b", "\ufeff", "𠮷", "é", "条例", "办法", "规划",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)

SENTENCE = "根据《国务院办公厅关于全面加强和改进学校美育工作的意见》（国办发〔2015〕71号）和《校车安全管理条例》，制定本办法。"
BRACKETS = ("〔〕", "[]", "［］", "【】", "（）", "﹝﹞", "()")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)})


def meaning(citations: tuple[Citation, ...]) -> list[tuple[str, list[str], str]]:
    return [
        (found.resolution.verdict.value, [entry.id for entry in found.resolution.entries], found.role.value)
        for found in citations
    ]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_spans_inside_it_that_never_overlap(text: str) -> None:
    found = cited(text)
    spans = [citation.mention.span for citation in found]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for citation in found:
        assert 0.0 < citation.confidence < 1.0
        assert citation.resolution.targets
        assert set(citation.mention.antecedents) <= set(spans)
        if citation.resolution.verdict is Verdict.MATCH:
            assert all(target.entry is not None for target in citation.resolution.targets) or citation.is_self


@given(texts)
@settings(max_examples=200, deadline=None)
def test_brackets_hold_what_they_say_and_come_in_order(text: str) -> None:
    at = 0
    for found in find_brackets(text):
        assert at <= found.span.start < found.inside.start <= found.inside.end <= found.span.end
        assert found.title.strip() == found.title != ""
        at = found.span.end


@given(texts)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_answer_twice(text: str) -> None:
    assert cited(text) == cited(text)


@pytest.mark.parametrize("pair", BRACKETS)
def test_the_brackets_of_a_number_change_nothing(pair: str) -> None:
    changed = SENTENCE.replace("〔", pair[0]).replace("〕", pair[1])
    assert meaning(cited(changed)) == meaning(cited(SENTENCE))


@pytest.mark.parametrize(
    ("what", "by"),
    [
        ("《", "<<"),
        ("《", "＜"),
        ("《", "〈"),
        ("《", "&lt;"),
        ("（", "("),
        ("，", ","),
        ("71号", " 71 号"),
        ("〔", "〔 "),
    ],
)
def test_other_widths_and_brackets_change_nothing(what: str, by: str) -> None:
    pairs = {"<<": ">>", "＜": "＞", "〈": "〉", "&lt;": "&gt;"}
    changed = SENTENCE.replace(what, by)
    if by in pairs:
        changed = changed.replace("》", pairs[by])
    if by == "(":
        changed = changed.replace("）", ")")
    assert meaning(cited(changed)) == meaning(cited(SENTENCE))


def test_full_width_digits_and_compatibility_forms_change_nothing() -> None:
    assert meaning(cited(SENTENCE.translate(WIDE))) == meaning(cited(SENTENCE))
    assert meaning(cited(unicodedata.normalize("NFKC", SENTENCE))) == meaning(cited(SENTENCE))


@pytest.mark.parametrize(
    "unit",
    [
        "《", "》", "（", "《关于", "以下简称《", "两个文件", "该意见", "根据《甲县供水办法》（甲政发〔2020〕3号）、",
        "国家和我省中长期", "按照", "“", "附件：\n", "文件精神，落实", "〔2015〕71号", "《意见》", "，和、", "一、甲、乙、",
    ],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    def seconds(times: int) -> float:
        best = float("inf")
        for run in range(3):
            # another text each time, since what was read of the same one is remembered
            text = unit * times + "。" * run
            start = time.process_time()
            cited(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(400), seconds(3200)
    # eight times the text; a quadratic path would take sixty-four times as long
    assert large < 30 * max(small, 0.01)
