"""kg build, export, load, remove, demo: what makes a graph and brings it elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.console import Progress, end, note, put_counts


def build(
    inputs: o.Inputs,
    out: o.Out = Path("out"),
    place: o.Place = None,
    date: o.Date = None,
    sources: o.Sources = None,
    text_column: o.TextColumn = "text",
    pipeline: o.Pipeline = "zh_news",
    workers: o.Workers = 1,
    ray: o.Ray = None,
    decisions: Annotated[Path | None, typer.Option(help="TSV of what people decided; see kg review.")] = None,
    record_only: Annotated[bool, typer.Option("--record-only", help="Write kg.sqlite alone.")] = False,
    max_file_mb: o.Limit = 50,
    max_article_chars: o.Characters = 200_000,
) -> None:
    """Build the graph of pages and articles into a folder; only what is new or changed is read again."""
    from kg.build import BuildOptions
    from kg.build import build as build_graph
    from kg.reading import ReadOptions

    reading = ReadOptions(
        place=place,
        date=date,
        sources=sources,
        text_column=text_column,
        max_file_mb=max_file_mb,
        max_article_chars=max_article_chars,
    )
    told = BuildOptions(
        reading=reading, pipeline=pipeline, workers=workers, ray=ray, decisions=decisions, record_only=record_only
    )
    with Progress() as progress:
        report = build_graph(inputs, out, told, progress)
    for title, counts in report.counts.items():
        put_counts(title, counts)
    for path in report.files:
        print(path)
    if report.doubtful_dates:
        note(f"{report.doubtful_dates} articles have a doubtful date: see dateDoubtful in annotations.jsonl")
    end(report.failures)


def export(
    to: Annotated[str, typer.Option(help="jsonl, graphml, gexf, csv, html, neo4j-csv or co-attendance.")],
    out: o.Out = Path("out"),
    target: Annotated[Path | None, typer.Option(help="Where to write; in the folder of the build if left out.")] = None,
    dialect: Annotated[str | None, typer.Option(help="yed: GraphML with the labels that yEd draws.")] = None,
    with_sentences: Annotated[bool, typer.Option("--with-sentences", help="Articles and sentences too.")] = False,
) -> None:
    """Write the graph of a build in another format."""
    from kg.export import export_record

    stats = export_record(out, to, target, dialect, with_sentences)
    for path in stats.files:
        print(path)
    for line in stats.notes:
        note(line)


def remove(key: Annotated[str, typer.Argument(help="The key of an article.")], out: o.Out = Path("out")) -> None:
    """Take an article out of a build, with what only it said."""
    from kg.build import remove as remove_article

    remove_article(out, key)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (build, export, remove):
        app.command()(command)
