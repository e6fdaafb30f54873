"""graph.jsonl: every element of the graph, one JSON object a line; the exact form that is read back."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile
from kg.types import Element, Node, Relationship

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER: msgspec.json.Decoder[Element] = msgspec.json.Decoder(Node | Relationship)


def encode_element(element: Element) -> bytes:
    """The line of an element, without a line end: keys of properties sorted."""
    return _ENCODER.encode(element)


class JsonlSink:
    """Writes elements as they come, UTF-8, keys of properties sorted."""

    def __init__(self, target: Path) -> None:
        self._file = AtomicFile(target)
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Write one line."""
        self._file.stream.write(encode_element(element).decode("utf-8") + "\n")
        self._tally.add(element)

    def finalize(self) -> Stats:
        """Put the file in its place."""
        self._file.commit()
        return self._tally.stats(self._file.target)

    def discard(self) -> None:
        """Remove the unfinished file."""
        self._file.discard()


def read_jsonl(path: Path) -> Iterator[Element]:
    """Yield the elements of a graph.jsonl, equal to those that were written.

    Raises:
        InputError: a line is not an element (the message has file and line), or the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                yield _decoded(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; build the graph first") from error


def _decoded(line: bytes, where: str) -> Element:
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{where}: no element of a graph ({error}); build the graph again") from error
