"""Rows as a table, JSON and CSV."""

import csv
import io
import json
from datetime import date

from kg.query.format import format_rows
from kg.query.run import Rows

ROWS = Rows(
    columns=("人", "posts", "day", "score"),
    rows=(("赵[b]", ["区长", "主任"], date(2025, 10, 31), 0.95), ("a,b", [], None, 1.0)),
)


def test_table_lines_up() -> None:
    """Chinese counts double: every border of a table stands in one column of the terminal."""
    from rich.cells import cell_len

    lines = format_rows(ROWS).splitlines()
    assert len({cell_len(line) for line in lines[:-1]}) == 1
    assert "赵[b]" in "\n".join(lines)
    assert "区长、主任" in "\n".join(lines)
    assert lines[-1] == "2 rows"


def test_json() -> None:
    """JSON is a list of objects with ISO dates."""
    assert json.loads(format_rows(ROWS, "json"))[0] == {
        "人": "赵[b]",
        "posts": ["区长", "主任"],
        "day": "2025-10-31",
        "score": 0.95,
    }


def test_csv() -> None:
    """CSV has a header, quotes where needed, and lists as JSON."""
    read = list(csv.reader(io.StringIO(format_rows(ROWS, "csv"))))
    assert read == [
        ["人", "posts", "day", "score"],
        ["赵[b]", '["区长", "主任"]', "2025-10-31", "0.95"],
        ["a,b", "[]", "", "1.0"],
    ]
