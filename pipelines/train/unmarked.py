"""Unmarked news, and its marking by an earlier recogniser for self-training (Yarowsky 1995; Xie et al. 2020).

``python -m pipelines.train.unmarked --news FILE.jsonl.gz --model FOLDER --without GOLD_FOLDER … --out FILE.jsonl``
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.components.span_model import Recogniser
from kg.text import squeeze
from pipelines.train.examples import Article, read_folder

SHARED = 30


def news(path: Path) -> Iterator[str]:
    """The texts of a file with one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"].strip() + "\n"


def apart(texts: Iterator[str], known: Sequence[Article]) -> Iterator[str]:
    """The texts that share no run of ``SHARED`` characters with an article of ``known``."""
    seen = {run for article in known for run in _runs(article.text, 1)}
    for text in texts:
        if not any(run in seen for run in _runs(text, SHARED // 2)):
            yield text


def _runs(text: str, step: int) -> Iterator[str]:
    plain = squeeze(text)
    return (plain[at : at + SHARED] for at in range(0, len(plain) - SHARED + 1, step))


def main() -> None:
    """Mark and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    known = [article for folder in args.without for article in read_folder(folder)]
    model = Recogniser.load(args.model, threads=2)
    with args.out.open("w", encoding="utf-8", newline="\n") as out:
        for text in apart(news(args.news), known):
            out.write(json.dumps({"text": text, "spans": model.spans(text)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
