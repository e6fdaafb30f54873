"""Property values."""

import pytest

from kg.sinks.values import day, printable, typed, typed_properties
from kg.types import Value


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("since", "2025", "2025-01-01"),
        ("since", "2025-10", "2025-10-01"),
        ("until", "2025-10", "2025-10-31"),
        ("endDate", "2024-02", "2024-02-29"),
        ("lastSeen", "2025", "2025-12-31"),
        ("end", "2025-10-05", "2025-10-05"),
        ("since", "2025-02-30", None),
        ("since", "2025-13", None),
        ("since", "0000", None),
        ("since", "2025-1-3", None),
        ("since", "去年", None),
    ],
)
def test_day(name: str, date: str, expected: str | None) -> None:
    """A month or year stands for its first day, or its last where the property is an end."""
    assert day(name, date) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("score", 1, 1.0),
        ("support", 3.0, 3),
        ("name", 7, "7"),
        ("name", True, "true"),
        ("aliases", "独", ("独",)),
        ("since", "2025-10", "2025-10"),
    ],
)
def test_typed(name: str, value: Value, expected: Value) -> None:
    """A value becomes the declared type of its property, on every node and relationship alike."""
    result = typed(name, value)
    assert result == expected
    assert type(result) is type(expected)


def test_properties_without_a_value_are_left_out() -> None:
    """An empty list is no value; an empty text is one; names are sorted."""
    assert list(typed_properties({"note": "", "aliases": (), "name": "甲"}).items()) == [
        ("name", "甲"),
        ("note", ""),
    ]


def test_printable() -> None:
    """What XML cannot hold becomes U+FFFD; everything else stays."""
    assert printable("顾\x01若\ud800溪\ufffe\t\n\r𠮷") == "顾\ufffd若\ufffd溪\ufffd\t\n\r𠮷"
