"""Which mention pairs of two entities are near enough, and tied by enough, to be worth scoring."""

from collections.abc import Iterator, Sequence

from kg.components.aliases import area_stem
from kg.components.relations.context import Context
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
# cues of which one must stand around a pair that does not stand together
_NEEDS: dict[str, frozenset[str]] = {
    "person": frozenset(("from", "visit", "lead", "meet", "found", "resume")),
    "body2": frozenset(("visit", "found", "sign", "located", "part", "lead")),
}


def is_area_office(title: str) -> bool:
    """Whether a title is the head (or a deputy) of an area: 区长, 副县长, 代市长."""
    return title.endswith(tuple(words()["area_offices"])) and len(title) <= 5


class Near:
    """Finds mention pairs inside the window of a kind of pair."""

    def __init__(self, context: Context) -> None:
        self.context, self.layout = context, context.layout
        self.by_row: list[set[int]] = [set() for _ in self.layout.rows]
        for k, thing in enumerate(self.layout.things):
            for row in thing.rows:
                self.by_row[row].add(k)
        self.people = [any(self.layout.things[k].label == "PERSON" for k in row) for row in self.by_row]
        ranks = context.event_rank
        main = [k for k, t in enumerate(self.layout.things) if t.label == "EVENT" and ranks[t.entity] < 3]
        self.main = frozenset(main)
        self.stops = frozenset(self._around("PLACE ORG", ("visit",), 10, before=True))
        self.tourists = frozenset(self._around("PERSON ORG", ("visit", "lead", "attend"), 12, before=False))
        self.tourists |= frozenset(self._around("PERSON ORG", ("lead",), 6, before=True))

    def _around(self, labels: str, kinds: Sequence[str], most: int, before: bool) -> Iterator[int]:
        """Entities of some labels with a cue of some kinds near before (or after) one of their lists."""
        side = self.context.before if before else self.context.after
        for k, thing in enumerate(self.layout.things):
            if thing.label in labels.split() and any(
                side[i].get(kind, most + 1) <= most for i in thing.mentions for kind in kinds
            ):
                yield k

    def tails(self, h: int) -> list[int]:
        """Entities in the rows around the mentions of ``h``; the article's main events always."""
        found: set[int] = set(self.main)
        last = len(self.by_row) - 1
        for row in self.layout.things[h].rows:
            for r in range(max(0, row - 12), min(last, row + 12) + 1):
                found |= self.by_row[r]
        return sorted(found)

    def pairs(self, group: str, h: int, t: int) -> tuple[tuple[int, int], ...]:
        """The nearest mention pairs inside the window, at most four."""
        head, tail = self.layout.things[h], self.layout.things[t]
        back, ahead = _WINDOW[group]
        scored = []
        for i in head.mentions[:40]:
            row = self.layout.row_of[i]
            for j in tail.mentions[:40]:
                gap = self.layout.row_of[j] - row
                if -back <= gap <= ahead or self._far(group, h, t, i, gap):
                    scored.append((abs(gap), self._distance(i, j), i, j))
        scored.sort()
        return tuple((i, j) for _, _, i, j in scored[:_PAIRS])

    def told(self, group: str, pair: tuple[int, int], h: int, t: int) -> bool:
        """Whether anything but the window speaks for a pair: a cue, or that the two stand together."""
        i, j = pair
        if group == "body":
            return self._carried(i, j)
        if group == "part":
            return self._takes_part(h, t)
        if group not in _NEEDS:
            return True
        row = self.layout.rows[self.layout.row_of[i]]
        together = self.layout.row_of[j] == row.number
        if (together and abs(row.at[i] - row.at[j]) <= 5) or self._visits(h, t):
            return True
        return self._needed(group, pair, 20 if together or group == "person" else 10)

    def _needed(self, group: str, pair: tuple[int, int], most: int) -> bool:
        """Whether a cue of the kinds that a group needs stands near one of the two."""
        context, needs = self.context, _NEEDS[group]
        sides = [side[i] for i in pair for side in (context.after, context.before)]
        return any(gap <= most and kind in needs for side in sides for kind, gap in side.items())

    def _takes_part(self, h: int, t: int) -> bool:
        """Whether the head is more than a byline, and a row of it can be about the event; a place must be near."""
        context, layout = self.context, self.layout
        head, event = layout.things[h], layout.things[t]
        if all(context.before[i].get("byline", 9) < 3 for i in head.mentions):
            return False
        least = 6 if head.label == "PLACE" else 1
        return any(context.refers(layout.row_of[i], context.run(i).end, event) >= least for i in head.mentions[:12])

    def _visits(self, h: int, t: int) -> bool:
        """Whether the tail is a stop of a tour and the head one who tours, wherever each is told."""
        return h in self.tourists and t in self.stops

    def _carried(self, i: int, j: int) -> bool:
        """A body inside a title, carried to it, some outermost names before it, or the area of a bare office."""
        if self.layout.row_of[j] != self.layout.row_of[i]:
            return True
        row = self.layout.rows[self.layout.row_of[i]]
        carrier = next((o for o, inner in row.inside.items() if j in inner), j)
        if carrier == i:
            return True
        order = {m: k for k, m in enumerate(row.outer)}
        steps = order.get(i, 99) - order.get(carrier, -99)
        title = self.layout.title_of.get(i)
        body = None if title is None else title.body
        same = body is not None and self.layout.mentions[body].entity == self.layout.mentions[j].entity
        return same or 0 < steps <= 7 or -2 <= steps < 0

    def area_of(self, i: int, t: int) -> bool:
        """Whether a bare 区长 follows a title that begins with the area ``t`` (渝中区委副书记、区长)."""
        title = self.layout.title_of.get(i)
        if title is None or not is_area_office(self.layout.mentions[i].text):
            return False
        row = self.layout.rows[self.layout.row_of[i]]
        chain = "".join(self.layout.mentions[x.span].text for x in row.titles if x.chain == title.chain)
        names = {self.layout.mentions[m].text for m in self.layout.things[t].mentions}
        return any(area_stem(name) in chain for name in names if len(name) > 1)

    def _distance(self, i: int, j: int) -> int:
        return abs(self.layout.spans[i][0] - self.layout.spans[j][0])

    def _far(self, group: str, h: int, t: int, i: int, gap: int) -> bool:
        """Pairs beyond the window: main events, titles told without a name, tours, areas of bare offices."""
        if group == "part":
            return t in self.main
        if group == "title":
            row = self.layout.row_of[i]
            return 0 < gap <= 10 and not any(self.people[row + 1 : row + gap + 1])
        if group == "body":
            return self.layout.things[t].label == "PLACE" and self.area_of(i, t)
        return group in ("person", "body2") and self._visits(h, t)
