"""Span precision, recall and F1 by label, on marked articles."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipelines.train.examples import Article, Marked

Finder = Callable[[str], Iterable[Marked]]


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def measure(articles: Sequence[Article], find: Finder) -> dict[str, tuple[int, int, int]]:
    """(right, found, gold) for each label, and for ``all``."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        ours, theirs = set(find(article.text)), set(article.spans)
        for counter, spans in ((right, ours & theirs), (found, ours), (gold, theirs)):
            counter.update(label for _, _, label in spans)
            counter["all"] += len(spans)
    return {label: (right[label], found[label], gold[label]) for label in sorted(gold)}


def report(table: dict[str, tuple[int, int, int]]) -> str:
    """One line: F1 by label."""
    return " ".join(f"{label} {f1(*counts):.4f}" for label, counts in table.items())
