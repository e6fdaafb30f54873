"""The best segmentation of a line of tokens into labelled spans, and how sure each of them is.

A semi-Markov conditional random field of order zero (Sarawagi and Cohen 2004): a segmentation's score is the sum of
its spans' scores, and a token outside every span scores 0. Layers (what stands by itself, what is nested) are
segmented each for itself, side by side.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Found = tuple[int, int, int]
_NEVER = -1e9


class Lattice:
    """All spans of at most ``longest`` tokens of one line.

    ``scores`` is label by first token by last token; ``layers`` are the ranges of labels that stand together;
    no span holds a token of ``walls``. Below, ``[layer, j, n]`` is the span that ends with token ``j`` and is
    ``n + 1`` tokens long.
    """

    def __init__(self, scores: Floats, layers: Sequence[slice], longest: int, walls: Sequence[int] = ()) -> None:
        tokens = scores.shape[1]
        last = np.arange(tokens)[:, None]
        first = last - np.arange(longest)[None, :]
        band = scores[:, np.maximum(first, 0), last]
        wall = np.zeros(tokens + 1, np.int64)
        wall[np.array(walls, np.int64) + 1] = 1
        walled = wall.cumsum()
        band[:, (first < 0) | (walled[last + 1] > walled[np.maximum(first, 0)])] = _NEVER
        self.layers = [band[layer] for layer in layers]
        self.longest = longest

    def favour(self, layer: int, span: Found, bonus: float) -> None:
        """Add to the score of a span."""
        start, end, label = span
        self.layers[layer][label, end - 1, end - start - 1] += bonus
        self.__dict__.pop("_sums", None)

    def best(self) -> list[list[Found]]:
        """For each layer the spans ``(start, end, label)`` of its best segmentation, tokens half-open."""
        score = np.stack([layer.max(axis=0) for layer in self.layers])
        lengths = _viterbi(score)
        return [self._walk(layer, lengths[k]) for k, layer in enumerate(self.layers)]

    def probability(self, layer: int, span: Found) -> float:
        """The marginal probability of a span under the model."""
        start, end, label = span
        before, after = self._sums
        score = float(self.layers[layer][label, end - 1, end - start - 1])
        return float(np.exp(min(0.0, before[layer, start] + score + after[layer, end] - before[layer, -1])))

    @staticmethod
    def _walk(layer: Floats, lengths: npt.NDArray[np.int64]) -> list[Found]:
        found, j = [], len(lengths)
        while j > 0:
            n = int(lengths[j - 1])
            if n:
                found.append((j - n, j, int(layer[:, j - 1, n - 1].argmax())))
            j -= n or 1
        return found[::-1]

    @cached_property
    def _sums(self) -> tuple[Doubles, Doubles]:
        """Log sums over all segmentations before and after each border: the latter is the former, read backwards."""
        top = np.stack([layer.max(axis=0) for layer in self.layers])
        summed = top + np.log(np.stack([np.exp(layer - top[k]).sum(axis=0) for k, layer in enumerate(self.layers)]))
        ways = np.concatenate([summed, self._backwards(summed)]).astype(np.float64)
        sums = _partition(ways)
        count = len(self.layers)
        return sums[:count], sums[count:, ::-1]

    def _backwards(self, summed: Floats) -> Floats:
        """The same spans on the line read from its end."""
        tokens = summed.shape[1]
        last = np.arange(tokens)[:, None] + np.arange(self.longest)[None, :]
        turned = summed[:, np.minimum(last, tokens - 1), np.arange(self.longest)[None, :]]
        turned[:, last >= tokens] = _NEVER
        return np.ascontiguousarray(turned[:, ::-1])


def _viterbi(score: Floats) -> npt.NDArray[np.int64]:
    """By layer and token: how long the best span that ends there is, 0 if it is better left outside."""
    count, tokens, longest = score.shape
    # reach[:, longest + t] is the best score of the first t tokens: the margin spares a case for the left end.
    reach = np.full((count, longest + tokens + 1), _NEVER, np.float32)
    reach[:, longest] = 0.0
    steps = np.concatenate([np.zeros((count, tokens, 1), np.float32), score], axis=2)
    steps = np.ascontiguousarray(steps.transpose(1, 0, 2))
    lengths = np.empty((tokens, count), np.int64)
    rows = np.arange(count)
    for j in range(tokens):
        ways = steps[j]
        ways[:, 0] += reach[:, j + longest]
        ways[:, 1:] += reach[:, j + longest : j : -1]
        lengths[j] = ways.argmax(axis=1)
        reach[:, j + longest + 1] = ways[rows, lengths[j]]
    return np.ascontiguousarray(lengths.T)


def _partition(score: Doubles) -> Doubles:
    """By row and border: the log sum over all segmentations of the tokens before it."""
    count, tokens, longest = score.shape
    reach = np.full((count, longest + tokens + 1), _NEVER)
    reach[:, longest] = 0.0
    steps = np.concatenate([np.zeros((count, tokens, 1)), score], axis=2)
    steps = np.ascontiguousarray(steps.transpose(1, 0, 2))
    for j in range(tokens):
        ways = steps[j]
        ways[:, 0] += reach[:, j + longest]
        ways[:, 1:] += reach[:, j + longest : j : -1]
        top = ways.max(axis=1)
        reach[:, j + longest + 1] = top + np.log(np.exp(ways - top[:, None]).sum(axis=1))
    return reach[:, longest:]
