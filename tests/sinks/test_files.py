"""A file appears whole or not at all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.sinks.files import AtomicFile, write_atomic


def _broken() -> Iterator[str]:
    yield "一" * 100_000
    raise RuntimeError("the middle")


def test_an_error_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """What is written in pieces is not seen until the last."""
    target = tmp_path / "a.jsonl"
    write_atomic(target, ("一", "二"))
    with pytest.raises(RuntimeError, match="the middle"):
        write_atomic(target, _broken())
    assert target.read_text(encoding="utf-8") == "一二"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_part_that_cannot_be_flushed_is_removed_all_the_same(tmp_path: Path) -> None:
    """A disk that is full when the file is closed leaves no part behind."""
    file = AtomicFile(tmp_path / "a.jsonl")
    file.stream.write("未写完")
    os.close(file.stream.fileno())
    file.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot be asked whether a process lives")
def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    """The unfinished file of a process that is gone goes with the next write; one of a living process stays."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    dead, alive = (tmp_path / f".图[1].txt.{process}.part" for process in (gone.pid, os.getppid()))
    for part in (dead, alive):
        part.touch()
    write_atomic(tmp_path / "图[1].txt", "甲")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(("图[1].txt", alive.name))
