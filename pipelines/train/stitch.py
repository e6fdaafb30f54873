"""Trains models/stitch/: n-gram counts of the news, then the seam model on pages torn on purpose.

    python -m pipelines.train.stitch --data ../shared/data/news -o models/stitch

The seam model learns on articles that its counts have not seen; the counts that are kept are of all articles.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.reading.assignment import best_pairs, marginals
from kg.reading.language_model import Floats, LanguageModel, load
from kg.reading.runs import runs
from kg.reading.seam_model import Logistic, SeamModel
from kg.reading.seams import FEATURES, seam_features
from kg.reading.sentence_starts import START_FEATURES, start_features
from kg.reading.stitch import candidates
from pipelines.train.stitch_counts import count, news
from pipelines.train.torn_pages import TornPage, torn_page

SEED = 20251031
ALONE = 1.5
"""Added to the log odds of a single pair before pairs compete (tuned on torn pages)."""
LEAST, LEAST_UNDER = 0.75, 0.6
"""Where a third of the fragments is missing, one join in a hundred is wrong from the first on. Of the pairs under
headings that came between the second and the first on torn pages, all were right."""
Table = tuple[Floats, Floats, Floats]


def local_news(data: Path) -> list[str]:
    """The local articles, each once, without blanks."""
    with gzip.open(data / "local.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = ("".join(json.loads(line)["text"].split()) for line in lines)
        return list(dict.fromkeys(texts))


def beginnings(texts: Sequence[str], seed: int, each: int = 3) -> tuple[list[str], list[int]]:
    """Whole sentences' beginnings (0) and torn ones (1), some of each from every text."""
    rng = random.Random(seed)
    found: list[tuple[str, int]] = []
    for text in texts:
        whole = [match.end() for match in re.finditer("[。！？][”’）]*", text)]
        torn = [match.start() for match in re.finditer("(?<=[一-鿿])(?=[一-鿿])", text)]
        for places, label in ((whole, 0), (torn, 1)):
            inside = [place for place in places if 20 < place < len(text) - 40]
            found += [(text[i : i + 200], label) for i in rng.sample(inside, min(each, len(inside)))]
    return [text for text, _ in found], [label for _, label in found]


def pages(texts: Sequence[str], number: int, seed: int) -> Iterator[TornPage]:
    """``number`` torn pages of four to six articles."""
    rng = random.Random(seed)
    usable = [text for text in texts if len(text) > 250]
    for _ in range(number):
        yield torn_page(rng.sample(usable, rng.choice([4, 5, 6])), rng)


def tables(model: LanguageModel, starts: Logistic, torn: Sequence[TornPage]) -> list[Table]:
    """Features, truth and what is allowed, of all pairs of each page."""
    found = []
    for page in torn:
        texts = [piece.text for piece in page.fragments]
        odds = [float(one) for one in starts.scores(start_features(model, texts))]
        for some in candidates(page.fragments, odds, runs(page.fragments, odds)):
            truth, allowed = some.table(frozenset(page.seams)), 1.0 - some.table(some.forbidden)
            found.append((seam_features(model, some), truth, allowed))
    return found


def logistic(names: Sequence[str], rows: Floats, truth: Sequence[float] | Floats) -> Logistic:
    """Fit a logistic model, its weights for features as they are."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=2000).fit((rows - mean) / scale, truth)
    weights = model.coef_[0] / scale
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return Logistic({n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}, round(bias, 4))


def seam_logistic(found: Sequence[Table]) -> Logistic:
    """Fit the seam model to all pairs of all pages."""
    rows = np.concatenate([features[allowed > 0] for features, _, allowed in found])
    truth = np.concatenate([true[allowed > 0] for _, true, allowed in found])
    fitted = logistic(FEATURES, rows, truth)
    return Logistic(fitted.weights, round(fitted.bias + ALONE, 4))


def report(found: Sequence[Table], seams: Logistic) -> str:
    """A line for each least chance: the share of seams found, and of joins wrong."""
    chances: list[float] = []
    truths: list[float] = []
    for features, truth, allowed in found:
        table = marginals(seams.scores(features), allowed)
        for i, j in best_pairs(table, 0.01):
            chances.append(table[i, j])
            truths.append(truth[i, j])
    chance, true = np.array(chances), np.array(truths)
    total = sum(truth.sum() for _, truth, _ in found)
    return "\n".join(
        f"least {least:.2f}: found {true[chance >= least].sum() / total:.3f}"
        f" wrong {1 - true[chance >= least].mean():.4f}"
        for least in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
    )


def train(texts: Sequence[str], counts: Path, number: int) -> tuple[SeamModel, str]:
    """Learn both models from ``texts``, which ``counts`` has not seen; a third of them only measures."""
    model, cut = load(counts), len(texts) * 2 // 3
    heads, labels = beginnings(texts[:cut], SEED)
    starts = logistic(START_FEATURES, start_features(model, heads), labels)
    learned = tables(model, starts, list(pages(texts[:cut], number, SEED)))
    checked = tables(model, starts, list(pages(texts[cut:], number // 3, SEED + 1)))
    seams = seam_logistic(learned)
    return SeamModel(starts, seams, LEAST, LEAST_UNDER), report(checked, seams)


def main() -> None:
    """Train, say how well it does on pages of its own, and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/news"))
    parser.add_argument("-o", "--out", type=Path, default=Path("models/stitch"))
    parser.add_argument("--pages", type=int, default=400)
    options = parser.parse_args()
    texts = local_news(options.data)
    random.Random(SEED).shuffle(texts)
    held, rest = texts[: len(texts) // 4], texts[len(texts) // 4 :]
    options.out.mkdir(parents=True, exist_ok=True)
    counts, broadcast = options.out / "ngrams.npz", options.data / "broadcast.jsonl.gz"
    count(rest, news(broadcast), counts)
    model, told = train(held, counts, options.pages)
    print(told)
    content = msgspec.json.format(msgspec.json.encode(model), indent=1)
    (options.out / "seams.json").write_bytes(content + b"\n")
    count(texts, news(broadcast), counts)


if __name__ == "__main__":
    main()
