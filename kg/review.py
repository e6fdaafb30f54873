"""What a person should judge: entities of one name that were left apart, and facts with a low score.

The lines are those of the file of decisions, the verdict left empty: ``id_a name_a id_b name_b [verdict] why`` and
``fact_id [verdict] what: sentence``. Filled in and given to ``kg build --decisions``, they are honoured ever after.
"""

import sqlite3
from collections.abc import Iterator
from itertools import combinations

from kg.record import Record

DOUBTFUL = 0.75
PAIRS = 3  # of one block: a name borne by a hundred people is no list to judge
_BLOCKS = """
SELECT block FROM referent WHERE label IN ('PERSON', 'EVENT') GROUP BY block HAVING count(DISTINCT entity) > 1
ORDER BY count(*) DESC, block
"""
_MEMBERS = """
SELECT r.entity, e.name, count(DISTINCT r.document), min(d.date), max(d.date), min(d.place)
FROM referent r JOIN entity e ON e.id = r.entity JOIN document d ON d.key = r.document
WHERE r.block = ? GROUP BY r.entity ORDER BY 3 DESC, 1
"""
_POSTS = """
SELECT group_concat(name, '、') FROM (SELECT DISTINCT t.name FROM fact f JOIN entity t ON t.id = f.tail
WHERE f.head = ? AND f.type = 'HOLDS_POST' ORDER BY t.name LIMIT 4)
"""
_FACTS = """
SELECT f.id, f.score, h.name, f.type, t.name, json_extract(f.json, '$.properties.quotes[0]')
FROM fact f JOIN entity h ON h.id = f.head JOIN entity t ON t.id = f.tail
WHERE f.score < ? AND f.id NOT IN (SELECT a FROM decision) ORDER BY f.score, f.id
"""
_ENTITY = "coalesce((SELECT entity FROM referent WHERE id = {0}), {0})"
_DECIDED = f"SELECT {_ENTITY.format('a')}, {_ENTITY.format('b')} FROM decision"
Member = tuple[str, str, int, str | None, str | None, str | None]


def review_lines(record: Record) -> Iterator[str]:
    """Yield the lines of a table of decisions to fill in: first pairs, most spoken of first, then facts.

    Args:
        record: a record whose annotations are linked.
    """
    db = record.db
    yield "# id_a\tname_a\tid_b\tname_b\tsame|different\twhy it is doubtful"
    decided = {frozenset(pair) for pair in db.execute(_DECIDED)}
    for (block,) in db.execute(_BLOCKS).fetchall():
        members = db.execute(_MEMBERS, (block,)).fetchmany(PAIRS)
        for a, b in combinations(members, 2):
            if frozenset((a[0], b[0])) not in decided:
                yield "\t".join((a[0], a[1], b[0], b[1], "", f"one name; {_told(db, a)} | {_told(db, b)}"))
    yield "# fact_id\twrong|right\tscore, what, by which sentence"
    for id_, score, head, type_, tail, quote in db.execute(_FACTS, (DOUBTFUL,)):
        yield "\t".join((id_, "", f"{score:.2f} {head} {type_} {tail}: {quote or ''}".replace("\t", " ")))


def _told(db: sqlite3.Connection, member: Member) -> str:
    """What tells one bearer of a name from another: posts, articles, days, place."""
    id_, _, articles, first, last, place = member
    (posts,) = db.execute(_POSTS, (id_,)).fetchone()
    return f"{posts or 'no post'}, {articles} articles, {first or '?'} – {last or '?'}, {place or 'no place'}"
