"""Names of divisions, held in a table: what each means, alone and in an article issued at a place."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.places import ancestors, by_code, find, locate, parse_place, path, split_place

CASES = Path(__file__).parents[1] / "cases" / "places.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("name", "issued", "expected"), ROWS)
def test_table(name: str, issued: str, expected: str) -> None:
    """A name means the division with this path, or none where it is ambiguous."""
    division = locate(name, None if issued == "-" else issued)
    assert (path(division) if division else "-") == expected


@pytest.mark.parametrize(("name", "issued", "expected"), [row for row in ROWS if row[1] == "-"])
def test_without_place(name: str, issued: str, expected: str) -> None:
    """Without an issuing place parse_place and locate agree."""
    assert parse_place(name) == locate(name), (issued, expected)


@pytest.mark.parametrize(
    ("name", "within", "count"),
    [
        ("鼓楼区", None, 4),
        ("鼓楼区", "江苏省", 2),
        ("鼓楼区", "江苏省南京市", 1),
        ("渝中区", "浙江省", 0),
        ("渝中", None, 1),
    ],
)
def test_find(name: str, within: str | None, count: int) -> None:
    """find gives every bearer of a name, all inside the area asked for."""
    area = parse_place(within) if within else None
    found = find(name, area)
    assert len(found) == count
    assert all(area is None or division.lies_in(area) for division in found)


def test_find_prefers_current() -> None:
    """A former name comes after the areas that bear the name today."""
    found = find("新市区")
    assert [division.until is None for division in found] == sorted(
        (division.until is None for division in found), reverse=True
    )
    assert {path(division) for division in found} == {"新疆维吾尔自治区乌鲁木齐市新市区", "河北省保定市新市区"}


def test_ancestors_and_codes() -> None:
    """A street knows its code, district and municipality."""
    street = locate("石油路街道", "重庆市渝中区")
    assert street is not None
    assert [division.name for division in ancestors(street)] == ["重庆市", "渝中区"]
    assert street.code.startswith("500103")
    assert by_code(street.code) == street
    assert by_code("000000") is None


@pytest.mark.parametrize(
    ("name", "until", "successor", "renamed"),
    [
        ("重庆市江津市", 2006, "重庆市江津区", True),
        ("上海市闸北区", 2015, "上海市静安区", False),
        ("杭州市下城区", 2021, "浙江省杭州市拱墅区", False),
        ("南通市通州市", 2009, "江苏省南通市通州区", True),
    ],
)
def test_former_names(name: str, until: int, successor: str, renamed: bool) -> None:
    """A name that ended tells when, and what the area is now."""
    division = parse_place(name)
    assert division is not None
    assert division.successor is not None
    now = by_code(division.successor)
    assert now is not None
    assert (division.until, path(now), division.renamed) == (until, successor, renamed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石油路街道民乐村社区", ("重庆市渝中区石油路街道", "民乐村社区")),
        ("重庆渝中区七星岗", ("重庆市渝中区", "七星岗")),
        ("民乐村社区", (None, "民乐村社区")),
        ("解放碑步行街", (None, "解放碑步行街")),
        ("浙江省杭州市西湖区灵隐街道", ("浙江省杭州市西湖区灵隐街道", "")),
        ("两江新区礼嘉", ("重庆市两江新区", "礼嘉")),
    ],
)
def test_split_place(text: str, expected: tuple[str | None, str]) -> None:
    """A place's name is split after the division it begins with, never inside a longer name."""
    division, rest = split_place(text, "重庆市渝中区")
    assert (path(division) if division else None, rest) == expected


def test_loading_is_quick() -> None:
    """Importing reads no table, and the tables load within 0.3 s of processor time (a second on a busy machine)."""
    code = (
        "import time, sys; import kg.places; from kg.places.table import load_table, load_towns;"
        "assert load_table.cache_info().currsize == 0; t = time.process_time(); load_table(); load_towns();"
        "sys.exit(time.process_time() - t > 1.0)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
