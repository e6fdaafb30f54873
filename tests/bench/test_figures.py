"""A rate leaves the start out, a ratio is taken by the round, a table stands in Markdown."""

import pytest

from bench.figures import Cost, rate, ratio, short, table


def test_the_time_to_start_does_not_count() -> None:
    """Ten seconds more to start change no rate."""
    assert rate(Cost(1000, 3.0), Cost(5000, 5.0)) == rate(Cost(1000, 13.0), Cost(5000, 15.0)) == 2000


@pytest.mark.parametrize("large", [Cost(1000, 9.0), Cost(5000, 3.0)])
def test_no_rate_without_more_text_or_time(large: Cost) -> None:
    """A difference that is none is refused."""
    with pytest.raises(ValueError, match="more text"):
        rate(Cost(1000, 3.0), large)


def test_a_slow_round_changes_no_ratio() -> None:
    """All of the second round was three times slower."""
    assert ratio([10, 30, 10], [5, 15, 5]) == 2
    with pytest.raises(ValueError, match="zip"):
        ratio([1, 2], [1])


def test_a_table_has_its_heads_and_dashes() -> None:
    """What is missing is a dash."""
    assert table(("a", "b"), [("x", 1), ("y", None)]) == "| a | b |\n| --- | --- |\n| x | 1 |\n| y | — |"


@pytest.mark.parametrize(
    ("value", "says"), [(36_249.0, "36,200"), (4.049, "4.05"), (0.0612, ".0612"), (250.4, "250"), (None, None)]
)
def test_a_figure_has_three_digits(value: float | None, says: str | None) -> None:
    """More could not be trusted."""
    assert short(value) == says
