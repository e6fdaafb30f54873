"""Contracts of kg.reading.byline: whom a byline names, and whom no byline names."""

import pytest

from kg.reading.byline import is_name, reporters
from tests.reading.cases import rows


@pytest.mark.parametrize(("text", "names"), rows("bylines.tsv", 2))
def test_reporters(text: str, names: str) -> None:
    """Reporters, correspondents and trainees of sure bylines are found, in order; 记者了解到 names nobody."""
    assert "、".join(reporters(text)) == names


@pytest.mark.parametrize("name", ["区科技局", "王", "方面", "编辑部", "高新区", "成都"])
def test_no_names(name: str) -> None:
    """Bodies, areas and words that begin like a surname are no names."""
    assert not is_name(name)
