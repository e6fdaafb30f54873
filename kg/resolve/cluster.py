"""Which referents of a block are one entity: connected by shared ties, weak ones only where they tell one entity.

Identity is structural: a tie is an equal key, never a likeness of strings, so the result depends on the set of
referents alone and not on their order (associative, commutative, idempotent).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from networkx.utils import UnionFind

from kg.resolve.referents import Referent

Pair = tuple[str, str]
Keys = Callable[[Referent], tuple[str, ...]]


def cluster(block: Sequence[Referent], same: Iterable[Pair] = (), different: Collection[Pair] = ()) -> dict[str, str]:
    """Return {referent id: entity id}; the entity id is the least referent id of the cluster.

    Args:
        block: all referents of one block (or of blocks that a decision joins).
        same: pairs of referent ids that a person said are one; those of other blocks are passed over.
        different: pairs that a person said are two; they win over ties, and over ``same``.
    """
    apart = _Apart(block, different)
    for pair in sorted(same):
        if apart.known.issuperset(pair):
            apart.join(*pair)
    for _, members in sorted(_sharing(block, lambda r: r.ties).items()):
        for other in members[1:]:
            apart.join(members[0], other)
    _join_weak(block, apart)
    return apart.names()


class _Apart:
    """A union-find that never joins two sets that hold a pair said to be different."""

    def __init__(self, block: Sequence[Referent], different: Collection[Pair]) -> None:
        self.sets = UnionFind(sorted(r.id for r in block))
        self.known = frozenset(self.sets.parents)  # a union-find takes in whatever it is asked for
        self.different = [pair for pair in sorted(different) if self.known.issuperset(pair)]

    def join(self, a: str, b: str) -> None:
        if self.sets[a] != self.sets[b] and not any(self._parted(a, b, pair) for pair in self.different):
            self.sets.union(a, b)

    def _parted(self, a: str, b: str, pair: Pair) -> bool:
        return {self.sets[a], self.sets[b]} == {self.sets[pair[0]], self.sets[pair[1]]}

    def names(self) -> dict[str, str]:
        return {member: min(group) for group in self.sets.to_sets() for member in group}


def _sharing(block: Sequence[Referent], keys: Keys) -> dict[str, list[str]]:
    """{key: ids of the referents that carry it, sorted}."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for referent in sorted(block, key=lambda r: r.id):
        for key in keys(referent):
            found[key].append(referent.id)
    return found


def _join_weak(block: Sequence[Referent], apart: _Apart) -> None:
    """Referents without ties join the one tied cluster that shares their first weak key that any cluster has.

    Where no cluster shares any, those with the same first weak key join each other; where several share it, which
    one is meant is unknown, and the referent stays alone.
    """
    anchors = _sharing([r for r in block if r.ties], lambda r: r.weak)
    homes = {key: sorted({apart.sets[member] for member in members}) for key, members in anchors.items()}
    for referent in sorted(block, key=lambda r: r.id):
        if not referent.ties and referent.weak:
            key = next((k for k in referent.weak if k in homes), referent.weak[0])
            near = homes.get(key) or anchors.setdefault(f"loose|{key}", [referent.id])
            if len(near) == 1:
                apart.join(near[0], referent.id)
