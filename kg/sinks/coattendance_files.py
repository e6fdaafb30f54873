"""The co-attendance network as a table and as GraphML."""

from pathlib import Path

from kg.sinks.coattendance import CoAttendance, Gathering, Tie
from kg.sinks.common import Stats
from kg.sinks.csv import Row, guarded, write_tables
from kg.sinks.files import write_atomic
from kg.sinks.values import plain
from kg.sinks.xmltext import DECLARATION, attributes, content
from kg.types import Element

_COLUMNS = ["personA", "nameA", "personB", "nameB", "month", "events", "eventNames", "guarded"]
_KEYS = (
    attributes(id="caption", for_="node", attr__name="label", attr__type="string"),
    attributes(id="name", for_="node", attr__name="name", attr__type="string"),
    attributes(id="events", for_="node", attr__name="events", attr__type="int"),
    attributes(id="weight", for_="edge", attr__name="weight", attr__type="double"),
    attributes(id="months", for_="edge", attr__name="months", attr__type="string"),
    attributes(id="first", for_="edge", attr__name="firstMonth", attr__type="string"),
    attributes(id="last", for_="edge", attr__name="lastMonth", attr__type="string"),
)


class CoAttendanceSink:
    """Writes co-attendance.csv (a row a pair and month) and co-attendance.graphml (an edge a pair)."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._gathering = Gathering()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        self._gathering.add(element)

    def finalize(self) -> Stats:
        """Write both files into the target folder."""
        network = self._gathering.network()
        table, graph = (self._target / f"co-attendance.{end}" for end in ("csv", "graphml"))
        write_tables([(table, _COLUMNS, (row for tie in network.ties for row in _rows(tie, network.names)))])
        write_atomic(graph, _graphml(network))
        people = {"Person": len(network.people)} if network.people else {}
        ties = {"CO_ATTENDS": len(network.ties)} if network.ties else {}
        return Stats(people, ties, (table, graph))

    def discard(self) -> None:
        """Nothing was written yet."""


def _rows(tie: Tie, names: dict[str, str]) -> list[Row]:
    ends = {"personA": tie.a, "nameA": names[tie.a], "personB": tie.b, "nameB": names[tie.b]}
    return [
        guarded({**ends, "month": m, "events": str(len(es)), "eventNames": " | ".join(names[e] for e in es)})
        for m, es in tie.months.items()
    ]


def _graphml(network: CoAttendance) -> str:
    lines = [DECLARATION, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    lines += [f"  <key{key}/>\n" for key in _KEYS]
    lines.append('  <graph id="G" edgedefault="undirected">\n')
    for person, events in network.people.items():
        name = network.names[person]
        data = _data(caption=name, name=name, events=str(events))
        lines.append(f"    <node{attributes(id=person, labels=':Person')}>{data}</node>\n")
    lines += [_edge(number, tie) for number, tie in enumerate(network.ties)]
    return "".join([*lines, "  </graph>\n</graphml>\n"])


def _edge(number: int, tie: Tie) -> str:
    dated = [month for month in tie.months if month]
    months = plain(tuple(f"{month}:{len(events)}" for month, events in tie.months.items()))
    span = {"first": dated[0], "last": dated[-1]} if dated else {}
    data = _data(weight=f"{tie.weight}.0", months=months, **span)
    return f"    <edge{attributes(id=f'tie{number}', source=tie.a, target=tie.b)}>{data}</edge>\n"


def _data(**values: str) -> str:
    return "".join(f"<data{attributes(key=key)}>{content(text)}</data>" for key, text in values.items())
