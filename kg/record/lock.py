"""One writer for a folder: a lock that is gone with its process, however that ends."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutsideError


@contextmanager
def only_writer(out: Path) -> Iterator[None]:
    """Hold ``out`` for the length of the block.

    The lock is that of an empty SQLite file, ``.lock``: the same call on every system, and freed by a killed process.

    Raises:
        OutsideError: another process holds the folder, or it cannot be written.
    """
    if not os.access(out, os.W_OK):
        raise OutsideError(f"{out}: the folder cannot be written; choose another with -o")
    try:
        db = sqlite3.connect(out / ".lock", timeout=0, isolation_level=None)
        db.execute("PRAGMA journal_mode = MEMORY")  # nothing beside it that a killed process would leave
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise OutsideError(
                f"{out} is in use by another build; wait until it ends, or choose another folder"
            ) from None
        raise OutsideError(f"{out}: {error}; check that the folder can be written") from None
    try:
        yield
    finally:
        db.close()
