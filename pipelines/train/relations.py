"""Trains the relation classifier on marked articles: python -m pipelines.train.relations --gold DIR... --out DIR.

Five folds, split by article, give every candidate a score from weights that never saw its article. These scores
set the calibration and the cut of each type; the weights that are written learn from all articles.
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
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from kg.components.relations.candidates import GROUPS, candidates
from kg.components.relations.context import Context
from kg.components.relations.features import active
from kg.components.relations.layout import Layout
from kg.markup import read_gold
from kg.types import Annotation
from pipelines.train.sparse_net import Floats, Settings, Weights, train

FOLDS = 5
_RARE = 4
_SETTINGS = Settings()


class Data(NamedTuple):
    """Candidates of one kind: features, gold (a column a type), the article of each, and feature names."""

    features: sparse.csr_matrix
    gold: Floats
    article: NDArray[np.int64]
    names: list[str]


def collect(articles: Sequence[Annotation]) -> dict[str, Data]:
    """Lay out the articles and describe every candidate."""
    found: dict[str, list[tuple[int, list[str], list[bool]]]] = {group: [] for group in GROUPS}
    for number, article in enumerate(articles):
        context = Context(Layout(article.text, article.sentences, article.entities), article.date, article.place)
        gold = {(r.type, r.head, r.tail) for r in article.relations}
        things = context.layout.things
        for c in candidates(context):
            pair = (things[c.head].entity, things[c.tail].entity)
            marks = [(type_, *pair) in gold for type_ in GROUPS[c.group]]
            found[c.group].append((number, active(context, c), marks))
    return {group: _data(rows) for group, rows in found.items()}


def _data(rows: Sequence[tuple[int, list[str], list[bool]]]) -> Data:
    counts = Counter(name for _, names, _ in rows for name in names)
    names = sorted(name for name, count in counts.items() if count >= _RARE and "\n" not in name)
    index = {name: i for i, name in enumerate(names)}
    columns = [[index[n] for n in found if n in index] for _, found, _ in rows]
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    flat = np.fromiter((i for c in columns for i in c), np.int64)
    matrix = sparse.csr_matrix((np.ones(len(flat), np.float32), flat, pointers), (len(rows), len(names)))
    gold = np.array([marks for _, _, marks in rows], np.float32)
    return Data(matrix, gold, np.array([number for number, _, _ in rows]), names)


def fold_of(article: Annotation) -> int:
    """The fold of an article, from its id alone."""
    return int(hashlib.md5(article.id.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % FOLDS


def out_of_fold(data: Data, folds: NDArray[np.int64]) -> Floats:
    """Raw scores of every candidate from weights trained on the other folds."""
    scores = np.zeros_like(data.gold)
    own = folds[data.article]
    for fold in range(FOLDS):
        weights = train(data.features[own != fold], data.gold[own != fold], _SETTINGS)
        scores[own == fold] = weights.logits(data.features[own == fold])
    return scores


def calibrate(raw: Floats, gold: Floats) -> tuple[float, float]:
    """Platt's slope and shift for one type (identity where there is next to nothing to learn from)."""
    if gold.sum() < 5:
        return 1.0, 0.0
    fitted = LogisticRegression(C=10.0).fit(raw[:, None], gold)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def cut(scores: Floats, gold: Floats, total: int, least: float = 0.35) -> float:
    """The score from which on F1 is best, never below ``least``."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(gold[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + max(total, 1))
    return max(float(scores[order][int(f1.argmax())]), least)


def fit(data: Data, group: str, folds: NDArray[np.int64], totals: Counter[str]) -> dict[str, NDArray[Any]]:
    """Train one kind of pair and return its arrays."""
    raw = out_of_fold(data, folds)
    weights = train(data.features, data.gold, _SETTINGS)
    slopes, shifts, cuts = [], [], []
    for k, type_ in enumerate(GROUPS[group]):
        slope, shift = calibrate(raw[:, k], data.gold[:, k])
        scores = 1 / (1 + np.exp(-(raw[:, k] * slope + shift)))
        total = min(totals[type_], int(data.gold[:, k].sum() * 1.1) + 1)
        slopes.append(slope), shifts.append(shift), cuts.append(cut(scores, data.gold[:, k], total))
        _report(type_, scores, data.gold[:, k], totals[type_], cuts[-1])
    return _arrays(data.names, group, weights, (slopes, shifts, cuts))


def _arrays(names: list[str], group: str, weights: Weights, tables: Sequence[list[float]]) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        name: getattr(weights, name).astype(np.float16) for name in ("wide", "deep", "bias", "top", "base")
    }
    arrays |= dict(zip(("slope", "shift", "cuts"), (np.array(t, np.float32) for t in tables), strict=True))
    arrays["features"] = np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)
    arrays["types"] = np.frombuffer("\n".join(GROUPS[group]).encode("utf-8"), np.uint8)
    return {f"{group}/{name}": value for name, value in arrays.items()}


def _report(type_: str, scores: Floats, gold: Floats, total: int, least: float) -> None:
    taken = scores >= least
    right, sure = float(gold[taken].sum()), scores >= 0.9
    precision, recall = right / max(int(taken.sum()), 1), right / max(total, 1)
    f1 = 2 * right / max(int(taken.sum()) + total, 1)
    high = float(gold[sure].mean()) if sure.any() else 1.0
    sys.stderr.write(
        f"{type_:16s} gold {total:5d}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  cut {least:.2f}  "
        f"precision at .9 {high:.3f} of {int(sure.sum())}\n"
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Train on the folders given and write weights.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(None if arguments is None else list(arguments))
    paths = sorted(path for folder in options.gold for path in folder.glob("*.ann"))
    articles = [read_gold(path) for path in paths]
    folds = np.array([fold_of(article) for article in articles])
    totals = Counter(r.type for article in articles for r in article.relations)
    arrays: dict[str, NDArray[Any]] = {}
    for group, data in collect(articles).items():
        arrays |= fit(data, group, folds, totals)
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "weights.npz", **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
