"""The graph of the record as a stream: all nodes first, then all relationships, in an order of their own content."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from kg.graph import article_node, link, sentence_node
from kg.ids import sentence_id
from kg.record.evidence import Citations
from kg.record.store import Record
from kg.types import Element, Node, Relationship, Value

_ENTITIES = """
SELECT id, key, label, name, support, first_seen, last_seen, json FROM entity ORDER BY label, first_seen, key
"""
_FACTS = """
SELECT f.key, type, h.key, t.key, status, origin, score, f.support, f.first_seen, f.last_seen, since, until, rules,
       claims
FROM fact f JOIN entity h ON h.id = f.head JOIN entity t ON t.id = f.tail ORDER BY type, f.first_seen, f.key
"""
_SENTENCES = "SELECT s.start, s.end FROM sentence s JOIN document d ON d.id = s.document WHERE d.key = ? ORDER BY 1, 2"
_MENTIONS = """
SELECT s.start, s.end, e.key, m.start, m.end
FROM document d JOIN mention m ON m.document = d.id JOIN sentence s ON s.document = d.id AND s.start = m.sentence
JOIN referent r ON r.id = m.referent JOIN entity e ON e.id = r.entity
WHERE d.key = ? ORDER BY m.start, m.end DESC, r.label, e.key
"""


def elements(record: Record, sentences: bool = True) -> Iterator[Element]:
    """Yield the graph: nodes, then relationships.

    Args:
        record: a record whose annotations are linked.
        sentences: with the articles, their sentences and what each mentions; otherwise entities and facts alone.
    """
    if sentences:
        yield from _article_nodes(record)
    yield from _entity_nodes(record.db)
    yield from _facts(record.db)
    if sentences:
        yield from _article_links(record)


def _article_nodes(record: Record) -> Iterator[Node]:
    keys = record.keys()
    yield from (article_node(record.document(key)) for key in keys)
    for key in keys:
        text = record.document(key).text
        for start, end in record.db.execute(_SENTENCES, (key,)):
            yield sentence_node(sentence_id(key, start, end), start, end, text[start:end])


def _entity_nodes(db: sqlite3.Connection) -> Iterator[Node]:
    referents = "SELECT key FROM referent WHERE entity = ? ORDER BY key"
    for id_, key, label, name, support, first, last, rest in db.execute(_ENTITIES):
        others: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in json.loads(rest).items()}
        properties = {
            "name": name,
            "aliases": others.pop("aliases", None),
            "referents": tuple(referent for (referent,) in db.execute(referents, (id_,))),
            "firstSeen": first,
            "lastSeen": last,
            "support": support,
        }
        yield Node(id=key, label=label, properties=_known(properties | others))


def _facts(db: sqlite3.Connection) -> Iterator[Relationship]:
    citations = Citations(db)
    for key, type_, head, tail, status, origin, score, support, first, last, since, until, rules, claims in db.execute(
        _FACTS
    ):
        cited = citations.of(json.loads(claims))
        properties = {
            "status": status,
            "origin": origin,
            "score": score,
            "support": support,
            "firstSeen": first,
            "lastSeen": last,
            "evidence": cited.evidence or None,
            "references": cited.references or None,
            "rules": tuple(json.loads(rules)) or None,
            "quotes": cited.quotes or None,
            "since": since,
            "until": until,
        }
        yield Relationship(id=key, type=type_, start=head, end=tail, properties=_known(properties))


def _known(properties: dict[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}


def _article_links(record: Record) -> Iterator[Relationship]:
    keys = record.keys()
    for key in keys:
        for start, end in record.db.execute(_SENTENCES, (key,)):
            yield link("HAS_SENTENCE", key, sentence_id(key, start, end))
    for key in keys:
        text = record.document(key).text
        for first, last, entity, start, end in record.db.execute(_MENTIONS, (key,)):
            place = {"mentionStart": start - first, "mentionEnd": end - first, "text": text[start:end]}
            sentence = sentence_id(key, first, last)
            yield link("MENTIONS", sentence, entity, str(start - first), str(end - first), **place)


def summary(record: Record) -> dict[str, dict[str, int]]:
    """Count what the record holds: articles, entities by label, facts by type."""
    count = "SELECT {0}, count(*) FROM {1} GROUP BY 1 ORDER BY 2 DESC, 1"
    return {
        "articles": {"Article": record.db.execute("SELECT count(*) FROM annotation").fetchone()[0]},
        "entities": dict(record.db.execute(count.format("label", "entity")).fetchall()),
        "facts": dict(record.db.execute(count.format("type", "fact")).fetchall()),
    }
