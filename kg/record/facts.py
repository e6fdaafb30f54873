"""Writes the entities and facts of the record from its referents and claims, one entity or one scope at a time.

The scope of a fact is the entity with which it is written again: the post, for who held it and when; else its head.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from kg.graph import OFFICE_TYPES, Seen, Told, entity_node, fact, office_facts
from kg.record.decisions import wrong_facts
from kg.resolve.referents import Quote, Referent, Statement
from kg.types import Relationship

_OFFICES = ", ".join(f"'{type_}'" for type_ in sorted(OFFICE_TYPES))
# The other entities whose facts change with an entity: the heads of what is said of it, the posts it is said to hold.
SCOPES = f"""
SELECT h.entity FROM referent r JOIN claim c ON c.tail = r.id JOIN referent h ON h.id = c.head
WHERE r.entity = :entity AND c.type NOT IN ({_OFFICES})
UNION SELECT t.entity FROM referent r JOIN claim c ON c.head = r.id JOIN referent t ON t.id = c.tail
WHERE r.entity = :entity AND c.type IN ({_OFFICES})
"""
_CLAIMS = """
SELECT c.id, c.document, c.type, c.head, c.tail, c.status, c.score, c.told, c.derived, h.entity, t.entity,
       d.date, d.text_hash
FROM referent r JOIN claim c ON c.{side} = r.id JOIN referent h ON h.id = c.head JOIN referent t ON t.id = c.tail
JOIN document d ON d.key = c.document
WHERE r.entity = ? AND c.type {which} ({offices}) AND c.status <> 'negated'
"""
_SEEN = """
SELECT min(d.date), max(d.date), count(DISTINCT d.text_hash)
FROM referent r JOIN document d ON d.key = r.document WHERE r.entity = ?
"""
_NAMES = """
SELECT m.text, count(*) FROM referent r JOIN mention m ON m.referent = r.id WHERE r.entity = ? GROUP BY m.text
"""
Row = tuple[Statement, str, str, str | None, str]


def write_entity(db: sqlite3.Connection, id_: str) -> None:
    """Write an entity from its referents; one that has none left is taken out."""
    db.execute("DELETE FROM entity WHERE id = ?", (id_,))
    rows = db.execute("SELECT json FROM referent WHERE entity = ? ORDER BY id", (id_,)).fetchall()
    cluster = [msgspec.json.decode(json, type=Referent) for (json,) in rows]
    if not cluster:
        return
    counts = Counter(dict(db.execute(_NAMES, (id_,)).fetchall()))
    first, last, support = db.execute(_SEEN, (id_,)).fetchone()
    seen = Seen(first=first, last=last, support=support)
    node = entity_node(cluster, seen, counts)
    row = (id_, node.label, node.properties["name"], seen.first, seen.last, msgspec.json.encode(node).decode())
    db.execute("INSERT INTO entity VALUES (?,?,?,?,?,?)", row)


def write_scope(db: sqlite3.Connection, id_: str) -> None:
    """Write the facts of one scope from the claims that state them."""
    db.execute("DELETE FROM fact WHERE scope = ?", (id_,))
    wrong = wrong_facts(db)
    facts = [f for f in (*_held(db, id_), *_others(db, id_)) if f.id not in wrong]
    db.executemany(f"INSERT INTO fact VALUES ({','.join('?' * 14)})", [_fact_row(f, id_) for f in facts])


def _held(db: sqlite3.Connection, post: str) -> list[Relationship]:
    rows = list(_claims(db, post, "tail", "IN"))
    if not rows:
        return []
    (name,) = db.execute("SELECT name FROM entity WHERE id = ?", (post,)).fetchone()
    return office_facts(post, name, _told(db, rows), {row[0].head: row[1] for row in rows})


def _others(db: sqlite3.Connection, head: str) -> Iterator[Relationship]:
    by: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _claims(db, head, "head", "NOT IN"):
        by[row[0].type, row[2]].append(row)
    for (type_, tail), rows in sorted(by.items()):
        if tail != head:
            yield fact(type_, head, tail, _told(db, rows))


def _claims(db: sqlite3.Connection, entity: str, side: str, which: str) -> Iterator[Row]:
    query = _CLAIMS.format(side=side, which=which, offices=_OFFICES)
    fields = Statement.__struct_fields__
    for row in db.execute(query, (entity,)).fetchall():
        statement = Statement(**dict(zip(fields, row[:9], strict=True)))
        yield statement, row[9], row[10], row[11], row[12]


def _told(db: sqlite3.Connection, rows: Iterable[Row]) -> list[Told]:
    return [
        Told(statement=statement, quotes=tuple(_quotes(db, statement.id)), date=date, text_hash=text_hash)
        for statement, _, _, date, text_hash in rows
    ]


def _quotes(db: sqlite3.Connection, statement: str) -> Iterator[Quote]:
    query = "SELECT claim, document, start, end, rule, score, quote, sentence, field FROM evidence WHERE claim = ?"
    for row in db.execute(f"{query} ORDER BY start, rule", (statement,)):
        yield Quote(**dict(zip(Quote.__struct_fields__, row, strict=True)))


def _fact_row(f: Relationship, scope: str) -> tuple[object, ...]:
    p = f.properties
    told = (p["status"], p["origin"], p["score"], p["support"])
    days = (p.get("firstSeen"), p.get("lastSeen"), p.get("since"), p.get("until"))
    return (f.id, f.type, f.start, f.end, *told, *days, scope, msgspec.json.encode(f).decode())
