"""Numbers by steps: a net over binary features sees each number as one of a few."""

from bisect import bisect_right

_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 58, 61)
# elsewhere zero is the same as absence
_ZERO = frozenset(("rows", "forward", "commas", "gap", "steps", "refers", "head_rank", "tail_rank", "mid_PERSON"))


def step(value: float) -> int:
    """The step of a number: exact where it is small, coarse where it is large."""
    if value >= 100:
        return 100 + int(value) // 20
    return -bisect_right(_STEPS, -value) if value < 0 else bisect_right(_STEPS, value)


def stepped(name: str, value: float) -> str:
    """The name of the feature that a number makes, empty where the value says nothing."""
    return f"#{name}={step(value)}" if value or name in _ZERO else ""
