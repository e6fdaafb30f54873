"""GraphML in a real server: apoc.import.graphml makes the same labels, types and properties of it."""

from pathlib import Path

import pytest

from kg.sinks.common import export
from scripts.neo4j_server import Neo4jServer
from tests.integration.database import Database
from tests.query.invented import invented_graph

pytestmark = pytest.mark.integration

_COUNTS = "MATCH (n) RETURN labels(n) AS labels, count(*) AS n ORDER BY labels"
_TYPES = "MATCH (a)-[r]->(b) RETURN labels(a) AS a, type(r) AS type, labels(b) AS b, count(*) AS n ORDER BY a, type, b"
_NAMES = "MATCH (n) RETURN labels(n) AS labels, n.id AS id, n.name AS name, n.firstSeen IS NULL AS unseen ORDER BY id"
_FACTS = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r.score AS score, r.support AS support"
_ENTITIES = "MATCH (n:Article|Sentence) DETACH DELETE n"


def test_apoc_import(database: Database, neo4j_server: Neo4jServer) -> None:
    """Labels, types, names, scores and counts are those of a load without the sentences."""
    questions = (_COUNTS, _TYPES, _NAMES, _FACTS + " ORDER BY a, type, b, score")
    database.load(invented_graph())
    database.run(_ENTITIES)
    wanted = [[row.data() for row in database.run(question)] for question in questions]
    database.wipe()
    export(invented_graph(), Path(neo4j_server.home) / "import" / "graph.graphml", "graphml")
    database.run("CALL apoc.import.graphml('graph.graphml', {readLabels: true, storeNodeIds: true})")
    found = [[row.data() for row in database.run(question)] for question in questions]
    assert found == wanted
