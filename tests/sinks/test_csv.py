"""nodes.csv and relationships.csv."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.sinks.common import export
from kg.sinks.csv import guarded
from kg.sinks.values import plain, printable, typed_properties
from kg.types import Element, Node, Relationship

from .strategies import graphs


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _unguarded(row: dict[str, str]) -> dict[str, str]:
    risky = row["guarded"].split()
    return {key: text.removeprefix("'") if key in risky else text for key, text in row.items()}


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_every_value_is_there_and_none_is_a_formula(graph: list[Element]) -> None:
    """Undoing the guard gives each value back; no cell begins as a formula does."""
    with tempfile.TemporaryDirectory() as folder:
        export(graph, Path(folder, "out"), "csv")
        rows = _read(Path(folder, "out", "nodes.csv")) + _read(Path(folder, "out", "relationships.csv"))
    for row, element in zip(rows, graph, strict=True):
        numbers = {k for k, v in typed_properties(element.properties).items() if isinstance(v, (int, float))}
        assert not any(
            text[:1] in set("=+-@\t\r\n＝＋－＠") - {""} for k, text in row.items() if k not in numbers and text
        )
        exact = _unguarded(row)
        assert exact["id"] == element.id
        for name, value in typed_properties(element.properties).items():
            text = " | ".join(value) if isinstance(value, tuple) else plain(value)
            assert exact[name] == printable(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://a.invalid")', '\'=HYPERLINK("http://a.invalid")'),
        ("@SUM(1)", "'@SUM(1)"),
        ("－1", "'－1"),
        ("\tx", "'\tx"),
        ("顾若溪", "顾若溪"),
        ("'顾", "'顾"),
    ],
)
def test_guard(text: str, written: str) -> None:
    """A text that runs as a formula gets an apostrophe, and its column is named."""
    row = guarded({"name": text})
    assert row == {"name": written, "guarded": "name" if text != written else ""}


def test_numbers_are_not_guarded() -> None:
    """A negative number stays a number."""
    assert guarded({"score": "-0.5", "support": "-2", "note": "-2"}) == {
        "score": "-0.5",
        "support": "-2",
        "note": "'-2",
        "guarded": "note",
    }


def test_relationships_name_their_ends(traps: list[Element], tmp_path: Path) -> None:
    """Each row of a fact says who and what it joins, by name and label."""
    export(traps, tmp_path, "csv")
    row = next(r for r in _read(tmp_path / "relationships.csv") if r["id"] == "f3")
    assert [row[c] for c in ("type", "startLabel", "startName", "endLabel", "endName")] == [
        "ATTENDS",
        "Person",
        "林知远",
        "Event",
        "读书节",
    ]


def test_excel_reads_chinese(traps: list[Element], tmp_path: Path) -> None:
    """The files begin with a byte order mark, and lines end as Excel's do."""
    export(traps, tmp_path, "csv")
    data = (tmp_path / "nodes.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,label,name,")
    assert b"\r\n" in data


def test_a_cell_never_outgrows_excel(tmp_path: Path) -> None:
    """A list that is too long for a cell says how many of its items are missing."""
    quotes = tuple(f"报 · 2025-10-31 · {'句' * 990}" for _ in range(50))
    ends = [Node(id=i, label="Person", properties={"name": i}) for i in "ab"]
    export(
        [*ends, Relationship(id="f", type="MEETS", start="a", end="b", properties={"quotes": quotes})], tmp_path, "csv"
    )
    cell = _read(tmp_path / "relationships.csv")[0]["quotes"]
    assert len(cell) <= 32_767
    shown, _, rest = cell.rpartition(" | … +")
    assert shown.split(" | ") == list(quotes[: 50 - int(rest)])
