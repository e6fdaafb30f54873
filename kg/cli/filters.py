"""kg read, annotate, resolve, show: the stages as filters over JSON Lines, from stdin to stdout."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from kg.cli import options as o
from kg.cli.console import end, put_lines
from kg.errors import UsageError

T = TypeVar("T")


def read(
    inputs: o.Inputs,
    place: o.Place = None,
    date: o.Date = None,
    sources: o.Sources = None,
    text_column: o.TextColumn = "text",
    max_file_mb: o.Limit = 50,
    max_article_chars: o.Characters = 200_000,
) -> None:
    """Print the articles of pages and files, one JSON object a line."""
    from kg.reading import ReadOptions
    from kg.reading import read as read_documents

    told = ReadOptions(
        place=place,
        date=date,
        sources=sources,
        text_column=text_column,
        max_file_mb=max_file_mb,
        max_article_chars=max_article_chars,
    )
    _put(read_documents(inputs, told))


def annotate(
    inputs: o.MaybeInputs = None,
    place: o.Place = None,
    date: o.Date = None,
    pipeline: o.Pipeline = "zh_news",
    workers: o.Workers = 1,
    entities: Annotated[Path | None, typer.Option(help="Gold file whose entities are taken as given.")] = None,
) -> None:
    """Print what is found in articles: entities and relations with their evidence, one JSON object a line."""
    from kg.reading import ReadOptions
    from kg.workers import annotate_items

    if entities:
        _annotate_given(entities, pipeline)
        return
    from kg.reading import read as read_documents

    if not inputs:
        raise UsageError("give files, folders or -; or --entities GOLD")
    items = read_documents(inputs, ReadOptions(place=place, date=date))
    _put(annotate_items(items, pipeline, workers))


def _annotate_given(gold: Path, pipeline: str) -> None:
    from kg.annotate import annotate_given, load_pipeline
    from kg.gold import read_annotations

    _put(annotate_given(read_annotations([gold]), load_pipeline(pipeline)))


def resolve(inputs: o.Inputs) -> None:
    """Print the graph of annotated articles: the lines of graph.jsonl."""
    from kg.gold import read_annotations
    from kg.in_memory import resolve as resolve_annotations

    put_lines(resolve_annotations(read_annotations(inputs)))


def show(
    inputs: o.Inputs,
    html: Annotated[Path | None, typer.Option(help="Write a page in place of text.")] = None,
    place: o.Place = None,
    date: o.Date = None,
    pipeline: o.Pipeline = "zh_news",
) -> None:
    """Show articles with their entities marked, and the facts below each."""
    from kg.reading import Failure, ReadOptions
    from kg.reading import read as read_documents
    from kg.show import page, plain
    from kg.workers import annotate_items

    failures: list[object] = []
    items = annotate_items(read_documents(inputs, ReadOptions(place=place, date=date)), pipeline, 1)
    found = _apart(items, Failure, failures)
    if html:
        html.write_text(page(found), encoding="utf-8", newline="\n")
    else:
        put_lines(plain(a).encode() for a in found)
    end(failures)


def _put(items: Iterable[Any]) -> None:
    from kg.reading import Failure
    from kg.reading.jsonl import encode

    failures: list[object] = []
    put_lines(encode(item) for item in _apart(items, Failure, failures))
    end(failures)


def _apart(items: Iterable[Any], failure: type, failures: list[object]) -> Iterator[Any]:
    """The items that are no failures; the failures are kept aside."""
    for item in items:
        if isinstance(item, failure):
            failures.append(item)
        else:
            yield item


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (read, annotate, resolve, show):
        app.command()(command)
