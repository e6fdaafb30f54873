"""The guard lets reading pass and refuses whatever writes, administers or loads."""

import pytest

from kg.errors import UsageError
from kg.query.guard import check_reads_only

READS = [
    "MATCH (n) RETURN n",
    "MATCH (n {name: 'CREATE (x)'}) RETURN n",
    'MATCH (n) WHERE n.name = "SET it\\" SET" RETURN n',
    "MATCH (n) RETURN n.set, n.create, $merge",
    "MATCH (n:Set)-[:CREATE]->(m) RETURN n",
    "MATCH (`delete`:Person) RETURN `delete`",
    "// CREATE (n)\nMATCH (n) /* SET n.x = 1 */ RETURN n",
    "MATCH (n) RETURN {set: n.name, create: 1} AS map",
    "MATCH (e) RETURN e.startDate AS start, e.endDate AS end ORDER BY start, end",
    "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN count(m) AS c } RETURN c",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN c",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.index.fulltext.queryNodes('names', '区长') YIELD node RETURN node",
    "UNWIND [1, 2] AS x RETURN x",
]
WRITES = [
    "CREATE (n:Person)",
    "create (n)",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) SET n:Seen",
    "MERGE (n:Person {id: '1'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.name",
    "INSERT (n:Person)",
    "FOREACH (x IN [1] | CREATE (n))",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "CALL db.createLabel('X')",
    "CALL apoc.create.node(['X'], {})",
    "CALL `apoc`.`cypher`.`doIt`('CREATE (n)', {})",
    "MATCH (n) CALL { WITH n SET n.x = 1 }",
    "DROP INDEX names",
    "STOP DATABASE neo4j",
    "ALTER USER neo4j SET PASSWORD 'x'",
    "RETURN 1 /* */ CREATE (n)",
    "MATCH (n) WHERE n.name = 'it\\'s' CREATE (m)",
    "MATCH (n) WHERE n.name = '\\u0027 CREATE (m) //' RETURN n",
    "\\u0043REATE (n)",
    "RETURN `a``b` CREATE (n)",
    "MATCH (n) RETURN 1.SET",
    "WITH 1 AS x\nMERGE(n)",
]


@pytest.mark.parametrize("cypher", READS)
def test_reading_passes(cypher: str) -> None:
    """Words in strings, names, labels, keys and comments are no clauses."""
    check_reads_only(cypher)


@pytest.mark.parametrize("cypher", WRITES)
def test_writing_is_refused(cypher: str) -> None:
    """A clause that writes, a procedure and a file are refused with one line."""
    with pytest.raises(UsageError) as caught:
        check_reads_only(cypher)
    assert "\n" not in str(caught.value)
