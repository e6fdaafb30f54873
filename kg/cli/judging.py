"""kg evaluate, compare, date, review: how good it is, and what is the same."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.errors import InputError, UsageError


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold: JSON Lines, an .ann file, or a folder of them.")],
    predicted: Annotated[str, typer.Argument(help="Annotations: the same forms, or - for stdin.")],
    errors: Annotated[bool, typer.Option("--errors", help="Print every error by kind, with its sentence.")] = False,
) -> None:
    """Compare annotations with gold: precision, recall, F1 of spans, entities and relations, in all and by label."""
    from kg.evaluate import evaluate as score
    from kg.evaluate import table
    from kg.gold import read_annotations
    from kg.mistakes import mistakes

    true, said = list(read_annotations([gold])), list(read_annotations([predicted]))
    for line in table(score(true, said)):
        print(line)
    if errors:
        for m in mistakes(true, said):
            print(f"{m.part}\t{m.kind}\t{m.document}\t{m.what}\t{m.sentence}")


def date(
    expression: Annotated[str, typer.Argument(help="A date expression: 昨日, 10月25日, 前三季度.")],
    date: Annotated[str | None, typer.Option(help="The publication date: 2025-10-31.")] = None,
) -> None:
    """Print what days a date expression means in a paper of a given day, as JSON."""
    import msgspec

    from kg.dating import normalise
    from kg.reading.iso_date import iso_date

    if date and not iso_date(date):
        raise UsageError(f"--date {date}: no date; write 2025-10-31")
    value = normalise(expression, date)
    if value is None:
        raise InputError(f"{expression!r} tells no date by itself" + ("" if date else "; give --date"))
    print(msgspec.json.encode(value).decode())


def compare(
    a: Annotated[str | None, typer.Argument()] = None,
    b: Annotated[str | None, typer.Argument()] = None,
    label: Annotated[str, typer.Option(help="PERSON, POST, ORG, PLACE, EVENT or DATE.")] = "ORG",
    place: o.Place = None,
    file: Annotated[Path | None, typer.Option(help="TSV: name_a, name_b, label, issuing_place[, same].")] = None,
) -> None:
    """Say whether two names are the same, different, or unsure, with the reasons; or do a table of pairs."""
    from kg.compare import compare_file, compare_names

    if file:
        wrong = 0
        for line, right in compare_file(file):
            print(line)
            wrong += not right
        raise typer.Exit(1 if wrong else 0)
    if not a or not b:
        raise UsageError("give two names, or --file PAIRS.tsv")
    print(compare_names(a, b, label, place))


def review(out: o.Out = Path("out")) -> None:
    """List the pairs and facts that a person should judge, as a table of decisions to fill in."""
    from kg.export import open_record
    from kg.review import review_lines

    with open_record(out) as record:
        for line in review_lines(record):
            print(line)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (evaluate, date, compare, review):
        app.command()(command)
