"""Pairs of names, held in tables: ours, and the shared one where it is there."""

import csv
import itertools
from pathlib import Path

import pytest

from kg.resolve.compare import block_keys, compare

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "gold" / "pairs.tsv"
VERDICTS = {"yes": "same", "no": "different", "unsure": "unsure"}


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table of pairs, none if it is not there."""
    if not path.exists():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


OURS = read(ROOT / "tests" / "cases" / "pairs.tsv")
THEIRS = read(SHARED)


@pytest.mark.parametrize("row", OURS, ids=lambda row: f"{row['name_a']}|{row['name_b']}|{row['issuing_place']}")
def test_our_table(row: dict[str, str]) -> None:
    """Each pair is judged as the table says, with a reason, and in either order."""
    place = row["issuing_place"] or None
    judged = compare(row["name_a"], row["name_b"], row["label"], place)
    turned = compare(row["name_b"], row["name_a"], row["label"], place)
    assert judged.verdict == turned.verdict == VERDICTS[row["same"]]
    assert judged.reasons
    assert judged.score == turned.score


@pytest.mark.skipif(not THEIRS, reason="the shared table is not beside this checkout")
def test_shared_table() -> None:
    """All pairs of the shared table are right."""
    wrong = [
        row
        for row in THEIRS
        if compare(row["name_a"], row["name_b"], row["label"], row["issuing_place"] or None).verdict
        != VERDICTS[row["same"]]
    ]
    assert wrong == []


def test_our_table_is_large() -> None:
    """Our table holds what was asked for: 150 pairs and more, none twice."""
    keys = {(r["name_a"], r["name_b"], r["label"], r["issuing_place"]) for r in OURS}
    assert len(keys) == len(OURS) >= 150


@pytest.mark.parametrize("row", [row for row in OURS if row["same"] == "yes"], ids=lambda row: row["name_a"])
def test_same_meet(row: dict[str, str]) -> None:
    """Names of one thing share a block key, or they would never be compared."""
    place = row["issuing_place"] or None
    keys = [set(block_keys(row[name], row["label"], place)) for name in ("name_a", "name_b")]
    assert keys[0] & keys[1]


@pytest.mark.parametrize(
    ("name", "label", "one", "two", "verdict"),
    [
        ("区委", "ORG", "重庆市渝中区", "重庆市江北区", "different"),
        ("区长", "POST", "重庆市渝中区", "重庆市江北区", "different"),
        ("市委", "ORG", "重庆市渝中区", "重庆市江北区", "same"),
        ("国家发改委", "ORG", "重庆市渝中区", "浙江省杭州市", "same"),
    ],
)
def test_two_places(name: str, label: str, one: str, two: str, verdict: str) -> None:
    """One name in the papers of two places is judged by what it means in each."""
    assert compare(name, name, label, one, two).verdict == verdict


def test_same_is_transitive() -> None:
    """Over names of our table in one paper: two things that are the same as a third are never called different."""
    place = "重庆市江北区"
    names = sorted({r[n] for r in OURS for n in ("name_a", "name_b") if r["label"] == "ORG"})[::3]
    same = {pair for pair in itertools.permutations(names, 2) if compare(*pair, "ORG", place).verdict == "same"}
    chains = [(a, c) for (a, b), (d, c) in itertools.product(same, repeat=2) if b == d and a != c]
    assert all(compare(a, c, "ORG", place).verdict != "different" for a, c in chains)
