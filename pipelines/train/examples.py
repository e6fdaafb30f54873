"""Marked articles as examples for training: windows of sentences with the spans that are right in them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.components.characters import Characters
from kg.components.span_model import INNER, OUTER
from kg.components.windows import Window, windows
from kg.markup import read_gold
from kg.text import sentences

LABELS = (*OUTER, *(f"{label} in POST" for label in INNER))
Marked = tuple[int, int, str]
Numbered = tuple[int, int, int]
"""Start, end and the number of the label."""


@dataclass(frozen=True)
class Article:
    """The text of an article and its marked spans."""

    id: str
    text: str
    spans: tuple[Marked, ...]


@dataclass(frozen=True)
class Example:
    """Tokens, and the right spans as (label number, first token, last token)."""

    ids: list[int]
    spans: list[tuple[int, int, int]]


def read_folder(folder: Path) -> list[Article]:
    """The articles of a folder of gold files, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.ann"))]


def read(path: Path) -> Article:
    """One gold file."""
    gold = read_gold(path)
    spans = dict.fromkeys((mention.start, mention.end, mention.label) for mention in gold.entities)
    return Article(path.stem, gold.text, tuple(spans))


def numbered(spans: Iterable[Marked]) -> list[Numbered]:
    """Spans with the number of their label among ``LABELS``; what stands inside a post has its own."""
    spans = sorted(set(spans))
    posts = [(start, end) for start, end, label in spans if label == "POST"]
    out = []
    for start, end, label in spans:
        inside = any(a <= start and end <= b and (a, b) != (start, end) for a, b in posts)
        name = f"{label} in POST" if inside and label in INNER else label
        out.append((start, end, LABELS.index(name)))
    return out


def examples(article: Article, chars: Characters, size: int) -> Iterator[Example]:
    """The windows of an article, with the spans that lie in them."""
    return cut(article.text, sentences(article.text), numbered(article.spans), chars, size)


def cut(
    text: str, bounds: Sequence[tuple[int, int]], spans: Sequence[Numbered], chars: Characters, size: int
) -> Iterator[Example]:
    """The windows of the sentences at ``bounds``; a sentence longer than ``size`` is several, so all of it is seen."""
    for window in windows(text, bounds, chars, size):
        yield Example(window.ids, list(tokens(window, spans)))


def tokens(window: Window, spans: Sequence[Numbered]) -> Iterator[tuple[int, int, int]]:
    """Spans that lie in a window as (label number, first token, last token)."""
    token = {offset: i for i, offset in enumerate(window.offsets) if offset >= 0}
    for start, end, label in spans:
        if start in token and end - 1 in token:
            yield label, token[start], token[end - 1]


def batches(items: Sequence[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of at most ``tokens`` tokens, padding counted; examples alike in length stand together."""
    ordered = sorted(items, key=lambda item: len(item.ids) * (8 + rng.random()))
    out: list[list[Example]] = [[]]
    for item in ordered:
        longest = max((len(other.ids) for other in out[-1]), default=0)
        if out[-1] and max(longest, len(item.ids)) * (len(out[-1]) + 1) > tokens:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out
