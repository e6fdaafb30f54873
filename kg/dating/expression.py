"""A Chinese date expression, point or range, to ISO days."""

import re
from dataclasses import replace
from datetime import timedelta

from kg.dating.fold import fold
from kg.dating.plans import plan
from kg.dating.point import point
from kg.dating.reference import AHEAD, Reference, read_reference
from kg.dating.spans import Span, join
from kg.dating.words import alternatives
from kg.types import DateValue

_SINCE = re.compile(r"(.+?)(?:以来|~今|迄今)")
_UNIT = re.compile(r"\d+(年|月|日)")
_LIST = re.compile(r"[、和与及]")
_ROUGHLY = re.compile(r"(.+?)(?:左右|前后|许)")
_MAYBE_YEARS = re.compile(r"(\d{4})~(\d{4}|\d{2})(?:年度|学年|赛季|财年)?")
_RECURRING = re.compile(r"每|逢|历年|多年|(?:近|过去|未来)\d*年来?$")
_SEASON = re.compile(rf"(?:{alternatives('feast')})(?:期间|时期|假期|前夕)")


def normalise(expression: str, published: str | None, anchor: DateValue | None = None) -> DateValue | None:
    """Return the days that a date expression names, or None if it names none for certain.

    Args:
        expression: as it stands in the text: 10月25日上午, 今年1月至9月, 日前, 农历九月初九.
        published: the ISO date of publication (day, month or year), or None if unknown.
        anchor: the date told before in the article, for 次日, 当天, 同年 and a bare 25日; these give None without.

    Returns:
        Both ends inclusive, with the precision it was told in. A day or month without a year lies in the year of
        publication, or in the year before if it would lie more than half a year ahead. 当天 is the event's own.
    """
    reference = read_reference(published, anchor)
    span = plan(expression) if "以来" not in expression else None
    if span is None:
        text = fold(expression)
        vague = _RECURRING.search(text) or _SEASON.search(expression)
        span = None if vague or not text else _span(text, reference)
    return None if span is None else span.value()


def _span(text: str, reference: Reference) -> Span | None:
    """The span of a folded expression: since a date, about a date, a range, a list, a point."""
    if since := _SINCE.fullmatch(text):
        return _until_now(since[1], reference)
    if roughly := _ROUGHLY.fullmatch(text):
        span = _span(roughly[1], reference)
        return None if span is None else replace(span, precision="about")
    if _LIST.search(text):
        return _list(_LIST.split(text), reference)
    left, tilde, right = text.partition("~")
    if not tilde:
        return point(text, reference)
    if match := _MAYBE_YEARS.fullmatch(text):
        right = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        left, right = f"{match[1]}年", f"{right}年"
    return _range(left, right, reference)


def _until_now(text: str, reference: Reference) -> Span | None:
    """From a date to the publication: 2018年以来, 今年7月至今."""
    left = plan(text) or _span(text, reference)
    if left is None or reference.today is None:
        return None
    return join(left, Span(reference.today, reference.today, left.precision))


def _range(left: str, right: str, reference: Reference) -> Span | None:
    """Both ends of a range; the left takes the unit it lacks from the right, the right the year and month."""
    if left[-1:].isdigit() and (unit := _UNIT.match(right)):
        left += unit[1]
    first = point(left, reference)
    last = None if first is None else point(right, reference.after(first))
    if first is None or last is None:
        return None
    if reference.today and last.end > reference.today + AHEAD and not reference.back and _yearless(left):
        return _range(left, right, reference.earlier())
    return join(first, last)


def _yearless(text: str) -> bool:
    """Whether the expression leaves its year to the reader: 1月, 12月30日."""
    return re.fullmatch(r"\d{1,2}月.*", text) is not None


def _list(texts: list[str], reference: Reference) -> Span | None:
    """9、10日 and 10月25日、26日: days or months that follow on each other; None if they leave a gap."""
    unit = _UNIT.search(texts[-1])
    whole: Span | None = None
    for text in texts:
        told = text + unit[1] if unit and text[-1:].isdigit() else text
        span = point(told, reference if whole is None else reference.after(whole))
        if span is None:
            return None
        if whole is not None and span.start != whole.end + timedelta(days=1):
            return None
        whole = span if whole is None else join(whole, span)
    return whole
