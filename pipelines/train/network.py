"""The encoder and its heads in torch: BERT (Devlin et al. 2019) of bge-small-zh's shape, scores for every span.

A span's score is a biaffine product of its first and last token (Yu et al. 2020), plus one score for beginning, one
for ending, and the sum of its tokens' scores for being inside.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipelines.train.examples import LABELS

HEAD = 64


class Dropout(nn.Module):
    """Dropout by rows out of a pool of masks: drawing every number anew takes torch longer than the layer itself."""

    pool: dict[tuple[float, int], Tensor] = {}

    def __init__(self, share: float, rows: int = 1 << 14) -> None:
        super().__init__()
        self.share, self.rows = share, rows

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with ``share`` of its numbers set to zero, the others scaled up; in training only."""
        if not self.training:
            return x
        picked = torch.randint(self.rows, (x[..., 0].numel(),))
        return x * self._masks(x.shape[-1])[picked].view(x.shape).to(x.dtype)

    def _masks(self, width: int) -> Tensor:
        if (self.share, width) not in self.pool:
            numbers = torch.Generator().manual_seed(0)
            kept = torch.rand(self.rows, width, generator=numbers) >= self.share
            self.pool[self.share, width] = (kept / (1 - self.share)).to(torch.bfloat16)
        return self.pool[self.share, width]


class Layer(nn.Module):
    """One layer of the encoder, normalised after each half."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.joined = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is batch by token by width, ``mask`` very low where a token must not be looked at."""
        batch, tokens, width = x.shape
        query, key, value = (
            f(x).view(batch, tokens, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        alike = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        seen = torch.softmax(alike + mask.to(alike.dtype), -1, dtype=alike.dtype) @ value
        joined = self.joined(seen.transpose(1, 2).reshape(batch, tokens, width))
        x = self.norm1(x + self.dropout(joined))
        out = self.narrow(functional.gelu(self.wide(x)))
        return self.norm2(x + self.dropout(out))


class Encoder(nn.Module):
    """Characters to vectors."""

    def __init__(self, vocabulary: int, width: int = 512, layers: int = 4, heads: int = 8, inner: int = 2048) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, width), nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.dropout = Dropout(0.1)

    def forward(self, ids: Tensor) -> Tensor:
        """``ids`` is batch by token, padded with 0; the last layer's output."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        x = self.dropout(x)
        mask = torch.zeros(ids.shape).masked_fill(ids == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class SpanScores(nn.Module):
    """Vectors to the score of every span: batch by label by first token by last token."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.labels = labels
        self.first, self.last = nn.Linear(width, labels * HEAD), nn.Linear(width, labels * HEAD)
        self.single = nn.Linear(width, labels * 3)

    def forward(self, x: Tensor) -> Tensor:
        """``x`` is batch by token by width."""
        batch, tokens, _ = x.shape
        first, last = (f(x).view(batch, tokens, self.labels, HEAD).transpose(1, 2) for f in (self.first, self.last))
        with torch.autocast("cpu", enabled=False):
            pairs = first.float() @ last.float().transpose(2, 3) / math.sqrt(HEAD)
            single = functional.linear(x.float(), self.single.weight, self.single.bias)
            begin, end, inside = single.view(batch, tokens, 3, self.labels).permute(2, 0, 3, 1)
            total = inside.cumsum(2)
            return pairs + (begin - total + inside)[:, :, :, None] + (end + total)[:, :, None, :]


class Recogniser(nn.Module):
    """The encoder with the head for spans and, while pre-training, heads for other sets' tags."""

    def __init__(
        self, vocabulary: int, tags: dict[str, int] | None = None, inner: int = 2048, labels: int = len(LABELS)
    ) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, inner=inner)
        width = self.encoder.words.embedding_dim
        self.dropout = Dropout(0.1)
        self.spans = SpanScores(width, labels)
        self.tags = nn.ModuleDict({name: nn.Linear(width, n) for name, n in (tags or {}).items()})
        self.guess = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))

    def forward(self, ids: Tensor) -> Tensor:
        """Scores of all spans."""
        return self.spans(self.dropout(self.encoder(ids)))
