"""The forces of Fruchterman and Reingold (1991) between the nodes of a drawing, the wanted length of an edge being 1.

In a small component every pair of nodes repels, and all small ones are moved at once; in a large one near nodes
repel exactly and far ones by cell, as in Barnes and Hut (1986).
"""

from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from kg.sinks.parts import Floats, Integers, Parts, Places

FEW = 128
"""So many nodes are a small component: above, the cells are sooner done."""
_ROUNDS, _CELLS, _HELD, _NEAR = 60, 16, 5, 1.5


def refined(placed: Places, pairs: Integers, parts: Parts) -> Places:
    """Edges pull with d², nodes push with 1/d, steps shrink; ``parts`` are small components, or a large one alone."""
    push = _cells() if parts.sizes.max(initial=0) > FEW else _couples(parts)
    weight = 1 / np.sqrt(np.bincount(pairs.ravel(), minlength=len(placed)).clip(1))
    one, other = np.ascontiguousarray(pairs.T)
    pull = weight[one] * weight[other] * 3
    for step in range(_ROUNDS):
        limit = 2 * (1 - step / _ROUNDS) ** 1.5 + 0.01
        gap = placed[one] - placed[other]
        force = push(placed, step) - _exchanged(one, other, gap * np.abs(gap) * pull, len(placed))
        force -= 0.01 * (placed - parts.means(placed)[parts.of])
        size = np.abs(force).clip(1e-5)
        placed = placed + force * (np.minimum(size, limit) / size)
    return placed


def _couples(parts: Parts) -> Callable[[Places, int], Places]:
    """The push between any two nodes of one component."""
    count = len(parts.of)
    node = np.arange(count)
    after = (parts.starts + parts.sizes)[parts.of] - node - 1
    one = np.repeat(node, after)
    other = np.arange(len(one)) - np.repeat(np.cumsum(after) - after - node - 1, after)
    return lambda placed, _: _pushed(placed, one, other)


def _cells() -> Callable[[Places, int], Places]:
    """The push of near nodes and of cells; that of cells hardly changes in a few rounds, and is kept so long."""
    far: list[Places] = []

    def push(placed: Places, step: int) -> Places:
        if step % _HELD == 0:
            far[:] = [_far(placed)]
        pairs = cKDTree(flat(placed)).query_pairs(_NEAR, output_type="ndarray")
        return far[0] + _pushed(placed, pairs[:, 0], pairs[:, 1])

    return push


def _far(placed: Places) -> Places:
    """Repulsion from the centre of each cell of a grid, softened within the reach of ``_NEAR``."""
    axes = (placed.real, placed.imag)
    across, down = (((v - v.min()) / (np.ptp(v) + 1e-9) * _CELLS).astype(np.int64) for v in axes)
    cell = across * _CELLS + down
    mass = np.bincount(cell)
    used = np.flatnonzero(mass)
    mass = mass[used, None]
    # A row a cell: numpy adds up rows fastest.
    gaps = [v - np.bincount(cell, v)[used, None] / mass for v in axes]
    push = mass / (gaps[0] ** 2 + gaps[1] ** 2 + 1)
    return np.asarray((gaps[0] * push).sum(0) + 1j * (gaps[1] * push).sum(0))


def _pushed(placed: Places, one: Integers, other: Integers) -> Places:
    gap = placed[one] - placed[other]
    return _exchanged(one, other, gap / (gap.real**2 + gap.imag**2).clip(1e-10), len(placed))


def _exchanged(one: Integers, other: Integers, force: Places, count: int) -> Places:
    """What each node gets when of two the one gets the force and the other its opposite."""
    x, y = (np.bincount(one, v, count) - np.bincount(other, v, count) for v in (force.real, force.imag))
    return np.asarray(x + 1j * y)


def flat(placed: Places) -> Floats:
    """The places as two columns."""
    return placed.view(np.float64).reshape(-1, 2)
