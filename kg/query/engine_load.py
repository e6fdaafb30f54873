"""Bulk-loads a stream of elements into a new ArcadeDB database (runs in the engine's own process).

The database is made beside its place and moved there whole, so a load that is cut short leaves nothing
that could be taken for a graph.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import InputError
from kg.properties import typed
from kg.schema import load_schema
from kg.types import Element, Node, Relationship

CHUNK = 20_000


def load(folder: Path, database: str, lines: Iterable[bytes]) -> None:
    """Write the elements (JSON Lines, nodes first) as ``folder/database``, unless another process was faster."""
    from arcadedb_embedded.core import create_database

    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f"{folder.name}.building-", dir=folder.parent))
    try:
        opened = create_database(str(building / database))
        _declare(opened)
        _Writer(opened).write(msgspec.json.decode(line, type=Element) for line in lines)
        opened.close()
        _move(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _move(building: Path, folder: Path) -> None:
    try:
        building.replace(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _declare(opened: Any) -> None:
    """Create every label and type, so that a query may name any of them, and a unique index on node ids."""
    schema = load_schema()
    for label in (*schema.nodes.values(), *schema.graph_nodes):
        opened.command("sql", f"CREATE VERTEX TYPE `{label}`")
        opened.command("sql", f"CREATE PROPERTY `{label}`.`id` STRING")
        opened.command("sql", f"CREATE INDEX ON `{label}` (id) UNIQUE")
    for type_ in (*schema.relations, *schema.graph_relations):
        opened.command("sql", f"CREATE EDGE TYPE `{type_}`")


class _Writer:
    """Buffers rows by label and type and hands them to the engine's batch, which wants them in bulk."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened
        self._batch = opened.graph_batch(batch_size=CHUNK)
        self._dates: set[tuple[str, str]] = set()
        self._rids: dict[str, str] = {}
        self._nodes: dict[str, list[Node]] = defaultdict(list)
        self._edges: dict[str, list[Relationship]] = defaultdict(list)

    def write(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if isinstance(element, Node):
                self._add(self._nodes, element.label, element)
            else:
                self._add(self._edges, element.type, element)
        for label in self._nodes:
            self._flush_nodes(label)
        for type_ in self._edges:
            self._flush_edges(type_)
        self._batch.close()

    def _add(self, buffer: dict[str, list[Any]], name: str, element: Element) -> None:
        buffer[name].append(element)
        if len(buffer[name]) >= CHUNK:
            self._flush_nodes(name) if isinstance(element, Node) else self._flush_edges(name)

    def _flush_nodes(self, label: str) -> None:
        nodes, self._nodes[label] = self._nodes[label], []
        rids = self._batch.create_vertices(label, self._rows(label, nodes))
        self._rids.update(zip((node.id for node in nodes), rids, strict=True))

    def _flush_edges(self, type_: str) -> None:
        for label in [label for label, waiting in self._nodes.items() if waiting]:
            self._flush_nodes(label)
        edges, self._edges[type_] = self._edges[type_], []
        starts = [self._rid(edge, edge.start) for edge in edges]
        ends = [self._rid(edge, edge.end) for edge in edges]
        self._batch.new_edges(starts, type_, ends, self._rows(type_, edges))

    def _rows(self, name: str, elements: Sequence[Element]) -> list[dict[str, Any]]:
        """Return the rows, and declare the dates among their properties: rows cross to the JVM as JSON."""
        schema = load_schema()
        used = {key for element in elements for key in element.properties}
        dates = {(name, key) for key in used if schema.property_type(key) == "date"}
        for _, key in sorted(dates - self._dates):
            self._opened.command("sql", f"CREATE PROPERTY `{name}`.`{key}` DATE")
        self._dates |= dates
        return [_row(element) for element in elements]

    def _rid(self, edge: Relationship, node: str) -> str:
        if node not in self._rids:
            raise InputError(f"relationship {edge.id} ({edge.type}) points to node {node}, which is not there")
        return self._rids[node]


def _row(element: Element) -> dict[str, Any]:
    row: dict[str, Any] = {"id": element.id}
    for name, value in element.properties.items():
        if value is not None and value != ():
            given = typed(name, value)
            row[name] = given.isoformat() if isinstance(given, date) else given
    return row
