"""What `export` promises for every format."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OutsideError, SchemaError, UsageError
from kg.sinks.common import FORMATS, export
from kg.types import Element, Node, Relationship

PERSON = Node(id="p", label="Person", properties={"name": "顾若溪"})


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("format", FORMATS)
def test_same_input_gives_the_same_bytes(format: str, small: list[Element], tmp_path: Path) -> None:
    """Two exports of one graph are equal, byte for byte, and leave nothing else behind."""
    export(small, tmp_path / "a" / "out", format)
    export(iter(small), tmp_path / "b" / "out", format)
    assert _files(tmp_path / "a") == _files(tmp_path / "b")
    assert _files(tmp_path / "a")


@pytest.mark.parametrize("format", FORMATS)
def test_a_failed_export_leaves_the_old_files(format: str, small: list[Element], tmp_path: Path) -> None:
    """When the graph breaks off in the middle, the old result stands and no part of a new one does."""
    export(small, tmp_path / "out", format)
    before = _files(tmp_path)

    def broken() -> Iterator[Element]:
        yield from small[:40]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(broken(), tmp_path / "out", format)
    assert _files(tmp_path) == before


@pytest.mark.parametrize("format", FORMATS)
def test_the_empty_graph_can_be_written(format: str, tmp_path: Path) -> None:
    """A build that found nothing gives files that say so."""
    stats = export([], tmp_path / "out", format)
    assert stats.nodes == {}
    assert all(file.exists() for file in stats.files)


@pytest.mark.parametrize(
    ("elements", "message"),
    [
        ([Node(id="", label="Person", properties={})], "empty id"),
        ([PERSON, PERSON], "repeated id 'p'"),
        ([PERSON, Relationship(id="r", type="MEETS", start="p", end="q", properties={})], "refers to 'q'"),
        ([Node(id="p", label="Person", properties={"support": "viel"})], "support is integer"),
        ([Node(id="p", label="Person", properties={"score": float("nan")})], "score is float"),
        ([Node(id="p", label="Person", properties={"continued": 1})], "continued is boolean"),
        ([Node(id="p", label="Person", properties={"name": ("顾", "若")})], "name is one text"),
    ],
)
def test_a_wrong_graph_is_refused_before_anything_is_written(
    elements: list[Element], message: str, tmp_path: Path
) -> None:
    """Ids, ends and types of properties are checked; the message says which."""
    with pytest.raises(SchemaError, match=message):
        export(elements, tmp_path / "graph.graphml", "graphml")
    assert _files(tmp_path) == {}


def test_sentences_are_left_out_unless_asked_for(small: list[Element], tmp_path: Path) -> None:
    """GraphML holds entities and facts; with_sentences adds articles and sentences."""
    without = export(small, tmp_path / "a.graphml", "graphml")
    with_them = export(small, tmp_path / "b.graphml", "graphml", with_sentences=True)
    assert "Sentence" not in without.nodes
    assert "MENTIONS" not in without.relationships
    assert with_them.nodes["Sentence"] > 0
    assert with_them.relationships["MENTIONS"] > 0


@pytest.mark.parametrize(
    ("format", "options"),
    [("rdf", {}), ("gexf", {"dialect": "yed"}), ("html", {"with_sentences": True})],
)
def test_wrong_usage_is_named(format: str, options: dict[str, bool], tmp_path: Path) -> None:
    """An unknown format or dialect, or sentences where they cannot be, is a UsageError."""
    with pytest.raises(UsageError):
        export([PERSON], tmp_path / "out", format, **options)  # type: ignore[arg-type]


def test_a_target_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """The error of the system becomes an OutsideError that names the target."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutsideError, match=r"cannot write .*graph\.jsonl"):
        export([PERSON], tmp_path / "file" / "graph.jsonl", "jsonl")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk at the very end is an OutsideError, and the old file stands."""
    target = tmp_path / "graph.jsonl"
    export([PERSON], target, "jsonl")
    before = _files(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutsideError, match="No space left"):
        export([PERSON, Node(id="q", label="Person", properties={})], target, "jsonl")
    assert _files(tmp_path) == before
