"""The learned weights of models/stitch/seams.json: torn beginnings and seams, two logistic models."""

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np

from kg.errors import OutsideError
from kg.reading.language_model import Floats, LanguageModel
from kg.reading.seams import FEATURES, Candidates, seam_features
from kg.reading.sentence_starts import START_FEATURES, start_features
from kg.resources import resource


class Logistic(msgspec.Struct, frozen=True):
    """Weights by feature, and a bias; scores are log odds."""

    weights: dict[str, float]
    bias: float

    def scores(self, features: Floats) -> Floats:
        """Log odds of each row of features (the last axis)."""
        result: Floats = features @ np.array(list(self.weights.values())) + self.bias
        return result


class SeamModel(msgspec.Struct, frozen=True):
    """What pipelines/train/stitch.py learned.

    ``starts``: does a fragment begin inside a sentence; ``seams``: do two go together; ``least``: the chance
    from which a join is made; ``least_under``: the same for what is continued from another page and a story
    that begins torn under its heading, which need each other.
    """

    starts: Logistic
    seams: Logistic
    least: float
    least_under: float

    def torn_odds(self, model: LanguageModel, texts: Sequence[str]) -> list[float]:
        """Log odds that each text begins inside a sentence."""
        return [float(one) for one in self.starts.scores(start_features(model, texts))] if texts else []

    def seam_odds(self, model: LanguageModel, page: Candidates) -> Floats:
        """Log odds of each pair, before pairs compete."""
        return self.seams.scores(seam_features(model, page))


@cache
def seam_model() -> SeamModel:
    """The model of models/stitch/, loaded once.

    Raises:
        OutsideError: it is missing, or was trained on other features than this version reads.
    """
    model = msgspec.json.decode(resource("models", "stitch", "seams.json").read_bytes(), type=SeamModel)
    if (tuple(model.starts.weights), tuple(model.seams.weights)) != (START_FEATURES, FEATURES):
        raise OutsideError("models/stitch/seams.json is of another version; run make train")
    return model
