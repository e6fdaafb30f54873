"""Ordinals and years in names: 第十六届, 第140次, 二十届四中, 2023年; read off and set apart."""

import re
from typing import NamedTuple

from kg.dating.numerals import count

_N = "零〇一二两三四五六七八九十百0-9"
_UNITS = "届|次|期|批|轮|场|站|讲|季"
_FIRST = re.compile(rf"首(?=[{_UNITS.replace('|', '')}个])")
_PLENUM = re.compile(rf"第?([{_N}]+)届(?:中央委员会)?第?([{_N}]+)(?:中全会|次全会|次全体会议)")
_PLENUM_SHORT = re.compile(rf"第?([{_N}]+)届([{_N}]+)中$")
_ORDINAL = re.compile(rf"第?([{_N}]+)({_UNITS})|第([{_N}]+)个")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度|年|(?!\d|[-.·]))")
_NUMBERED = re.compile(rf"第([{_N}]+)")


class Numbered(NamedTuple):
    """A name without its ordinals and years, and these: (unit, number) pairs in order of unit."""

    rest: str
    ordinals: tuple[tuple[str, int], ...]
    year: int | None


def number(text: str) -> int | None:
    """A whole number up to 999 in digits or Chinese numerals: 一百四十 → 140."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    head, hundred, tail = text.partition("百")
    if not hundred:
        return count(text)
    high = count(head) if head else 1
    low = count(tail.lstrip("零〇")) if tail else 0
    return None if high is None or low is None else high * 100 + (low * 10 if len(tail) == 1 else low)


def read_terms(text: str) -> Numbered:
    """Take 第十六届 off the name of a body; other numbers (第一中学) belong to the name."""
    found: list[tuple[str, int]] = []

    def take(match: re.Match[str]) -> str:
        value = number(match[1])
        if value is None or match[2] != "届":
            return match[0]
        found.append(("届", value))
        return ""

    rest = _ORDINAL.sub(take, text) if "届" in text else text
    return Numbered(rest, tuple(sorted(found)), None)


def read_all(text: str) -> Numbered:
    """Take every ordinal and the first year off the name of an event."""
    found: dict[str, int] = {}
    text = _FIRST.sub("第1", text)
    text = _PLENUM.sub(r"第\1届第\2次全体会议", text)
    text = _PLENUM_SHORT.sub(r"第\1届第\2次全体会议", text)

    def take(match: re.Match[str]) -> str:
        value = number(match[1] or match[3])
        unit = match[2] or "个"
        if value is None or (unit in "场站讲季" and not match[0].startswith("第")):
            return match[0]
        found[unit] = value
        return ""

    year = _YEAR.search(text)
    rest = text.replace(year[0], "", 1) if year else text
    rest = _ORDINAL.sub(take, rest)
    return Numbered(arabic_numbers(rest), tuple(sorted(found.items())), int(year[1]) if year else None)


def arabic_numbers(text: str) -> str:
    """第十四中学 → 第14中学, so that both ways of writing are one name."""
    if "第" not in text:
        return text

    def digits(match: re.Match[str]) -> str:
        value = number(match[1])
        return match[0] if value is None else f"第{value}"

    return _NUMBERED.sub(digits, text)
