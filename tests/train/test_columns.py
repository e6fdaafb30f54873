"""Sets with a character and its tag a line."""

from pathlib import Path

import pytest

from pipelines.train.columns import read


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O", "B-LOC", "I-LOC"], ((0, 2, "PER"), (3, 5, "LOC"))),
        (["B-PER", "I-PER", "B-PER", "I-PER", "I-PER"], ((0, 2, "PER"), (2, 5, "PER"))),
        (["B-ORG", "M-ORG", "E-ORG", "S-LOC", "O"], ((0, 3, "ORG"), (3, 4, "LOC"))),
        (["O", "O", "O", "O", "O"], ()),
    ],
)
def test_tags_are_spans(tmp_path: Path, tags: list[str], spans: tuple[tuple[int, int, str], ...]) -> None:
    """BIO and BMES give the same spans; names that touch are two."""
    path = tmp_path / "set.txt"
    lines = "\n".join(f"{char} {tag}" for char, tag in zip("江若溪在渝", tags, strict=True))
    path.write_text(f"{lines}\n\n{lines}\n", encoding="utf-8")
    assert [(one.text, one.spans) for one in read(path)] == [("江若溪在渝", spans)] * 2
