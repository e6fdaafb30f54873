"""A character n-gram language model: what may follow what, and how rare a string is.

Counts of n-grams (order 1 to 6) are kept by hash, sorted, with a quantised logarithm of the count; what was
pruned counts as unseen. Probabilities are interpolated from the longest context down as Witten and Bell (1991)
do; the number of distinct successors, which pruned counts do not give, is taken as a power of the count.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.resources import resource
from kg.text import fold_width

Codes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

ORDER = 6
COUNT_STEP = 8.0  # a stored byte is COUNT_STEP * ln(count): steps of 13 per cent
_COUNTS = np.exp(np.arange(256) / COUNT_STEP)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = {**{ord(digit): "0" for digit in "0123456789"}, ord("\r"): "\n"}


def normalise(text: str) -> str:
    """Text as the model reads it: half width, digits as 0, small letters, no blanks; line ends stay."""
    lines = fold_width(text).lower().translate(_FOLD).split("\n")
    return "\n".join("".join(line.split()) for line in lines)


def codes(text: str) -> Codes:
    """The characters of a normalised text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)


def hashes(characters: Codes, order: int) -> npt.NDArray[np.uint32]:
    """Hashes of all n-grams of one order along the last axis, which gets ``order - 1`` shorter."""
    width = characters.shape[-1] - order + 1
    value = np.full((*characters.shape[:-1], width), order, dtype=np.uint64)
    for offset in range(order):
        value = (value ^ (characters[..., offset : offset + width] + np.uint64(1))) * _MULTIPLIER
        value ^= value >> np.uint64(29)
    return (value >> np.uint64(32)).astype(np.uint32)


class LanguageModel:
    """Counts by order, and the probabilities made from them."""

    def __init__(self, keys: list[npt.NDArray[np.uint32]], counts: list[npt.NDArray[np.uint8]], total: float):
        """Take the sorted hashes and count bytes of each order from 1, and the number of characters counted."""
        self._keys = keys
        self._counts = counts
        self.total = total

    def counts(self, characters: Codes) -> list[Floats]:
        """Counts of the n-grams of each order from 1 along the last axis; 0 where pruned or never seen.

        An n-gram counts no more than its parts: two strings of one hash are told apart so.
        """
        found = [self._count(hashes(characters, 1), 1)]
        for order in range(2, min(ORDER, characters.shape[-1]) + 1):
            parts = np.minimum(found[-1][..., :-1], found[-1][..., 1:])
            found.append(np.minimum(self._count(hashes(characters, order), order), parts))
        return found

    def _count(self, wanted: npt.NDArray[np.uint32], order: int) -> Floats:
        keys = self._keys[order - 1]
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[places] == wanted, _COUNTS[self._counts[order - 1][places]], 0.0)

    def probabilities(self, characters: Codes, context: int) -> Floats:
        """Probability of each character after the first ``context``, each after what precedes it.

        Rows of a two-dimensional array are texts of their own; a character sees at most ORDER - 1 before it.
        """
        counts = self.counts(characters)
        probability = (counts[0] + 0.1) / (self.total + 1000.0)
        for order, seen in enumerate(counts[1:], 2):
            history = counts[order - 2][..., :-1]
            scale, power = _TYPES[order - 2]
            types = scale * np.maximum(history, 0.5) ** power
            lower = probability[..., order - 1 :]
            probability[..., order - 1 :] = (seen + types * lower) / (history + types)
        return probability[..., context:]

    def surprise_of(self, wanted: npt.NDArray[np.uint32], order: int) -> Floats:
        """How rare the n-grams with these hashes are, in nats: ln(characters counted / (count + 1))."""
        rare: Floats = np.log(self.total / (self._count(wanted, order) + 1.0))
        return rare


# Distinct successors of a history seen c times, about scale * c ** power (fitted on held-out local news).
_TYPES = ((9.0, 0.68), (4.8, 0.74), (7.0, 0.83), (7.7, 0.82), (30.0, 0.46))


def count_texts(texts: Iterable[str]) -> LanguageModel:
    """The unpruned model of a few normalised texts, such as those of one page."""
    characters = codes("\n".join(("", *texts, "")))
    keys, stored = [], []
    for order in range(1, ORDER + 1):
        found, number = np.unique(hashes(characters, order), return_counts=True)
        keys.append(found)
        stored.append(np.minimum(np.round(COUNT_STEP * np.log(number)), 255).astype(np.uint8))
    return LanguageModel(keys, stored, float(len(characters)))


@cache
def language_model() -> LanguageModel:
    """The model of models/stitch/, loaded once."""
    return load(resource("models", "stitch", "ngrams.npz"))


def load(path: Path) -> LanguageModel:
    """Read a model as pipelines/train/stitch_counts.py writes it."""
    with np.load(path) as stored:
        keys = [np.cumsum(unshuffle(stored[f"gaps{n}"]), dtype=np.uint32) for n in range(1, ORDER + 1)]
        counts = [stored[f"counts{n}"] for n in range(1, ORDER + 1)]
        return LanguageModel(keys, counts, float(stored["total"]))


def shuffle(values: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """The four bytes of each number in four rows: near-empty rows then pack to almost nothing."""
    return np.ascontiguousarray(values.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def unshuffle(planes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """What :func:`shuffle` was given."""
    return np.ascontiguousarray(planes.T).view("<u4").reshape(-1)
