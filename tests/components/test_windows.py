"""Characters as numbers, and windows of whole sentences."""

from pathlib import Path

import pytest

from kg.components.characters import BREAK, START, UNKNOWN, Characters, fold
from kg.components.windows import windows

CHARS = Characters.of("甲乙丙丁。a1")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＧＤＰ１０月", "gdp10月"),
        ("吾尔•买买提", "吾尔·买买提"),
        ("王\u3000明", "王 明"),
        ("二〇二五", "二○二五"),
        ("İß", "İß"),
    ],
)
def test_fold_keeps_the_length(text: str, folded: str) -> None:
    """Width, capitals, spaces and dots are made one kind, one character for one."""
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


def test_characters_are_kept(tmp_path: Path) -> None:
    """The characters that were saved are those that are loaded, and unknown ones are told apart."""
    CHARS.save(tmp_path / "characters.txt")
    loaded = Characters.load(tmp_path / "characters.txt")
    assert loaded == CHARS
    assert len(set(loaded.ids("甲乙A1"))) == 4
    assert loaded.ids("鑫") == [UNKNOWN]


def test_windows_hold_whole_sentences() -> None:
    """Sentences are joined up to the size, with a sign after each, and each character is there once."""
    text = "甲乙。丙丁。\n甲。"
    found = windows(text, [(0, 3), (3, 6), (7, 9)], CHARS, 6)
    assert [window.offsets for window in found] == [[-1, 0, 1, 2, -1, 3, 4, 5, -1], [-1, 7, 8, -1]]
    assert found[0].ids[0] == START
    assert found[0].ids[-1] == BREAK
    assert [window.owned for window in found] == [(0, 6), (7, 9)]


def test_walls_stand_where_a_line_ends() -> None:
    """A name may reach from a sentence into the next one of its line, never past the line or the window."""
    text = "甲乙。丙丁。\n甲。"
    (window,) = windows(text, [(0, 3), (3, 6), (7, 9)], CHARS, 20)
    assert window.walls == [0, 8, 11]
    assert [window.offsets[wall] for wall in window.walls] == [-1, -1, -1]


@pytest.mark.parametrize("length", [9, 16, 40, 41])
def test_a_long_sentence_is_cut_with_overlap(length: int) -> None:
    """Every character is owned by one window that holds it, with others around it."""
    found = windows("甲" * length, [(0, length)], CHARS, 8)
    owned = [at for window in found for at in range(*window.owned)]
    assert owned == list(range(length))
    assert all(set(range(*window.owned)) <= set(window.offsets) for window in found)
    assert all(len(window.offsets) <= 8 + 2 for window in found)
