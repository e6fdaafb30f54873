"""The file of record: what it keeps of a document, and what it loses with it."""

from pathlib import Path

import msgspec
import pytest

from kg.ask import digest
from kg.errors import InputError
from kg.export import open_record
from kg.in_memory import as_document
from kg.record import Record, link
from kg.types import Annotation
from tests.articles import INSPECTION, UNVEILING
from tests.record.test_linking import fresh, lines, put


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
