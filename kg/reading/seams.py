"""What speaks for two torn fragments being one sentence: the features of a seam, for many pairs at once."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from kg.reading.language_model import Codes, Floats, LanguageModel, codes, count_texts, hashes, normalise

FEATURES = (
    "gain",  # nats that the left end saves on the third to sixth character after it
    "gain_first",  # the same of the first character alone
    "gain_second",  # and of the second
    "longest",  # length of the longest counted n-gram that crosses the seam
    "start",  # how much better the right side starts a sentence than it goes on from anywhere
    "end",  # log chance that a sentence ends where the left side does
    "quotes_close",  # an open quote or bracket of the left side closes in the right
    "quotes_clash",  # one opens and never closes, or closes and was never opened
    "subject",  # cosine of the rare character pairs
    "names",  # rare strings of three and four characters that both sides share, in nats
    "clause",  # log chance of a clause as long as the joined one
    "comma",  # the left side ends in a comma or colon
    "echo",  # nats that the page's own counts add: a name cut in two that stands whole elsewhere
    "length",  # log length of the shorter side
)
REACH = 8
_OPEN, _CLOSE = "“（《【〈「『(", "”）》】〉」』)"
_STOPS = "，。、；：！？,.;:!?\n"


def seam_features(
    model: LanguageModel, texts: Sequence[str], lefts: Sequence[int], rights: Sequence[int]
) -> Floats:
    """Features of all pairs of a left and a right fragment.

    Args:
        model: the language model.
        texts: the fragments of the page, as they stand.
        lefts: indices of the fragments that end inside a sentence.
        rights: indices of the fragments that may go on with one.

    Returns:
        An array (len(lefts), len(rights), len(FEATURES)).
    """
    plain = [normalise(text) for text in texts]
    tails = np.stack([codes(plain[i][-REACH:].rjust(REACH, "\n")) for i in lefts])
    heads = np.stack([codes(plain[j][:REACH].ljust(REACH, "\n")) for j in rights])
    table = np.empty((len(lefts), len(rights), len(FEATURES)))
    gains, longest, echo = _gains(model, count_texts(plain), tails, heads)
    table[..., 0] = gains[..., 2:6].sum(axis=-1)
    table[..., 1], table[..., 2] = gains[..., 0], gains[..., 1]
    table[..., 3] = longest
    table[..., 4] = sentence_starts(model, heads)[None, :]
    table[..., 5] = _ends(model, tails)[:, None]
    table[..., 6], table[..., 7] = _quotes([plain[i] for i in lefts], [plain[j] for j in rights])
    table[..., 8], table[..., 9] = _subjects(model, plain, lefts, rights)
    table[..., 10] = _clauses([plain[i] for i in lefts], [plain[j] for j in rights])
    table[..., 11] = np.array([plain[i][-1:] in (",", "、", ":", ";") for i in lefts], dtype=float)[:, None]
    table[..., 12] = echo
    sizes = np.log([len(text) + 1.0 for text in plain])
    table[..., 13] = np.minimum(sizes[list(lefts)][:, None], sizes[list(rights)][None, :])
    return table


def _gains(
    model: LanguageModel, page: LanguageModel, tails: Codes, heads: Codes
) -> tuple[Floats, Floats, Floats]:
    """Nats saved on each head character by knowing the tail, and the longest crossing n-gram."""
    size = (len(tails), len(heads), REACH)
    pairs = np.concatenate(
        [np.broadcast_to(tails[:, None], size), np.broadcast_to(heads[None], size)], axis=-1
    )
    known = np.log(model.probabilities(pairs, REACH))
    alone = np.log(model.probabilities(heads, 0))
    echo = np.log(0.8 + 0.2 * page.probabilities(pairs, REACH) / np.exp(known))
    longest = np.ones(size[:2])
    for order in range(2, 7):
        spans = model.counts(pairs[..., REACH - order + 1 : REACH + order - 1], order) > 0
        longest[spans.any(axis=-1)] = order
    return known - alone[None], longest, echo[..., :4].sum(axis=-1)


def sentence_starts(model: LanguageModel, heads: Codes) -> Floats:
    """Nats saved on the first four characters by knowing that a sentence starts there (after 。 or a line end)."""
    alone = np.log(model.probabilities(heads[:, :4], 0)).sum(axis=-1)
    best = np.full(len(heads), -np.inf)
    for mark in ("\n", "。"):
        after = np.concatenate([np.tile(codes(mark), (len(heads), 1)), heads[:, :4]], axis=-1)
        best = np.maximum(best, np.log(model.probabilities(after, 1)).sum(axis=-1))
    return best - alone


def _ends(model: LanguageModel, tails: Codes) -> Floats:
    """Log chance that a line ends or a stop follows after each tail."""
    chance = np.zeros(len(tails))
    for mark in ("\n", "。"):
        after = np.concatenate([tails, np.tile(codes(mark), (len(tails), 1))], axis=-1)
        chance += model.probabilities(after, REACH)[:, 0]
    logs: Floats = np.log(chance)
    return logs


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


def _quotes(lefts: Sequence[str], rights: Sequence[str]) -> tuple[Floats, Floats]:
    opened = np.array([min(open_marks(text), 1) for text in lefts])[:, None]
    strays = np.array([min(stray_marks(text), 1) for text in rights])[None, :]
    return (opened & strays).astype(float), (opened ^ strays).astype(float)


def _clauses(lefts: Sequence[str], rights: Sequence[str]) -> Floats:
    """Log chance, but for a constant, of the length of the clause that the seam would make."""
    before = np.array([_run(text[::-1]) for text in lefts])[:, None]
    after = np.array([_run(text) for text in rights])[None, :]
    length = before + after
    logs: Floats = -(((np.log(length + 1.0) - 2.5) / 0.6) ** 2) / 2
    return logs


def _run(text: str) -> int:
    """Characters before the first stop."""
    return next((k for k, char in enumerate(text[:60]) if char in _STOPS), min(60, len(text)))


def _subjects(
    model: LanguageModel, texts: Sequence[str], lefts: Sequence[int], rights: Sequence[int]
) -> tuple[Floats, Floats]:
    """Cosine over rare pairs of characters, and nats of the longer rare strings shared."""
    pairs = rare_strings(model, texts, 2)
    norms = np.sqrt(np.asarray(pairs.multiply(pairs).sum(axis=1)).ravel()) + 1e-9
    cosine = (pairs[lefts] @ pairs[rights].T).toarray() / norms[lefts][:, None] / norms[rights][None, :]
    names = np.zeros_like(cosine)
    for order in (3, 4):
        table = rare_strings(model, texts, order)
        names += (table[lefts] @ (table[rights] > 0).astype(float).T).toarray()
    return cosine, np.log1p(names)


def rare_strings(model: LanguageModel, texts: Sequence[str], order: int) -> sparse.csr_matrix:
    """Which n-grams each text holds, weighted by rarity in the language and on the page (nats)."""
    columns, rows = [], []
    for row, text in enumerate(texts):
        numbers = np.unique(hashes(codes(text), order)) if len(text) >= order else np.empty(0, np.uint32)
        columns.append(numbers)
        rows.append(np.full(len(numbers), row))
    keys, places = np.unique(np.concatenate(columns), return_inverse=True)
    rarity = np.maximum(model.surprise_of(keys, order) - 6.0, 0.0)
    spread = np.bincount(places, minlength=len(keys)) / max(len(texts), 1)
    weight = rarity * np.clip(-np.log(spread), 0.0, 3.0)
    row_of = np.concatenate(rows)
    return sparse.csr_matrix((weight[places], (row_of, places)), shape=(len(texts), len(keys)))
