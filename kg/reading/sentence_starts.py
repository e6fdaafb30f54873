"""Does a fragment begin a sentence, or is it torn off inside one?"""

from collections.abc import Sequence

import numpy as np

from kg.reading.language_model import Codes, Floats, LanguageModel, codes, normalise

_HEAD = 8
_OPEN, _CLOSE = "“（《【〈「『(", "”）》】〉」』)"
_INSIDE = "，、。；：！？”’）》】,;:!?)"
_BEFORE = ("\n", "。")

START_FEATURES = (
    *(f"{name}_{mark}" for mark in ("line", "stop") for name in ("first", "second", "third", "rest", "longest")),
    "stray",
    "inside",
    "rare_first",
    "rare_second",
    "rare_third",
)
"""Nats that a line end or a full stop before it saves on each of the first characters, the longest counted
n-gram with it; whether something closes that was not opened; a mark that no sentence begins with; rarity."""


def start_features(model: LanguageModel, texts: Sequence[str]) -> Floats:
    """An array (texts, START_FEATURES) of what tells whether each text begins inside a sentence."""
    heads = np.stack([codes(normalise(text)[:_HEAD].ljust(_HEAD, "\n")) for text in texts])
    alone = np.log(model.probabilities(heads, 0))
    columns: list[Floats] = []
    for mark in _BEFORE:
        after = np.concatenate([np.tile(codes(mark), (len(heads), 1)), heads], axis=-1)
        gains = np.log(model.probabilities(after, 1)) - alone
        columns += [gains[:, 0], gains[:, 1], gains[:, 2], gains[:, 3:6].sum(axis=-1), _longest(model, after)]
    columns.append(np.array([min(stray_marks(text), 1) for text in texts], dtype=float))
    columns.append(np.array([float(text[:1] in _INSIDE) for text in texts]))
    return np.stack([*columns, alone[:, 0], alone[:, 1], alone[:, 2]], axis=-1)


def _longest(model: LanguageModel, after: Codes) -> Floats:
    """The order of the longest counted n-gram at the head of each row."""
    longest = np.ones(len(after))
    for order, counts in enumerate(model.counts(after)[1:], 2):
        longest[counts[:, 0] > 0] = order
    return longest


def open_marks(text: str) -> int:
    """How many quotes and brackets are still open at the end of ``text``, in its last 200 characters."""
    depth = 0
    for char in text[-200:]:
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
    return depth


def stray_marks(text: str) -> int:
    """How many quotes and brackets close in the first 200 characters of ``text`` without having opened."""
    depth = stray = 0
    for char in text[:200]:
        depth += char in _OPEN
        if char in _CLOSE:
            stray, depth = (stray + 1, 0) if depth == 0 else (stray, depth - 1)
    return stray
