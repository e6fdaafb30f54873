"""Writes the graph of a build in one of the formats of kg.sinks."""

from pathlib import Path

from kg.errors import InputError
from kg.record import Record, elements
from kg.sinks.common import FORMATS, Stats, export

NAMES = {"jsonl": "graph.jsonl", "html": "graph.html", "graphml": "graph.graphml", "gexf": "graph.gexf"}


def open_record(out: Path) -> Record:
    """Open the record of the build in ``out``.

    Raises:
        InputError: there is no build, or it was stopped before its end.
    """
    if not (out / "kg.sqlite").exists():
        raise InputError(f"{out}: there is no build here (no kg.sqlite); make one with: kg build PAGES -o {out}")
    record = Record(out / "kg.sqlite")
    if record.unfinished:
        record.db.close()
        raise InputError(f"{out}: the last build was stopped before its end; run it again, it goes on where it was")
    return record


def export_record(
    out: Path, format: str, target: Path | None = None, dialect: str | None = None, with_sentences: bool = False
) -> Stats:
    """Write the graph of the build in ``out``; a failed export leaves the old file.

    Args:
        out: the folder of the build.
        format: a key of kg.sinks.common.FORMATS.
        target: the file or folder to write; inside ``out`` if None.
        dialect: of GraphML: yed.
        with_sentences: articles and sentences as nodes, in the formats that have entities alone.

    Raises:
        InputError: there is no build in ``out``.
    """
    with open_record(out) as record:
        whole = with_sentences or (format in FORMATS and FORMATS[format].sentences)
        stream = elements(record, sentences=whole)
        path = target or out / NAMES.get(format, format)
        return export(stream, path, format, dialect=dialect, with_sentences=with_sentences)
