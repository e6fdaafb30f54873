"""Files for ``neo4j-admin database import full`` (Neo4j 5.26 and 2026), and the command beside them.

One file a label and one a (label, type, label); a header line in each with ids, types, arrays and dates.
Values are exact. Strings are quoted, so that an empty one differs from none; booleans are ``true`` and
``false``; items of a list are parted by U+001F. Facts carry no ``quotes``: their sentences are nodes.
"""

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.schema import load_schema
from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile, write_atomic
from kg.sinks.spool import Spool
from kg.sinks.values import day, plain, typed_properties
from kg.types import Element, Node, Value

MARK = "kg"
"""Property of every node and relationship that kg made, by which a later load knows them."""

DELIMITER = "\x1f"
_TYPES = {
    "string": "string",
    "date": "date",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "list": "string[]",
}
_OPTIONS = (
    "--id-type=string",
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--strict=true",
    "--bad-tolerance=0",
    "--report-file=import.report",
)
_SCRIPT = """#!/bin/sh
# Fills a new Neo4j database from these files. The server (Community) or the database must be stopped.
# usage: sh import.sh [DATABASE [OPTION...]]        DATABASE: neo4j
# An existing database is replaced only with --overwrite-destination=true, and is gone when that fails.
# Make the constraints of cypher/schema.cypher afterwards. NEO4J_ADMIN names the command elsewhere.
set -eu
cd "$(dirname "$0")"
database=${1:-neo4j}
[ $# -eq 0 ] || shift
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \\
"""


class Neo4jCsvSink:
    """Spools the graph by file, then writes each file with the columns that it uses."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._groups: dict[str, Spool] = {}
        self._columns: dict[str, set[str]] = {}
        self._labels: dict[str, str] = {}
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        group = self._group(element)
        if group not in self._groups:
            self._groups[group], self._columns[group] = Spool(), set()
        self._groups[group].add(element)
        self._columns[group].update(stored(element.properties))
        self._tally.add(element)

    def finalize(self) -> Stats:
        """Write the files, the scripts, and remove files of an earlier export that have no part now."""
        paths = [self._target / f"{group}.csv" for group in sorted(self._groups)]
        files: list[AtomicFile] = []
        try:
            for path in paths:
                files.append(AtomicFile(path))
                files[-1].stream.writelines(self._lines(path.stem))
            for file in files:
                file.commit()
        except BaseException:
            for file in files:
                file.discard()
            raise
        scripts = self._scripts(paths)
        self._sweep({*paths, *scripts})
        self.discard()
        return self._tally.stats(*paths, *scripts)

    def discard(self) -> None:
        """Forget what was taken."""
        for spool in self._groups.values():
            spool.close()

    def _group(self, element: Element) -> str:
        if isinstance(element, Node):
            self._labels[element.id] = element.label
            return f"nodes-{element.label}"
        start, end = self._labels[element.start], self._labels[element.end]
        return f"relationships-{start}-{element.type}-{end}"

    def _lines(self, group: str) -> Iterator[str]:
        columns = sorted(self._columns[group] - {"id"})
        fixed = ["id:ID"] if group.startswith("nodes") else ["id:string", ":START_ID", ":END_ID"]
        typed = [f"{name}:{_TYPES[_kind(name)]}" for name in columns]
        yield ",".join([*fixed, f"{MARK}:boolean", *typed]) + "\n"
        for element in self._groups[group]:
            ids = [element.id] if isinstance(element, Node) else [element.id, element.start, element.end]
            values = stored(element.properties)
            row = [*map(_quoted, ids), "true", *(_cell(name, values.get(name)) for name in columns)]
            yield ",".join(row) + "\n"

    def _scripts(self, paths: Iterable[Path]) -> tuple[Path, Path]:
        sources = [_source(path) for path in paths]
        lines = [*_OPTIONS, *sources]
        shell, text = self._target / "import.sh", self._target / "import.txt"
        arguments = " \\\n".join(f"  {shlex.quote(line)}" for line in lines)
        write_atomic(shell, f'{_SCRIPT}{arguments} "$@"\n')
        write_atomic(text, f"neo4j-admin database import full neo4j {' '.join(lines)}\n")
        return shell, text

    def _sweep(self, current: set[Path]) -> None:
        for pattern in ("nodes-*.csv", "relationships-*-*-*.csv"):
            for old in set(self._target.glob(pattern)) - current:
                old.unlink()


def stored(properties: dict[str, Value]) -> dict[str, Value]:
    """Return the properties that Neo4j holds: typed, without quotes, dates as days, lists without empty texts."""
    values = {k: _stored(k, v) for k, v in typed_properties(properties).items() if k != "quotes"}
    return {k: v for k, v in values.items() if v is not None}


def _stored(name: str, value: Value) -> Value | None:
    if isinstance(value, tuple):
        # An import cannot tell a list of one empty text from no list.
        return tuple(item.replace(DELIMITER, "\ufffd") for item in value if item) or None
    return day(name, str(value)) if _kind(name) == "date" else value


def _kind(name: str) -> str:
    return load_schema().property_type(name)


def _cell(name: str, value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _quoted(DELIMITER.join(value))
    return _quoted(value) if isinstance(value, str) and _kind(name) != "date" else plain(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _source(path: Path) -> str:
    kind, _, rest = path.stem.partition("-")
    name = rest if kind == "nodes" else rest.split("-")[1]
    return f"--{kind}={name}={path.name}"
