"""Which entities, and which of their mentions, are near enough to stand in a relation."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.components.aliases import area_stem
from kg.components.relations.context import Context
from kg.components.relations.ties import Ties
from kg.components.titles import words

# how many rows apart the two may be: backwards (tail before head), forwards
_WINDOW: dict[str, tuple[int, int]] = {
    "title": (0, 0),
    "body": (0, 0),
    "part": (4, 1),
    "where": (2, 2),
    "event": (10, 10),
    "person": (1, 3),
    "body2": (0, 1),
}
_PAIRS = 4
# mentions of one entity that are looked at, rows in which the stops of a tour and the area of an office are sought
_MENTIONS, _TOUR = 40, 12


def is_area_office(title: str) -> bool:
    """Whether a title is the head (or a deputy) of an area: 区长, 副县长, 代市长."""
    return title.endswith(tuple(words()["area_offices"])) and len(title) <= 5


class Near:
    """Finds entities and mention pairs inside the window of a kind of pair."""

    def __init__(self, context: Context, ties: Ties) -> None:
        self.context, self.layout, self.ties = context, context.layout, ties
        self.by_row: list[dict[str, list[int]]] = [{} for _ in self.layout.rows]
        for k, thing in enumerate(self.layout.things):
            for row in thing.rows:
                self.by_row[row].setdefault(thing.label, []).append(k)
        row_of, spans = self.layout.row_of, self.layout.spans
        self.places = [[(i, row_of[i], spans[i][0]) for i in t.mentions[:_MENTIONS]] for t in self.layout.things]
        self.tail_rows = [[row for _, row, _ in own] for own in self.places]
        self.nameless = self._next_person()
        ranks = context.salience.rank
        main = [k for k, t in enumerate(self.layout.things) if t.label == "EVENT" and ranks[t.entity] < 3]
        self.main = frozenset(main)
        self.offices = frozenset(i for i in self.layout.title_of if is_area_office(self.layout.mentions[i].text))

    def tails(self, group: str, h: int, label: str) -> list[int]:
        """Entities of a label in the window around the mentions of ``h``, and those farther that may matter."""
        back, ahead = _WINDOW[group]
        found: set[int] = set()
        for row in self.layout.things[h].rows:
            for near in self.by_row[max(0, row - back) : row + ahead + 1]:
                found.update(near.get(label, ()))
        found.update(self._beyond(group, h, label))
        found.discard(h)
        return sorted(found)

    def _beyond(self, group: str, h: int, label: str) -> Iterator[int]:
        """Main events, titles told without a name, stops of a tour, areas of bare offices."""
        rows = self.layout.things[h].rows
        if group == "part":
            yield from self.main
        elif group == "title":
            for row in rows:
                yield from (t for near in self.by_row[row + 1 : self.nameless[row]] for t in near.get(label, ()))
        elif group == "body" and label == "PLACE" and self.offices.intersection(self.layout.things[h].mentions):
            yield from self._around(rows, label)
        elif group in ("person", "body2") and h in self.ties.tourists:
            yield from (t for t in self._around(rows, label) if t in self.ties.stops)

    def _around(self, rows: tuple[int, ...], label: str) -> Iterator[int]:
        for row in rows:
            for near in self.by_row[max(0, row - _TOUR) : row + _TOUR + 1]:
                yield from near.get(label, ())

    def _next_person(self) -> list[int]:
        """For each row the one after it in which a person is named next, ten rows on at most."""
        named = [row for row, near in enumerate(self.by_row) if "PERSON" in near]
        return [min((*named[bisect_right(named, row) :][:1], row + 11)) for row in range(len(self.by_row))]

    def pairs(self, group: str, h: int, t: int) -> tuple[tuple[int, int], ...]:
        """The nearest mention pairs inside the window, at most four."""
        anyway = t in self.main if group == "part" else group in ("person", "body2") and self.ties.tours(h, t)
        tails, rows = self.places[t], self.tail_rows[t]
        scored = []
        for i, row, start in self.places[h]:
            first, last = (0, row + len(self.by_row)) if anyway else self._reach(group, t, i, row)
            near = tails[bisect_left(rows, first) : bisect_right(rows, last)]
            scored += [(abs(other - row), abs(start - at), i, j) for j, other, at in near]
        scored.sort()
        return tuple((i, j) for _, _, i, j in scored[:_PAIRS])

    def _reach(self, group: str, t: int, i: int, row: int) -> tuple[int, int]:
        """The first and last row of the window; titles told without a name and areas of bare offices are farther."""
        back, ahead = _WINDOW[group]
        if group == "title":
            return row - back, self.nameless[row] - 1
        if group == "body" and self.layout.things[t].label == "PLACE" and self.area_of(i, t):
            return 0, len(self.by_row)
        return row - back, row + ahead

    def area_of(self, i: int, t: int) -> bool:
        """Whether a bare 区长 follows a title that begins with the area ``t`` (渝中区委副书记、区长)."""
        if i not in self.offices:
            return False
        title, row = self.layout.title_of[i], self.layout.rows[self.layout.row_of[i]]
        chain = "".join(self.layout.mentions[x.span].text for x in row.titles if x.chain == title.chain)
        names = {self.layout.mentions[m].text for m in self.layout.things[t].mentions}
        return any(area_stem(name) in chain for name in names if len(name) > 1)
