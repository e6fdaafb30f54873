"""Tests of boosted trees: laid out flat they score as before, and a rare type sees little."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from kg.components.relations.trees import Forest
from pipelines.train.boosting import export_trees, plainest


def test_exported_trees_score_as_the_fitted_ones() -> None:
    """The flat arrays give the same log odds as scikit-learn's model."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(300, 6)).astype(np.float32)
    gold = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(int)
    model = HistGradientBoostingClassifier(max_iter=20, random_state=0).fit(rows, gold)
    assert np.allclose(Forest([export_trees(model)]).logits(rows)[:, 0], model.decision_function(rows), atol=1e-4)


def test_rare_types_see_two_features() -> None:
    """Only the type's own first score and the count of its rules are left."""
    features = np.arange(1, 11, dtype=np.float32)[None, :]
    assert plainest(features, 1, "FOUNDS", ["gap", "rule:FOUNDS", "rows"]).tolist() == [[0, 2, 0, 0, 0, 0, 0, 0, 9, 0]]
