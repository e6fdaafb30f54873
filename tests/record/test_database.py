"""The SQLite file of a record: whole in each transaction, and one line for what it cannot do."""

import os
import sqlite3
from pathlib import Path

import msgspec
import pytest

from kg.errors import OutsideError
from kg.in_memory import as_document
from kg.record import Record
from kg.types import Document
from tests.articles import INSPECTION, UNVEILING
from tests.record.test_linking import lines, put


def _put_with(path: Path, pragma: str, document: Document) -> None:
    with Record(path) as record:
        record.db.execute(pragma)
        record.put_document(document)


def test_a_transaction_is_whole_or_nothing() -> None:
    """An error in the middle leaves what was there, and the record can be used again."""
    with Record() as record:
        put(record, [UNVEILING])
        before = lines(record)
        with pytest.raises(sqlite3.OperationalError), record.transaction():
            record.db.execute("DELETE FROM entity").execute("NOT SQL")
        assert lines(record) == before
        put(record, [INSPECTION])


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """SQLite that finds no room is an error from outside that says so, and the old content is whole."""
    path = tmp_path / "kg.sqlite"
    with Record(path) as record:
        put(record, [UNVEILING])
        before = lines(record)
    long = msgspec.structs.replace(as_document(INSPECTION), text="会议召开。" * 200_000)
    with pytest.raises(OutsideError, match="no space left"):
        _put_with(path, "PRAGMA max_page_count = 1", long)  # of no effect below what there is
    with Record(path) as record:
        assert lines(record) == before


def test_a_locked_record_is_one_line(tmp_path: Path) -> None:
    """Another process that writes is named as the cause."""
    path = tmp_path / "kg.sqlite"
    with Record(path) as record:
        put(record, [UNVEILING])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutsideError, match="in use"):
        _put_with(path, "PRAGMA busy_timeout = 50", as_document(INSPECTION))
    other.close()


def test_what_is_no_record_is_named(tmp_path: Path) -> None:
    """A file of another kind is left as it is."""
    path = tmp_path / "kg.sqlite"
    path.write_text("这不是数据库。" * 100, encoding="utf-8")
    with pytest.raises(OutsideError, match="no record of kg"):
        Record(path)
    assert path.read_text(encoding="utf-8").startswith("这不是")


def test_a_record_that_cannot_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of another user the graph is read, nothing is made beside it, and writing is one line."""
    path = tmp_path / "记录 1#?.sqlite" if os.name == "posix" else tmp_path / "记录 1#.sqlite"
    with Record(path) as record:
        put(record, [UNVEILING])
        before = lines(record)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with Record(path) as record:
        assert lines(record) == before
        assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with pytest.raises(OutsideError, match="readonly"):
        _put_with(path, "PRAGMA user_version", as_document(INSPECTION))
