"""Trains the segmenter on the People's Daily of January 1998: ``python -m pipelines.train.segmenter CORPUS OUT``.

The corpus is the file that `pipelines.train.pfr` reads. Days 1-27 train, 28-29 tune, 30-31 test.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from kg.components.segmenter import Segmenter, classes
from pipelines.train import adf
from pipelines.train.pfr import Sentence, read_corpus
from pipelines.train.word_features import TAGS, Vocabulary

Floats = NDArray[np.float64]
TRAIN, DEV, TEST = range(1, 28), range(28, 30), range(30, 32)
EPOCHS, KEEP, LEAST = 5, 100_000, 2


def word_f1(gold: Iterable[Sentence], predicted: Iterable[Sentence]) -> float:
    """F1 of word spans; both sides hold the same characters sentence by sentence."""
    right = count = 0
    for one, other in zip(gold, predicted, strict=True):
        a, b = _spans(one), _spans(other)
        right += len(a & b)
        count += len(a) + len(b)
    return 2 * right / count


def _spans(words: Sentence) -> set[tuple[int, int]]:
    spans, start = set(), 0
    for word in words:
        spans.add((start, start + len(word)))
        start += len(word)
    return spans


def train(sentences: Sequence[Sentence], out: Path, epochs: int = 0, seed: int = 0) -> Iterator[float]:
    """Train a conditional random field for spacy-pkuseg into the folder ``out``; yield the loss of each pass."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    folded = [[FeatureExtractor.keyword_rename(classes(word)) for word in words] for words in sentences]
    vocabulary = Vocabulary(folded, LEAST)
    examples = [vocabulary.example(words, list(FeatureExtractor.normalize_text("".join(words)))) for words in folded]
    for field, loss in adf.train(examples, len(vocabulary.features), len(TAGS), epochs or EPOCHS, seed):
        save(out, vocabulary.features, vocabulary.words, field.nodes, field.edges)
        yield loss


def save(out: Path, features: dict[str, int], words: set[str], nodes: Floats, edges: Floats) -> None:
    """Write a model that ``spacy_pkuseg.pkuseg`` loads: ``edges`` go from tag to tag."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor
    from spacy_pkuseg.model import Model

    out.mkdir(parents=True, exist_ok=True)
    model = Model(*nodes.shape)
    model.w = np.concatenate([nodes.ravel(), edges.T.ravel()])
    model.save(str(out))
    extractor = FeatureExtractor()
    extractor.unigram, extractor.feature_to_idx = words, features
    extractor.tag_to_idx = {tag: number for number, tag in enumerate(TAGS)}
    extractor.save(str(out))


def prune(model: Path, out: Path, keep: int) -> None:
    """Keep the ``keep`` features whose weights differ most between the tags, in steps of 1/1024."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor
    from spacy_pkuseg.model import Model

    index, old = FeatureExtractor.load(str(model)).feature_to_idx, Model.load(str(model))
    nodes = old.w[: old.n_feature * old.n_tag].reshape(-1, old.n_tag)
    nodes = np.round((nodes - nodes.mean(axis=1, keepdims=True)) * 1024) / 1024
    strength = np.ptp(nodes, axis=1)
    strength[0] = np.inf  # spacy-pkuseg adds feature 0 everywhere
    kept = np.sort(np.argsort(-strength, kind="stable")[:keep])
    names = sorted(index, key=index.__getitem__)
    features = {names[i]: n for n, i in enumerate(kept.tolist())}
    words = {word for name in features for word in _words_of(name)}
    save(out, features, words, nodes[kept], old.w[nodes.size :].reshape(old.n_tag, -1).T)


def _words_of(feature: str) -> list[str]:
    """The words that a feature is about: ``w1.干部``, ``ww.l.干部*会议``; none for characters."""
    kind, _, rest = feature.rpartition(".")
    return rest.split("*") if kind.startswith("w") else []


def package(model: Path, out: Path) -> None:
    """Write the tokenizer folder of a pipeline from a trained model."""
    tokenizer = Segmenter(Vocab())
    tokenizer.initialize(pkuseg_model=str(model), pkuseg_user_dict=None)
    tokenizer.to_disk(out)


def score(tokenizer: Segmenter, sentences: Sequence[Sentence]) -> float:
    """Word F1 of a tokenizer on sentences that are cut already."""
    texts = ["".join(words) for words in sentences]
    return word_f1(sentences, [tuple(token.text for token in tokenizer(text)) for text in texts])


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="199801.gbk.txt")
    parser.add_argument("out", type=Path, help="the tokenizer folder to write, models/zh_news/tokenizer")
    parser.add_argument("--work", type=Path, default=Path("build/segmenter"), help="where the whole model goes")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--keep", type=int, default=KEEP, help="how many features the packaged model has")
    return parser.parse_args()


def main() -> None:
    """Train, prune and package the segmenter, and say what it scores on the days that it has not seen."""
    args = arguments()
    began = time.monotonic()
    for number, loss in enumerate(train(list(read_corpus(args.corpus, TRAIN)), args.work, args.epochs), 1):
        print(f"pass {number}: loss {loss:.0f}, {time.monotonic() - began:.0f} s", flush=True)
    prune(args.work, args.work / "pruned", args.keep)
    package(args.work / "pruned", args.out)
    tokenizer = Segmenter(Vocab()).from_disk(args.out)
    for name, days in (("dev", DEV), ("test", TEST)):
        print(f"{name}: word F1 {score(tokenizer, list(read_corpus(args.corpus, days))):.4f}")


if __name__ == "__main__":
    main()
