"""Boosted regression trees in plain arrays: a node goes left where its feature is at most its threshold."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Forest:
    """The trees of some relation types; the sum of a type's leaves and its ``base`` is the log odds.

    ``feature`` is -1 at a leaf, whose ``value`` counts; ``left`` and ``right`` are indices of nodes of the type.
    """

    def __init__(self, types: Sequence[Mapping[str, NDArray[Any]]]) -> None:
        shifts = np.cumsum([0, *(len(arrays["feature"]) for arrays in types)])
        self.ends = np.cumsum([0, *(len(arrays["roots"]) for arrays in types)]).tolist()
        self.base = np.array([arrays["base"][0] for arrays in types], np.float32)

        def joined(name: str, dtype: type, shifted: bool = False) -> NDArray[Any]:
            pieces = [a[name].astype(dtype) + dtype(s * shifted) for a, s in zip(types, shifts, strict=False)]
            return np.concatenate(pieces) if pieces else np.zeros(0, dtype)

        self.roots = joined("roots", np.int32, True)
        self.feature = joined("feature", np.int32)
        self.threshold, self.value = joined("threshold", np.float32), joined("value", np.float32)
        self.left, self.right = joined("left", np.int32, True), joined("right", np.int32, True)

    def logits(self, rows: Floats) -> Floats:
        """The log odds for each row of features, a column a type; all trees walk down together."""
        at = np.tile(self.roots, len(rows))
        base = np.repeat(np.arange(len(rows), dtype=np.int32) * rows.shape[1], len(self.roots))
        flat = rows.ravel()
        walking = np.flatnonzero(self.feature[at] >= 0)
        while len(walking):
            nodes = at[walking]
            goes_left = flat[base[walking] + self.feature[nodes]] <= self.threshold[nodes]
            at[walking] = np.where(goes_left, self.left[nodes], self.right[nodes])
            walking = walking[self.feature[at[walking]] >= 0]
        values = self.value[at].reshape(len(rows), -1)
        sums = [values[:, a:b].sum(axis=1, dtype=np.float32) for a, b in pairwise(self.ends)]
        result: Floats = np.stack(sums, axis=1) + self.base
        return result
