"""Fine-tuning: masked characters, learning rates by depth, and an average of the weights along the way."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kg.components.characters import BREAK, MASK
from pipelines.train.examples import Example
from pipelines.train.network import Recogniser
from pipelines.train.semimarkov import negative_log_likelihood

LONGEST = 50
LAYERS = [slice(0, 6), slice(6, 8)]
Batch = Sequence[Example]
Loss = Callable[[Recogniser, Batch, float, torch.Generator], Tensor]


@dataclass(frozen=True)
class Plan:
    """How to train; the defaults are the shipped model's."""

    passes: int = 12
    tokens: int = 3000
    rate: float = 2e-4
    head_rate: float = 2e-3
    decay: float = 0.85
    mask: float = 0.08
    average: float = 0.99
    seed: int = 7


class Average:
    """An exponential average of a model's weights (Polyak and Juditsky 1992); warmed up while young."""

    def __init__(self, model: nn.Module, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.state = {name: value.detach().clone() for name, value in model.state_dict().items()}

    def update(self, model: nn.Module) -> None:
        """Take in the weights as they are now."""
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        with torch.no_grad():
            for name, value in model.state_dict().items():
                self.state[name].lerp_(value, 1 - keep)


def padded(items: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Token numbers, lengths, and the right spans as rows (batch, label, first, last)."""
    lengths = torch.tensor([len(item.ids) for item in items])
    ids = torch.zeros(len(items), int(lengths.max()), dtype=torch.long)
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
    gold = [(row, y, i, j) for row, item in enumerate(items) for y, i, j in item.spans if j - i < LONGEST]
    return ids, lengths, torch.tensor(gold, dtype=torch.long).reshape(-1, 4)


def masked(ids: Tensor, share: float, random_numbers: torch.Generator) -> Tensor:
    """``ids`` with ``share`` of the characters masked, the special signs apart."""
    hit = (torch.rand(ids.shape, generator=random_numbers) < share) & (ids > BREAK)
    return ids.masked_fill(hit, MASK)


def optimiser(model: Recogniser, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; each lower layer of the encoder learns ``decay`` times as fast as the one above it."""
    encoder = model.encoder
    depth = len(encoder.layers)
    groups = [(encoder.layers[k], plan.rate * plan.decay ** (depth - 1 - k)) for k in range(depth)]
    lowest = plan.rate * plan.decay**depth
    groups += [(encoder.words, lowest), (encoder.places, lowest), (encoder.norm, lowest)]
    groups += [(head, plan.head_rate) for head in (model.spans, model.tags, model.guess)]
    return torch.optim.AdamW(
        [{"params": list(part.parameters()), "lr": rate} for part, rate in groups],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def schedule(step: int, steps: int) -> float:
    """Up in the first tenth, then down in a line."""
    warm = max(1, steps // 10)
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def span_loss(model: Recogniser, batch: Batch, share: float, numbers: torch.Generator) -> Tensor:
    """The loss of recognition on one batch, ``share`` of its characters masked."""
    ids, lengths, gold = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(masked(ids, share, numbers))
    return negative_log_likelihood(scores, lengths, gold, LAYERS, LONGEST) / lengths.sum() * 10


class Trainer:
    """Trains a model round by round; its state can be kept and taken up again."""

    def __init__(self, model: Recogniser, rounds: Sequence[Sequence[Batch]], loss: Loss, plan: Plan) -> None:
        self.model, self.rounds, self.loss, self.plan, self.passed = model, rounds, loss, plan, 0
        steps = sum(map(len, self.rounds))
        self.optimiser = optimiser(model, plan)
        self.pace = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: schedule(step, steps))
        self.average = Average(model, plan.average)
        self.numbers = torch.Generator().manual_seed(plan.seed)
        torch.manual_seed(plan.seed)

    def run(self, kept: Path) -> None:
        """Train to the end, keeping the state in a file after each round; go on from there if it is of this plan."""
        if kept.exists() and (state := torch.load(kept))["plan"] == asdict(self.plan):
            self.resume(state)
        while self.passed < len(self.rounds):
            begun = time.monotonic()
            loss = self.next_round()
            torch.save(self.state(), kept)
            seconds = time.monotonic() - begun
            print(f"{self.passed} of {len(self.rounds)}: loss {loss:.4f}, {seconds:.0f} s", flush=True)

    def next_round(self) -> float:
        """One round; the mean loss of its steps."""
        self.model.train()
        total = sum(map(self._step, self.rounds[self.passed]))
        self.passed += 1
        return total / len(self.rounds[self.passed - 1])

    def _step(self, batch: Batch) -> float:
        loss = self.loss(self.model, batch, self.plan.mask, self.numbers)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.pace.step()
        self.average.update(self.model)
        return float(loss.detach())

    def state(self) -> dict[str, Any]:
        """All that goes on changing."""
        return {
            "plan": asdict(self.plan), "passed": self.passed, "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(), "pace": self.pace.state_dict(),
            "average": self.average.state, "steps": self.average.steps,
            "numbers": self.numbers.get_state(), "global": torch.get_rng_state(),
        }  # fmt: skip

    def resume(self, state: dict[str, Any]) -> None:
        """Take up training where ``state`` was kept; the plan and examples must be the same."""
        self.passed = state["passed"]
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.pace.load_state_dict(state["pace"])
        self.average.state, self.average.steps = state["average"], state["steps"]
        self.numbers.set_state(state["numbers"])
        torch.set_rng_state(state["global"])
