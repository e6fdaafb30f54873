"""Scores a build against pairs of mentions that a person judged by reading the articles.

    python -m bench.pairs OUT [--pairs tests/cases/judged_pairs.tsv] [--errors]

A line of the table is the draw, label, names (alike, unlike), for each side document, start, end of one mention, and
then same or different. It holds no text: the articles stand elsewhere, the offsets count characters of each.
"""

import argparse
import csv
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TABLE = Path("tests/cases/judged_pairs.tsv")
_ENTITY = """
SELECT r.entity FROM mention m JOIN document d ON d.id = m.document JOIN referent r ON r.id = m.referent
WHERE d.key = ? AND m.start = ? AND m.end = ? AND r.label = ? ORDER BY r.key
"""


class Spot(NamedTuple):
    """One mention: the key of its document, its first and its last offset in characters."""

    document: str
    start: int
    end: int


class Pair(NamedTuple):
    """Two mentions, in which draw they came, and whether they mean one thing."""

    draw: str
    label: str
    names: str
    a: Spot
    b: Spot
    same: bool


class Counts(NamedTuple):
    """Pairs that a build joins rightly, joins wrongly, leaves apart wrongly, leaves apart rightly, and lacks."""

    joined: int
    wrong: int
    missed: int
    apart: int
    absent: int

    @property
    def precision(self) -> float:
        """Of the pairs that are joined, the share that is one thing."""
        return self.joined / (self.joined + self.wrong) if self.joined else 0.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one thing, the share that is joined."""
        return self.joined / (self.joined + self.missed) if self.joined else 0.0


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a table, in its order; lines whose verdict is neither same nor different are passed over."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["verdict"] in ("same", "different"):
                yield Pair(
                    f"draw {row['draw']}",
                    row["label"],
                    row["names"],
                    _spot(row, "a"),
                    _spot(row, "b"),
                    row["verdict"] == "same",
                )


def _spot(row: dict[str, str], side: str) -> Spot:
    return Spot(row[f"document_{side}"], int(row[f"start_{side}"]), int(row[f"end_{side}"]))


def outcome(db: sqlite3.Connection, pair: Pair) -> str:
    """What a build makes of a pair: a field of `Counts`."""
    one, two = (db.execute(_ENTITY, (*spot, pair.label)).fetchone() for spot in (pair.a, pair.b))
    if one is None or two is None:
        return "absent"
    if one == two:
        return "joined" if pair.same else "wrong"
    return "missed" if pair.same else "apart"


def count(outcomes: Iterable[str]) -> Counts:
    """Count outcomes."""
    found = Counter(outcomes)
    return Counts(*(found[field] for field in Counts._fields))


def main() -> None:
    """Print the counts by label, and by whether the names are alike."""
    told = _arguments()
    db = sqlite3.connect(f"{(told.out / 'kg.sqlite').resolve().as_uri()}?mode=ro", uri=True)
    judged = [(pair, outcome(db, pair)) for pair in read_pairs(told.pairs)]
    print("\t".join(("pairs", *Counts._fields, "precision", "recall")))
    groups = {"all": judged}
    for pair, found in judged:
        for group in (pair.draw, pair.names, pair.label):
            groups.setdefault(group, []).append((pair, found))
    for name, outcomes in groups.items():
        counts = count(found for _, found in outcomes)
        print("\t".join((name, *map(str, counts), f"{counts.precision:.3f}", f"{counts.recall:.3f}")))
    if told.errors:
        for pair, found in judged:
            if found in ("wrong", "missed"):
                print("\t".join((found, pair.label, *map(str, (*pair.a, *pair.b)))))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the folder of a build")
    parser.add_argument("--pairs", type=Path, default=TABLE, help="the table of judged pairs")
    parser.add_argument("--errors", action="store_true", help="print where the wrong and the missed ones stand")
    return parser.parse_args()


if __name__ == "__main__":
    main()
