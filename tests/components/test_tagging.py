"""Tests of tags that spell spans: whatever the scores, what is read are spans, and the best ones."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.components.tagging import BEGIN, END, INSIDE, OUTSIDE, SINGLE, Floats, count, read, spelt, tag

LABELS = 2


def scores(seed: int, size: int) -> Floats:
    """Random scores of the tags of two labels."""
    return np.random.default_rng(seed).normal(size=(size, count(LABELS))).astype(np.float32)


@pytest.mark.parametrize(
    "spans",
    [[], [(0, 3, 1)], [(0, 1, 0), (1, 3, 1), (4, 5, 1)], [(1, 5, 0)]],
)
def test_spans_are_read_as_they_were_spelt(spans: list[tuple[int, int, int]]) -> None:
    """The tags of spans, as the best scores, give the same spans."""
    tags = spelt(5, spans)
    best = np.full((5, count(LABELS)), -4, np.float32)
    best[np.arange(5), tags] = 4
    assert read(best, np.ones(5, np.bool_)) == spans


def legal(tags: tuple[int, ...]) -> bool:
    """Whether the tags spell spans, by the definition alone."""
    spans, start = [], None
    for at, number in enumerate(tags):
        part, label = (OUTSIDE, None) if number == 0 else ((number - 1) % 4 + 1, (number - 1) // 4)
        if part in (BEGIN, SINGLE):
            start = at
        if part in (END, SINGLE) and start is not None:
            spans.append((start, at + 1, label))
    return tuple(spelt(len(tags), [span for span in spans if span[2] is not None])) == tags  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tags_that_spell_spans_win(seed: int) -> None:
    """Where every character's best tag fits its neighbours', or all lie in one stretch, no other tags score higher."""
    table = scores(seed, 5)
    table[:, 0] -= 10
    table[[0, -1], 0] += 30
    ways = [way for way in product(range(count(LABELS)), repeat=5) if legal(way)]
    best = max(ways, key=lambda way: float(table[np.arange(5), way].sum()))
    assert tuple(spelt(5, read(table, np.ones(5, np.bool_)))) == best


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 40), data=st.data())
def test_any_scores_give_spans_where_spans_may_be(seed: int, size: int, data: st.DataObject) -> None:
    """Spans never meet, and lie where they may."""
    free = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    spans = read(scores(seed, size), free)
    assert all(free[start:end].all() and start < end for start, end, _ in spans)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(spans))


def test_tags_are_numbered_by_label_and_part() -> None:
    """Outside is 0; a label's four tags follow each other."""
    assert [tag(1, part) for part in (BEGIN, INSIDE, END, SINGLE)] == [5, 6, 7, 8]
    assert count(2) == 9
