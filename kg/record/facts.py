"""Writes the entities and facts of the record from its referents and claims, one entity or one scope at a time.

The scope of a fact is the entity with which it is written again: the post, for who held it and when; else its head.
The evidence of a fact is kept as the numbers of its claims; kg.record.elements looks up their sentences.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator

import msgspec

from kg.graph import OFFICE_TYPES, Seen, Told, entity_node, fact, office_facts
from kg.record.packing import unpack_referent
from kg.resolve.referents import Quote, Referent, Statement
from kg.types import Relationship, Value

_OFFICES = ", ".join(f"'{type_}'" for type_ in sorted(OFFICE_TYPES))
# The other entities whose facts change with an entity that moved, up to :last: the heads of what is said of it, the
# posts it is said to hold.
_MOVED = "SELECT id FROM stale_entity WHERE moved AND id <= :last"
SCOPES = f"""
SELECT h.entity FROM referent r JOIN claim c ON c.tail = r.id JOIN referent h ON h.id = c.head
WHERE r.entity IN ({_MOVED}) AND c.type NOT IN ({_OFFICES})
UNION SELECT t.entity FROM referent r JOIN claim c ON c.head = r.id JOIN referent t ON t.id = c.tail
WHERE r.entity IN ({_MOVED}) AND c.type IN ({_OFFICES})
"""
_CLAIMS = """
SELECT c.id, c.type, c.status, c.score, c.told, c.derived, h.id, h.key, t.id, t.key, d.key, d.date, d.text_hash,
       (SELECT group_concat(DISTINCT e.rule) FROM evidence e WHERE e.claim = c.id)
FROM referent r JOIN claim c ON c.{side} = r.id
JOIN referent a ON a.id = c.head JOIN referent h ON h.id = a.entity
JOIN referent b ON b.id = c.tail JOIN referent t ON t.id = b.entity
JOIN document d ON d.id = c.document
WHERE r.entity = ? AND c.type {which} ({offices}) AND c.status <> 'negated'
"""
_SEEN = """
SELECT min(d.date), max(d.date), count(DISTINCT d.text_hash)
FROM referent r JOIN document d ON d.id = r.document WHERE r.entity = ?
"""
_COLUMNS = ("name", "referents", "firstSeen", "lastSeen", "support")  # of an entity; referents is the table


def write_entity(db: sqlite3.Connection, id_: int) -> None:
    """Write an entity from its referents; one that has none left is taken out."""
    db.execute("DELETE FROM entity WHERE id = ?", (id_,))
    cluster, counts = _cluster(db, id_)
    if cluster:
        first, last, support = db.execute(_SEEN, (id_,)).fetchone()
        node = entity_node(cluster, Seen(first=first, last=last, support=support), counts)
        rest = {name: value for name, value in node.properties.items() if name not in _COLUMNS}
        row = (id_, node.id, node.label, node.properties["name"], support, first, last, _json(rest))
        db.execute("INSERT INTO entity VALUES (?,?,?,?,?,?,?,?)", row)


def _cluster(db: sqlite3.Connection, entity: int) -> tuple[list[Referent], Counter[str]]:
    """The referents of an entity, and how often each of its names is written; what is packed alike is unpacked once."""
    cluster: list[Referent] = []
    unpacked: dict[bytes, tuple[Referent, dict[str, int]]] = {}
    alike: Counter[bytes] = Counter()
    rows = db.execute("SELECT key, label, packed FROM referent WHERE entity = ? ORDER BY key", (entity,))
    for key, label, packed in rows:
        if packed not in unpacked:
            unpacked[packed] = unpack_referent(packed, key, label)
        cluster.append(msgspec.structs.replace(unpacked[packed][0], id=key))
        alike[packed] += 1
    counts: Counter[str] = Counter()
    for packed, times in alike.items():
        for name, count in unpacked[packed][1].items():
            counts[name] += times * count
    return cluster, counts


def write_scope(db: sqlite3.Connection, id_: int, wrong: Container[str]) -> None:
    """Write the facts of one scope from the claims that state them, but not those that are ``wrong``."""
    db.execute("DELETE FROM fact WHERE scope = ?", (id_,))
    ids: dict[str, int] = {}
    facts = [f for f in (*_held(db, id_, ids), *_others(db, id_, ids)) if f.id not in wrong]
    marks = ",".join("?" * 16)
    rows = [(None, f.id, f.type, ids[f.start], ids[f.end], id_, *_columns(f)) for f in facts]
    # The same fact may still stand under the number that its scope had before its article was linked again.
    db.executemany(f"REPLACE INTO fact VALUES ({marks})", rows)


def _held(db: sqlite3.Connection, post: int, ids: dict[str, int]) -> list[Relationship]:
    told = list(_told(db, post, "tail", "IN", ids))
    if not told:
        return []
    key, name = db.execute("SELECT key, name FROM entity WHERE id = ?", (post,)).fetchone()
    return office_facts(key, name, told, {t.statement.head: t.statement.head for t in told})


def _others(db: sqlite3.Connection, head: int, ids: dict[str, int]) -> Iterator[Relationship]:
    by: defaultdict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for told in _told(db, head, "head", "NOT IN", ids):
        by[told.statement.type, told.statement.head, told.statement.tail].append(told)
    for (type_, start, end), several in sorted(by.items()):
        if start != end:
            yield fact(type_, start, end, several)


def _told(db: sqlite3.Connection, entity: int, side: str, which: str, ids: dict[str, int]) -> Iterator[Told]:
    """What is said of an entity, between the keys of entities; ``ids`` takes the ids of those keys."""
    for row in db.execute(_CLAIMS.format(side=side, which=which, offices=_OFFICES), (entity,)):
        claim, type_, status, score, day, derived, head, start, tail, end, document, date, text_hash, rules = row
        ids.update({start: head, end: tail})
        statement = Statement(
            id=f"{claim:020}",
            document=document,
            type=type_,
            head=start,
            tail=end,
            status=status,
            score=score,
            told=day,
            derived=derived,
        )
        quotes = tuple(_quotes(claim, document, rules.split(",") if rules else ()))
        yield Told(statement=statement, quotes=quotes, date=date, text_hash=text_hash)


def _quotes(claim: int, document: str, rules: Iterable[str]) -> Iterator[Quote]:
    """A quote for each rule, with the number of the claim in place of its sentence."""
    for rule in rules:
        yield Quote(statement="", document=document, start=0, end=0, rule=rule, score=0.0, text="", sentence=str(claim))


def _columns(f: Relationship) -> tuple[object, ...]:
    """The columns of a fact that its properties fill."""
    p = f.properties
    told = (p["status"], p["origin"], p["score"], p["support"])
    days = (p.get("firstSeen"), p.get("lastSeen"), p.get("since"), p.get("until"))
    claims = [int(number) for number in _list(p.get("evidence"))]
    return (*told, *days, _json(_list(p.get("rules"))), _json(claims))


def _list(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
