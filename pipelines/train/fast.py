"""Trains the fast recogniser on what the accurate one marked and on marked articles, and writes its files.

``python -m pipelines.train.fast --taught FILE.jsonl … --gold FOLDER … [--dev FOLDER] --out FOLDER``; the files are
those of ``pipelines.train.unmarked``. A run that was stopped goes on after its last whole pass.
"""

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from spacy.language import Language
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate import load_pipeline
from kg.components.characters import Characters
from kg.components.ngrams import COLUMNS, features
from kg.components.span_model import CHARACTERS, MODEL, OUTER, SETTINGS
from kg.components.tagger import Tagger
from kg.components.tagging import spelt, tag
from pipelines.train.examples import Marked, numbered, read_folder
from pipelines.train.export_student import export
from pipelines.train.loop import Average, schedule
from pipelines.train.measure import measure, report
from pipelines.train.student import TAGS, Student

ROW, ROWS, RATE, KEPT, REPEATED = 400, 20, 2e-3, 0.998, 2
"""Characters a row, rows a step, the highest rate of learning, of the average, how often marked articles are seen."""
Numbers = npt.NDArray[np.uint16]


def encoded(nlp: Language, chars: Characters, text: str, spans: Iterable[Marked]) -> Numbers:
    """The numbers of a text's characters, a row for each of ``COLUMNS``, then the right tags, outer and nested."""
    layers: tuple[list[tuple[int, int, int]], ...] = ([], [])
    for label, start, end in sorted(_flat(spans), key=lambda span: (span[1], -span[2])):
        layer = layers[label >= len(OUTER)]
        if not layer or start >= layer[-1][1]:
            layer.append((start, end, label % len(OUTER)))
    doc = nlp.get_pipe("kg_sentences")(nlp.make_doc(text))
    tags = [spelt(len(text), layer) for layer in layers]
    return np.concatenate([features(doc, chars), tags]).astype(np.uint16)


def _flat(spans: Iterable[Marked]) -> Iterator[tuple[int, int, int]]:
    yield from ((label, start, end) for start, end, label in numbered(spans))


def texts(taught: Sequence[Path], gold: Sequence[Path]) -> Iterator[tuple[str, Sequence[Marked]]]:
    """Texts with their spans: what was marked by the teacher, then the marked articles, these ``REPEATED`` times."""
    for path in taught:
        with path.open(encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                yield line["text"], [tuple(span) for span in line["spans"]]
    articles = [article for folder in gold for article in read_folder(folder)]
    for article in articles * REPEATED:
        yield article.text, article.spans


def rows(numbers: Numbers, chance: np.random.Generator) -> Numbers:
    """The whole text cut into rows of ``ROW`` characters, from another offset each time, in another order."""
    at = int(chance.integers(ROW))
    count = (numbers.shape[1] - at) // ROW
    cut = numbers[:, at : at + count * ROW].reshape(len(numbers), count, ROW).transpose(1, 0, 2)
    return cut[chance.permutation(count)]


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


def write(state: dict[str, Tensor], characters: Path, folder: Path) -> None:
    """Write the files that `kg.components.tagger` reads."""
    export({name: value.float().numpy() for name, value in state.items()}, folder / MODEL)
    shutil.copyfile(characters, folder / CHARACTERS)
    (folder / SETTINGS).write_text(json.dumps({"tags": sum(TAGS)}) + "\n", encoding="utf-8")


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="files with a text and its spans a line")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="folders of marked articles (.ann)")
    parser.add_argument("--dev", type=Path, help="a folder of marked articles to measure on")
    parser.add_argument("--characters", type=Path, required=True, help="characters.txt of the accurate recogniser")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    nlp, chars = load_pipeline(), Characters.load(args.characters)
    pairs = texts(args.taught, args.gold)
    numbers = np.concatenate([encoded(nlp, chars, text, spans) for text, spans in pairs], 1)
    torch.manual_seed(0)
    lessons = Lessons(Student(len(chars)), numbers, args.passes)
    lessons.run(args.out / "checkpoint.pt")
    write(lessons.average.state, args.characters, args.out)
    if args.dev:
        tagger = Tagger.load(args.out)

        def find(text: str) -> list[Marked]:
            doc = nlp.get_pipe("kg_sentences")(nlp.make_doc(text))
            return [span[:3] for span in tagger.of_doc(doc, doc._.kg_sentences)]

        print(report(measure(read_folder(args.dev), find)), flush=True)


if __name__ == "__main__":
    main()
