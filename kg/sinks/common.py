"""What every sink shares: its protocol, its count of what it wrote, and `export`, which runs one."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol

import msgspec

from kg.errors import KGError, OutsideError, UsageError
from kg.sinks.stream import checked_elements, entities_only
from kg.types import Element, Node


class Stats(msgspec.Struct, frozen=True):
    """What a sink wrote: counts by label and by type, the files, and what the user should know."""

    nodes: dict[str, int]
    relationships: dict[str, int]
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


class Sink(Protocol):
    """Takes the elements of a graph one by one, all nodes first; nothing is visible before `finalize`."""

    def write(self, element: Element) -> None:
        """Take one node or relationship."""

    def finalize(self) -> Stats:
        """Put the result in its place and return what was written."""

    def discard(self) -> None:
        """Throw away what was taken; what stood at the target stays as it was."""


class Tally:
    """Counts elements by label and type."""

    def __init__(self) -> None:
        self.nodes: dict[str, int] = {}
        self.relationships: dict[str, int] = {}

    def add(self, element: Element) -> None:
        """Count one element."""
        counts, key = (self.nodes, element.label) if isinstance(element, Node) else (self.relationships, element.type)
        counts[key] = counts.get(key, 0) + 1

    def stats(self, *files: Path, notes: Iterable[str] = ()) -> Stats:
        """Return the counts, sorted by name."""
        return Stats(dict(sorted(self.nodes.items())), dict(sorted(self.relationships.items())), files, tuple(notes))


class Format(msgspec.Struct, frozen=True):
    """Where the sink of a format is, whether it always holds the sentences, and its dialects."""

    sink: str
    sentences: bool = False
    dialects: tuple[str, ...] = ()


FORMATS = {
    "jsonl": Format("kg.sinks.jsonl:JsonlSink", sentences=True),
    "graphml": Format("kg.sinks.graphml:GraphmlSink", dialects=("yed",)),
    "gexf": Format("kg.sinks.gexf:GexfSink"),
    "csv": Format("kg.sinks.csv:CsvSink"),
    "html": Format("kg.sinks.html:HtmlSink"),
    "neo4j-csv": Format("kg.sinks.neo4j_csv:Neo4jCsvSink", sentences=True),
    "co-attendance": Format("kg.sinks.coattendance_files:CoAttendanceSink"),
}


def export(
    elements: Iterable[Element],
    target: Path,
    format: str,
    *,
    dialect: str | None = None,
    with_sentences: bool = False,
) -> Stats:
    """Write a graph to ``target`` in one of `FORMATS`; a failed export leaves the old files.

    Args:
        elements: the graph, all nodes first, in a fixed order; it is read once, as a stream.
        target: the file, or the folder for csv, neo4j-csv and co-attendance.
        format: a key of `FORMATS`.
        dialect: ``yed`` gives GraphML the labels and colours that yEd draws.
        with_sentences: also write articles and sentences (jsonl and neo4j-csv always do).

    Raises:
        UsageError: unknown format or dialect, or sentences asked of a format that cannot hold them.
        SchemaError: an empty or repeated id, a relationship without its nodes, a property of a wrong type.
        OutsideError: the files cannot be written.
    """
    chosen = _chosen(format, dialect, with_sentences)
    sink = opened(target, format, dialect)
    checked = checked_elements(elements)
    return run(sink, checked if chosen.sentences or with_sentences else entities_only(checked), target)


def run(sink: Sink, elements: Iterable[Element], target: Path) -> Stats:
    """Feed ``elements`` to ``sink`` and finalize it; on any failure discard what it took."""
    try:
        for element in elements:
            sink.write(element)
        return sink.finalize()
    except OSError as error:
        sink.discard()
        raise _unwritable(target, error) from error
    except BaseException:
        sink.discard()
        raise


def opened(target: Path, format: str, dialect: str | None = None) -> Sink:
    """Return the sink of a format, its target not yet touched."""
    module, _, name = FORMATS[format].sink.partition(":")
    options = {"dialect": dialect} if dialect else {}
    try:
        sink: Sink = getattr(import_module(module), name)(target, **options)
    except OSError as error:
        raise _unwritable(target, error) from error
    return sink


def _chosen(format: str, dialect: str | None, with_sentences: bool) -> Format:
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    chosen = FORMATS[format]
    if dialect and dialect not in chosen.dialects:
        raise UsageError(f"format {format} has no dialect {dialect!r}; graphml has yed")
    if with_sentences and format in ("html", "co-attendance"):
        raise UsageError(f"format {format} cannot hold sentences as nodes; leave out --with-sentences")
    return chosen


def _unwritable(target: Path, error: OSError) -> KGError:
    return OutsideError(f"cannot write {target}: {error.strerror or error}; check disk space and permissions")
