"""Makes probabilities of the relation classifier's log odds, finds the cut of each type, and reports both."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipelines.train.boosting import COMMON, FEW, Arrays
from pipelines.train.sparse_net import Floats


class Table(NamedTuple):
    """Calibrated scores out of fold of one type in one kind of pair, and what made them."""

    type: str
    scores: Floats
    gold: Floats
    slope: float
    shift: float
    cut: float


def calibrated(type_: str, raw: Floats, gold: Floats, missing: int) -> Table:
    """Calibrate and cut one type; ``missing`` are the facts that no candidate here stands for."""
    slope, shift = calibrate(raw, gold)
    scores = 1 / (1 + np.exp(-(raw * slope + shift)))
    return Table(type_, scores, gold, slope, shift, cut(scores, gold, missing))


def calibrate(raw: Floats, gold: Floats) -> tuple[float, float]:
    """Platt's slope and shift for one type (identity where there is next to nothing to learn from)."""
    if gold.sum() < 5:
        return 1.0, 0.0
    fitted = LogisticRegression(C=10.0).fit(raw[:, None], gold)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def cut(scores: Floats, gold: Floats, missing: int) -> float:
    """The score from which on F1 is best, never below .4 (.2 for a rare type, .1 for one with next to no cases).

    Where the curve of F1 is flat, as it is for the frequent types, the wrong facts are worth more than the right ones.
    """
    least = 0.1 if gold.sum() < FEW else 0.2 if gold.sum() < COMMON else 0.4
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(gold[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + gold.sum() + missing)
    return max(float(scores[order][int(f1.argmax())]), least)


def export_calibration(tables: Sequence[Table]) -> Arrays:
    """Slopes, shifts and cuts of the types of one kind of pair, as the classifier reads them."""
    columns = {"slope": [t.slope for t in tables], "shift": [t.shift for t in tables], "cuts": [t.cut for t in tables]}
    return {name: np.array(column, np.float32) for name, column in columns.items()}


def report(tables: Sequence[Table], totals: Counter[str]) -> str:
    """Precision, recall and F1 of each type and of all, at the cuts, and the precision of scores from .9."""
    lines, all_right, all_taken, sure = [], 0, 0, np.zeros(2)
    for type_, total in totals.most_common():
        own = [t for t in tables if t.type == type_]
        taken = sum(int((t.scores >= t.cut).sum()) for t in own)
        right = sum(int(t.gold[t.scores >= t.cut].sum()) for t in own)
        high = np.array([sum((t.gold[t.scores >= 0.9].sum(), (t.scores >= 0.9).sum())[i] for t in own) for i in (0, 1)])
        lines.append(_line(type_, right, taken, total, high))
        all_right, all_taken, sure = all_right + right, all_taken + taken, sure + high
    lines.append(_line("all", all_right, all_taken, sum(totals.values()), sure))
    return "\n".join(lines)


def _line(name: str, right: int, taken: int, total: int, high: NDArray[Any]) -> str:
    precision, recall, f1 = right / max(taken, 1), right / max(total, 1), 2 * right / max(taken + total, 1)
    return (
        f"{name:16s} gold {total:5d}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        f"  precision from .9 {high[0] / max(high[1], 1):.3f} of {int(high[1])}"
    )
