"""Unmarked news, and its marking by an earlier recogniser for self-training (Yarowsky 1995; Xie et al. 2020).

``python -m pipelines.train.unmarked --news FILE.jsonl.gz --model FOLDER --without GOLD_FOLDER … --out FILE.jsonl``
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from pathlib import Path

from kg.components.span_model import Recogniser
from kg.text import squeeze
from pipelines.train.examples import read_folder

SHARED = 30


def news(path: Path) -> Iterator[str]:
    """The texts of a file with one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"].strip() + "\n"


class Seen:
    """Texts by their runs of ``size`` characters, white space apart, to keep what is measured out of training."""

    def __init__(self, texts: Iterable[str], size: int = SHARED) -> None:
        self.size = size
        self.runs = {run for text in texts for run in self._runs(text, 1)}

    def shares(self, text: str) -> bool:
        """Whether ``text`` has a run of one and a half times ``size`` characters (often a shorter one) in common."""
        return any(run in self.runs for run in self._runs(text, max(1, self.size // 2)))

    def _runs(self, text: str, step: int) -> Iterator[str]:
        plain = squeeze(text)
        return (plain[at : at + self.size] for at in range(0, len(plain) - self.size + 1, step))


def main() -> None:
    """Mark and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    seen = Seen(article.text for folder in args.without for article in read_folder(folder))
    model = Recogniser.load(args.model, threads=2)
    with args.out.open("w", encoding="utf-8", newline="\n") as out:
        for text in filterfalse(seen.shares, news(args.news)):
            out.write(json.dumps({"text": text, "spans": model.spans(text)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
