"""Who attends events with whom: a network of people, weighted by shared events, by month.

Two people share an event when each of them attends it, presides over it, speaks at it or opens it; doing
two of these at one event counts once. Facts that are only planned or are denied do not count. The month is
that of the first date that the event is held on, else of its startDate; where these are told more coarsely
than by month it is empty.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import msgspec

from kg.sinks.values import plain
from kg.types import Element, Node

PRESENT = frozenset({"ATTENDS", "PRESIDES", "SPEAKS_AT", "OPENS"})
_PRECISE = frozenset({"day", "month"})
_UNREAL = frozenset({"planned", "negated"})


class Tie(msgspec.Struct, frozen=True):
    """Two people (``a`` before ``b`` by id) and the events they share, by month (``2025-10`` or empty)."""

    a: str
    b: str
    months: dict[str, tuple[str, ...]]

    @property
    def weight(self) -> int:
        """How many events they share."""
        return sum(len(events) for events in self.months.values())


class CoAttendance(msgspec.Struct, frozen=True):
    """The network: names by id, the number of events of each person, and the ties, ordered by ids."""

    names: dict[str, str]
    people: dict[str, int]
    ties: tuple[Tie, ...]


class Gathering:
    """What the network is made of, taken element by element, all nodes first."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.people: set[str] = set()
        self.starts: dict[str, str] = {}
        self.held: dict[str, set[str]] = {}
        self.present: dict[str, set[str]] = {}

    def add(self, element: Element) -> None:
        """Take one node or relationship."""
        if isinstance(element, Node):
            self._node(element)
        elif element.properties.get("status", "actual") in _UNREAL:
            return
        elif element.type == "HELD_ON":
            self.held.setdefault(element.start, set()).add(self.starts.get(element.end, ""))
        elif element.type in PRESENT and element.start in self.people:
            self.present.setdefault(element.end, set()).add(element.start)

    def _node(self, node: Node) -> None:
        if node.label in ("Person", "Event"):
            self.names[node.id] = plain(node.properties.get("name", node.id))
        if node.label == "Person":
            self.people.add(node.id)
        start = node.properties.get({"Event": "startDate", "Date": "start"}.get(node.label, ""))
        if start and node.properties.get("precision", "day") in _PRECISE:
            self.starts[node.id] = str(start)

    def network(self) -> CoAttendance:
        """Return the network of what was taken."""
        shared: dict[tuple[str, str], dict[str, list[str]]] = {}
        events: Counter[str] = Counter()
        for event in sorted(self.present, key=lambda e: (self._month(e), e)):
            people = sorted(self.present[event])
            events.update(people)
            for pair in combinations(people, 2):
                shared.setdefault(pair, {}).setdefault(self._month(event), []).append(event)
        ties = [Tie(*pair, {m: tuple(es) for m, es in sorted(ms.items())}) for pair, ms in sorted(shared.items())]
        return CoAttendance(self.names, dict(sorted(events.items())), tuple(ties))

    def _month(self, event: str) -> str:
        """The month of the first date of the event; empty where it is not known to the month."""
        start = min(self.held.get(event, {self.starts.get(event, "")}) - {""}, default="")
        return start[:7] if len(start) >= 7 else ""


def co_attendance(elements: Iterable[Element]) -> CoAttendance:
    """Return the network of the people who are at events, whatever order the facts come in."""
    gathering = Gathering()
    for element in elements:
        gathering.add(element)
    return gathering.network()
