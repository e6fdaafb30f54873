"""Writes the files of a build from its record; they can be thrown away."""

from collections.abc import Iterable
from pathlib import Path

from kg.errors import OutsideError
from kg.reading.jsonl import encode
from kg.record import Record, elements
from kg.record.linking import Progress
from kg.sinks.files import write_atomic
from kg.sinks.several import export_all

EXPORTS = {"graph.jsonl": "jsonl", "graph.graphml": "graphml", "graph.html": "html"}


def write_outputs(record: Record, out: Path, progress: Progress = lambda *_: None) -> list[Path]:
    """Write annotations.jsonl and the graph files of a record into ``out``; return their paths."""
    files = [out / "annotations.jsonl", *(out / name for name in EXPORTS)]
    write_lines(files[0], (encode(a) for a in record.annotations()))
    export_all(elements(record), out, EXPORTS)
    progress("write", len(EXPORTS), len(EXPORTS))
    return files


def write_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Write lines of UTF-8 to a file that appears whole or not at all.

    Raises:
        OutsideError: the disk is full, or the folder cannot be written.
    """
    try:
        write_atomic(path, (line.decode() + "\n" for line in lines))
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror}; check disk space and permissions") from None
