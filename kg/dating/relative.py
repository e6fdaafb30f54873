"""Words that count from the publication or from the date told before, written out: 昨日, 上周三, 去年12月, 近日."""

import re
from datetime import date, timedelta

from kg.dating.reference import Reference
from kg.dating.spans import Span, around, shift_month
from kg.dating.words import Word, alternatives, words

_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6} | {str(i + 1): i for i in range(7)}
_PERIOD = re.compile(rf"({alternatives('day', 'month', 'year')})(.*)", re.DOTALL)
_WEEK = re.compile(rf"(?:({alternatives('week')}|本|上上|上|下下|下|这)?(?:周|星期|礼拜)?)([一二三四五六日天末])?")
_AGO = re.compile(r"(\d{1,3})(天|日|个?星期|周|个月|年)(之?前|以前|之?后|以后)")
_SHORT_WEEKS = {"本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}


def absolute(text: str, reference: Reference) -> str | None:
    """Write out a leading 今年, 上月, 昨日 … as 2025年, 2025年9月, 2025年10月30日; None if its base is unknown."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return text
    for kind in ("day", "month", "year"):
        word = words()[kind].get(match[1])
        if word is not None:
            written = _written(word, reference)
            return None if written is None else written + match[2].removeprefix("的")
    return text


def _written(word: Word, reference: Reference) -> str | None:
    """The period that a word names, with 年, 月 and 日."""
    base = _base(word, reference)
    if base is None:
        return None
    if word.kind == "day":
        moved = base + timedelta(days=word.first)
        return f"{moved.year}年{moved.month}月{moved.day}日"
    if word.kind == "month":
        year, month = shift_month(base.year, base.month, word.first)
        return f"{year}年{month}月"
    return f"{base.year + word.first}年"


def _base(word: Word, reference: Reference) -> date | None:
    """The day that a word counts from, if it is known as exactly as the word needs."""
    needed = {"day": ("day",), "month": ("day", "month"), "year": ("day", "month", "year")}[word.kind]
    if word.base == "anchor":
        anchor = reference.anchor
        return anchor.end if anchor is not None and anchor.precision in needed else None
    return reference.today if reference.known in needed else None


def week(text: str, reference: Reference) -> Span | None:
    """上周三, 本周, 周末: days of the week that begins on Monday; a bare 周三 is the latest one."""
    match = _WEEK.fullmatch(text)
    if match is None or not text or reference.today is None or reference.known != "day":
        return None
    told, weekday = match.groups()
    if told is None and weekday in (None, "末"):
        return None
    if not re.search("周|星期|礼拜", text):
        return None
    if told is None:
        back = (reference.today.weekday() - _WEEKDAYS[weekday]) % 7
        return around(reference.today - timedelta(days=back), 0, 0, "day")
    row = words()["week"].get(told)
    shift = _SHORT_WEEKS[told] if row is None else row.first
    monday = reference.today - timedelta(days=reference.today.weekday()) + timedelta(weeks=shift)
    return _of_week(monday, weekday)


def _of_week(monday: date, weekday: str | None) -> Span:
    """A whole week, its end, or one day of it."""
    if weekday is None:
        return around(monday, 0, 6, "day")
    if weekday == "末":
        return around(monday + timedelta(days=5), 0, 1, "day")
    return around(monday + timedelta(days=_WEEKDAYS[weekday]), 0, 0, "day")


def vague(text: str, reference: Reference) -> Span | None:
    """日前, 近日, 不久前: a past that ends with the publication."""
    word = words()["past"].get(text)
    if word is None or reference.today is None or reference.known != "day":
        return None
    return around(reference.today, word.first, 0)


def counted(text: str, reference: Reference) -> Span | None:
    """3天前 from the publication, 两天后 from the date told before; longer units are vague."""
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    number, unit, side = int(match[1]), match[2], match[3]
    back = "前" in side
    base = reference.today if back and reference.known == "day" else None
    if not back and reference.anchor is not None and reference.anchor.precision == "day":
        base = reference.anchor.end
    return None if base is None else _moved(base, -number if back else number, unit)


def _moved(base: date, by: int, unit: str) -> Span | None:
    """The day ``by`` units from ``base``: exact for days, vague beyond."""
    if unit in ("天", "日"):
        return around(base + timedelta(days=by), 0, 0, "day")
    if unit == "年":
        return None
    length, slack = (30, 15) if "月" in unit else (7, 3)
    return around(base + timedelta(days=by * length), slack, slack)
