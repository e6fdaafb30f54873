"""Hostile files by rule through every reader: one line each, and the good article beside them. All: make torture."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench import hostile
from bench.feed import feed_article, feed_table

EACH = 7  # of the files by rule; no divisor of the numbers of kinds, so that every kind comes


@pytest.mark.parametrize("source", [hostile.pages, hostile.records, hostile.whole])
def test_articles(source: Callable[[], Iterator[tuple[str, bytes]]], tmp_path: Path) -> None:
    """Pages, records and whole files give articles or one-line failures, and stop no other file."""
    for name, data in islice(source(), 0, None, 1 if source is hostile.whole else EACH):
        feed_article(tmp_path, name, data)


def test_tables(tmp_path: Path) -> None:
    """Decisions, sources, pairs, marked articles and annotations give their content or one-line errors."""
    for name, data in islice(hostile.tables(), 0, None, EACH):
        feed_table(tmp_path, name, data)
