"""The finders of citations, held to ``cases/mentions.txt``: sentences with the expected spans marked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from citation_cases import NEGATIVES, POSITIVES, SIGNS, document_of, head_of, unmarked

from extract.catalogue import load_catalogue
from extract.finding.rules import Rule
from extract.mentions import find_mentions
from extract.model import Head, Span
from extract.outline import find_sections

CASES = Path(__file__).parent / "cases" / "mentions.txt"


@dataclass(frozen=True, kw_only=True)
class Case:
    line: int
    rule: str
    text: str
    marks: tuple[tuple[int, int, bool], ...]
    head: Head

    @property
    def positive(self) -> bool:
        return any(own for _, _, own in self.marks)


def read_cases() -> Iterator[Case]:
    rule = ""
    fields: dict[str, str] = {}
    for number, raw in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if raw.startswith("== "):
            rule, fields = raw[3:], {}
        elif raw.startswith("@"):
            key, _, value = raw[1:].partition(" ")
            fields[key] = value
        elif raw and not raw.startswith("#"):
            text, marks = unmarked(raw.translate(SIGNS))
            yield Case(line=number, rule=rule, text=text, marks=marks, head=head_of(text, fields))


ALL = tuple(read_cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.line}-{case.rule}")
def test_the_marked_words_are_found_by_their_rule_and_nothing_else_is(case: Case) -> None:
    document = document_of(case.text)
    found = find_mentions(document, case.head, find_sections(document), load_catalogue())
    assert [(mention.span.of(case.text), mention.rule == case.rule) for mention in found] == [
        (case.text[start:end], own) for start, end, own in case.marks
    ]
    assert [(mention.span.start, mention.span.end) for mention in found] == [mark[:2] for mark in case.marks]


def test_every_rule_has_enough_cases_that_find_and_that_find_nothing() -> None:
    found = Counter(case.rule for case in ALL if case.positive)
    left = Counter(case.rule for case in ALL if not case.positive)
    assert [rule for rule in Rule if found[rule] < POSITIVES or left[rule] < NEGATIVES] == []
    assert set(found) <= set(Rule)


def test_articles_of_a_law_are_kept_with_the_citation() -> None:
    text = "依照《中华人民共和国城乡规划法》第四十条第一款、第六十四条，办理许可。"
    document = document_of(text)
    (mention,) = find_mentions(document, head_of(text, {}), (), load_catalogue())
    assert mention.articles == ("第四十条第一款、第六十四条",)


def test_nothing_is_found_in_what_the_website_put_around_the_document() -> None:
    text = "相关推荐：《关于做好春耕备耕工作的通知》\n为贯彻《农村供水条例》，制定本办法。"
    outside = (Span(start=0, end=text.index("\n")),)
    document = replace(document_of(text), outside=outside)
    found = find_mentions(document, head_of(text, {}), (), load_catalogue())
    assert [mention.title for mention in found] == ["农村供水条例"]


def test_a_body_before_the_first_of_a_list_issued_those_that_name_none() -> None:
    text = "贯彻国家卫生健康委《诊所管理办法》《护士执业规定》和市医保局《门诊统筹办法》精神。"
    document = document_of(text)
    found = find_mentions(document, head_of(text, {}), (), load_catalogue())
    assert [mention.issuer_text for mention in found] == ["国家卫生健康委", "国家卫生健康委", "市医保局"]


def test_a_title_inside_the_name_of_what_is_carried_is_another_document() -> None:
    title = "县政府办公室关于印发2023年《政府工作报告》重点任务分解方案的通知"
    text = f"{title}\n各单位：\n对照《政府工作报告》确定的任务，制定工作方案。\n"
    found = find_mentions(document_of(text), head_of(text, {"title": title}), (), load_catalogue())
    assert [(mention.title, mention.rule) for mention in found] == [("政府工作报告", Rule.TITLE_IN_BRACKETS)]
