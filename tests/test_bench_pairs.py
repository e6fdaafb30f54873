"""The score of a build against judged pairs."""

import sqlite3
from pathlib import Path

import pytest

from bench.pairs import Counts, Pair, Spot, count, outcome, read_pairs
from kg.in_memory import as_document
from kg.record import Record, link
from tests.articles import article

_HEADER = "draw\tlabel\tnames\tdocument_a\tstart_a\tend_a\tdocument_b\tstart_b\tend_b\tverdict\n"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A build of two articles of one district and one of another."""
    path = tmp_path_factory.mktemp("out") / "kg.sqlite"
    with Record(path) as record:
        for key, place in (("a", "重庆市渝中区"), ("b", "重庆市渝中区"), ("c", "江苏省南京市鼓楼区")):
            told = article(key, "⟦区委⟧ORG开会。", place=place)
            record.put_document(as_document(told))
            record.put_annotation(told, "given")
        link(record)
    return sqlite3.connect(path)


@pytest.mark.parametrize(
    ("a", "b", "same", "found"),
    [
        ("a", "b", True, "joined"),
        ("a", "b", False, "wrong"),
        ("a", "c", True, "missed"),
        ("a", "c", False, "apart"),
        ("a", "d", True, "absent"),
    ],
)
def test_outcome(db: sqlite3.Connection, a: str, b: str, same: bool, found: str) -> None:
    """A pair is joined, left apart or not there at all, rightly or wrongly."""
    assert outcome(db, Pair("draw 1", "ORG", "alike", Spot(a, 0, 2), Spot(b, 0, 2), same)) == found


def test_lines_that_nobody_judged_are_passed_over(tmp_path: Path) -> None:
    """A line without a verdict is no pair."""
    table = tmp_path / "pairs.tsv"
    line = "1\tORG\talike\ta\t0\t2\tb\t0\t2\t"
    table.write_text(_HEADER + line + "same\n" + line + "\n", encoding="utf-8")
    assert [pair.same for pair in read_pairs(table)] == [True]


def test_precision_and_recall() -> None:
    """Precision is over what is joined, recall over what is one."""
    counts = count(["joined"] * 3 + ["wrong"] + ["missed"] * 2 + ["apart"])
    assert counts == Counts(3, 1, 2, 1, 0)
    assert (counts.precision, counts.recall) == (0.75, 0.6)
