"""Reads files, folders and stdin into Documents; what cannot be read becomes a Failure, and the rest goes on."""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, UsageError
from kg.reading.blocks import Page
from kg.reading.dateline import dateline
from kg.reading.failures import Item, guarded
from kg.reading.files import PAGES, READERS, byte_lines, expand, name_of, open_file, read_all, suffix
from kg.reading.guards import check_size
from kg.reading.iso_date import iso_date
from kg.reading.options import Failure, ReadOptions
from kg.reading.sources import SourceRow, load_sources
from kg.reading.versions import version

STDIN = "stdin"
_SNIFFED = {b"%pdf-": "pdf", b"<!doctype html": "html", b"<html": "html", b"<?xml": "html"}


def read(inputs: Iterable[Path | str], options: ReadOptions | None = None) -> Iterator[Item]:
    """Read documents one by one, in the order of ``inputs``; folders go by name, ``-`` is stdin.

    Args:
        inputs: files, folders, or ``-``: JSON Lines if it begins with ``{``, else Markdown (PDF and HTML are
            known by how they begin).
        options: place, date and limits.

    Returns:
        An iterator of a Document for each article, and a Failure for each file or record that could not be
        read. A second record of one id is passed over if it is the same, and a Failure if it is not.

    Raises:
        UsageError: an option is wrong.
        InputError: the file of sources is wrong.
    """
    chosen = options or ReadOptions()
    if chosen.date is not None and iso_date(chosen.date) is None:
        raise UsageError(f"date: {chosen.date[:40]!r} is no date; write 2025-10-31")
    rows = load_sources(chosen.sources) if chosen.sources else ()
    return _unique(_Reader(chosen, rows).read(inputs))


class _Reader:
    """Opens inputs by their kind; all methods give items one by one."""

    def __init__(self, options: ReadOptions, rows: tuple[SourceRow, ...]) -> None:
        self.options, self.rows = options, rows

    def read(self, inputs: Iterable[Path | str]) -> Iterator[Item]:
        for given in inputs:
            if given == "-":
                yield from guarded(self.stream(sys.stdin.buffer, STDIN), STDIN)
            else:
                yield from guarded(self.paths(Path(given)), str(given).replace("\0", "␀"))

    def paths(self, path: Path) -> Iterator[Item]:
        for found in expand(path):
            yield from guarded(self.file(found), name_of(found))

    def file(self, path: Path) -> Iterator[Item]:
        where, kind = name_of(path), suffix(path)
        if kind and kind not in READERS:
            raise InputError(f"{where}: kg reads no {kind} files; it reads {' '.join(READERS)}")
        with open_file(path) as stream:
            if not kind:
                yield from self.stream(stream, where)
            elif kind in PAGES:
                yield from self.page(PAGES[kind], read_all(stream, where, self.options), where)
            else:
                yield from self.records(READERS[kind], byte_lines(stream, where, self.options), where)

    def stream(self, stream: BinaryIO, where: str) -> Iterator[Item]:
        """Bytes without a suffix: PDF, HTML and JSON Lines by how they begin, else Markdown."""
        lines = byte_lines(stream, where, self.options)
        first: list[bytes] = []
        for line in lines:
            first.append(line)
            if line.strip():
                break
        start = (first[-1] if first else b"").removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
        if start.startswith(b"{"):
            yield from self.records("jsonl", chain(first, lines), where)
            return
        kind = next((name for mark, name in _SNIFFED.items() if start.startswith(mark)), "markdown")
        yield from self.page(kind, _joined(chain(first, lines), where, self.options), where)

    def page(self, kind: str, data: bytes, where: str) -> Iterator[Item]:
        """The articles of a page."""
        from kg.reading.articles_of_page import articles_of_page

        page: Page = import_module(f"kg.reading.{kind}").read_page(data, where, self.options)
        yield from articles_of_page(page, self.options, self.rows)

    def records(self, kind: str, lines: Iterable[bytes], where: str) -> Iterator[Item]:
        items: Iterator[Item] = import_module(f"kg.reading.{kind}").read_records(lines, where, self.options)
        for item in items:
            yield item if isinstance(item, Failure) else dateline(item, self.options, self.rows)


def _joined(lines: Iterator[bytes], where: str, options: ReadOptions) -> bytes:
    parts, size = [], 0
    for line in lines:
        parts.append(line)
        size += len(line)
        check_size(size, where, options)
    return b"".join(parts)


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif item.id not in seen:
            seen[item.id] = version(item)
            yield item
        elif seen[item.id] != version(item):
            yield Failure(where=item.source or item.id, message=f"id {item.id!r} stands twice, with another text")
