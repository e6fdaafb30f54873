"""Which files an input means, and their bytes: folders in order, .gz opened, sizes checked first."""

import codecs
import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.reading.guards import check_size
from kg.reading.options import ReadOptions

PAGES = {".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain", ".html": "html"}
PAGES |= {".htm": "html", ".xhtml": "html", ".shtml": "html", ".pdf": "pdf"}
RECORDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv"}
READERS = PAGES | RECORDS


def expand(path: Path) -> Iterator[Path]:
    """The files that ``path`` means: itself, or all that kg reads in the folder, by name.

    Hidden files and folders, links to folders, and files of other kinds are passed over.

    Raises:
        InputError: there is no such file or folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError(f"{name_of(path)}: there is no such file or folder")
        yield path
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and suffix(Path(name)) in READERS:
                yield Path(folder, name)


def suffix(path: Path) -> str:
    """The suffix that says the format, in lower case; that before .gz where the file is compressed."""
    suffixes = [part.lower() for part in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def name_of(path: Path) -> str:
    """The path as text with ``/``, the same on every system; bytes that are no text are replaced."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def open_file(path: Path) -> BinaryIO:
    """Open a file to read its bytes, unpacked if its name ends in .gz."""
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def read_all(stream: BinaryIO, where: str, options: ReadOptions) -> bytes:
    """All bytes of ``stream``.

    Raises:
        InputError: there are more than the limit; no more than that is read.
    """
    data = stream.read(_limit(options) + 1)
    check_size(len(data), where, options)
    return data


def byte_lines(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[bytes]:
    """The lines of ``stream``, in UTF-8 if it is UTF-16; of one that is too long, so much that it shows."""
    limit = _limit(options) + 1
    first = stream.readline(limit)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _utf16_lines(first + read_all(stream, where, options), where)
        return
    line = first
    while line:
        yield line
        while len(line) == limit and not line.endswith(b"\n"):
            line = stream.readline(limit)
        line = stream.readline(limit)


def _utf16_lines(data: bytes, where: str) -> Iterator[bytes]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: byte {error.start} is not UTF-16; save the file again as UTF-8") from error
    for line in text.split("\n"):
        yield line.encode("utf-8")


def _limit(options: ReadOptions) -> int:
    return int(options.max_file_mb * 1_000_000)
