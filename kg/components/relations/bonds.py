"""What binds a person, body or place to another: where the two stand, and cues near them."""

from kg.components.relations.context import Context

# cues of which one must stand around a pair that does not stand together
BOUND: dict[str, frozenset[str]] = {
    "person": frozenset(("from", "visit", "lead", "meet", "found", "resume")),
    "body2": frozenset(("visit", "found", "sign", "located", "part", "lead")),
}
# those that bind a person to a body or place of another sentence
_ELSEWHERE = frozenset(("visit", "lead", "meet", "resume"))
_MEETING = frozenset(("meet", "lead"))
_JOINT = frozenset(("sign", "found"))
# how far a name inside a title can be from what it is bound to, and a place before the larger one it lies in
_INNER, _WRONG = 6, 16


class Bonds:
    """Says of a mention pair of the kinds of `BOUND` whether it is worth scoring.

    What is left out here the net would leave out too; it costs less to see at once.
    """

    def __init__(self, context: Context) -> None:
        self.context, self.layout = context, context.layout

    def told(self, group: str, pair: tuple[int, int]) -> bool:
        """Whether a cue, or where the two stand, speaks for a pair."""
        if self._buried(*pair):
            return False
        return self._tied(group, pair) if group == "person" else self._bound(pair)

    def _apart(self, i: int, j: int) -> int | None:
        """How far ``j`` stands after ``i`` in their sentence, if they share one."""
        row = self.layout.rows[self.layout.row_of[i]]
        return row.at[j] - row.at[i] if j in row.at else None

    def _buried(self, i: int, j: int) -> bool:
        """Whether one of two names stands inside a title that is not near the other."""
        if i not in self.layout.nested and j not in self.layout.nested:
            return False
        apart = self._apart(i, j)
        return apart is None or abs(apart) > _INNER

    def _tied(self, group: str, pair: tuple[int, int]) -> bool:
        """A person with a person, body or place: side by side, or with a cue of the group near."""
        i, j = pair
        if self.layout.spans[j][2] == "PERSON":
            return self._needed(_MEETING, pair, 30)
        apart = self._apart(i, j)
        if apart is None:
            return self._needed(_ELSEWHERE, pair, 20)
        after = 5 if self.layout.spans[j][2] == "PLACE" else 2
        return -5 <= apart <= after or self._needed(BOUND[group], pair, 20)

    def _bound(self, pair: tuple[int, int]) -> bool:
        """Two bodies or places: in one sentence, not in one list, and with a cue near unless both are places.

        Two bodies of one list may sign or found; a body of the sentence before may. The larger place comes first.
        """
        i, j = pair
        place = self.layout.spans[i][2] == "PLACE"
        if place and (self._apart(i, j) or 0) > _WRONG:
            return False
        if self.layout.row_of[i] != self.layout.row_of[j] or self.context.runs[i] == self.context.runs[j]:
            return self.layout.spans[i][2] == self.layout.spans[j][2] == "ORG" and self._needed(_JOINT, pair, 10)
        return self._needed(BOUND["body2"], pair, 60 if place else 20)

    def _needed(self, needs: frozenset[str], pair: tuple[int, int], most: int) -> bool:
        """Whether a cue of the kinds needed stands near one of the two."""
        context = self.context
        sides = [side[i] for i in pair for side in (context.after, context.before)]
        return any(gap <= most and kind in needs for side in sides for kind, gap in side.items())
