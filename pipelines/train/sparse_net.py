"""Trains the wide and shallow net of kg.components.relations.classifier, with Adam over sparse binary features."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]


class Settings(NamedTuple):
    """Sizes and rates of training; ``decay`` is the pull of the weights towards 0 at each step."""

    hidden: int = 32
    passes: int = 8
    batch: int = 256
    rate: float = 0.004
    decay: float = 0.0004
    drop: float = 0.3
    seed: int = 0


class Weights(NamedTuple):
    """The parameters; ``logits`` applies them."""

    wide: Floats
    deep: Floats
    bias: Floats
    top: Floats
    base: Floats

    def logits(self, features: sparse.csr_matrix) -> Floats:
        """Raw scores, a column a type."""
        hidden = np.maximum(features @ self.deep + self.bias, 0)
        result: Floats = features @ self.wide + hidden @ self.top + self.base
        return result


def start(size: int, types: int, rates: Floats, settings: Settings) -> Weights:
    """Small random weights; the bases are the log odds of each type."""
    random = np.random.default_rng(settings.seed)
    deep = random.normal(0, 0.05, (size, settings.hidden)).astype(np.float32)
    top = random.normal(0, 0.1, (settings.hidden, types)).astype(np.float32)
    odds = np.log((rates + 1e-4) / (1 - rates)).astype(np.float32)
    return Weights(np.zeros((size, types), np.float32), deep, np.zeros(settings.hidden, np.float32), top, odds)


def train(features: sparse.csr_matrix, gold: Floats, settings: Settings) -> Weights:
    """Fit by minibatches: cross entropy of each type, dropout on the hidden layer."""
    random = np.random.default_rng(settings.seed + 1)
    weights = start(features.shape[1], gold.shape[1], gold.mean(axis=0), settings)
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    step, total = 0, settings.passes * (-(-len(gold) // settings.batch))
    for _ in range(settings.passes):
        order = random.permutation(len(gold))
        for at in range(0, len(order), settings.batch):
            rows = order[at : at + settings.batch]
            kept = (random.random((len(rows), settings.hidden)) >= settings.drop) / (1 - settings.drop)
            grads = _gradients(weights, features[rows], gold[rows], kept.astype(np.float32))
            step += 1
            rate = settings.rate * (1 - step / (total + 1)) * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            _adam(weights, grads, first, second, float(rate), settings.decay)
    return weights


def _gradients(w: Weights, x: sparse.csr_matrix, y: Floats, kept: Floats) -> tuple[Floats, ...]:
    raw = x @ w.deep + w.bias
    hidden = np.maximum(raw, 0) * kept
    logits = x @ w.wide + hidden @ w.top + w.base
    error = (1 / (1 + np.exp(-logits)) - y) / len(y)
    back = (error @ w.top.T) * kept * (raw > 0)
    turned = x.T.tocsr()
    return turned @ error, turned @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)


def _adam(
    weights: Weights, grads: tuple[Floats, ...], first: list[Floats], second: list[Floats], rate: float, decay: float
) -> None:
    """One step of AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101), in place."""
    for w, g, m, v in zip(weights, grads, first, second, strict=True):
        m *= 0.9
        m += 0.1 * g
        v *= 0.999
        v += 0.001 * g * g
        w -= rate * (m / (np.sqrt(v) + 1e-6) + decay * w)
