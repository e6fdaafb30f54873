"""nodes.csv and relationships.csv for people who work in a spreadsheet.

UTF-8 with a byte order mark, so that Excel reads Chinese. A cell that a spreadsheet would run as a formula
has an apostrophe before it, and the column ``guarded`` names the columns where; the exact values are in
graph.jsonl. Lists stand in one cell, separated by `` | ``.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.schema import load_schema
from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile
from kg.sinks.spool import Spool
from kg.sinks.values import plain, printable, typed_properties
from kg.types import Element, Node, Relationship, Value

# https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 32_000  # Excel holds 32,767 characters in a cell
_SEPARATOR = " | "
Row = dict[str, str]


class CsvSink:
    """Keeps the graph until all columns are known, then writes both files into the target folder."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._spool = Spool()
        self._columns: dict[str, set[str]] = {"node": set(), "relationship": set()}
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        self._columns["node" if isinstance(element, Node) else "relationship"].update(
            typed_properties(element.properties)
        )
        self._spool.add(element)
        self._tally.add(element)

    def finalize(self) -> Stats:
        """Write both files."""
        fixed = ("id", "type", "start", "startLabel", "startName", "end", "endLabel", "endName")
        files = (self._target / "nodes.csv", self._target / "relationships.csv")
        columns = (
            _ordered(("id", "label", "name"), self._columns["node"]),
            _ordered(fixed, self._columns["relationship"]),
        )
        write_tables(zip(files, columns, (self._node_rows(), self._relationship_rows()), strict=True))
        self._spool.close()
        return self._tally.stats(*files)

    def discard(self) -> None:
        """Forget what was taken."""
        self._spool.close()

    def _node_rows(self) -> Iterator[Row]:
        for element in self._spool:
            if isinstance(element, Node):
                yield guarded({**cells(element.properties), "id": element.id, "label": element.label})

    def _relationship_rows(self) -> Iterator[Row]:
        known: dict[str, tuple[str, str]] = {}
        for element in self._spool:
            if isinstance(element, Node):
                known[element.id] = (element.label, plain(element.properties.get("name", "")))
            else:
                yield guarded({**cells(element.properties), **_ends(element, known)})


def _ends(fact: Relationship, known: dict[str, tuple[str, str]]) -> Row:
    (start_label, start_name), (end_label, end_name) = known[fact.start], known[fact.end]
    return {
        "id": fact.id,
        "type": fact.type,
        "start": fact.start,
        "startLabel": start_label,
        "startName": start_name,
        "end": fact.end,
        "endLabel": end_label,
        "endName": end_name,
    }


def _ordered(fixed: tuple[str, ...], names: set[str]) -> list[str]:
    declared = list(load_schema().properties)
    rank = {name: place for place, name in enumerate(declared)}
    rest = sorted(names - set(fixed), key=lambda name: (rank.get(name, len(rank)), name))
    return [*fixed, *rest, "guarded"]


def cells(properties: dict[str, Value]) -> Row:
    """Return properties as the text of cells, numbers as they are written."""
    return {
        name: _joined(value) if isinstance(value, tuple) else plain(value)
        for name, value in typed_properties(properties).items()
    }


def _joined(items: tuple[str, ...]) -> str:
    """The items in one cell; those that Excel has no room for are counted at its end."""
    text = _SEPARATOR.join(items)
    if len(text) <= _LONGEST:
        return text
    kept = text[:_LONGEST].rsplit(_SEPARATOR, 1)[0]
    left = len(items) - kept.count(_SEPARATOR) - 1
    return f"{kept}{_SEPARATOR}… +{left}" if left else kept + "…"


def guarded(row: Row) -> Row:
    """Return the row with no cell that runs as a formula; ``guarded`` names the cells that would have."""
    numbers = {"integer", "float"}
    kind = load_schema().property_type
    risky = [k for k, text in row.items() if text.startswith(_FORMULA) and kind(k) not in numbers]
    clean = {key: printable(text) for key, text in row.items()}
    return {**clean, **{key: f"'{clean[key]}" for key in risky}, "guarded": " ".join(sorted(risky))}


def write_tables(tables: Iterable[tuple[Path, list[str], Iterable[Row]]]) -> None:
    """Write CSV files with a header each; all of them are put in their place when the last is whole."""
    files: list[AtomicFile] = []
    try:
        for path, columns, rows in tables:
            files.append(AtomicFile(path, encoding="utf-8-sig"))
            writer = csv.DictWriter(files[-1].stream, columns, restval="", lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
        for file in files:
            file.commit()
    except BaseException:
        for file in files:
            file.discard()
        raise
