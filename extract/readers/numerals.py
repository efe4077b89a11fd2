"""Whole numbers written as Chinese counts them: 一, 十二, 一百零五."""

__all__ = ["chinese_counting"]

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def chinese_counting(number: int) -> str:
    """Return a number from 0 to 9999 as it is counted; others in digits.

    >>> [chinese_counting(number) for number in (3, 10, 12, 20, 105, 110)]
    ['三', '十', '十二', '二十', '一百零五', '一百一十']
    """
    if not 0 < number < 10_000:
        return "零" if number == 0 else str(number)
    text, rest, gap = "", number, False
    for unit, name in UNITS_WITH_ONE:
        digit, rest = divmod(rest, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = bool(text) and not digit and rest > 0
    return text.removeprefix("一") if text.startswith("一十") else text


UNITS_WITH_ONE = (*_UNITS, (1, ""))
