"""Opens out/kg.sqlite and keeps documents and annotations in it; each document is one transaction."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kg.errors import InputError, OutsideError
from kg.ids import stable_id
from kg.reading.versions import version
from kg.types import Annotation, Document

LAYOUT = "1"
_FOUND = ("entities", "relations", "sentences", "dates")
_ORDER = "ORDER BY date, source, position, key"
_PENDING = """
FROM document d LEFT JOIN annotation a ON a.document = d.key AND a.version = d.version AND a.pipeline = ?
WHERE a.document IS NULL
"""


class Record:
    """The file of record of one build. Use it as a context manager; it closes the database.

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

    def put_document(self, document: Document) -> bool:
        """Keep a document; one that differs replaces the old with all that was found in it. True when it changed."""
        json = msgspec.json.encode(document).decode()
        known = self.db.execute("SELECT json FROM document WHERE key = ?", (document.id,)).fetchone()
        if known == (json,):
            return False
        row = (
            *(document.id, version(document), stable_id("t", document.text), document.date, document.place),
            *(document.source, document.position, document.title, document.text, json),
        )
        with self.transaction():
            self.db.execute("DELETE FROM annotation WHERE document = ?", (document.id,))
            self.db.execute("REPLACE INTO document VALUES (?,?,?,?,?,?,?,?,?,?)", row)
        return True

    def pending(self, pipeline: str) -> Iterator[Document]:
        """Yield the documents whose annotation by ``pipeline`` is missing or of an older version, in order."""
        for (key,) in self.db.execute(f"SELECT d.key {_PENDING} {_ORDER}", (pipeline,)).fetchall():
            yield self.document(key)

    def count_pending(self, pipeline: str) -> int:
        """How many documents `pending` yields."""
        count: int = self.db.execute(f"SELECT count(*) {_PENDING}", (pipeline,)).fetchone()[0]
        return count

    def document(self, key: str) -> Document:
        """Return a document by its key.

        Raises:
            InputError: the record has none of that key.
        """
        row = self.db.execute("SELECT json FROM document WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise InputError(f"{self.path}: no article {key!r}; the keys are in table document")
        return msgspec.json.decode(row[0], type=Document)

    def put_annotation(self, annotation: Annotation, pipeline: str) -> None:
        """Keep what was found in a document, in place of what was found before; it is not yet linked."""
        found = msgspec.json.encode({name: getattr(annotation, name) for name in _FOUND}).decode()
        row = (annotation.id, version(annotation), pipeline, found)
        self.db.execute("REPLACE INTO annotation (document, version, pipeline, linked, json) VALUES (?,?,?,0,?)", row)

    def annotation(self, key: str) -> Annotation:
        """Return a document of the record with what was found in it."""
        found, pipeline = self.db.execute(
            "SELECT json, pipeline FROM annotation WHERE document = ?", (key,)
        ).fetchone() or ("{}", None)
        document = msgspec.to_builtins(self.document(key))
        return msgspec.convert({**document, **msgspec.json.decode(found), "pipeline": pipeline}, Annotation)

    def annotations(self) -> Iterator[Annotation]:
        """Yield all annotated documents by (date, source, place on the page, id)."""
        for key in self.keys():
            yield self.annotation(key)

    def keys(self) -> list[str]:
        """The keys of the annotated documents by (date, source, place on the page, id)."""
        rows = self.db.execute(f"SELECT key FROM document JOIN annotation ON document = key {_ORDER}")
        return [key for (key,) in rows]

    def keys_of(self, page: str) -> list[str]:
        """The keys of the documents that were read from a file, annotated or not: its path and a number."""
        rows = self.db.execute(
            "SELECT key FROM document WHERE key GLOB ? AND source = ? ORDER BY key", ("*#[0-9]*", page)
        )
        return [key for (key,) in rows if key.rpartition("#")[0] == page]

    def forget(self, key: str) -> None:
        """Take a document out; `kg.record.link` then takes out what only it said.

        Raises:
            InputError: the record has none of that key.
        """
        self.document(key)
        with self.transaction():
            self.db.execute("DELETE FROM annotation WHERE document = ?", (key,))
            self.db.execute("DELETE FROM document WHERE key = ?", (key,))


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
