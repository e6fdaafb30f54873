"""Makes divisions.tsv.gz and towns.tsv.gz out of provinces.csv, cities.csv, areas.csv and streets.csv of one folder.

Usage: python pipelines/gazetteer/build_divisions.py FOLDER

The source is named in README.md beside this file. Rows that stand for no division of their own (市辖区,
省直辖县级行政区划, a city repeated as its only county) are left out, and their children go to the level above.
"""

import csv
import gzip
import sys
from pathlib import Path

HERE = Path(__file__).parent
_NOT_DIVISIONS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
Row = tuple[str, str, str, str]


def rows(folder: Path) -> list[Row]:
    """Code, name, level and parent code of every division, ordered by code."""
    found: dict[str, Row] = {}
    moved: dict[str, str] = {}
    for file, level, parent in (
        ("provinces", "province", ""),
        ("cities", "city", "provinceCode"),
        ("areas", "county", "cityCode"),
        ("streets", "town", "areaCode"),
    ):
        for record in _read(folder / f"{file}.csv"):
            code, name, above = record["code"], record["name"], record.get(parent, "")
            above = moved.get(above, above)
            if name in _NOT_DIVISIONS or (above in found and found[above][1] == name and level != "town"):
                moved[code] = above
                continue
            kind = "zone" if level == "county" and code[4] == "7" else level
            found[code] = (code, name, kind, above)
    return [found[code] for code in sorted(found)]


def _read(path: Path) -> list[dict[str, str]]:
    """The records of one file, by its header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(folder: Path) -> None:
    """Write both tables; the same input gives the same bytes."""
    found = rows(folder)
    for file, chosen in (
        ("divisions.tsv.gz", [row for row in found if row[2] != "town"]),
        ("towns.tsv.gz", [row for row in found if row[2] == "town"]),
    ):
        text = "code\tname\tlevel\tparent\n" + "".join("\t".join(row) + "\n" for row in chosen)
        (HERE / file).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
