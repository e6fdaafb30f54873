"""The word list of spacy-pkuseg as evidence for its model: where words of the list could begin, end, go on.

spacy-pkuseg itself lets the list override the model. As features (the lengths of the longest words of the list that
begin at, end at and cover a character) it is weighed against all else, which measures better (models/README.md).
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from operator import add
from pathlib import Path

SHORTEST, LONGEST = 2, 6
_CLIP = 5


@cache
def word_list() -> frozenset[str]:
    """The 390,000 words that spacy-pkuseg brings along."""
    import spacy_pkuseg

    path = Path(spacy_pkuseg.__file__).parent / "dicts" / "default.pkl"
    return frozenset(pickle.loads(path.read_bytes()).strip().split("\n"))


class Lexicon:
    """Words of two to six characters, found in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # The last of a beginning wins: the longest word.
        ordered = sorted(self._words, key=len)
        self._longest = {word[:2]: len(word) for word in ordered if SHORTEST <= len(word) <= LONGEST}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where words stand in ``text``, as [start, end), by start and then end."""
        found: list[tuple[int, int]] = []
        size, words = len(text), self._words
        beginnings = map(add, text, text[1:])
        for i, most in enumerate(map(self._longest.get, beginnings, repeat(0))):
            if most:
                found += [(i, j) for j in range(i + SHORTEST, min(i + most, size) + 1) if text[i:j] in words]
        return found


@cache
def listed() -> Lexicon:
    """The lexicon of the word list."""
    return Lexicon(word_list())


def reaches(spans: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int, int]]:
    """For each of ``size`` characters the lengths, five at most, of the longest word from, up to and over it."""
    begin, end, over = [0] * size, [0] * size, [0] * size
    for i, j in spans:
        length = min(j - i, _CLIP)
        begin[i] = max(begin[i], length)
        end[j - 1] = max(end[j - 1], length)
        for k in range(i + 1, j - 1):
            over[k] = max(over[k], length)
    return zip(begin, end, over, strict=True)


def feature(reach: tuple[int, int, int]) -> str:
    """The name of what the word list says at a character: L.203."""
    return "L.{}{}{}".format(*reach)
