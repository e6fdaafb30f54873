"""A temporary file of elements, for sinks that must know the whole graph before they write its parts."""

import tempfile
from collections.abc import Iterator

import msgspec

from kg.types import Element, Node, Relationship

_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Element] = msgspec.msgpack.Decoder(Node | Relationship)
_LENGTH = 4


class Spool:
    """Elements in their order, kept on disk; it can be read any number of times."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def add(self, element: Element) -> None:
        """Keep one element."""
        data = _ENCODER.encode(element)
        self._file.write(len(data).to_bytes(_LENGTH, "big") + data)

    def __iter__(self) -> Iterator[Element]:
        """Yield the elements from the first one on."""
        self._file.seek(0)
        while size := self._file.read(_LENGTH):
            yield _DECODER.decode(self._file.read(int.from_bytes(size, "big")))

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
