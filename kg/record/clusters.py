"""Says anew which referents of a block are one entity, and marks the entities that gain, lose or change."""

import sqlite3
from collections.abc import Iterable, Sequence

from kg.record.decisions import Decisions
from kg.record.packing import unpack_referent
from kg.resolve.cluster import cluster

Moved = tuple[int, int | None, int]  # referent, entity before, entity after


def cluster_block(db: sqlite3.Connection, block: int, decisions: Decisions) -> None:
    """Cluster the referents of a block, with those of the blocks that a decision joins to it."""
    group = decisions.group(block)
    moved = _one(db, block) if len(group) == 1 and block not in decisions.parted else None
    if moved is None:
        moved = _several(db, group, decisions)
    db.executemany("UPDATE referent SET entity = ? WHERE id = ?", [(after, id_) for id_, _, after in moved])
    _mark(db, moved)
    db.executemany("DELETE FROM stale_block WHERE block = ?", [(each,) for each in group])


def _one(db: sqlite3.Connection, block: int) -> list[Moved] | None:
    """The referents of a block that all share one tie, the block itself; None if some do not."""
    if not db.execute("SELECT min(whole) FROM referent WHERE block = ?", (block,)).fetchone()[0]:
        return None
    least = f"SELECT id FROM referent WHERE block = ?1 {_candidates(db, block)} ORDER BY key LIMIT 1"
    changed = f"SELECT id, entity, ({least}) FROM referent WHERE block = ?1 AND entity IS NOT ({least})"
    return db.execute(changed, (block,)).fetchall()


def _candidates(db: sqlite3.Connection, block: int) -> str:
    """Which referents can have the least key: those that had it before, and new ones; all, if one of those is gone."""
    lost = """
    SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT entity FROM referent WHERE block = ?1 AND entity NOT NULL) before
    WHERE NOT EXISTS (SELECT 1 FROM referent r WHERE r.id = before.entity AND r.block = ?1))
    """
    return "" if db.execute(lost, (block,)).fetchone()[0] else "AND (entity IS NULL OR entity = id)"


def _several(db: sqlite3.Connection, group: Sequence[int], decisions: Decisions) -> list[Moved]:
    marks = ",".join("?" * len(group))
    query = f"SELECT id, key, label, entity, packed FROM referent WHERE block IN ({marks})"
    rows = {key: (id_, label, entity, packed) for id_, key, label, entity, packed in db.execute(query, group)}
    referents = [unpack_referent(packed, key, label)[0] for key, (_, label, _, packed) in rows.items()]
    after = cluster(referents, decisions.same, decisions.different)
    found = ((rows[key][0], rows[key][2], rows[entity][0]) for key, entity in after.items())
    return [(id_, old, new) for id_, old, new in found if old != new]


def _mark(db: sqlite3.Connection, moved: Iterable[Moved]) -> None:
    """An entity whose referents were elsewhere before changes the facts of others; one that only gains does not."""
    stale: dict[int, bool] = {}
    for _, before, after in moved:
        stale[after] = stale.get(after, False) or before is not None
        if before is not None:
            stale[before] = True
    put = "INSERT INTO stale_entity VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET moved = max(moved, excluded.moved)"
    db.executemany(put, sorted(stale.items()))
