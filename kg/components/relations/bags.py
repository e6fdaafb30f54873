"""Bags of binary features: the words and the numbers of a candidate and of its ends, as rows of the net's weights."""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from kg.components.relations.parts import Part
from kg.components.relations.steps import stepped

Floats = NDArray[np.float32]
BLANK = -1  # the index of the row of zeros that stands for an unknown feature
_BLANKS = repeat(BLANK)


class Steps(dict[tuple[str, float], int]):
    """The feature of a number (name, value) by its step, BLANK where the net has none; worked out once a value."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, item: tuple[str, float]) -> int:
        self[item] = self.known.get(stepped(*item), BLANK)
        return self[item]


class Index:
    """The features that a net knows: plain words, words with the labels of both ends, numbers by steps."""

    def __init__(self, names: Sequence[str]) -> None:
        self.plain = {name: i for i, name in enumerate(names)}
        self.steps = Steps(self.plain)
        self.labelled: dict[str, dict[str, int]] = {}
        for i, name in enumerate(names):
            labels, bar, word = name.partition("|")
            if bar and labels.isupper():
                self.labelled.setdefault(labels, {})[word] = i

    def words(self, part: Part, labels: str, plain: bool) -> list[int]:
        """The features of a part's words in order; ``plain`` asks for them without the labels too."""
        found = list(map(self.labelled.get(labels, {}).get, part.words, _BLANKS))
        if plain:
            found += map(self.plain.get, (*part.words, labels), _BLANKS)
        found.sort()
        return found

    def numbers(self, piece: Mapping[str, float]) -> list[int]:
        """The features of numbers."""
        return list(map(self.steps.__getitem__, piece.items()))


class Bags:
    """The bags of features of some parts, each looked up once; BLANK comes first, so that none is empty."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.bags: list[list[int]] = []
        self.places: dict[tuple[int, str], int] = {}
        self.pieces: dict[int, list[int]] = {}

    def own(self, part: Part, labels: str) -> int:
        """Add the part that a candidate has by itself; return its place."""
        return self._add(part, labels, True)

    def end(self, part: Part, labels: str) -> int:
        """The place of the part of an end, which may be there already."""
        place = self.places.get((id(part), labels))
        if place is None:
            place = self.places[id(part), labels] = self._add(part, labels, False)
        return place

    def _add(self, part: Part, labels: str, plain: bool) -> int:
        bag = [BLANK, *self.index.words(part, labels, plain)]
        for piece in part.pieces:
            numbers = self.pieces.get(id(piece))
            if numbers is None:
                numbers = self.pieces[id(piece)] = self.index.numbers(piece)
            bag += numbers
        self.bags.append(bag)
        return len(self.bags) - 1

    def sums(self, weights: Floats) -> Floats:
        """The weights of each bag, summed; what has none is left out before they are gathered."""
        flat = np.fromiter(chain.from_iterable(self.bags), np.int64)
        starts = np.cumsum([0, *map(len, self.bags[:-1])], dtype=np.int64)
        real = flat != BLANK
        real[starts] = True
        starts = np.cumsum([0, *np.add.reduceat(real, starts, dtype=np.int64)[:-1]])
        result: Floats = np.add.reduceat(weights.take(flat[real], axis=0), starts, axis=0)
        return result
