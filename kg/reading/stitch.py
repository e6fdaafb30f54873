"""Which torn fragments of a page are one sentence: seams scored, and chosen for the whole page at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kg.reading.assignment import best_pairs, marginals
from kg.reading.fragments import Fragment
from kg.reading.language_model import LanguageModel
from kg.reading.runs import Runs, after, before
from kg.reading.seam_model import SeamModel
from kg.reading.seams import Candidates
from kg.text import squeeze

_SIDE = 200  # more fragments than that on one side, and a page is taken in stretches


class Join(NamedTuple):
    """Fragment ``right`` goes on inside the last sentence of ``left``, with this chance."""

    left: int
    right: int
    chance: float


def joins(
    model: LanguageModel, judge: SeamModel, pieces: Sequence[Fragment], odds: Sequence[float], found: Runs
) -> list[Join]:
    """The sure joins of a page; no fragment has two on one side.

    Args:
        model: the language model.
        judge: the seam model.
        pieces: the fragments of the page.
        odds: log odds that each begins inside a sentence.
        found: the runs of the page.
    """
    made: list[Join] = []
    for page in candidates(pieces, odds, found):
        chances = marginals(judge.seam_odds(model, page), 1.0 - page.table(page.forbidden))
        least = np.where(page.table(page.under) > 0, judge.least_under, judge.least)
        made += [
            Join(page.lefts[i], page.rights[j], float(chances[i, j]))
            for i, j in best_pairs(chances, judge.least_under)
            if chances[i, j] >= least[i, j]
        ]
    return made


def candidates(pieces: Sequence[Fragment], odds: Sequence[float], found: Runs) -> Iterator[Candidates]:
    """The torn ends and possible beginnings of a page, or of each stretch of a very long one."""
    lefts = [i for i, piece in enumerate(pieces) if piece.torn_end and not piece.goes_on]
    rights = [j for j, piece in enumerate(pieces) if piece.may_go_on and not _begins(pieces, found, j)]
    for some, others in _stretches(lefts, rights, odds):
        if some and others:
            pairs = [(i, j) for i in some for j in others]
            yield Candidates(
                texts=tuple(piece.text for piece in pieces),
                lefts=tuple(some),
                rights=tuple(others),
                before=tuple(before(pieces, found, i) for i in some),
                after=tuple(after(pieces, found, j) for j in others),
                torn_odds=tuple(odds),
                follows=found.follows,
                forbidden=frozenset(pair for pair in pairs if _forbidden(pieces, found, *pair)),
                under=frozenset(pair for pair in pairs if _under(pieces, found, *pair)),
            )


def _forbidden(pieces: Sequence[Fragment], found: Runs, left: int, right: int) -> bool:
    """Whether a join would bite its own tail, or lead from one heading's story to another's."""
    own = found.start[left] == found.start[right] and right <= left
    return own or (found.heading[left] >= 0 and pieces[right].first)


def _under(pieces: Sequence[Fragment], found: Runs, left: int, right: int) -> bool:
    """Whether what was continued from another page breaks off, and a heading's story begins torn."""
    return pieces[found.start[left]].continued and pieces[right].first and found.torn[right]


def _begins(pieces: Sequence[Fragment], found: Runs, index: int) -> bool:
    """Whether a fragment answers a question, or stands under a heading and surely begins its story there.

    It does if it begins as sentences do, or says the heading's words first.
    """
    last = pieces[index - 1] if index else pieces[0]
    opens = not found.doubtful[index] or squeeze(pieces[index].text).startswith(squeeze(last.text)[:12])
    return (pieces[index].first and opens) or (index > 0 and last.kind == "question")


def _stretches(
    lefts: list[int], rights: list[int], odds: Sequence[float]
) -> list[tuple[list[int], list[int]]]:
    """Both lists; of a very long page stretches of both, with the likeliest right sides of each."""
    if len(lefts) <= _SIDE and len(rights) <= _SIDE:
        return [(lefts, rights)]
    found = []
    for k in range(0, len(lefts), _SIDE):
        some = lefts[k : k + _SIDE]
        end = lefts[k + _SIDE] if k + _SIDE < len(lefts) else max(rights, default=0) + 1
        near = [j for j in rights if (some[0] if k else 0) <= j < end]
        found.append((some, sorted(sorted(near, key=lambda j: (-odds[j], j))[:_SIDE])))
    return found
