"""Scores candidates with the learned weights of models/relations/, in two stages.

First a wide and shallow net over binary features: x·U + relu(x·W + b)·V + c (wide & deep, Cheng et al. 2016,
arXiv:1606.07792). Then boosted trees over its scores for the whole article (`links`) and the numeric features.
The score is Platt's calibration of a mean of both log odds, fitted on articles the weights had not seen.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.components.relations.bags import BLANK, Bags, Index
from kg.components.relations.features import Description
from kg.components.relations.links import ABSENT, Link, likely, profiles, relational
from kg.components.relations.trees import Forest
from kg.errors import OutsideError
from kg.resources import resource

Floats = NDArray[np.float32]
Linker = Callable[[str, Sequence[int]], list[Link]]
NET_SHARE = 0.4


class Model:
    """The weights for one kind of pair, and the names of its features."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.types = tuple(_lines(arrays["types"]))
        self.index = Index(_lines(arrays["features"]))
        self.numbers = {name: i for i, name in enumerate(_lines(arrays["numbers"]))}
        both = np.hstack([arrays["wide"], arrays["deep"]]).astype(np.float32)
        self.both = np.vstack([both, np.zeros((1, both.shape[1]), np.float32)])
        self.bias, self.top, self.base = (arrays[name].astype(np.float32) for name in ("bias", "top", "base"))
        self.slope, self.shift, self.cuts = (arrays[name].astype(np.float32) for name in ("slope", "shift", "cuts"))
        self.grown = [k for k, type_ in enumerate(self.types) if f"{type_}.roots" in arrays]
        self.forest = Forest([_trees(arrays, self.types[k]) for k in self.grown])

    def first(self, rows: Sequence[Description]) -> Floats:
        """The log odds of each type (columns) by the net; an end is summed once for all rows that share it."""
        bags = Bags(self.index)
        places = [bags.own(row.own, row.labels) for row in rows]
        for side in range(2):
            places += [bags.end(row.ends[side], row.labels) for row in rows]
        sums = bags.sums(self.both)[np.array(places).reshape(3, -1)].sum(axis=0)
        wide, deep = sums[:, : len(self.types)], sums[:, len(self.types) :]
        result: Floats = wide + np.maximum(deep + self.bias, 0) @ self.top + self.base
        return result

    def second(self, first: Floats, features: Floats) -> Floats:
        """Probabilities, from the log odds of the net and the features of the second stage."""
        raw = first.copy()
        if self.grown:
            trees = np.clip(self.forest.logits(features), ABSENT, -ABSENT)
            raw[:, self.grown] = NET_SHARE * first[:, self.grown] + (1 - NET_SHARE) * trees
        result: Floats = 1 / (1 + np.exp(-(raw * self.slope + self.shift)))
        return result

    def table(self, rows: Sequence[Description]) -> Floats:
        """The numeric features as an array, what is absent 0."""
        result = np.zeros((len(rows), len(self.numbers) + 1), np.float32)
        columns: list[int] = []
        values: list[float] = []
        counts: list[int] = []
        for row in rows:
            numbers = row.numbers()
            columns += map(self.numbers.get, numbers, repeat(BLANK))
            values += numbers.values()
            counts.append(len(numbers))
        result[np.repeat(np.arange(len(rows)), counts), columns] = values
        return result[:, :-1]


def _lines(array: NDArray[Any]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n")


def _trees(arrays: Mapping[str, NDArray[Any]], type_: str) -> dict[str, NDArray[Any]]:
    """The arrays of the trees of one type."""
    return {name[len(type_) + 1 :]: value for name, value in arrays.items() if name.startswith(f"{type_}.")}


@cache
def load_models(folder: Path | None = None) -> dict[str, Model]:
    """Load the weights of models/relations/, by kind of pair.

    Raises:
        OutsideError: the weights are missing.
    """
    path = (folder or resource("models", "relations")) / "weights.npz"
    if not path.exists():
        raise OutsideError(f"{path} is missing; train it with python -m pipelines.train.relations")
    with np.load(path) as data:
        arrays = {name: data[name] for name in data.files}
    kinds = sorted({name.split("/")[0] for name in arrays})
    return {
        kind: Model({name.split("/")[1]: a for name, a in arrays.items() if name.startswith(f"{kind}/")})
        for kind in kinds
    }


def score(
    described: Mapping[str, Sequence[Description]],
    ends: Mapping[str, Sequence[tuple[int, int]]],
    proposed: Container[tuple[int, int]],
    link: Linker,
    things: int,
) -> dict[str, list[tuple[int, Floats]]]:
    """Score all candidates of an article.

    Args:
        described: For each kind of pair its candidates' features (`features.describe`).
        ends: The entities of each candidate.
        proposed: The ends that a rule proposes; they always reach the second stage.
        link: Says of some candidates of a kind what others bear on them (`links.link`).
        things: How many entities the article has.

    Returns:
        For each kind of pair (candidate, probability of each type) for those that are likely enough to matter.
    """
    models = load_models()
    first = {group: models[group].first(rows) for group, rows in described.items()}
    known = profiles(ends, first, things)
    scored: dict[str, list[tuple[int, Floats]]] = {}
    for group, rows in described.items():
        kept = np.flatnonzero(likely(first[group], [pair in proposed for pair in ends[group]])).tolist()
        if kept:
            near = relational(kept, link(group, kept), first[group], known)
            features = np.hstack([near, models[group].table([rows[n] for n in kept])])
            scored[group] = list(zip(kept, models[group].second(first[group][kept], features), strict=True))
    return scored
