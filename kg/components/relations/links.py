"""How the candidates of an article hang together, so that one decision can look at the others.

After a first scoring each candidate is described by the scores of its rivals (another event for the same
person), of its mates (the people in the same list, for the same event) and by what else is said of its two
entities; a second scoring decides. This is stacking (Wolpert 1992) over the candidates of one article.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.components.relations.candidates import GROUPS, Candidate
from kg.components.relations.context import Context

Floats = NDArray[np.float32]
# log odds under which a candidate is dropped after the first scoring (p = .004), and that of what is absent
LIKELY, ABSENT = -5.5, -9.0
KINDS = ("other_tail", "other_head", "listed_head", "listed_tail", "twin_tail", "twin_head")
TYPES = tuple(dict.fromkeys(type_ for types in GROUPS.values() for type_ in types))
_MOST = 40
_TWIN = ("暨", "、", "及", "和", "与", "")


class Link(NamedTuple):
    """The two entities of a candidate, and the candidates of its group that bear on it, by `KINDS`."""

    head: int
    tail: int
    others: tuple[tuple[int, ...], ...]


def link(context: Context, found: Sequence[Candidate], kept: Iterable[int]) -> list[Link]:
    """Link some candidates (``kept``, indices) of one group; the indices in links point into ``found``."""
    things = context.layout.things
    rows = {(c.head, c.tail): n for n, c in enumerate(found)}
    by_head: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    by_tail: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for n, c in enumerate(found):
        by_head[c.head, things[c.tail].label].append(n)
        by_tail[c.tail, things[c.head].label].append(n)
    twins = _twins(context)
    mates: dict[int, list[int]] = {}
    links = []
    for n in kept:
        c = found[n]
        i, j = c.pairs[0]
        for mention in (i, j):
            if mention not in mates:
                mates[mention] = _mates(context, mention)
        others = (
            [m for m in by_head[c.head, things[c.tail].label] if m != n],
            [m for m in by_tail[c.tail, things[c.head].label] if m != n],
            [rows[h, c.tail] for h in mates[i] if h != c.head and (h, c.tail) in rows],
            [rows[c.head, t] for t in mates[j] if t != c.tail and (c.head, t) in rows],
            [rows[c.head, t] for t in twins.get(c.tail, ()) if (c.head, t) in rows],
            [rows[h, c.tail] for h in twins.get(c.head, ()) if (h, c.tail) in rows],
        )
        links.append(Link(c.head, c.tail, tuple(tuple(found_[:_MOST]) for found_ in others)))
    return links


def _mates(context: Context, i: int) -> list[int]:
    """Entities of the same label in the same list as mention ``i``, the nearest first."""
    layout = context.layout
    row, run = layout.rows[layout.row_of[i]], context.runs[i]
    label = layout.spans[i][2]
    inside = [m for m in row.outer if run.start <= row.at[m] < run.end and layout.spans[m][2] == label]
    inside.sort(key=lambda m: (abs(row.at[m] - row.at[i]), m))
    return list(dict.fromkeys(layout.thing_of[m] for m in inside[:10]))


def _twins(context: Context) -> dict[int, list[int]]:
    """Events joined by 暨 or 、 somewhere: what is said of one is often said of the other."""
    layout = context.layout
    twins: dict[int, list[int]] = {}
    for row in layout.rows:
        events = [m for m in row.outer if layout.spans[m][2] == "EVENT"]
        for a, b in pairwise(events):
            one, two = layout.thing_of[a], layout.thing_of[b]
            if one != two and row.skeleton[row.at[a] + 1 : row.at[b]] in _TWIN:
                twins.setdefault(one, []).append(two)
                twins.setdefault(two, []).append(one)
    return {k: list(dict.fromkeys(v)) for k, v in twins.items()}


def likely(logits: Floats, proposed: Sequence[bool] | NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which candidates reach the second stage: those with a chance, and those that a rule proposes."""
    result: NDArray[np.bool_] = (logits.max(axis=1) >= LIKELY) | np.asarray(proposed, dtype=bool)
    return result


def profiles(ends: Mapping[str, Sequence[tuple[int, int]]], logits: Mapping[str, Floats], things: int) -> Floats:
    """For each of the article's ``things`` the best first score of each type, as head and as tail.

    A row an entity; the columns are those of `TYPES`, twice.
    """
    found = np.full((things, 2 * len(TYPES)), ABSENT, np.float32)
    for group, own in ends.items():
        columns = np.array([TYPES.index(type_) for type_ in GROUPS[group]])
        pairs = np.array(own)
        np.maximum.at(found, (pairs[:, :1], columns), logits[group])
        np.maximum.at(found, (pairs[:, 1:], columns + len(TYPES)), logits[group])
    return found


def relational(kept: Sequence[int], ties: Sequence[Link], logits: Floats, known: Floats) -> Floats:
    """The features of candidates (rows ``kept`` of ``logits``) that come from the first scoring of their group."""
    own = logits[list(kept)]
    padded = np.vstack([logits, np.full((1, logits.shape[1]), ABSENT, np.float32)])
    # all kinds at once: a row a kind and candidate
    others = [tie.others[kind] for kind in range(len(KINDS)) for tie in ties]
    counts = np.fromiter(map(len, others), np.int64, len(others))
    filled = np.maximum(counts, 1)
    scores = padded[np.fromiter(chain.from_iterable(rows or (-1,) for rows in others), np.int64)]
    starts = np.cumsum(filled) - filled
    best = np.maximum.reduceat(scores, starts, axis=0)
    mean = np.add.reduceat(scores, starts, axis=0) / filled.astype(np.float32)[:, None]
    first = (np.tile(own, (len(KINDS), 1)) >= best) | (counts == 0)[:, None]
    told = np.hstack([best, mean, first, counts[:, None]]).astype(np.float32, copy=False)
    by_candidate = told.reshape(len(KINDS), len(own), -1).swapaxes(0, 1).reshape(len(own), -1)
    return np.hstack([own, by_candidate, known[[tie.head for tie in ties]], known[[tie.tail for tie in ties]]])
