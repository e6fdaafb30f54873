"""A first drawing of all components of a graph at once: PivotMDS (Brandes and Pich 2007)."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from kg.sinks.parts import Floats, Integers, Parts, Places

# More pivots, turns or a drawing of another width cost time and do not show once the forces have had their way.
_PIVOTS, _TURNS, _WIDTH = 20, 15, 0.75


def first_places(pairs: Integers, parts: Parts) -> Places:
    """Place each component around 0 by classical scaling on the distances to some of its nodes."""
    squared = _hops(pairs, parts) ** 2
    means = parts.means(squared)
    centred = squared - means[parts.of] - (squared.mean(1) - means.mean(1)[parts.of])[:, None]
    first = _leading(centred, np.zeros_like(means), parts)
    second = _leading(centred, first, parts)
    placed = (centred * first[parts.of]).sum(1) + 1j * (centred * second[parts.of]).sum(1)
    scale = _WIDTH * np.sqrt(parts.sizes) / _positive(np.sqrt(parts.means(np.abs(placed) ** 2)))
    # Leaves of one hub fall on one point: a spiral parts them, and no two nodes are ever at one place.
    spiral = np.exp(2.399963229728653j * (np.arange(len(placed)) - parts.starts[parts.of]))
    return np.asarray(placed * scale[parts.of] + spiral)


def _hops(pairs: Integers, parts: Parts) -> Floats:
    """Hops from up to ``_PIVOTS`` nodes of each component, each the farthest from those before it; a column each."""
    count = len(parts.of)
    matrix = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    columns: list[Floats] = []
    far = np.bincount(pairs.ravel(), minlength=count).astype(float)  # the first pivot has the most neighbours
    for _ in range(min(_PIVOTS, int(parts.sizes.max()))):
        pivots = parts.greatest(far)
        columns.append(dijkstra(matrix, directed=False, unweighted=True, indices=pivots, min_only=True))
        far = np.minimum(far, columns[-1]) if len(columns) > 1 else columns[-1]
    return np.stack(columns, axis=1)


def _leading(centred: Floats, other: Floats, parts: Parts) -> Floats:
    """The leading right singular vector of each component by power iteration, orthogonal to ``other``."""
    vector = np.tile(np.cos(np.arange(centred.shape[1]) * 1.7) + 1.1, (len(parts.sizes), 1))
    for _ in range(_TURNS):
        image = (centred * vector[parts.of]).sum(1)
        vector = parts.means(centred * image[:, None])
        vector -= (vector * other).sum(1)[:, None] * other
        vector /= _positive(np.sqrt((vector**2).sum(1)))[:, None]
    return vector


def _positive(values: Floats) -> Floats:
    """The values, 1 in place of 0: what is divided by it stays as it is."""
    return np.where(values > 0, values, 1.0)
