"""Which article each chain of a page belongs to: by its subject, by what the article lacks, by order."""

from collections.abc import Sequence

import numpy as np

from kg.reading.assignment import best_pairs
from kg.reading.chains import Chains
from kg.reading.language_model import Floats, LanguageModel, normalise
from kg.reading.seams import rare_strings

_ORDERS = (2, 3, 4)
_NEED = 0.06  # cosine that an open end and a torn beginning that lack each other are worth
_ORDER = 0.015  # cosine that each place out of the page's order costs
_ABOVE = 0.02  # cosine that standing right after an article is worth
_ASKED = 0.5  # cosine that a question is worth to an interview
_BELONGS = 0.03  # least score with which a chain belongs to an article


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


def place(model: LanguageModel, chains: Chains, torn_starts: Sequence[bool]) -> dict[int, int | None]:
    """The article (its chain's first fragment) of every chain without a heading; None: it belongs nowhere.

    Args:
        model: the language model, for what is rare.
        chains: the chains of the page.
        torn_starts: whether each fragment begins inside a sentence.
    """
    starts = [i for i in range(len(chains.pieces)) if chains.pieces[i].kind != "heading" and chains.starts(i)]
    homes = [i for i in starts if chains.headed(i)]
    strays = [i for i in starts if not chains.headed(i)]
    if not strays or not homes:
        return dict.fromkeys(strays)
    scores = likeness(model, [chains.text(i) for i in strays], [chains.text(i) for i in homes])
    scores += _standing(chains, strays, homes)
    needs = _needs(chains, torn_starts, strays, homes)
    pairs = best_pairs(np.where(needs > 0, scores + needs - _out_of_order(needs), 0.0), _BELONGS)
    chosen = {strays[i]: homes[j] for i, j in pairs}
    return {
        stray: chosen.get(stray, homes[int(row.argmax())] if row.max() >= _BELONGS else None)
        for stray, row in zip(strays, scores, strict=True)
    }


def _standing(chains: Chains, strays: Sequence[int], homes: Sequence[int]) -> Floats:
    """What speaks for an article because of where a chain stands, and for an interview because it asks."""
    bonus = np.zeros((len(strays), len(homes)))
    for row, stray in enumerate(strays):
        above = chains.root(stray - 1) if stray else -1
        asks = chains.pieces[stray].kind == "question"
        for column, home in enumerate(homes):
            bonus[row, column] += _ABOVE * (chains.root(home) == above)
            bonus[row, column] += _ASKED * (asks and chains.asks(home))
    return bonus


def _needs(chains: Chains, torn: Sequence[bool], strays: Sequence[int], homes: Sequence[int]) -> Floats:
    """Positive where a chain and an article lack each other: one breaks off where the other sets in."""
    table = np.zeros((len(strays), len(homes)))
    for row, stray in enumerate(strays):
        for column, home in enumerate(homes):
            before = chains.breaks_off(stray) and torn[home]
            after = chains.breaks_off(home) and torn[stray]
            table[row, column] = _NEED * (before or after)
    return table


def _out_of_order(needs: Floats) -> Floats:
    """What it costs to take a chain out of the page's order: newspapers continue stories in their order."""
    rows, columns = np.nonzero(needs.any(axis=1))[0], np.nonzero(needs.any(axis=0))[0]
    cost = np.zeros_like(needs)
    for rank, row in enumerate(rows):
        for place_, column in enumerate(columns):
            cost[row, column] = _ORDER * abs(rank - place_)
    return cost
