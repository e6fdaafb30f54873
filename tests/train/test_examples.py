"""Marked texts as examples for training."""

from pathlib import Path

import pytest

from kg.components.characters import Characters
from pipelines.train.examples import cut

CHARS = Characters.load(Path("models/recogniser/characters.txt"))


@pytest.mark.parametrize("count", [3, 46])
def test_a_long_sentence_is_seen_to_its_end(count: int) -> None:
    """Each name of a table of the weather stands whole in an example, however long the line (some have 46 names)."""
    line = "重庆多云转小雨22℃／31℃" * count
    names = [(at, at + 2, 0) for at in range(0, len(line), len(line) // count)]
    seen = [
        example.ids[first : last + 1]
        for example in cut(line, [(0, len(line))], names, CHARS, 400)
        for _, first, last in example.spans
    ]
    assert len(seen) >= count
    assert {tuple(ids) for ids in seen} == {tuple(CHARS.ids("重庆"))}
