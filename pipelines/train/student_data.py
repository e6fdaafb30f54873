"""Texts with their spans as rows of numbers, for training the fast recogniser."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from kg.components.characters import Characters
from kg.components.ngrams import features
from kg.components.span_model import OUTER
from kg.components.tagging import spelt
from pipelines.train.examples import Marked, numbered, read_folder

ROW, REPEATED = 400, 2
"""Characters a row, how often marked articles are seen."""
Numbers = npt.NDArray[np.uint16]


def texts(taught: Sequence[Path], gold: Sequence[Path]) -> Iterator[tuple[str, Sequence[Marked]]]:
    """Texts with their spans: what was marked by the teacher, then the marked articles, these ``REPEATED`` times."""
    for path in taught:
        with path.open(encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                yield line["text"], [tuple(span) for span in line["spans"]]
    articles = [article for folder in gold for article in read_folder(folder)]
    for article in articles * REPEATED:
        yield article.text, article.spans


def encoded(nlp: Language, chars: Characters, text: str, spans: Iterable[Marked]) -> Numbers:
    """The numbers of a text's characters, a row for each of ``COLUMNS``, then the right tags, outer and nested."""
    layers: tuple[list[tuple[int, int, int]], ...] = ([], [])
    for label, start, end in sorted(_flat(spans), key=lambda span: (span[1], -span[2])):
        layer = layers[label >= len(OUTER)]
        if not layer or start >= layer[-1][1]:
            layer.append((start, end, label % len(OUTER)))
    doc = nlp.get_pipe("kg_sentences")(nlp.make_doc(text))
    tags = [spelt(len(text), layer) for layer in layers]
    return np.concatenate([features(doc, chars), tags]).astype(np.uint16)


def _flat(spans: Iterable[Marked]) -> Iterator[tuple[int, int, int]]:
    yield from ((label, start, end) for start, end, label in numbered(spans))


def rows(numbers: Numbers, chance: np.random.Generator) -> Numbers:
    """The whole text cut into rows of ``ROW`` characters, from another offset each time, in another order."""
    at = int(chance.integers(ROW))
    count = (numbers.shape[1] - at) // ROW
    cut = numbers[:, at : at + count * ROW].reshape(len(numbers), count, ROW).transpose(1, 0, 2)
    return cut[chance.permutation(count)]
