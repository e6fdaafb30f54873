"""Reads the tables of cases in tests/cases."""

from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases"


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a TSV, ``#`` lines left out, short rows filled up, ``\\n`` in a cell read as a line end."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [[cell.replace("\\n", "\n") for cell in row + [""] * (columns - len(row))] for row in cells]
