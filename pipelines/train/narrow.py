"""Makes the recogniser narrower and teaches it again: by what it marked itself, then by the marked articles.

``python -m pipelines.train.narrow --model FOLDER --taught FILE.jsonl … --gold FOLDER … [--dev FOLDER] --out FOLDER``.
Of each layer's inner units those stay that move its output most (Michel et al. 2019 for heads; the same for units).
A run that was stopped goes on after its last whole round.
"""

import argparse
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from kg.components.characters import Characters
from kg.components.span_model import CHARACTERS, MODEL, SETTINGS
from pipelines.train.examples import Article, Example, batches, examples, read_folder
from pipelines.train.export import export
from pipelines.train.loop import Batch, Plan, Trainer, span_loss
from pipelines.train.measure import measure, report
from pipelines.train.network import Recogniser
from pipelines.train.recogniser import SIZES, finder

State = dict[str, Tensor]
PLAN = Plan(rate=1.5e-4, head_rate=5e-4, decay=0.95, mask=0.05, average=0.998)
PARTS = 8
"""The taught texts are one pass in this many rounds, so that a run can be taken up."""


def written(path: Path) -> State:
    """The weights of a model that `export` wrote, under their names in torch."""
    arrays = {array.name: numpy_helper.to_array(array) for array in onnx.load(str(path)).graph.initializer}
    tables = {"encoder.words.weight": arrays["words"], "encoder.places.weight": arrays["places"]}
    turned = {name: array.T if array.ndim == 2 else array for name, array in arrays.items() if "." in name}
    return {
        name: torch.from_numpy(np.ascontiguousarray(array, np.float32)) for name, array in {**turned, **tables}.items()
    }


def narrowed(state: State, inner: int) -> State:
    """The state with the ``inner`` units of each layer that weigh most on what comes out of it."""
    state = dict(state)
    for number in range(sum(name.endswith("query.bias") for name in state)):
        wide, narrow = f"encoder.layers.{number}.wide", f"encoder.layers.{number}.narrow.weight"
        weighs = state[narrow].norm(dim=0) * state[f"{wide}.weight"].norm(dim=1)
        kept = weighs.topk(inner).indices.sort().values
        state[f"{wide}.weight"], state[f"{wide}.bias"] = state[f"{wide}.weight"][kept], state[f"{wide}.bias"][kept]
        state[narrow] = state[narrow][:, kept]
    return state


def taught(paths: Sequence[Path]) -> Iterator[Article]:
    """The texts that the model marked, one a line of ``paths``."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(map(json.loads, lines)):
                yield Article(f"{path.stem}-{number}", line["text"], tuple(tuple(span) for span in line["spans"]))


def rounds(silver: Sequence[Article], gold: Sequence[Article], chars: Characters, plan: Plan) -> list[list[Batch]]:
    """The taught texts in ``PARTS`` rounds, half of the marked ones in each; then these ``passes`` times."""
    rng = random.Random(plan.seed)

    def items(articles: Sequence[Article]) -> list[Example]:
        return [example for article in articles for example in examples(article, chars, rng.choice(SIZES))]

    mixed = [[*silver[part::PARTS], *gold[part % 2 :: 2]] for part in range(PARTS)] if silver else []
    return [
        list[Batch](batches(items(articles), plan.tokens, rng)) for articles in [*mixed, *[list(gold)] * plan.passes]
    ]


def main() -> None:
    """Cut, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the recogniser to begin with")
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="files of pipelines.train.unmarked")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="folders of marked articles (.ann)")
    parser.add_argument("--dev", type=Path, help="a folder of marked articles to measure on")
    parser.add_argument("--inner", type=int, default=768, help="units of each layer that stay, of 2048")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    chars = Characters.load(args.model / CHARACTERS)
    model = Recogniser(len(chars), inner=args.inner)
    model.load_state_dict(narrowed(written(args.model / MODEL), args.inner), strict=False)
    gold = [article for folder in args.gold for article in read_folder(folder)]
    plan = replace(PLAN, passes=args.passes)
    trainer = Trainer(model, rounds(list(taught(args.taught)), gold, chars, plan), span_loss, plan)
    trainer.run(args.out / "checkpoint.pt")
    model.load_state_dict(trainer.average.state)
    model.eval()
    export({name: value.float().numpy() for name, value in model.state_dict().items()}, args.out / MODEL)
    for name in (CHARACTERS, SETTINGS):
        shutil.copyfile(args.model / name, args.out / name)
    if args.dev:
        print(report(measure(read_folder(args.dev), finder(model, chars))), flush=True)


if __name__ == "__main__":
    main()
