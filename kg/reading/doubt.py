"""Whether an article's date can be its own: days told as done that lie after it, weekdays, 昨日."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kg.reading.publication import date_in_text, wire
from kg.reading.words import alternatives, words
from kg.types import Record

_AHEAD_DAYS = 183  # a month and day further ahead than half a year is of the year before
_BEHIND_DAYS = 334  # and one that lies further back than eleven months is of the year after
_WIRE_DAYS = 10  # a paper prints what the wire sent within ten days
_CLAUSE_CHARS = 40
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)(\d{4})年\s?$")
_RANGE = re.compile(r"\s?[前至到起以之、—~～-]")
_OPENS = re.compile(r"(?:^|[。！？!?，：”\n）)讯电\s])$")
_WEEKDAY = re.compile(r"\s?[（(，,]?\s?(?:星期|周|礼拜)([一二三四五六日天])(?![、至和到—-])")
_RELATIVE = re.compile(r"([昨今前])[日天]\s?[（(，,]?\s?(?:\d{4}年)?(?:(\d{1,2})月)?(\d{1,2})日(?=[）)，,上下晚]|$)")
_BACK = {"今": 0, "昨": 1, "前": 2}


class Day(Record, frozen=True):
    """A day written in a text, ``[start, end)``, as the day that it means."""

    start: int
    end: int
    value: date


def doubtful(text: str, published: str, told: str | None = None) -> bool:
    """Whether ``text`` contradicts ``published`` (an ISO day; a month or year is never in doubt).

    It does when ``told`` (the day that its page tells) or its own head line is another day, when its dateline
    is later or long before, when a weekday does not go with its date,
    when 昨日（10月29日） is not the day before, and when it tells as done what lies after ``published``.
    """
    if len(published) != 10:
        return False
    day = date.fromisoformat(published)
    found = list(_days(text, day))
    return (
        any(_wrong_weekday(text, one) or _done_ahead(text, one, day) for one in found)
        or any(_wrong_relative(match, day) for match in _RELATIVE.finditer(text))
        or _told_otherwise(text, day, told)
    )


def _days(text: str, published: date) -> Iterator[Day]:
    for match in _DAY.finditer(text):
        year = _YEAR.search(text[max(match.start() - 6, 0) : match.start()])
        start = match.start() - (len(year.group()) if year else 0)
        value = _resolve(int(year.group(1)) if year else None, int(match[1]), int(match[2]), published)
        if value:
            yield Day(start=start, end=match.end(), value=value)


def _resolve(year: int | None, month: int, day: int, published: date) -> date | None:
    """The day meant: of the year told, else of the year that brings it before, or just after, ``published``."""
    try:
        found = date(year or published.year, month, day)
        if year is None and found - published > timedelta(_AHEAD_DAYS):
            return date(published.year - 1, month, day)
        if year is None and published - found > timedelta(_BEHIND_DAYS):
            return date(published.year + 1, month, day)
    except ValueError:
        return None
    return found


def _told_otherwise(text: str, published: date, told: str | None) -> bool:
    """Whether the text's own day of publication is another, or its dateline is later or long before."""
    own = told or date_in_text(text)
    dateline = wire(text)
    if own or not dateline:
        return own is not None and own != published.isoformat()
    found = _resolve(dateline.year, dateline.month, dateline.day, published)
    return found is not None and not timedelta(0) <= published - found <= timedelta(_WIRE_DAYS)


def _wrong_weekday(text: str, day: Day) -> bool:
    match = _WEEKDAY.match(text, day.end)
    return match is not None and day.value.weekday() != "一二三四五六日".index(match[1].replace("天", "日"))


def _wrong_relative(match: re.Match[str], published: date) -> bool:
    expected = published - timedelta(_BACK[match[1]])
    return (int(match[2] or expected.month), int(match[3])) != (expected.month, expected.day)


def _done_ahead(text: str, day: Day, published: date) -> bool:
    """Whether a clause opens with a later day and tells as done what happened on it."""
    opens = _OPENS.search(text[max(day.start - 1, 0) : day.start])
    if day.value <= published or not opens or _RANGE.match(text, day.end):
        return False
    after = re.split("[。；\n]", text[day.end : day.end + _CLAUSE_CHARS], maxsplit=1)[0]
    before = re.split("[。；\n]", text[max(day.start - _CLAUSE_CHARS, 0) : day.start])[-1]
    return _done().search(after) is not None and _planned().search(before + after) is None


@cache
def _done() -> re.Pattern[str]:
    return re.compile(f"了|{alternatives(words().doubt.done)}")


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(alternatives(words().doubt.planned))
