"""Tests of kg. They mirror the package; tables of cases are in tests/cases."""

from pathlib import Path

_shared = Path(__file__).resolve().parents[2] / "shared"
SHARED = _shared if (_shared / "gold").is_dir() else None
CASES = Path(__file__).parent / "cases"
