"""Trains the weights of a linear chain by the averaged structured perceptron (Collins, EMNLP 2002)."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from pipelines.train.word_features import Example

Floats = NDArray[np.float64]
Weights = tuple[Floats, Floats]


class Perceptron:
    """Weights by feature and tag, and from tag to tag, with the sums that their averages are made of."""

    def __init__(self, features: int, tags: int) -> None:
        from spacy_pkuseg.inference import run_viterbi

        self._viterbi = run_viterbi
        self.nodes, self.edges = np.zeros((features, tags)), np.zeros((tags, tags))
        self._node_sums, self._edge_sums = np.zeros_like(self.nodes), np.zeros_like(self.edges)
        self.steps = 0

    def learn(self, example: Example) -> int:
        """Decode a sentence and move the weights from what was wrong to what is right; return the wrong tags."""
        self.steps += 1
        scores = np.add.reduceat(self.nodes[example.features], example.starts)
        found = self._viterbi(scores, self.edges)[1]
        wrong = np.flatnonzero(found != example.tags)
        if len(wrong):
            self._move(example, wrong, found)
        return len(wrong)

    def _move(self, example: Example, wrong: NDArray[np.int64], found: NDArray[np.int32]) -> None:
        ends = np.append(example.starts[1:], len(example.features))
        for i in wrong.tolist():
            rows = example.features[example.starts[i] : ends[i]]
            for tag, by in ((example.tags[i], 1.0), (found[i], -1.0)):
                self.nodes[rows, tag] += by
                self._node_sums[rows, tag] += by * self.steps
        for tags, by in ((example.tags, 1.0), (found, -1.0)):
            np.add.at(self.edges, (tags[:-1], tags[1:]), by)
            np.add.at(self._edge_sums, (tags[:-1], tags[1:]), by * self.steps)

    def averaged(self) -> Weights:
        """The weights averaged over all steps."""
        return self.nodes - self._node_sums / self.steps, self.edges - self._edge_sums / self.steps


def train(
    examples: Sequence[Example], features: int, tags: int, epochs: int, seed: int
) -> Iterator[tuple[Weights, int]]:
    """Yield the averaged weights after each pass and how many tags were wrong in it; the same for the same seed."""
    model, order, random = Perceptron(features, tags), list(range(len(examples))), Random(seed)
    for _ in range(epochs):
        random.shuffle(order)
        wrong = sum(model.learn(examples[i]) for i in order)
        yield model.averaged(), wrong
