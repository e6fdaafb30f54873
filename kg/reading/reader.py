"""Reads files, folders and stdin into Documents; what cannot be read becomes a Failure, and the rest goes on."""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from kg.errors import InputError, KGError, UsageError
from kg.reading.blocks import Page
from kg.reading.dateline import dateline
from kg.reading.files import PAGES, READERS, byte_lines, expand, name_of, open_file, read_all, suffix
from kg.reading.guards import check_article, check_page, check_size
from kg.reading.iso_date import iso_date
from kg.reading.options import Failure, ReadOptions
from kg.reading.sources import SourceRow, load_sources
from kg.reading.versions import version
from kg.types import Document

Item = Document | Failure
STDIN = "stdin"


def read(inputs: Iterable[Path | Literal["-"] | str], options: ReadOptions | None = None) -> Iterator[Item]:
    """Read documents one by one, in the order of ``inputs``; folders go by name, ``-`` is stdin.

    Args:
        inputs: files, folders, or ``-``: JSON Lines if it begins with ``{``, else Markdown.
        options: place, date and limits.

    Yields:
        A Document for each article, a Failure for each file or record that could not be read. A second
        record of one id is passed over if it is the same, and a Failure if it is not.

    Raises:
        UsageError: an option is wrong.
        InputError: the file of sources is wrong.
    """
    chosen = options or ReadOptions()
    if chosen.date is not None and iso_date(chosen.date) is None:
        raise UsageError(f"date: {chosen.date[:40]!r} is no date; write 2025-10-31")
    rows = load_sources(chosen.sources) if chosen.sources else ()
    return _unique(_dated(_each(inputs, chosen), chosen, rows))


def _each(inputs: Iterable[Path | str], options: ReadOptions) -> Iterator[Item]:
    for given in inputs:
        if given == "-":
            yield from _guarded(_stream(sys.stdin.buffer, options), STDIN)
        else:
            yield from _guarded(_paths(Path(given), options), str(given).replace("\0", "␀"))


def _paths(path: Path, options: ReadOptions) -> Iterator[Item]:
    for found in expand(path):
        yield from _guarded(_file(found, options), name_of(found))


def _file(path: Path, options: ReadOptions) -> Iterator[Item]:
    where, kind = name_of(path), suffix(path)
    if kind and kind not in READERS:
        raise InputError(f"{where}: kg reads no {kind} files; it reads {' '.join(READERS)}")
    with open_file(path) as stream:
        if not kind:
            yield from _stream(stream, options, where)
        elif kind in PAGES:
            yield from _page(PAGES[kind], read_all(stream, where, options), where, options)
        else:
            yield from _records(READERS[kind], byte_lines(stream, where, options), where, options)


def _stream(stream: BinaryIO, options: ReadOptions, where: str = STDIN) -> Iterator[Item]:
    """Bytes without a suffix: PDF, HTML and JSON Lines by how they begin, else Markdown."""
    lines = byte_lines(stream, where, options)
    blank: list[bytes] = []
    for line in lines:
        blank.append(line)
        if line.strip():
            break
    start = b"".join(blank[-1:]).removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith(b"{"):
        yield from _records("jsonl", chain(blank, lines), where, options)
        return
    data = read_all(BytesIO(b"".join(blank)), where, options) + _rest(lines, where, options)
    kinds = {b"%pdf-": "pdf", b"<!doctype html": "html", b"<html": "html", b"<?xml": "html"}
    kind = next((name for mark, name in kinds.items() if start.startswith(mark)), "markdown")
    yield from _page(kind, data, where, options)


def _rest(lines: Iterator[bytes], where: str, options: ReadOptions) -> bytes:
    parts, size = [], 0
    for line in lines:
        parts.append(line)
        size += len(line)
        check_size(size, where, options)
    return b"".join(parts)


def _page(kind: str, data: bytes, where: str, options: ReadOptions) -> Iterator[Item]:
    from kg.reading.page import split_page

    page: Page = import_module(f"kg.reading.{kind}").read_page(data, where, options)
    check_page(page, options)
    for document in split_page(page):
        try:
            check_article(document.text, document.id, options)
            yield document
        except InputError as error:
            yield _failure(document.id, error)


def _records(kind: str, lines: Iterable[bytes], where: str, options: ReadOptions) -> Iterator[Item]:
    records: Iterator[Item] = import_module(f"kg.reading.{kind}").read_records(lines, where, options)
    yield from records


def _guarded(items: Iterator[Item], where: str) -> Iterator[Item]:
    """The items, and at an error a Failure in place of the rest: one bad file stops no other."""
    try:
        yield from items
    except Exception as error:
        yield _failure(where, error)


def _failure(where: str, error: Exception) -> Failure:
    if isinstance(error, OSError) and not isinstance(error, KGError):
        message = f"it cannot be opened or read ({error.strerror or error})"
    else:
        message = str(error) if isinstance(error, KGError) else f"{type(error).__name__}: {error}"
    return Failure(where=where, message=" ".join(message.removeprefix(f"{where}: ").split())[:500])


def _dated(items: Iterable[Item], options: ReadOptions, rows: tuple[SourceRow, ...]) -> Iterator[Item]:
    for item in items:
        yield item if isinstance(item, Failure) else dateline(item, options, rows)


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Failure) or item.id not in seen:
            if isinstance(item, Document):
                seen[item.id] = version(item)
            yield item
        elif seen[item.id] != version(item):
            yield Failure(
                where=item.source or item.id, message=f"id {item.id!r} stands twice, with another text"
            )
