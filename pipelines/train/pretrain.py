"""Trains the encoder on neighbouring sets and unmarked news before it sees marked articles.

``python -m pipelines.train.pretrain --data FOLDER --out FOLDER``: word borders, parts of speech and names of
People's Daily 1998, of CLUENER, Resume and the sentences of People's Daily NER by one head each, masked characters in
all of it; and, with ``--silver``, articles that an earlier recogniser marked (self-training).
"""

import argparse
import json
import random
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from kg.components.characters import BREAK, MASK, Characters
from kg.components.windows import windows
from kg.text import sentences
from pipelines.train.base_model import BaseModel, fetch
from pipelines.train.columns import read
from pipelines.train.examples import Article, Example, batches, examples
from pipelines.train.loop import LAYERS, LONGEST, Batch, Plan, Trainer, padded
from pipelines.train.neighbours import TASKS, Tagged, read_all
from pipelines.train.network import Recogniser
from pipelines.train.recogniser import write
from pipelines.train.semimarkov import negative_log_likelihood
from pipelines.train.unmarked import Seen

NOT_ASKED = -100
ROUND, SHARED = 50, 14
"""Batches between two states that are kept; characters in a row that tell a text that is to be kept out."""
STATE = "model.pt"
PLAN = Plan(passes=1, tokens=3500, rate=3e-4, head_rate=1e-3, decay=0.95, mask=0.12, seed=3)


@dataclass(frozen=True)
class TaggedExample(Example):
    """Tokens with rows of tags, a number a token."""

    tags: dict[str, list[int]] = field(default_factory=dict)


def tagged_examples(item: Tagged, chars: Characters, size: int) -> list[TaggedExample]:
    """The windows of a tagged text."""
    out = []
    for window in windows(item.text, sentences(item.text), chars, size):
        tags = {name: [row[at] if at >= 0 else NOT_ASKED for at in window.offsets] for name, row in item.tags.items()}
        out.append(TaggedExample(window.ids, [], tags))
    return out


def silver_examples(path: Path, chars: Characters, size: int) -> list[Example]:
    """Windows of the articles that an earlier model marked, one JSON object a line: text, spans."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    articles = (Article(str(k), row["text"], tuple(map(tuple, row["spans"]))) for k, row in enumerate(rows))
    return [example for article in articles for example in examples(article, chars, size)]


def loss(model: Recogniser, batch: Batch, share: float, numbers: torch.Generator) -> Tensor:
    """Tags or spans, and the masked characters."""
    ids, lengths, gold = padded(batch)
    hit = (torch.rand(ids.shape, generator=numbers) < share) & (ids > BREAK)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.dropout(model.encoder(ids.masked_fill(hit, MASK)))
        guessed = model.guess(hidden[hit]) @ model.encoder.words.weight.T
        total = functional.cross_entropy(guessed.float(), ids[hit])
        if isinstance(batch[0], TaggedExample):
            for name in batch[0].tags:
                logits = model.tags[name](hidden).float()
                total = total + 2 * functional.cross_entropy(logits.transpose(1, 2), _tags(batch, name, ids.shape[1]))
            return total
        scores = model.spans(hidden)
    return total + negative_log_likelihood(scores, lengths, gold, LAYERS, LONGEST) / lengths.sum() * 10


def _tags(batch: Batch, name: str, tokens: int) -> Tensor:
    out = torch.full((len(batch), tokens), NOT_ASKED)
    for row, item in enumerate(batch):
        if isinstance(item, TaggedExample):
            out[row, : len(item.ids)] = torch.tensor(item.tags[name])
    return out


def sets(args: argparse.Namespace, chars: Characters, rng: random.Random) -> list[list[Example]]:
    """Examples, those of one kind together, of each kind, silver too, at most ``args.most`` tokens."""
    kinds: dict[tuple[str, ...], list[Example]] = {}
    seen = Seen((sentence.text for path in args.without for sentence in read(path)), SHARED)
    for item in read_all(args.data):
        if seen.shares(item.text):
            continue
        kinds.setdefault(tuple(item.tags), []).extend(tagged_examples(item, chars, args.size))
    silver = silver_examples(args.silver, chars, args.size) if args.silver else []
    return [some(items, args.most, rng) for items in (*kinds.values(), silver)]


def some(items: list[Example], most: int, rng: random.Random) -> list[Example]:
    """Items by chance, until they have ``most`` tokens together."""
    rng.shuffle(items)
    totals = accumulate(len(item.ids) for item in items)
    return [item for item, total in zip(items, totals, strict=True) if total <= most]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with ner/ and seg/")
    parser.add_argument("--silver", type=Path, help="articles that pipelines.train.unmarked marked")
    parser.add_argument("--characters", type=Path, required=True, help="characters.txt, as the recogniser's")
    parser.add_argument("--artifact", type=Path, help="the encoder's jar (by default fetched with Maven)")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.pt and the files of a recogniser")
    parser.add_argument("--size", type=int, default=250)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="files of sentences to keep out")
    parser.add_argument("--most", type=int, default=1_000_000, help="tokens of each set, the silver too")
    return parser.parse_args()


def main() -> None:
    """Train and save the encoder, and the head for spans, which learns from silver articles alone."""
    args = arguments()
    torch.set_num_threads(2)
    torch.manual_seed(PLAN.seed)
    chars = Characters.load(args.characters)
    model = Recogniser(len(chars), TASKS)
    BaseModel(args.artifact or fetch()).fill(model.encoder, chars)
    rng = random.Random(PLAN.seed)
    every: list[Batch] = [
        batch for group in sets(args, chars, rng) for batch in batches(group, PLAN.tokens, rng) if batch
    ]
    rng.shuffle(every)
    args.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(model, [every[at : at + ROUND] for at in range(0, len(every), ROUND)], loss, PLAN)
    trainer.run(args.out / "checkpoint.pt")
    torch.save(model.state_dict(), args.out / STATE)
    write(model.state_dict(), chars, args.out)


if __name__ == "__main__":
    main()
