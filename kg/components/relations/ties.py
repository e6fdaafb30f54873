"""What speaks for a pair of mentions that stand near enough: a cue, a preposition, or where the two stand."""

from collections.abc import Iterator, Sequence

from kg.components.relations.bonds import BOUND, Bonds
from kg.components.relations.context import Context

_PART = frozenset(
    ("attend", "preside", "speech", "say", "open", "award", "host", "organize", "coorganize", "held", "meeting", "lead")
)
_OFFICES = frozenset(("appoint", "remove", "elect", "resume", "former"))
_NONE = 99


class Ties:
    """Says of a mention pair whether it is worth scoring."""

    def __init__(self, context: Context) -> None:
        self.context, self.layout, self.bonds = context, context.layout, Bonds(context)
        self.offices = [any(cue.kind in _OFFICES for cue in row.cues) for row in self.layout.rows]
        self.order = [{i: k for k, i in enumerate(row.outer)} for row in self.layout.rows]
        self.stops = frozenset((*self._around("PLACE ORG", ("visit",), 10, before=True), *self._scenes()))
        self.tourists = frozenset(self._around("PERSON ORG", ("visit", "lead", "attend"), 12, before=False))
        self.tourists |= frozenset(self._around("PERSON ORG", ("lead",), 6, before=True))
        self.gaps: dict[int, int] = {}

    def _around(self, labels: str, kinds: Sequence[str], most: int, before: bool) -> Iterator[int]:
        """Entities of some labels with a cue of some kinds near before (or after) one of their lists."""
        side = self.context.before if before else self.context.after
        for k, thing in enumerate(self.layout.things):
            if thing.label in labels.split() and any(
                side[i].get(kind, most + 1) <= most for i in thing.mentions for kind in kinds
            ):
                yield k

    def _scenes(self) -> Iterator[int]:
        """Where a sentence of a tour begins: 在某社区，… after a sentence that visits."""
        toured = False
        for row in self.layout.rows:
            if toured and row.outer:
                first = row.outer[0]
                if row.at[first] == 1 and row.skeleton[0] == "在" and row.skeleton[2:3] == "，":
                    yield self.layout.thing_of[first]
            toured = toured or any(cue.kind == "visit" for cue in row.cues)

    def told(self, group: str, pair: tuple[int, int], h: int, t: int) -> bool:
        """Whether anything but the window speaks for a pair: a cue, a preposition, or where the two stand."""
        if group == "body":
            return self._carried(*pair)
        if group == "part":
            return self._takes_part(h, t)
        if group == "where":
            return self._takes_place(pair, t)
        if group == "title":
            return self._titled(*pair)
        if group not in BOUND or self.tours(h, t):
            return True
        return self.bonds.told(group, pair)

    def _takes_part(self, h: int, t: int) -> bool:
        """Whether the head is more than a byline, and a row of it can be about the event; a place must be near.

        A body needs a cue as well where its row names another event or the event long before.
        """
        context, layout, salience = self.context, self.layout, self.context.salience
        head, event = layout.things[h], layout.things[t]
        if all(context.before[i].get("byline", 9) < 3 for i in head.mentions):
            return False
        ends = [(i, layout.row_of[i], context.runs[i].end) for i in head.mentions[:12]]
        refers, gap = max((salience.refers(row, end, event), -self._gap(i)) for i, row, end in ends)
        if head.label == "ORG" and refers < 5:
            return -gap < (10 if refers == 1 else 40)
        return refers >= (6 if head.label == "PLACE" else 1)

    def _gap(self, i: int) -> int:
        """How near a cue of taking part stands to mention ``i``; kept, because every event asks."""
        if i not in self.gaps:
            sides = (self.context.after[i], self.context.before[i])
            self.gaps[i] = min((gap for side in sides for kind, gap in side.items() if kind in _PART), default=_NONE)
        return self.gaps[i]

    def _takes_place(self, pair: tuple[int, int], t: int) -> bool:
        """A body or place needs 在 before one of its names; a place in the row of the event or next to it does not."""
        tail = self.layout.things[t]
        near = abs(self.layout.row_of[pair[0]] - self.layout.row_of[pair[1]]) <= 1
        if tail.label == "DATE" or (tail.label == "PLACE" and near):
            return True
        most = 30 if tail.label == "PLACE" else 11
        return any(self.context.before[i].get("at", most) < most for i in tail.mentions[:12])

    def _titled(self, i: int, j: int) -> bool:
        """A person and a title of one sentence: the title has no holder beside it, or the sentence tells of offices."""
        row = self.layout.rows[self.layout.row_of[i]]
        title = self.layout.title_of.get(j)
        if j not in row.at or title is None or not title.holders or i in title.holders:
            return True
        return abs(row.at[i] - row.at[j]) <= 12 or self.offices[row.number]

    def tours(self, h: int, t: int) -> bool:
        """Whether the tail is a stop of a tour and the head one who tours, wherever each is told."""
        return h in self.tourists and t in self.stops

    def _carried(self, i: int, j: int) -> bool:
        """The body inside a title or carried to it; for a title that names none, one some outermost names before."""
        if self.layout.row_of[j] != self.layout.row_of[i]:
            return True
        row = self.layout.rows[self.layout.row_of[i]]
        carrier = next((o for o, inner in row.inside.items() if j in inner), j)
        if carrier == i:
            return True
        title = self.layout.title_of.get(i)
        if title is None or title.nested:
            return False
        if title.body is not None and self.layout.thing_of[title.body] == self.layout.thing_of[j]:
            return True
        order = self.order[row.number]
        return 0 < order.get(i, _NONE) - order.get(carrier, _NONE) <= 7
