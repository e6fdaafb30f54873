"""Boosted regression trees in plain arrays: a node goes left where its feature is at most its threshold."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Forest:
    """The trees of one relation type; the sum of the leaves reached and ``base`` is the log odds.

    ``feature`` is -1 at a leaf, whose ``value`` counts; ``left`` and ``right`` are indices of nodes.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.roots = arrays["roots"].astype(np.int32)
        self.feature = arrays["feature"].astype(np.int32)
        self.threshold = arrays["threshold"].astype(np.float32)
        self.left = arrays["left"].astype(np.int32)
        self.right = arrays["right"].astype(np.int32)
        self.value = arrays["value"].astype(np.float32)
        self.base = float(arrays["base"][0])

    def logits(self, rows: Floats) -> Floats:
        """The log odds for each row of features; all trees walk down together."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        lines = np.arange(len(rows))[:, None]
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                break
            goes_left = rows[lines, np.maximum(feature, 0)] <= self.threshold[at]
            at = np.where(inner, np.where(goes_left, self.left[at], self.right[at]), at)
        result: Floats = self.value[at].sum(axis=1, dtype=np.float32) + np.float32(self.base)
        return result
