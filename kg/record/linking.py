"""Brings the entities and facts of the record up to date with its annotations, touching only what changed.

Referents and statements of changed documents are replaced; the blocks they stand in are clustered anew; entities
and facts of the clusters that changed are written again. What has still to be done is kept in the record itself
(stale_block, stale_entity, stale_scope) and taken from there some rows at a time, each time as a transaction: a
killed build goes on where it stopped, memory does not grow with the record, and the result is that of linking
everything from nothing.
"""

import sqlite3
from collections.abc import Callable

from kg.record.clusters import cluster_block
from kg.record.decisions import Decisions
from kg.record.facts import SCOPES, write_entity, write_scope
from kg.record.referring import put_referents
from kg.record.rules import renew
from kg.record.store import Record

Progress = Callable[[str, int, int], None]
_BATCH = 200


def link(record: Record, progress: Progress = lambda *_: None) -> None:
    """Link all annotations that are not yet linked by the rules of this kg.

    Args:
        record: an open record.
        progress: called as (stage, done, total) after each batch.
    """
    renew(record)
    db, decisions = record.db, Decisions.of(record)
    unlinked = "document FROM annotation WHERE linked = 0"
    _drain(record, "refer", unlinked, lambda document: put_referents(record, document), progress)
    _drain(record, "cluster", "block FROM stale_block", lambda block: cluster_block(db, block, decisions), progress)
    _drain(record, "merge", "id FROM stale_entity", lambda entity: _merge(db, entity), progress)
    _drain(record, "facts", "id FROM stale_scope", lambda scope: _state(db, scope), progress)


def _drain(record: Record, stage: str, todo: str, work: Callable[[int], None], progress: Progress) -> None:
    """Do the work for each row of what has to be done, which takes the row out; a transaction a batch."""
    total: int = record.db.execute(f"SELECT count(*) FROM (SELECT {todo})").fetchone()[0]
    done = 0
    while items := record.db.execute(f"SELECT {todo} ORDER BY 1 LIMIT {_BATCH}").fetchall():
        with record.transaction():
            for (item,) in items:
                work(item)
        done += len(items)
        progress(stage, done, max(done, total))


def _merge(db: sqlite3.Connection, entity: int) -> None:
    """Write an entity, and mark the facts that may change with it."""
    (moved,) = db.execute("SELECT moved FROM stale_entity WHERE id = ?", (entity,)).fetchone()
    write_entity(db, entity)
    db.execute("INSERT OR IGNORE INTO stale_scope VALUES (?)", (entity,))
    if moved:
        db.execute(f"INSERT OR IGNORE INTO stale_scope {SCOPES}", {"entity": entity})
    db.execute("DELETE FROM stale_entity WHERE id = ?", (entity,))


def _state(db: sqlite3.Connection, scope: int) -> None:
    write_scope(db, scope)
    db.execute("DELETE FROM stale_scope WHERE id = ?", (scope,))
