"""Positions for the drawing of a graph: the same for the same graph, in seconds for 3,000 nodes.

Each connected component is placed by PivotMDS (Brandes and Pich 2007) and refined with the forces of
Fruchterman and Reingold (1991): near nodes repel each other exactly, far ones by cell, as in Barnes and
Hut (1986). The components are then packed on shelves. No BLAS call is made, so that the number of
threads does not change a bit of the result.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import cKDTree

from kg.sinks.packing import Floats, Integers, packed

SPACING = 90.0
_PIVOTS, _ROUNDS, _CELLS, _FEW = 40, 80, 16, 50
_GAP = 1.5 * SPACING


def positions(count: int, edges: Integers) -> Floats:
    """Return x and y of ``count`` nodes, ``SPACING`` being the wanted length of an edge.

    Args:
        count: number of nodes.
        edges: pairs of node numbers, shape (m, 2); direction, loops and repetition do not matter.
    """
    if count == 0:
        return np.zeros((0, 2))
    pairs = _simple(edges)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    matrix = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(count, count)).tocsr()
    _, component = connected_components(matrix, directed=False)
    placed = np.zeros((count, 2))
    members = _groups(component)
    for nodes in members:
        placed[nodes] = _component(csr_array(matrix[nodes][:, nodes]))
    return packed(placed, members, _GAP)


def _simple(edges: Integers) -> Integers:
    """The undirected pairs, without loops, each once, in order."""
    pairs = np.sort(np.asarray(edges, dtype=np.int64).reshape(-1, 2), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _groups(component: NDArray[np.int32]) -> list[Integers]:
    """Node numbers by component, the largest first, equal ones by their first node."""
    order = np.argsort(component, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(component))[:-1])
    return sorted(groups, key=lambda nodes: (-len(nodes), int(nodes[0])))


def _component(matrix: csr_array) -> Floats:
    count = matrix.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    pairs = np.stack(coo_array(matrix).coords, axis=1).astype(np.int64)
    start = _pivot_mds(matrix) if count > 2 else np.array([[0.0, 0.0], [SPACING, 0.0]])
    return _refined(start, pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))])


def _pivot_mds(matrix: csr_array) -> Floats:
    """Classical scaling on the distances to some far-apart nodes."""
    squared = _pivot_distances(matrix) ** 2
    centred = squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()
    first = _leading(centred, None)
    second = _leading(centred, first)
    placed = np.stack([(centred * first).sum(1), (centred * second).sum(1)], axis=1)
    spread = np.sqrt((placed**2).sum(1).mean()) or 1.0
    # Leaves of one hub fall on one point: a spiral parts them, and no two nodes are ever at one place.
    turn = np.arange(len(placed)) * 2.399963229728653
    spiral = np.stack([np.cos(turn), np.sin(turn)], axis=1) * SPACING
    result: Floats = placed * (SPACING * np.sqrt(len(placed)) / 2 / spread) + spiral
    return result


def _pivot_distances(matrix: csr_array) -> Floats:
    """Hops from up to ``_PIVOTS`` nodes, each the farthest from those before it; shape (n, pivots)."""
    columns: list[Floats] = []
    nearest = np.full(matrix.shape[0], np.inf)
    pivot = int(np.argmax(np.diff(matrix.indptr)))
    for _ in range(min(_PIVOTS, matrix.shape[0])):
        hops = shortest_path(matrix, directed=False, unweighted=True, indices=pivot)
        columns.append(hops)
        nearest = np.minimum(nearest, hops)
        pivot = int(np.argmax(nearest))
    return np.stack(columns, axis=1)


def _leading(centred: Floats, other: Floats | None) -> Floats:
    """The leading right singular vector by power iteration, orthogonal to ``other``."""
    vector = np.cos(np.arange(centred.shape[1]) * 1.7) + 1.1
    for _ in range(30):
        image = (centred * vector).sum(1)
        vector = (centred * image[:, None]).sum(0)
        if other is not None:
            vector = vector - (vector * other).sum() * other
        vector = vector / (np.sqrt((vector**2).sum()) or 1.0)
    result: Floats = vector
    return result


def _refined(placed: Floats, pairs: Integers) -> Floats:
    """Fruchterman–Reingold: edges pull with d²/k, nodes push with k²/d, steps shrink."""
    rounds = _ROUNDS if len(placed) > 2 else 0
    weight = 1 / np.sqrt(np.bincount(pairs[:, 0], minlength=len(placed)).clip(1))
    pull = weight[pairs[:, 0]] * weight[pairs[:, 1]]
    for step in range(rounds):
        limit = SPACING * 2 * (1 - step / rounds) ** 1.5 + 1
        force = _repelled(placed) - 0.01 * (placed - placed.mean(0))
        gap = placed[pairs[:, 0]] - placed[pairs[:, 1]]
        force -= _scattered(pairs[:, 0], gap * (_length(gap) * pull / SPACING * 3)[:, None], len(placed))
        size = _length(force)
        placed = placed + force * (np.minimum(size, limit) / size)[:, None]
    return _opened(placed)


def _opened(placed: Floats) -> Floats:
    """Scale up until nine nodes in ten have their nearest neighbour at half the spacing or more."""
    nearest: Floats = cKDTree(placed).query(placed, 2)[0][:, 1]
    return placed * max(1.0, SPACING / 2 / max(float(np.sort(nearest)[len(nearest) // 10]), 1.0))


def _repelled(placed: Floats) -> Floats:
    """The push that each node gets from all others; of few nodes each pair by itself, which is sooner done."""
    if len(placed) > _FEW:
        return _far(placed) + _near(placed)
    gap = placed[:, None] - placed
    square = gap[:, :, 0] ** 2 + gap[:, :, 1] ** 2
    return np.stack([(gap[:, :, axis] * (SPACING**2 / square.clip(1e-6))).sum(1) for axis in (0, 1)], axis=1)


def _near(placed: Floats, radius: float = 1.5 * SPACING) -> Floats:
    """Repulsion between nodes nearer than ``radius``, exact."""
    pairs = cKDTree(placed).query_pairs(radius, output_type="ndarray")
    gap = placed[pairs[:, 0]] - placed[pairs[:, 1]]
    push = gap * (SPACING**2 / _length(gap) ** 2)[:, None]
    return _scattered(pairs[:, 0], push, len(placed)) - _scattered(pairs[:, 1], push, len(placed))


def _far(placed: Floats) -> Floats:
    """Repulsion from the centre of each cell of a grid, softened within the reach of `_near`."""
    low, high = placed.min(0), placed.max(0)
    cell = ((placed - low) / (high - low + 1e-9) * _CELLS).astype(np.int64).clip(0, _CELLS - 1)
    index = cell[:, 0] * _CELLS + cell[:, 1]
    mass = np.bincount(index, minlength=_CELLS**2).astype(float)
    used = np.flatnonzero(mass)
    centre = _scattered(index, placed, _CELLS**2)[used] / mass[used, None]
    gaps = [placed[:, axis] - centre[:, axis, None] for axis in (0, 1)]  # a row a cell: numpy adds up rows fastest
    push = gaps[0] ** 2 + gaps[1] ** 2
    push += SPACING**2
    np.divide((mass[used] * SPACING**2)[:, None], push, out=push)
    return np.stack([np.multiply(gap, push, out=gap).sum(0) for gap in gaps], axis=1)


def _scattered(index: Integers, values: Floats, count: int) -> Floats:
    columns = [np.bincount(index, weights=values[:, axis], minlength=count) for axis in (0, 1)]
    return np.stack(columns, axis=1)


def _length(vectors: Floats) -> Floats:
    result: Floats = np.sqrt((vectors**2).sum(1)).clip(1e-3)
    return result
