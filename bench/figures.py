"""Figures from what was measured: rates as differences, ratios by the round, tables in Markdown."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What an amount of text cost: characters, and seconds."""

    characters: int
    seconds: float


def rate(small: Cost, large: Cost) -> float:
    """Characters a second between a small amount and a large one, so that the time to start does not count.

    Raises:
        ValueError: the large amount is not larger, or did not take longer.
    """
    characters, seconds = large.characters - small.characters, large.seconds - small.seconds
    if characters <= 0 or seconds <= 0:
        raise ValueError(f"no rate between {small} and {large}: give more text")
    return characters / seconds


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the ratios round by round: what slows a machine down slows both of a round.

    Raises:
        ValueError: the rounds are not as many, or there are none.
    """
    return median(a / b for a, b in zip(of, to, strict=True))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; None is a dash."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join("—" if cell is None else str(cell) for cell in line) + " |" for line in lines)


def short(value: float | None) -> str | None:
    """A figure with as many digits as it can be trusted in: 36,200; 4.05; .69."""
    if value is None:
        return None
    return f"{float(f'{value:.3g}'):,.0f}" if value >= 100 else f"{value:.3g}".removeprefix("0")
