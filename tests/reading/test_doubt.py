"""Contracts of kg.reading.doubt: when the text of an article contradicts its date."""

import pytest

from kg.reading.doubt import doubtful
from tests.reading.cases import rows


@pytest.mark.parametrize(("date", "expected", "text"), rows("doubts.tsv", 3))
def test_doubtful(date: str, expected: str, text: str) -> None:
    """Done things ahead, wrong weekdays, a wrong 昨日 and another dateline raise doubt; plans and wires do not."""
    assert doubtful(text, date) is (expected == "yes")
