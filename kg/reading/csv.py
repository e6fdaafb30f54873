"""CSV and TSV with a header: one Document a row, the text in a named column."""

import csv
from collections.abc import Iterable, Iterator

from kg.errors import InputError
from kg.reading.encoding import LineDecoder
from kg.reading.guards import check_size
from kg.reading.jsonl import from_record
from kg.reading.options import Failure, ReadOptions
from kg.types import Document

_TEXT_FIELDS = ("id", "title", "subtitle", "date", "place", "source", "url")


def read_records(lines: Iterable[bytes], source: str, options: ReadOptions) -> Iterator[Document | Failure]:
    """Read one Document a row; columns named as fields fill them, the others are kept in ``extra``.

    A row that is wrong gives a Failure, and the others go on. ``reporters`` are kept apart by 、 or spaces.

    Raises:
        InputError: there is no column of the name ``options.text_column``, or a quote never closes.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_article_chars * 4))
    rows = csv.reader(_decoded(lines, source, options), delimiter="\t" if _is_tsv(source) else ",")
    try:
        header = [name.strip() for name in next(rows, [])]
        _check_header(header, source, options)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _document(header, row, f"{source}:{rows.line_num}", source, options)
    except csv.Error as error:
        raise InputError(f"{source}:{rows.line_num}: {error}; is a quote not closed?") from error


def _check_header(header: list[str], source: str, options: ReadOptions) -> None:
    if options.text_column not in header:
        columns = "、".join(header)[:200] or "none"
        raise InputError(
            f"{source}: no column {options.text_column!r} (there are: {columns}); name it with --text-column"
        )


def _document(header: list[str], row: list[str], where: str, source: str, options: ReadOptions) -> Document | Failure:
    try:
        if len(row) > len(header):
            raise InputError(f"{where}: {len(row)} cells under {len(header)} columns")
        key = f"{source}#{where.rpartition(':')[2]}"
        return from_record(_record(dict(zip(header, row, strict=False)), options), where, key, options)
    except InputError as error:
        return Failure(where=where, message=str(error).removeprefix(f"{where}: "))


def _record(cells: dict[str, str], options: ReadOptions) -> dict[str, object]:
    record: dict[str, object] = {"text": cells.pop(options.text_column, "")}
    for name in _TEXT_FIELDS:
        if cells.get(name, "").strip():
            record[name] = cells[name].strip()
        cells.pop(name, None)
    reporters = cells.pop("reporters", "")
    record["reporters"] = tuple(reporters.replace("、", " ").split())
    record["extra"] = {name: cell for name, cell in cells.items() if name and cell}
    return record


def _decoded(lines: Iterable[bytes], source: str, options: ReadOptions) -> Iterator[str]:
    decoder = LineDecoder(options.encoding)
    for number, line in enumerate(lines, 1):
        where = f"{source}:{number}"
        check_size(len(line), where, options)
        yield decoder.decode(line, where)


def _is_tsv(source: str) -> bool:
    return source.lower().removesuffix(".gz").endswith(".tsv")
