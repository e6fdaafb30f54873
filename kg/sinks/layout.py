"""Positions for the drawing of a graph: the same for the same graph, in a fifth of a second for 3,000 nodes.

The connected components are placed by `kg.sinks.pivots`, refined by `kg.sinks.forces` and packed on shelves.
No BLAS call is made, so that the number of threads does not change a bit of the result.
"""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from kg.sinks.forces import FEW, flat, refined
from kg.sinks.packing import packed
from kg.sinks.parts import Floats, Integers, Parts, Places
from kg.sinks.pivots import first_places

SPACING = 90.0
_GAP = 1.5 * SPACING


def positions(count: int, edges: Integers) -> Floats:
    """Return x and y of ``count`` nodes, ``SPACING`` being the wanted length of an edge.

    Args:
        count: number of nodes.
        edges: pairs of node numbers, shape (m, 2); direction, loops and repetition do not matter.
    """
    if count == 0:
        return np.zeros((0, 2))
    pairs = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    order, parts = _in_parts(count, pairs)
    number = np.argsort(order)
    pairs = np.sort(number[pairs], axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    placed = flat(_arranged(pairs, parts))
    members = np.split(np.arange(count), parts.starts[1:])
    opened = np.concatenate([_opened(placed[nodes]) for nodes in members])
    return packed(opened * SPACING, members, _GAP)[number]


def _in_parts(count: int, pairs: Integers) -> tuple[Integers, Parts]:
    """The nodes component by component, the largest first, equal ones by their first node."""
    matrix = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, component = connected_components(matrix, directed=False)
    _, first, sizes = np.unique(component, return_index=True, return_counts=True)
    return np.lexsort((first[component], -sizes[component])), Parts(np.sort(sizes)[::-1])


def _arranged(pairs: Integers, parts: Parts) -> Places:
    """Each large component by itself, then all small ones."""
    placed = first_places(pairs, parts)
    large = int((parts.sizes > FEW).sum())
    first = 0
    for sizes in np.split(parts.sizes, np.arange(1, large + 1)):
        last = first + int(sizes.sum())
        own = pairs[(pairs[:, 0] >= first) & (pairs[:, 0] < last)] - first
        placed[first:last] = refined(placed[first:last], own, Parts(sizes))
        first = last
    return placed


def _opened(placed: Floats) -> Floats:
    """Scale up until nine nodes in ten have their nearest neighbour at half the spacing or more."""
    nearest: Floats = cKDTree(placed).query(placed, 2)[0][:, 1]
    return placed * max(1.0, 0.5 / max(float(np.sort(nearest)[len(nearest) // 10]), 0.01))
