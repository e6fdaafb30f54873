"""A real Neo4j server for the session; where Java or Maven is missing the tests are skipped, in CI they fail.

``KG_TEST_NEO4J_URI`` (with ``_USER`` and ``_PASSWORD``) points at another server, whose database must be empty.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
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


def started(home: Path, version: str = VERSION, apoc: bool = False, settings: Iterable[str] = ()) -> Neo4jServer:
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
    home = tmp_path_factory.mktemp("neo4j") / "home"
    server = started(home, apoc=True, settings=_tls(home))
    yield server
    server.stop()


def _tls(home: Path) -> list[str]:
    """Settings by which the server also speaks TLS, with a certificate that nobody has signed but itself."""
    openssl = shutil.which("openssl")
    if not openssl:
        return []
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True)
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "private.key", "-out", "public.crt"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    policy = ("enabled=true", "base_directory=certificates/bolt", "client_auth=NONE")
    return [*(f"dbms.ssl.policy.bolt.{line}" for line in policy), "server.bolt.tls_level=OPTIONAL"]


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
