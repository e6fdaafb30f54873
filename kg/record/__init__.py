"""The file of record, out/kg.sqlite: documents, annotations, referents, entities, facts, evidence, decisions."""

from kg.record.elements import elements, summary
from kg.record.linking import link
from kg.record.store import Record

__all__ = ["Record", "elements", "link", "summary"]
