"""Chinese numerals of dates: positional years (二〇二五), counts up to 99 (二十五, 廿五), digits as they are."""

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_TENS = {"十": 1, "廿": 2, "卅": 3}
_NUMERAL = "零〇○一二两三四五六七八九十廿卅"
_BEFORE_UNIT = re.compile(rf"[{_NUMERAL}]+(?=(年|个?月|日|号|天|周|个?季度|个?星期|点|时|分|年代|世纪))")


def count(text: str) -> int | None:
    """The number that ``text`` names, 0 to 99: 二十五, 十, 廿五, 九, 25; None where it names none.

    Two digits in a row (三四, 一二) are an estimate or a list, never a number.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1:
        return _TENS[text] * 10 if text in _TENS else DIGITS.get(text)
    for mark, tens in _TENS.items():
        head, found, tail = text.partition(mark)
        if found:
            return _compose(head, tail, tens)
    return None


def _compose(head: str, tail: str, tens: int) -> int | None:
    """Tens and ones around 十, 廿 or 卅, whose own tens count where no digit stands before."""
    if len(head) > 1 or len(tail) > 1 or (head and tens > 1):
        return None
    high = DIGITS.get(head) if head else tens
    low = DIGITS.get(tail) if tail else 0
    return None if high is None or low is None else high * 10 + low


def positional(text: str) -> str | None:
    """二〇二五 as 2025, 九八 as 98: four digits or two, each for itself."""
    if len(text) not in (2, 4) or any(c not in DIGITS for c in text):
        return None
    return "".join(str(DIGITS[c]) for c in text)


def arabic(text: str) -> str:
    """Rewrite the Chinese numerals that stand before a unit of time in digits; others stay."""
    return _BEFORE_UNIT.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    """The numeral in digits: positional before 年, else a count; as it was where it is neither."""
    numeral, unit = match.group(), match.group(1)
    if unit == "年" and (year := positional(numeral)) is not None:
        return year
    number = count(numeral)
    return numeral if number is None else str(number)
