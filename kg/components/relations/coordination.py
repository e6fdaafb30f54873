"""Coordination: lists of names joined by nothing but 、，和 and titles, of which a sentence says one thing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.components.relations.layout import Layout, Row

_LISTED = frozenset(("PERSON", "POST", "ORG", "PLACE"))
# what may stand between two names of a list, and how much of it
_JOIN, _GAP = frozenset("、和及与，, 　（）()等暨"), 3


class Run(NamedTuple):
    """A list of names in a skeleton, ``[start, end)``, with how many people, bodies and places it has."""

    start: int
    end: int
    people: int
    bodies: int
    places: int


def find_runs(layout: Layout) -> dict[int, Run]:
    """The list that each mention stands in, itself alone at least; nested ones stand in that of their outer one."""
    found: dict[int, Run] = {}
    for row in layout.rows:
        found.update((i, Run(at, at + 1, 0, 0, 0)) for i, at in row.at.items())
        for group in _groups(layout, row):
            run = _run(layout, row, group)
            for i in group:
                found.update(dict.fromkeys((i, *row.inside.get(i, ())), run))
    return found


def _groups(layout: Layout, row: Row) -> Iterator[list[int]]:
    """The outermost names of a row by the list they stand in; events and dates end a list."""
    group: list[int] = []
    for i in row.outer:
        listed = layout.spans[i][2] in _LISTED
        if group and not (listed and _joined(row, group[-1], i)):
            yield group
            group = []
        if listed:
            group.append(i)
    if group:
        yield group


def _joined(row: Row, i: int, j: int) -> bool:
    """Whether nothing stands between two names but what joins a list."""
    gap = row.skeleton[row.at[i] + 1 : row.at[j]]
    return len(gap) <= _GAP and _JOIN.issuperset(gap)


def _run(layout: Layout, row: Row, group: Sequence[int]) -> Run:
    labels = [layout.spans[i][2] for i in group]
    start, end = row.at[group[0]], row.at[group[-1]] + 1
    return Run(start, end, labels.count("PERSON"), labels.count("ORG"), labels.count("PLACE"))
