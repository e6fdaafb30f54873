"""The graph of the record as a stream: all nodes first, then all relationships, in an order of their own content."""

import sqlite3
from collections.abc import Iterator

import msgspec

from kg.graph import article_node, link, sentence_node
from kg.record.store import Record
from kg.types import Document, Element, Node, Relationship

_DOCUMENTS = """
SELECT key, d.json FROM document d JOIN annotation a ON a.document = d.key ORDER BY date, source, position, key
"""
_SENTENCES = "SELECT id, start, end, text FROM sentence WHERE document = ? ORDER BY start"
_ENTITIES = "SELECT json FROM entity ORDER BY label, first_seen, id"
_FACTS = "SELECT json FROM fact ORDER BY type, first_seen, id"
_MENTIONS = """
SELECT m.sentence, r.entity, m.start - s.start, m.end - s.start, m.text
FROM mention m JOIN referent r ON r.id = m.referent JOIN sentence s ON s.id = m.sentence
WHERE m.document = ? ORDER BY m.start, m.end DESC, r.label
"""


def elements(record: Record, sentences: bool = True) -> Iterator[Element]:
    """Yield the graph: nodes, then relationships.

    Args:
        record: a record whose annotations are linked.
        sentences: with the articles, their sentences and what each mentions; otherwise entities and facts alone.
    """
    db = record.db
    if sentences:
        yield from _article_nodes(db)
    yield from (msgspec.json.decode(json, type=Node) for (json,) in db.execute(_ENTITIES))
    yield from (msgspec.json.decode(json, type=Relationship) for (json,) in db.execute(_FACTS))
    if sentences:
        yield from _article_links(db)


def _article_nodes(db: sqlite3.Connection) -> Iterator[Node]:
    for _, json in db.execute(_DOCUMENTS):
        yield article_node(msgspec.json.decode(json, type=Document))
    for key, _ in db.execute(_DOCUMENTS):
        yield from (sentence_node(*row) for row in db.execute(_SENTENCES, (key,)))


def _article_links(db: sqlite3.Connection) -> Iterator[Relationship]:
    for key, _ in db.execute(_DOCUMENTS):
        yield from (link("HAS_SENTENCE", key, row[0]) for row in db.execute(_SENTENCES, (key,)))
    for key, _ in db.execute(_DOCUMENTS):
        for sentence, entity, start, end, text in db.execute(_MENTIONS, (key,)):
            place = {"mentionStart": start, "mentionEnd": end, "text": text}
            yield link("MENTIONS", sentence, entity, str(start), str(end), **place)


def summary(record: Record) -> dict[str, dict[str, int]]:
    """Count what the record holds: articles, entities by label, facts by type."""
    count = "SELECT {0}, count(*) FROM {1} GROUP BY 1 ORDER BY 2 DESC, 1"
    return {
        "articles": {"Article": record.db.execute("SELECT count(*) FROM annotation").fetchone()[0]},
        "entities": dict(record.db.execute(count.format("label", "entity")).fetchall()),
        "facts": dict(record.db.execute(count.format("type", "fact")).fetchall()),
    }
