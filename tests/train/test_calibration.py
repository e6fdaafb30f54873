"""Tests of calibration: scores become probabilities, and the cut stands where F1 is best."""

import numpy as np
import pytest

from pipelines.train.calibration import calibrate, cut


def test_calibration_makes_scores_of_odds() -> None:
    """Log odds that are twice too sure are halved: of the scores near p, p are right."""
    random = np.random.default_rng(0)
    true = random.normal(0, 2, 4000)
    gold = (random.random(4000) < 1 / (1 + np.exp(-true))).astype(np.float32)
    slope, shift = calibrate((2 * true).astype(np.float32), gold)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert shift == pytest.approx(0, abs=0.1)


def test_the_cut_is_where_f1_is_best() -> None:
    """Three right of the first four, then noise: the cut stands at the fourth, and at .2 at least."""
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.05, 0.04], np.float32)
    gold = np.array([1, 1, 0, 1, 0, 0] * 10, np.float32)
    assert cut(np.repeat(scores, 10), np.repeat(gold[:6], 10), 0) == pytest.approx(0.6)
    assert cut(np.full(60, 0.05, np.float32), gold, 0) == pytest.approx(0.2)
