"""Salience of events: how well what a sentence tells can be about an event that it may not name.

An event is salient that was named last, that the article names most, and that 会上 or 活动 of the sentence means.
"""

from functools import cached_property

from kg.components.relations.layout import Layout, Thing


class Salience:
    """The events of a layout, ranked, and what each row can be about."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.in_row: dict[tuple[int, int, int], int] = {}

    @cached_property
    def events(self) -> list[Thing]:
        """The events, in order of first mention."""
        return [t for t in self.layout.things if t.label == "EVENT"]

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each event by number of mentions, then by first mention."""
        ranked = sorted(self.events, key=lambda t: (-len(t.mentions), t.mentions[0]))
        return {t.entity: k for k, t in enumerate(ranked)}

    @cached_property
    def order(self) -> dict[str, int]:
        """The rank of each event by first mention."""
        return {t.entity: k for k, t in enumerate(self.events)}

    @cached_property
    def named(self) -> list[list[str]]:
        """The events named in each row, in order."""
        found: list[list[str]] = [[] for _ in self.layout.rows]
        for row in self.layout.rows:
            for i in row.outer:
                if self.layout.spans[i][2] == "EVENT":
                    found[row.number].append(self.layout.mentions[i].entity)
        return found

    @cached_property
    def last(self) -> list[str | None]:
        """The event named last before each row."""
        last: str | None = None
        found: list[str | None] = []
        for events in self.named:
            found.append(last)
            last = events[-1] if events else last
        return found

    def refers(self, row: int, at: int, event: Thing) -> int:
        """How well a predicate at ``at`` of ``row`` can be about ``event``: 7 same clause … 0 not at all.

        What refers back (会上) says more than which event was named last.
        """
        if row in event.rows:
            return self._refers_in_row(row, at, event)
        if self.named[row]:
            return 1
        meant = self.layout.meant.get(row)
        if meant:
            return 5 if event.entity in meant else 1
        if self.last[row] == event.entity:
            return 5 if self.rank[event.entity] == 0 else 4
        if event.rows[0] < row:
            return 3 if self.rank[event.entity] == 0 else 2
        return 2 if self.rank[event.entity] == 0 else 0

    def meant(self, row: int, event: Thing) -> int:
        """1 where an expression of the row means the event, -1 where one means another, else 0."""
        meant = self.layout.meant.get(row)
        return 0 if not meant else 1 if event.entity in meant else -1

    def _refers_in_row(self, row: int, at: int, event: Thing) -> int:
        """Kept, because all that stand in one list ask."""
        key = (row, at, event.mentions[0])
        if key not in self.in_row:
            places = [self.layout.rows[row].at[i] for i in event.mentions if self.layout.row_of[i] == row]
            skeleton = self.layout.rows[row].skeleton
            commas = min(skeleton.count("，", min(p, at), max(p, at)) for p in places)
            self.in_row[key] = 7 if commas == 0 else 6
        return self.in_row[key]
