"""What surrounds each name: counts along the sentence, the list it stands in, the cues that follow the list."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.components.relations.layout import SIGNS, Cue, Layout, Row, Thing
from kg.components.relations.rules import Hit, hits

FAR = 60
_JOIN = frozenset("、和及与，, 　（）()等暨")
_LISTED = frozenset(SIGNS[label] for label in ("PERSON", "POST", "ORG", "PLACE"))
_BRACKET = re.compile("[“”（）()《》]")


class Counts:
    """Counts characters in a part of a skeleton, and the brackets and quotes that are open at an offset."""

    def __init__(self, skeleton: str) -> None:
        self.skeleton = skeleton
        depth, depths = 0, [0] * (len(skeleton) + 1)
        if _BRACKET.search(skeleton):
            for k, char in enumerate(skeleton):
                depth += (char in "“（(《") - (char in "”）)》")
                depths[k] = max(depth, 0)
        self.depth = depths

    def between(self, char: str, left: int, right: int) -> int:
        """The number of ``char`` in ``[left, right)``."""
        return self.skeleton.count(char, left, right)


class Part(NamedTuple):
    """Features of a candidate or of one of its ends, shared by all candidates that have this end.

    Numbers also count as words, by steps; they come in ``pieces``, which several parts may share. ``words`` hold for
    the labels of both ends together.
    """

    pieces: tuple[dict[str, float], ...]
    words: Collection[str]

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers of all pieces."""
        return {name: value for piece in self.pieces for name, value in piece.items()}


class Run(NamedTuple):
    """A list of names in a skeleton, ``[start, end)``, with how many people, bodies and places it has."""

    start: int
    end: int
    people: int
    bodies: int
    places: int


class Context:
    """Lazily computed surroundings of the names of a layout."""

    def __init__(self, layout: Layout, published: str | None = None, place: str | None = None) -> None:
        self.layout = layout
        self.published, self.place = published, place
        self.counts = [Counts(row.skeleton) for row in layout.rows]
        self.sides: dict[tuple[int, str], dict[str, float]] = {}
        self.entities: dict[tuple[int, str, bool], dict[str, float]] = {}
        self.ends: dict[tuple[tuple[int, ...], int, str, str], Part] = {}
        self.tones: dict[str, float] = {}
        self.around: dict[tuple[int, str], frozenset[str]] = {}
        self.runs: dict[int, Run] = {}
        for row in layout.rows:
            self.runs.update((i, Run(at, at + 1, 0, 0, 0)) for i, at in row.at.items())
            self._find_runs(row)
        self.in_row: dict[tuple[int, int, int], int] = {}
        self.after: dict[int, dict[str, int]] = {}
        self.before: dict[int, dict[str, int]] = {}
        self.next_cues: dict[int, tuple[Cue, ...]] = {}
        for row in layout.rows:
            for i in row.at:
                self._cues_around(row, i)

    def _find_runs(self, row: Row) -> None:
        """Group names joined by nothing but 、，和 and titles into lists."""
        group: list[int] = []
        for i in row.outer:
            if SIGNS[self.layout.spans[i][2]] not in _LISTED:
                self._close(row, group)
                group = []
                continue
            if group:
                gap = row.skeleton[row.at[group[-1]] + 1 : row.at[i]]
                if len(gap) > 3 or not set(gap) <= _JOIN:
                    self._close(row, group)
                    group = []
            group.append(i)
        self._close(row, group)

    def _close(self, row: Row, group: Sequence[int]) -> None:
        if not group:
            return
        labels = [self.layout.spans[i][2] for i in group]
        start, end = row.at[group[0]], row.at[group[-1]] + 1
        run = Run(start, end, labels.count("PERSON"), labels.count("ORG"), labels.count("PLACE"))
        for i in group:
            self.runs[i] = run
            for j in row.inside.get(i, ()):
                self.runs[j] = run

    def run(self, i: int) -> Run:
        """The list that mention ``i`` stands in (itself alone at least)."""
        return self.runs[i]

    def _cues_around(self, row: Row, i: int) -> None:
        """Distances from the list of ``i`` to the next cue of each class, and to the last one before it."""
        run, counts = self.run(i), self.counts[row.number]
        after: dict[str, int] = {}
        before: dict[str, int] = {}
        following = []
        for cue in row.cues:
            if cue.start >= run.end:
                following.append(cue)
                gap = cue.start - run.end + 12 * counts.between(SIGNS["PERSON"], run.end, cue.start)
                after.setdefault(cue.kind, min(gap, FAR))
            elif cue.end <= run.start:
                gap = run.start - cue.end + 12 * counts.between(SIGNS["PERSON"], cue.end, run.start)
                before[cue.kind] = min(gap, FAR)
        self.after[i], self.before[i] = after, before
        self.next_cues[i] = tuple(following[:3])

    @cached_property
    def hits(self) -> dict[tuple[int, int], list[Hit]]:
        """What the rules found, by the entities (indices into ``Layout.things``) of head and tail."""
        found: dict[tuple[int, int], list[Hit]] = {}
        for row in self.layout.rows:
            for hit in hits(self.layout, row):
                pair = (self.layout.thing_of[hit.head], self.layout.thing_of[hit.tail])
                found.setdefault(pair, []).append(hit)
        return found

    @cached_property
    def tone(self) -> dict[str, float]:
        """How many cues of each class the article has for each ten sentences: news of a visit, a curriculum."""
        found: dict[str, float] = {}
        for row in self.layout.rows:
            for cue in row.cues:
                found[cue.kind] = found.get(cue.kind, 0.0) + 10 / len(self.layout.rows)
        return found

    @cached_property
    def events(self) -> list[Thing]:
        """The events, in order of first mention."""
        return [t for t in self.layout.things if t.label == "EVENT"]

    @cached_property
    def event_rank(self) -> dict[str, int]:
        """The rank of each event by number of mentions, then by first mention."""
        ranked = sorted(self.events, key=lambda t: (-len(t.mentions), t.mentions[0]))
        return {t.entity: k for k, t in enumerate(ranked)}

    @cached_property
    def event_order(self) -> dict[str, int]:
        """The rank of each event by first mention."""
        return {t.entity: k for k, t in enumerate(self.events)}

    @cached_property
    def row_events(self) -> list[list[str]]:
        """The events named in each row, in order."""
        found: list[list[str]] = [[] for _ in self.layout.rows]
        for row in self.layout.rows:
            for i in row.outer:
                if self.layout.spans[i][2] == "EVENT":
                    found[row.number].append(self.layout.mentions[i].entity)
        return found

    @cached_property
    def last_event(self) -> list[str | None]:
        """The event mentioned last before each row."""
        last: str | None = None
        found: list[str | None] = []
        for events in self.row_events:
            found.append(last)
            last = events[-1] if events else last
        return found

    def refers(self, row: int, at: int, event: Thing) -> int:
        """How well a predicate at ``at`` of ``row`` can be about ``event``: 7 same clause … 0 not at all.

        What refers back (会上) says more than which event was named last.
        """
        if row in event.rows:
            return self._refers_in_row(row, at, event)
        if self.row_events[row]:
            return 1
        meant = self.layout.meant.get(row)
        if meant:
            return 5 if event.entity in meant else 1
        if self.last_event[row] == event.entity:
            return 5 if self.event_rank[event.entity] == 0 else 4
        if event.rows[0] < row:
            return 3 if self.event_rank[event.entity] == 0 else 2
        return 2 if self.event_rank[event.entity] == 0 else 0

    def meant(self, row: int, event: Thing) -> int:
        """1 where an expression of the row means the event, -1 where one means another, else 0."""
        meant = self.layout.meant.get(row)
        return 0 if not meant else 1 if event.entity in meant else -1

    def _refers_in_row(self, row: int, at: int, event: Thing) -> int:
        """Kept, because all that stand in one list ask."""
        key = (row, at, event.mentions[0])
        if key not in self.in_row:
            places = [self.layout.rows[row].at[i] for i in event.mentions if self.layout.row_of[i] == row]
            counts = self.counts[row]
            commas = min(counts.between("，", min(p, at), max(p, at)) for p in places)
            self.in_row[key] = 7 if commas == 0 else 6
        return self.in_row[key]
