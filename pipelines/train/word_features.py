"""The features that spacy-pkuseg sees at each character of a sentence, found in one pass over the corpus.

They are those of its ``FeatureExtractor``: characters and pairs around, words that begin or end here, and two words
that meet here, if both are known and some sentence has them side by side. One more, which spacy-pkuseg's own ``cut``
does not look up, says what its word list has there (`kg.components.lexicon`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from kg.components.lexicon import feature, listed, reaches

TAGS = ("B", "B_single", "I", "I_end", "I_first")
_LONGEST = 6
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Example:
    """A sentence: the feature ids of all its characters, where each character's begin among them, its tags."""

    features: Ints
    starts: NDArray[np.int64]
    tags: NDArray[np.int64]


class Vocabulary:
    """The words, pairs and features of a corpus whose words are cut already, each node a sign or a class."""

    def __init__(self, sentences: Sequence[Sequence[str]], least: int) -> None:
        """Count the words of ``sentences``; words seen less than ``least`` times stay unknown.

        A word that is seen once teaches the model that words are always known, which in new text they are not.
        """
        counts = Counter(word for words in sentences for word in words)
        self.words = {word for word, count in counts.items() if count >= least}
        self._pairs: set[str] = set()
        for words in sentences:
            self._pairs.update(map("*".join, pairwise(words)))
        self.features: dict[str, int] = {"$$": 0}

    def example(self, words: Sequence[str], nodes: list[str]) -> Example:
        """The features of a sentence, new ones numbered as they come, and the tags of its words.

        ``nodes`` are its characters as spacy-pkuseg sees them, numerals and letters as classes.
        """
        number = self.features.setdefault
        text = "".join(words)
        more = map(feature, reaches(listed().spans(text), len(text)))
        rows = [
            [number(name, len(self.features)) for name in (*names, last)]
            for names, last in zip(self._names(nodes), more, strict=True)
        ]
        starts = np.cumsum([0, *map(len, rows[:-1])])
        tags = [tag for word in words for tag in tags_of(len(word))]
        return Example(np.fromiter(chain.from_iterable(rows), np.int32), starts, np.array(tags))

    def _names(self, nodes: list[str]) -> Iterator[list[str]]:
        begins, ends = self._present(nodes)
        a, b, c, d, e = ([*"##", *nodes, *"##"][i : i + len(nodes)] for i in range(5))
        for i in range(len(nodes)):
            names = ["$$", f"c.{c[i]}"]
            if i > 0:
                names += [f"c-1.{b[i]}", f"c-1c.{b[i]}.{c[i]}"]
            if i > 1:
                names += [f"c-2.{a[i]}", f"c-2c-1.{a[i]}.{b[i]}"]
            if i + 1 < len(nodes):
                names += [f"c1.{d[i]}", f"cc1.{c[i]}.{d[i]}"]
            if i + 2 < len(nodes):
                names.append(f"c2.{e[i]}")
            names += [f"w1.{word}" for word in begins[i]]
            names += [f"w-1.{word}" for word in ends[i + 1]]
            names += [f"ww.l.{pair}" for pair in self._meet(ends[i], begins[i])]
            names += [f"ww.r.{pair}" for pair in self._meet(ends[i + 1], begins[i + 1])]
            yield names

    def _present(self, nodes: list[str]) -> tuple[list[list[str]], list[list[str]]]:
        """The known words of two to six nodes, by where they begin and by where they end."""
        begins: list[list[str]] = [[] for _ in range(len(nodes) + 1)]
        ends: list[list[str]] = [[] for _ in range(len(nodes) + 1)]
        for i in range(len(nodes)):
            for j in range(i + 2, min(i + _LONGEST, len(nodes)) + 1):
                word = "".join(nodes[i:j])
                if word in self.words:
                    begins[i].append(word)
                    ends[j].append(word)
        return begins, ends

    def _meet(self, left: list[str], right: list[str]) -> list[str]:
        pairs = [f"{one}*{other}" for one in left for other in right]
        return [pair for pair in pairs if pair in self._pairs]


def tags_of(length: int) -> list[int]:
    """The tags of a word's characters, as numbers into ``TAGS``."""
    if length == 1:
        return [TAGS.index("B_single")]
    inner = ["I_first", *["I"] * (length - 3)][: length - 2]
    return [TAGS.index(tag) for tag in ("B", *inner, "I_end")]
