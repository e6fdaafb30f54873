"""What speaks for two torn fragments being one sentence: the features of a seam, for many pairs at once."""

from collections.abc import Sequence

import numpy as np

from kg.reading.crossing import crossing, ends
from kg.reading.language_model import Floats, LanguageModel, count_texts, normalise
from kg.reading.rare_strings import shared_strings
from kg.reading.sentence_starts import open_marks, stray_marks
from kg.types import Record

FEATURES = (
    "first",  # nats that the left end saves on the first character after it
    "second",  # on the second
    "rest",  # on the third to the sixth
    "longest",  # length of the longest counted n-gram that crosses the seam
    "echo",  # nats that the page's own counts add: a name cut in two that stands whole elsewhere
    "torn_start",  # log odds that the right side begins inside a sentence
    "end",  # log chance that a sentence ends where the left side does
    "quotes_close",  # an open quote or bracket of the left side closes in the right
    "quotes_clash",  # one opens and never closes, or closes and was never opened
    "clause",  # log chance of a clause as long as the joined one
    "comma",  # the left side ends in a comma or colon
    "names",  # rare strings of three and four characters that both fragments share, in nats
    "subject",  # cosine of the rare strings of what stands before the seam and after it
    "shared",  # rare strings of both contexts, in nats
    "length",  # log length of the shorter side
    "under",  # the right side stands under a heading, and something of another page breaks off at the left
    "order",  # of those: 1 if both are the nth of the page, less the further they are out of order
    "aligned",  # of those: 1 if both are the nth, and there are as many of them on both sides
    "follows",  # the right side follows a whole paragraph well enough
    "unlikely",  # first, where it is below zero
    "telling",  # first, what it is above four
    "uncrossed",  # no counted n-gram crosses the seam
    "crossed",  # one of four characters or more does
    "first_comma",  # first, where the left side ends in a comma
    "longest_comma",  # longest, likewise
    "nothing_shared",  # the contexts share no rare string
    "no_names",  # the fragments share none
)
_STOPS = "，。、；：！？,.;:!?\n"


class Candidates(Record, frozen=True):
    """The fragments of a page that may be joined.

    ``lefts`` and ``rights`` are indices into ``texts``; ``before`` and ``after`` are what stands before the end
    of each left side, and after the beginning of each right one; ``torn_odds`` and ``follows`` tell of each text
    whether it is torn at its head; ``forbidden`` and ``under`` are pairs of indices.
    """

    texts: tuple[str, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    torn_odds: tuple[float, ...]
    follows: tuple[bool, ...]
    forbidden: frozenset[tuple[int, int]]
    under: frozenset[tuple[int, int]]

    def table(self, pairs: frozenset[tuple[int, int]]) -> Floats:
        """1 where (left, right) is one of ``pairs``, 0 elsewhere; rows are lefts."""
        return np.array([[float((i, j) in pairs) for j in self.rights] for i in self.lefts])


def seam_features(model: LanguageModel, page: Candidates) -> Floats:
    """Features of all pairs of a left and a right fragment: (lefts, rights, FEATURES)."""
    plain = [normalise(text) for text in page.texts]
    lefts, rights = [plain[i] for i in page.lefts], [plain[j] for j in page.rights]
    columns = [
        *crossing(model, count_texts(plain), lefts, rights),
        *_sentence(model, page, lefts, rights),
        *_subject(model, page, lefts, rights),
        _length(lefts, rights),
        *_layout(page),
    ]
    size = (len(lefts), len(rights))
    table = np.stack([np.broadcast_to(column, size) for column in columns], axis=-1)
    return np.concatenate([table, bends(table)], axis=-1)


def bends(table: Floats) -> Floats:
    """The features from "unlikely" on, made of those before: where a straight line does not fit."""
    first, longest, comma, names, shared = (
        table[..., FEATURES.index(name)] for name in ("first", "longest", "comma", "names", "shared")
    )
    columns = [
        np.minimum(first, 0.0),
        np.maximum(first - 4.0, 0.0),
        longest < 2,
        longest >= 4,
        first * comma,
        longest * comma,
        shared <= 0,
        names <= 0,
    ]
    return np.stack([column.astype(float) for column in columns], axis=-1)


def _sentence(
    model: LanguageModel, page: Candidates, lefts: Sequence[str], rights: Sequence[str]
) -> list[Floats]:
    """The features from "torn_start" to "comma": whether both sides make a sentence."""
    odds = np.array([page.torn_odds[j] for j in page.rights])
    commas = np.array([left[-1:] in (",", "、", ":", ";") for left in lefts], dtype=float)
    quotes = _quotes(lefts, rights)
    return [odds[None, :], ends(model, lefts)[:, None], *quotes, _clauses(lefts, rights), commas[:, None]]


def _quotes(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Floats, Floats]:
    opened = np.array([min(open_marks(text), 1) for text in lefts])[:, None]
    strays = np.array([min(stray_marks(text), 1) for text in rights])[None, :]
    return (opened & strays).astype(float), (opened ^ strays).astype(float)


def _clauses(lefts: Sequence[str], rights: Sequence[str]) -> Floats:
    """Log chance, but for a constant, of the length of the clause that the seam would make."""
    before = np.array([_run(text[::-1]) for text in lefts])[:, None]
    after = np.array([_run(text) for text in rights])[None, :]
    logs: Floats = -(((np.log(before + after + 1.0) - 2.5) / 0.6) ** 2) / 2
    return logs


def _run(text: str) -> int:
    """Characters before the first stop."""
    return next((k for k, char in enumerate(text[:60]) if char in _STOPS), min(60, len(text)))


def _subject(
    model: LanguageModel, page: Candidates, lefts: Sequence[str], rights: Sequence[str]
) -> list[Floats]:
    """The features from "names" to "shared": whether the fragments, and what stands around them, share a subject."""
    context = [normalise(text) for text in (*page.before, *page.after)]
    _, names = shared_strings(model, [*lefts, *rights], len(lefts))
    return [names, *shared_strings(model, context, len(lefts))]


def _length(lefts: Sequence[str], rights: Sequence[str]) -> Floats:
    logs: Floats = np.log([[min(len(left), len(right)) + 1.0 for right in rights] for left in lefts])
    return logs


def _layout(page: Candidates) -> list[Floats]:
    """The features from "under" to "follows": where on the page the fragments stand."""
    under = page.table(page.under)
    follows = np.array([float(page.follows[j]) for j in page.rights])
    return [under, *_order(under), follows[None, :]]


def _order(under: Floats) -> tuple[Floats, Floats]:
    """1 for a pair that is the nth of its kind on both sides, 0 beside it, -1 further off; and ``aligned``."""
    rows, columns = under.any(axis=1), under.any(axis=0)
    apart = np.abs(rows.cumsum()[:, None] - columns.cumsum()[None, :])
    order: Floats = under * (1.0 - np.minimum(apart, 2))
    aligned: Floats = under * (apart == 0) * float(rows.sum() == columns.sum())
    return order, aligned
