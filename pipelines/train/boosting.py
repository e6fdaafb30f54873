"""Boosts the trees of the relation classifier's second stage, type by type, and lays them out flat."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from pipelines.train.sparse_net import Floats

# from how many cases on a type has trees at all, trees over all features, and trees of full size
LEAST, FEW, COMMON = 5, 25, 120
Arrays = dict[str, NDArray[Any]]


def boost(features: Floats, gold: Floats) -> HistGradientBoostingClassifier:
    """Fit the trees of one type; those of a rare type are fewer and smaller, with small leaves."""
    common = gold.sum() >= COMMON
    return HistGradientBoostingClassifier(
        max_iter=100 if common else 60,
        learning_rate=0.07,
        max_leaf_nodes=16 if common else 6,
        min_samples_leaf=15 if common else 6,
        l2_regularization=5.0,
        max_features=0.2 if common else 0.4,
        random_state=0,
        early_stopping=False,
    ).fit(features, gold)


def plainest(features: Floats, k: int, type_: str, number_names: Sequence[str]) -> Floats:
    """The features with all but the first score of a type and the count of its rules blanked: little to overfit."""
    columns = [k]
    if f"rule:{type_}" in number_names:
        columns.append(features.shape[1] - len(number_names) + number_names.index(f"rule:{type_}"))
    blank = np.zeros_like(features)
    blank[:, columns] = features[:, columns]
    return blank


def export_trees(model: HistGradientBoostingClassifier) -> Arrays:
    """The fitted trees as flat arrays (`kg.components.relations.trees`)."""
    trees = [stage[0].nodes for stage in model._predictors]
    starts = np.cumsum([0, *(len(nodes) for nodes in trees[:-1])])
    nodes = np.concatenate(trees)
    shift = np.repeat(starts, [len(t) for t in trees])
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "roots": starts.astype(np.int32),
        "feature": np.where(leaf, -1, nodes["feature_idx"]).astype(np.int16),
        "threshold": np.where(leaf, 0, nodes["num_threshold"]).astype(np.float32),
        "left": np.where(leaf, 0, nodes["left"] + shift).astype(np.int32),
        "right": np.where(leaf, 0, nodes["right"] + shift).astype(np.int32),
        "value": nodes["value"].astype(np.float32),
        "base": np.array(model._baseline_prediction, np.float32).reshape(-1),
    }
