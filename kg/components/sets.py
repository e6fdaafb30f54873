"""Disjoint sets of spans, for clustering."""


class Sets:
    """Disjoint sets of spans (union–find with path halving); the root is the first span of a set."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        """The root of the set that span ``i`` is in."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make the sets of two spans one."""
        a, b = self.find(i), self.find(j)
        self.parent[max(a, b)] = min(a, b)
