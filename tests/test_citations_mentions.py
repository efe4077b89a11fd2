"""The finders of citations, on sentences with the expected spans marked."""

from extract.catalogue import load_catalogue
from extract.mentions import find_mentions
from extract.model import Document, Head, Level, MentionKind

HEAD = Head(
    title="青川市教育局关于做好校车安全工作的通知",
    number="青教〔2021〕8号",
    issuers=("青川市教育局",),
    level=Level.MUNICIPAL,
    place=None,
    place_code=None,
    issued_on="2021-03-02",
    kind="notice",
)


def found(text: str) -> list[tuple[str, MentionKind]]:
    document = Document(id="d", name="d.txt", media_type="text/plain", sha256="", text=text)
    return [
        (mention.span.of(text), mention.kind)
        for mention in find_mentions(document, HEAD, (), load_catalogue())
    ]


def test_a_title_in_brackets_is_found_with_the_number_beside_it() -> None:
    text = "根据《校车安全管理条例》（国务院令第617号）和省教育厅《关于规范校车管理的通知》要求，制定本办法。"
    assert found(text) == [
        ("《校车安全管理条例》", MentionKind.BRACKETED),
        ("《关于规范校车管理的通知》", MentionKind.BRACKETED),
    ]


def test_an_introduction_is_no_citation_but_what_it_names_is_one_afterwards() -> None:
    text = "为落实《关于减轻中小学教师负担的若干措施》（以下简称《措施》），各校按照《措施》要求清理报表。"
    assert [kind for _, kind in found(text)] == [MentionKind.BRACKETED, MentionKind.ANAPHOR]


def test_a_form_in_brackets_is_no_citation() -> None:
    assert found("请填写《校车驾驶人信息登记表》，签订《校车服务合同》。") == []
