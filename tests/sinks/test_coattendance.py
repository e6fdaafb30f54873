"""The co-attendance network."""

import csv
import json
from itertools import combinations
from pathlib import Path

import igraph
import networkx as nx
import pytest

from kg.sinks.coattendance import co_attendance
from kg.sinks.common import export
from kg.types import Element, Node, Relationship, Value


def _graph(events: dict[str, dict[str, Value]], facts: list[tuple[str, str, str, str]]) -> list[Element]:
    people = sorted({person for person, *_ in facts if person not in events})
    ends = {end for *_, end, _ in facts} - set(events)
    return [
        *(Node(id=p, label="Person", properties={"name": f"名{p}"}) for p in people if not p.startswith("o")),
        *(Node(id=p, label="Organization", properties={"name": p}) for p in people if p.startswith("o")),
        *(Node(id=e, label="Event", properties={"name": f"会{e}", **more}) for e, more in events.items()),
        *(
            Node(id=d, label="Date", properties={"name": d, "start": d[2:12], "precision": d[13:] or "day"})
            for d in sorted(ends)
        ),
        *(
            Relationship(id=f"f{i}", type=t, start=s, end=e, properties={"status": status})
            for i, (s, t, e, status) in enumerate(facts)
        ),
    ]


A, P, S = "ATTENDS", "PRESIDES", "SPEAKS_AT"
OCTOBER: dict[str, Value] = {"startDate": "2025-10-25"}


@pytest.mark.parametrize(
    ("events", "facts", "expected"),
    [
        ({"e1": OCTOBER}, [("a", A, "e1", "actual"), ("b", A, "e1", "actual")], {("a", "b"): {"2025-10": 1}}),
        (
            {"e1": OCTOBER},
            [("a", A, "e1", "actual"), ("a", S, "e1", "actual"), ("b", P, "e1", "actual")],
            {("a", "b"): {"2025-10": 1}},
        ),
        (
            {"e1": OCTOBER, "e2": {"startDate": "2025-11"}, "e3": OCTOBER},
            [(p, A, e, "actual") for p in "ba" for e in ("e1", "e2", "e3")],
            {("a", "b"): {"2025-10": 2, "2025-11": 1}},
        ),
        ({"e1": OCTOBER}, [("a", A, "e1", "planned"), ("b", A, "e1", "actual")], {}),
        ({"e1": OCTOBER}, [("o1", A, "e1", "actual"), ("b", A, "e1", "actual")], {}),
        ({"e1": {}}, [("a", A, "e1", "actual"), ("b", A, "e1", "actual")], {("a", "b"): {"": 1}}),
        ({"e1": {"startDate": "2025"}}, [(p, A, "e1", "actual") for p in "ab"], {("a", "b"): {"": 1}}),
        (
            {"e1": {"startDate": "2025-01-01", "precision": "year"}},
            [(p, A, "e1", "actual") for p in "ab"],
            {("a", "b"): {"": 1}},
        ),
        (
            {"e1": {}},
            [("e1", "HELD_ON", "d-2025-09-30", "actual"), *((p, A, "e1", "actual") for p in "ab")],
            {("a", "b"): {"2025-09": 1}},
        ),
        (
            {"e1": {}},
            [("e1", "HELD_ON", "d-2025-01-01-year", "actual"), *((p, A, "e1", "actual") for p in "ab")],
            {("a", "b"): {"": 1}},
        ),
    ],
)
def test_network(
    events: dict[str, dict[str, Value]],
    facts: list[tuple[str, str, str, str]],
    expected: dict[tuple[str, str], dict[str, int]],
) -> None:
    """People who are at one event share it once, in its month; plans, bodies and coarse dates do not count."""
    network = co_attendance(_graph(events, facts))
    assert {(t.a, t.b): {m: len(e) for m, e in t.months.items()} for t in network.ties} == expected


def test_it_agrees_with_counting_by_hand(small: list[Element]) -> None:
    """On a realistic graph the weights are the sizes of the intersections of the sets of events."""
    seen: dict[str, set[str]] = {}
    for element in small:
        if isinstance(element, Relationship) and element.type in (A, S):
            seen.setdefault(element.start, set()).add(element.end)
    expected = {(a, b): len(seen[a] & seen[b]) for a, b in combinations(sorted(seen), 2) if seen[a] & seen[b]}
    network = co_attendance(small)
    assert {(t.a, t.b): t.weight for t in network.ties} == expected
    assert network.people == {person: len(events) for person, events in sorted(seen.items())}


def test_the_order_of_facts_does_not_matter(small: list[Element]) -> None:
    """Facts in another order give the same network."""
    nodes = [e for e in small if isinstance(e, Node)]
    facts = [e for e in small if isinstance(e, Relationship)]
    assert co_attendance([*nodes, *reversed(facts)]) == co_attendance(small)


def test_the_files_say_the_same(small: list[Element], tmp_path: Path) -> None:
    """The table has a row a pair and month; networkx and igraph read the same weights from GraphML."""
    network = co_attendance(small)
    stats = export(small, tmp_path, "co-attendance")
    assert stats.relationships == {"CO_ATTENDS": len(network.ties)}
    with (tmp_path / "co-attendance.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["personA"], r["personB"], r["month"], int(r["events"])) for r in rows] == [
        (t.a, t.b, month, len(events)) for t in network.ties for month, events in t.months.items()
    ]
    read = nx.read_graphml(tmp_path / "co-attendance.graphml")
    assert not read.is_directed()
    assert {frozenset((t.a, t.b)): t.weight for t in network.ties} == {
        frozenset((u, v)): d["weight"] for u, v, d in read.edges(data=True)
    }
    first = next(iter(read.edges(data=True)))[2]
    assert sum(int(m.partition(":")[2]) for m in json.loads(first["months"])) == first["weight"]
    other = igraph.Graph.Read_GraphML(str(tmp_path / "co-attendance.graphml"))
    assert sum(other.es["weight"]) == sum(t.weight for t in network.ties)
    assert other.vs["name"] == [network.names[p] for p in network.people]
