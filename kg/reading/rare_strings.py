"""Rare strings of characters: what texts of one subject share."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from kg.reading.language_model import Floats, LanguageModel, codes, hashes

_NONE = np.empty(0, np.uint32)


def rare_strings(model: LanguageModel, texts: Sequence[str], order: int) -> sparse.csr_matrix:
    """Which n-grams each text holds, weighted by rarity in the language and among the texts (nats)."""
    found = [np.unique(hashes(codes(text), order)) if len(text) >= order else _NONE for text in texts]
    keys, places = np.unique(np.concatenate(found), return_inverse=True)
    rarity = np.maximum(model.surprise_of(keys, order) - 6.0, 0.0)
    spread = np.bincount(places, minlength=len(keys)) / max(len(texts), 1)
    weight = rarity * np.clip(-np.log(spread), 0.0, 3.0)
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in found])
    return sparse.csr_matrix((weight[places], (rows, places)), shape=(len(texts), len(keys)))


def shared_strings(model: LanguageModel, texts: Sequence[str], lefts: int) -> tuple[Floats, Floats]:
    """Of the first ``lefts`` texts with each of the others: cosine, and log nats of the longer strings shared."""
    pairs = rare_strings(model, texts, 2)
    norms = np.sqrt(np.asarray(pairs.multiply(pairs).sum(axis=1)).ravel()) + 1e-9
    cosine = (pairs[:lefts] @ pairs[lefts:].T).toarray() / norms[:lefts, None] / norms[None, lefts:]
    names = np.zeros_like(cosine)
    for order in (3, 4):
        table = rare_strings(model, texts, order)
        names += (table[:lefts] @ (table[lefts:] > 0).astype(float).T).toarray()
    return cosine, np.log1p(names)
