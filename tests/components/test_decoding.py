"""The best segmentation and its probabilities, against all segmentations written out."""

from collections.abc import Iterator

import numpy as np
import pytest

from kg.components.decoding import Floats, Found, Lattice

TOKENS, LONGEST, LABELS = 6, 3, 2


def segmentations(start: int = 0) -> Iterator[list[Found]]:
    """Every way to segment the tokens from ``start`` on."""
    if start == TOKENS:
        yield []
        return
    yield from segmentations(start + 1)
    for end in range(start + 1, min(start + LONGEST, TOKENS) + 1):
        for rest in segmentations(end):
            yield from ([(start, end, label), *rest] for label in range(LABELS))


def made(seed: int) -> tuple[Floats, Lattice]:
    """Scores by chance: two labels in a first layer, a third label alone in a second."""
    scores = np.random.default_rng(seed).normal(size=(LABELS + 1, TOKENS, TOKENS)).astype(np.float32)
    return scores, Lattice(scores, (slice(0, LABELS), slice(LABELS, LABELS + 1)), LONGEST)


@pytest.mark.parametrize("seed", range(5))
def test_best_is_the_best_of_all(seed: int) -> None:
    """No segmentation scores higher than the one that is returned."""
    scores, lattice = made(seed)
    best = max(segmentations(), key=lambda spans: sum(scores[y, i, j - 1] for i, j, y in spans))
    assert lattice.best()[0] == best


@pytest.mark.parametrize("seed", range(5))
def test_probability_is_the_share_of_all(seed: int) -> None:
    """A span's probability is the weight of the segmentations that hold it, of the weight of all."""
    scores, lattice = made(seed)
    ways = list(segmentations())
    weights = np.exp([sum(float(scores[y, i, j - 1]) for i, j, y in spans) for spans in ways])
    for span in [*lattice.best()[0], (0, 2, 1), (4, 5, 0)]:
        share = sum(w for w, spans in zip(weights, ways, strict=True) if span in spans) / weights.sum()
        assert lattice.probability(0, span) == pytest.approx(share, rel=1e-4)


def test_layers_do_not_touch_each_other() -> None:
    """A layer's result is the same beside another layer and alone."""
    scores, lattice = made(11)
    alone = Lattice(scores, (slice(LABELS, LABELS + 1),), LONGEST)
    assert lattice.best()[1] == alone.best()[0]
    assert lattice.probability(1, (1, 3, 0)) == pytest.approx(alone.probability(0, (1, 3, 0)))


def test_nothing_in_nothing() -> None:
    """One token with no span worth more than nothing gives no span."""
    lattice = Lattice(np.full((3, 1, 1), -1, np.float32), (slice(0, 3),), 50)
    assert lattice.best() == [[]]
