"""Marked articles as candidates with their features, for training the relation classifier."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.components.relations.candidates import GROUPS, Candidate, candidates
from kg.components.relations.context import Context
from kg.components.relations.features import Description, describe
from kg.components.relations.layout import Layout
from kg.components.relations.links import Link, link
from kg.components.relations.steps import stepped
from kg.types import Annotation
from pipelines.train.sparse_net import Floats

# features of fewer candidates are left out
_RARE = 6


class Data(NamedTuple):
    """Candidates of one kind: words, numbers, gold (a column a type), article, links, names of features."""

    words: sparse.csr_matrix
    numbers: Floats
    gold: Floats
    article: NDArray[np.int64]
    links: list[Link]
    word_names: list[str]
    number_names: list[str]


class Row(NamedTuple):
    """One candidate as described."""

    article: int
    numbers: dict[str, float]
    words: list[str]
    gold: list[bool]
    link: Link


def collect(articles: Sequence[Annotation]) -> dict[str, Data]:
    """Lay out the articles and describe every candidate."""
    rows: dict[str, list[Row]] = {group: [] for group in GROUPS}
    for number, article in enumerate(articles):
        context = Context(Layout(article.text, article.sentences, article.entities), article.date, article.place)
        gold = {(r.type, r.head, r.tail) for r in article.relations}
        found: dict[str, list[Candidate]] = {}
        for candidate in candidates(context):
            found.setdefault(candidate.group, []).append(candidate)
        for group, own in found.items():
            for candidate, tie in zip(own, link(context, own, range(len(own))), strict=True):
                things = context.layout.things
                pair = (things[candidate.head].entity, things[candidate.tail].entity)
                marks = [(type_, *pair) in gold for type_ in GROUPS[group]]
                told = describe(context, candidate)
                rows[group].append(Row(number, told.numbers(), names(told), marks, tie))
    return {group: _data(own) for group, own in rows.items()}


def names(told: Description) -> list[str]:
    """The binary features of a candidate as the net names them (`bags.Index` reads these names)."""
    found = [*told.own.words, told.labels]
    for part in (told.own, *told.ends):
        found += [f"{told.labels}|{word}" for word in part.words]
        found += [name for item in part.numbers.items() if (name := stepped(*item))]
    return found


def _data(rows: Sequence[Row]) -> Data:
    counts = Counter(name for row in rows for name in row.words)
    word_names = sorted(name for name, count in counts.items() if count >= _RARE and "\n" not in name)
    index = {name: i for i, name in enumerate(word_names)}
    columns = [sorted(index[n] for n in row.words if n in index) for row in rows]
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    flat = np.fromiter((i for c in columns for i in c), np.int64)
    words = sparse.csr_matrix((np.ones(len(flat), np.float32), flat, pointers), (len(rows), len(word_names)))
    used = Counter(name for row in rows for name, value in row.numbers.items() if value)
    number_names = sorted(name for name, count in used.items() if count >= _RARE)
    numbers = np.array([[row.numbers.get(name, 0.0) for name in number_names] for row in rows], np.float32)
    gold = np.array([row.gold for row in rows], np.float32)
    article = np.array([row.article for row in rows])
    return Data(words, numbers, gold, article, [row.link for row in rows], word_names, number_names)
