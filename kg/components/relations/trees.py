"""Boosted regression trees in plain arrays, read without walking down them (QuickScorer, Lucchese et al. 2015).

A node sends a row to its right where its feature is above its threshold, and so rules the leaves on its left out.
All nodes are asked at once; the leaf that a row comes to is the first one that no node has ruled out.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# rows that are read at once: few enough that what is made of them stays in the cache
_ROWS = 16
_KINDS = (np.uint8, np.uint16, np.uint32, np.uint64)


class Forest:
    """The trees of some relation types; the sum of a type's leaves and its ``base`` is the log odds.

    In the arrays given ``feature`` is -1 at a leaf, whose ``value`` counts; ``left`` and ``right`` are indices of
    nodes of the type. Here each tree is a column of ``feature``, ``threshold`` and ``ruled_out``: the leaves, one
    bit each, that are ruled out where a row goes right. Filled up with nodes that rule nothing out.
    """

    def __init__(self, types: Sequence[Mapping[str, NDArray[Any]]]) -> None:
        self.ends = np.cumsum([0, *(len(arrays["roots"]) for arrays in types)]).tolist()
        self.base = np.array([arrays["base"][0] for arrays in types], np.float32)
        lists = [{name: array.tolist() for name, array in arrays.items()} for arrays in types]
        trees = [_Tree(nodes, root) for nodes in lists for root in nodes["roots"]]
        most = max((len(tree.values) for tree in trees), default=1)
        shape = max(1, most - 1), len(trees)
        self.feature = np.zeros(shape, np.int64)
        self.threshold = np.zeros(shape, np.float32)
        self.ruled_out = np.zeros(shape, next(kind for kind in _KINDS if np.iinfo(kind).bits >= most))
        self.values = np.zeros((len(trees), most), np.float32)
        for k, tree in enumerate(trees):
            self.values[k, : len(tree.values)] = tree.values
            for n, node in enumerate(tree.nodes):
                self.feature[n, k], self.threshold[n, k], self.ruled_out[n, k] = node
        self.first = np.arange(len(trees)) * most

    def logits(self, rows: Floats) -> Floats:
        """The log odds for each row of features, a column a type."""
        values = np.empty((len(rows), len(self.values)), np.float32)
        for start in range(0, len(rows), _ROWS):
            values[start : start + _ROWS] = self._leaves(rows[start : start + _ROWS])
        sums = [values[:, a:b].sum(axis=1, dtype=np.float32) for a, b in pairwise(self.ends)]
        result: Floats = np.stack(sums, axis=1) + self.base
        return result

    def _leaves(self, rows: Floats) -> Floats:
        """The values of the leaves that each row comes to, a column a tree."""
        right = rows.take(self.feature, axis=1) > self.threshold
        # a product, as numpy takes five times as long to choose (where)
        ruled_out = np.bitwise_or.reduce(right * self.ruled_out, axis=1)
        lowest = ~ruled_out & (ruled_out + 1)
        # a power of two, 2^n = 0.5 · 2^(n+1)
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        result: Floats = self.values.ravel().take(self.first + leaf)
        return result


class _Tree:
    """One tree: its inner nodes (feature, threshold, the leaves on its left as bits) and the values of its leaves."""

    def __init__(self, arrays: Mapping[str, Sequence[Any]], root: int) -> None:
        self.arrays = arrays
        self.nodes: list[tuple[int, float, int]] = []
        self.values: list[float] = []
        self._read(root)

    def _read(self, node: int) -> None:
        """Read what hangs on a node, from left to right."""
        feature = self.arrays["feature"][node]
        if feature < 0:
            self.values.append(self.arrays["value"][node])
            return
        first = len(self.values)
        self._read(self.arrays["left"][node])
        ruled_out = (1 << len(self.values)) - (1 << first)
        self.nodes.append((feature, self.arrays["threshold"][node], ruled_out))
        self._read(self.arrays["right"][node])
