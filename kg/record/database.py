"""Opens the SQLite file of a record, whole in each transaction, and says in one line what is wrong with it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import OutsideError

LAYOUT = "3"
_CACHE = 64  # MiB that SQLite keeps of the file


class Database:
    """The open file of a record. Use it as a context manager; it closes the database.

    Raises:
        OutsideError: the file cannot be opened, is locked by another kg, or is no record of kg.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the record at ``path``, made when absent; None keeps it in memory.

        Where file or folder cannot be written, the record can be read.
        """
        self.path = path
        try:
            self.db = sqlite3.connect(_address(path), timeout=5, isolation_level=None, uri=_sealed(path))
            self._prepare()
        except sqlite3.Error as error:
            raise OutsideError(_why(path, error)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.db.close()
        if isinstance(value, sqlite3.Error):
            raise OutsideError(_why(self.path, value)) from None

    def _prepare(self) -> None:
        if not _sealed(self.path):
            self.db.execute("PRAGMA journal_mode = WAL" if self.path else "PRAGMA journal_mode = MEMORY")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute(f"PRAGMA cache_size = {-1024 * _CACHE}")
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            script = Path(__file__).with_name("tables.sql").read_text(encoding="utf-8")
            self.db.executescript(f"BEGIN IMMEDIATE; {script}; INSERT INTO meta VALUES ('layout', '{LAYOUT}'); COMMIT")
        layout = self.db.execute("SELECT value FROM meta WHERE name = 'layout'").fetchone()[0]
        if layout != LAYOUT:
            raise OutsideError(f"{self.path} has layout {layout}, this kg writes {LAYOUT}; build into a new folder")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what the block does to the database wholly or not at all."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:  # a full disk has ended it already
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


def _sealed(path: Path | None) -> bool:
    """Whether the record can only be read: it is there, whole (no log beside it), and cannot be written."""
    if path is None or not path.exists() or path.with_name(f"{path.name}-wal").exists():
        return False
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _address(path: Path | None) -> str | Path:
    """What SQLite opens: a log, which reading needs too, cannot be made beside what is sealed."""
    return f"{path.resolve().as_uri()}?immutable=1" if path and _sealed(path) else path or ":memory:"


def _why(path: Path | None, error: sqlite3.Error) -> str:
    """One line: what is wrong with the file, and what to do."""
    text = str(error)
    if "locked" in text:
        return f"{path} is in use by another process; wait until it ends, or build into another folder"
    if "full" in text:
        return f"{path}: no space left on the disk; what was there is whole, make room and run the build again"
    if "not a database" in text:
        return f"{path} is no record of kg; move it away or choose another folder"
    return f"{path}: {text}; check that the folder exists and can be written"
