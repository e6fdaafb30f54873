"""Positions of the drawing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from kg.sinks.forces import FEW
from kg.sinks.layout import SPACING, positions

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(PAIRS)
@settings(deadline=None, max_examples=40)
def test_any_graph_has_finite_places_and_no_two_nodes_on_one(pairs: list[tuple[int, int]]) -> None:
    """Loops, repetitions, single nodes and parts do no harm, and the result is the same twice."""
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    placed = positions(12, edges)
    assert np.isfinite(placed).all()
    assert cKDTree(placed).query(placed, 2)[0][:, 1].min() > 1
    assert np.array_equal(placed, positions(12, edges))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_graphs(count: int) -> None:
    """No node, one, and two without an edge."""
    assert positions(count, np.zeros((0, 2), dtype=np.int64)).shape == (count, 2)


@pytest.mark.parametrize("rings", [8, 30])
def test_neighbours_are_nearer_than_strangers(rings: int) -> None:
    """In a ring of rings, edges are much shorter than the distance of other pairs, be it a few nodes or many."""
    inner = [(9 * g + i, 9 * g + (i + 1) % 9) for g in range(rings) for i in range(9)]
    edges = np.array(inner + [(9 * g, 9 * ((g + 1) % rings)) for g in range(rings)])
    placed = positions(9 * rings, edges)
    length = np.linalg.norm(placed[edges[:, 0]] - placed[edges[:, 1]], axis=1)
    every = np.linalg.norm(placed[:, None] - placed[None], axis=2)
    assert (9 * rings > FEW) == (rings == 30)
    assert np.median(length) < np.median(every) / 3
    assert np.median(length) > SPACING / 3


def test_components_do_not_overlap() -> None:
    """Two parts of a graph stand side by side."""
    ring = [(i, (i + 1) % 10) for i in range(10)]
    placed = positions(20, np.array(ring + [(a + 10, b + 10) for a, b in ring]))
    first, second = placed[:10], placed[10:]
    apart = (first.max(0) < second.min(0)) | (second.max(0) < first.min(0))
    assert apart.any()
