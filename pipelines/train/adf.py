"""Trains a linear-chain conditional random field by adaptive online gradient descent.

The method is that of spacy-pkuseg (Sun, Wang, Li: Fast Online Training with Frequency-Adaptive Learning Rates for
Chinese Word Segmentation and New Word Detection, ACL 2012), with the gradient of a sentence taken as arrays: the
same weights in a seventh of the time.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.train.word_features import Example

Floats = NDArray[np.float64]
Ints = NDArray[Any]


class Field:
    """The weights of a conditional random field: ``nodes`` by feature and tag, ``edges`` from tag to tag."""

    def __init__(self, features: int, tags: int) -> None:
        self.nodes: Floats = np.zeros((features, tags))
        self.edges: Floats = np.zeros((tags, tags))

    def gradient(self, example: Example) -> tuple[float, Ints, Floats, Floats]:
        """Negative log likelihood of ``example``; the features it touches, and the gradient by node and edge."""
        scores = np.add.reduceat(self.nodes[example.features], example.starts)
        loss, node, edge = _expectations(scores, self.edges)
        size, tags = np.arange(len(scores)), example.tags
        loss -= scores[size, tags].sum() + self.edges[tags[:-1], tags[1:]].sum()
        node[size, tags] -= 1
        np.subtract.at(edge, (tags[:-1], tags[1:]), 1)
        touched, where = np.unique(example.features, return_inverse=True)
        rows = np.repeat(size, np.diff(example.starts, append=len(example.features)))
        sums = [np.bincount(where, column, len(touched)) for column in node[rows].T]
        return loss, touched, np.stack(sums, axis=1), edge


def _expectations(scores: Floats, edges: Floats) -> tuple[float, Floats, Floats]:
    """Log partition function, and the expected tags and transitions, by the scaled forward-backward algorithm."""
    peak = scores.max(axis=1, keepdims=True)
    emit, move = np.exp(scores - peak), np.exp(edges)
    ahead, behind = np.empty_like(emit), np.ones_like(emit)
    scale = np.empty(len(emit))
    row = emit[0]
    for i in range(len(emit)):
        if i:
            row = (row @ move) * emit[i]
        scale[i] = row.sum()
        row = ahead[i] = row / scale[i]
    for i in range(len(emit) - 1, 0, -1):
        behind[i - 1] = move @ (emit[i] * behind[i]) / scale[i]
    pairs = ahead[:-1].T @ (emit[1:] * behind[1:] / scale[1:, None]) * move
    return float(np.log(scale).sum() + peak.sum()), ahead * behind, pairs


class Rates:
    """The learning rate of every weight: it falls faster for features that are seen more often."""

    def __init__(self, field: Field, start: float = 0.05, upper: float = 0.995, lower: float = 0.6) -> None:
        self.upper, self.lower, self.seen = upper, lower, 0
        self.nodes: Floats = np.full(len(field.nodes), start)
        self.edges = start
        self.counts: Floats = np.zeros(len(field.nodes))

    def fall(self) -> None:
        """Lower the rates by what was seen since the last call."""
        self.nodes *= self.upper - (self.upper - self.lower) * self.counts / self.seen
        self.edges *= self.lower
        self.counts[:] = 0


def train(
    examples: Sequence[Example], features: int, tags: int, epochs: int, seed: int
) -> Iterator[tuple[Field, float]]:
    """Yield the field after each pass over ``examples``, with the loss of the pass; the same for the same seed."""
    field, order, random = Field(features, tags), list(range(len(examples))), Random(seed)
    rates, interval = Rates(field), max(len(examples) // 10, 1)
    for _ in range(epochs):
        random.shuffle(order)
        loss = 0.0
        for place, index in enumerate(order, 1):
            loss += _step(field, rates, examples[index])
            if place % interval == 0 or place == len(order):
                _settle(field, rates, len(order))
        yield field, loss


def _step(field: Field, rates: Rates, example: Example) -> float:
    loss, touched, node, edge = field.gradient(example)
    field.nodes[touched] -= rates.nodes[touched, None] * node
    field.edges -= rates.edges * edge
    rates.counts[touched] += 1
    rates.seen += 1
    return loss


def _settle(field: Field, rates: Rates, total: int) -> None:
    """Lower the learning rates and draw all weights towards nought (L2, weight 1)."""
    if rates.seen:
        rates.fall()
        share = rates.seen / total
        field.nodes -= rates.nodes[:, None] * field.nodes * share
        field.edges -= rates.edges * field.edges * share
        rates.seen = 0
