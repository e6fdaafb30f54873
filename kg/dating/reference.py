"""What a date expression is read against: the day of publication, the date told before, a range's left end."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.dating.spans import Span, months, years
from kg.types import DateValue

# Announcements lie within half a year; what lies farther ahead was told of the year before.
AHEAD = timedelta(days=183)
# A bare 25日 that lies more than a week ahead is the past month's.
AHEAD_IN_MONTH = timedelta(days=7)
Known = Literal["day", "month", "year"]
_KNOWN: dict[str, Known] = {"day": "day", "month": "month", "year": "year"}


@dataclass(frozen=True)
class Reference:
    """``today`` is the day of publication, ``known`` says how exactly."""

    today: date | None
    known: Known = "day"
    anchor: Span | None = None
    left: Span | None = None
    back: int = 0

    def after(self, left: Span) -> "Reference":
        """The reference for the right end of a range that begins with ``left``."""
        return replace(self, left=left, anchor=left)

    def earlier(self) -> "Reference":
        """The same, with years that the expression leaves out taken one earlier."""
        return replace(self, back=self.back + 1)


def read_reference(published: str | None, anchor: DateValue | None = None) -> Reference:
    """Read an ISO day, month or year (a time after the day is ignored).

    A publication known by its month or year only stands at its end, so that nothing rolls back wrongly.
    """
    told = None
    if anchor is not None:
        told = Span(date.fromisoformat(anchor.start), date.fromisoformat(anchor.end), anchor.precision)
    whole = _period((published or "")[:10])
    if whole is None:
        return Reference(None, anchor=told)
    return Reference(whole.end, known=_KNOWN[whole.precision], anchor=told)


def _period(iso: str) -> Span | None:
    """The span of an ISO day, month or year."""
    try:
        if len(iso) == 10:
            only = date.fromisoformat(iso)
            return Span(only, only, "day")
        numbers = [int(part) for part in iso.split("-")]
    except ValueError:
        return None
    if len(numbers) == 2:
        return months(numbers[0], numbers[1], numbers[1])
    return years(numbers[0], numbers[0]) if len(numbers) == 1 else None
