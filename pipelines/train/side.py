"""Measures the method on sets that others measured on: fine-tunes the recogniser on a set's train, scores its test.

``python -m pipelines.train.side --train FILE --test FILE --model FOLDER --kept FILE``; the files have a character and
its tag (BIO, BMES) a line and an empty line between sentences. With ``--also``, the file of PFR, the first half of the
passes learns from those of its sentences too on which it agrees with the pre-trained head for People's Daily NER.
Nothing of it goes into a shipped model.
"""

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
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
from kg.text import sentences
from pipelines.train.agreed import agreed
from pipelines.train.columns import read
from pipelines.train.examples import Article, Example, Marked, batches, cut
from pipelines.train.loop import LONGEST, Batch, Plan, Trainer, masked, padded
from pipelines.train.measure import measure, report
from pipelines.train.narrow import written
from pipelines.train.neighbours import TASKS, paragraphs, spans
from pipelines.train.network import Recogniser
from pipelines.train.semimarkov import negative_log_likelihood
from pipelines.train.unmarked import Seen

HEAD = "peopledaily"
LINE, SIZE, SHARED = 400, 250, 14


def examples(article: Article, chars: Characters, kinds: Sequence[str]) -> Iterator[Example]:
    """A sentence as an example; one that is longer than ``LINE`` as several."""
    marked = [(start, end, kinds.index(kind)) for start, end, kind in article.spans]
    return cut(article.text, [(0, len(article.text))], marked, chars, LINE)


def layer(model: Recogniser) -> slice:
    """The sets nest nothing, so all labels stand in one layer."""
    return slice(0, model.spans.labels)


def loss(model: Recogniser, batch: Batch, share: float, numbers: torch.Generator) -> Tensor:
    """The loss of a batch."""
    ids, lengths, gold = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(masked(ids, share, numbers))
    return negative_log_likelihood(scores, lengths, gold, [layer(model)], LONGEST) / lengths.sum() * 10


def joined(lines: Sequence[Article], together: int) -> Iterator[Article]:
    """Each so many sentences as one text, a line each."""
    for at in range(0, len(lines), together):
        some = lines[at : at + together]
        starts = accumulate((len(one.text) + 1 for one in some[:-1]), initial=0)
        shifts = zip(some, starts, strict=True)
        moved = [(start + by, end + by, kind) for one, by in shifts for start, end, kind in one.spans]
        yield Article(some[0].id, "\n".join(one.text for one in some), tuple(moved))


def find(model: Recogniser, chars: Characters, kinds: Sequence[str], text: str) -> Iterator[Marked]:
    """The spans of a text, each line read by itself; its lines agree about names as the product's windows do."""
    read = []
    for line in re.finditer(".+", text):
        for window in windows(text, [line.span()], chars, LINE):
            with torch.no_grad():
                scores = model(torch.tensor([window.ids]))[0].float().numpy()
            read.append((window, Lattice(scores, [layer(model)], LONGEST, window.walls)))
    agree(text, read)
    for window, lattice in read:
        yield from owned(window, ((first, last, kinds[label]) for first, last, label in lattice.best()[0]))


def guess(model: Recogniser, chars: Characters, text: str) -> Iterator[Marked]:
    """The spans of a text by the pre-trained head."""
    for window in windows(text, sentences(text), chars, SIZE):
        with torch.no_grad():
            tags = model.tags[HEAD](model.encoder(torch.tensor([window.ids])))[0].argmax(-1).tolist()
        yield from owned(window, spans(tags, HEAD))


def owned(window: Window, found: Iterable[Marked]) -> Iterator[Marked]:
    """Spans of tokens as spans of the text, those that the window answers for."""
    for first, last, kind in found:
        start, end = window.offsets[first], window.offsets[last - 1] + 1
        if window.owned[0] <= start < window.owned[1]:
            yield start, end, kind


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("train", "test", "model", "kept"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the model.pt of pre-training, not the model's weights")
    parser.add_argument("--also", type=Path, help="the file of PFR; needs --start")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--together", type=int, default=1, help="how many sentences of the test stand as in an article")
    return parser.parse_args()


def begun(args: argparse.Namespace, chars: Characters, labels: int) -> Recogniser:
    """The network as it is before it sees the set."""
    state = torch.load(args.start) if args.start else written(args.model / MODEL)
    inner = len(state["encoder.layers.0.wide.bias"])
    model = Recogniser(len(chars), TASKS if args.also else None, inner, labels)
    model.load_state_dict({name: value for name, value in state.items() if "spans" not in name}, strict=False)
    model.eval()
    return model


def more(model: Recogniser, chars: Characters, path: Path, test: Sequence[Article]) -> list[Article]:
    """The sentences of PFR that can be learned from, none that the test has too."""
    seen = Seen((one.text for one in test), SHARED)
    return [one for one in agreed(paragraphs(path), partial(guess, model, chars)) if not seen.shares(one.text)]


def main() -> None:
    """Fine-tune, score."""
    args = arguments()
    torch.set_num_threads(2)
    chars = Characters.load(args.model / CHARACTERS)
    articles, test = list(read(args.train)), list(read(args.test))
    kinds = sorted({kind for article in articles for *_, kind in article.spans})
    model = begun(args, chars, len(kinds))
    others = more(model, chars, args.also, test) if args.also else []
    print(f"{len(articles)} sentences, {len(others)} more", flush=True)
    plan, rng = replace(Plan(), passes=args.passes), random.Random(1)
    own, other = ([item for one in group for item in examples(one, chars, kinds)] for group in (articles, others))
    wholes = [own + other] * (args.passes // 2) + [own] * (args.passes - args.passes // 2)
    trainer = Trainer(model, [list[Batch](batches(items, plan.tokens, rng)) for items in wholes], loss, plan)
    trainer.run(args.kept)
    model.load_state_dict(trainer.average.state)
    model.eval()
    print(report(measure(list(joined(test, args.together)), partial(find, model, chars, kinds))), flush=True)


if __name__ == "__main__":
    main()
