"""Loading into a real server: it holds what the record holds, whatever happened before or in between."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kg.errors import InputError, OutsideError
from kg.types import Element
from tests.integration.database import Database, expected
from tests.integration.proxy import Proxy
from tests.query.invented import invented_graph
from tests.sinks.graphs import trap_graph

pytestmark = pytest.mark.integration

FOREIGN = """
MATCH (lu:Person {name: '陆听澜'})-[:HOLDS_POST]->(:Post {name: '副区长'}), (event:Event {name: '第3期公益讲座'})
SET lu.party = '某党', lu:Watched
CREATE (lu)-[:KNOWS {since: 1999}]->(me:Person {name: '外人'})
CREATE (me)-[:NOTES]->(event)
CREATE (me)-[:ATTENDS {note: 'mine'}]->(event)
"""
THEIRS = """
MATCH (a)-[r]->(b)
WHERE r.kg IS NULL
RETURN a.name AS a, type(r) AS t, b.name AS b, properties(r) AS p
ORDER BY t
"""
CHILD = """
import sys
from kg.sinks.neo4j import load
from tests.query.invented import invented_graph
from tests.sinks.graphs import trap_graph
uri, password = sys.argv[1], sys.stdin.readline().strip()
load(invented_graph(), uri, ("neo4j", password), batch=40, progress=lambda n: print(n, flush=True))
"""


def test_the_server_is_neo4j(database: Database) -> None:
    """The tests mean Neo4j itself, not an engine that speaks like it."""
    agent = database.driver.get_server_info().agent
    assert agent.startswith("Neo4j/")
    assert "ArcadeDB" not in agent


def test_load(database: Database) -> None:
    """After a load the database holds every node and relationship with its label, type and typed properties."""
    graph = invented_graph()
    stats = database.load(graph, batch=100)
    assert database.content() == expected(graph)
    assert sum(stats.nodes.values()) + sum(stats.relationships.values()) == len(graph)
    row = database.run(
        "MATCH (p:Person {name: '沈知远'})-[h:HOLDS_POST]->() RETURN p.aliases AS aliases, h.until AS until"
    )[0]
    assert (row["aliases"], row["until"].to_native()) == (["沈区长"], date(2025, 9, 20))


def test_traps(database: Database) -> None:
    """Two facts of one type between one pair, lists, months without a day, odd characters: all as told."""
    graph = trap_graph()
    database.load(graph)
    assert database.content() == expected(graph)


def test_schema(database: Database) -> None:
    """Every label is unique in its id, and Chinese names are found by two characters."""
    database.load(invented_graph())
    rows = database.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type WHERE type = 'UNIQUENESS' RETURN *")
    labels = {row["labelsOrTypes"][0] for row in rows if row["properties"] == ["id"]}
    assert labels == {"Person", "Post", "Organization", "Place", "Event", "Date", "Article", "Sentence"}
    found = database.run("CALL db.index.fulltext.queryNodes('names', '\"科技\"') YIELD node RETURN node.name AS name")
    assert "西湖区科技局" in [row["name"] for row in found]


def test_twice(database: Database) -> None:
    """The same load again changes nothing, and writes nothing."""
    graph = invented_graph()
    database.load(graph)
    before = database.content()
    stats = database.load(graph)
    assert database.content() == before
    assert stats.notes[0].startswith("0 written")


OTHERS = [{"events": 45}, {"seed": 8}, {"events": 12}]


@pytest.mark.parametrize("other", OTHERS, ids=["added", "replaced", "removed"])
def test_another_graph(database: Database, other: dict[str, Any]) -> None:
    """After articles were added, replaced or removed the database equals a fresh load."""
    graph = invented_graph(**other)
    database.load(invented_graph())
    database.load(graph, batch=100)
    assert database.content() == expected(graph)


def test_changed_properties(database: Database) -> None:
    """A property that the record no longer has goes, one that changed changes."""
    graph = invented_graph()
    database.load([_with(element, until="2025-12-31", subtitle="副题", role="长") for element in graph])
    database.load(graph)
    assert database.content() == expected(graph)


def _with(element: Element, **properties: str) -> Element:
    import msgspec

    return msgspec.structs.replace(element, properties={**element.properties, **properties})


def test_foreign_data(database: Database) -> None:
    """Nodes, labels, properties and relationships that kg did not make stay through every load."""
    database.load(invented_graph())
    database.run(FOREIGN)
    before = [row.data() for row in database.run(THEIRS)]
    notes = database.load(_story_only()).notes
    assert [row.data() for row in database.run(THEIRS)] == before
    assert len(before) == 3
    lu = database.run("MATCH (p:Watched) RETURN p.party AS party, p.kg AS kg")
    assert [row.data() for row in lu] == [{"party": "某党", "kg": True}]
    assert any("1 nodes stay" in note for note in notes)
    ours = database.run("MATCH (n) WHERE n.kg = true RETURN count(n) AS n")[0]["n"]
    assert ours == len(expected(_story_only())[0])
    database.load(invented_graph())
    assert database.run("MATCH (n:Event) WHERE n.kg = false RETURN count(n) AS n")[0]["n"] == 0
    assert [row.data() for row in database.run(THEIRS)] == before


def _story_only() -> list[Element]:
    return invented_graph(events=0)


def test_foreign_node_with_our_id(database: Database) -> None:
    """A node of our id that kg did not make is named, not taken."""
    graph = invented_graph()
    database.run("CREATE (:Person {id: $id, name: '别人'})", id=next(e.id for e in graph if e.id.startswith("person")))
    with pytest.raises(InputError, match="did not make"):
        database.load(graph)
    assert database.run("MATCH (n:Person) WHERE n.name = '别人' RETURN n.kg AS kg")[0]["kg"] is None


def test_killed_half_way(database: Database) -> None:
    """A load that is killed and run again ends as one that was not."""
    command = [sys.executable, "-c", CHILD, database.uri]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(database.auth[1] + "\n")
        process.stdin.flush()
        for _ in range(6):
            process.stdout.readline()
        process.kill()
    graph = invented_graph()
    assert 0 < database.size() <= len(expected(graph)[0])
    assert database.content() != expected(graph)
    database.load(graph)
    assert database.content() == expected(graph)


def test_server_comes_back(database: Database) -> None:
    """A load outlives a server that goes away and comes back, and ends the same."""
    proxy = Proxy(int(database.uri.rpartition(":")[2]))
    graph = invented_graph()
    from kg.sinks.neo4j import load

    def cut(seen: int) -> None:
        if seen == 400:
            proxy.close()
            threading.Timer(4, proxy.open).start()

    load(graph, proxy.uri, database.auth, batch=40, wait=60, progress=cut)
    assert database.content() == expected(graph)


def test_server_stays_away(database: Database) -> None:
    """A server that does not come back in time is one line that says to load again."""
    proxy = Proxy(int(database.uri.rpartition(":")[2]))
    from kg.sinks.neo4j import load

    def elements() -> Iterator[Element]:
        for number, element in enumerate(invented_graph()):
            if number == 200:
                proxy.close()
            yield element

    with pytest.raises(OutsideError, match="load again") as caught:
        load(elements(), proxy.uri, database.auth, batch=40, wait=1)
    assert "\n" not in str(caught.value)


def test_wrong_password(database: Database) -> None:
    """A wrong password is one line within five seconds."""
    from kg.sinks.neo4j import load

    began = time.monotonic()
    with pytest.raises(OutsideError, match="refuses the password"):
        load([], database.uri, ("neo4j", "wrong-password"))
    assert time.monotonic() - began < 5


def test_no_such_database(database: Database) -> None:
    """A database that is not there is one line."""
    with pytest.raises(OutsideError, match="no database nothere"):
        database.load([], database="nothere")
