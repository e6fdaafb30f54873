"""The articles that are measured on, as JSON Lines of documents: id, text, and where known date and place."""

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

Article = dict[str, Any]


def take(data: Path, count: int) -> list[Article]:
    """The first articles of a file of JSON Lines (.gz too), or of a folder of marked articles, without the marks.

    Raises:
        SystemExit: there is no such file or folder.
    """
    if not data.exists():
        raise SystemExit(f"{data}: no such file or folder; give --data")
    return list(islice(_marked(data) if data.is_dir() else _lines(data), count))


def write(articles: list[Article], path: Path) -> Path:
    """Write articles as JSON Lines; return the path."""
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return path


def characters(articles: list[Article]) -> int:
    """The characters of all texts."""
    return sum(len(article["text"]) for article in articles)


def _lines(path: Path) -> Iterator[Article]:
    opener: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield {name: row[name] for name in ("id", "text", "title", "date", "place") if row.get(name)}


def _marked(folder: Path) -> Iterator[Article]:
    from kg.gold import read_annotations
    from kg.in_memory import as_document
    from kg.reading.jsonl import encode

    for path in sorted({file.parent for file in folder.rglob("*.ann")}):
        yield from (json.loads(encode(as_document(annotation))) for annotation in read_annotations([path]))
