"""Resolves annotations with no file: their record is in memory, and what comes of it is the graph."""

from collections.abc import Iterable, Iterator

from kg.gold import with_stable_ids
from kg.record import Record, elements, link
from kg.sinks.jsonl import encode_element
from kg.types import Annotation, Document


def resolve(annotations: Iterable[Annotation]) -> Iterator[bytes]:
    """Yield the lines of graph.jsonl for a stream of annotations; the same as a build of their documents writes."""
    with Record() as record:
        for annotation in map(with_stable_ids, annotations):
            record.put_document(as_document(annotation))
            record.put_annotation(annotation, "given")
        link(record)
        yield from map(encode_element, elements(record))


def as_document(annotation: Annotation) -> Document:
    """The document of an annotation, without what was found in it."""
    return Document(**{name: getattr(annotation, name) for name in Document.__struct_fields__})
