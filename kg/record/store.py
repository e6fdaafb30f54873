"""Opens out/kg.sqlite and keeps documents and annotations in it; each document is one transaction."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from kg.errors import InputError, OutsideError
from kg.ids import stable_id
from kg.reading.versions import version
from kg.record.packing import pack_found, unpack_found
from kg.types import Annotation, Document

LAYOUT = "3"
_COLUMNS = ("id", "title", "date", "place", "source", "position", "text")
_ORDER = "ORDER BY date, source, position, key"
_FIELDS = "key, title, date, place, source, position, text, json"
_PENDING = """
FROM document d LEFT JOIN annotation a ON a.document = d.id AND a.version = d.version AND a.pipeline = ?
WHERE a.document IS NULL
"""
_CACHE = 64  # MiB that SQLite keeps of the file


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

    def put_document(self, document: Document) -> bool:
        """Keep a document; one that differs replaces the old with all that was found in it. True when it changed."""
        if self._find(document.id) == document:
            return False
        names = ("key", *_COLUMNS[1:], "version", "text_hash", "json")
        row = (*(getattr(document, name) for name in _COLUMNS), version(document))
        put = f"INSERT INTO document ({','.join(names)}) VALUES ({','.join('?' * len(names))})"
        changes = ",".join(f"{name} = excluded.{name}" for name in names[1:])
        with self.transaction():
            self._drop_annotation(document.id)
            new = (*row, stable_id("t", document.text), _rest(document))
            self.db.execute(f"{put} ON CONFLICT (key) DO UPDATE SET {changes}", new)
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
        document = self._find(key)
        if document is None:
            raise InputError(f"{self.path}: no article {key!r}; the keys are in table document")
        return document

    def _find(self, key: str) -> Document | None:
        row = self.db.execute(f"SELECT {_FIELDS} FROM document WHERE key = ?", (key,)).fetchone()
        return Document(**_fields(row)) if row else None

    def put_annotation(self, annotation: Annotation, pipeline: str) -> None:
        """Keep what was found in a document, in place of what was found before; it is not yet linked."""
        row = (version(annotation), pipeline, pack_found(annotation), annotation.id)
        self.db.execute("REPLACE INTO annotation SELECT id, ?, ?, 0, ? FROM document WHERE key = ?", row)

    def annotation(self, key: str) -> Annotation:
        """Return a document of the record with what was found in it; with nothing, if it is not annotated.

        Raises:
            InputError: the record has no document of that key.
        """
        query = f"SELECT {_FIELDS}, found, pipeline FROM document LEFT JOIN annotation ON document = id WHERE key = ?"
        row = self.db.execute(query, (key,)).fetchone()
        if row is None:
            raise InputError(f"{self.path}: no article {key!r}; the keys are in table document")
        *document, found, pipeline = row
        fields = _fields(document)
        return Annotation(**fields, **(unpack_found(found, fields["text"]) if found else {}), pipeline=pipeline)

    def annotations(self) -> Iterator[Annotation]:
        """Yield all annotated documents by (date, source, place on the page, id)."""
        for key in self.keys():
            yield self.annotation(key)

    def keys(self) -> list[str]:
        """The keys of the annotated documents by (date, source, place on the page, id)."""
        rows = self.db.execute(f"SELECT key FROM document JOIN annotation ON document = id {_ORDER}")
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
            self._drop_annotation(key)
            self.db.execute("DELETE FROM document WHERE key = ?", (key,))

    def _drop_annotation(self, key: str) -> None:
        for (id_,) in self.db.execute("SELECT id FROM document WHERE key = ?", (key,)).fetchall():
            clear(self.db, id_)
            self.db.execute("DELETE FROM annotation WHERE document = ?", (id_,))

    @property
    def unfinished(self) -> bool:
        """Whether a build was stopped before what it had found was linked."""
        parts = ("annotation WHERE linked = 0", "stale_block", "stale_entity", "stale_scope")
        query = " OR ".join(f"EXISTS (SELECT 1 FROM {part})" for part in parts)
        return bool(self.db.execute(f"SELECT {query}").fetchone()[0])


def clear(db: sqlite3.Connection, document: int) -> None:
    """Take out what a document brought to the graph, and mark the blocks and entities it stood in as stale."""
    db.execute("INSERT OR IGNORE INTO stale_block SELECT block FROM referent WHERE document = ?", (document,))
    stood = "SELECT entity, 0 FROM referent WHERE document = ? AND entity NOT NULL"
    db.execute(f"INSERT OR IGNORE INTO stale_entity {stood}", (document,))
    db.execute("DELETE FROM evidence WHERE claim IN (SELECT id FROM claim WHERE document = ?)", (document,))
    for table in ("referent", "mention", "claim", "sentence"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _rest(document: Document) -> str:
    """The fields of a document that have no column, as JSON."""
    fields = msgspec.json.decode(msgspec.json.encode(document), type=dict[str, msgspec.Raw])
    return msgspec.json.encode({name: value for name, value in fields.items() if name not in _COLUMNS}).decode()


def _fields(row: Sequence[Any]) -> dict[str, Any]:
    """The fields of a document from its columns and its JSON."""
    *columns, rest = row
    document = msgspec.convert({**msgspec.json.decode(rest), "id": "", "text": ""}, Document)
    return msgspec.structs.asdict(document) | dict(zip(_COLUMNS, columns, strict=True))


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
