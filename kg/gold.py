"""Reads annotations from marked articles (.ann) and from JSON Lines, as `kg annotate` writes them or the gold gives."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kg.errors import InputError
from kg.ids import entity_id
from kg.markup import read_gold
from kg.types import Annotation

_STABLE = re.compile(r"[a-z]+-[0-9a-f]{16}")


def read_annotations(inputs: Iterable[Path | str]) -> Iterator[Annotation]:
    """Yield the annotations of files, folders of .ann files, or ``-`` (stdin, JSON Lines), in order.

    Raises:
        InputError: a file is missing, a folder holds no .ann, or a line is no annotation, with file and line.
    """
    for given in inputs:
        path = Path(given)
        if str(given) == "-":
            yield from _lines(sys.stdin.buffer, "stdin")
        elif path.is_dir():
            yield from map(read_gold, _marked(path))
        elif path.suffix == ".ann":
            yield read_gold(_existing(path))
        else:
            with _existing(path).open("rb") as file:
                yield from _lines(file, str(path))


def with_stable_ids(annotation: Annotation) -> Annotation:
    """The annotation with the ids of `kg.ids.entity_id` for all that are not: p1 of two gold files are two people."""
    ids: dict[str, str] = {}
    for m in sorted(annotation.entities, key=lambda m: (m.start, -m.end)):
        stable = m.entity if _STABLE.fullmatch(m.entity) else entity_id(annotation.id, m.label, m.start, m.text)
        ids.setdefault(m.entity, stable)
    known = [claim for claim in annotation.relations if claim.head in ids and claim.tail in ids]
    return replace(
        annotation,
        entities=tuple(replace(m, entity=ids[m.entity]) for m in annotation.entities),
        relations=tuple(replace(claim, head=ids[claim.head], tail=ids[claim.tail]) for claim in known),
        dates={ids[entity]: value for entity, value in annotation.dates.items() if entity in ids},
    )


def _marked(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise InputError(f"{folder}: no .ann files in this folder")
    return files


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
