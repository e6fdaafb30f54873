"""The fast recogniser in torch: hashed n-grams and words looked up, then convolutions (Strubell et al. 2017)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.components.ngrams import PAIRS, PLACES, TRIPLES, WORDS
from kg.components.span_model import INNER, OUTER
from kg.components.tagging import count
from pipelines.train.network import Dropout

TAGS = (count(len(OUTER)), count(len(INNER)))
DILATIONS = (1, 2, 4, 2, 1)
WIDTHS = {"characters": 96, "pairs": 64, "triples": 32, "words": 64, "places": 16}


class Student(nn.Module):
    """Numbers of `kg.components.ngrams` to scores of tags; ``width`` is that of the convolutions."""

    def __init__(self, characters: int, width: int = 160, hidden: float = 0.1, unseen: float = 0.1) -> None:
        super().__init__()
        sizes = dict(zip(WIDTHS, (characters, PAIRS, TRIPLES, WORDS, PLACES), strict=True))
        self.tables = nn.ModuleDict({name: nn.Embedding(sizes[name], WIDTHS[name]) for name in WIDTHS})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.narrow = nn.Linear(sum(WIDTHS.values()), width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(nn.Linear(3 * width, width) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.tags = nn.Linear(width, sum(TAGS))
        self.hidden, self.unseen = Dropout(hidden), unseen

    def forward(self, numbers: Tensor) -> Tensor:
        """``numbers`` is table by row by character; row by character by tag (outer, then nested)."""
        looked = [table(numbers[k]) for k, table in enumerate(self.tables.values())]
        x = self.norm(self.narrow(torch.cat(self._forgotten(looked), -1)))
        for dilation, layer, norm in zip(DILATIONS, self.layers, self.norms, strict=True):
            x = norm(x + self.hidden(functional.relu(layer(_neighbours(x, dilation)))))
        scores: Tensor = self.tags(x)
        return scores

    def _forgotten(self, looked: list[Tensor]) -> list[Tensor]:
        """In training a share of all that was looked up is left out, as if it had never been seen."""
        if not self.training:
            return looked
        return [x * (torch.rand(x.shape[:2]) >= self.unseen).to(x.dtype)[:, :, None] for x in looked]


def _neighbours(x: Tensor, dilation: int) -> Tensor:
    """Each character's vector between those of the characters ``dilation`` before and after it."""
    wide = functional.pad(x, (0, 0, dilation, dilation))
    return torch.cat([wide[:, : -2 * dilation], x, wide[:, 2 * dilation :]], -1)
