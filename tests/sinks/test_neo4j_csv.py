"""Files for neo4j-admin database import, read by its rules (tests/integration reads them with Neo4j itself)."""

import csv
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.sinks.common import export
from kg.sinks.neo4j_csv import DELIMITER, MARK, stored
from kg.types import Element, Node, Relationship, Value

from .strategies import graphs

READ = {
    "string": str,
    "long": int,
    "double": float,
    "date": str,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "string[]": lambda text: tuple(text.split(DELIMITER)),
}


def _split(line_source: str) -> list[list[tuple[str, bool]]]:
    """The cells of a file with whether each was quoted, by the rules of RFC 4180."""
    rows: list[list[tuple[str, bool]]] = [[]]
    cell, quoted, inside, i = "", False, False, 0
    while i < len(line_source):
        char = line_source[i]
        if inside and char == '"' and line_source[i + 1 : i + 2] == '"':
            cell, i = cell + '"', i + 1
        elif char == '"':
            inside, quoted = not inside, True
        elif not inside and char in ",\n":
            rows[-1].append((cell, quoted))
            cell, quoted = "", False
            if char == "\n":
                rows.append([])
        else:
            cell += char
        i += 1
    assert (cell, rows.pop()) == ("", [])
    return rows


def _read(path: Path) -> list[dict[str, Value]]:
    head, *rows = _split(path.read_bytes().decode("utf-8"))
    columns = [name.rpartition(":") for name, _ in head]
    result: list[dict[str, Value]] = []
    for row in rows:
        assert len(row) == len(columns)
        result.append(
            {
                name or kind: READ.get(kind, str)(text)  # type: ignore[operator]
                for (name, _, kind), (text, quoted) in zip(columns, row, strict=True)
                if text or quoted
            }
        )
    return result


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_every_value_is_there_exactly(graph: list[Element]) -> None:
    """Each element is in the file of its group with its values, an empty text apart from none."""
    with tempfile.TemporaryDirectory() as folder:
        stats = export(graph, Path(folder), "neo4j-csv")
        rows = {path.stem: _read(path) for path in stats.files if path.suffix == ".csv"}
    labels = {e.id: e.label for e in graph if isinstance(e, Node)}
    for element in graph:
        if isinstance(element, Node):
            group, ends = f"nodes-{element.label}", {}
        else:
            group = f"relationships-{labels[element.start]}-{element.type}-{labels[element.end]}"
            ends = {"START_ID": element.start, "END_ID": element.end}
        assert rows[group].pop(0) == {"id": element.id, **ends, MARK: True, **stored(element.properties)}
    assert not any(rows.values())


def test_headers_have_ids_types_and_arrays(traps: list[Element], tmp_path: Path) -> None:
    """A column has the type that the schema declares for its property."""
    export(traps, tmp_path, "neo4j-csv")
    head = (tmp_path / "nodes-Person.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "id:ID,kg:boolean,aliases:string[],continued:boolean,name:string,support:long"
    head = (tmp_path / "relationships-Person-HOLDS_POST-Post.csv").read_text(encoding="utf-8").splitlines()[0]
    assert (
        head == "id:string,:START_ID,:END_ID,kg:boolean,score:double,since:date,status:string,support:long,until:date"
    )


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"since": "2025-10", "until": "2025"}, {"since": "2025-10-01", "until": "2025-12-31"}),
        ({"aliases": ("",), "evidence": ("", "a\x1fb")}, {"evidence": ("a\ufffdb",)}),
        ({"since": "去年"}, {}),
        ({"quotes": ("甲",), "evidence": ("s1",)}, {"evidence": ("s1",)}),
        ({"score": 1, "support": 34.0}, {"score": 1.0, "support": 34}),
    ],
)
def test_stored(properties: dict[str, Value], expected: dict[str, Value]) -> None:
    """Dates are whole days, quotes stay out, numbers have the declared type."""
    result = stored(properties)
    assert result == expected
    assert [type(v) for v in result.values()] == [type(v) for v in expected.values()]


def test_the_command_names_every_file(small: list[Element], tmp_path: Path) -> None:
    """import.sh runs neo4j-admin with each file as node or relationship source, beside the files."""
    stats = export(small, tmp_path / "out", "neo4j-csv")
    stub = tmp_path / "neo4j-admin"
    stub.write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    command = ["sh", str(tmp_path / "out" / "import.sh"), "news", "--overwrite-destination=true"]
    run = subprocess.run(
        command, env={"NEO4J_ADMIN": str(stub), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    folder, *arguments = run.stdout.splitlines()
    assert Path(folder) == tmp_path / "out"
    assert arguments[:4] == ["database", "import", "full", "news"]
    assert arguments[-1] == "--overwrite-destination=true"
    assert "--nodes=Person=nodes-Person.csv" in arguments
    assert "--relationships=ATTENDS=relationships-Person-ATTENDS-Event.csv" in arguments
    named = {a.rpartition("=")[2] for a in arguments if a.startswith(("--nodes", "--relationships"))}
    assert named == {p.name for p in stats.files if p.suffix == ".csv"}


def test_files_of_an_earlier_export_do_not_stay(traps: list[Element], tmp_path: Path) -> None:
    """A group that the graph has no more loses its file; other files in the folder are left alone."""
    export(traps, tmp_path, "neo4j-csv")
    (tmp_path / "notes.csv").write_text("mine", encoding="utf-8")
    export([e for e in traps if e.id == "p1"], tmp_path, "neo4j-csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["import.sh", "import.txt", "nodes-Person.csv", "notes.csv"]


def test_python_reads_it_too(small: list[Element], tmp_path: Path) -> None:
    """The files are plain CSV: Python's reader finds a row an element."""
    stats = export(small, tmp_path, "neo4j-csv")
    rows = 0
    for path in (p for p in stats.files if p.suffix == ".csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += sum(1 for _ in csv.reader(stream, strict=True)) - 1
    assert rows == len(small)
    assert sum(isinstance(e, Relationship) for e in small) == sum(stats.relationships.values())
