"""Trains the relation classifier on marked articles.

python -m pipelines.train.relations --gold DIR... [--beside DIR...] --out DIR

Five folds, split by article: every candidate is scored by weights that never saw its article. The second stage
learns from these first scores; its own scores out of fold set the calibration and the cut of each type. The
weights that are written learn from all articles. The same articles give the same bytes.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from kg.components.relations.candidates import GROUPS
from kg.components.relations.classifier import NET_SHARE
from kg.components.relations.links import ABSENT, likely, profiles, relational
from kg.markup import read_gold
from kg.types import Annotation
from pipelines.train.relation_data import Data, collect
from pipelines.train.sparse_net import Floats, Settings, Weights, train

FOLDS = 5
# from how many cases on a type has trees at all, trees over all features, and trees of full size
_LEAST, _FEW, _COMMON = 5, 25, 120
_SETTINGS = Settings()
Arrays = dict[str, NDArray[Any]]


def fold_of(article: Annotation) -> int:
    """The fold of an article, from its id alone."""
    return int(hashlib.md5(article.id.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % FOLDS


def first_stage(data: Data, folds: NDArray[np.int64]) -> Floats:
    """Log odds of every candidate from nets trained on the other folds."""
    scores = np.zeros_like(data.gold)
    own = folds[data.article]
    for fold in range(FOLDS):
        weights = train(data.words[own != fold], data.gold[own != fold], _SETTINGS)
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


def boost(features: Floats, gold: Floats) -> HistGradientBoostingClassifier:
    """Fit the trees of one type; those of a rare type are fewer and smaller, with small leaves."""
    common = gold.sum() >= _COMMON
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


def second_stage(features: Floats, first: Floats, gold: Floats, folds: NDArray[np.int64]) -> Floats:
    """Mixed log odds of one type, from trees trained on the other folds."""
    trees = np.zeros(len(gold), np.float32)
    for fold in range(FOLDS):
        model = boost(features[folds != fold], gold[folds != fold])
        trees[folds == fold] = model.decision_function(features[folds == fold])
    mixed: Floats = NET_SHARE * first + (1 - NET_SHARE) * np.clip(trees, ABSENT, -ABSENT)
    return mixed


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
    least = 0.1 if gold.sum() < _FEW else 0.2 if gold.sum() < _COMMON else 0.4
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(gold[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + gold.sum() + missing)
    return max(float(scores[order][int(f1.argmax())]), least)


class Table(NamedTuple):
    """Calibrated scores out of fold of one type in one kind of pair."""

    type: str
    scores: Floats
    gold: Floats
    cut: float


def fit(
    group: str, data: Data, first: Floats, features: Floats, folds: NDArray[np.int64], judged: NDArray[np.bool_]
) -> tuple[Arrays, list[Table]]:
    """Train the second stage of one kind of pair and the final weights of both.

    All articles are learnt from; those ``judged`` set the calibration and the cuts, and are what the tables tell of.
    """
    kept = kept_rows(data, first)
    told, all_told = judged[data.article][kept], judged[data.article]
    own = folds[data.article][kept]
    arrays, tables = _net_arrays(data, train(data.words, data.gold, _SETTINGS)), []
    calibrations = []
    for k, type_ in enumerate(GROUPS[group]):
        raw, gold = first[kept, k], data.gold[kept, k]
        if gold.sum() >= _LEAST:
            seen = features if gold.sum() >= _FEW else plainest(features, k, type_, data.number_names)
            raw = second_stage(seen, raw, gold, own)
            arrays |= {f"{type_}.{name}": value for name, value in export_trees(boost(seen, gold)).items()}
        raw, gold = raw[told], gold[told]
        slope, shift = calibrate(raw, gold)
        scores = 1 / (1 + np.exp(-(raw * slope + shift)))
        tables.append(Table(type_, scores, gold, cut(scores, gold, int(data.gold[all_told, k].sum() - gold.sum()))))
        calibrations.append((slope, shift, tables[-1].cut))
    for name, column in zip(("slope", "shift", "cuts"), zip(*calibrations, strict=True), strict=True):
        arrays[name] = np.array(column, np.float32)
    arrays["types"] = _text(GROUPS[group])
    return {f"{group}/{name}": value for name, value in arrays.items()}, tables


def _net_arrays(data: Data, weights: Weights) -> Arrays:
    arrays: Arrays = {name: getattr(weights, name).astype(np.float16) for name in Weights._fields}
    return arrays | {"features": _text(data.word_names), "numbers": _text(data.number_names)}


def _text(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


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


def main(arguments: Iterable[str] | None = None) -> None:
    """Train on the folders given, report the scores out of fold, and write weights.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="folders to learn from and to judge by")
    parser.add_argument("--beside", nargs="*", type=Path, default=[], help="folders to learn from only")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(None if arguments is None else list(arguments))
    own = [read_gold(path) for folder in options.gold for path in sorted(folder.glob("*.ann"))]
    articles = own + [read_gold(path) for folder in options.beside for path in sorted(folder.glob("*.ann"))]
    folds = np.array([fold_of(article) for article in articles])
    judged = np.arange(len(articles)) < len(own)
    datas = collect(articles)
    first = {group: first_stage(data, folds) for group, data in datas.items()}
    features = second_features(datas, first, len(articles))
    arrays: Arrays = {}
    tables: list[Table] = []
    for group, data in datas.items():
        weights, told = fit(group, data, first[group], features[group], folds, judged)
        arrays |= weights
        tables += told
    sys.stderr.write(report(tables, Counter(r.type for a in own for r in a.relations)) + "\n")
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "weights.npz", **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
