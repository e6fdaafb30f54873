"""Days, months, quarters and years as closed spans of days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kg.types import DateValue

Precision = Literal["day", "month", "quarter", "year", "about"]
_COARSER: tuple[Precision, ...] = ("day", "month", "quarter", "year", "about")


@dataclass(frozen=True)
class Span:
    """The days from ``start`` to ``end``, both inclusive."""

    start: date
    end: date
    precision: Precision

    def value(self) -> DateValue:
        """The span as the record that travels."""
        return DateValue(start=self.start.isoformat(), end=self.end.isoformat(), precision=self.precision)


def day(year: int, month: int, number: int) -> Span | None:
    """One day; None if the calendar lacks it (2月30日)."""
    try:
        only = date(year, month, number)
    except ValueError:
        return None
    return Span(only, only, "day")


def months(year: int, first: int, last: int, precision: Precision = "month") -> Span | None:
    """The months ``first`` to ``last`` (1 to 12) of one year; None outside the calendar."""
    if not (1 <= first <= last <= 12 and 1000 <= year <= 9998):
        return None
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def days(year: int, month: int, first: int, last: int) -> Span | None:
    """A part of a month told vaguely (上旬, 月底); ``last`` is cut to the month's length."""
    whole = months(year, month, month)
    if whole is None:
        return None
    return Span(whole.start.replace(day=first), whole.end.replace(day=min(last, whole.end.day)), "about")


def years(first: int, last: int, precision: Precision = "year") -> Span | None:
    """Whole years."""
    if not 1000 <= first <= last <= 9998:
        return None
    return Span(date(first, 1, 1), date(last, 12, 31), precision)


def around(base: date, before: int, after: int, precision: Precision = "about") -> Span:
    """The days from ``before`` days before ``base`` to ``after`` days after it."""
    return Span(base - timedelta(days=before), base + timedelta(days=after), precision)


def join(left: Span, right: Span) -> Span | None:
    """From the start of ``left`` to the end of ``right``, in the coarser precision; None if it runs back."""
    if right.end < left.start:
        return None
    return Span(left.start, right.end, max(left.precision, right.precision, key=_COARSER.index))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months later."""
    whole = year * 12 + month - 1 + by
    return whole // 12, whole % 12 + 1
