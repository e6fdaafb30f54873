"""The training loop of the fast recogniser: its loss, step and average; it goes on from its last whole pass."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.components.ngrams import COLUMNS
from kg.components.span_model import OUTER
from kg.components.tagging import tag
from pipelines.train.loop import Average, schedule
from pipelines.train.student import TAGS, Student
from pipelines.train.student_data import ROW, Numbers, rows

ROWS, RATE, KEPT = 20, 2e-3, 0.998
"""Rows a step, the highest rate of learning, of the average."""


def loss(net: Student, batch: Numbers) -> Tensor:
    """The loss of a batch (row, column, character): all outer tags, and the nested ones inside posts."""
    numbers = torch.from_numpy(batch.astype(np.int64)).transpose(0, 1)
    with torch.autocast("cpu", torch.bfloat16):
        scores = net(numbers[: len(COLUMNS)])
    outer, nested = scores.float().flatten(0, 1).split(TAGS, 1)
    right, inner = numbers[len(COLUMNS)].flatten(), numbers[len(COLUMNS) + 1].flatten()
    post = OUTER.index("POST")
    inside = ((right >= tag(post, 1)) & (right <= tag(post, 4))).float()
    lost = functional.cross_entropy(nested, inner, reduction="none") * inside
    return functional.cross_entropy(outer, right) + 0.2 * lost.sum() / inside.sum().clamp(min=1)


class Lessons:
    """Trains a student pass by pass; its state is kept after each."""

    def __init__(self, net: Student, numbers: Numbers, passes: int) -> None:
        self.net, self.numbers, self.passes, self.passed = net, numbers, passes, 0
        self.steps = passes * (numbers.shape[1] // ROW // ROWS)
        self.optimiser = torch.optim.AdamW(net.parameters(), RATE, (0.9, 0.98), weight_decay=0.01)
        self.average = Average(net, KEPT)

    def run(self, kept: Path) -> None:
        """Train to the end, going on from the file ``kept`` if it is there."""
        if kept.exists():
            self.resume(torch.load(kept))
        while self.passed < self.passes:
            mean = self.next_pass()
            torch.save(self.state(), kept)
            print(f"{self.passed} of {self.passes}: loss {mean:.4f}", flush=True)

    def next_pass(self) -> float:
        """One pass; the mean loss of its steps."""
        self.net.train()
        torch.manual_seed(self.passed)
        order = rows(self.numbers, np.random.default_rng(self.passed))
        losses = [self._step(order[at : at + ROWS]) for at in range(0, len(order) - ROWS + 1, ROWS)]
        self.passed += 1
        return sum(losses) / len(losses)

    def _step(self, batch: Numbers) -> float:
        self.optimiser.param_groups[0]["lr"] = RATE * schedule(self.average.steps, self.steps)
        self.optimiser.zero_grad()
        value = loss(self.net, batch)
        value.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.average.update(self.net)
        return float(value.detach())

    def state(self) -> dict[str, object]:
        """All that goes on changing."""
        return {
            "passed": self.passed, "net": self.net.state_dict(), "optimiser": self.optimiser.state_dict(),
            "average": self.average.state, "steps": self.average.steps,
        }  # fmt: skip

    def resume(self, state: dict[str, Any]) -> None:
        """Take up training where ``state`` was kept."""
        self.passed = state["passed"]
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.state, self.average.steps = state["average"], state["steps"]
