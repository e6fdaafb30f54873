"""Title, reporters, publication date and issuing place of an article, each with its origin."""

from collections.abc import Iterable

import msgspec

from kg.reading.byline import reporters
from kg.reading.doubt import doubtful
from kg.reading.iso_date import iso_date
from kg.reading.issuing import place_in_path, place_in_text, place_of_paper
from kg.reading.options import ReadOptions
from kg.reading.publication import date_in_path, date_in_text, date_of_wire
from kg.reading.sources import SourceRow, row_for
from kg.types import Document

_TITLE_CHARS = 60
_SENTENCE_ENDS = "。！？!?；;，,、…："
_GIVEN = "record"
Choice = tuple[str, str | None]


def dateline(
    document: Document, options: ReadOptions, rows: tuple[SourceRow, ...] = (), told: str | None = None
) -> Document:
    """Return ``document`` with title, reporters, date and place filled in, and where each comes from.

    Date and place are taken from the first that has them, and ``origins`` says which: ``record`` (its own
    field or front matter), ``sources`` (a row of the file of sources), ``option``, ``path`` (the file's name
    or folders), ``text`` (``told`` by its page, or by itself). What the document has already stays;
    ``date_doubtful`` is set where its text contradicts its date.
    """
    source = document.source or document.id
    row = row_for(source, rows)
    named = reporters(document.text)
    fields: dict[str, object] = {"reporters": tuple(dict.fromkeys((*document.reporters, *named)))}
    origins = dict(document.origins)
    choices = {
        "title": _titles(document),
        "date": _dates(document, options, row, told),
        "place": _places(document, options, row, source),
    }
    for field, candidates in choices.items():
        fields[field] = _first(field, candidates, origins)
    if row and row.paper and "paper" not in document.extra:
        fields["extra"] = {**document.extra, "paper": row.paper}
    return _doubted(msgspec.structs.replace(document, origins=origins, **fields), told)


def _first(field: str, candidates: Iterable[Choice], origins: dict[str, str]) -> str | None:
    """The first candidate that is there; its origin goes into ``origins`` unless one is told already."""
    for origin, value in candidates:
        if value:
            origins.setdefault(field, origin)
            return value
    return None


def _titles(document: Document) -> Iterable[Choice]:
    yield _GIVEN, document.title
    first, _, rest = document.text.partition("\n")
    if rest.strip() and len(first) <= _TITLE_CHARS and not first.rstrip().endswith(tuple(_SENTENCE_ENDS)):
        yield "text", None if reporters(first) else first.strip()


def _dates(document: Document, options: ReadOptions, row: SourceRow | None, told: str | None) -> Iterable[Choice]:
    source = document.source or document.id
    yield _GIVEN, document.date
    yield "sources", row.date(source) if row else None
    yield "option", iso_date(options.date) if options.date else None
    yield "path", date_in_path(source)
    yield "text", told or date_in_text(document.text) or date_of_wire(document.text)


def _places(document: Document, options: ReadOptions, row: SourceRow | None, source: str) -> Iterable[Choice]:
    yield _GIVEN, document.place
    yield "sources", (row.place or place_of_paper(row.paper)) if row else None
    yield "option", options.place
    yield "path", place_in_path(source)
    yield "text", place_of_paper(str(document.extra.get("paper", ""))) or place_in_text(document.text)


def _doubted(document: Document, told: str | None) -> Document:
    if document.date_doubtful or not document.date or not doubtful(document.text, document.date, told):
        return document
    return msgspec.structs.replace(document, date_doubtful=True)
