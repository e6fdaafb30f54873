"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, or - for stdin.", show_default=False)]
MaybeInputs = Annotated[list[str] | None, typer.Argument(help="Files, folders, or - for stdin.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder of the build.")]
Place = Annotated[str | None, typer.Option(help="The issuing place, in full: 重庆市渝中区.")]
Date = Annotated[str | None, typer.Option(help="The publication date: 2025-10-31.")]
Sources = Annotated[Path | None, typer.Option(help="TSV: glob, place, paper, date pattern in the file name.")]
TextColumn = Annotated[str, typer.Option(help="The column of a CSV file that holds the text.")]
Pipeline = Annotated[str, typer.Option(help="zh_news, zh_news_fast, or the folder or name of another spaCy pipeline.")]
Workers = Annotated[int, typer.Option(help="Processes that annotate.")]
Ray = Annotated[str | None, typer.Option(help="Annotate on Ray: local, or the address of a cluster.")]
Uri = Annotated[str | None, typer.Option(envvar="KG_NEO4J_URI", help="A Neo4j server: neo4j://host:7687.")]
User = Annotated[str, typer.Option(envvar="KG_NEO4J_USER", help="The user of the server.")]
Database = Annotated[str, typer.Option(envvar="KG_NEO4J_DATABASE", help="The database of the server.")]
Limit = Annotated[float, typer.Option(help="Files over this many MB are refused.")]
Characters = Annotated[int, typer.Option(help="Articles over this many characters are refused.")]
