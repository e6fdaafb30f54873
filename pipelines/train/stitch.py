"""Trains models/stitch/: n-gram counts of the news, then the seam model on pages torn on purpose.

    python -m pipelines.train.stitch --data ../shared/data/news --gold ../shared/gold/train -o models/stitch

The seam model learns on articles that its counts have not seen; the counts that are kept are of all articles.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.reading.assignment import best_pairs, marginals
from kg.reading.fragments import Fragment
from kg.reading.language_model import Floats, LanguageModel, load
from kg.reading.seams import FEATURES, seam_features
from pipelines.train.stitch_counts import count, news
from pipelines.train.torn_pages import TornPage, torn_page

SEED = 20251031
NULL = 1.0
"""Added to the log odds of a single pair before pairs compete (tuned on torn pages)."""


def local_news(data: Path) -> list[str]:
    """The local articles, each once, without blanks."""
    with gzip.open(data / "local.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = ("".join(json.loads(line)["text"].split()) for line in lines)
        return list(dict.fromkeys(texts))


def pages(texts: Sequence[str], number: int, seed: int) -> Iterator[TornPage]:
    """``number`` torn pages of four to six articles."""
    rng = random.Random(seed)
    usable = [text for text in texts if len(text) > 250]
    for _ in range(number):
        yield torn_page(rng.sample(usable, rng.choice([4, 5, 6])), rng)


Table = tuple[Floats, Floats, Floats]


def tables(model: LanguageModel, torn: Sequence[TornPage]) -> list[Table]:
    """Features, truth and what is allowed, of all pairs of each page."""
    found = []
    for page in torn:
        pieces = [Fragment(text=text, kind="text") for text in page.texts]
        lefts = [i for i, piece in enumerate(pieces) if piece.torn_end]
        rights = [j for j, piece in enumerate(pieces) if piece.may_go_on and j not in page.begins]
        if lefts and rights:
            truth = np.array([[(i, j) in page.seams for j in rights] for i in lefts], dtype=float)
            allowed = (np.array(lefts)[:, None] != np.array(rights)[None, :]).astype(float)
            found.append((seam_features(model, page.texts, lefts, rights), truth, allowed))
    return found


def fit(found: Sequence[Table]) -> tuple[Floats, float]:
    """Weights and bias of the logistic model, for features as they are."""
    rows = np.concatenate([features[allowed > 0] for features, _, allowed in found])
    truth = np.concatenate([true[allowed > 0] for _, true, allowed in found])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=2000).fit((rows - mean) / scale, truth)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def judged(found: Sequence[Table], weights: Floats, bias: float) -> tuple[Floats, Floats, float]:
    """Chance and truth of the best pairs of all pages, and the number of true seams."""
    chances: list[float] = []
    truths: list[float] = []
    for features, truth, allowed in found:
        table = marginals(features @ weights + bias, allowed)
        for i, j in best_pairs(table, 0.01):
            chances.append(table[i, j])
            truths.append(truth[i, j])
    return np.array(chances), np.array(truths), float(sum(truth.sum() for _, truth, _ in found))


def report(chances: Floats, truths: Floats, total: float) -> list[str]:
    """A line for each least chance: seams found, joins wrong."""
    return [
        f"least {least:.2f}: found {truths[chances >= least].sum() / total:.3f}"
        f" wrong {1 - truths[chances >= least].mean():.4f}"
        for least in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
    ]


def main() -> None:
    """Train, say how well it does on pages of its own, and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/news"))
    parser.add_argument("-o", "--out", type=Path, default=Path("models/stitch"))
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--least", type=float, default=0.72)
    parser.add_argument("--counts", type=Path, help="counts of the first part, made before")
    options = parser.parse_args()
    texts = local_news(options.data)
    random.Random(SEED).shuffle(texts)
    held, rest = texts[: len(texts) // 4], texts[len(texts) // 4 :]
    options.out.mkdir(parents=True, exist_ok=True)
    counts = options.counts or options.out / "ngrams.npz"
    if not options.counts:
        count(rest, news(options.data / "broadcast.jsonl.gz"), counts)
    learned = tables(load(counts), list(pages(held[: len(held) * 2 // 3], options.pages, SEED)))
    checked = tables(load(counts), list(pages(held[len(held) * 2 // 3 :], options.pages // 3, SEED + 1)))
    weights, bias = fit(learned)
    print("\n".join(report(*judged(checked, weights, bias + NULL))))
    write(options.out / "seams.json", weights, bias + NULL, options.least)
    if not options.counts:
        count(texts, news(options.data / "broadcast.jsonl.gz"), counts)


def write(path: Path, weights: Floats, bias: float, least: float) -> None:
    """Write the seam model as kg.reading.stitch reads it."""
    content = {
        "features": list(FEATURES),
        "weights": [round(float(weight), 4) for weight in weights],
        "bias": round(bias, 4),
        "least": least,
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
