"""The tables of divisions and of towns, each read when first asked for: by code and by every name."""

import gzip
from collections.abc import Iterator
from functools import cache

from kg.errors import InputError
from kg.places.division import LEVELS, Division, Level, other_names, short_name
from kg.resources import resource


class Table:
    """``by_code``; ``full`` and ``short`` give all bearers of a name, current ones first, ordered by code."""

    def __init__(self) -> None:
        self.by_code: dict[str, Division] = {}
        self.full: dict[str, list[Division]] = {}
        self.short: dict[str, list[Division]] = {}
        for code, name, level, parent in _rows("divisions.tsv.gz"):
            self._add(Division(code, name, short_name(name, level), _level(level), parent))
        self._supplement()
        self._former()
        self.longest = max(map(len, self.full))

    def _add(self, division: Division, also: tuple[str, ...] = ()) -> None:
        """Index a division under its names."""
        self.by_code[division.code] = division
        full = self.full
        full.setdefault(division.name, []).append(division)
        for name in (*other_names(division.name, division.level), *also):
            full.setdefault(name, []).append(division)
        if division.short != division.name:
            self.short.setdefault(division.short, []).append(division)

    def _supplement(self) -> None:
        """Add what the official table lacks; a division that it has by now is left as it is."""
        for code, name, level, within, also, since in _rows("divisions_more.tsv"):
            parent = self.at(within, "divisions_more.tsv") if within else None
            known = [d for d in self.full.get(name, ()) if parent is None or d.lies_in(parent)]
            if code in self.by_code or known:
                continue
            division = Division(
                code, name, short_name(name, level), _level(level), parent.code if parent else "", _year(since)
            )
            self._add(division, tuple(filter(None, also.split(","))))

    def _former(self) -> None:
        """Add names that ended, under full names only."""
        for name, within, ended, how, successor in _rows("divisions_former.tsv"):
            above, now = self.at(within, "divisions_former.tsv"), self.at(successor, "divisions_former.tsv")
            level = "city" if above.level == "province" and now.level == "city" else "county"
            code = f"{above.code}F{name}"
            self.by_code[code] = division = Division(
                code, name, name, _level(level), above.code, None, int(ended), now.code, how == "renamed"
            )
            self.full.setdefault(name, []).append(division)

    def at(self, path: str, source: str) -> Division:
        """The division of a full path (浙江省杭州市西湖区).

        Raises:
            InputError: no division, or more than one, has that path.
        """
        found = [d for d in self._ending(path) if d.until is None and self.path(d) == path]
        if len(found) != 1:
            raise InputError(f"{source}: {path} is not the path of one division; mend the table")
        return found[0]

    def _ending(self, path: str) -> Iterator[Division]:
        """The divisions whose name ends the path."""
        for length in range(2, min(len(path), 25) + 1):
            yield from self.full.get(path[-length:], ())

    def division(self, code: str) -> Division | None:
        """The division of a code, a town too."""
        return self.by_code.get(code) or (load_towns().by_code.get(code) if len(code) == 9 else None)

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """What it lies in, the province first, itself not included."""
        chain: list[Division] = []
        while division.parent:
            division = self.by_code[division.parent]
            chain.append(division)
        return tuple(reversed(chain))

    def path(self, division: Division) -> str:
        """The names of its ancestors and its own, joined: 重庆市渝中区."""
        return "".join(d.name for d in (*self.ancestors(division), division))


def _rows(file: str) -> Iterator[list[str]]:
    """The cells of each row of a table beside the others, without comments and header."""
    path = resource("pipelines", "gazetteer", file)
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode("utf-8")
    lines = (line for line in text.splitlines() if line and line[0] != "#")
    next(lines)
    return (line.split("\t") for line in lines)


def _level(text: str) -> Level:
    """The level as its type."""
    for level in LEVELS:
        if level == text:
            return level
    raise InputError(f"divisions: {text} is not a level; mend the table")


def _year(text: str) -> int | None:
    """A year, or nothing."""
    return int(text) if text else None


class Towns:
    """Streets, towns and townships: ``by_code``, ``full`` names to bearers, ``longest`` name in characters."""

    def __init__(self) -> None:
        self.by_code: dict[str, Division] = {}
        self.full: dict[str, tuple[Division, ...]] = {}
        for code, name, _, parent in _rows("towns.tsv.gz"):
            town = Division(code, name, name, "town", parent)
            self.by_code[code] = town
            self.full[name] = (*self.full.get(name, ()), town)
        self.longest = max(map(len, self.full))


@cache
def load_towns() -> Towns:
    """The one table of towns of this process."""
    return Towns()


@cache
def load_table() -> Table:
    """The one table of this process."""
    return Table()


@cache
def short_stop() -> frozenset[str]:
    """Short names that are never taken without what they lie in."""
    lines = resource("pipelines", "gazetteer", "short_stop.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
