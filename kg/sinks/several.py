"""Several files of one graph, which is read only once for all of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.sinks.common import FORMATS, Sink, Stats, opened, run
from kg.sinks.stream import checked_elements, is_text
from kg.types import Element


def export_all(elements: Iterable[Element], folder: Path, formats: Mapping[str, str]) -> Stats:
    """Write a graph to files of a folder as `kg.sinks.common.export` does each; a failed export leaves the old files.

    Args:
        elements: the graph, all nodes first, with its sentences if one of the formats holds them.
        folder: where the files are.
        formats: the names of the files with keys of `FORMATS`, none twice.

    Raises:
        SchemaError: an empty or repeated id, a relationship without its nodes, a property of a wrong type.
        OutsideError: the files cannot be written.
    """
    sinks = {format: opened(folder / name, format) for name, format in formats.items()}
    return run(_Several(sinks), checked_elements(elements), folder)


class _Several:
    """Sinks by their format, as one sink."""

    def __init__(self, sinks: Mapping[str, Sink]) -> None:
        self._sinks = list(sinks.values())
        self._of_text = [sink for format, sink in sinks.items() if FORMATS[format].sentences]

    def write(self, element: Element) -> None:
        for sink in self._of_text if is_text(element) else self._sinks:
            sink.write(element)

    def finalize(self) -> Stats:
        """The counts are those of the first file."""
        every = [sink.finalize() for sink in self._sinks]
        files = tuple(file for stats in every for file in stats.files)
        notes = tuple(note for stats in every for note in stats.notes)
        return Stats(every[0].nodes, every[0].relationships, files, notes)

    def discard(self) -> None:
        for sink in self._sinks:
            sink.discard()
