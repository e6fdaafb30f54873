"""Scores candidates with the learned weights of models/relations/: a wide and shallow net over binary features.

score = sigmoid(a · (x·U + relu(x·W + b)·V + c) + d): a linear part and one hidden layer over the active features
(wide & deep, Cheng et al. 2016, arXiv:1606.07792), then Platt's calibration (a, d) for each relation type.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import OutsideError
from kg.resources import resource

Floats = NDArray[np.float32]


class Net:
    """The weights for one kind of pair, and the words its features stand for."""

    def __init__(self, features: Sequence[str], types: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.index = {name: i for i, name in enumerate(features)}
        self.types = tuple(types)
        self.wide: Floats = arrays["wide"].astype(np.float32)
        self.deep: Floats = arrays["deep"].astype(np.float32)
        self.bias: Floats = arrays["bias"].astype(np.float32)
        self.top: Floats = arrays["top"].astype(np.float32)
        self.base: Floats = arrays["base"].astype(np.float32)
        self.slope: Floats = arrays["slope"].astype(np.float32)
        self.shift: Floats = arrays["shift"].astype(np.float32)
        self.cuts: Floats = arrays["cuts"].astype(np.float32)
        self.both = np.hstack([self.wide, self.deep])

    def scores(self, rows: Sequence[Sequence[str]]) -> Floats:
        """The probability of each type (columns) for each candidate (rows, its active features)."""
        found = [[self.index[name] for name in row if name in self.index] for row in rows]
        flat = np.fromiter((i for row in found for i in row), np.int64)
        starts = np.cumsum([0, *(len(row) for row in found[:-1])])
        sums = np.add.reduceat(self.both[flat], starts, axis=0)
        return self._top(sums)

    def _top(self, sums: Floats) -> Floats:
        wide, deep = sums[:, : len(self.types)], sums[:, len(self.types) :]
        raw = wide + np.maximum(deep + self.bias, 0) @ self.top + self.base
        result: Floats = 1 / (1 + np.exp(-(raw * self.slope + self.shift)))
        return result


@cache
def load_nets(folder: Path | None = None) -> dict[str, Net]:
    """Load the nets of models/relations/, by kind of pair and stage.

    Raises:
        OutsideError: the weights are missing.
    """
    path = (folder or resource("models", "relations")) / "weights.npz"
    if not path.exists():
        raise OutsideError(f"{path} is missing; train it with python -m pipelines.train.relations")
    with np.load(path) as data:
        arrays = {name: data[name] for name in data.files}
    kinds = sorted({name.split("/")[0] for name in arrays})
    return {kind: _net(kind, arrays) for kind in kinds}


def _net(kind: str, arrays: Mapping[str, NDArray[Any]]) -> Net:
    own = {name.split("/")[1]: value for name, value in arrays.items() if name.startswith(kind + "/")}
    features = own["features"].tobytes().decode("utf-8").split("\n")
    types = own["types"].tobytes().decode("utf-8").split("\n")
    return Net(features, types, own)
