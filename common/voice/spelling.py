"""Numbers in words, as they are read aloud: the digits after the point one by one.

A number is written as the film writes it: with a minus sign, with or without commas between thousands, and bounded
(``< 0.001``) where it would round to 0.
"""

from __future__ import annotations

import re

__all__ = ["NUMBER", "chinese_number", "english_number", "is_measured"]

NUMBER = re.compile(r"(?:[<>] ?)?−?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
"""A number in a sentence, with its sign and its bound."""

_ENGLISH = {"<": "less than", ">": "more than", "−": "minus", ".": "point"}
_WORD = re.compile(r"\w+")
_UNITS = _WORD.findall(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = _WORD.findall("twenty thirty forty fifty sixty seventy eighty ninety")
_THOUSANDS = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))

_CHINESE = {"<": "小于", ">": "大于", "−": "负", ".": "点"}
_DIGITS = "零一二三四五六七八九"
_MYRIADS = ((100_000_000, "亿"), (10_000, "万"))
_MEASURED = re.compile(r" ?(?!次(?:多项式|方))[个位项行倍步条次种样对片只幅件份批张根段边]")


def english_number(text: str) -> str:
    """Spell a number in English words.

    >>> english_number("0.335"), english_number("−0.3"), english_number("442")
    ('zero point three three five', 'minus zero point three', 'four hundred and forty two')
    >>> english_number("< 0.01"), english_number("1,000,001")
    ('less than zero point zero one', 'one million and one')
    """
    signs, whole, decimals = _parts(text)
    spelt = [_ENGLISH[sign] for sign in signs] + _english(whole)
    return " ".join([*spelt, *([_ENGLISH["."]] if decimals else []), *(_UNITS[int(each)] for each in decimals)])


def chinese_number(text: str, after: str = "") -> str:
    """Spell a number in Chinese characters; ``after`` is what follows, since 2 changes before a measure word.

    >>> chinese_number("0.335"), chinese_number("−0.3"), chinese_number("442"), chinese_number("10")
    ('零点三三五', '负零点三', '四百四十二', '十')
    >>> chinese_number("2", " 个里"), chinese_number("2", " 次多项式"), chinese_number("2")
    ('两', '二', '二')
    >>> chinese_number("100,205"), chinese_number("> −0.01")
    ('十万零二百零五', '大于负零点零一')
    """
    if text == "2" and is_measured(after):
        return "两"
    signs, whole, decimals = _parts(text)
    spelt = "".join(_CHINESE[sign] for sign in signs)
    spelt += _chinese(whole).removeprefix("一" if 10 <= whole < 20 else "")
    return spelt + (_CHINESE["."] if decimals else "") + "".join(_DIGITS[int(each)] for each in decimals)


def is_measured(after: str) -> bool:
    """Whether what follows a number in Chinese is a measure word, so that it counts something.

    >>> is_measured(" 倍"), is_measured(" 次多项式"), is_measured("。")
    (True, False, False)
    """
    return _MEASURED.match(after) is not None


def _parts(text: str) -> tuple[str, int, str]:
    """The signs before a number, its whole part, and the digits after its point."""
    plain = text.replace(" ", "").replace(",", "")
    number = plain.lstrip("<>−")
    whole, _, decimals = number.partition(".")
    return plain[: len(plain) - len(number)], int(whole), decimals


def _english(whole: int) -> list[str]:
    for size, name in _THOUSANDS:
        if whole >= size:
            rest = whole % size
            return [*_english(whole // size), name, *(_joined(rest) if rest else [])]
    if whole >= 100:
        rest = whole % 100
        return [_UNITS[whole // 100], "hundred", *(_joined(rest) if rest else [])]
    if whole >= 20:
        return [_TENS[whole // 10 - 2], *([_UNITS[whole % 10]] if whole % 10 else [])]
    return [_UNITS[whole]]


def _joined(rest: int) -> list[str]:
    return [*(["and"] if rest < 100 else []), *_english(rest)]


def _chinese(whole: int) -> str:
    for size, name in _MYRIADS:
        if whole >= size:
            rest = whole % size
            zero = "零" if 0 < rest < size // 10 else ""
            return _chinese(whole // size) + name + zero + (_chinese(rest) if rest else "")
    if whole < 10:
        return _DIGITS[whole]
    digits = str(whole)
    places = "千百十 "[-len(digits) :]
    spelt = "".join(
        _DIGITS[int(digit)] + (place if digit != "0" else "") for digit, place in zip(digits, places, strict=True)
    )
    spelt = re.sub("零+", "零", spelt).rstrip("零 ")
    return spelt.removeprefix("一") if whole < 20 else spelt
