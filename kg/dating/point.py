"""One date, not a range, in its folded form: 2025年10月25日, 10月下旬, 25日, 2025年前3季度, 去年底."""

import re

from kg.dating.lunar import feast, lunar
from kg.dating.reference import Reference
from kg.dating.relative import absolute, counted, vague, week
from kg.dating.settle import in_month, in_year
from kg.dating.spans import Span, day, days, months, years
from kg.dating.words import alternatives, words

_YEAR = r"(?:(?P<y>\d{4}|\d{2}(?=年\d))年(?!底|末|头|初|中(?!秋|元|旬))|(?P<ye>\d{4})(?=年))"
_GRAMMAR = re.compile(
    rf"{_YEAR}?(?:度|全年)?的?(?:"
    r"第?(?P<q>[1-4])季度|第?[Qq](?P<qq>[1-4])|前(?P<fq>[1-4])个?季度|前(?P<fm>\d{1,2})个?月"
    rf"|(?P<yp>{alternatives('year-part')})"
    rf"|(?P<m>\d{{1,2}})月(?:份)?的?(?:(?P<d>\d{{1,2}})日|(?P<mp>{alternatives('month-part')}))?"
    rf"|(?P<md>\d{{1,2}})日|月(?P<bmp>{alternatives('month-part')})|(?P<same>今天|今日)"
    r")?"
)
_DECADE = re.compile(r"(?:(?P<c>\d{2})世纪|(?P<last>上(?:个)?世纪)|(?P<y>\d{2}))(?P<d>\d)0年代")


def point(text: str, reference: Reference) -> Span | None:
    """The span of one folded date, None if it is none or lacks what it counts from."""
    for reader in (vague, week, counted, decade):
        span = reader(text, reference)
        if span is not None:
            return span
    written = absolute(text, reference)
    if not written:
        return None
    for reader in (lunar, feast, _grammar):
        span = reader(written, reference)
        if span is not None:
            return span
    return None


def decade(text: str, reference: Reference) -> Span | None:
    """20世纪90年代, 上世纪80年代, 1990年代."""
    del reference
    match = _DECADE.fullmatch(text)
    if match is None:
        return None
    century = 1900 if match["last"] else (int(match["c"]) - 1) * 100 if match["c"] else int(match["y"]) * 100
    first = century + int(match["d"]) * 10
    return years(first, first + 9, "about")


def _grammar(text: str, reference: Reference) -> Span | None:
    """Year, then a part of it, a month, a part of that, or a day."""
    match = _GRAMMAR.fullmatch(text)
    if match is None or not text:
        return None
    told = match["y"] or match["ye"]
    year = None if told is None else _four_digits(int(told))
    if match["md"] or match["bmp"]:
        return None if year else _in_month(match, reference)
    if match["same"]:
        return _same_day(year, reference)
    if year is not None:
        return _in_year(match, year)
    total = bool(match["fq"] or match["fm"])
    return in_year(lambda y: _in_year(match, y), reference, total) if text not in ("度", "全年") else None


def _four_digits(year: int) -> int:
    """98年 is 1998, 24年 is 2024."""
    return year if year > 99 else year + (1900 if year > 40 else 2000)


def _in_year(match: re.Match[str], year: int) -> Span | None:
    """The span that the groups name in a year."""
    if match["m"]:
        return _of_month(match, year, int(match["m"]))
    if quarter := match["q"] or match["qq"]:
        return months(year, int(quarter) * 3 - 2, int(quarter) * 3, "quarter")
    if match["fq"]:
        return months(year, 1, int(match["fq"]) * 3, "quarter")
    if match["fm"]:
        return months(year, 1, int(match["fm"]))
    if match["yp"]:
        part = words()["year-part"][match["yp"]]
        return months(year, part.first, part.last, "quarter" if part.base == "quarter" else "about")
    return years(year, year) if match["y"] else None


def _of_month(match: re.Match[str], year: int, month: int) -> Span | None:
    """A month, a day of it, or a part of it."""
    if match["d"]:
        return day(year, month, int(match["d"]))
    if match["mp"]:
        part = words()["month-part"][match["mp"]]
        return days(year, month, part.first, part.last)
    return months(year, month, month)


def _in_month(match: re.Match[str], reference: Reference) -> Span | None:
    """A day or a part (月底) of a month that is not told."""
    if match["md"]:
        return in_month(lambda year, month: day(year, month, int(match["md"])), reference)
    part = words()["month-part"][match["bmp"]]
    return in_month(lambda year, month: days(year, month, part.first, part.last), reference)


def _same_day(year: int | None, reference: Reference) -> Span | None:
    """2024年的今天: the day and month of the publication in another year."""
    if year is None or reference.today is None or reference.known != "day":
        return None
    return day(year, reference.today.month, reference.today.day)
