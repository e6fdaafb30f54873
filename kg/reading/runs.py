"""Which fragments of a page follow on each other as whole paragraphs do, and which begin inside a sentence."""

from collections.abc import Sequence

import numpy as np

from kg.reading.fragments import Fragment
from kg.reading.language_model import LanguageModel, codes, normalise
from kg.reading.seams import sentence_starts, stray_marks

_START = -1.5  # nats; whole sentences begin better than this in 95 of 100 cases
_HEAD = 8
_MARKS = "，、。；：！？”’）》】,;:!?"


def torn_starts(model: LanguageModel, pieces: Sequence[Fragment]) -> list[bool]:
    """Whether each fragment begins inside a sentence: it closes what it did not open, or no sentence starts so.

    On a page where nothing breaks off and nothing is continued, no fragment does.
    """
    whole = not any(piece.torn_end or piece.continued for piece in pieces)
    if whole or not pieces:
        return [False] * len(pieces)
    heads = np.stack([codes(normalise(piece.text)[:_HEAD].ljust(_HEAD, "\n")) for piece in pieces])
    good = sentence_starts(model, heads)
    return [
        piece.may_go_on
        and (piece.text[0] in _MARKS or stray_marks(piece.text) > 0 or bool(score < _START))
        for piece, score in zip(pieces, good, strict=True)
    ]


def runs(pieces: Sequence[Fragment], torn: Sequence[bool]) -> list[tuple[int, int]]:
    """Neighbours (i, i + 1) of which the second follows the first as paragraphs of one story do."""
    return [
        (i, i + 1)
        for i, (one, other) in enumerate(zip(pieces, pieces[1:], strict=False))
        if not (one.kind == "heading" or other.kind == "heading" or other.first or other.continued)
        and not (one.torn_end or one.goes_on or torn[i + 1])
    ]
