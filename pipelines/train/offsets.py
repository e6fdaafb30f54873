"""Marks of news that is not the project's to publish: offsets and labels alone, joined with the news where that is.

``python -m pipelines.train.offsets --news FILE.jsonl.gz … --offsets FILE.tsv --out FOLDER`` writes gold files to train
on; with ``--marked FOLDER`` in place of ``--out`` it writes ``FILE.tsv`` from gold files that are named as the news.
A row holds an article's id, the first digits of its text's SHA-256, and ``start-end-LABEL`` for each span, in
characters of the text.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from kg.errors import InputError
from kg.markup import write_gold
from kg.text import sentences
from kg.types import Annotation, Label, Mention
from pipelines.train.examples import Article, Marked, read_folder

LABELS: dict[str, Label] = {label: label for label in get_args(Label)}


def news(path: Path) -> dict[str, str]:
    """The texts of a file with one JSON object a line, by id; those without one by file and line: ``broadcast-0``."""
    stem = path.name.partition(".")[0]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row.get("id", f"{stem}-{number}"): row["text"] for number, row in enumerate(map(json.loads, lines))}


def digest(text: str) -> str:
    """What tells whether two texts are the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def row(article: Article, text: str) -> str:
    """A line of the table for an article that may be broken into lines otherwise than ``text`` is.

    Raises:
        InputError: they differ in more than white space.
    """
    places, own = _ink(text), _ink(article.text)
    if [text[at] for at in places] != [article.text[at] for at in own]:
        raise InputError(f"{article.id}: its text is not that of the news; only marks may differ")
    moved = dict(zip(own, places, strict=True))
    spans = sorted((moved[start], moved[end - 1] + 1, label) for start, end, label in article.spans)
    return "\t".join([article.id, digest(text), " ".join(f"{start}-{end}-{label}" for start, end, label in spans)])


def _ink(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if not char.isspace()]


def read(path: Path, texts: dict[str, str]) -> Iterator[Article]:
    """The articles of a table.

    Raises:
        InputError: the news lacks one, or has another text under its id, with file and line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name, told, spans = line.split("\t")
        if digest(texts.get(name, "")) != told:
            raise InputError(f"{path}:{number}: the news has no article {name} with this text; use the same release")
        yield Article(name, texts[name], tuple(map(_span, spans.split())))


def _span(written: str) -> Marked:
    start, end, label = written.split("-")
    return int(start), int(end), label


def annotation(article: Article) -> Annotation:
    """An article as gold: equal names of one label are one entity."""
    names = {(label, article.text[start:end]): "" for start, end, label in article.spans}
    names = {name: f"n{number}" for number, name in enumerate(names, 1)}
    return Annotation(
        id=article.id,
        text=article.text,
        entities=tuple(_mentions(article, names)),
        sentences=tuple(sentences(article.text)),
    )


def _mentions(article: Article, names: dict[tuple[str, str], str]) -> Iterator[Mention]:
    for start, end, label in sorted(article.spans, key=lambda span: (span[0], -span[1])):
        text = article.text[start:end]
        yield Mention(start=start, end=end, label=LABELS[label], text=text, entity=names[label, text])


def join(articles: Iterable[Article], folder: Path) -> None:
    """Write each article as a gold file."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / f"{article.id}.ann").write_text(write_gold(annotation(article)), encoding="utf-8", newline="\n")


def main() -> None:
    """Write the table, or the gold files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--offsets", type=Path, required=True)
    aim = parser.add_mutually_exclusive_group(required=True)
    aim.add_argument("--marked", type=Path, help="folder of gold files to write the table from")
    aim.add_argument("--out", type=Path, help="folder for the gold files")
    args = parser.parse_args()
    texts = {name: text for path in args.news for name, text in news(path).items()}
    if args.out:
        join(read(args.offsets, texts), args.out)
    else:
        rows = [row(article, texts[article.id]) for article in read_folder(args.marked)]
        args.offsets.write_text("".join(f"{line}\n" for line in rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
