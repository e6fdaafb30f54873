"""Reads annotations from marked articles (.ann) and from JSON Lines, as `kg annotate` writes them or the gold gives."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.markup import read_gold
from kg.types import Annotation


def read_annotations(inputs: Iterable[Path | str]) -> Iterator[Annotation]:
    """Yield the annotations of files, folders of .ann files, or ``-`` (stdin, JSON Lines), in order.

    Raises:
        InputError: a file is missing, or a line is no annotation, with file and line.
    """
    for given in inputs:
        path = Path(given)
        if str(given) == "-":
            yield from _lines(sys.stdin.buffer, "stdin")
        elif path.is_dir():
            yield from (read_gold(file) for file in sorted(path.glob("*.ann")))
        elif path.suffix == ".ann":
            yield read_gold(_existing(path))
        else:
            with _existing(path).open("rb") as file:
                yield from _lines(file, str(path))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError(f"{path}: no such file; give .ann files, a folder of them, JSON Lines, or -")
    return path


def _lines(lines: Iterable[bytes], where: str) -> Iterator[Annotation]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _annotation(line, f"{where}:{number}")


def _annotation(line: bytes, where: str) -> Annotation:
    try:
        found = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Annotation)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{where}: no annotation ({error}); see docs/annotation.md for the form") from None
    for m in found.entities:
        if found.text[m.start : m.end] != m.text:
            raise InputError(f"{where}: entity {m.text!r} is not what stands at {m.start}–{m.end} of the text")
    return found
