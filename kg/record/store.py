"""Keeps documents and annotations in out/kg.sqlite; each document is one transaction."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from kg.errors import InputError
from kg.ids import stable_id
from kg.reading.versions import version
from kg.record.database import Database
from kg.record.packing import pack_found, unpack_found
from kg.types import Annotation, Document

_COLUMNS = ("id", "title", "date", "place", "source", "position", "text")
_ORDER = "ORDER BY date, source, position, key"
_FIELDS = "key, title, date, place, source, position, text, json"
_PENDING = """
FROM document d LEFT JOIN annotation a ON a.document = d.id AND a.version = d.version AND a.pipeline = ?
WHERE a.document IS NULL
"""


class Record(Database):
    """The file of record of one build: its documents, and what was found in each."""

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
