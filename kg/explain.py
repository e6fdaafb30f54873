"""Why the graph says so: the sentences behind an entity or a fact, the names that were joined and by which rule."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from kg.errors import InputError
from kg.record import Record
from kg.record.packing import unpack_referent

_FACTS = """
SELECT f.key, h.name, f.type, t.name, f.status, f.score, f.support, f.first_seen, f.last_seen, f.since, f.until
FROM fact f JOIN entity h ON h.id = f.head JOIN entity t ON t.id = f.tail
"""
_EVIDENCE = """
SELECT d.date, d.key, d.title, q.rule, q.score, q.text, q.reference
FROM fact f JOIN fact g ON g.head = f.head AND g.tail = f.tail
  AND (g.id = f.id OR f.type = 'HOLDS_POST' AND g.type = 'REMOVED_FROM')
JOIN json_each(g.claims) c JOIN quote q ON q.claim = c.value JOIN document d ON d.id = q.document
WHERE f.id = ? ORDER BY d.date, d.key, q.claim, q.number
"""


def explain(record: Record, what: str) -> Iterator[str]:
    """Yield lines about an entity or a fact.

    Args:
        record: a record whose annotations are linked.
        what: the id of a fact, of an entity or of any of its referents, or a name or alias.

    Raises:
        InputError: nothing has that id or name.
    """
    fact = record.db.execute("SELECT id FROM fact WHERE key = ?", (what,)).fetchone()
    if fact:
        yield from _fact(record.db, *fact)
        return
    entities = _entities(record.db, what)
    if not entities:
        raise InputError(f"{what}: no fact, entity or name of this build; graph.html finds names by any part")
    for entity in entities:
        yield from _entity(record.db, entity)


def _entities(db: sqlite3.Connection, what: str) -> list[int]:
    """The entities with this key or one of this referent, or with this name in full (an alias)."""
    queries = (
        "SELECT entity FROM referent WHERE key = :what AND entity NOT NULL",
        "SELECT id FROM entity WHERE name = :what ORDER BY key",
        "SELECT e.id FROM entity e, json_each(e.json, '$.aliases') a WHERE a.value = :what ORDER BY e.key",
    )
    for query in queries:
        found = [id_ for (id_,) in db.execute(query, {"what": what})]
        if found:
            return found
    return []


def _entity(db: sqlite3.Connection, id_: int) -> Iterator[str]:
    key, label, name, first, last = db.execute(
        "SELECT key, label, name, first_seen, last_seen FROM entity WHERE id = ?", (id_,)
    ).fetchone()
    yield f"{label} {name}  ({key}; {first or '?'} – {last or '?'})"
    yield from _joined(db, id_)
    facts = [f for (f,) in db.execute("SELECT id FROM fact WHERE head = ? OR tail = ? ORDER BY type, key", (id_, id_))]
    for fact in facts:
        yield from (f"  {line}" for line in _fact(db, fact))


def _joined(db: sqlite3.Connection, id_: int) -> Iterator[str]:
    """A line for each name that was joined, with the rules that grounded it and in how many articles."""
    names: Counter[tuple[str, str]] = Counter()
    ties: Counter[str] = Counter()
    for key, label, packed in db.execute("SELECT key, label, packed FROM referent WHERE entity = ?", (id_,)):
        referent, _ = unpack_referent(packed, key, label)
        names.update((name, referent.rule) for name in referent.names)
        ties.update(referent.ties or referent.weak[:1])
    for (name, rule), count in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        yield f"  named {name}  in {count} articles  (rule {rule})"
    for tie, count in sorted(ties.items(), key=lambda item: (-item[1], item[0])):
        if count > 1:
            yield f"  joined by {tie}  in {count} articles"


def _fact(db: sqlite3.Connection, id_: int) -> Iterator[str]:
    row = db.execute(f"{_FACTS} WHERE f.id = ?", (id_,)).fetchone()
    key, head, type_, tail, status, score, support, first, last, since, until = row
    days = (
        f"{first or '?'} – {last or '?'}"
        + (f", since {since}" if since else "")
        + (f", until {until}" if until else "")
    )
    yield f"{head} {type_} {tail}  ({key}; {status}, score {score:.2f}, {support} texts, {days})"
    for date, document, title, rule, value, quote, reference in db.execute(_EVIDENCE, (id_,)):
        by = f", by {reference}" if reference else ""
        yield f"    {date or '?'} {document} {title or ''} [{rule} {value:.2f}{by}]: {quote}"
