"""A real Neo4j server for the session; where Java or Maven is missing the tests are skipped, in CI they fail.

``KG_TEST_NEO4J_URI`` (with ``_USER`` and ``_PASSWORD``) points at another server, whose database must be empty.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.neo4j_server import NEWEST, VERSION, MissingError, Neo4jServer
from tests.integration.database import Database
from tests.query.conftest import engine_home, graph

__all__ = ["engine_home", "graph"]


def missing(what: str) -> None:
    """Skip for want of something outside; in CI nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing: {what}")
    pytest.skip(what)


def started(home: Path, version: str = VERSION, apoc: bool = False, settings: tuple[str, ...] = ()) -> Neo4jServer:
    """Start a server, or skip."""
    try:
        server = Neo4jServer(home, version, apoc, settings)
    except MissingError as error:
        missing(str(error))
        raise
    server.start()
    return server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A Neo4j 5.26 of our own, with APOC for the tests that import what we export."""
    server = started(tmp_path_factory.mktemp("neo4j") / "home", apoc=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _database(request: pytest.FixtureRequest) -> Iterator[Database]:
    uri = os.environ.get("KG_TEST_NEO4J_URI")
    if uri:
        auth = (os.environ.get("KG_TEST_NEO4J_USER", "neo4j"), os.environ["KG_TEST_NEO4J_PASSWORD"])
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        uri, auth = server.uri, (server.user, server.password)
    with Database(uri, auth) as database:
        if database.size():
            pytest.exit(f"{uri} holds a graph; the tests need an empty database")
        yield database


@pytest.fixture
def database(_database: Database) -> Iterator[Database]:
    """The database of the server, empty before and after the test."""
    yield _database
    _database.wipe()


@pytest.fixture(scope="session")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A Neo4j 2026, where there is a Java for it."""
    server = started(tmp_path_factory.mktemp("neo4j-newest") / "home", NEWEST)
    with Database(server.uri, (server.user, server.password)) as database:
        yield database
    server.stop()
