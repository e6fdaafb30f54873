"""What the language model tells of a seam: how well the left side leads to the right, and how likely it ends."""

from collections.abc import Sequence

import numpy as np

from kg.reading.language_model import Codes, Floats, LanguageModel, codes

_REACH = 8  # characters of each side that the model reads


def crossing(model: LanguageModel, page: LanguageModel, lefts: Sequence[str], rights: Sequence[str]) -> list[Floats]:
    """The first five features: what the left end tells of the characters after it."""
    tails = _tails(lefts)
    heads = np.stack([codes(text[:_REACH].ljust(_REACH, "\n")) for text in rights])
    size = (len(tails), len(heads), _REACH)
    pairs = np.concatenate([np.broadcast_to(tails[:, None], size), np.broadcast_to(heads[None], size)], axis=-1)
    known, alone = model.probabilities(pairs, _REACH), model.probabilities(heads, 0)[None]
    mixed = 0.8 * known + 0.2 * page.probabilities(pairs, _REACH)
    apart = 0.8 * alone + 0.2 * page.probabilities(heads, 0)[None]
    gains = np.log(known / alone)
    echo = (np.log(mixed / apart) - gains)[..., :3].sum(axis=-1)
    return [gains[..., 0], gains[..., 1], gains[..., 2:6].sum(axis=-1), _longest(model, pairs), echo]


def _longest(model: LanguageModel, pairs: Codes) -> Floats:
    """The order of the longest counted n-gram across the middle of each row."""
    longest = np.ones(pairs.shape[:2])
    for order, counts in enumerate(model.counts(pairs)[1:], 2):
        spans = counts[..., _REACH - order + 1 : _REACH] > 0
        longest[spans.any(axis=-1)] = order
    return longest


def ends(model: LanguageModel, lefts: Sequence[str]) -> Floats:
    """Log chance that a line ends or a stop follows after each text."""
    tails = _tails(lefts)
    chance = np.zeros(len(tails))
    for mark in ("\n", "。"):
        after = np.concatenate([tails, np.tile(codes(mark), (len(tails), 1))], axis=-1)
        chance += model.probabilities(after, _REACH)[:, 0]
    logs: Floats = np.log(chance)
    return logs


def _tails(texts: Sequence[str]) -> Codes:
    return np.stack([codes(text[-_REACH:].rjust(_REACH, "\n")) for text in texts])
