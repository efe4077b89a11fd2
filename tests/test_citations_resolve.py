"""Which document a mention means, and when it is not known."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from citation_cases import cited, document_of, head_of

from extract.analysis import analyse
from extract.annotation import to_annotation
from extract.catalogue import load_catalogue
from extract.confidence import confidence_of
from extract.model import Citation, Entry, Level, Role, Verdict
from extract.readers import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
PLAN = SHARED / "corpus" / "local" / "district-work-plan-2021.txt"


def ids(citation: Citation) -> list[str]:
    return [entry.id for entry in citation.resolution.entries]


def only(text: str, **fields: str) -> Citation:
    (citation,) = cited(text, head_of(text, fields))
    return citation


def test_one_number_that_carries_two_documents_is_told_apart_by_the_title() -> None:
    sport = only("落实《关于全面加强和改进新时代学校体育工作的意见》（中办发〔2020〕36号）。")
    art = only("落实《关于全面加强和改进新时代学校美育工作的意见》（中办发〔2020〕36号）。")
    assert sport.resolution.verdict is art.resolution.verdict is Verdict.MATCH
    assert ids(sport) != ids(art)
    assert "体育" in ids(sport)[0] and "美育" in ids(art)[0]


def test_a_number_alone_that_carries_two_documents_is_unsure_and_keeps_both() -> None:
    citation = only("落实中办发〔2020〕36号文件精神，开足课时。")
    assert citation.resolution.verdict is Verdict.UNSURE
    assert len(citation.resolution.rivals) >= 2
    assert citation.resolution.targets[0].number == "中办发〔2020〕36号"


def test_every_document_of_the_catalogue_is_reached_by_title_and_number() -> None:
    """Orders of two bodies (第10号、…第1号) have two numbers and are left out."""
    missed = []
    for entry in load_catalogue():
        if entry.number and "、" not in entry.number:
            found = cited(f"根据《{entry.title}》（{entry.number}）要求，做好工作。")
            if [ids(citation) for citation in found] != [[entry.id]]:
                missed.append((entry.id, [ids(citation) for citation in found]))
    # a decision in whose title the rule itself stands shares its number with it
    assert len(missed) <= 1, missed


def test_every_law_is_reached_without_the_name_of_the_republic() -> None:
    """《民事诉讼法》 is the law and not its trial of 1982; 《海南自由贸易港法》 is no paper of Hainan's."""
    state = "中华人民共和国"
    missed = []
    for entry in load_catalogue():
        if entry.title.startswith(state) and "（试行）" not in entry.title:
            found = cited(f"依据《{entry.title.removeprefix(state)}》第三条规定，做好工作。")
            if [ids(citation) for citation in found] != [[entry.id]]:
                missed.append((entry.id, [ids(citation) for citation in found]))
    assert missed == []


def test_every_number_of_the_catalogue_is_found_whole() -> None:
    numbers = {entry.number for entry in load_catalogue() if entry.number and "、" not in entry.number}
    missed = [
        number
        for number in sorted(numbers)
        if [each.mention.number for each in cited(f"认真落实{number}文件精神，做好工作。")] != [number]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("落实国务院办公厅《关于全面加强和改进学校美育工作的意见》。", "国办发〔2015〕71号"),
        ("落实《关于全面加强和改进学校美育工作的意见》（国办发【2015】71号）。", "国办发〔2015〕71号"),
        ("落实中办、国办《关于全面加强和改进新时代学校美育工作的意见》。", "中办发〔2020〕36号"),
        ("依据《校车安全管理条例》巡查。", "中华人民共和国国务院令第617号"),
        ("依据《校车安全管理条例》（国务院令 第617号）巡查。", "中华人民共和国国务院令第617号"),
        ("贯彻国发〔2016〕36号文件，建立台账。", "国发〔2016〕36号"),
    ],
)
def test_documents_of_nearly_one_name_are_told_apart_by_issuer_and_number(text: str, number: str) -> None:
    citation = only(text)
    assert citation.resolution.verdict is Verdict.MATCH
    assert [target.number for target in citation.resolution.targets] == [number]


def test_a_wrong_issuer_is_noted_and_the_document_still_found() -> None:
    citation = only("落实中共中央国务院《关于全面加强和改进新时代学校体育工作的意见》。")
    assert citation.resolution.verdict is Verdict.MATCH
    assert "issuer_differs" in citation.resolution.notes


def test_a_number_that_differs_is_noted() -> None:
    citation = only("落实《国务院关于加强困境儿童保障工作的意见》（国发〔2016〕63号）。")
    assert citation.resolution.verdict is Verdict.MATCH
    assert "number_differs" in citation.resolution.notes


@pytest.mark.parametrize(
    "words",
    [
        "《国务院关于加强困境儿童保障工作的意见》（民发〔2019〕8号）",
        "《关于全面加强和改进学校美育工作的意见》（教体艺〔2021〕3号）",
        "《中共中央 国务院关于实施乡村振兴战略的意见》（中发〔2024〕6号）",
    ],
)
def test_a_number_of_another_year_or_series_makes_another_document(words: str) -> None:
    citation = only(f"落实{words}，明确分工。")
    assert citation.resolution.verdict is Verdict.UNKNOWN
    assert citation.resolution.targets[0].entry is None
    assert citation.resolution.targets[0].number == words[words.index("（") + 1 : -1]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("根据《比赛办法》（霁教体艺〔2021〕12号）组织。", "霁教体艺〔2021〕12号"),
        ("现将省教育厅《评价指标》（霁川市教体〔2021〕12号）一并转发。", "霁川市教体〔2021〕12号"),
        ("落实《器材办法》（淞江区建管发〔2021〕3号）。", "淞江区建管发〔2021〕3号"),
        ("根据《沐建金〔2021〕12号》文件执行。", "沐建金〔2021〕12号"),
        ("按照市水务局沐水〔2021〕12号文件执行。", "沐水〔2021〕12号"),
    ],
)
def test_a_number_of_an_unknown_place_keeps_its_whole_code(words: str, number: str) -> None:
    assert only(words).mention.number == number


def test_a_number_with_another_year_alone_may_be_a_misprint() -> None:
    citation = only("落实《中共中央 国务院关于实施乡村振兴战略的意见》（中发〔2019〕1号）。")
    assert citation.resolution.verdict is Verdict.UNSURE
    assert citation.resolution.notes == ("number_differs",)
    assert citation.resolution.targets[0].number == "中发〔2019〕1号"
    assert [rival.entry.number for rival in citation.resolution.rivals] == ["中发〔2018〕1号"]


@pytest.mark.parametrize(
    ("words", "place", "titles", "level"),
    [
        ("国家、省、市《数字乡村规划》", "320900", ["数字乡村规划", "江苏省数字乡村规划", "盐城市数字乡村规划"], Level.CENTRAL),
        ("省、市《公共厕所导则》", "330200", ["浙江省公共厕所导则", "宁波市公共厕所导则"], Level.PROVINCIAL),
        ("国家和我省《节水行动方案》", "510100", ["节水行动方案", "四川省节水行动方案"], Level.CENTRAL),
        ("我省《节水行动方案》", "510100", ["节水行动方案"], Level.PROVINCIAL),
        ("省教育厅、省财政厅《校舍办法》", "510100", ["校舍办法"], Level.PROVINCIAL),
    ],
)  # fmt: skip
def test_several_levels_before_one_title_mean_a_document_of_each(
    words: str, place: str, titles: list[str], level: Level
) -> None:
    citation = only(f"根据{words}，制定本方案。", place=place)
    assert [target.title for target in citation.resolution.targets] == titles
    assert citation.level is level


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("按照福建省《关于加强供水的意见》部署，开展工作。", "福建省"),
        ("按照省委、省政府总体部署和市委、市政府《关于优化环境的意见》，开展工作。", "市委、市政府"),
        ("根据《国务院办公厅关于加强校车值守的意见》，开展工作。", "国务院办公厅"),
        ("根据《湖北省民政厅等12部门关于养老服务的通知》，开展工作。", "湖北省民政厅等12部门"),
        ("根据市水务局关于印发《管网办法》的通知（青水〔2021〕3号），开展工作。", "市水务局"),
        ("根据《关于加强校车值守的意见》，开展工作。", ""),
        ("在全省《校车条例》宣传中，加强供水。", "全省"),
    ],
)
def test_the_issuer_is_what_is_written_before_the_title_or_inside_it(words: str, issuer: str) -> None:
    assert only(words).mention.issuer_text == issuer


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("落实《福建省数字促进条例》和《长三角生态绿色发展方案》。", Level.UNKNOWN),
        ("按照《河北省大气方案》、《京津冀秋冬季攻坚方案》要求巡查。", Level.UNKNOWN),
        ("按照《广东省气象方案》、《粤港澳大湾区气象发展规划》要求巡查。", Level.UNKNOWN),
        ("按照《湖南省水网方案》、《水网建设任务书》要求巡查。", Level.PROVINCIAL),
        ("按照《湖南省水网方案》、《长沙市水网方案》要求巡查。", Level.MUNICIPAL),
    ],
)
def test_a_region_of_several_provinces_has_no_level(words: str, level: Level) -> None:
    assert cited(words)[-1].level is level


def test_the_same_title_of_a_provincial_body_is_another_document() -> None:
    citation = only("按照省教育厅《中小学生艺术素质测评办法》组织测评。", place="320500")
    assert citation.resolution.verdict is Verdict.UNKNOWN
    assert citation.level is Level.PROVINCIAL
    assert citation.resolution.targets[0].title == "中小学生艺术素质测评办法"


def test_where_title_and_number_contradict_each_other_the_line_is_unsure_and_little_certain() -> None:
    year = only("落实《中共中央 国务院关于实施乡村振兴战略的意见》（中发〔2019〕1号）。")
    taken = only("落实《国务院办公厅关于全面加强和改进学校美育工作的意见》（国办发〔2016〕71号）。")
    for citation in (year, taken):
        assert citation.resolution.verdict is Verdict.UNSURE
        assert citation.confidence <= 0.6
        assert citation.resolution.targets[0].entry is None
    assert {rival.entry.number for rival in taken.resolution.rivals} >= {
        "国办发〔2015〕71号",
        "国办发〔2016〕71号",
    }


@pytest.mark.parametrize(
    "title",
    [
        "江苏省校车安全管理条例",
        "青川市乡村教师支持计划（2015—2020年）实施细则",
        "省政府办公厅关于全面加强和改进学校美育工作的实施意见",
        "全民健身计划（2031—2035年）",
        "律师职业行为十项准则",
        "渔业资源增殖办法",
        "野生植物管理条例",
        "校车安全管理办法",
        "校车安全管理条例实施细则",
        "中华人民共和国湿地保护法实施条例",
        "青海省校车安全管理条例",
    ],
)
def test_a_longer_or_sibling_title_never_lands_on_the_one_it_contains(title: str) -> None:
    assert only(f"落实《{title}》，抓好督查。").resolution.verdict is not Verdict.MATCH


def test_one_name_for_two_documents_means_both() -> None:
    citation = only("抓好《新时代中小学、幼儿园教师职业行为十项准则》的贯彻落实。")
    assert citation.resolution.verdict is Verdict.MATCH
    assert len(citation.resolution.entries) == 2


@pytest.mark.parametrize(("day", "period"), [("2018-03-01", "2016"), ("2023-05-04", "2021"), (None, None)])
def test_a_plan_without_years_is_that_of_the_time_of_the_text(day: str | None, period: str | None) -> None:
    fields = {"date": day} if day else {}
    citation = only("落实《全民健身计划》，开放场馆。", **fields)
    assert citation.resolution.verdict is (Verdict.MATCH if period else Verdict.UNSURE)
    assert all(period in target.title for target in citation.resolution.targets if period)


def test_a_family_of_plans_shares_the_period_of_the_one_that_is_known() -> None:
    citation = only("按照国家和我省中长期教育改革和发展规划纲要要求，优化布局。", place="510100")
    titles = [target.title for target in citation.resolution.targets]
    assert titles[0] == "国家中长期教育改革和发展规划纲要（2010-2020年）"
    assert titles[1] == "四川省中长期教育改革和发展规划纲要（2010-2020年）"
    assert citation.resolution.verdict is Verdict.UNKNOWN


def test_words_that_close_a_list_mean_all_of_it() -> None:
    text = "认真贯彻《关于全面加强新时代大中小学劳动教育的意见》以及教育部《大中小学劳动教育指导纲要》两个文件精神。"
    *_, both = cited(text)
    assert len(both.resolution.entries) == 2
    assert both.level is Level.CENTRAL


def test_with_several_opinions_before_it_a_bare_one_in_brackets_stays_open() -> None:
    text = "依据《甲县养老服务意见》和《乙县养老服务意见》，落实《意见》精神。"
    last = cited(text)[-1]
    assert last.resolution.verdict is Verdict.UNKNOWN
    assert last.resolution.notes == ("no_antecedent",)


def test_a_number_given_once_holds_for_the_same_title_elsewhere() -> None:
    text = "根据《青川市人才安居办法》（青政发〔2020〕3号）补贴。依照《青川市人才安居办法》复核。"
    assert {citation.resolution.targets[0].number for citation in cited(text)} == {"青政发〔2020〕3号"}


@pytest.mark.parametrize(
    "words",
    [
        "现将《青川市公厕管理办法》印发给你们，2007年印发的《青川市公厕管理办法》同时废止。",
        "《青川市公厕管理办法》（青政发〔2011〕3号）自本办法施行之日起停止执行。",
        "自印发之日起施行，《青川市公厕管理办法》（青政发〔2011〕3号）效力终止，予以废止。",
    ],
)
def test_an_earlier_edition_that_is_repealed_is_not_the_document_itself(words: str) -> None:
    fields = {"title": "青川市公厕管理办法", "number": "青政发〔2021〕8号"}
    last = cited(words, head_of(words, fields))[-1]
    assert last.role is Role.REPEALS
    assert not last.is_self


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("依据《社区用房规划标准》（GB 50999—2018）设计。", Level.CENTRAL),
        ("执行《路面技术评定标准》（JTG 5999-2018）。", Level.CENTRAL),
        ("按照《社区助餐服务标准》（DB33/T 9837-2011）配备。", Level.PROVINCIAL),
        ("按照《社区助餐服务标准》（试行）配备。", Level.UNKNOWN),
        ("按照《社区助餐服务标准》（A4纸打印）配备。", Level.UNKNOWN),
    ],
)
def test_the_code_of_a_standard_says_its_level(words: str, level: Level) -> None:
    assert only(words).level is level


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("落实《市政府关于加快推进社区养老的实施意见》精神。", Level.MUNICIPAL),
        ("落实国家《老年人权益保障办法》和《市政府关于推进社区养老的实施意见》精神。", Level.MUNICIPAL),
        ("按照《2021年昆山市社区养老工作要点》推进。", Level.COUNTY),
        ("按照《2021—2025年江苏省社区养老规划》推进。", Level.PROVINCIAL),
        ("落实《江苏水利现代化2035》和《上海水利现代化2035》要求。", Level.PROVINCIAL),
        ("按照《2021年社区养老工作要点》推进。", Level.UNKNOWN),
        ("落实中央1号文件、省委1号文件部署。", Level.PROVINCIAL),
        ("落实省委一号文件和市委1号文件精神。", Level.MUNICIPAL),
    ],
)
def test_the_place_or_the_body_at_the_front_of_a_title_says_its_level(words: str, level: Level) -> None:
    assert cited(words)[-1].level is level


def test_the_document_itself_is_marked_as_such() -> None:
    title = "青川市公共厕所管理办法"
    text = f"现将《{title}》印发给你们。本办法自发布之日起施行。"
    citation = only(text, title=title, number="青政办发〔2021〕8号", level="municipal")
    assert citation.is_self and citation.role is Role.ISSUES
    assert citation.resolution.targets[0].number == "青政办发〔2021〕8号"


def test_a_list_that_is_left_open_is_noted() -> None:
    citation = only("根据《校车安全管理条例》等有关规定，制定本办法。")
    assert "open_list" in citation.resolution.notes


def local_entry(title: str, number: str, place: str) -> Entry:
    entry = next(iter(load_catalogue()))
    return replace(
        entry, id=number, title=title, number=number, issuers=(), issued_on=None, level=Level.MUNICIPAL,
        place=place, status="", short_names=(),
    )  # fmt: skip


def test_a_document_of_the_same_folder_is_found_by_title_and_place() -> None:
    ours = local_entry("苏州市河道保洁办法", "苏府规字〔2020〕3号", "苏州市")
    catalogue = load_catalogue().with_entries([ours])
    text = "依照《苏州市河道保洁办法》保洁。"
    (citation,) = cited(text, head_of(text, {"place": "320505"}), catalogue)
    assert ids(citation) == [ours.id]
    assert citation.level is Level.MUNICIPAL


def test_what_is_less_certain_than_asked_for_becomes_unsure_with_the_link_as_first_rival() -> None:
    text = "对照《中小学守则》开展养成教育。"
    (loose,) = cited(text)
    (strict,) = cited(text, accept=0.9999)
    assert loose.resolution.verdict is Verdict.MATCH
    assert strict.resolution.verdict is Verdict.UNSURE
    assert strict.resolution.rivals[0].entry == loose.resolution.entries[0]
    assert strict.resolution.targets[0].title == "中小学守则"


def test_more_reasons_make_a_link_more_certain() -> None:
    full = only("落实国务院《关于加强困境儿童保障工作的意见》（国发〔2016〕36号）精神。")
    cut = (
        only("落实困境儿童保障意见精神。")
        if cited("落实困境儿童保障意见精神。")
        else only("落实《困境儿童保障意见》。")
    )
    assert 0.99 <= full.confidence < 1.0
    assert cut.confidence < full.confidence
    assert confidence_of(full.resolution) == full.confidence


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # the central title inside the document's own title is still a citation in the text
        ("为落实《国务院关于加强困境儿童保障工作的意见》，制定本方案。", 1),
        # kinds that key-word filters forget
        (
            "执行《小学管理规程》《音乐教学大纲》《中小学守则》《教师行为准则》《考务规则》《未成年人保护法》。",
            6,
        ),
        ("依照《企业年度报告公示办法》抽查。", 1),
        # numbers in square and black brackets
        ("按照国办发[2015]71号、国办发【2016】27号文件执行。", 2),
        # a number and its title are one citation
        ("按照国办发〔2015〕71号《关于全面加强和改进学校美育工作的意见》执行。", 1),
        # programmes are no documents
        ("实施国培计划，推进美育浸润行动，办好体育艺术“2＋1”项目。", 0),
        # far from the opening of a long text
        ("各校要上好每一节课。" * 120 + "对照《校车安全管理条例》自查。", 1),
    ],
)
def test_what_others_stumbled_over(text: str, count: int) -> None:
    title = "青川市关于贯彻《国务院关于加强困境儿童保障工作的意见》的实施方案"
    assert len(cited(text, replace(head_of(text, {}), title=title))) == count


def test_the_number_of_one_title_never_goes_to_the_next_of_the_list() -> None:
    first, second = cited("根据《甲县供水办法》（甲政发〔2020〕3号）、《甲县排水办法》，制定细则。")
    assert (first.mention.number, second.mention.number) == ("甲政发〔2020〕3号", None)


@cache
def plan_citations() -> dict[str, Citation]:
    analysis = analyse(read(PLAN), load_catalogue())
    return {citation.mention.title: citation for citation in analysis.citations}


@pytest.mark.skipif(not PLAN.exists(), reason="the development texts are not here")
class TestADistrictPlan:
    """A district's yearly plan with a download site's lines around it and a wrong issuer in it."""

    @pytest.mark.parametrize(
        ("part", "count"),
        [
            ("中小学德育工作指南", 1), ("中小学守则", 1), ("新时代爱国主义教育实施纲要", 1),
            ("新时代学校体育工作的意见", 1), ("深化体教融合", 1), ("新时代学校美育工作的意见", 1),
            ("新时代大中小学劳动教育的意见", 1), ("大中小学劳动教育指导纲要", 1), ("两个文件", 2),
            ("普通高中育人方式改革", 1), ("十项准则", 2), ("中国高考评价体系", 1),
        ],
    )  # fmt: skip
    def test_its_national_documents_land_on_their_entries(self, part: str, count: int) -> None:
        (citation,) = (found for title, found in plan_citations().items() if part in title)
        assert citation.resolution.verdict is Verdict.MATCH
        assert len(citation.resolution.entries) == count

    def test_the_two_that_the_general_offices_issued_are_noted(self) -> None:
        noted = [
            title for title, found in plan_citations().items() if "issuer_differs" in found.resolution.notes
        ]
        assert sorted("体育" in title or "美育" in title for title in noted if "劳动" not in title) == [
            True,
            True,
        ]
        assert not any("劳动教育的意见" in title for title in noted)

    def test_the_provincial_rules_are_provincial_and_unknown(self) -> None:
        citation = plan_citations()["关于师德失范行为处理实施细则"]
        assert citation.resolution.verdict is Verdict.UNKNOWN
        assert citation.level is Level.PROVINCIAL

    def test_a_book_in_brackets_is_left_out(self) -> None:
        assert not any("地名传" in title for title in plan_citations())
        printed = to_annotation(analyse(read(PLAN), load_catalogue()))
        assert not any("地名传" in line["text"] for line in printed["citations"])


def test_offsets_are_those_of_the_text_as_read() -> None:
    text = "\ufeff为贯彻《农村供水条例》，\r\n制定本办法。"
    (citation,) = cited(text)
    assert citation.mention.span.of(document_of(text).text) == "《农村供水条例》"
