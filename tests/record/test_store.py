"""The file of record: what it keeps of a document, and what it says when it cannot."""

import os
import sqlite3
from pathlib import Path

import msgspec
import pytest

from kg.ask import digest
from kg.build import as_document
from kg.errors import InputError, OutsideError
from kg.export import open_record
from kg.record import Record, link
from kg.types import Annotation, Document
from tests.articles import INSPECTION, UNVEILING
from tests.record.test_linking import fresh, lines, put


def _put_with(path: Path, pragma: str, document: Document) -> None:
    with Record(path) as record:
        record.db.execute(pragma)
        record.put_document(document)


def test_a_new_text_loses_what_was_found_in_the_old() -> None:
    """Until it is annotated, a changed document has no annotation: old offsets never meet a new text."""
    changed = msgspec.structs.replace(as_document(UNVEILING), text="会议改期。\n")
    with Record() as record:
        put(record, [UNVEILING, INSPECTION])
        assert record.put_document(changed)
        link(record)
        assert record.keys() == [INSPECTION.id]
        assert lines(record) == fresh(INSPECTION)
        assert [d.id for d in record.pending("test")] == [UNVEILING.id]


def test_what_is_no_part_of_the_version_is_kept_too() -> None:
    """Reporters and url that are read otherwise than before are those of a build from nothing."""
    later = msgspec.structs.replace(UNVEILING, reporters=("米兰",), url="https://example.org/1")
    with Record() as record:
        put(record, [UNVEILING])
        put(record, [later])
        assert lines(record) == fresh(later)
        assert not record.put_document(as_document(later))


def test_the_hash_of_a_graph_tells_an_unfinished_linking() -> None:
    """What was asked of a build that was killed before it was linked is not what is asked of it later."""
    with Record() as record:
        record.put_document(as_document(UNVEILING))
        record.put_annotation(UNVEILING, "test")
        before = digest(record)
        link(record)
        assert digest(record) != before


def test_a_build_that_was_stopped_is_not_exported(tmp_path: Path) -> None:
    """What is annotated but not linked is no graph: one line says to run the build again."""
    with Record(tmp_path / "kg.sqlite") as record:
        put(record, [UNVEILING])
        open_record(tmp_path).db.close()
        record.forget(UNVEILING.id)
    with pytest.raises(InputError, match="stopped before its end"):
        open_record(tmp_path)


def test_a_document_comes_back_as_it_was_put() -> None:
    """Every field of a document and of what was found in it, set or not, with characters that SQL could trip over."""
    odd = Annotation(
        id="k'1\"",
        text="甲\0乙。",
        subtitle="副题",
        date_doubtful=True,
        url="u",
        position=3,
        reporters=("米兰",),
        continued=True,
        gaps=(1,),
        origins={"date": "option"},
        extra={"n": [1, None, {"x": "甲"}]},
    )
    for annotation in (odd, UNVEILING, INSPECTION):
        with Record() as record:
            record.put_document(as_document(annotation))
            record.put_annotation(annotation, "test")
            assert record.document(annotation.id) == as_document(annotation)
            assert record.annotation(annotation.id) == msgspec.structs.replace(annotation, pipeline="test")


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
