"""By which rules a record was linked: when kg or its tables change, all of it is linked again."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.record.store import Record
from kg.resources import PACKAGE, resource

_CODE = ("record", "resolve", "graph", "places", "dating")
_DATA = ("gazetteer", "offices.yml", "schema.yml")


def renew(record: Record) -> bool:
    """Mark every annotation as not linked if other rules than those of this kg linked it. True when it did."""
    row = ("linking", rules())
    if record.db.execute("SELECT * FROM meta WHERE name = 'linking'").fetchone() == row:
        return False
    with record.transaction():
        record.db.execute("UPDATE annotation SET linked = 0")
        record.db.execute("REPLACE INTO meta VALUES (?, ?)", row)
    return True


@cache
def rules() -> str:
    """Sixteen digits of the hash of the code and the tables that decide what an annotation brings to the graph."""
    digest = hashlib.sha256()
    for root in (*(PACKAGE / name for name in _CODE), *(resource("pipelines", name) for name in _DATA)):
        for path in _files(root):
            digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    else:
        yield from sorted(path for path in root.rglob("*.*") if path.suffix != ".pyc" and path.is_file())
