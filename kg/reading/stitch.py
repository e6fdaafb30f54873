"""Which torn fragments of a page are one sentence: seams scored, and chosen for the whole page at once."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from kg.reading.assignment import best_pairs, marginals
from kg.reading.fragments import Fragment
from kg.reading.language_model import Floats, LanguageModel, language_model
from kg.reading.seams import FEATURES, seam_features
from kg.resources import resource

_MOST_PAIRS = 40_000  # beyond that, a page is taken in stretches: seams do not cross half a book


class Join(NamedTuple):
    """Fragment ``right`` goes on inside the last sentence of ``left``, with this chance."""

    left: int
    right: int
    chance: float


class SeamModel(msgspec.Struct, frozen=True):
    """models/stitch/seams.json: a logistic model of seam features, and the chance from which a join is made."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    least: float

    def scores(self, features: Floats) -> Floats:
        """Log odds of each pair."""
        result: Floats = features @ np.array(self.weights) + self.bias
        return result


@cache
def seam_model() -> SeamModel:
    """The model of models/stitch/, loaded once."""
    model = msgspec.json.decode(resource("models", "stitch", "seams.json").read_bytes(), type=SeamModel)
    if model.features != FEATURES:
        raise ValueError("models/stitch/seams.json was trained on other features; run make train")
    return model


def joins(pieces: Sequence[Fragment]) -> list[Join]:
    """The sure joins of a page, in the order of their left sides; no fragment has two on one side."""
    lefts = [i for i, piece in enumerate(pieces) if piece.torn_end]
    rights = [j for j, piece in enumerate(pieces) if piece.may_go_on and not _opens(pieces, j)]
    made: list[Join] = []
    for some_lefts, some_rights in _stretches(lefts, rights):
        made += _joins(language_model(), seam_model(), pieces, some_lefts, some_rights)
    return made


def _joins(
    model: LanguageModel, judge: SeamModel, pieces: Sequence[Fragment], lefts: list[int], rights: list[int]
) -> list[Join]:
    if not lefts or not rights:
        return []
    chances = pair_chances(model, judge, [piece.text for piece in pieces], lefts, rights)
    return [
        Join(lefts[i], rights[j], float(chances[i, j])) for i, j in best_pairs(chances, judge.least)
    ]


def pair_chances(
    model: LanguageModel, judge: SeamModel, texts: Sequence[str], lefts: Sequence[int], rights: Sequence[int]
) -> Floats:
    """Chance of each pair of a left and a right fragment to be one sentence, all others considered."""
    features = seam_features(model, texts, lefts, rights)
    allowed = (np.array(lefts)[:, None] != np.array(rights)[None, :]).astype(float)
    return marginals(judge.scores(features), allowed)


def _opens(pieces: Sequence[Fragment], index: int) -> bool:
    """Whether a fragment begins its article: it stands under a heading and says the heading's words first."""
    if not pieces[index].first:
        return False
    title, text = pieces[index - 1].text, pieces[index].text
    return text.startswith(title[:12])


def _stretches(lefts: list[int], rights: list[int]) -> list[tuple[list[int], list[int]]]:
    """Both lists whole, or cut at the same places of the page into stretches that are not too large."""
    if len(lefts) * len(rights) <= _MOST_PAIRS:
        return [(lefts, rights)]
    side = int(_MOST_PAIRS**0.5)
    ends = sorted({*lefts, *rights})
    bounds = [*ends[:: side], ends[-1] + 1]
    return [
        ([i for i in lefts if a <= i < b], [j for j in rights if a <= j < b])
        for a, b in zip(bounds, bounds[1:], strict=False)
    ]
