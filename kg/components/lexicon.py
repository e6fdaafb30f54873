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
        lengths: dict[str, int] = {}
        for word in self._words:
            if SHORTEST <= len(word) <= LONGEST:
                lengths[word[:2]] = lengths.get(word[:2], 0) | 1 << len(word)
        several = [tuple(n for n in range(SHORTEST, LONGEST + 1) if bits >> n & 1) for bits in range(2 << LONGEST)]
        self._lengths = {beginning: several[bits] for beginning, bits in lengths.items()}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where words stand in ``text``, as [start, end), by start and then end."""
        found: list[tuple[int, int]] = []
        # no word reaches over the end
        padded, words = text + "\0" * LONGEST, self._words
        for i, lengths in enumerate(map(self._lengths.get, map(add, text, text[1:]), repeat(()))):
            if lengths:
                found += [(i, i + n) for n in lengths if padded[i : i + n] in words]
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
