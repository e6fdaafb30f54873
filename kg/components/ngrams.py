"""What the fast recogniser looks up for each character: itself, pairs and triples of characters, its word.

Pairs, triples and words are hashed into tables of a fixed size (Weinberger et al. 2009): no list of them is kept, and
what was never seen falls on a row like any other.
"""

import re

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from kg.components.characters import BREAK, Characters

PAIRS = TRIPLES = WORDS = 1 << 15
PLACES = 16
COLUMNS = ("characters", "pairs", "triples", "words", "places")
Numbers = npt.NDArray[np.int64]
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_MOST = 3


def features(doc: Doc, chars: Characters, text: str | None = None) -> Numbers:
    """Return a row of numbers for each of ``COLUMNS``, a number for each character of ``doc.text``.

    Who has that ``text`` gives it along, as spaCy puts it together anew each time.
    """
    text = doc.text if text is None else text
    ids = np.array(chars.ids(text), np.int64)
    ids[[match.start() for match in re.finditer("\n", text)]] = BREAK
    around = np.concatenate([[BREAK], ids, [BREAK]]).astype(np.uint64)
    before, here, after = around[:-2], around[1:-1], around[2:]
    pairs = _hashed(before * _ODD[0] + here * _ODD[1], PAIRS)
    triples = _hashed(before * _ODD[0] + here * _ODD[1] + after * _ODD[2], TRIPLES)
    return np.stack([ids, pairs, triples, *_words(doc, len(ids))])


def _words(doc: Doc, size: int) -> tuple[Numbers, Numbers]:
    """The word of each character, hashed by spaCy, and its place there: how many characters before it and after."""
    words, places = np.zeros(size, np.int64), np.zeros(size, np.int64)
    table = doc.to_array(["ORTH", "IDX", "LENGTH"]).astype(np.uint64)
    lengths = table[:, 2].astype(np.int64)
    first = np.repeat(table[:, 1].astype(np.int64), lengths)
    before = np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    after = np.repeat(lengths, lengths) - 1 - before
    words[first + before] = np.repeat(_hashed(table[:, 0], WORDS), lengths)
    places[first + before] = np.minimum(before, _MOST) * (_MOST + 1) + np.minimum(after, _MOST)
    return words, places


def _hashed(keys: npt.NDArray[np.uint64], size: int) -> Numbers:
    """Rows of a table of ``size``, a power of two: the high bits of a product (Knuth, TAOCP 3, 6.4)."""
    shift = np.uint64(64 - size.bit_length() + 1)
    rows: Numbers = ((keys ^ (keys >> np.uint64(29))) * _ODD[0] >> shift).astype(np.int64)
    return rows
