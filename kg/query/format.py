"""Rows as a table for people, as JSON and as CSV for programs."""

import csv
import io
import json
from datetime import date
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from kg.query.run import Rows

Format = Literal["table", "json", "csv"]


def format_rows(rows: Rows, format: Format = "table", width: int | None = None) -> str:
    """Return the rows as text, without an end of line after the last.

    Args:
        rows: what a query answered.
        format: ``table`` (boxes, widths of Chinese counted double), ``json`` (a list of objects) or ``csv``.
        width: columns of the terminal for a table; unlimited when None.
    """
    return {"table": _table, "json": _json, "csv": _csv}[format](rows, width)


def _table(rows: Rows, width: int | None) -> str:
    table = Table(show_lines=any(len(cell(value)) > 40 for row in rows.rows for value in row))
    for column in rows.columns:
        table.add_column(column, overflow="fold")
    for row in rows.rows:
        table.add_row(*map(_escaped, row))
    console = Console(file=io.StringIO(), width=width or 100_000, force_terminal=False, color_system=None, emoji=False)
    with console.capture() as capture:
        console.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    return "\n".join((*lines, f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}"))


def _escaped(value: Any) -> str:
    return cell(value).replace("[", "\\[")


def cell(value: Any) -> str:
    """Return a value as one line of text: lists with 、 between, nodes by name, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return "、".join(map(cell, value))
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _json(rows: Rows, width: int | None) -> str:
    del width
    objects = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
    return json.dumps(objects, ensure_ascii=False, indent=1, default=_iso)


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv(rows: Rows, width: int | None) -> str:
    del width
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in rows.rows)
    return text.getvalue().rstrip("\n")


def _csv_cell(value: Any) -> str:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=_iso)
    return repr(value) if isinstance(value, float) else cell(value)
