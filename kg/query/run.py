"""Asks a graph: a named query or Cypher, of the embedded engine or a server, read-only, for plain values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import neo4j
from neo4j.exceptions import DriverError, Neo4jError, TransientError

from kg.connection import Target, connect, first_line
from kg.errors import OutsideError, UsageError
from kg.properties import whole_day
from kg.query.engine import engine
from kg.query.guard import check_reads_only
from kg.query.library import NamedQuery, Parameter, find_query
from kg.types import Element

Plain = Any
"""None, bool, int, float, str, datetime.date, or lists and dicts of these."""

_LAST_DATE = "MATCH (a:Article) RETURN max(a.date) AS last"


class Rows(msgspec.Struct, frozen=True):
    """The answer to a query: its columns, and rows of plain Python values in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]


class Graph:
    """An open graph that answers Cypher; made by `embedded` or `server`."""

    def __init__(self, driver: neo4j.Driver, database: str | None) -> None:
        self._driver = driver
        self._database = database

    def rows(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run Cypher that only reads.

        Raises:
            UsageError: it would write, or the engine does not understand it.
            OutsideError: the engine or server is gone.
        """
        check_reads_only(cypher)
        try:
            with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
                # Auto-commit: the embedded engine refuses to begin a transaction on a database opened read-only.
                result = session.run(neo4j.Query(cypher), dict(parameters or {}))
                rows = tuple(tuple(plain(value) for value in record.values()) for record in result)
                return Rows(columns=tuple(result.keys()), rows=rows)
        except (DriverError, TransientError) as error:
            raise OutsideError(f"the graph did not answer: {first_line(error)}") from error
        except Neo4jError as error:
            raise UsageError(f"the query failed: {first_line(error)}") from error


@contextmanager
def embedded(home: Path, digest: str, elements: Callable[[], Iterable[Element]]) -> Iterator[Graph]:
    """Open the graph ``elements()`` in the embedded engine; see `kg.query.engine.engine` for the arguments.

    Raises:
        OutsideError: the engine is missing or does not start.
    """
    with engine(home, digest, elements) as address:
        auth = (address.user, address.password)
        with neo4j.GraphDatabase.driver(address.uri, auth=auth, telemetry_disabled=True) as driver:
            yield Graph(driver, address.database)


@contextmanager
def server(uri: str, auth: tuple[str, str] | None, database: str | None = None) -> Iterator[Graph]:
    """Open the graph of a Neo4j server at ``uri`` (bolt, neo4j, bolt+s, neo4j+s); ``auth``: user, password.

    Raises:
        UsageError: no address of a server.
        OutsideError: no server answers within five seconds, or it refuses user or password.
    """
    with connect(Target(uri, *(auth or ("", "")), database)) as driver:
        yield Graph(driver, database)


def run_query(graph: Graph, query: str | NamedQuery, given: Mapping[str, str] | None = None) -> Rows:
    """Answer a named query.

    Args:
        graph: an open graph.
        query: the query or its name.
        given: parameters as text, as ``--param`` gives them.

    Raises:
        UsageError: no such query, or a parameter is unknown, missing or of the wrong type.
    """
    named = find_query(query) if isinstance(query, str) else query
    return graph.rows(named.cypher, bind(named, given or {}, lambda: last_date(graph)))


def last_date(graph: Graph) -> date | None:
    """Return the last date of the corpus, which is what “now” means; None if no article has a date."""
    value = graph.rows(_LAST_DATE).rows[0][0]
    return value if isinstance(value, date) else None


def bind(query: NamedQuery, given: Mapping[str, str], last: Callable[[], date | None]) -> dict[str, Any]:
    """Return the parameters of a query as typed values, defaults filled in; ``last`` gives the last date.

    Raises:
        UsageError: a parameter is unknown, missing or of the wrong type.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            known = f"its parameters are {', '.join(names)}" if names else "it has none"
            raise UsageError(f"query {query.name} has no parameter {name}; {known}")
    return {parameter.name: _value(query, parameter, given, last) for parameter in query.parameters}


def _value(query: NamedQuery, parameter: Parameter, given: Mapping[str, str], last: Callable[[], date | None]) -> Any:
    text = given.get(parameter.name, parameter.default)
    if text is None:
        raise UsageError(f"query {query.name} needs --param {parameter.name}=… ({parameter.about})")
    if parameter.name not in given and text in {"last", "none"}:
        return last() if text == "last" else None
    return coerce(text, parameter)


def coerce(text: str, parameter: Parameter) -> Any:
    """Return the text of a parameter as its type; a list is separated by commas.

    Raises:
        UsageError: the text is not of that type.
    """
    try:
        if parameter.type == "date":
            return whole_day(text)
        if parameter.type == "boolean":
            return {"true": True, "false": False}[text.lower()]
        if parameter.type == "list":
            return [part for part in text.replace("，", ",").split(",") if part]
        return {"integer": int, "float": float}.get(parameter.type, str)(text)
    except (ValueError, KeyError) as error:
        raise UsageError(f"--param {parameter.name}={text}: not of type {parameter.type}") from error


def plain(value: Any) -> Plain:
    """Return a value of the driver as plain Python; nodes and relationships become dicts of their properties."""
    if isinstance(value, neo4j.graph.Path):
        pairs = zip(value.nodes, (*value.relationships, None), strict=True)
        return [plain(part) for pair in pairs for part in pair][:-1]
    if isinstance(value, neo4j.graph.Node):
        return {"label": min(value.labels, default=""), **{key: plain(item) for key, item in sorted(value.items())}}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, **{key: plain(item) for key, item in sorted(value.items())}}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "to_native"):
        return value.to_native()
    return value
