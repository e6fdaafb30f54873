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
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from torch.nn import functional

from kg.components.characters import PAD, Characters
from kg.components.span_model import CHARACTERS, MODEL, SETTINGS
from pipelines.train.examples import Article, batches, examples, read_folder
from pipelines.train.export import export
from pipelines.train.loop import Batch, Plan, Trainer, padded, span_loss
from pipelines.train.measure import measure, report
from pipelines.train.network import Recogniser
from pipelines.train.quantise import restored
from pipelines.train.recogniser import SIZES, finder

State = dict[str, Tensor]
PLAN = Plan(rate=1.5e-4, head_rate=5e-4, decay=0.95, mask=0.05, average=0.998)
RIDGE, SAMPLE = 1e-4, 12


def written(path: Path) -> State:
    """The weights of a model that `export` or `quantise` wrote, under their names in torch."""
    arrays = {array.name: numpy_helper.to_array(array) for array in onnx.load(str(path)).graph.initializer}
    arrays |= restored(arrays)
    tables = {"encoder.words.weight": arrays["words"], "encoder.places.weight": arrays["places"]}
    turned = {name: array.T if array.ndim == 2 else array for name, array in arrays.items() if "." in name}
    return {
        name: torch.from_numpy(np.ascontiguousarray(array, np.float32)) for name, array in {**turned, **tables}.items()
    }


def narrowed(wide: Recogniser, batches: Sequence[Tensor], inner: int) -> Recogniser:
    """A model with ``inner`` of the inner units of each layer, those that move its output most.

    Each layer's output weights are fitted anew by least squares, so that over ``batches`` (row by token) the units
    that stay give what all gave: the closed form that prunes a layer at the least loss (He et al. 2017).
    """
    model = Recogniser(wide.encoder.words.num_embeddings, inner=inner)
    state = wide.state_dict()
    for number, layer in enumerate(wide.encoder.layers):
        units = torch.cat([_units(wide, number, ids) for ids in batches]).double()
        weights = layer.narrow.weight.detach().double()
        weighs = units.square().mean(0) * weights.square().sum(0)
        kept = weighs.topk(inner).indices.sort().values
        some = torch.cat([units[:, kept], torch.ones(len(units), 1, dtype=torch.double)], 1)
        gram = some.T @ some
        gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram), dtype=torch.double)
        fitted = torch.linalg.solve(gram, some.T @ (units @ weights.T)).float()
        name = f"encoder.layers.{number}"
        state[f"{name}.wide.weight"], state[f"{name}.wide.bias"] = layer.wide.weight[kept], layer.wide.bias[kept]
        state[f"{name}.narrow.weight"] = fitted[:-1].T.contiguous()
        state[f"{name}.narrow.bias"] = layer.narrow.bias + fitted[-1]
    model.load_state_dict(state)
    return model


def _units(model: Recogniser, number: int, ids: Tensor) -> Tensor:
    """What the inner units of a layer give for each token that is there."""
    seen: list[Tensor] = []
    hook = model.encoder.layers[number].wide.register_forward_hook(lambda _, __, out: seen.append(out))
    with torch.no_grad():
        model.encoder(ids)
    hook.remove()
    return functional.gelu(seen[0])[ids != PAD]


def taught(paths: Sequence[Path], most: int) -> Iterator[Article]:
    """The texts that a model marked, one a line of ``paths``; of each path the first ``most``."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(map(json.loads, islice(lines, most))):
                yield Article(f"{path.stem}-{number}", line["text"], tuple(tuple(span) for span in line["spans"]))


def rounds(silver: Sequence[Article], gold: Sequence[Article], chars: Characters, plan: Plan) -> list[list[Batch]]:
    """The taught texts with half of the marked ones, then the marked ones ``passes`` times."""
    rng = random.Random(plan.seed)

    def one(articles: Sequence[Article]) -> list[Batch]:
        items = [example for article in articles for example in examples(article, chars, rng.choice(SIZES))]
        return list[Batch](batches(items, plan.tokens, rng))

    return [one([*silver, *gold[::2]]), *(one(gold) for _ in range(plan.passes))]


def main() -> None:
    """Cut, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the recogniser to begin with")
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="files of pipelines.train.unmarked")
    parser.add_argument("--texts", type=int, default=700, help="how many of each such file")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="folders of marked articles (.ann)")
    parser.add_argument("--dev", type=Path, help="a folder of marked articles to measure on")
    parser.add_argument("--inner", type=int, default=768, help="units of each layer that stay, of 2048")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    chars = Characters.load(args.model / CHARACTERS)
    wide = Recogniser(len(chars))
    wide.load_state_dict(written(args.model / MODEL), strict=False)
    gold = [article for folder in args.gold for article in read_folder(folder)]
    plan = replace(PLAN, passes=args.passes)
    lessons = rounds(list(taught(args.taught, args.texts)), gold, chars, plan)
    model = narrowed(wide.eval(), [padded(batch)[0] for batch in lessons[0][:SAMPLE]], args.inner)
    trainer = Trainer(model, lessons, span_loss, plan)
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
