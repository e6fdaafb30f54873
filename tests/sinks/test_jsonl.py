"""graph.jsonl."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.errors import InputError
from kg.sinks.common import export
from kg.sinks.jsonl import read_jsonl
from kg.types import Element

from .strategies import graphs


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_what_is_read_equals_what_was_written(graph: list[Element]) -> None:
    """Every element comes back equal, in its order, and a second export gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "a.jsonl"), Path(folder, "b.jsonl")
        export(graph, first, "jsonl")
        assert list(read_jsonl(first)) == graph
        export(read_jsonl(first), second, "jsonl")
        assert first.read_bytes() == second.read_bytes()


def test_stats_count_labels_and_types(traps: list[Element], tmp_path: Path) -> None:
    """The counts are by label and by type, and name the file."""
    stats = export(traps, tmp_path / "graph.jsonl", "jsonl")
    assert stats.nodes == {"Date": 1, "Event": 1, "Organization": 1, "Person": 3, "Place": 1, "Post": 2}
    assert stats.relationships["HOLDS_POST"] == 2
    assert stats.files == (tmp_path / "graph.jsonl",)


def test_chinese_is_written_as_itself(small: list[Element], tmp_path: Path) -> None:
    """A name can be found in the file with a plain search."""
    export(small, tmp_path / "graph.jsonl", "jsonl")
    assert "武侯区" in (tmp_path / "graph.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["{}", '{"kind":"node"', "null", "[]", "\ufeff{}", '{"kind":"edge","id":"a"}'])
def test_a_wrong_line_is_named(line: str, tmp_path: Path) -> None:
    """The error has file and line number."""
    path = tmp_path / "graph.jsonl"
    path.write_text('{"kind":"node","id":"a","label":"Person","properties":{}}\n' + line, encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.jsonl:2: "):
        list(read_jsonl(path))


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """A file that is not there is an InputError of one line."""
    with pytest.raises(InputError) as error:
        list(read_jsonl(tmp_path / "none.jsonl"))
    assert "\n" not in str(error.value)
