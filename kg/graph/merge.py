"""The merged whole: nodes from clusters of referents, facts from the statements that support them.

Merging is associative, commutative and idempotent: each function depends on the set of what it is given alone.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.ids import stable_id
from kg.resolve.referents import Quote, Referent, Statement
from kg.schema import load_schema
from kg.types import Document, Node, Record, Relationship, Value

STATUSES = ("actual", "acting", "planned", "former", "negated")
QUOTES = 20  # of each fact, as text, for the formats without sentences


class Told(Record, frozen=True):
    """A statement with its quotes and the document that makes it: date, and the hash of its text."""

    statement: Statement
    quotes: tuple[Quote, ...]
    date: str | None
    text_hash: str


class Seen(Record, frozen=True):
    """When an entity is spoken of: first and last date, and in how many different texts."""

    first: str | None
    last: str | None
    support: int


def entity_node(cluster: Sequence[Referent], seen: Seen, counts: Counter[str]) -> Node:
    """Merge the referents of one entity; ``counts`` are its mention strings with their frequency."""
    label = cluster[0].label
    name = _entity_name(cluster, counts)
    properties: dict[str, Value | None] = {
        "name": name,
        "aliases": tuple(
            sorted({*counts, *(str(n) for r in cluster for n in (r.name, r.properties.get("fullName", name)))} - {name})
        ),
        "referents": tuple(sorted(r.id for r in cluster)),
        "firstSeen": seen.first,
        "lastSeen": seen.last,
        "support": seen.support,
        **_merged(r.properties for r in cluster),
    }
    return Node(id=min(r.id for r in cluster), label=load_schema().nodes[label], properties=_known(properties))


def _entity_name(cluster: Sequence[Referent], counts: Counter[str]) -> str:
    """Bodies, places and people by their own name without spaces, the others as the text most often says."""
    if cluster[0].label in ("ORG", "PLACE", "PERSON") or not counts:
        return min(Counter(r.name for r in cluster).items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
    return min(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]


def _merged(several: Iterable[dict[str, Any]]) -> dict[str, Value]:
    """Each property by its most frequent value, the least among equals."""
    votes: dict[str, Counter[Value]] = {}
    for properties in several:
        for key, value in properties.items():
            votes.setdefault(key, Counter())[tuple(value) if isinstance(value, list) else value] += 1
    return {key: min(v.items(), key=lambda item: (-item[1], str(item[0])))[0] for key, v in sorted(votes.items())}


def _known(properties: dict[str, Value | None]) -> dict[str, Value]:
    return {key: value for key, value in properties.items() if value is not None and value != ()}


def fact(type_: str, head: str, tail: str, told: Sequence[Told]) -> Relationship:
    """One fact from all that state it: support counts different texts, former evidence does not move lastSeen."""
    told = sorted(told, key=lambda t: (t.date or "", t.statement.document, t.statement.id))
    dates = [t.date for t in told if t.date]
    current = [t.date for t in told if t.date and t.statement.status != "former"]
    quotes = [(t, q) for t in told for q in t.quotes]
    properties: dict[str, Value | None] = {
        "status": min((t.statement.status for t in told), key=STATUSES.index),
        "origin": "derived" if all(t.statement.derived for t in told) else "text",
        "score": round(max(t.statement.score for t in told), 4),
        "support": len({t.text_hash for t in told}),
        "firstSeen": min(dates, default=None),
        "lastSeen": max(current, default=None),
        "evidence": tuple(dict.fromkeys(q.sentence for _, q in quotes if q.sentence)),
        "rules": tuple(sorted({q.rule for _, q in quotes})),
        "quotes": tuple(dict.fromkeys(cited(t.statement.document, t.date, q.text) for t, q in quotes))[:QUOTES],
    }
    id_ = stable_id("fact", type_, head, tail)
    return Relationship(id=id_, type=type_, start=head, end=tail, properties=_known(properties))


def cited(document: str, date: str | None, text: str) -> str:
    """A sentence as a fact quotes it: the key and the date of its article, and its words."""
    return f"{document} · {date or '?'} · {text}"


def article_node(document: Document) -> Node:
    """The node of an article: its title or first line is its name."""
    properties: dict[str, Value | None] = {
        "name": document.title or document.text.strip().split("\n", 1)[0][:60],
        "date": document.date,
        "place": document.place,
        "source": document.source,
        "url": document.url,
        "reporters": document.reporters,
        "continued": document.continued or None,
        "dateDoubtful": document.date_doubtful or None,
    }
    return Node(id=document.id, label="Article", properties=_known(properties))


def sentence_node(id_: str, start: int, end: int, text: str) -> Node:
    """The node of a sentence; its offsets are characters of the article's text."""
    return Node(id=id_, label="Sentence", properties={"name": text, "offsetStart": start, "offsetEnd": end})


def link(type_: str, start: str, end: str, *key: str, **properties: Value) -> Relationship:
    """A relationship of the graph's own: HAS_SENTENCE or MENTIONS."""
    id_ = stable_id("link", type_, start, end, *key)
    return Relationship(id=id_, type=type_, start=start, end=end, properties=properties)
