"""A character n-gram language model: what may follow what, and how rare a string is.

Counts of n-grams (order 1 to 6) are kept by hash, sorted, with a quantised logarithm of the count; what was
pruned counts as unseen. Probabilities are interpolated from the longest context down (Witten & Bell 1991, with
one constant in place of the number of types, which pruned counts do not give).
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from kg.resources import resource
from kg.text import fold_width

Codes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

ORDER = 6
COUNT_STEP = 8.0  # a stored byte is COUNT_STEP * ln(count): steps of 13 per cent
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
        self._counts = [np.exp(stored / COUNT_STEP) for stored in counts]
        self.total = total

    def counts(self, characters: Codes, order: int) -> Floats:
        """Counts of the n-grams of one order along the last axis; 0 where pruned or never seen."""
        wanted = hashes(characters, order)
        keys = self._keys[order - 1]
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[places] == wanted, self._counts[order - 1][places], 0.0)

    def log_probabilities(self, characters: Codes, context: int) -> Floats:
        """Natural log probability of each character after the first ``context``, each after what precedes it.

        Rows of a two-dimensional array are texts of their own; a character sees at most ORDER - 1 before it.
        """
        width = characters.shape[-1]
        probability = (self.counts(characters, 1) + 0.1) / (self.total + 1000.0)
        for order in range(2, min(ORDER, width) + 1):
            history = self.counts(characters, order - 1)[..., : width - order + 1]
            seen = np.minimum(self.counts(characters, order), history)
            trust = _TRUST[order - 2]
            lower = probability[..., order - 1 :]
            probability[..., order - 1 :] = (seen + trust * lower) / (history + trust)
        logs: Floats = np.log(probability[..., context:])
        return logs

    def surprise(self, characters: Codes, order: int) -> Floats:
        """How rare each n-gram is, in nats per text of the training size: ln(total / (count + 1))."""
        rare: Floats = np.log(self.total / (self.counts(characters, order) + 1.0))
        return rare


_TRUST = (20.0, 10.0, 6.0, 4.0, 3.0)


@cache
def language_model() -> LanguageModel:
    """The model of models/stitch/, loaded once."""
    with np.load(resource("models", "stitch", "ngrams.npz")) as stored:
        keys = [np.cumsum(unshuffle(stored[f"gaps{n}"]), dtype=np.uint32) for n in range(1, ORDER + 1)]
        counts = [stored[f"counts{n}"] for n in range(1, ORDER + 1)]
        return LanguageModel(keys, counts, float(stored["total"]))


def shuffle(values: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """The four bytes of each number in four rows: near-empty rows then pack to almost nothing."""
    return np.ascontiguousarray(values.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def unshuffle(planes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """What :func:`shuffle` was given."""
    return np.ascontiguousarray(planes.T).view("<u4").reshape(-1)
