"""Looks in a build for entities that join names of two areas.

    python -m bench.areas OUT        counts what names tell an area; prints each entity whose names read as two

A name tells its area where it begins with that of a division (渝中区科协), read as in its article. Two areas are two
where neither holds the other.
"""

import argparse
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from kg.places import Division, path
from kg.resolve.names import take_apart_org, take_apart_place, take_apart_post

_NAMES = """
SELECT DISTINCT e.id, e.label, e.name, substr(d.text, m.start + 1, m.end - m.start), d.place FROM entity e
JOIN referent r ON r.entity = e.id JOIN mention m ON m.referent = r.id JOIN document d ON d.id = m.document
WHERE e.label IN ('Organization', 'Post', 'Place') ORDER BY e.key
"""


def area_told(label: str, name: str, place: str | None) -> Division | None:
    """The division that a name begins with, None where it begins with none."""
    if label == "Place":
        return take_apart_place(name, place).area
    org = take_apart_org(name, place) if label == "Organization" else take_apart_post(name, place).org
    return org.led.area if org is not None and org.led.rule.startswith("area.") else None


def two_of(areas: Iterable[Division]) -> bool:
    """Whether two of some areas are such that neither holds the other."""
    return any(not (a.lies_in(b) or b.lies_in(a)) for a, b in combinations(areas, 2))


def main() -> None:
    """Print how many entities have names that tell an area, and those with names of two."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the folder of a build")
    db = sqlite3.connect(f"{(parser.parse_args().out / 'kg.sqlite').resolve().as_uri()}?mode=ro", uri=True)
    told: defaultdict[tuple[int, str, str], dict[Division, str]] = defaultdict(dict)
    for entity, label, title, name, place in db.execute(_NAMES):
        if area := area_told(label, name, place):
            told[entity, label, title].setdefault(area, name)
    print(f"entities whose names tell an area\t{len(told)}")
    for (entity, label, title), names in told.items():
        if two_of(names):
            print("\t".join((str(entity), label, title, *(f"{name}: {path(area)}" for area, name in names.items()))))


if __name__ == "__main__":
    main()
