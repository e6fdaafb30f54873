"""The fast recogniser: looks up n-grams and words, runs convolutions over the whole article, reads tags.

It is taught by the accurate one on unmarked news (Hinton et al. 2015). A character's scores hang on its neighbours
only, so an article is read in one piece, and the result never depends on other articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from kg.components.borders import settle
from kg.components.characters import Characters
from kg.components.ngrams import COLUMNS, Numbers, features
from kg.components.span_model import CHARACTERS, INNER, OUTER, Bounds, ScoredSpan, load_session, ordered
from kg.components.tagging import Floats, count, read, spelt

_OUTER_TAGS = count(len(OUTER))
_PIECE, _SEEN = 20_000, 64
"""Characters read at a time, which bounds the memory, and more than a character's scores hang on to each side."""


@dataclass(frozen=True)
class Tagger:
    """A loaded model. ``session`` runs the network over the numbers of `kg.components.ngrams`."""

    session: Any = field(repr=False)
    chars: Characters = field(repr=False)
    folder: Path

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> "Tagger":
        """Load the files that training wrote.

        Raises:
            OutsideError: one is missing.
        """
        return cls(load_session(folder, threads), Characters.load(folder / CHARACTERS), folder)

    def of_doc(self, doc: Doc, sentences: Bounds) -> list[ScoredSpan]:
        """The spans ``(start, end, label, probability)`` of a `Doc`, nested ones too, by start, the longer first."""
        text = doc.text
        scores = self._scores(features(doc, self.chars, text))
        outer, inner = scores[:, :_OUTER_TAGS], scores[:, _OUTER_TAGS:]
        found = list(_labelled(outer, _covered(sentences, len(scores)), OUTER))
        posts = [(start, end) for start, end, label, _ in found if label == "POST"]
        nested = _labelled(inner, _covered(posts, len(scores)), INNER)
        found += [n for n in nested if any(a <= n[0] and n[1] <= b and n[1] - n[0] < b - a for a, b in posts)]
        return ordered(settle(text, found))

    def _scores(self, numbers: Numbers) -> Floats:
        """The score of each character's tags; long texts by pieces that overlap."""
        size = numbers.shape[1]
        parts = [np.zeros((0, _OUTER_TAGS + count(len(INNER))), np.float32)]
        for start in range(0, size, _PIECE):
            left, right = max(0, start - _SEEN), min(size, start + _PIECE + _SEEN)
            rows = dict(zip(COLUMNS, numbers[:, left:right], strict=True))
            parts.append(self.session.run(["scores"], rows)[0][start - left :][:_PIECE])
        return np.concatenate(parts)


def _covered(bounds: Bounds, size: int) -> npt.NDArray[np.bool_]:
    """Which of ``size`` characters lie inside ``bounds``."""
    edges = np.zeros(size + 1, np.int64)
    for start, end in bounds:
        edges[start] += 1
        edges[end] -= 1
    return edges[:-1].cumsum() > 0


def _labelled(scores: Floats, free: npt.NDArray[np.bool_], labels: tuple[str, ...]) -> Iterator[ScoredSpan]:
    """The spans that the tags spell among the characters that are ``free``."""
    spans = read(scores, free)
    if not spans:
        return
    tags = spelt(len(scores), spans)
    inside = np.flatnonzero(tags)
    rows = scores[inside] - scores[inside].max(axis=1, keepdims=True)
    shares = rows[np.arange(len(inside)), tags[inside]] - np.log(np.exp(rows).sum(axis=1))
    lengths = [end - start for start, end, _ in spans]
    sums = np.add.reduceat(shares, np.cumsum([0, *lengths[:-1]]))
    for (start, end, label), share in zip(spans, np.exp(sums).tolist(), strict=True):
        yield start, end, labels[label], share
