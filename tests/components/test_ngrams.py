"""Tests of what the fast recogniser looks up: a number a character in every column, the same in every process."""

import subprocess
import sys

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from kg.components.characters import BREAK, Characters
from kg.components.ngrams import COLUMNS, PAIRS, PLACES, TRIPLES, WORDS, features

CHARS = Characters.of("区长林知远出席会议。")
VOCAB = spacy.blank("zh").vocab


def doc(words: list[str], spaces: list[bool] | None = None) -> Doc:
    """A `Doc` of these words."""
    return Doc(VOCAB, words=words, spaces=spaces or [False] * len(words))


@pytest.mark.parametrize(
    "words", [[], ["。"], ["区长", "林知远", "出席", "会议", "。"], ["区", "\n", "会议"], ["🀀区", " "]]
)
def test_each_character_has_a_row_of_every_table(words: list[str]) -> None:
    """As many numbers as characters, each a row of its table."""
    numbers = features(doc(words), CHARS)
    assert numbers.shape == (len(COLUMNS), len("".join(words)))
    sizes = np.array([len(CHARS), PAIRS, TRIPLES, WORDS, PLACES])
    assert (numbers >= 0).all()
    assert (numbers < sizes[:, None]).all()


def test_a_word_marks_its_characters_and_their_places() -> None:
    """Characters of one word share its number; their places differ; a space between words has neither."""
    numbers = features(doc(["林知远", "出席"], [True, False]), CHARS)
    words, places = numbers[COLUMNS.index("words")], numbers[COLUMNS.index("places")]
    assert [len(set(words[:3])), len(set(words[4:])), len(set(words))] == [1, 1, 3]
    assert list(places) == [2, 5, 8, 0, 1, 4]
    assert words[3] == 0


def test_a_line_end_is_a_sign() -> None:
    """A line end is no space: what stands on both sides of it is apart."""
    numbers = features(doc(["区", "\n", "会"]), CHARS)
    assert numbers[0, 1] == BREAK


def test_the_numbers_are_the_same_in_another_process() -> None:
    """Words and pairs are hashed alike everywhere, whatever the seed of Python's own hash."""
    code = (
        "import spacy; from spacy.tokens import Doc; from kg.components.ngrams import features;"
        "from kg.components.characters import Characters;"
        "doc = Doc(spacy.blank('zh').vocab, words=['林知远', '出席', '会议'], spaces=[False] * 3);"
        "print(features(doc, Characters.of('区长林知远出席会议。')).tolist())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(features(doc(["林知远", "出席", "会议"]), CHARS).tolist())
