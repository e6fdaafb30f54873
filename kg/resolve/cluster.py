"""Which referents of a block are one entity: connected by shared ties, weak ones only where they tell one entity.

Identity is structural: a tie is an equal key, never a likeness of strings, so the result depends on the set of
referents alone and not on their order (associative, commutative, idempotent).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from networkx.utils import UnionFind

from kg.resolve.referents import Referent

LIGHT = "~"  # a tie that begins so joins, and tells nothing of who it is
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
    """Sets of which nothing is known join the one known set that shares the first weak key that any known set has.

    A set is known if a tie that is not light tells who it is. Where several share the key, which one is meant is
    unknown, and the set stays as it is; where none shares any, sets with the same first weak key join each other.
    """
    told = _sharing([r for r in block if _told(r)], _weak)
    homes = {key: {apart.sets[id_] for id_ in ids} for key, ids in told.items()}
    known = {apart.sets[r.id] for r in block if _told(r)}
    asking = [r for r in block if r.weak and apart.sets[r.id] not in known]
    found: defaultdict[str, set[str]] = defaultdict(set)
    loose: list[Referent] = []
    for referent in asking:
        key = next((k for k in referent.weak if k in homes), None)
        found[apart.sets[referent.id]] |= homes[key] if key else set()
        loose += [] if key else [referent]
    joins = [(near.pop(), member) for member, near in sorted(found.items()) if len(near) == 1]
    alone = {member for member, near in found.items() if not near}
    joins += _pairs([r for r in loose if apart.sets[r.id] in alone])
    for home, member in joins:
        apart.join(home, member)


def _told(referent: Referent) -> bool:
    """Whether a tie tells who it is."""
    return any(not tie.startswith(LIGHT) for tie in referent.ties)


def _pairs(loose: Sequence[Referent]) -> list[Pair]:
    """Pairs that join those with the same first weak key."""
    groups = _sharing(loose, lambda r: r.weak[:1])
    return [(group[0], other) for _, group in sorted(groups.items()) for other in group[1:]]


def _weak(referent: Referent) -> tuple[str, ...]:
    return referent.weak
