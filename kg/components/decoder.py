"""Decodes a spacy-pkuseg model: the same features, weights and words as its ``cut``, in a fraction of the time.

spacy-pkuseg builds and looks up some eighty strings a character, most of them pairs of what are no words. Here the
features of a character and of a pair of characters are looked up once and kept, and only words that are there
are paired.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
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
        self._ones: dict[str, tuple[int, ...]] = {}
        self._twos: dict[tuple[str, str], tuple[int, ...]] = {}

    def lengths(self, text: str) -> list[int]:
        """The lengths of the words of ``text``, in order; they add up to its length."""
        nodes = list(self._normalise(text))
        scores = self._scores(nodes)
        if self._listed:
            found = reaches(listed().spans(self._rename(text)), len(text))
            scores += self._nodes[[self._listed[reach] for reach in found]]
        tags: list[int] = self._viterbi(scores, self._edges)[1].tolist()
        starts = [i for i, tag in enumerate(tags) if i == 0 or tag in self._begins]
        return [end - start for start, end in zip(starts, [*starts[1:], len(nodes)], strict=True)]

    def _scores(self, nodes: list[str]) -> Floats:
        """The score of every tag at every character."""
        scores = np.tile(self._nodes[0], (len(nodes), 1))
        self._add(scores, [self._one(node) for node in nodes], _SHIFT_ONE)
        if len(nodes) > 1:
            self._add(scores, [self._two(*pair) for pair in pairwise(nodes)], _SHIFT_TWO)
        found = list(self._of_words(nodes))
        if found:
            places, rows = zip(*found, strict=True)
            np.add.at(scores, np.array(places), self._nodes[np.array(rows)])
        return scores

    def _add(self, scores: Floats, rows: list[tuple[int, ...]], shifts: tuple[int, ...]) -> None:
        """Add the weights of each column of feature ids at its distance from where it was found."""
        table = np.array(rows)
        for column, shift in zip(table.T, shifts, strict=True):
            first, last = max(0, -shift), min(len(column), len(scores) - shift)
            if last > first:
                scores[first + shift : last + shift] += self._nodes[column[first:last]]

    def _one(self, node: str) -> tuple[int, ...]:
        if node not in self._ones:
            self._ones[node] = tuple(self._index.get(kind + node, self._none) for kind in _ONE)
        return self._ones[node]

    def _two(self, left: str, right: str) -> tuple[int, ...]:
        known = self._twos.get((left, right))
        if known is None:
            if len(self._twos) > _KEPT:
                self._twos.clear()
            known = tuple(self._index.get(f"{kind}{left}.{right}", self._none) for kind in _TWO)
            self._twos[left, right] = known
        return known

    def _of_words(self, nodes: list[str]) -> Iterator[tuple[int, int]]:
        """Place and feature of every known word that is there, and of every two that meet."""
        # A class (**Num) is part of no word, and longer than one sign.
        text = "".join(node if len(node) == 1 else "\0" for node in nodes)
        begin: dict[int, list[str]] = {}
        end: dict[int, list[str]] = {}
        for i, j in self._words.spans(text):
            begin.setdefault(i, []).append(text[i:j])
            end.setdefault(j, []).append(text[i:j])
        yield from self._known((i, "w1." + word) for i, words in begin.items() for word in words)
        yield from self._known((i - 1, "w-1." + word) for i, words in end.items() for word in words)
        for i in sorted(end.keys() & begin.keys()):
            pairs = [f"{left}*{right}" for left in end[i] for right in begin[i]]
            yield from self._known((i, "ww.l." + pair) for pair in pairs)
            yield from self._known((i - 1, "ww.r." + pair) for pair in pairs)

    def _known(self, features: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
        for place, name in features:
            row = self._index.get(name)
            if row is not None:
                yield place, row
