"""Over TLS, with a self-signed certificate: what trusts it loads and asks, what does not says so in one line."""

import pytest

from kg.connection import Target, connect
from kg.errors import OutsideError
from kg.query.run import server
from kg.sinks.neo4j import load
from scripts.neo4j_server import Neo4jServer
from tests.integration.conftest import missing
from tests.integration.database import Database, expected
from tests.integration.test_cli import kg
from tests.query.invented import invented_graph

pytestmark = pytest.mark.integration

COUNT = "MATCH (n) RETURN count(n) AS n"


@pytest.fixture
def address(neo4j_server: Neo4jServer) -> str:
    """Host and port of a server that has a certificate."""
    if not (neo4j_server.home / "certificates" / "bolt").exists():
        missing("openssl, to make a certificate")
    return neo4j_server.uri.partition("://")[2]


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_self_signed(database: Database, address: str, scheme: str) -> None:
    """Where any certificate will do, the graph goes over TLS and comes back."""
    graph, uri = invented_graph(events=2), f"{scheme}://{address}"
    load(graph, uri, database.auth)
    assert database.content() == expected(graph)
    with connect(Target(uri, *database.auth)) as driver:
        assert driver.encrypted
    with server(uri, database.auth) as asked:
        assert asked.rows(COUNT).rows == ((database.size(),),)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_not_trusted(database: Database, address: str, scheme: str) -> None:
    """Where the certificate must be vouched for, it is refused in one line that names the other scheme."""
    with pytest.raises(OutsideError, match=rf"certificate of .*self.signed.*{scheme[:-2]}\+ssc://") as caught:
        load([], f"{scheme}://{address}", database.auth)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_trusted(database: Database, neo4j_server: Neo4jServer, address: str, scheme: str) -> None:
    """Where this machine trusts the certificate, bolt+s and neo4j+s answer."""
    trusted = {"SSL_CERT_FILE": str(neo4j_server.home / "certificates" / "bolt" / "public.crt")}
    variables = {"KG_NEO4J_URI": f"{scheme}://{address}", "KG_NEO4J_PASSWORD": database.auth[1], **trusted}
    done = kg("query", "--cypher", COUNT, "--format", "csv", **variables)
    assert (done.returncode, done.stdout.split()) == (0, ["n", "0"]), done.stderr
