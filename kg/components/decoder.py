"""Decodes a spacy-pkuseg model: the same features, weights and words as its ``cut``, in a fraction of the time.

spacy-pkuseg builds and looks up some eighty strings a character, most of them pairs of what are no words. Here the
features of a character and of a pair of characters are looked up once and kept, and only words that are there
are paired.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.components.lexicon import Lexicon, feature, listed, reaches

_ONE = ("c.", "c-1.", "c1.", "c-2.", "c2.")
_TWO = ("cc1.", "c-1c.", "c-2c-1.")
# How far from its first character a feature counts: c-1.人 says something about the character after 人.
_SHIFT_ONE, _SHIFT_TWO = (0, 1, -1, 2, -2), (0, 1, 2)
_KEPT = 200_000
Floats = NDArray[np.float64]


class Decoder:
    """Cuts text without white space into words, by a loaded ``spacy_pkuseg.pkuseg``.

    Where the model has weights for what spacy-pkuseg's word list says (`kg.components.lexicon`), and ``weigh_list``
    is set, they count; all else is as in its ``cut`` without a dictionary, word for word.
    """

    def __init__(self, model: Any, weigh_list: bool = True) -> None:
        from spacy_pkuseg.inference import run_viterbi

        self.model = model
        self._viterbi = run_viterbi
        self._rename = model.feature_extractor.keyword_rename
        self._normalise = model.feature_extractor.normalize_text
        self._index: dict[str, int] = model.feature_extractor.feature_to_idx
        words: set[str] = model.feature_extractor.unigram
        self._words = Lexicon(words)
        size, tags = model.model.n_feature, model.model.n_tag
        weights = model.model.w.astype(np.float64)
        self._none = size
        rows = {reach: self._index.get(feature(reach), size) for reach in product(range(6), range(6), range(6))}
        self._listed = rows if weigh_list and set(rows.values()) != {size} else {}
        self._nodes = np.vstack([weights[: size * tags].reshape(size, tags), np.zeros(tags)])
        self._edges = 1 + weights[size * tags :].reshape(tags, tags).T
        self._begins = {i for tag, i in model.feature_extractor.tag_to_idx.items() if tag.startswith("B")}
        self._ones, self._twos = Rows(self._index, _ONE, size), Rows(self._index, _TWO, size)
        self._of_word = {word: self._both("w1.", "w-1.", word) for word in words}
        pairs = {name[len("ww.l.") :] for name in self._index if name.startswith(("ww.l.", "ww.r."))}
        self._of_pair = {pair: self._both("ww.l.", "ww.r.", pair) for pair in pairs}

    def _both(self, right: str, left: str, name: str) -> tuple[int, int]:
        """The features of a word (a pair of words) to the right and to the left of where it begins (they meet)."""
        return self._index.get(right + name, self._none), self._index.get(left + name, self._none)

    def lengths(self, text: str) -> list[int]:
        """The lengths of the words of ``text``, in order; they add up to its length."""
        nodes = list(self._normalise(text))
        scores = self._scores(nodes)
        if self._listed:
            found = reaches(listed().spans(self._rename(text)), len(text))
            scores += self._nodes.take([self._listed[reach] for reach in found], axis=0)
        tags: list[int] = self._viterbi(scores, self._edges)[1].tolist()
        starts = [i for i, tag in enumerate(tags) if i == 0 or tag in self._begins]
        return [end - start for start, end in zip(starts, [*starts[1:], len(nodes)], strict=True)]

    def _scores(self, nodes: list[str]) -> Floats:
        """The score of every tag at every character."""
        scores = np.tile(self._nodes[0], (len(nodes), 1))
        self._add(scores, map(self._ones.__getitem__, nodes), _SHIFT_ONE)
        if len(nodes) > 1:
            self._add(scores, map(self._twos.__getitem__, pairwise(nodes)), _SHIFT_TWO)
        found = self._of_words(nodes)
        if found:
            places, rows = zip(*found, strict=True)
            np.add.at(scores, np.array(places), self._nodes.take(rows, axis=0))
        return scores

    def _add(self, scores: Floats, rows: Iterable[tuple[int, ...]], shifts: tuple[int, ...]) -> None:
        """Add the weights of each column of feature ids at its distance from where it was found."""
        table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, len(shifts))
        for column, shift in zip(table.T, shifts, strict=True):
            first, last = max(0, -shift), min(len(column), len(scores) - shift)
            if last > first:
                scores[first + shift : last + shift] += self._nodes.take(column[first:last], axis=0)

    def _of_words(self, nodes: list[str]) -> list[tuple[int, int]]:
        """Place and feature of every known word that is there, and of every two that meet."""
        # A class (**Num) is part of no word, and longer than one sign.
        text = "".join(node if len(node) == 1 else "\0" for node in nodes)
        begin: dict[int, list[str]] = {}
        end: dict[int, list[str]] = {}
        spans = self._words.spans(text)
        words = [text[i:j] for i, j in spans]
        for (i, j), word in zip(spans, words, strict=True):
            begin.setdefault(i, []).append(word)
            end.setdefault(j, []).append(word)
        found = [(i, self._of_word[word][0]) for (i, _), word in zip(spans, words, strict=True)]
        found += [(j - 1, self._of_word[word][1]) for (_, j), word in zip(spans, words, strict=True)]
        return [*found, *self._meeting(begin, end)]

    def _meeting(self, begin: dict[int, list[str]], end: dict[int, list[str]]) -> Iterator[tuple[int, int]]:
        """Place and feature of every two words that meet; of words by where they begin, and where they end."""
        for i in sorted(end.keys() & begin.keys()):
            for left, right in product(end[i], begin[i]):
                rows = self._of_pair.get(f"{left}*{right}")
                if rows is not None:
                    yield i, rows[0]
                    yield i - 1, rows[1]


class Rows(dict[str | tuple[str, str], tuple[int, ...]]):
    """The features of a character (of two that meet) by their kinds; looked up once, forgotten when they are many."""

    def __init__(self, index: Mapping[str, int], kinds: Sequence[str], none: int) -> None:
        super().__init__()
        self.index, self.kinds, self.none = index, kinds, none

    def __missing__(self, chars: str | tuple[str, str]) -> tuple[int, ...]:
        if len(self) > _KEPT:
            self.clear()
        name = ".".join(chars) if isinstance(chars, tuple) else chars
        self[chars] = tuple(self.index.get(kind + name, self.none) for kind in self.kinds)
        return self[chars]
