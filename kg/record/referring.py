"""Puts what one annotated document brings to the graph into the record: its sentences, referents, claims, evidence."""

import hashlib
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.ids import sentence_id
from kg.record.packing import pack_referent
from kg.record.store import Record, clear
from kg.resolve.refer import Brought, refer
from kg.resolve.referents import Quote, Referent
from kg.types import Annotation

Row = tuple[object, ...]


def block_number(block: str) -> int:
    """A signed number of 64 bits for the name of a block; two blocks of one number would still share no tie."""
    return int.from_bytes(hashlib.sha256(block.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)


def put_referents(record: Record, document: int) -> None:
    """Replace what a document brought by what its annotation says now, and mark the blocks it stands in as stale."""
    db = record.db
    clear(db, document)
    (key,) = db.execute("SELECT key FROM document WHERE id = ?", (document,)).fetchone()
    annotation = record.annotation(key)
    brought = refer(annotation)
    _insert(db, "sentence", [(document, *bounds) for bounds in annotation.sentences])
    numbers = _put_referents(db, document, annotation, brought.referents)
    _insert(db, "mention", _mentions(document, annotation, numbers))
    _put_claims(db, document, annotation, brought, numbers)
    _insert(db, "stale_block", [(block_number(r.block),) for r in brought.referents])
    db.execute("UPDATE annotation SET linked = 1 WHERE document = ?", (document,))


def _put_referents(
    db: sqlite3.Connection, document: int, annotation: Annotation, referents: Sequence[Referent]
) -> dict[str, int]:
    """Insert the referents; return {key: id}."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for m in annotation.entities:
        counts[m.entity][m.text] += 1
    rows = (_row(document, r, counts[r.id]) for r in referents)
    db.executemany(
        "INSERT OR IGNORE INTO referent (document, key, label, block, whole, packed) VALUES (?,?,?,?,?,?)", rows
    )
    find = "SELECT id FROM referent WHERE key = ?"
    return {r.id: db.execute(find, (r.id,)).fetchone()[0] for r in referents}


def _row(document: int, r: Referent, counts: Counter[str]) -> Row:
    named = {name: counts[name] for name in r.names if name in counts} | counts
    return (document, r.id, r.label, block_number(r.block), r.block in r.ties, pack_referent(r, named))


def _mentions(document: int, annotation: Annotation, numbers: dict[str, int]) -> list[Row]:
    starts = sorted(annotation.sentences)
    rows: list[Row] = []
    for m in annotation.entities:
        if m.entity in numbers:
            at = bisect_right(starts, (m.start, len(annotation.text) + 1)) - 1
            inside = at >= 0 and m.end <= starts[at][1]
            rows.append((document, m.start, m.end, numbers[m.entity], starts[at][0] if inside else None))
    return rows


def _put_claims(
    db: sqlite3.Connection, document: int, annotation: Annotation, brought: Brought, numbers: dict[str, int]
) -> None:
    """Insert the claims in the order of their ids, which numbers them alike in every build, and their evidence."""
    columns = "document, type, head, tail, status, score, told, derived"
    put = f"INSERT INTO claim ({columns}) VALUES (?,?,?,?,?,?,?,?)"
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in brought.quotes:
        quotes[quote.statement].append(quote)
    starts = {sentence_id(annotation.id, start, end): start for start, end in annotation.sentences}
    evidence: list[Row] = []
    for s in brought.statements:
        row = (document, s.type, numbers[s.head], numbers[s.tail], s.status, s.score, s.told, s.derived)
        claim = db.execute(put, row).lastrowid
        evidence += _evidence(claim, annotation, starts, quotes[s.id])
    _insert(db, "evidence", evidence)


def _evidence(
    claim: int | None, annotation: Annotation, starts: Mapping[str, int], quotes: Iterable[Quote]
) -> list[Row]:
    """The rows of a claim; ``starts`` tells by the id of a sentence where it starts."""
    ordered = sorted(quotes, key=lambda q: (q.start, q.rule, q.end, q.field or ""))
    found = [
        (q.start, q.end, starts.get(q.sentence or ""), _own_words(q, annotation), *(q.reference or (None, None)))
        for q in ordered
    ]
    return [(claim, n, q.rule, q.score, q.field, *at) for n, (q, at) in enumerate(zip(ordered, found, strict=True))]


def _own_words(quote: Quote, annotation: Annotation) -> str | None:
    """The words of a quote that stand neither in the text nor in the title."""
    said = (annotation.title or "") if quote.field == "title" else annotation.text
    return None if quote.sentence or quote.text == said[quote.start : quote.end] else quote.text


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
