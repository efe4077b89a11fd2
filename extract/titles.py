"""Normal forms of titles: what is compared when two titles are held to be one.

A title is written in many ways: with and without issuer, 关于, （试行）, the wrapping notice, in other
widths and brackets. ``title_keys`` folds those ways level by level; what tells siblings apart (year,
period, province, school stage) stays in every level but the last, which may be used only for a mention
that has no year of its own.

>>> title_keys("教育部关于印发《中小学德育工作指南》的通知").core
'中小学德育工作指南'
>>> title_keys("国家中长期教育改革和发展规划纲要（2010－2020年）").undated
'国家中长期教育改革和发展规划纲要'
"""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.tables import read_table, split_list

__all__ = ["TitleKeys", "squeeze", "title_keys", "unwrap", "years_in"]

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}(?=年|[-—–~至到])")
_PERIOD = re.compile(r"((?:19|20)\d{2})年?\s*[-‐-―─~〜～－/至到]+\s*((?:19|20)\d{2})年?")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})((?:19|20)\d{2})?(?!\d)")
_YEARS_OUT = re.compile(rf"{_YEARS.pattern}(?:学?年)?(?:度|版)?")

_EDITION = re.compile(r"[（(]\s*((?:19|20)\d{2})?\s*年?\s*(?:第.次)?(?:修订|修正|修改)(?:版|本|稿)?\s*[）)]$")
_TRIAL = re.compile(r"[（(]\s*(?:试行|暂行|实验|试行稿|实验稿|试用)\s*[）)]$")
_BARE_TRIAL = re.compile("(?<=.{6})(?:试行|暂行)$")

_CARRY = "印发|发布|公布|颁布|颁发|下发|制发"
_WRAPPED = re.compile(
    rf"^(?P<issuer>[^《〈<]*?)(?:关于)?(?:{_CARRY})(?:实施|执行|试行|修订后的|新修订的|修改后的)?的?"
    r"(?P<inner>.{4,}?)(?:等(?:[一二两三四五六七八九十]|\d+)?[个项]?(?:文件|通知|办法|规定))?的?(?:通知|公告|函|决定|命令)$"
)
_QUOTED = re.compile("[《〈<]([^《》〈〉<>]*(?:[《〈<][^《》〈〉<>]*[》〉>][^《》〈〉<>]*)*)[》〉>]")
_NO_MORE = re.compile("(?:[（(][^（）()]*[）)])?(?:[等及一二两三四五六七八九十0-9].{0,10})?的?")
"""Behind the last title in brackets: nothing, or how many they are. Other words make one title of it all."""

_BODY_END = "院|部|委|委员会|会|厅|室|局|署|办|政府|团|社|中心|组|校|省|市|区|县|州|盟|旗|联|军|行|门|等|中央|机关|单位"
_FORWARDS = re.compile("^(.{0,60}?)(?:关于)?(?=转发|批转)")
_ISSUER = re.compile(rf"^(.{{1,90}}?(?:{_BODY_END}))(?=关于)")
_OF_THE_ISSUER = re.compile(
    "(?:等[一二三四五六七八九十\\d]*部[门委])?(?!直属|令|组织法|工作规则|章程|公报)(?=.{4})"
)
_SHORTEST_ISSUER = 3
_ISSUING_KINDS = frozenset(
    (
        "party",
        "party-office",
        "party-department",
        "state-council",
        "ministry",
        "commission",
        "administration",
        "office",
    )
)
_LOOSE_OUT = re.compile("[的若干]")
_LOOSE_AND = str.maketrans({"与": "和", "及": "和"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleKeys:
    """The normal forms of one title, from strict to loose; equal keys make two titles candidates.

    ``exact``: width, entities, brackets, spaces and punctuation folded, years and periods in one form.
    ``core``: also without wrapping notice, issuer before 关于, leading 关于, （试行）, （2018年修正）.
    ``stem``: also without trailing 通知, a leading central issuer, 的, 若干; 与 and 及 read as 和.
    ``undated``: the stem without years, to be used only for a title that has none (``years`` empty).
    ``issuer`` is what stood in front, "" if nothing did; ``edition`` the year of a revision, or "".
    """

    exact: str
    core: str
    stem: str
    undated: str
    issuer: str
    years: tuple[str, ...]
    edition: str


@lru_cache(maxsize=8192)
def title_keys(title: str) -> TitleKeys:
    """Return the normal forms of ``title``, which may stand in 《》; blank text gives empty keys."""
    text = _outside_brackets(_plain(title))
    exact = _letters(text)
    issuer, inner = "", text
    if wrapped := _WRAPPED.match(text):
        carried = _carried(wrapped["inner"])
        if len(carried) < 2:
            issuer, inner = wrapped["issuer"], carried[0]
    inner, edition = _without_suffixes(_outside_brackets(inner))
    core = _letters(inner)
    if lead := _FORWARDS.match(core) or _ISSUER.match(core):
        issuer, core = lead[1] or issuer, core[lead.end() :]
    about = core.startswith("关于")
    core = core.removeprefix("关于").removeprefix("中华人民共和国")
    stem = core
    if not about and (end := _leading_issuers(stem)):
        issuer, stem = issuer or stem[:end], stem[end:]
    stem = re.sub("的?通知$", "", stem) if len(stem) > 6 else stem
    stem = _LOOSE_OUT.sub("", stem).translate(_LOOSE_AND)
    return TitleKeys(
        exact=exact,
        core=core,
        stem=stem,
        undated=_YEARS_OUT.sub("", stem),
        issuer=_letters(issuer),
        years=_years(core),
        edition=edition,
    )


def squeeze(text: str) -> str:
    """Return ``text`` in one width, entities resolved, with letters and digits only.

    Years and periods come out in one form, so that 二〇一〇年 is 2010年 and 2010—2020年 is 20102020.
    This is the ``exact`` key of a title.

    >>> squeeze("《纲要》（２０１０－2020年）") == squeeze("纲要(2010年至2020年)")
    True
    """
    return _letters(_plain(text))


def unwrap(title: str) -> tuple[str, ...]:
    """Return the titles of the documents that a notice carries, or the title itself.

    >>> unwrap("教育部关于印发《甲管理办法》和《乙管理办法》的通知")
    ('甲管理办法', '乙管理办法')
    >>> unwrap("市政府关于印发《甲报告》重点任务分解方案的通知")
    ('《甲报告》重点任务分解方案',)
    """
    text = _outside_brackets(html.unescape(title))
    if wrapped := _WRAPPED.match(text):
        return _carried(wrapped["inner"])
    return (text,)


def _carried(inner: str) -> tuple[str, ...]:
    """Return the titles in brackets among the words that a notice carries, or those words as one title."""
    quoted = tuple(_QUOTED.findall(inner))
    return quoted if quoted and _NO_MORE.fullmatch(_QUOTED.split(inner)[-1]) else (inner,)


def years_in(text: str) -> tuple[str, ...]:
    """Return the years that ``text`` names, in order: those that tell siblings apart.

    >>> years_in("全民健身计划（2016—2020年）")
    ('2016', '2020')
    """
    return _years(squeeze(text))


def _leading_issuers(letters: str) -> int:
    """Return where the central bodies that a title without 关于 begins with end; 0 if it begins with none."""
    end = 0
    while names := _issuing_names().get(letters[end : end + 2]):
        name = next((name for name in names if letters.startswith(name, end)), "")
        after = _OF_THE_ISSUER.match(letters, end + len(name))
        if not name or after is None:
            break
        end = after.end()
    return end


@cache
def _issuing_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of central bodies that issue documents by their first two letters, longest first."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("bodies.csv"):
        if row["level"] == "central" and row["kind"] in _ISSUING_KINDS:
            for name in (row["name"], *split_list(row["short_names"]), *split_list(row["former_names"])):
                if len(letters := _letters(name)) >= _SHORTEST_ISSUER:
                    found[letters[:2]].add(letters)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def _years(letters: str) -> tuple[str, ...]:
    return tuple(year for found in _YEARS.finditer(letters) for year in found.groups() if year)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", html.unescape(text)).strip()
    if "年" in text:
        text = _CHINESE_YEAR.sub(lambda year: year[0].translate(_DIGITS), text)
    return _PERIOD.sub(r"\1\2", text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _outside_brackets(text: str) -> str:
    text = text.strip()
    while len(text) > 2 and text[0] in "《〈<" and text[-1] in "》〉>" and _closes_last(text):
        text = text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for index, char in enumerate(text):
        depth += (char in "《〈<") - (char in "》〉>")
        if depth == 0:
            return index == len(text) - 1
    return False


def _without_suffixes(text: str) -> tuple[str, str]:
    edition = ""
    while True:
        text = text.strip()
        if found := _EDITION.search(text):
            edition, text = found[1] or edition, text[: found.start()]
        elif found := _TRIAL.search(text) or _BARE_TRIAL.search(text):
            text = text[: found.start()]
        else:
            return _outside_brackets(text), edition
