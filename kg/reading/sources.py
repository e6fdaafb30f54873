"""The file of sources (``--sources``): which place, paper and date a file name stands for."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

from kg.errors import InputError
from kg.reading.encoding import decode
from kg.reading.iso_date import iso_date
from kg.types import Record

_FIELDS = {"%Y": r"(?P<year>\d{4})", "%m": r"(?P<month>\d{1,2})", "%d": r"(?P<day>\d{1,2})"}
_HEADER = ("glob", "place", "paper", "date")


class SourceRow(Record, frozen=True):
    """A row: files that match ``glob`` are of ``place`` and ``paper``; ``pattern`` finds the date in the name."""

    glob: str
    place: str | None = None
    paper: str | None = None
    pattern: str | None = None

    def date(self, source: str) -> str | None:
        """The ISO date that the pattern finds in the path ``source``, or None."""
        match = re.search(self.pattern, source) if self.pattern else None
        if match is None:
            return None
        return iso_date("-".join(part for part in match.group("year", "month", "day") if part))


def load_sources(path: Path) -> tuple[SourceRow, ...]:
    """Read a TSV of glob, place, paper and date pattern (``%Y%m%d``); a header row and # lines are left out.

    Raises:
        InputError: the file cannot be read, a row has no glob or more than four cells, a pattern lacks ``%Y``.
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"{path}: the file of sources cannot be read ({error.strerror})") from error
    lines = enumerate(text.splitlines(), 1)
    rows = [_row(line, f"{path}:{number}") for number, line in lines if line.strip() and line[0] != "#"]
    return tuple(row for row in rows if row.glob != _HEADER[0])


def row_for(source: str, rows: tuple[SourceRow, ...]) -> SourceRow | None:
    """The first row whose glob matches the path, its end, or its file name; None if there is none."""
    name = source.rpartition("/")[2]
    for row in rows:
        if any(fnmatchcase(text, row.glob) for text in (source, name)) or fnmatchcase(source, f"*/{row.glob}"):
            return row
    return None


def _row(line: str, where: str) -> SourceRow:
    cells = [cell.strip() for cell in line.split("\t")]
    if not cells[0] or len(cells) > len(_HEADER):
        raise InputError(f"{where}: a row of sources is: glob, place, paper, date pattern, with tabs between")
    glob, place, paper, pattern = cells + [""] * (len(_HEADER) - len(cells))
    header = glob == _HEADER[0]
    regex = None if header or not pattern else _regex(pattern, where)
    return SourceRow(glob=glob, place=place or None, paper=paper or None, pattern=regex)


def _regex(pattern: str, where: str) -> str:
    if "%Y" not in pattern or any(pattern.count(field) > 1 for field in _FIELDS):
        raise InputError(f"{where}: the date pattern needs %Y, and %m and %d once each, as in %Y%m%d")
    regex = re.escape(pattern)
    for field, expression in _FIELDS.items():
        expression = expression.replace("1,2", "2") if re.search("%[Ymd]%[Ymd]", pattern) else expression
        regex = regex.replace(re.escape(field), expression)
    return regex + "".join(f"(?P<{name}>)" for name in ("year", "month", "day") if f"<{name}>" not in regex)
