"""Scores candidates out of fold in both stages of the relation classifier (stacking, Wolpert 1992).

The second stage sees the scores of the first for its whole article: these must be as good as on new text, no better.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from kg.components.relations.classifier import NET_SHARE
from kg.components.relations.links import ABSENT, likely, profiles, relational
from kg.types import Annotation
from pipelines.train.boosting import LEAST, Arrays, boost, export_trees
from pipelines.train.relation_data import Data
from pipelines.train.sparse_net import Floats, Settings, train

FOLDS = 5
SETTINGS = Settings()


def fold_of(article: Annotation) -> int:
    """The fold of an article, from its id alone."""
    return int(hashlib.md5(article.id.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % FOLDS


def first_stage(data: Data, folds: NDArray[np.int64]) -> Floats:
    """Log odds of every candidate from nets trained on the other folds."""
    scores = np.zeros_like(data.gold)
    own = folds[data.article]
    for fold in range(FOLDS):
        weights = train(data.words[own != fold], data.gold[own != fold], SETTINGS)
        scores[own == fold] = weights.logits(data.words[own == fold])
    return scores


def kept_rows(data: Data, first: Floats) -> NDArray[np.bool_]:
    """Which candidates reach the second stage."""
    columns = [k for k, name in enumerate(data.number_names) if name.startswith("rule:")]
    return likely(first, np.asarray((data.numbers[:, columns] > 0).any(axis=1)))


def second_features(datas: dict[str, Data], first: dict[str, Floats], count: int) -> dict[str, Floats]:
    """The features of the second stage for every candidate; those that are too unlikely stay 0."""
    result: dict[str, list[Floats]] = {group: [] for group in datas}
    kept = {group: kept_rows(data, first[group]) for group, data in datas.items()}
    for number in range(count):
        rows = {group: np.flatnonzero(data.article == number) for group, data in datas.items()}
        logits = {group: first[group][own] for group, own in rows.items() if len(own)}
        links = {group: [datas[group].links[i] for i in rows[group]] for group in logits}
        ends = {group: [tie[:2] for tie in ties] for group, ties in links.items()}
        known = profiles(ends, logits, 1 + max((k for own in ends.values() for pair in own for k in pair), default=0))
        for group, scores in logits.items():
            own = np.flatnonzero(kept[group][rows[group]]).tolist()
            if own:
                result[group].append(relational(own, [links[group][n] for n in own], scores, known))
    return {group: np.hstack([np.vstack(r), datas[group].numbers[kept[group]]]) for group, r in result.items()}


def second_stage(features: Floats, first: Floats, gold: Floats, folds: NDArray[np.int64]) -> tuple[Floats, Arrays]:
    """Mixed log odds of one type, from trees trained on the other folds, and the trees that learnt from all.

    A type with next to no cases has no trees: its log odds are those of the first stage.
    """
    if gold.sum() < LEAST:
        return first, {}
    trees = np.zeros(len(gold), np.float32)
    for fold in range(FOLDS):
        model = boost(features[folds != fold], gold[folds != fold])
        trees[folds == fold] = model.decision_function(features[folds == fold])
    mixed: Floats = NET_SHARE * first + (1 - NET_SHARE) * np.clip(trees, ABSENT, -ABSENT)
    return mixed, export_trees(boost(features, gold))
