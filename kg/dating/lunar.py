"""Dates of the traditional calendar (农历九月初九, 腊月二十三, 乙巳年正月) and feasts, by borax."""

import re
from datetime import date

from borax.calendars.lunardate import LCalendars, LunarDate

from kg.dating.numerals import count
from kg.dating.reference import Reference
from kg.dating.settle import in_year, nearest
from kg.dating.spans import Span, day
from kg.dating.words import Word, alternatives, words

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_CALENDAR = re.compile(r"农历|阴历|旧历|夏历")
_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?:(?P<stem>[{_STEMS}])(?P<branch>[{_BRANCHES}])[鼠牛虎兔龙蛇马羊猴鸡狗猪]?年)?"
    r"(?P<leap>闰)?(?P<month>正|冬|腊|\d{1,2})月(?:初?(?P<day>[一二三四五六七八九十廿卅]{1,3}|\d{1,2})日?)?"
)
_FEAST = re.compile(rf"(?:(?P<year>\d{{4}})年)?(?P<feast>{alternatives('feast')})")


def lunar(text: str, reference: Reference) -> Span | None:
    """The span of a folded expression in the traditional calendar, None if it is not one."""
    marked = _CALENDAR.search(text) is not None
    match = _DATE.fullmatch(_CALENDAR.sub("", text))
    if match is None or not (marked or match["stem"] or match["month"] in _MONTHS):
        return None
    month = _MONTHS.get(match["month"]) or int(match["month"])
    number = count(match["day"]) if match["day"] else None
    if match["day"] and number is None:
        return None
    leap = match["leap"] is not None
    if match["year"]:
        return _span(int(match["year"]), month, number, leap)
    return _settled(match, month, number, leap, reference)


def _settled(match: re.Match[str], month: int, number: int | None, leap: bool, reference: Reference) -> Span | None:
    """The span in the year that the expression leaves to the reader, or names by its stem and branch."""
    first = in_year(lambda year: _span(year, month, None, leap), reference)
    if match["stem"] and reference.today:
        year = _sexagenary(match["stem"], match["branch"], reference.today.year)
        return None if year is None else _span(year, month, number, leap)
    if first is None:
        return None
    year = LunarDate.from_solar(first.start).year
    return _span(year, month, number, leap)


def _span(year: int, month: int, number: int | None, leap: bool = False) -> Span | None:
    """The solar days of a lunar month, or of one day of it; None where the calendar has none (2025年腊月三十)."""
    try:
        first = LunarDate(year, month, number or 1, int(leap)).to_solar_date()
        if number is not None:
            return Span(first, first, "day")
        last = LunarDate(year, month, LCalendars.ndays(year, month, int(leap)), int(leap)).to_solar_date()
    except ValueError:
        return None
    return Span(first, last, "month")


def _sexagenary(stem: str, branch: str, year: int) -> int | None:
    """The year nearest to ``year`` of that name in the cycle of sixty; None if there is no such name."""
    names = [_STEMS[(y - 4) % 10] + _BRANCHES[(y - 4) % 12] for y in range(year - 58, year + 2)]
    return year - 58 + names.index(stem + branch) if stem + branch in names else None


def feast(text: str, reference: Reference) -> Span | None:
    """The day of a feast (今年中秋节, 2025年除夕); the nearest if no year is told."""
    match = _FEAST.fullmatch(text)
    if match is None:
        return None
    word = words()["feast"][match["feast"]]
    if match["year"]:
        return _feast_day(word, int(match["year"]))
    return nearest(lambda year: _feast_day(word, year), reference)


def _feast_day(word: Word, year: int) -> Span | None:
    """The feast that people call by the solar year: 2025年除夕 ends the lunar year 2024."""
    if word.base == "S":
        return day(year, word.first, word.last)
    lunar_year = year - 1 if word.first == 12 else year
    try:
        number = word.last or LCalendars.ndays(lunar_year, word.first)
        found: date = LunarDate(lunar_year, word.first, number).to_solar_date()
    except ValueError:
        return None
    return Span(found, found, "day")
