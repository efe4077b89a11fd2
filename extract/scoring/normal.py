"""When two written forms mean the same document, body, figure or day: the scorer's own rules.

They are kept apart from the program's normal forms on purpose: a fault shared by both would not show.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from itertools import permutations

from extract.scoring.gold import DeadlineLine, IndicatorLine, TargetLine

__all__ = [
    "body_key",
    "figure_key",
    "issuer_keys",
    "number_key",
    "same_deadline",
    "same_document",
    "same_numbers",
    "same_targets",
    "squeeze",
    "title_key",
]

_LEADING_ISSUER = re.compile(
    "(?:中共中央办公厅|中共中央|国务院办公厅|国务院|教育部办公厅|教育部|国家体育总局|体育总局)+(?=.)"
)
_BEFORE_ABOUT = re.compile(".{1,40}?(?:院|部|委|委员会|厅|室|局|总局|署|政府|办|会)(?=关于)")
_TRIAL = re.compile(r"[（(](?:试行|实验|暂行|\d{4}年(?:修订|修正)?(?:版)?)[）)]$")
_WRAPPED = re.compile("^(.*?)(?:关于)?印发(.+?)的?通知$")
_BRACKETS = "《》〈〉<>＜＞ "
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def squeeze(text: str) -> str:
    """Return the letters and digits of ``text`` in NFKC, HTML entities resolved.

    >>> squeeze("《“健康中国2030”规划纲要》")
    '健康中国2030规划纲要'
    """
    return "".join(char for char in unicodedata.normalize("NFKC", html.unescape(text)) if char.isalnum())


def number_key(number: str) -> str:
    """Return a document number without brackets, spaces, 第 and a leading 中华人民共和国.

    >>> number_key("国办发[2015] 71 号") == number_key("国办发〔2015〕71号")
    True
    """
    return squeeze(number).replace("第", "").removeprefix("中华人民共和国")


def issuer_keys(issuers: Sequence[str]) -> list[str]:
    """Return the issuers in a form and order that can be compared."""
    return sorted(
        squeeze(name).removeprefix("中华人民共和国").replace("人民政府", "政府") for name in issuers
    )


def title_key(title: str) -> tuple[str, str]:
    """Return the issuer written in front of a title ("" for none) and the title's core.

    >>> title_key("《教育部关于印发〈中小学德育工作指南〉的通知》")
    ('教育部', '中小学德育工作指南')
    """
    text = html.unescape(title).strip()
    if text.startswith("《") and text.endswith("》"):
        text = text[1:-1]
    issuer = ""
    if wrapped := _WRAPPED.match(text):
        issuer, text = wrapped.groups()
        text = text.strip(_BRACKETS)
    text, issuer = squeeze(_TRIAL.sub("", text.strip())), squeeze(issuer)
    if leading := _BEFORE_ABOUT.match(text) or _LEADING_ISSUER.match(text):
        issuer, text = leading.group(), text[leading.end() :]
    return issuer.replace("人民政府", "政府"), text.removeprefix("关于")


def same_document(one: TargetLine, other: TargetLine) -> bool:
    """Say whether two targets are one document: equal numbers, or equal titles of issuers that agree.

    省政府办公厅 may stand for 江苏省政府办公厅 and a missing issuer for any; two others make two documents.
    """
    if number_key(one.number) and number_key(one.number) == number_key(other.number):
        return True
    (issuer, core), (other_issuer, other_core) = title_key(one.title), title_key(other.title)
    agree = issuer.endswith(other_issuer) or other_issuer.endswith(issuer)
    return bool(core) and core == other_core and agree


def same_targets(ones: Sequence[TargetLine], others: Sequence[TargetLine]) -> bool:
    """Say whether two sets of targets are the same documents in some order."""
    return len(ones) == len(others) and any(
        all(map(same_document, ones, order)) for order in permutations(others)
    )


def same_numbers(ones: Sequence[TargetLine], others: Sequence[TargetLine]) -> bool:
    """Say whether both name the very numbers: the link reached a catalogue, not only a like title."""
    return sorted(number_key(t.number) for t in ones) == sorted(number_key(t.number) for t in others)


def body_key(text: str) -> str:
    """Return a body's name without brackets, spaces and a closing 等."""
    return squeeze(text).removesuffix("等")


def same_deadline(one: DeadlineLine, other: DeadlineLine) -> bool:
    """Say whether two deadlines are the same day, or where one has none, the same words."""
    if one.iso and other.iso:
        return one.iso == other.iso
    return squeeze(one.text) == squeeze(other.text)


def figure_key(indicator: IndicatorLine) -> tuple[str, str]:
    """Return value and unit in a form that can be compared: 一两 is 1-2, 百分之九 is 9 %, 个学分 is 学分."""
    value = unicodedata.normalize("NFKC", indicator.value).replace(",", "").replace(" ", "")
    unit = unicodedata.normalize("NFKC", indicator.unit).replace(" ", "")
    value = re.sub("[—–~〜～至到]+", "-", value).strip("-")
    if value.startswith("百分之"):
        value, unit = value[3:], "%"
    for tail in ("%", unit):
        if tail and value.endswith(tail):
            value, unit = value[: -len(tail)], unit or tail
    if fraction := re.fullmatch("(.+)分之(.+)", value):
        below, above = (_arabic(part) for part in fraction.groups())
        value = f"{above}/{below}"
    if re.fullmatch("[一二三四五六七八][两二三四五六七八九]", value):
        value = "-".join(value)
    if large := re.fullmatch("(.+)([万亿])", value):
        value, unit = large.group(1), large.group(2) + unit
    parts = [
        re.sub(r"\.0+$", "", _arabic(part.removesuffix(unit).removesuffix("余").removesuffix("多")))
        for part in value.split("-")
    ]
    if len(unit) > 1 and unit.startswith("个"):
        unit = unit[1:]
    return "-".join(parts), unit


def _arabic(text: str) -> str:
    """Return a Chinese numeral below ten thousand in Arabic digits, any other text as it is."""
    if not text or any(char not in _DIGITS and char not in _TENS for char in text):
        return text
    if not any(char in _TENS for char in text):
        return str(int("".join(str(_DIGITS[char]) for char in text)))
    total, last = 0, None
    for char in text:
        if char in _DIGITS:
            last = _DIGITS[char]
        else:
            total, last = total + _TENS[char] * (1 if last is None else last), None
    return str(total + (last or 0))
