"""The loss of a semi-Markov conditional random field of order zero (Sarawagi and Cohen 2004), in torch.

The two recursions run in numpy: torch takes a hundred times as long over their many small steps.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

NEVER = -1e9
Floats = npt.NDArray[np.float32]


def band(scores: Tensor, longest: int) -> Tensor:
    """Scores ``[batch, label, first, last]`` as ``[batch, label, last, length - 1]``."""
    tokens = scores.shape[-1]
    last = torch.arange(tokens)[:, None]
    first = last - torch.arange(longest)[None, :]
    picked = scores.flatten(2)[:, :, (first.clamp(min=0) * tokens + last).flatten()]
    return picked.view(*scores.shape[:2], tokens, longest).masked_fill(first < 0, NEVER)


def log_partition(summed: Tensor, lengths: Tensor) -> Tensor:
    """Log sum over all segmentations of each row's first ``lengths`` tokens; labels are summed over before."""
    return _LogPartition.apply(summed, lengths)


class _LogPartition(torch.autograd.Function):
    """Forward pass by the recursion, its gradient (the marginals) by the recursion from the other end."""

    @staticmethod
    def forward(ctx, summed: Tensor, lengths: Tensor) -> Tensor:  # type: ignore[no-untyped-def]
        before = _before(summed.detach().numpy())
        total = before[np.arange(len(before)), lengths.numpy()]
        ctx.save_for_backward(summed, lengths, torch.from_numpy(before), torch.from_numpy(total))
        return torch.from_numpy(total)

    @staticmethod
    def backward(ctx, grad: Tensor):  # type: ignore[no-untyped-def]
        summed, lengths, before, total = ctx.saved_tensors
        _, tokens, longest = summed.shape
        after = torch.from_numpy(_after(_by_first(summed).numpy(), lengths.numpy()))
        first = (torch.arange(tokens)[:, None] - torch.arange(longest)[None, :]).clamp(min=0)
        log = before[:, first] + summed + after[:, 1:, None] - total[:, None, None]
        return log.clamp(max=0.0).exp() * grad[:, None, None], None


def _before(summed: Floats) -> Floats:
    batch, tokens, longest = summed.shape
    reach = np.full((batch, longest + tokens + 1), NEVER, np.float32)
    reach[:, longest] = 0.0
    steps = np.concatenate([np.zeros((tokens, batch, 1), np.float32), summed.transpose(1, 0, 2)], 2)
    steps = np.ascontiguousarray(steps[:, :, ::-1])  # longest first, "outside" last
    for j in range(tokens):
        ways = steps[j]
        ways[:, :longest] += reach[:, j + 1 : j + longest + 1]
        ways[:, longest] += reach[:, j + longest]
        reach[:, j + longest + 1] = _logsum(ways)
    return reach[:, longest:]


def _after(by_first: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
    batch, tokens, longest = by_first.shape
    reach = np.full((batch, tokens + longest + 1), NEVER, np.float32)
    steps = np.concatenate([by_first.transpose(1, 0, 2), np.zeros((tokens, batch, 1), np.float32)], 2)
    reach[lengths == tokens, tokens] = 0.0
    for i in range(tokens - 1, -1, -1):
        ways = steps[i]
        ways[:, :longest] += reach[:, i + 1 : i + longest + 1]
        ways[:, longest] += reach[:, i + 1]
        reach[:, i] = np.where(lengths == i, 0.0, _logsum(ways))
    return reach[:, : tokens + 1]


def _logsum(ways: Floats) -> Floats:
    top = ways.max(1)
    total: Floats = top + np.log(np.exp(ways - top[:, None]).sum(1))
    return total


def _by_first(summed: Tensor) -> Tensor:
    """``[batch, last, length - 1]`` as ``[batch, first, length - 1]``."""
    _, tokens, longest = summed.shape
    last = torch.arange(tokens)[:, None] + torch.arange(longest)[None, :]
    step = torch.arange(longest).expand(tokens, longest)
    return summed[:, last.clamp(max=tokens - 1), step].masked_fill(last >= tokens, NEVER)


def negative_log_likelihood(scores: Tensor, lengths: Tensor, gold: Tensor, layers: list[slice], longest: int) -> Tensor:
    """Summed over the batch and over ``layers``, each a range of labels that is segmented by itself.

    ``gold`` holds rows (batch, label, first token, last token): the right spans.
    """
    spans = band(scores, longest)
    right = spans[gold[:, 0], gold[:, 1], gold[:, 3], gold[:, 3] - gold[:, 2]].sum()
    summed = torch.cat([torch.logsumexp(spans[:, layer], 1) for layer in layers])
    return log_partition(summed, lengths.repeat(len(layers))).sum() - right
