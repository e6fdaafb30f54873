"""What people decided: pairs that are the same or different, facts that are wrong; kept for every later build.

The file is a table of tab-separated values, a line a decision: ``id_a name_a id_b name_b same|different note`` or
``fact_id wrong|right note``. Ids may be those of any referent of an entity. Lines with # are comments; lines whose
verdict is left empty, as kg review writes them, decide nothing.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from networkx.utils import UnionFind

from kg.errors import InputError
from kg.record.store import Record
from kg.resolve.cluster import Pair
from kg.types import Record as Frozen

Row = tuple[str, str, str, str]
_VERDICTS = {"same", "different", "wrong", "right"}


class Decisions(Frozen, frozen=True):
    """Pairs of referent keys said to be same or different; the blocks that are joined so, and those parted so."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    joined: dict[int, tuple[int, ...]] = {}
    parted: frozenset[int] = frozenset()

    @classmethod
    def of(cls, record: Record) -> "Decisions":
        """Read the decisions of the record."""
        rows = record.db.execute("SELECT a, b, verdict FROM decision").fetchall()
        same, different = (frozenset((a, b) for a, b, v in rows if v == verdict) for verdict in ("same", "different"))
        joined = _joined((_block(record.db, a), _block(record.db, b)) for a, b in sorted(same))
        parted = frozenset(block for pair in different for id_ in pair if (block := _block(record.db, id_)) is not None)
        return cls(same=same, different=different, joined=joined, parted=parted)

    def group(self, block: int) -> tuple[int, ...]:
        """The blocks that are clustered together with a block: itself, and those that a decision joins to it."""
        return self.joined.get(block, (block,))


def _joined(pairs: Iterable[tuple[int | None, int | None]]) -> dict[int, tuple[int, ...]]:
    sets: UnionFind[int] = UnionFind()
    for a, b in pairs:
        if a is not None and b is not None:
            sets.union(a, b)
    return {block: tuple(sorted(group)) for group in sets.to_sets() for block in group}


def put_decisions(record: Record, path: Path) -> int:
    """Make the decisions of a file those of the record; what they touch is linked again. Returns their number.

    Raises:
        InputError: the file cannot be read, or a line is not in the format, with file and line.
    """
    old = set(record.db.execute("SELECT a, b, verdict, note FROM decision"))
    new = set(_rows(path))
    with record.transaction():
        for row in sorted(old ^ new):
            for id_ in row[:2]:
                _touch(record.db, id_)
        record.db.execute("DELETE FROM decision")
        record.db.executemany("REPLACE INTO decision VALUES (?,?,?,?)", sorted(new))
    return len(new)


def wrong_facts(db: sqlite3.Connection) -> frozenset[str]:
    """The ids of facts that a person said are wrong."""
    return frozenset(a for (a,) in db.execute("SELECT a FROM decision WHERE verdict = 'wrong'"))


def _rows(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the file of decisions cannot be read ({error})") from None
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0] and not cells[0].startswith(("#", "id_a")) and not _open(cells):
            yield _row(cells, f"{path}:{number}")


def _open(cells: list[str]) -> bool:
    """Whether the verdict of a line is left empty: the second cell of a fact, the fifth of a pair."""
    places = {*cells[1:2], *cells[4:5]}
    return "" in places and not places & _VERDICTS


def _row(cells: list[str], where: str) -> Row:
    if len(cells) >= 5 and cells[4] in ("same", "different"):
        a, b = sorted((cells[0], cells[2]))
        return (a, b, cells[4], cells[5] if len(cells) > 5 else "")
    if len(cells) >= 2 and cells[1] in ("wrong", "right"):
        return (cells[0], "", cells[1], cells[2] if len(cells) > 2 else "")
    raise InputError(f"{where}: a decision is id_a, name_a, id_b, name_b, same|different or fact id, wrong|right")


def _block(db: sqlite3.Connection, key: str) -> int | None:
    row = db.execute("SELECT block FROM referent WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _touch(db: sqlite3.Connection, key: str) -> None:
    """Mark what the key of an entity or of a fact stands in as stale."""
    db.execute("INSERT OR IGNORE INTO stale_block SELECT block FROM referent WHERE key = ?", (key,))
    db.execute("INSERT OR IGNORE INTO stale_scope SELECT scope FROM fact WHERE key = ?", (key,))
