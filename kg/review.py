"""What a person should judge: entities of one name that were left apart, and facts with a low score.

The lines are those of the file of decisions, the verdict left empty: ``id_a name_a id_b name_b [verdict] why`` and
``fact_id [verdict] what: sentence``. Filled in and given to ``kg build --decisions``, they are honoured ever after.
"""

import json
import sqlite3
from collections.abc import Iterator
from itertools import combinations

from kg.record import Record
from kg.record.evidence import Citations

DOUBTFUL = 0.75
PAIRS = 3  # of one block: a name borne by a hundred people is no list to judge
_BLOCKS = """
SELECT block, min(key) FROM referent WHERE label IN ('PERSON', 'EVENT') GROUP BY block HAVING count(DISTINCT entity) > 1
ORDER BY count(*) DESC, 2
"""
_MEMBERS = """
SELECT e.id, e.key, e.name, count(DISTINCT r.document), min(d.date), max(d.date), min(d.place)
FROM referent r JOIN entity e ON e.id = r.entity JOIN document d ON d.id = r.document
WHERE r.block = ? GROUP BY r.entity ORDER BY 4 DESC, e.key
"""
_POSTS = """
SELECT group_concat(name, '、') FROM (SELECT DISTINCT t.name FROM fact f JOIN entity t ON t.id = f.tail
WHERE f.head = ? AND f.type = 'HOLDS_POST' ORDER BY t.name LIMIT 4)
"""
_FACTS = """
SELECT f.key, f.score, h.name, f.type, t.name, f.claims
FROM fact f JOIN entity h ON h.id = f.head JOIN entity t ON t.id = f.tail
WHERE f.score < ? AND f.key NOT IN (SELECT a FROM decision) ORDER BY f.score, f.key
"""
_ENTITY = "coalesce((SELECT e.key FROM referent r JOIN entity e ON e.id = r.entity WHERE r.key = {0}), {0})"
_DECIDED = f"SELECT {_ENTITY.format('a')}, {_ENTITY.format('b')} FROM decision"
Member = tuple[int, str, str, int, str | None, str | None, str | None]


def review_lines(record: Record) -> Iterator[str]:
    """Yield the lines of a table of decisions to fill in: first pairs, most spoken of first, then facts.

    Args:
        record: a record whose annotations are linked.
    """
    db = record.db
    yield "# id_a\tname_a\tid_b\tname_b\tsame|different\twhy it is doubtful"
    decided = {frozenset(pair) for pair in db.execute(_DECIDED)}
    for block, _ in db.execute(_BLOCKS).fetchall():
        members = db.execute(_MEMBERS, (block,)).fetchmany(PAIRS)
        for a, b in combinations(members, 2):
            if frozenset((a[1], b[1])) not in decided:
                yield "\t".join((a[1], a[2], b[1], b[2], "", f"one name; {_told(db, a)} | {_told(db, b)}"))
    yield "# fact_id\twrong|right\tscore, what, by which sentence"
    citations = Citations(db)
    for key, score, head, type_, tail, claims in db.execute(_FACTS, (DOUBTFUL,)):
        quotes = citations.of(json.loads(claims)[:1]).quotes
        yield "\t".join((key, "", f"{score:.2f} {head} {type_} {tail}: {''.join(quotes[:1])}".replace("\t", " ")))


def _told(db: sqlite3.Connection, member: Member) -> str:
    """What tells one bearer of a name from another: posts, articles, days, place."""
    id_, _, _, articles, first, last, place = member
    (posts,) = db.execute(_POSTS, (id_,)).fetchone()
    return f"{posts or 'no post'}, {articles} articles, {first or '?'} – {last or '?'}, {place or 'no place'}"
