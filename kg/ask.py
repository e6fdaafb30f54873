"""Asks the graph of a build, through the embedded engine, or a server."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.export import open_record
from kg.query.run import Graph, Rows, embedded, run_query, server
from kg.record import Record, elements
from kg.resources import PACKAGE, resource


@contextmanager
def graph_of(
    out: Path, uri: str | None = None, auth: tuple[str, str] | None = None, database: str | None = None
) -> Iterator[Graph]:
    """Open the graph of the build in ``out``, or of the server at ``uri``.

    Raises:
        InputError: there is no build in ``out``.
        OutsideError: the engine or the server does not answer.
    """
    if uri:
        with server(uri, auth, database) as graph:
            yield graph
        return
    with open_record(out) as record, embedded(out / ".engine", digest(record), lambda: elements(record)) as graph:
        yield graph


def digest(record: Record) -> str:
    """A hash of what the graph is made from: it changes when a document, a decision, the linking or kg itself does."""
    sha = hashlib.sha256(resource("pipelines", "schema.yml").read_bytes())
    for path in sorted(PACKAGE.rglob("*.py")):
        sha.update(path.read_bytes())
    queries = (
        "SELECT d.key, d.version, d.position, d.json, a.pipeline, a.linked FROM document d JOIN annotation a"
        " ON a.document = d.id ORDER BY d.key",
        "SELECT a, b, verdict FROM decision ORDER BY a, b",
        "SELECT block FROM stale_block UNION ALL SELECT id FROM stale_entity UNION ALL SELECT id FROM stale_scope",
    )
    for query in queries:
        for row in record.db.execute(query):
            sha.update("\0".join(map(str, row)).encode() + b"\n")
    return sha.hexdigest()[:20]


def ask(graph: Graph, name: str | None, cypher: str | None, parameters: Mapping[str, str]) -> Rows:
    """Answer a named query, or Cypher with the parameters as text.

    Raises:
        UsageError: no such query, a parameter is wrong, or the Cypher would write.
    """
    return graph.rows(cypher, parameters) if cypher else run_query(graph, name or "", parameters)
