"""Tags of characters and the spans that they spell: outside, or begin, inside, end and single of each label (BIOES)."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Tags = npt.NDArray[np.int64]
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
_NEVER = np.float32(-1e9)


def count(labels: int) -> int:
    """How many tags there are for ``labels`` labels."""
    return 1 + 4 * labels


def tag(label: int, part: int) -> int:
    """The number of a label's tag; ``part`` is one of BEGIN to SINGLE."""
    return 4 * label + part


def spelt(size: int, spans: list[tuple[int, int, int]]) -> Tags:
    """The tags of ``size`` characters that spell ``spans`` (start, end, label), none of which meets another."""
    tags = np.zeros(size, np.int64)
    for start, end, label in spans:
        tags[start:end] = tag(label, INSIDE)
        tags[start], tags[end - 1] = tag(label, BEGIN), tag(label, END)
        if end - start == 1:
            tags[start] = tag(label, SINGLE)
    return tags


def read(scores: Floats, free: npt.NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """The spans (start, end, label) of the best tags that spell some.

    Args:
        scores: character by tag; a tag's share of the score does not hang on its neighbours'.
        free: the characters that may lie in a span.
    """
    scores = scores.copy()
    scores[~free, 1:] = _NEVER
    best = scores.argmax(axis=1)
    for start, end in _faulty(best):
        best[start:end] = _repaired(scores[start:end])
    return list(_spans(best))


def _spans(tags: Tags) -> Iterator[tuple[int, int, int]]:
    part = np.where(tags > 0, (tags - 1) % 4 + 1, 0)
    starts, ends = (np.flatnonzero((part == edge) | (part == SINGLE)) for edge in (BEGIN, END))
    labels = (tags[starts] - 1) // 4
    yield from zip(starts.tolist(), (ends + 1).tolist(), labels.tolist(), strict=True)


def _faulty(best: Tags) -> Iterator[tuple[int, int]]:
    """The stretches, from one character outside to the next, in which a tag does not follow from the one before."""
    closed = np.concatenate([[0], best, [0]])
    wrong = np.flatnonzero(~_follows(count(int(best.max(initial=0) + 3) // 4))[closed[:-1], closed[1:]])
    outside = np.flatnonzero(closed == OUTSIDE) - 1
    reached = 0
    for at in wrong.tolist():
        if at >= reached < len(best):
            right = np.searchsorted(outside, at)
            start = max(int(outside[right - 1]), reached, 0)
            reached = min(int(outside[right]) + 1, len(best))
            yield start, reached


@cache
def _follows(tags: int) -> npt.NDArray[np.bool_]:
    """Whether a tag (column) may follow another (row)."""
    number = np.arange(tags)
    part, label = np.where(number > 0, (number - 1) % 4 + 1, 0), (number - 1) // 4
    opened = (part == BEGIN) | (part == INSIDE)
    goes_on = (part == INSIDE) | (part == END)
    same = label[:, None] == label[None, :]
    allowed: npt.NDArray[np.bool_] = np.where(opened[:, None], goes_on[None, :] & same, ~goes_on[None, :])
    return allowed


def _repaired(scores: Floats) -> Tags:
    """The best tags among those that spell spans and leave none open (Viterbi 1967)."""
    steps = np.where(_follows(scores.shape[1]), np.float32(0), _NEVER)
    reach, back = scores[0] + steps[OUTSIDE], []
    for row in scores[1:]:
        ways = reach[:, None] + steps
        back.append(ways.argmax(axis=0))
        reach = ways.max(axis=0) + row
    path = [int((reach + steps[:, OUTSIDE]).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return np.array(path[::-1])
