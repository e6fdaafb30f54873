"""What `export_all` promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.outputs import EXPORTS
from kg.sinks.common import export
from kg.sinks.several import export_all
from kg.types import Element


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_file_is_that_of_an_export_by_itself(small: list[Element], tmp_path: Path) -> None:
    """Reading the graph once for all files changes no byte of any."""
    stats = export_all(iter(small), tmp_path / "all", EXPORTS)
    for name, format_ in EXPORTS.items():
        export(small, tmp_path / "each" / name, format_)
    assert _files(tmp_path / "all") == _files(tmp_path / "each")
    assert stats.files == tuple(tmp_path / "all" / name for name in EXPORTS)


def test_a_failure_leaves_all_the_old_files(small: list[Element], tmp_path: Path) -> None:
    """When the graph breaks off in the middle, the old files stand and no part of a new one does."""
    export_all(small, tmp_path, EXPORTS)
    before = _files(tmp_path)

    def broken() -> Iterator[Element]:
        yield from small[:40]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_all(broken(), tmp_path, EXPORTS)
    assert _files(tmp_path) == before
