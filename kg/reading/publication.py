"""The day and place of publication that a text or a file name tells: datelines, head lines, 2025-10/31."""

import re
from functools import cache

from kg.reading.iso_date import find_dates
from kg.reading.words import alternatives, words
from kg.types import Record

_HEAD_LINES, _FOOT_LINES = 4, 2
_LINE_CHARS = 80
_PAPER_CHARS = 20
_WIRE = re.compile(
    r"^[^。！？，,；\n]{0,24}?(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"\s?(?:[上下]午|凌晨|晚)?\s?(?:专?电(?![视力影话商器动])|讯(?!问)|消息(?![显称说])|报道|報道|訊|電)"
)
_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_./年]?)(\d{2})(?:\2|月|/)(\d{2})(?!\d)")


class Dateline(Record, frozen=True):
    """The dateline of a wire (新华社重庆10月30日电): month and day, the year where it is told."""

    month: int
    day: int
    year: int | None = None


def wire(text: str) -> Dateline | None:
    """The dateline that opens one of the first lines of ``text``, or None."""
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        match = _WIRE.match(line[:_LINE_CHARS])
        if match:
            year = match.group("year")
            month, day = int(match.group("month")), int(match.group("day"))
            return Dateline(month=month, day=day, year=int(year) if year else None)
    return None


def date_in_text(text: str) -> str | None:
    """The day on which ``text`` says that it was published, or None.

    Only a line that tells this and nothing else counts (2025年10月31日 来源：渝中报), in the first four lines or
    the last two; a date inside the story is the story's.
    """
    lines = text.split("\n")
    for line in lines[:_HEAD_LINES] + lines[_HEAD_LINES:][-_FOOT_LINES:]:
        found = publication_line(line)
        if found:
            return found
    return None


def date_of_wire(text: str) -> str | None:
    """The day of a dateline that tells its year (人民网重庆2025年10月31日电), or None."""
    dateline = wire(text)
    if not dateline or not dateline.year:
        return None
    days = find_dates(f"{dateline.year}年{dateline.month}月{dateline.day}日")
    return days[0][2] if days else None


def publication_line(line: str) -> str | None:
    """The day in a line that tells only when and where something was published, or None."""
    if not 8 <= len(line) <= _LINE_CHARS:
        return None
    dates = find_dates(line)
    if len(dates) != 1:
        return None
    start, end, day = dates[0]
    rest = _noise().sub("", line[:start] + " " + line[end:]).strip()
    told = words().publication
    named = rest.endswith(told.media_ends) or any(label in line for label in told.labels)
    return day if not rest or (named and len(rest) <= _PAPER_CHARS) else None


def date_in_path(source: str) -> str | None:
    """The day in a file's name or folders (20251031.md, 2025-10/31/page.html), the last one; or None."""
    name = source.rpartition("/")[2]
    for part in (name, source):
        days = [d for m in _IN_NAME.finditer(part) for d in find_dates("-".join(m.group(1, 3, 4)))]
        if days:
            return days[-1][2]
    return None


@cache
def _noise() -> re.Pattern[str]:
    """What stands in a publication line beside day and paper."""
    info = alternatives(words().publication.info)
    return re.compile(f"\\d{{1,2}}[:：]\\d{{2}}(?:[:：]\\d{{2}})?|{info}|\\d+|[\\s:：|｜/（()）\\[\\]【】·,，、-]")
