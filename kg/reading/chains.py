"""Fragments of a page in chains: each goes on with the next, inside a sentence (a join) or after one (a run)."""

from collections.abc import Iterator, Sequence

from kg.reading.fragments import Fragment
from kg.reading.stitch import Join


class Chains:
    """Who follows whom on a page; a chain holds at most one heading, and never bites its own tail."""

    def __init__(self, pieces: Sequence[Fragment]):
        """Start with every fragment a chain of its own."""
        self.pieces = pieces
        self.joined: set[int] = set()
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}
        self._root = list(range(len(pieces)))
        self._headed = [piece.first for piece in pieces]

    def join(self, found: Sequence[Join]) -> None:
        """Link the joins, the surest first; those that would put two articles into one are passed over."""
        for join in sorted(found, key=lambda one: (-one.chance, one.left)):
            if self.link(join.left, join.right):
                self.joined.add(join.right)

    def link(self, left: int, right: int) -> bool:
        """Let ``right`` follow ``left``; False if either has its neighbour or the chains cannot be one."""
        one, other = self.root(left), self.root(right)
        taken = left in self._after or right in self._before or one == other
        if taken or (self._headed[one] and self._headed[other]):
            return False
        self._after[left], self._before[right] = right, left
        self._root[other] = one
        self._headed[one] |= self._headed[other]
        return True

    def root(self, index: int) -> int:
        """The number of the chain that a fragment is in."""
        while self._root[index] != index:
            self._root[index] = self._root[self._root[index]]
            index = self._root[index]
        return index

    def starts(self, index: int) -> bool:
        """Whether nothing stands before a fragment in its chain."""
        return index not in self._before

    def ends(self, index: int) -> bool:
        """Whether nothing stands after a fragment in its chain."""
        return index not in self._after

    def chain(self, start: int) -> Iterator[int]:
        """The fragments from ``start`` on, in order."""
        at: int | None = start
        while at is not None:
            yield at
            at = self._after.get(at)

    def start(self, index: int) -> int:
        """The first fragment of the chain of a fragment."""
        while index in self._before:
            index = self._before[index]
        return index

    def paragraphs(self, start: int) -> list[str]:
        """The paragraphs of a chain: joined fragments stand in one."""
        lines: list[str] = []
        for index in self.chain(start):
            if index in self.joined:
                lines[-1] += self.pieces[index].text
            else:
                lines.append(self.pieces[index].text)
        return lines

    def headed(self, index: int) -> bool:
        """Whether the chain of a fragment has a heading."""
        return self._headed[self.root(index)]

    def headline(self, start: int) -> int:
        """The fragment of a chain that stands under the chain's heading; the first if there is none."""
        return next((i for i in self.chain(start) if self.pieces[i].first), start)

    def text(self, start: int) -> str:
        """The text of a chain, with its heading's."""
        members = list(self.chain(start))
        heads = [self.pieces[i - 1].text for i in members if self.pieces[i].first]
        return "\n".join([*heads, *(self.pieces[i].text for i in members)])

    def asks(self, start: int) -> bool:
        """Whether a chain holds a question put to someone."""
        return any(self.pieces[i].kind == "question" for i in self.chain(start))

    def breaks_off(self, start: int) -> bool:
        """Whether a chain ends inside a sentence that goes on somewhere on the page."""
        last = self.pieces[list(self.chain(start))[-1]]
        return last.torn_end and not last.goes_on
