"""Brings the entities and facts of the record up to date with its annotations, touching only what changed.

Referents and statements of changed documents are replaced; the blocks they stand in are clustered anew; entities
and facts of the clusters that changed are written again. What has still to be done is kept in the record itself
(stale_block, stale_entity), each step is a transaction, so a killed build goes on where it stopped, and the result
is that of linking everything from nothing.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from kg.ids import sentence_id
from kg.record.decisions import Decisions
from kg.record.facts import SCOPES, write_entity, write_scope
from kg.record.rules import renew
from kg.record.store import Record
from kg.resolve.cluster import cluster
from kg.resolve.refer import refer
from kg.resolve.referents import Referent
from kg.types import Annotation

Progress = Callable[[str, int, int], None]
T = TypeVar("T")
_BATCH = 200


def link(record: Record, progress: Progress = lambda *_: None) -> None:
    """Link all annotations that are not yet linked by the rules of this kg, and forget documents that are gone.

    Args:
        record: an open record.
        progress: called as (stage, done, total) after each batch.
    """
    renew(record)
    gone = "SELECT DISTINCT document FROM referent WHERE document NOT IN (SELECT document FROM annotation)"
    fresh = "SELECT document FROM annotation WHERE linked = 0"
    _each(record, "forget", _column(record, gone), lambda key: _clear(record, key), progress)
    _each(record, "refer", _column(record, fresh), lambda key: _refer(record, key), progress)
    decisions = Decisions.of(record)
    blocks = decisions.groups(_column(record, "SELECT block FROM stale_block ORDER BY block"))
    _each(record, "cluster", blocks, lambda group: _cluster(record, group, decisions), progress)
    stale = _column(record, "SELECT id FROM stale_entity ORDER BY id")
    scopes = _scopes(record, stale)
    _each(record, "merge", stale, lambda id_: write_entity(record.db, id_), progress)
    _each(record, "facts", scopes, lambda id_: write_scope(record.db, id_), progress)
    record.db.executemany("DELETE FROM stale_entity WHERE id = ?", [(id_,) for id_ in stale])


def _column(record: Record, query: str) -> list[str]:
    return [value for (value,) in record.db.execute(query)]


def _each(record: Record, stage: str, items: Sequence[T], work: Callable[[T], None], progress: Progress) -> None:
    """Do the work item by item, a transaction a batch."""
    for start in range(0, len(items), _BATCH):
        with record.transaction():
            for item in items[start : start + _BATCH]:
                work(item)
        progress(stage, min(start + _BATCH, len(items)), len(items))


def _clear(record: Record, document: str) -> None:
    """Take out what a document brought, and mark its blocks and entities as stale."""
    record.db.execute("INSERT OR IGNORE INTO stale_block SELECT block FROM referent WHERE document = ?", (document,))
    record.db.execute(
        "INSERT OR IGNORE INTO stale_entity SELECT entity FROM referent WHERE document = ? AND entity NOT NULL",
        (document,),
    )
    for table in ("referent", "mention", "claim", "evidence", "sentence"):
        record.db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _refer(record: Record, key: str) -> None:
    """Replace what a document brought by what its annotation says now."""
    _clear(record, key)
    annotation = record.annotation(key)
    bounds = {(start, end): sentence_id(key, start, end) for start, end in annotation.sentences}
    _insert(record, "sentence", [(id_, key, *at, annotation.text[slice(*at)]) for at, id_ in bounds.items()])
    brought = refer(annotation)
    _insert(
        record,
        "referent",
        [(r.id, key, r.label, r.block, r.name, None, msgspec.json.encode(r).decode()) for r in brought.referents],
    )
    _insert(record, "mention", _mentions(annotation, bounds))
    _insert(
        record,
        "claim",
        [(s.id, key, s.type, s.head, s.tail, s.status, s.score, s.told, s.derived) for s in brought.statements],
    )
    _insert(
        record,
        "evidence",
        [(q.statement, key, q.sentence, q.start, q.end, q.rule, q.score, q.field, q.text) for q in brought.quotes],
    )
    _insert(record, "stale_block", sorted({(r.block,) for r in brought.referents}))
    record.db.execute("UPDATE annotation SET linked = 1 WHERE document = ?", (key,))


def _insert(record: Record, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        marks = ",".join("?" * len(rows[0]))
        record.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def _mentions(annotation: Annotation, bounds: dict[tuple[int, int], str]) -> list[tuple[object, ...]]:
    starts = sorted(bounds)
    rows: list[tuple[object, ...]] = []
    for m in annotation.entities:
        at = bisect_right(starts, (m.start, len(annotation.text) + 1)) - 1
        inside = at >= 0 and m.end <= starts[at][1]
        sentence = bounds[starts[at]] if inside else None
        rows.append((m.entity, annotation.id, sentence, m.start, m.end, m.text))
    return rows


def _cluster(record: Record, group: Sequence[str], decisions: Decisions) -> None:
    """Cluster the referents of some blocks; entities that gain, lose or hold something new are stale."""
    marks = ",".join("?" * len(group))
    rows = record.db.execute(f"SELECT json, entity FROM referent WHERE block IN ({marks})", group).fetchall()
    before = {referent.id: entity for json, entity in rows for referent in [_referent(json)]}
    after = cluster([_referent(json) for json, _ in rows], decisions.same, decisions.different)
    moved = [(entity, id_) for id_, entity in after.items() if before[id_] != entity]
    record.db.executemany("UPDATE referent SET entity = ? WHERE id = ?", moved)
    stale = {entity for entity, _ in moved} | {before[id_] for _, id_ in moved if before[id_]}
    _insert(record, "stale_entity", sorted((entity,) for entity in stale if entity))
    record.db.executemany("DELETE FROM stale_block WHERE block = ?", [(block,) for block in group])


def _referent(json: str) -> Referent:
    return msgspec.json.decode(json, type=Referent)


def _scopes(record: Record, stale: Sequence[str]) -> list[str]:
    """The entities with which facts are written again: what is stale, and what states something of it."""
    found = set(stale)
    for id_ in stale:
        found.update(value for (value,) in record.db.execute(SCOPES, {"entity": id_}))
    return sorted(found)
