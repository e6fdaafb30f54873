"""Pairs for a whole page at once: the chance of each pair among all ways to pair, and the best of them."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.reading.language_model import Floats

_ROUNDS = 80


def marginals(scores: Floats, allowed: Floats) -> Floats:
    """Chance of each pair, when each row and each column takes part in at most one.

    A way to pair weighs exp of the sum of its scores, and leaving one out weighs 1. Belief propagation
    (Huang & Jebara 2009; exact on trees, close on pages of a few dozen fragments).

    Args:
        scores: log weights, rows by columns.
        allowed: 1 where a pair may be, 0 where not.
    """
    weights = np.exp(np.clip(scores, -30.0, 30.0)) * allowed
    from_columns = np.ones_like(weights)
    for _ in range(_ROUNDS):
        row = weights * from_columns
        from_rows = weights / (1.0 + row.sum(axis=1, keepdims=True) - row)
        from_columns = 1.0 / (1.0 + from_rows.sum(axis=0, keepdims=True) - from_rows)
    row = weights * from_columns
    chances: Floats = row / (1.0 + row.sum(axis=1, keepdims=True))
    return chances


def best_pairs(values: Floats, least: float) -> list[tuple[int, int]]:
    """The pairs whose values add up to most, without those below ``least`` (a row may stay alone)."""
    gains = np.maximum(values - least, 0.0)
    rows, columns = linear_sum_assignment(-gains)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if values[i, j] >= least]
