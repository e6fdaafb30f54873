"""What is sure in one place of an article decides where it is not; no name reaches across a line."""

import numpy as np

from kg.components.agreement import agree
from kg.components.decoding import Floats, Lattice
from kg.components.windows import Window

TEXT = "甲乙来了。甲乙走了。"
PERSON, PLACE = 0, 1


def read(scores: Floats, first: int) -> tuple[Window, Lattice]:
    """A window of five characters of the text, with two signs."""
    window = Window([2, 5, 6, 7, 8, 9, 3], [-1, *range(first, first + 5), -1], (first, first + 5), [0, 6])
    return window, Lattice(scores, (slice(0, 2),), 4, window.walls)


def scores(**spans: float) -> Floats:
    """Scores of PERSON and PLACE for the tokens 1 and 2 (甲乙); all other spans score -5."""
    made = np.full((2, 7, 7), -5, np.float32)
    made[PERSON, 1, 2], made[PLACE, 1, 2] = spans["person"], spans["place"]
    return made


def test_a_sure_name_decides_a_doubtful_one() -> None:
    """甲乙 is surely a person in one window, so it is one in the other, where alone it would be a place."""
    sure, doubtful = read(scores(person=9, place=-5), 0), read(scores(person=0.5, place=1), 5)
    assert doubtful[1].best() == [[(1, 3, PLACE)]]
    agree(TEXT, [sure, doubtful])
    assert doubtful[1].best() == [[(1, 3, PERSON)]]
    assert sure[1].best() == [[(1, 3, PERSON)]]


def test_a_doubtful_name_decides_nothing() -> None:
    """Two doubtful readings stay as they are."""
    first, second = read(scores(person=1, place=0.5), 0), read(scores(person=0.5, place=1), 5)
    agree(TEXT, [first, second])
    assert [pair[1].best() for pair in (first, second)] == [[[(1, 3, PERSON)]], [[(1, 3, PLACE)]]]


def test_no_span_holds_a_wall() -> None:
    """However high it scores, a span across a wall is not found."""
    made = np.full((1, 5, 5), 3, np.float32)
    spans = Lattice(made, (slice(0, 1),), 5, [2]).best()[0]
    assert spans == [(0, 1, 0), (1, 2, 0), (3, 4, 0), (4, 5, 0)]
    made[0, 0, 4] = 99
    assert Lattice(made, (slice(0, 1),), 5, [2]).best()[0] == spans
