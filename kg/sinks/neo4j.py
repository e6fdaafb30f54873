"""Loads a graph into a Neo4j server, so that it holds exactly what the graph holds of what kg made.

Schema first, then nodes, then relationships, in batches of one label or one (label, type, label); then what kg
made before and the graph no longer holds is removed. Nothing is written that is already there. What kg did not
make (it lacks the property ``kg``) is left alone. A load that is cut short is finished by the next.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from kg.collecting import seldom
from kg.connection import Target, connect, is_neo4j
from kg.errors import SchemaError
from kg.schema import load_schema
from kg.sinks.common import Stats, Tally
from kg.sinks.neo4j_csv import MARK, stored
from kg.sinks.neo4j_held import Holdings, held_nodes, held_relationships
from kg.sinks.neo4j_session import Row, Server, Writer, statement, statements
from kg.sinks.stream import checked_elements
from kg.sinks.values import AS_IT_IS
from kg.types import Element, Node, Relationship

_INDEX_SECONDS = 300


def load(
    elements: Iterable[Element],
    uri: str,
    auth: tuple[str, str],
    database: str | None = None,
    wait: float = 180.0,
    batch: int = 5000,
    progress: Callable[[int], None] | None = None,
) -> Stats:
    """Bring a database to what ``elements`` say.

    Args:
        elements: the graph, all nodes first, read once as a stream.
        uri: bolt, bolt+s, bolt+ssc, neo4j, neo4j+s or neo4j+ssc.
        auth: user and password.
        database: of the server; the user's home database if None.
        wait: seconds to try again when a server that has answered goes away.
        batch: rows a transaction.
        progress: called with the number of elements that were looked at, batch by batch.

    Raises:
        UsageError: no address of a server.
        OutsideError: no server, a wrong password, no right to write, an old server, or it did not come back.
        SchemaError: a label, type or property that schema.yml does not have.
        InputError: the database has a node of ours by id that kg did not make.
    """
    where = Target(uri, *auth, database)
    with connect(where) as driver:
        server = Server(driver, where, wait)
        prepare(server, full_text=is_neo4j(driver))
        with Writer(server) as writer, seldom():
            return _Load(server, writer, batch, progress or (lambda _: None)).run(elements)


def prepare(server: Server, full_text: bool = True) -> None:
    """Make constraints and indexes where they are missing, and wait until they are there."""
    for command in statements("schema"):
        server.run(command)
    if full_text:
        for command in statements("fulltext"):
            server.run(command)
        server.run(f"CALL db.awaitIndexes({_INDEX_SECONDS})")


class _Load:
    """One load: buffers rows by their statement, and keeps what the database held and was not met yet."""

    def __init__(self, server: Server, writer: Writer, batch: int, progress: Callable[[int], None]) -> None:
        self._server = server
        self._writer = writer
        self._batch = batch
        self._progress = progress
        self._tally = Tally()
        self._labels: dict[str, str] = {}
        self._nodes: dict[str, Holdings] = {}
        self._relationships: dict[str, Holdings] = {}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._seen = 0
        self._written = 0

    def run(self, elements: Iterable[Element]) -> Stats:
        self._read_held()
        nodes_done = False
        for element in checked_elements(elements):
            if isinstance(element, Node):
                self._node(element)
            else:
                if not nodes_done:
                    self._flush_all()
                    nodes_done = True
                self._relationship(element)
            self._count(element)
        self._flush_all()
        self._writer.wait()
        removed, released = self._remove()
        notes = [f"{self._written} written, {self._seen - self._written} already there, {removed} removed"]
        if released:
            notes.append(f"{released} nodes stay, no longer kg's: relationships that kg did not make hang on them")
        return self._tally.stats(notes=notes)

    def _read_held(self) -> None:
        """A database without a node is not asked label by label: each question has to be planned."""
        schema, server = load_schema(), self._server
        empty = not server.read(statement("any_node"), list)
        for label in (*schema.nodes.values(), *schema.graph_nodes):
            self._nodes[label] = Holdings(label, {}, []) if empty else held_nodes(server, label)
        for type_ in (*schema.relations, *schema.graph_relations):
            self._relationships[type_] = Holdings(type_, {}, []) if empty else held_relationships(server, type_)

    def _node(self, node: Node) -> None:
        if node.label not in self._nodes:
            raise SchemaError(f"unknown label {node.label} ({node.id}); known: {', '.join(self._nodes)}")
        self._labels[node.id] = node.label
        wanted = native(node)
        changes = self._nodes[node.label].changes(node.id, wanted)
        if changes is not None:
            self._add(statement("node", LABEL=node.label), {"id": node.id, "set": changes})

    def _relationship(self, fact: Relationship) -> None:
        if fact.type not in self._relationships:
            raise SchemaError(f"unknown type {fact.type} ({fact.id}); known: {', '.join(self._relationships)}")
        changes = self._relationships[fact.type].changes(fact.id, native(fact), (fact.start, fact.end))
        if changes is not None:
            start, end = self._labels[fact.start], self._labels[fact.end]
            cypher = statement("relationship", START=start, TYPE=fact.type, END=end)
            self._add(cypher, {"id": fact.id, "start": fact.start, "end": fact.end, "set": changes})

    def _add(self, cypher: str, row: Row) -> None:
        self._written += 1
        self._rows[cypher].append(row)
        if len(self._rows[cypher]) >= self._batch:
            self._flush(cypher)

    def _flush(self, cypher: str) -> None:
        rows = self._rows.pop(cypher, [])
        if rows:
            self._writer.write(cypher, rows)

    def _flush_all(self) -> None:
        for cypher in list(self._rows):
            self._flush(cypher)

    def _count(self, element: Element) -> None:
        self._tally.add(element)
        self._seen += 1
        if self._seen % self._batch == 0:
            self._progress(self._seen)

    def _remove(self) -> tuple[int, int]:
        removed = released = 0
        for type_, held in self._relationships.items():
            removed += self._in_batches(statement("remove_relationships", TYPE=type_), held.left())
        for label, held in self._nodes.items():
            rows = held.left()
            removed += self._in_batches(statement("remove_nodes", LABEL=label), rows)
            for at in range(0, len(rows), self._batch):
                answer = self._server.write(statement("release_nodes", LABEL=label), rows[at : at + self._batch])
                released += answer[0]["released"]
        return removed - released, released

    def _in_batches(self, cypher: str, rows: list[dict[str, str]]) -> int:
        for at in range(0, len(rows), self._batch):
            self._server.write(cypher, rows[at : at + self._batch])
        return len(rows)


def native(element: Element) -> dict[str, Any]:
    """Return the properties of an element as the driver takes them, with the mark of kg."""
    values: dict[str, Any] = {MARK: True}
    kinds = load_schema().properties
    for name, value in element.properties.items():
        if type(value) is AS_IT_IS.get(kinds.get(name, "string")) and kinds.get(name) != "date":
            values[name] = value
        else:
            values |= {key: _native(key, one) for key, one in stored({name: value}).items()}
    return values


def _native(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return _date(value) if load_schema().property_type(name) == "date" else value


_date = lru_cache(maxsize=4096)(date.fromisoformat)
