"""Whole numbers in the forms that word processors count in: 一, （二）, ①, 甲, iv, Ａ."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["NUMBER_FORMATS", "chinese_counting", "format_number"]

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_LEGAL_UNITS = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def chinese_counting(number: int) -> str:
    """Return a number from 0 to 9999 as it is counted; others in digits.

    >>> [chinese_counting(number) for number in (3, 10, 12, 20, 105, 110, 1003)]
    ['三', '十', '十二', '二十', '一百零五', '一百一十', '一千零三']
    """
    text = _counted(number, _DIGITS, _UNITS)
    return text.removeprefix("一") if text.startswith("一十") else text


def _counted(number: int, digits: str, units: tuple[tuple[int, str], ...]) -> str:
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, rest, gap = "", number, False
    for unit, name in units:
        digit, rest = divmod(rest, unit)
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + name
        gap = bool(text) and not digit
    return text


def _counted_to_99(number: int) -> str:
    """Return a number as Word's ``chineseCounting`` has it: digit by digit from a hundred on."""
    return chinese_counting(number) if number < 100 else _digit_by_digit(number)


def _digit_by_digit(number: int) -> str:
    return "".join("〇" if char == "0" else _DIGITS[int(char)] for char in str(number))


def _legal(number: int) -> str:
    return _counted(number, _LEGAL_DIGITS, _LEGAL_UNITS)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as word processors count with letters."""
    if not 0 < number <= 780:
        return str(number)
    turn, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turn + 1)


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _range(first: int, last: int, start: str) -> str:
    return "".join(chr(ord(start) + number - first) for number in range(first, last + 1))


_CIRCLED = _range(1, 20, "①") + _range(21, 35, "㉑") + _range(36, 50, "㊱")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


NUMBER_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalHalfWidth": str,
        "numberInDash": lambda number: f"- {number} -",
        "decimalZero": lambda number: f"{number:02d}",
        "decimalFullWidth": _full_width,
        "decimalFullWidth2": _full_width,
        "decimalEnclosedCircle": _of(_CIRCLED),
        "decimalEnclosedCircleChinese": _of(_CIRCLED),
        "decimalEnclosedParen": _of(_range(1, 20, "⑴")),
        "decimalEnclosedFullstop": _of(_range(1, 20, "⒈")),
        "chineseCounting": _counted_to_99,
        "chineseCountingThousand": chinese_counting,
        "chineseLegalSimplified": _legal,
        "taiwaneseCounting": _counted_to_99,
        "taiwaneseCountingThousand": chinese_counting,
        "taiwaneseDigital": _digit_by_digit,
        "japaneseCounting": chinese_counting,
        "japaneseDigitalTenThousand": chinese_counting,
        "japaneseLegal": _legal,
        "koreanCounting": chinese_counting,
        "ideographDigital": _digit_by_digit,
        "ideographLegalTraditional": _legal,
        "ideographTraditional": _of(_STEMS),
        "ideographZodiac": _of(_BRANCHES),
        "ideographEnclosedCircle": _of(_range(1, 10, "㊀")),
        "upperRoman": lambda number: _roman(number).upper(),
        "lowerRoman": _roman,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerLetter": _letters,
        "ordinal": str,
    }
)
_SILENT = frozenset(("bullet", "none"))


def format_number(number: int, form: str) -> str:
    """Return ``number`` in a form of Office Open XML; an unknown form is read as decimal, a bullet as "".

    >>> format_number(12, "chineseCounting"), format_number(3, "decimalEnclosedCircle"), format_number(2, "upperRoman")
    ('十二', '③', 'II')
    """
    return "" if form in _SILENT else NUMBER_FORMATS.get(form, str)(number)
