"""Chinese numerals: 一百二十, 二〇二一, 十五, 百分之九, and digits of either width, as whole numbers."""

import re

__all__ = ["NUMERAL_CHARACTERS", "numeral_value"]

_DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "Ｏ": 0,
    "两": 2,
    "幺": 1,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FUSED = {"廿": "二十", "卅": "三十", "卌": "四十"}
NUMERAL_CHARACTERS = "".join((*_DIGITS, *_UNITS, *_MYRIADS, *_FUSED))
_PERCENT = re.compile("(?:百分之|千分之|万分之)(?=.)")
_PLAIN = re.compile(r"\d{1,15}")
_LONGEST = 24


def numeral_value(text: str) -> int | None:
    """Return the whole number that ``text`` writes, or None where it writes none.

    百分之九 gives 9: the figure, whose unit the words name. Digits may stand before 万 and 亿.

    >>> [numeral_value(text) for text in ("一百二十", "二〇二一", "十五", "百分之九", "3万", "１２", "一点五")]
    [120, 2021, 15, 9, 30000, 12, None]
    """
    text = _PERCENT.sub("", text.strip(), count=1)
    if not text or len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return int(text)
    text = "".join(_FUSED.get(char, char) for char in text)
    for char, size in (("亿", 10**8), ("万", 10**4)):
        if char in text:
            head, _, tail = text.rpartition(char)
            high, low = _below_myriad(head) if head else None, numeral_value(tail) if tail else 0
            if high is None and head and char == "亿":
                high = numeral_value(head)
            return None if high is None or low is None or low >= size else high * size + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    if _PLAIN.fullmatch(text):
        return int(text)
    if all(char in _DIGITS for char in text):
        # 二〇二一 is read digit by digit
        return int("".join(str(_DIGITS[char]) for char in text))
    total, last_unit, digit = 0, 10_000, None
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or (digit is None and (unit != 10 or total)):
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        else:
            return None
    if digit is None:
        return total
    # 一百二 says 120 where no 零 stands between
    shorthand = last_unit >= 100 and "零" not in text and "〇" not in text and text[-2] in _UNITS
    return total + digit * (last_unit // 10 if shorthand else 1)
