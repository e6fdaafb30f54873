"""Brings the entities and facts of the record up to date with its annotations, touching only what changed.

Referents and statements of changed documents are replaced; the blocks they stand in are clustered anew; entities
and facts of the clusters that changed are written again. What has still to be done is kept in the record itself
(stale_block, stale_entity, stale_scope) and taken from there some rows at a time, each time as a transaction: a
killed build goes on where it stopped, memory does not grow with the record, and the result is that of linking
everything from nothing.
"""

from collections.abc import Callable, Iterable

from kg.record.clusters import cluster_block
from kg.record.decisions import Decisions, wrong_facts
from kg.record.facts import SCOPES, write_entity, write_scope
from kg.record.referring import put_referents
from kg.record.rules import renew
from kg.record.store import Record

Progress = Callable[[str, int, int], None]
_BATCH = 200
# After a batch of entities, of which :last is the last: their facts may change, and those of others if one moved.
_WRITTEN = (
    "INSERT OR IGNORE INTO stale_scope SELECT id FROM stale_entity WHERE id <= :last",
    f"INSERT OR IGNORE INTO stale_scope {SCOPES}",
    "DELETE FROM stale_entity WHERE id <= :last",
)
_STATED = ("DELETE FROM stale_scope WHERE id <= :last",)


def link(record: Record, progress: Progress = lambda *_: None) -> None:
    """Link all annotations that are not yet linked by the rules of this kg.

    Args:
        record: an open record.
        progress: called as (stage, done, total) after each batch.
    """
    renew(record)
    db, decisions, wrong = record.db, Decisions.of(record), wrong_facts(record.db)
    unlinked = "document FROM annotation WHERE linked = 0"
    _drain(record, "refer", unlinked, lambda document: put_referents(record, document), progress)
    _drain(record, "cluster", "block FROM stale_block", lambda block: cluster_block(db, block, decisions), progress)
    _drain(record, "merge", "id FROM stale_entity", lambda entity: write_entity(db, entity), progress, _WRITTEN)
    _drain(record, "facts", "id FROM stale_scope", lambda scope: write_scope(db, scope, wrong), progress, _STATED)


def _drain(
    record: Record,
    stage: str,
    todo: str,
    work: Callable[[int], None],
    progress: Progress,
    after: Iterable[str] = (),
) -> None:
    """Do the work for each row of what has to be done; it, or ``after``, takes the row out; a transaction a batch."""
    total: int = record.db.execute(f"SELECT count(*) FROM (SELECT {todo})").fetchone()[0]
    done = 0
    while items := record.db.execute(f"SELECT {todo} ORDER BY 1 LIMIT {_BATCH}").fetchall():
        with record.transaction():
            for (item,) in items:
                work(item)
            for statement in after:
                record.db.execute(statement, {"last": items[-1][0]})
        done += len(items)
        progress(stage, done, max(done, total))
