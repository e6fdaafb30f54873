"""Measures the method on sets that others measured on: fine-tunes the recogniser on a set's train, scores its test.

``python -m pipelines.train.side --train FILE --test FILE --model FOLDER --kept FILE``; the files have a character and
its tag (BIO, BMES) a line and an empty line between sentences. Nothing of it goes into a shipped model.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path

import torch
from torch import Tensor

from kg.components.agreement import agree
from kg.components.characters import Characters
from kg.components.decoding import Lattice
from kg.components.span_model import CHARACTERS, MODEL
from kg.components.windows import Window, windows
from pipelines.train.columns import read
from pipelines.train.examples import LABELS, Article, Example, batches
from pipelines.train.loop import LONGEST, Batch, Plan, Trainer, masked, padded
from pipelines.train.measure import measure, report
from pipelines.train.narrow import written
from pipelines.train.network import Recogniser
from pipelines.train.semimarkov import negative_log_likelihood

LAYER = slice(0, len(LABELS))
"""The sets nest nothing, so all of the model's labels stand in one layer; they are the set's own, by number."""
LINE = 400


def window(text: str, chars: Characters) -> Window:
    """One sentence as one window."""
    return windows(text, [(0, min(len(text), LINE))], chars, LINE)[0]


def example(article: Article, chars: Characters, kinds: Sequence[str]) -> Example:
    """A sentence as an example: its first token is a sign."""
    spans = [(kinds.index(kind), start + 1, end) for start, end, kind in article.spans if end <= LINE]
    return Example(window(article.text, chars).ids, spans)


def loss(model: Recogniser, batch: Batch, share: float, numbers: torch.Generator) -> Tensor:
    """The loss of a batch, all labels in one layer."""
    ids, lengths, gold = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(masked(ids, share, numbers))
    return negative_log_likelihood(scores, lengths, gold, [LAYER], LONGEST) / lengths.sum() * 10


def joined(sentences: Sequence[Article], together: int) -> Iterator[Article]:
    """Each so many sentences as one text, a line each."""
    for at in range(0, len(sentences), together):
        some = sentences[at : at + together]
        starts = accumulate((len(one.text) + 1 for one in some[:-1]), initial=0)
        shifts = zip(some, starts, strict=True)
        moved = [(start + by, end + by, kind) for one, by in shifts for start, end, kind in one.spans]
        yield Article(some[0].id, "\n".join(one.text for one in some), tuple(moved))


def find(model: Recogniser, chars: Characters, kinds: Sequence[str], text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of a text, each line read by itself; its lines agree about names as the product's windows do."""
    read = []
    for line in re.finditer(".+", text):
        window = windows(text, [line.span()], chars, LINE)[0]
        with torch.no_grad():
            scores = model(torch.tensor([window.ids]))[0].float().numpy()
        read.append((window, Lattice(scores, [LAYER], LONGEST, window.walls)))
    agree(text, read)
    for window, lattice in read:
        for start, end, label in lattice.best()[0]:
            if label < len(kinds):
                yield window.offsets[start], window.offsets[end - 1] + 1, kinds[label]


def main() -> None:
    """Fine-tune, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("train", "test", "model", "kept"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the model.pt of pre-training, not the model's weights")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--together", type=int, default=1, help="how many sentences of the test stand as in an article")
    args = parser.parse_args()
    torch.set_num_threads(2)
    chars = Characters.load(args.model / CHARACTERS)
    state = torch.load(args.start) if args.start else written(args.model / MODEL)
    model = Recogniser(len(chars), inner=len(state["encoder.layers.0.wide.bias"]))
    model.load_state_dict({name: value for name, value in state.items() if "spans" not in name}, strict=False)
    articles = list(read(args.train))
    kinds = sorted({kind for article in articles for *_, kind in article.spans})
    plan, rng = replace(Plan(), passes=args.passes), random.Random(1)
    items = [example(article, chars, kinds) for article in articles]
    rounds = [list[Batch](batches(items, plan.tokens, rng)) for _ in range(plan.passes)]
    trainer = Trainer(model, rounds, loss, plan)
    trainer.run(args.kept)
    model.load_state_dict(trainer.average.state)
    model.eval()

    found = partial(find, model, chars, kinds)
    print(report(measure(list(joined(list(read(args.test)), args.together)), found)), flush=True)


if __name__ == "__main__":
    main()
