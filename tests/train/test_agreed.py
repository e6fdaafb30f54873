"""Sentences of one set that can be marked as another."""

import pytest

from pipelines.train.agreed import agree, agreed
from pipelines.train.neighbours import spans, tagged

TEXT = "江若溪在渝中区考察北大。"
NAMES = [(0, 3, "nr"), (4, 7, "ns")]
WORDS = [(0, 3, "nr"), (3, 4, "x"), (4, 7, "ns"), (7, 9, "v"), (9, 11, "x"), (11, 12, "w")]
PER, LOC, ORG = (0, 3, "PER"), (4, 7, "LOC"), (9, 11, "ORG")


@pytest.mark.parametrize(
    ("found", "names", "right"),
    [
        ([PER, LOC], NAMES, True),
        ([PER, LOC, ORG], NAMES, True),
        ([PER, LOC, (9, 11, "PER")], NAMES, False),
        ([PER, LOC, (10, 11, "ORG")], NAMES, False),
        ([PER, LOC, (7, 9, "ORG")], NAMES, False),
        ([PER], NAMES, False),
        ([PER, (4, 7, "ORG")], NAMES, False),
        ([PER, (4, 11, "ORG")], [*NAMES, (4, 11, "nt")], True),
        ([PER, LOC], [*NAMES, (9, 11, "t")], True),
        ([PER, LOC, ORG], [*NAMES, (9, 11, "t")], False),
    ],
)
def test_agreement(found: list[tuple[int, int, str]], names: list[tuple[int, int, str]], right: bool) -> None:
    """What is found must be a name of its kind or a word without one; each name must be found or lie in what is."""
    assert agree(found, names, WORDS) is right


def test_sentences_are_taken_one_by_one() -> None:
    """A sentence on which the two differ is left out; the others keep their own offsets."""
    text = TEXT + "他叫李清越。" + TEXT
    second = len(text) - len(TEXT)
    shifted = [[(a + second, b + second, kind) for a, b, kind in some] for some in (NAMES, WORDS, [PER, LOC])]
    paragraph = (text, [*WORDS, *shifted[1]], [*NAMES, (14, 17, "nr"), *shifted[0]])
    taken = list(agreed([paragraph], lambda _: [PER, LOC, *shifted[2]]))
    assert [(one.text, one.spans) for one in taken] == [(TEXT, (PER, LOC))] * 2


def test_tags_and_spans() -> None:
    """Spans come back from their tags; what is not whole does not."""
    some = [(0, 3, "PER"), (3, 4, "LOC"), (4, 7, "LOC"), (9, 11, "ORG")]
    row = tagged(TEXT, "peopledaily", some)
    assert list(spans(row, "peopledaily")) == some
    assert list(spans([*row[:2], 0, *row[3:]], "peopledaily")) == some[1:]
