"""Unmarked news, and its marking by an earlier recogniser for self-training (Yarowsky 1995; Xie et al. 2020).

``python -m pipelines.train.unmarked --news FILE.jsonl.gz … --model FOLDER --without GOLD_FOLDER … --out FILE.jsonl``
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import accumulate, chain, filterfalse
from pathlib import Path

from kg.components.span_model import Recogniser
from kg.text import squeeze
from pipelines.train.examples import read_folder

SHARED = 30


def news(path: Path, most: int) -> Iterator[str]:
    """Texts of a file with one JSON object a line, by chance, until they have ``most`` characters together."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].strip() + "\n" for line in lines]
    random.Random(0).shuffle(texts)
    totals = accumulate(map(len, texts))
    return (text for text, total in zip(texts, totals, strict=True) if total <= most)


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


@cache
def loaded(folder: Path) -> Recogniser:
    """The teacher, once a process."""
    return Recogniser.load(folder)


def marked(folder: Path, text: str) -> str:
    """A text with the spans that the teacher finds, as a line."""
    return json.dumps({"text": text, "spans": loaded(folder).spans(text)}, ensure_ascii=False) + "\n"


def main() -> None:
    """Mark and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--most", type=int, default=3_500_000, help="characters of each file")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    seen = Seen(article.text for folder in args.without for article in read_folder(folder))
    texts = chain.from_iterable(news(path, args.most) for path in args.news)
    with args.out.open("w", encoding="utf-8", newline="\n") as out, ProcessPoolExecutor(args.processes) as pool:
        out.writelines(pool.map(partial(marked, args.model), filterfalse(seen.shares, texts), chunksize=20))


if __name__ == "__main__":
    main()
