"""The parts that descriptions of candidates are put together from, and where those that many share are kept."""

from collections.abc import Collection
from typing import NamedTuple

Numbers = dict[str, float]


class Part(NamedTuple):
    """Features of a candidate or of one of its ends, shared by all candidates that have this end.

    Numbers also count as words, by steps; they come in ``pieces``, which several parts may share. ``words`` hold for
    the labels of both ends together.
    """

    pieces: tuple[Numbers, ...]
    words: Collection[str]

    @property
    def numbers(self) -> Numbers:
        """The numbers of all pieces."""
        return {name: value for piece in self.pieces for name, value in piece.items()}


class Kept:
    """What was worked out once for an article, by all that it depends on.

    ``mentions`` and ``entities`` hold numbers of one end (by side), ``around`` the words around a mention, ``ends``
    the whole parts of ends, ``tones`` what kind of news the article is.
    """

    def __init__(self) -> None:
        self.mentions: dict[tuple[int, str], Numbers] = {}
        self.entities: dict[tuple[int, str, bool], Numbers] = {}
        self.around: dict[tuple[int, str], frozenset[str]] = {}
        self.ends: dict[tuple[tuple[int, ...], int, str, str], Part] = {}
        self.tones: Numbers = {}
