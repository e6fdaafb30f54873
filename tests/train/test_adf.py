"""Tests of the training of a conditional random field: its gradient is that of the likelihood, by enumeration."""

import itertools

import numpy as np
import pytest

from pipelines.train.adf import Field, train
from pipelines.train.word_features import Example

SENTENCE = Example(np.array([0, 1, 2, 3, 1, 9, 9, 4], np.int32), np.array([0, 2, 3, 6]), np.array([0, 2, 1, 1]))


@pytest.fixture
def field() -> Field:
    """A field with ten features and three tags."""
    random, made = np.random.default_rng(5), Field(10, 3)
    made.nodes, made.edges = random.normal(size=(10, 3)), random.normal(size=(3, 3))
    return made


def loss(field: Field) -> float:
    """Negative log likelihood of the sentence, by all 81 ways to tag it."""
    scores = np.add.reduceat(field.nodes[SENTENCE.features], SENTENCE.starts)

    def total(tags: tuple[int, ...]) -> float:
        return float(
            sum(scores[i, t] for i, t in enumerate(tags)) + sum(field.edges[p] for p in itertools.pairwise(tags))
        )

    ways = [total(tags) for tags in itertools.product(range(3), repeat=4)]
    return float(np.log(np.exp(ways).sum())) - total(tuple(SENTENCE.tags.tolist()))


def test_loss(field: Field) -> None:
    """The loss is what enumeration gives."""
    assert field.gradient(SENTENCE)[0] == pytest.approx(loss(field))


def test_gradient(field: Field) -> None:
    """Each part of the gradient is the slope of the loss."""
    _, touched, nodes, edges = field.gradient(SENTENCE)
    for weights, slopes, rows in ((field.nodes, nodes, touched.tolist()), (field.edges, edges, [0, 1, 2])):
        for n, row in enumerate(rows):
            for column in range(3):
                before = loss(field)
                weights[row, column] += 1e-6
                assert (loss(field) - before) / 1e-6 == pytest.approx(slopes[n, column], abs=1e-4)
                weights[row, column] -= 1e-6


def test_training_learns_and_repeats() -> None:
    """The loss falls from pass to pass, and the same seed gives the same weights."""
    runs = [[(f.nodes.copy(), value) for f, value in train([SENTENCE] * 20, 10, 3, 4, seed=1)] for _ in range(2)]
    losses = [value for _, value in runs[0]]
    assert losses == sorted(losses, reverse=True)
    assert all(np.array_equal(one[0], other[0]) for one, other in zip(*runs, strict=True))
