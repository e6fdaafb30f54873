"""Trains the relation classifier on marked articles.

python -m pipelines.train.relations --gold DIR... [--beside DIR...] --out DIR

Five folds, split by article: every candidate is scored by weights that never saw its article. The second stage
learns from these first scores; its own scores out of fold set the calibration and the cut of each type. The
weights that are written learn from all articles. The same articles give the same bytes.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.components.relations.candidates import GROUPS
from kg.markup import read_gold
from kg.types import Annotation
from pipelines.train.boosting import FEW, Arrays, plainest
from pipelines.train.calibration import Table, calibrated, export_calibration, report
from pipelines.train.relation_data import Data, collect
from pipelines.train.sparse_net import Floats, Weights, train
from pipelines.train.stacking import SETTINGS, first_stage, fold_of, kept_rows, second_features, second_stage


def fit(
    group: str, data: Data, first: Floats, features: Floats, folds: NDArray[np.int64], judged: NDArray[np.bool_]
) -> tuple[Arrays, list[Table]]:
    """Train the second stage of one kind of pair and the final weights of both.

    All articles are learnt from; those ``judged`` set the calibration and the cuts, and are what the tables tell of.
    """
    kept, told = kept_rows(data, first), judged[data.article]
    arrays, tables = _net_arrays(data, train(data.words, data.gold, SETTINGS)), []
    for k, type_ in enumerate(GROUPS[group]):
        gold = data.gold[kept, k]
        seen = features if gold.sum() >= FEW else plainest(features, k, type_, data.number_names)
        raw, trees = second_stage(seen, first[kept, k], gold, folds[data.article][kept])
        arrays |= {f"{type_}.{name}": value for name, value in trees.items()}
        missing = int(data.gold[told & ~kept, k].sum())
        tables.append(calibrated(type_, raw[told[kept]], gold[told[kept]], missing))
    arrays |= export_calibration(tables) | {"types": _text(GROUPS[group])}
    return {f"{group}/{name}": value for name, value in arrays.items()}, tables


def _net_arrays(data: Data, weights: Weights) -> Arrays:
    arrays: Arrays = {name: getattr(weights, name).astype(np.float16) for name in Weights._fields}
    return arrays | {"features": _text(data.word_names), "numbers": _text(data.number_names)}


def _text(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def learn(articles: Sequence[Annotation], judged: NDArray[np.bool_]) -> tuple[Arrays, list[Table]]:
    """The weights of all kinds of pair, and how the articles ``judged`` score out of fold."""
    folds = np.array([fold_of(article) for article in articles])
    datas = collect(articles)
    first = {group: first_stage(data, folds) for group, data in datas.items()}
    features = second_features(datas, first, len(articles))
    arrays: Arrays = {}
    tables: list[Table] = []
    for group, data in datas.items():
        weights, told = fit(group, data, first[group], features[group], folds, judged)
        arrays |= weights
        tables += told
    return arrays, tables


def parse(arguments: Iterable[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="folders to learn from and to judge by")
    parser.add_argument("--beside", nargs="*", type=Path, default=[], help="folders to learn from only")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(None if arguments is None else list(arguments))


def read(folders: Iterable[Path]) -> list[Annotation]:
    """The marked articles of some folders, in the order of their names."""
    return [read_gold(path) for folder in folders for path in sorted(folder.glob("*.ann"))]


def main(arguments: Iterable[str] | None = None) -> None:
    """Train on the folders given, report the scores out of fold, and write weights.npz."""
    options = parse(arguments)
    own = read(options.gold)
    articles = own + read(options.beside)
    arrays, tables = learn(articles, np.arange(len(articles)) < len(own))
    sys.stderr.write(report(tables, Counter(r.type for a in own for r in a.relations)) + "\n")
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "weights.npz", **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
