"""kg query, explain, load, demo: what asks a graph, and what brings it to a server."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.console import Progress, end, note, put_counts
from kg.errors import InputError, UsageError


def query(
    name: Annotated[str | None, typer.Argument(help="A named query; without one they are listed.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, as often as needed.")] = None,
    cypher: Annotated[str | None, typer.Option(help="Cypher of your own, in place of a name.")] = None,
    out: o.Out = Path("out"),
    uri: o.Uri = None,
    user: o.User = "neo4j",
    database: o.Database = "neo4j",
    format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
) -> None:
    """Ask a build (with no server) or a server; nothing is ever changed by it."""
    from kg.query.library import find_query, list_queries

    if not name and not cypher:
        for q in list_queries():
            print(f"{q.group:<11} {q.name:<26} {q.zh}  {' '.join(p.name for p in q.parameters)}")
        return
    from kg.ask import ask, graph_of
    from kg.query.format import format_rows

    if name and cypher:
        raise UsageError("give the name of a query or --cypher, not both")
    if name:
        find_query(name)
    if format not in ("table", "json", "csv"):
        raise UsageError(f"--format {format}: give table, json or csv")
    with graph_of(out, uri, (user, password()) if uri else None, database if uri else None) as graph:
        rows = ask(graph, name, cypher, dict(map(_pair, param or ())))
    print(format_rows(rows, format, width()))  # type: ignore[arg-type]


def width() -> int:
    """The columns of the terminal, 120 where there is none."""
    return shutil.get_terminal_size((120, 40)).columns


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--param {text}: write NAME=VALUE")
    return key, value


def password() -> str:
    """The password of the server: from KG_NEO4J_PASSWORD, the file KG_NEO4J_PASSWORD_FILE, or a prompt."""
    if "KG_NEO4J_PASSWORD" in os.environ:
        return os.environ["KG_NEO4J_PASSWORD"]
    file = os.environ.get("KG_NEO4J_PASSWORD_FILE")
    if not file and not sys.stdin.isatty():
        raise UsageError("no password of the server: set KG_NEO4J_PASSWORD or KG_NEO4J_PASSWORD_FILE")
    if not file:
        return str(typer.prompt("Password of the server", hide_input=True, err=True))
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"KG_NEO4J_PASSWORD_FILE={file}: it cannot be read ({why})") from None


def explain(
    what: Annotated[str, typer.Argument(help="The id of a fact or an entity, or a name.")], out: o.Out = Path("out")
) -> None:
    """Print the sentences behind an entity or a fact, and what was joined and why."""
    from kg.explain import explain as lines
    from kg.export import open_record

    with open_record(out) as record:
        for line in lines(record, what):
            print(line)


def load(
    out: o.Out = Path("out"),
    uri: o.Uri = None,
    user: o.User = "neo4j",
    database: o.Database = "neo4j",
    wait: Annotated[float, typer.Option(help="Seconds to wait for a server that goes away meanwhile.")] = 180,
) -> None:
    """Load the graph of a build into Neo4j; afterwards the server holds what the build holds, and all else it had."""
    from kg.export import open_record
    from kg.record import elements
    from kg.sinks.neo4j import load as load_graph

    if not uri:
        raise UsageError("give --uri neo4j://HOST:7687, or set KG_NEO4J_URI")
    with open_record(out) as record:
        stats = load_graph(elements(record), uri, (user, password()), database, wait)
    put_counts("nodes", stats.nodes)
    put_counts("relationships", stats.relationships)
    for line in stats.notes:
        note(line)


def demo(out: o.Out = Path("out")) -> None:
    """Build the graph of the example page and ask it the question of the model case."""
    from kg.ask import ask, graph_of
    from kg.demo import QUERIES
    from kg.demo import demo as build_demo
    from kg.query.format import format_rows

    with Progress() as progress:
        report = build_demo(out, progress)
    for title, counts in report.counts.items():
        put_counts(title, counts)
    with graph_of(out) as graph:
        for name, parameters in QUERIES:
            print(f"\nkg query {name}" + "".join(f" --param {k}={v}" for k, v in parameters.items()))
            print(format_rows(ask(graph, name, None, parameters), width=width()))
    print("\nwritten:", *report.files, sep="\n  ")
    end(report.failures)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (query, explain, load, demo):
        app.command()(command)
