"""What surrounds each name: the list it stands in, the cues before and after the list, the brackets around it."""

import re
from functools import cached_property

from kg.components.relations.coordination import find_runs
from kg.components.relations.layout import SIGNS, Cue, Layout, Row
from kg.components.relations.parts import Kept
from kg.components.relations.rules import Hit, hits
from kg.components.relations.salience import Salience

FAR = 60
_BRACKET = re.compile("[“”（）()《》]")
# a person between a name and a cue is as far as so many characters
_PERSON = 12


class Context:
    """Surroundings of the names of a layout; ``kept`` holds what the descriptions of its candidates share."""

    def __init__(self, layout: Layout, published: str | None = None, place: str | None = None) -> None:
        self.layout = layout
        self.published, self.place = published, place
        self.depths = [_depths(row.skeleton) for row in layout.rows]
        self.runs = find_runs(layout)
        self.salience = Salience(layout)
        self.kept = Kept()
        self.after: dict[int, dict[str, int]] = {}
        self.before: dict[int, dict[str, int]] = {}
        self.next_cues: dict[int, tuple[Cue, ...]] = {}
        for row in layout.rows:
            for i in row.at:
                self._cues_around(row, i)

    def _cues_around(self, row: Row, i: int) -> None:
        """Distances from the list of ``i`` to the next cue of each class, and to the last one before it."""
        start, end = self.runs[i][:2]
        after, before = self.after.setdefault(i, {}), self.before.setdefault(i, {})
        following = []
        for cue in row.cues:
            if cue.start >= end:
                following.append(cue)
                gap = cue.start - end + _PERSON * row.skeleton.count(SIGNS["PERSON"], end, cue.start)
                after.setdefault(cue.kind, min(gap, FAR))
            elif cue.end <= start:
                gap = start - cue.end + _PERSON * row.skeleton.count(SIGNS["PERSON"], cue.end, start)
                before[cue.kind] = min(gap, FAR)
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


def _depths(skeleton: str) -> list[int]:
    """How many brackets and quotation marks are open at each offset."""
    depth, depths = 0, [0] * (len(skeleton) + 1)
    if _BRACKET.search(skeleton):
        for k, char in enumerate(skeleton):
            depth += (char in "“（(《") - (char in "”）)》")
            depths[k] = max(depth, 0)
    return depths
