"""Publication dates in figures, as records, file names, meta tags and head lines write them, to ISO 8601."""

import re
from datetime import date

_NUMERALS = {**{c: str(i) for i, c in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0", "Ｏ": "0"}
_WIDE = {ord("０") + i: str(i) for i in range(10)}
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_CHINESE = re.compile(
    r"(\d{4}|[〇零○一二三四五六七八九]{4})\s*年(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号])?)?"
)
_FIGURES = re.compile(r"(\d{4})(?:\s*([-/._])\s*(\d{1,2})(?:\s*\2\s*(\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def iso_date(text: str) -> str | None:
    """The ISO date that ``text`` begins with (day, month or year, as exact as it says), or None.

    A time after it (2025-10-31T08:00:00, 2025-10-31 08:00) is left aside; anything else after it is an error
    of the text, and gives None.
    """
    folded = text.strip().translate(_WIDE)
    for pattern in (_CHINESE, _COMPACT, _FIGURES):
        match = pattern.match(folded)
        if match and _only_time(folded[match.end() :]):
            return _iso(*_parts(pattern, match))
    return None


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """All full dates (year, month and day) in ``text`` as (start, end, ISO day), in their order."""
    folded = text.translate(_WIDE)
    found = []
    for pattern in (_CHINESE, _FIGURES, _COMPACT):
        for match in pattern.finditer(folded):
            iso = _iso(*_parts(pattern, match))
            if iso and len(iso) == 10 and not folded[max(match.start() - 1, 0) : match.start()].isdigit():
                found.append((match.start(), match.end(), iso))
    return sorted(found)


def _parts(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[str, str | None, str | None]:
    if pattern is _FIGURES:
        return match.group(1), match.group(3), match.group(4)
    return match.group(1), match.group(2), match.group(3)


def _only_time(rest: str) -> bool:
    return re.fullmatch(r"\s*(?:[T ]?\s*\d{1,2}[:：时].{0,30}|T\S{0,30}|[(（]?(?:星期|周).[)）]?)?", rest) is not None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    numbers = [_number(part) for part in (year, month, day) if part]
    if not _FIRST_YEAR <= numbers[0] <= _LAST_YEAR:
        return None
    try:
        whole = date(*[*numbers, 1, 1][:3])
    except ValueError:
        return None
    return whole.isoformat()[: (4, 7, 10)[len(numbers) - 1]]


def _number(part: str) -> int:
    """A number of a date: 31, 三十一, 二〇二五."""
    if part.isdigit():
        return int(part)
    if "十" in part:
        tens, _, ones = part.partition("十")
        return 10 * int(_NUMERALS.get(tens, "1")) + int(_NUMERALS.get(ones, "0"))
    return int("".join(_NUMERALS[c] for c in part))
