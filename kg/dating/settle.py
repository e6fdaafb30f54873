"""Which year or month an expression means that leaves it out: the publication's, or the one before."""

from collections.abc import Callable
from datetime import timedelta

from kg.dating.reference import AHEAD, AHEAD_IN_MONTH, Reference
from kg.dating.spans import Span, shift_month

# 前三季度 tells of what is over; a month's grace lets it stand at the end of September.
AHEAD_IN_TOTAL = timedelta(days=31)
# 30日至2日 runs into the next month, 27日至25日 is a slip of the pen.
SOON = timedelta(days=20)


def in_year(build: Callable[[int], Span | None], reference: Reference, total: bool = False) -> Span | None:
    """The span of ``build`` in the year meant.

    At the right end of a range: the first that does not end before the range begins. Otherwise the year of
    publication, or the year before if it would begin more than half a year after it (``total``: would end more
    than a month after it).
    """
    if reference.left is not None:
        year = reference.left.start.year
        span = build(year)
        return build(year + 1) if span is None or span.end < reference.left.start else span
    if reference.today is None:
        return None
    year = reference.today.year - reference.back
    span = build(year)
    if span is None:
        return build(year - 1)
    late = span.end > reference.today + AHEAD_IN_TOTAL if total else span.start > reference.today + AHEAD
    return build(year - 1) if late else span


def in_month(build: Callable[[int, int], Span | None], reference: Reference) -> Span | None:
    """The day of ``build`` in the month meant: a range's, the one told before, or the publication's or the last."""
    if reference.left is not None:
        return _not_before(build, reference.left)
    if reference.anchor is not None and reference.anchor.precision in ("day", "month"):
        return build(reference.anchor.start.year, reference.anchor.start.month)
    if reference.today is None or reference.known == "year":
        return None
    year, month = reference.today.year, reference.today.month
    span = build(year, month)
    if span is None or span.start > reference.today + AHEAD_IN_MONTH:
        return build(*shift_month(year, month, -1))
    return span


def _not_before(build: Callable[[int, int], Span | None], left: Span) -> Span | None:
    """The day in the month of the left end, or soon in the next if it would lie before (30日至2日)."""
    span = build(left.start.year, left.start.month)
    if span is None or span.end < left.start:
        span = build(*shift_month(left.start.year, left.start.month, 1))
        return span if span is not None and span.start - left.start <= SOON else None
    return span


def nearest(build: Callable[[int], Span | None], reference: Reference) -> Span | None:
    """The feast nearest to the publication: 春节 in December is the coming one."""
    today = reference.today
    if today is None or reference.known == "year":
        return None
    found = [span for year in (-1, 0, 1) if (span := build(today.year + year)) is not None]
    return min(found, key=lambda span: abs((span.start - today).days), default=None)
