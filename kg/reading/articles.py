"""Which article each chain of a page belongs to: by its subject, by what the article lacks, by order."""

from collections.abc import Sequence

import numpy as np

from kg.reading.assignment import best_pairs
from kg.reading.chains import Chains
from kg.reading.language_model import Floats, LanguageModel, normalise
from kg.reading.rare_strings import rare_strings

_ORDERS = (2, 3, 4)
# All in nats, beside the logarithm of the likeness: torn pages give 4.3 below 1 for a fragment and its own
# article in the middle, and 7.1 for another's.
_FLOOR = 0.0005
_NEED = 2.0  # an open end and a torn beginning that lack each other
_ORDER = 0.4  # each place out of the page's order
_ABOVE = 2.0  # standing right after an article's paragraph
_ASKED = 6.0  # a question, and an interview
_BELONGS = -6.9  # what a fragment needs to belong to an article at all


def likeness(model: LanguageModel, texts: Sequence[str], others: Sequence[str]) -> Floats:
    """Cosine of rare strings (two to four characters) of each of ``texts`` with each of ``others``."""
    plain = [normalise(text) for text in (*texts, *others)]
    total = np.zeros((len(texts), len(others)))
    norms = np.zeros(len(plain))
    for order in _ORDERS:
        table = rare_strings(model, plain, order)
        norms += np.asarray(table.multiply(table).sum(axis=1)).ravel()
        total += (table[: len(texts)] @ table[len(texts) :].T).toarray()
    norms = np.sqrt(norms) + 1e-9
    cosine: Floats = total / norms[: len(texts), None] / norms[None, len(texts) :]
    return cosine


def place(model: LanguageModel, chains: Chains, odds: Sequence[float]) -> dict[int, int | None]:
    """The article (its chain's first fragment) of every chain without a heading; None: it belongs nowhere.

    Args:
        model: the language model, for what is rare.
        chains: the chains of the page.
        odds: log odds that each fragment begins inside a sentence.
    """
    starts = [i for i in range(len(chains.pieces)) if chains.pieces[i].kind != "heading" and chains.starts(i)]
    homes = sorted((i for i in starts if chains.headed(i)), key=chains.headline)
    strays = [i for i in starts if not chains.headed(i)]
    if not strays or not homes:
        return dict.fromkeys(strays)
    like = likeness(model, [chains.text(i) for i in strays], [chains.text(i) for i in homes])
    scores = np.log(like + _FLOOR) + _asked(chains, strays, homes)
    values, columns = _by_subject(chains, odds, strays, homes, scores)
    for needs in (_before(chains, odds, strays, homes), _after(chains, odds, strays, homes)):
        for row, column in _wanted(scores, needs, values):
            columns[row], values[row] = column, np.inf
    return {
        stray: homes[column] if value >= _BELONGS else None
        for stray, column, value in zip(strays, columns, values, strict=True)
    }


def _asked(chains: Chains, strays: Sequence[int], homes: Sequence[int]) -> Floats:
    """What speaks for an interview: both ask."""
    asks = np.array([float(chains.asks(i)) for i in strays])
    asked = np.array([float(chains.asks(i)) for i in homes])
    bonus: Floats = _ASKED * asks[:, None] * asked[None, :]
    return bonus


def _by_subject(
    chains: Chains, odds: Sequence[float], strays: Sequence[int], homes: Sequence[int], scores: Floats
) -> tuple[list[float], list[int]]:
    """For each stray chain the best article by subject, or the one it stands after; with its score."""
    home_of = {chains.root(home): column for column, home in enumerate(homes)}
    values, columns = [], []
    for row, stray in enumerate(strays):
        own = scores[row].copy()
        above = home_of.get(chains.root(stray - 1)) if stray and not chains.pieces[stray].continued else None
        if above is not None:
            own[above] += _ABOVE + _whole(odds[stray]) + (_ASKED if chains.pieces[stray].kind == "note" else 0)
        column = int(own.argmax())
        home_of[chains.root(stray)] = column
        values.append(float(own[column]))
        columns.append(column)
    return values, columns


def _whole(odds: float) -> float:
    """Log chance that a fragment begins with a sentence."""
    return -float(np.logaddexp(0.0, odds))


def _wanted(scores: Floats, needs: Floats, values: Sequence[float]) -> list[tuple[int, int]]:
    """Pairs that lack each other, chosen together where that is better than ``values``.

    Newspapers continue stories in their order: a pair that is the nth on one side only costs.
    """
    wanting = needs > -np.inf
    rows, columns = wanting.any(axis=1).cumsum(), wanting.any(axis=0).cumsum()
    apart = np.abs(rows[:, None] - columns[None, :])
    gains = scores + needs - _ORDER * apart - np.array(values)[:, None]
    return best_pairs(np.where(wanting, gains, -1.0), 0.0)


def _before(chains: Chains, odds: Sequence[float], strays: Sequence[int], homes: Sequence[int]) -> Floats:
    """What it is worth that a continued chain breaks off and an article begins torn; -inf where not."""
    ends = np.array([chains.breaks_off(i) and chains.pieces[i].continued for i in strays])
    torn = np.array([_whole(-odds[i]) if chains.pieces[i].may_go_on else -np.inf for i in homes])
    return np.where(ends[:, None] & (torn > _LIKELY)[None, :], _NEED + torn[None, :], -np.inf)


def _after(chains: Chains, odds: Sequence[float], strays: Sequence[int], homes: Sequence[int]) -> Floats:
    """What it is worth that an article breaks off and a chain begins torn; -inf where not."""
    torn = np.array([_whole(-odds[i]) if chains.pieces[i].may_go_on else -np.inf for i in strays])
    ends = np.array([chains.breaks_off(i) for i in homes])
    return np.where((torn > _LIKELY)[:, None] & ends[None, :], _NEED + torn[:, None], -np.inf)


_LIKELY = -0.8  # log chance of a torn beginning that is one more likely than not, or nearly
