"""Sets with a character and its tag (BIO, BMES) a line, and an empty line between sentences."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.train.examples import Article


def read(path: Path) -> Iterator[Article]:
    """The sentences of a file with their spans."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        if rows:
            spans = tuple(_spans([tag for _, tag in rows]))
            yield Article(str(number), "".join(char for char, _ in rows), spans)


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    for at, (tag, after) in enumerate(zip(tags, [*tags[1:], "O"], strict=True)):
        if tag[0] in "BS":
            start = at
        if start is not None and (tag[0] in "ES" or after[0] in "OBS"):
            yield start, at + 1, tag[2:]
            start = None
