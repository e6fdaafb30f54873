"""Every named query gives the same rows, in the same order, on the embedded engine and on real servers."""

import pytest

from kg.query.library import NamedQuery, list_queries
from kg.query.run import Graph, run_query, server
from tests.integration.database import Database
from tests.query.invented import invented_graph
from tests.query.questions import parameters_for

pytestmark = pytest.mark.integration


def _differences(database: Database, graph: Graph) -> dict[str, object]:
    database.load(invented_graph())
    wrong: dict[str, object] = {}
    with server(database.uri, database.auth) as other:
        for query in list_queries():
            ours, theirs = (run_query(one, query, parameters_for(query)) for one in (graph, other))
            if ours != theirs:
                wrong[query.name] = _first_difference(query, ours.rows, theirs.rows)
    return wrong


def _first_difference(query: NamedQuery, ours: tuple[object, ...], theirs: tuple[object, ...]) -> str:
    pairs = enumerate(zip((*ours, None), (*theirs, None), strict=False))
    number, pair = next((n, p) for n, p in pairs if p[0] != p[1])
    return f"{query.name} row {number}: embedded {pair[0]}, Neo4j {pair[1]}"


def test_queries_on_5_26(database: Database, graph: Graph) -> None:
    """The embedded engine and Neo4j 5.26 agree."""
    assert not _differences(database, graph)


def test_queries_on_2026(newest: Database, graph: Graph) -> None:
    """The embedded engine and Neo4j 2026 agree, and a load into it holds the graph."""
    assert newest.driver.get_server_info().agent.startswith("Neo4j/2026")
    assert not _differences(newest, graph)
