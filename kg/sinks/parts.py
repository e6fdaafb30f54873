"""The connected components of a graph whose nodes are numbered component by component."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Places = NDArray[np.complex128]
"""x + iy; one array to take from costs half of two columns."""


class Parts:
    """Where each component begins and which one a node is of; what every component needs is done for all at once."""

    def __init__(self, sizes: Integers) -> None:
        """Take how many nodes each component has, none of them 0."""
        self.sizes = sizes
        self.starts: Integers = np.cumsum(sizes) - sizes
        self.of: Integers = np.repeat(np.arange(len(sizes)), sizes)

    def means(self, values: NDArray[Any]) -> NDArray[Any]:
        """The mean row of each component."""
        return np.asarray((np.add.reduceat(values, self.starts).T / self.sizes).T)

    def greatest(self, values: Floats) -> Integers:
        """The node of each component with the greatest value, the first of equal ones."""
        found = np.flatnonzero(values == np.maximum.reduceat(values, self.starts)[self.of])
        return found[np.searchsorted(found, self.starts)]
