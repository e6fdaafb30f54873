"""Why the graph says so: the sentences behind an entity or a fact, the names that were joined and by which rule."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

import msgspec

from kg.errors import InputError
from kg.record import Record
from kg.resolve.referents import Referent

_FACTS = """
SELECT f.id, h.name, f.type, t.name, f.status, f.score, f.support, f.first_seen, f.last_seen, f.since, f.until
FROM fact f JOIN entity h ON h.id = f.head JOIN entity t ON t.id = f.tail
"""
_EVIDENCE = """
SELECT d.date, d.key, d.title, e.rule, e.score, e.quote FROM fact f
JOIN referent h ON h.entity = f.head JOIN claim c ON c.head = h.id
JOIN referent t ON t.id = c.tail AND t.entity = f.tail
JOIN evidence e ON e.claim = c.id JOIN document d ON d.key = c.document
WHERE f.id = :id AND (c.type = f.type
  OR f.type = 'HOLDS_POST' AND c.type IN ('ELECTED_TO', 'APPOINTED_TO', 'REMOVED_FROM')) AND c.status <> 'negated'
ORDER BY d.date, d.key, e.start, e.rule
"""


def explain(record: Record, what: str) -> Iterator[str]:
    """Yield lines about an entity or a fact.

    Args:
        record: a record whose annotations are linked.
        what: the id of a fact, of an entity or of any of its referents, or a name or alias.

    Raises:
        InputError: nothing has that id or name.
    """
    if record.db.execute("SELECT 1 FROM fact WHERE id = ?", (what,)).fetchone():
        yield from _fact(record.db, what)
        return
    entities = _entities(record.db, what)
    if not entities:
        raise InputError(f"{what}: no fact, entity or name of this build; graph.html finds names by any part")
    for entity in entities:
        yield from _entity(record.db, entity)


def _entities(db: sqlite3.Connection, what: str) -> list[str]:
    """The entities with this id, referent, name or mention, or with this name in full (an alias)."""
    queries = (
        "SELECT id FROM entity WHERE id = :what",
        "SELECT entity FROM referent WHERE id = :what",
        "SELECT id FROM entity WHERE name = :what",
        "SELECT DISTINCT r.entity FROM mention m JOIN referent r ON r.id = m.referent WHERE m.text = :what",
        "SELECT e.id FROM entity e, json_each(e.json, '$.properties.aliases') a WHERE a.value = :what",
    )
    for query in queries:
        found = sorted(id_ for (id_,) in db.execute(query, {"what": what}) if id_)
        if found:
            return found
    return []


def _entity(db: sqlite3.Connection, id_: str) -> Iterator[str]:
    label, name, first, last = db.execute(
        "SELECT label, name, first_seen, last_seen FROM entity WHERE id = ?", (id_,)
    ).fetchone()
    yield f"{label} {name}  ({id_}; {first or '?'} – {last or '?'})"
    yield from _joined(db, id_)
    facts = [f for (f,) in db.execute("SELECT id FROM fact WHERE head = ? OR tail = ? ORDER BY type, id", (id_, id_))]
    for fact in facts:
        yield from (f"  {line}" for line in _fact(db, fact))


def _joined(db: sqlite3.Connection, id_: str) -> Iterator[str]:
    """A line for each name that was joined, with the rules that grounded it and in how many articles."""
    names: Counter[tuple[str, str]] = Counter()
    ties: Counter[str] = Counter()
    for (json,) in db.execute("SELECT json FROM referent WHERE entity = ?", (id_,)):
        referent = msgspec.json.decode(json, type=Referent)
        names.update((name, referent.rule) for name in referent.names)
        ties.update(referent.ties or referent.weak[:1])
    for (name, rule), count in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        yield f"  named {name}  in {count} articles  (rule {rule})"
    for tie, count in sorted(ties.items(), key=lambda item: (-item[1], item[0])):
        if count > 1:
            yield f"  joined by {tie}  in {count} articles"


def _fact(db: sqlite3.Connection, id_: str) -> Iterator[str]:
    row = db.execute(f"{_FACTS} WHERE f.id = ?", (id_,)).fetchone()
    _, head, type_, tail, status, score, support, first, last, since, until = row
    days = (
        f"{first or '?'} – {last or '?'}"
        + (f", since {since}" if since else "")
        + (f", until {until}" if until else "")
    )
    yield f"{head} {type_} {tail}  ({id_}; {status}, score {score:.2f}, {support} texts, {days})"
    for date, key, title, rule, value, quote in db.execute(_EVIDENCE, {"id": id_}):
        yield f"    {date or '?'} {key} {title or ''} [{rule} {value:.2f}]: {quote}"
