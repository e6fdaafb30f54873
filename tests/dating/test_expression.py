"""Date expressions, held in a table: every row with its day of publication and the days it means."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dating import normalise
from kg.types import DateValue

CASES = Path(__file__).parents[1] / "cases" / "dates.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
TOLD = DateValue(start="2024-05-06", end="2024-05-06", precision="day")
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}@{row[1]}")
def test_table(row: list[str]) -> None:
    """An expression gives its first and last day and its precision, or nothing where nothing is certain."""
    expression, published, *expected = row
    value = normalise(expression, None if published == "-" else published)
    assert (["-"] if value is None else [value.start, value.end, value.precision]) == expected


def test_table_is_large() -> None:
    """The table holds what issue and design ask for: 150 expressions and more, no row twice."""
    assert len(ROWS) >= 150
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("当天", ("2024-05-06", "2024-05-06", "day")),
        ("当日下午", ("2024-05-06", "2024-05-06", "day")),
        ("次日", ("2024-05-07", "2024-05-07", "day")),
        ("两天后", ("2024-05-08", "2024-05-08", "day")),
        ("8日", ("2024-05-08", "2024-05-08", "day")),
        ("同年9月", ("2024-09-01", "2024-09-30", "month")),
        ("次年", ("2025-01-01", "2025-12-31", "year")),
        ("次月", ("2024-06-01", "2024-06-30", "month")),
        ("次年9月至2026年9月", ("2025-09-01", "2026-09-30", "month")),
        ("10月25日", ("2025-10-25", "2025-10-25", "day")),
    ],
)
def test_anchor(expression: str, expected: tuple[str, str, str]) -> None:
    """With the date told before, 当天, 次日, 同年 and a bare day count from that date, a month does not."""
    value = normalise(expression, "2025-10-31", TOLD)
    assert value is not None
    assert (value.start, value.end, value.precision) == expected


@given(told=DAYS, published=DAYS)
def test_full_dates(told: date, published: date) -> None:
    """A full date is that day, whatever the publication."""
    value = normalise(f"{told.year}年{told.month}月{told.day}日", published.isoformat())
    assert value is not None
    assert value.start == value.end == told.isoformat()


@given(published=DAYS, back=st.integers(0, 181))
def test_recent_days(published: date, back: int) -> None:
    """A month and day of the last half year, told without the year, are found over every turn of the year."""
    told = published - timedelta(days=back)
    value = normalise(f"{told.month}月{told.day}日", published.isoformat())
    assert value is not None
    assert value.start == told.isoformat()


@given(st.text(alphabet="今昨上前年月日周季度至-~、初底中农历0123456789三十〇腊“”（） 五", max_size=12))
def test_any_text(text: str) -> None:
    """Any text gives a span that does not run back, or None; never an error."""
    value = normalise(text, "2025-10-31")
    assert value is None or value.start <= value.end
