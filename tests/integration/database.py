"""A database of a real server, as the tests look at it: all of it, by content."""

from collections.abc import Iterable
from typing import Any

import neo4j

from kg.sinks.common import Stats
from kg.sinks.neo4j import load, native
from kg.types import Element, Node

Content = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties"


class Database:
    """A connection, and the questions that tests ask."""

    def __init__(self, uri: str, auth: tuple[str, str]) -> None:
        self.uri = uri
        self.auth = auth
        self.driver = neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF")

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.close()

    def run(self, cypher: str, **parameters: Any) -> list[neo4j.Record]:
        """Run Cypher in a transaction of its own."""
        with self.driver.session() as session:
            return list(session.run(neo4j.Query(cypher), parameters))

    def load(self, elements: Iterable[Element], **options: Any) -> Stats:
        """Load a graph with kg."""
        return load(elements, self.uri, self.auth, **options)

    def size(self) -> int:
        """The number of nodes."""
        return int(self.run("MATCH (n) RETURN count(n) AS n")[0]["n"])

    def wipe(self) -> None:
        """Remove all nodes; constraints and indexes stay."""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def content(self) -> Content:
        """All nodes and relationships by what they say, in an order of their own."""
        nodes = [(sorted(row["labels"]), _sorted(row["properties"])) for row in self.run(_NODES)]
        edges = [
            (row["start"], row["type"], row["end"], _sorted(row["properties"])) for row in self.run(_RELATIONSHIPS)
        ]
        return sorted(nodes, key=repr), sorted(edges, key=repr)


def expected(elements: Iterable[Element]) -> Content:
    """What a database should hold after these elements were loaded into it."""
    nodes: list[tuple[Any, ...]] = []
    edges: list[tuple[Any, ...]] = []
    for element in elements:
        properties = _sorted({"id": element.id, **native(element)})
        if isinstance(element, Node):
            nodes.append(([element.label], properties))
        else:
            edges.append((element.start, element.type, element.end, properties))
    return sorted(nodes, key=repr), sorted(edges, key=repr)


def _sorted(properties: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(
        (key, value.to_native() if hasattr(value, "to_native") else value) for key, value in properties.items()
    )
