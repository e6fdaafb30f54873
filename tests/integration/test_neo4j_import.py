"""Files for neo4j-admin, imported into a server that is then read-only: the same graph as a load, and no writing."""

import os
import subprocess
import time
from collections.abc import Iterator

import pytest

from kg.errors import OutsideError
from kg.sinks.common import export
from scripts.neo4j_server import MissingError, Neo4jServer
from tests.integration.conftest import missing
from tests.integration.database import Database, expected
from tests.query.invented import invented_graph

pytestmark = [pytest.mark.integration, pytest.mark.skipif(os.name != "posix", reason="import.sh is for POSIX")]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A read-only server on the store that the exported script made."""
    folder = tmp_path_factory.mktemp("imported")
    export(invented_graph(), folder / "files", "neo4j-csv")
    try:
        server = Neo4jServer(folder / "home", settings=("server.databases.read_only=neo4j",))
    except MissingError as error:
        missing(str(error))
        raise
    server.configure()
    environment = {**os.environ, "NEO4J_ADMIN": str(server.admin_script())}
    command = ["sh", str(folder / "files" / "import.sh"), "neo4j", "--overwrite-destination=true"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    server.start()
    with Database(server.uri, (server.user, server.password)) as database:
        yield database
    server.stop()


def test_imported_graph(imported: Database) -> None:
    """The import holds the same nodes and relationships, typed, as a load over Bolt."""
    assert imported.content() == expected(invented_graph())


def test_read_only(imported: Database) -> None:
    """A database that may not be written to is one line within five seconds."""
    began = time.monotonic()
    with pytest.raises(OutsideError, match="read-only") as caught:
        imported.load(invented_graph(events=2))
    assert time.monotonic() - began < 5
    assert "\n" not in str(caught.value)
