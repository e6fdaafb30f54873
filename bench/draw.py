"""Draws from a build what a person is to judge: pairs of mentions that could be one thing, and clusters.

    python -m bench.draw OUT pairs > pairs.tsv            the form of bench.pairs, the verdict left empty
    python -m bench.draw OUT clusters                     the largest, and some drawn from those of two names or more

Pairs come from the blocks of kg.resolve.compare.block_keys: a block by chance, then two articles of it by chance; half
of the pairs have unlike names. People meet by their name alone, so theirs are alike. Bodies, posts and events that only
share the name of the body, not its area, meet where both articles name one province: else nearly all pairs are of two
areas. The same seed draws the same.
"""

import argparse
import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.pairs import Spot
from kg.places import areas_in, parse_place
from kg.resolve.compare import block_keys
from kg.resolve.names import fold_name

_ALIKE = {"PERSON": 70, "ORG": 60, "POST": 45, "PLACE": 50, "EVENT": 30, "DATE": 5}
_UNLIKE = {"ORG": 90, "POST": 75, "PLACE": 50, "EVENT": 40, "DATE": 5}
_REFERENTS = """
SELECT d.key, d.place, r.label, r.id, m.start, m.end, substr(d.text, m.start + 1, m.end - m.start)
FROM referent r JOIN document d ON d.id = r.document JOIN mention m ON m.referent = r.id ORDER BY d.key, m.start, m.end
"""
_CLUSTERS = """
SELECT e.id, e.label, e.name, count(*), e.json FROM entity e JOIN referent r ON r.entity = e.id
WHERE e.label != 'Date' GROUP BY e.id ORDER BY 4 DESC, e.key
"""


class Member(NamedTuple):
    """An entity of one article: its longest name, where that stands first."""

    name: str
    spot: Spot
    place: str | None


Blocks = Mapping[str, Sequence[Member]]


def members(db: sqlite3.Connection) -> Mapping[str, Blocks]:
    """{label: {block key: its members}}, blocks of two articles and more."""
    best: dict[tuple[str, int], Member] = {}
    provinces = {
        key: _provinces(text, place) for key, text, place in db.execute("SELECT key, text, place FROM document")
    }
    for document, place, label, referent, start, end, name in db.execute(_REFERENTS):
        held = best.get((label, referent))
        if held is None or len(name) > len(held.name):
            best[label, referent] = Member(fold_name(name), Spot(document, start, end), place)
    blocks: defaultdict[str, defaultdict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for (label, _), member in best.items():
        for key in block_keys(member.name, label, member.place):
            for near in provinces[member.spot.document] if f"{label}|*:" in key else ("",):
                blocks[label][f"{key}~{near}"].append(member)
    return blocks


def _provinces(text: str, place: str | None) -> set[str]:
    """The codes of the provinces of an article and of what it names."""
    home = parse_place(place) if place else None
    return {division.code[:2] for division in (*areas_in(text), *([home] if home else []))}


def draw(blocks: Blocks, alike: bool, wanted: int, rng: random.Random) -> Iterator[tuple[Member, Member]]:
    """Yield pairs of two articles, of alike or of unlike names, no two articles of one name pair twice."""
    keys = sorted(key for key, group in blocks.items() if _may_give(group, alike))
    seen: set[frozenset[tuple[str, str]]] = set()
    for _ in range(wanted * 200):
        if len(seen) == wanted or not keys:
            return
        one, two = sorted(rng.sample(blocks[rng.choice(keys)], 2), key=lambda m: m.spot)
        pair = frozenset(((one.name, one.spot.document), (two.name, two.spot.document)))
        if one.spot.document != two.spot.document and (one.name == two.name) is alike and pair not in seen:
            seen.add(pair)
            yield one, two


def _may_give(group: Sequence[Member], alike: bool) -> bool:
    names = {member.name for member in group}
    return len({m.spot.document for m in group}) > 1 and (len(names) < len(group) if alike else len(names) > 1)


def print_pairs(db: sqlite3.Connection, seed: int) -> None:
    """Print the table of pairs to judge."""
    rng = random.Random(seed)
    blocks = members(db)
    sides = [f"{column}_{side}" for side in "ab" for column in Spot._fields]
    print("\t".join(("draw", "label", "names", *sides, "verdict")))
    for names, quota in (("alike", _ALIKE), ("unlike", _UNLIKE)):
        for label, wanted in quota.items():
            for one, two in draw(blocks[label], names == "alike", wanted, rng):
                print("\t".join((str(seed), label, names, *map(str, (*one.spot, *two.spot)), "")))


def print_clusters(db: sqlite3.Connection, seed: int, each: int = 50) -> None:
    """Print the names of the largest clusters, and of some drawn from those of two names or more."""
    rows = db.execute(_CLUSTERS).fetchall()
    several = [row for row in rows if row[3] > 1 and json.loads(row[4]).get("aliases")]
    drawn = random.Random(seed).sample(several, min(each, len(several)))
    for title, chosen in (("largest", rows[:each]), ("drawn", drawn)):
        for entity, label, name, articles, rest in chosen:
            aliases = json.loads(rest).get("aliases") or []
            print("\t".join((title, str(entity), label, str(articles), name, "、".join(aliases))))


def main() -> None:
    """Print pairs or clusters."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the folder of a build")
    parser.add_argument("what", choices=("pairs", "clusters"))
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    db = sqlite3.connect(f"{(told.out / 'kg.sqlite').resolve().as_uri()}?mode=ro", uri=True)
    (print_pairs if told.what == "pairs" else print_clusters)(db, told.seed)


if __name__ == "__main__":
    main()
