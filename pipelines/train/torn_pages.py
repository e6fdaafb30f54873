"""Pages torn as newspapers' are, out of whole articles, with the true seams: what the seam model learns from."""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST = 60
"""Characters that stand on each side of a cut."""
DROPPED = (0.0, 0.0, 0.33, 0.5)
"""Shares of the torn-off fragments that a page may lack."""

_SENTENCE = re.compile("[^。！？]*[。！？]+[”’）]*")
_PLACES = re.compile("(?<=[一-鿿])(?=[一-鿿])")
_MARKS = re.compile("(?<=[，、：“”（）0-9])(?=.)")


class TornPage(NamedTuple):
    """The fragments of a page, the seams (left index, right index), and which fragments begin an article."""

    texts: list[str]
    seams: set[tuple[int, int]]
    begins: set[int]
    article: list[int]


def torn_page(articles: Sequence[str], rng: random.Random) -> TornPage:
    """Tear the articles and put their fragments on one page, first parts first, the others anywhere."""
    share, paragraphs = rng.choice(DROPPED), rng.random() < 0.5
    rows: list[tuple[str, int, int]] = []
    for number, article in enumerate(articles):
        pieces = _cut(article, rng)
        for order, piece in enumerate(pieces):
            if order == 0 or rng.random() >= share:
                parts = _paragraphs(piece, rng) if paragraphs else [piece]
                rows += [(part, number, order * 100 + k) for k, part in enumerate(parts)]
    rng.shuffle(rows)
    return _numbered(rows, _last_parts(rows))


def _last_parts(rows: Sequence[tuple[str, int, int]]) -> dict[tuple[int, int], int]:
    """The number of the last paragraph of each piece, by article and piece."""
    last: dict[tuple[int, int], int] = {}
    for _, number, order in rows:
        key = (number, order // 100)
        last[key] = max(last.get(key, 0), order)
    return last


def _numbered(rows: Sequence[tuple[str, int, int]], last: dict[tuple[int, int], int]) -> TornPage:
    places = {(number, order): index for index, (_, number, order) in enumerate(rows)}
    seams = {
        (places[number, order], places[number, (piece + 1) * 100])
        for (number, piece), order in last.items()
        if (number, (piece + 1) * 100) in places
    }
    begins = {index for index, (_, _, order) in enumerate(rows) if order == 0}
    return TornPage([text for text, _, _ in rows], seams, begins, [number for _, number, _ in rows])


def _cut(text: str, rng: random.Random) -> list[str]:
    """One to three cuts inside sentences, mostly between two Chinese characters, now and then at a mark."""
    cuts: list[int] = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        places = _MARKS if rng.random() < 0.12 else _PLACES
        free = [
            match.start()
            for match in places.finditer(text, SHORTEST, len(text) - SHORTEST)
            if all(abs(match.start() - cut) > SHORTEST + 10 for cut in cuts)
        ]
        if free:
            cuts.append(rng.choice(free))
    bounds = [0, *sorted(cuts), len(text)]
    return [text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]


def _paragraphs(text: str, rng: random.Random) -> list[str]:
    """Paragraphs of one to five sentences; what is torn at either end stays with its neighbour."""
    sentences = _SENTENCE.findall(text)
    rest = text[sum(map(len, sentences)) :]
    found: list[str] = []
    while sentences:
        size = rng.randint(1, 5)
        found.append("".join(sentences[:size]))
        del sentences[:size]
    if rest:
        found[-1:] = [found[-1] + rest] if found and rng.random() < 0.7 else [*found[-1:], rest]
    return found or [text]
