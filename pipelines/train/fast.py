"""Trains the fast recogniser on what the accurate one marked and on marked articles, and writes its files.

``python -m pipelines.train.fast --taught FILE.jsonl … --gold FOLDER … [--dev FOLDER] --out FOLDER``; the files are
those of ``pipelines.train.unmarked``. A run that was stopped goes on after its last whole pass.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from torch import Tensor

from kg.annotate import load_pipeline
from kg.components.characters import Characters
from kg.components.span_model import CHARACTERS, MODEL, SETTINGS
from kg.components.tagger import Tagger
from pipelines.train.examples import Marked, read_folder
from pipelines.train.export_student import export
from pipelines.train.measure import Finder, measure, report
from pipelines.train.student import TAGS, Student
from pipelines.train.student_data import encoded, texts
from pipelines.train.student_loop import Lessons


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="files with a text and its spans a line")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="folders of marked articles (.ann)")
    parser.add_argument("--dev", type=Path, help="a folder of marked articles to measure on")
    parser.add_argument("--characters", type=Path, required=True, help="characters.txt of the accurate recogniser")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    return parser.parse_args()


def write(state: dict[str, Tensor], characters: Path, folder: Path) -> None:
    """Write the files that `kg.components.tagger` reads."""
    export({name: value.float().numpy() for name, value in state.items()}, folder / MODEL)
    shutil.copyfile(characters, folder / CHARACTERS)
    (folder / SETTINGS).write_text(json.dumps({"tags": sum(TAGS)}) + "\n", encoding="utf-8")


def finder(nlp: Language, tagger: Tagger) -> Finder:
    """What finds the spans of a text with ``tagger``, as the product does."""

    def find(text: str) -> list[Marked]:
        doc = nlp.get_pipe("kg_sentences")(nlp.make_doc(text))
        return [span[:3] for span in tagger.of_doc(doc, doc._.kg_sentences)]

    return find


def main() -> None:
    """Train, measure, write."""
    args = arguments()
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
        print(report(measure(read_folder(args.dev), finder(nlp, Tagger.load(args.out)))), flush=True)


if __name__ == "__main__":
    main()
