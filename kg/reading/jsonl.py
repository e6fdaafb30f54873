"""JSON Lines in and out: one Document a line, its text to the letter, keys that kg does not know kept."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kg.errors import InputError
from kg.reading.encoding import LineDecoder
from kg.reading.guards import check_article, check_size
from kg.reading.iso_date import iso_date
from kg.reading.options import Failure, ReadOptions
from kg.types import Document

_FIELDS = frozenset(field.encode_name for field in msgspec.structs.fields(Document))
_LONE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_OPTIONAL_TEXTS = ("title", "subtitle", "date", "place", "source", "url")


def read_records(lines: Iterable[bytes], source: str, options: ReadOptions) -> Iterator[Document | Failure]:
    """Read one Document a line; a line that is wrong gives a Failure, and the others go on.

    A record without an id gets ``source#line``; a record without a source gets the file's name.
    """
    decoder = LineDecoder(options.encoding)
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        where = f"{source}:{number}"
        try:
            check_size(len(line), where, options)
            text = decoder.decode(line, where)
            if text.strip():
                yield parse(text, where, f"{source}#{number}", options)
        except InputError as error:
            yield Failure(where=where, message=_without(where, error))


def parse(line: str, where: str, key: str, options: ReadOptions) -> Document:
    """The Document of one line of JSON.

    Raises:
        InputError: the line is no JSON object, lacks ``text``, or a field has another type than it must.
    """
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise InputError(f"{where}: this line is no JSON: {_reason(line, error)}") from error
    if not isinstance(record, dict):
        raise InputError(f'{where}: a record must be an object with a text, like {{"text": "…"}}')
    return from_record(record, where, key, options)


def from_record(record: dict[str, Any], where: str, key: str, options: ReadOptions) -> Document:
    """The Document of a mapping with the fields of a record; ``key`` is its id where it has none of its own.

    Raises:
        InputError: as ``parse``.
    """
    document = _convert(_sorted_out(record, key, where), where)
    check_article(document.text, where, options)
    check_article(document.title or "", f"{where}: title", options)
    return document


def encode(document: Document) -> bytes:
    """The line of a Document (or Annotation), without a line end: its fields, and beside them its ``extra``."""
    record: dict[str, Any] = msgspec.to_builtins(document)
    extra = record.pop("extra", {})
    return msgspec.json.encode(record | {key: value for key, value in extra.items() if key not in record})


def _sorted_out(record: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    """Known fields without nulls and empty texts, dates made ISO, and the unknown fields under ``extra``."""
    known = {name: value for name, value in record.items() if name in _FIELDS and value is not None}
    known = {name: value for name, value in known.items() if value != "" or name not in _OPTIONAL_TEXTS}
    extra = known.pop("extra", {})
    if not isinstance(extra, dict):
        raise InputError(f"{where}: extra must be an object")
    known["extra"] = {**extra, **{name: value for name, value in record.items() if name not in _FIELDS}}
    if isinstance(known.get("date"), str):
        known["date"] = _date(known["date"], where)
    return {"id": key, "source": key.rpartition("#")[0]} | known


def _date(value: str, where: str) -> str:
    found = iso_date(value)
    if found is None:
        raise InputError(f"{where}: date: {value[:40]!r} is no date; write 2025-10-31")
    return found


def _convert(record: dict[str, Any], where: str) -> Document:
    try:
        document = msgspec.convert(record, Document)
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}") from error
    if not document.id or not document.text.strip():
        raise InputError(f"{where}: {'id' if not document.id else 'text'} is empty")
    if any(not 0 <= gap <= len(document.text) for gap in document.gaps):
        raise InputError(f"{where}: gaps must be offsets into the text")
    return document


def _reason(line: str, error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep"
    lone = _LONE.search(line)
    return f"it holds half a character ({lone.group()})" if lone else str(error)


def _without(where: str, error: InputError) -> str:
    return str(error).removeprefix(f"{where}: ")
