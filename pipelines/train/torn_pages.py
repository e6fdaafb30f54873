"""Pages torn as newspapers' are, out of whole articles, with the true seams: what the seam model learns from."""

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.reading.fragments import Fragment

SHORTEST = 60
"""Characters that stand on each side of a cut."""
DROPPED = (0.0, 0.0, 0.33, 0.5)
"""Shares of the torn-off pieces that a page may lack."""
MOVED = 0.4
"""Share of articles whose heading stands over the second piece, the first being continued from another page."""
AT_MARKS = 0.2
"""Share of cuts that come after a mark or a digit and not between two Chinese characters."""
IN_ORDER = 0.7
"""Share of pages on which what is continued from another page stands in the order of the headings."""

_SENTENCE = re.compile("[^。！？]*[。！？]+[”’）]*")
_PLACES = re.compile("(?<=[一-鿿])(?=[一-鿿])")
_MARKS = re.compile("(?<=[，、：“”（）0-9])(?=.)")


class Piece(NamedTuple):
    """The fragments of one torn-off part of an article, and its number in the article."""

    article: int
    order: int
    fragments: list[Fragment]


class TornPage(NamedTuple):
    """The fragments of a page, the true seams (left index, right index), and each fragment's article."""

    fragments: list[Fragment]
    seams: set[tuple[int, int]]
    article: list[int]


def torn_page(articles: Sequence[str], rng: random.Random) -> TornPage:
    """Tear the articles and put their pieces on one page, headed ones in order, the others anywhere."""
    share, split = rng.choice(DROPPED), rng.random() < 0.5
    headed: list[Piece] = []
    others: list[Piece] = []
    for number, article in enumerate(articles):
        parts = _cut(article, rng)
        top = 1 if len(parts) > 1 and rng.random() < MOVED else 0
        for order, part in enumerate(parts):
            if order == top or order == 0 or rng.random() >= share:
                body = _fragments(part, split, rng, order == top, order < top)
                title = [Fragment(text=article[:22], kind="heading", level=2)] if order == top else []
                (headed if order == top else others).append(Piece(number, order, title + body))
    rng.shuffle(others)
    others = _ordered(others) if rng.random() < IN_ORDER else others
    return _laid_out(headed, others, rng)


def _ordered(others: Sequence[Piece]) -> list[Piece]:
    """The pieces in their places, but the continued ones in the order of their articles (others are popped)."""
    moved = iter(sorted((piece for piece in others if piece.fragments[0].continued), reverse=True, key=_article))
    return [next(moved) if piece.fragments[0].continued else piece for piece in others]


def _article(piece: Piece) -> int:
    return piece.article


def _laid_out(headed: Sequence[Piece], others: list[Piece], rng: random.Random) -> TornPage:
    row: list[Piece] = []
    for piece in headed:
        row.append(piece)
        while others and rng.random() < 0.6:
            row.append(others.pop())
    row += others
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    fragments: list[Fragment] = []
    for piece in row:
        first = len(fragments) + (piece.fragments[0].kind == "heading")
        fragments += piece.fragments
        ends[piece.article, piece.order] = (first, len(fragments) - 1)
    seams = {
        (end, ends[article, order + 1][0])
        for (article, order), (_, end) in ends.items()
        if (article, order + 1) in ends
    }
    return TornPage(fragments, seams, [piece.article for piece in row for _ in piece.fragments])


def _fragments(text: str, split: bool, rng: random.Random, first: bool, continued: bool) -> list[Fragment]:
    texts = _paragraphs(text, rng) if split else [text]
    return [
        Fragment(text=one, kind="text", first=first and k == 0, continued=continued and k == 0)
        for k, one in enumerate(texts)
    ]


def _cut(text: str, rng: random.Random) -> list[str]:
    """One to three cuts inside sentences, between two Chinese characters or after a mark."""
    cuts: list[int] = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        places = _MARKS if rng.random() < AT_MARKS else _PLACES
        free = [
            match.start()
            for match in places.finditer(text, SHORTEST, len(text) - SHORTEST)
            if all(abs(match.start() - cut) > SHORTEST + 10 for cut in cuts)
        ]
        if free:
            cuts.append(rng.choice(free))
    bounds = [0, *sorted(cuts), len(text)]
    return [text[a:b] for a, b in pairwise(bounds)]


def _paragraphs(text: str, rng: random.Random) -> list[str]:
    """Paragraphs of one to five sentences; what is torn off at the end goes with the last or stands alone."""
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
