"""What stands in the way of a command is one line and its exit code, and what was there before is whole."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.errors import OutsideError
from kg.reading import Failure, read
from kg.record import Record
from kg.record.lock import only_writer
from tests.cli.conftest import kg, options
from tests.cli.test_build import _bytes

_LONG = "会议召开。" * 30_000


def _copy(out: Path, target: Path) -> Path:
    """The build without the database that other tests may have asked."""
    return Path(shutil.copytree(out, target, ignore=shutil.ignore_patterns(".engine")))


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    """A build of one's own."""
    return _copy(out, tmp_path / "out")


@pytest.fixture
def long_page(tmp_path: Path) -> Path:
    """Articles that need more room than there is."""
    path = tmp_path / "long.jsonl"
    path.write_text("".join(f'{{"id": "l{n}", "text": "{n}{_LONG}"}}\n' for n in range(4)), encoding="utf-8")
    return path


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.name != "posix" or shutil.which("mount") is None:
        pytest.skip("no mount")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _refused(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """Exit code 3, and one line with these words."""
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (3, 1), said
    assert all(word in said for word in words), said


def test_a_second_build_on_the_same_folder(copy: Path, pages: Path) -> None:
    """While one build holds a folder, another build and a removal are refused; afterwards they are not."""
    before = _bytes(copy)
    with only_writer(copy):
        _refused(kg("build", pages, *options(), "-o", copy), str(copy), "in use by another build")
        _refused(kg("remove", "x", "-o", copy), "in use by another build")
    assert _bytes(copy) == before
    with only_writer(copy):
        pass


def test_a_record_locked_by_another_process(copy: Path, long_page: Path) -> None:
    """A tool that writes to kg.sqlite is named as the cause after a wait."""
    before = _bytes(copy)
    other = sqlite3.connect(copy / "kg.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _refused(kg("build", long_page, "-o", copy), "kg.sqlite", "in use by another process")
    other.close()
    assert _bytes(copy) == before


def test_a_full_disk(mounted: Path, pages: Path, out: Path, long_page: Path) -> None:
    """A build that finds no room says so, the graph that was there is whole, and with room it goes on."""
    _copy(out, mounted / "out")
    before = _bytes(mounted / "out")
    _refused(kg("build", pages, long_page, *options(), "-o", mounted / "out"), "no space left")
    assert _bytes(mounted / "out") == before
    with Record(mounted / "out" / "kg.sqlite") as record:
        assert record.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert len(record.keys()) == 2


def test_a_full_disk_while_exporting(mounted: Path, out: Path) -> None:
    """The old file stays as it was, and nothing half-written beside it."""
    target = mounted / "graph.jsonl"
    target.write_text("old", encoding="utf-8")
    (mounted / "ballast").write_bytes(bytes((1 << 20) - 3 * 4096))
    done = kg("export", "-o", out, "--to", "jsonl", "--target", target)
    _refused(done, "graph.jsonl")
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in mounted.iterdir()) == ["ballast", "graph.jsonl"]


def test_a_folder_that_cannot_be_written(mounted: Path, out: Path, pages: Path) -> None:
    """A build is refused; what is there can be read."""
    _copy(out, mounted / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    _refused(kg("build", pages, *options(), "-o", mounted / "out"), "cannot be written")
    _refused(kg("build", pages, *options(), "-o", mounted / "new"), "cannot be made")
    assert kg("explain", "秦若冰", "-o", mounted / "out").returncode == 0


def test_a_file_that_vanishes_in_between(tmp_path: Path) -> None:
    """What was in the folder when it was listed and is gone when it is read is one failure; the others are read."""
    for name in "abc":
        (tmp_path / f"{name}.md").write_text("# 会议\n\n会议召开。\n", encoding="utf-8")
    items = read([tmp_path])
    found = [next(items)]
    (tmp_path / "b.md").unlink()
    found += items
    assert [type(item) is Failure for item in found] == [False, True, False]
    assert str(found[1]).count("\n") == 0
    assert "b.md" in str(found[1])


def test_a_folder_that_vanishes_in_between(tmp_path: Path) -> None:
    """A build whose folder is taken away is an error from outside."""
    page, out = tmp_path / "a.md", tmp_path / "out"
    page.write_text("# 会议\n\n会议召开。\n", encoding="utf-8")

    def vanish(stage: str, *_: int) -> None:
        if stage == "read":
            shutil.rmtree(out)

    with pytest.raises(OutsideError, match="was taken away"):
        build([str(page)], out, BuildOptions(), vanish)
