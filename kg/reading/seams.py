"""What speaks for two torn fragments being one sentence: the features of a seam, for many pairs at once."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from kg.reading.language_model import Codes, Floats, LanguageModel, codes, count_texts, hashes, normalise
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
REACH = 8
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
    size = np.log([[min(len(left), len(right)) + 1.0 for right in rights] for left in lefts])
    commas = np.array([left[-1:] in (",", "、", ":", ";") for left in lefts], dtype=float)
    odds = np.array([page.torn_odds[j] for j in page.rights])
    context = [normalise(text) for text in (*page.before, *page.after)]
    near, far = _shared(model, [*lefts, *rights], len(lefts)), _shared(model, context, len(lefts))
    columns = [
        *_language(model, count_texts(plain), lefts, rights),
        odds[None, :],
        _ends(model, lefts)[:, None],
        *_quotes(lefts, rights),
        _clauses(lefts, rights),
        commas[:, None],
        near[1],
        *far,
        size,
        page.table(page.under),
        *_order(page.table(page.under)),
        np.array([float(page.follows[j]) for j in page.rights])[None, :],
    ]
    table = np.stack([np.broadcast_to(column, size.shape) for column in columns], axis=-1)
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


def _language(
    model: LanguageModel, page: LanguageModel, lefts: Sequence[str], rights: Sequence[str]
) -> list[Floats]:
    """The first five features: what the left end tells of the characters after it."""
    tails = np.stack([codes(text[-REACH:].rjust(REACH, "\n")) for text in lefts])
    heads = np.stack([codes(text[:REACH].ljust(REACH, "\n")) for text in rights])
    size = (len(tails), len(heads), REACH)
    pairs = np.concatenate(
        [np.broadcast_to(tails[:, None], size), np.broadcast_to(heads[None], size)], axis=-1
    )
    known, alone = model.probabilities(pairs, REACH), model.probabilities(heads, 0)[None]
    mixed = 0.8 * known + 0.2 * page.probabilities(pairs, REACH)
    apart = 0.8 * alone + 0.2 * page.probabilities(heads, 0)[None]
    gains = np.log(known / alone)
    echo = (np.log(mixed / apart) - gains)[..., :3].sum(axis=-1)
    return [gains[..., 0], gains[..., 1], gains[..., 2:6].sum(axis=-1), _longest(model, pairs), echo]


def _longest(model: LanguageModel, pairs: Codes) -> Floats:
    """The order of the longest counted n-gram across the middle of each row."""
    longest = np.ones(pairs.shape[:2])
    for order, counts in enumerate(model.counts(pairs)[1:], 2):
        spans = counts[..., REACH - order + 1 : REACH] > 0
        longest[spans.any(axis=-1)] = order
    return longest


def _ends(model: LanguageModel, lefts: Sequence[str]) -> Floats:
    """Log chance that a line ends or a stop follows after each text."""
    tails = np.stack([codes(text[-REACH:].rjust(REACH, "\n")) for text in lefts])
    chance = np.zeros(len(tails))
    for mark in ("\n", "。"):
        after = np.concatenate([tails, np.tile(codes(mark), (len(tails), 1))], axis=-1)
        chance += model.probabilities(after, REACH)[:, 0]
    logs: Floats = np.log(chance)
    return logs


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


def _order(under: Floats) -> tuple[Floats, Floats]:
    """1 for a pair that is the nth of its kind on both sides, 0 beside it, -1 further off; and ``aligned``."""
    rows, columns = under.any(axis=1), under.any(axis=0)
    apart = np.abs(rows.cumsum()[:, None] - columns.cumsum()[None, :])
    order: Floats = under * (1.0 - np.minimum(apart, 2))
    aligned: Floats = under * (apart == 0) * float(rows.sum() == columns.sum())
    return order, aligned


def _shared(model: LanguageModel, texts: Sequence[str], lefts: int) -> tuple[Floats, Floats]:
    """Of the first ``lefts`` texts with each of the others: cosine, and log nats of the longer strings shared."""
    pairs = rare_strings(model, texts, 2)
    norms = np.sqrt(np.asarray(pairs.multiply(pairs).sum(axis=1)).ravel()) + 1e-9
    cosine = (pairs[:lefts] @ pairs[lefts:].T).toarray() / norms[:lefts, None] / norms[None, lefts:]
    names = np.zeros_like(cosine)
    for order in (3, 4):
        table = rare_strings(model, texts, order)
        names += (table[:lefts] @ (table[lefts:] > 0).astype(float).T).toarray()
    return cosine, np.log1p(names)


def rare_strings(model: LanguageModel, texts: Sequence[str], order: int) -> sparse.csr_matrix:
    """Which n-grams each text holds, weighted by rarity in the language and among the texts (nats)."""
    found = [np.unique(hashes(codes(text), order)) if len(text) >= order else _NONE for text in texts]
    keys, places = np.unique(np.concatenate(found), return_inverse=True)
    rarity = np.maximum(model.surprise_of(keys, order) - 6.0, 0.0)
    spread = np.bincount(places, minlength=len(keys)) / max(len(texts), 1)
    weight = rarity * np.clip(-np.log(spread), 0.0, 3.0)
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in found])
    return sparse.csr_matrix((weight[places], (rows, places)), shape=(len(texts), len(keys)))


_NONE = np.empty(0, np.uint32)
