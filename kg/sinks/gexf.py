"""graph.gexf: GEXF 1.3 (https://gexf.net) for Gephi and Gephi Lite, with the time of events and facts.

A fact's time is since–until where the text gives them, else from the first to the last article that tells
it; an event's is its dates. A month stands for its days. Lists are JSON arrays. The type of a fact is
``rel`` and no attribute is called type, id or pid, for readers take those for the element's own.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TextIO

from kg.schema import load_schema
from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile
from kg.sinks.terms import load_terms
from kg.sinks.values import day, plain, typed_properties
from kg.sinks.xmltext import DECLARATION, attributes
from kg.types import Element, Node, Relationship, Value

_TYPES = {
    "string": "string",
    "date": "string",
    "list": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
}
_RENAMED = {"start": "startDate", "end": "endDate"}
_RESERVED = frozenset({"id", "pid", "type", "label", "labels", "rel", "fact", "weight", "viz", "spells"})
_HEAD = (
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    '  <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
)


class GexfSink:
    """Spools nodes and edges while it learns which attributes are used, then writes all three."""

    def __init__(self, target: Path) -> None:
        self._file = AtomicFile(target)
        self._bodies = {kind: _temporary() for kind in ("node", "edge")}
        self._used: dict[str, dict[str, str]] = {"node": {"labels": "string"}, "edge": {"rel": "string"}}
        self._used["edge"]["fact"] = "string"
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        if isinstance(element, Node):
            self._bodies["node"].write(self._node(element))
        else:
            self._bodies["edge"].write(self._edge(element))
        self._tally.add(element)

    def finalize(self) -> Stats:
        """Write the file: attributes, nodes, edges."""
        out = self._file.stream
        out.write(DECLARATION + _HEAD)
        for kind, used in self._used.items():
            out.write(f'    <attributes class="{kind}" mode="static">\n')
            out.writelines(f"      <attribute{attributes(id=n, title=n, type=t)}/>\n" for n, t in sorted(used.items()))
            out.write("    </attributes>\n")
        for kind, body in self._bodies.items():
            out.write(f"    <{kind}s>\n")
            body.seek(0)
            shutil.copyfileobj(body, out)
            body.close()
            out.write(f"    </{kind}s>\n")
        out.write("  </graph>\n</gexf>\n")
        self._file.commit()
        return self._tally.stats(self._file.target)

    def discard(self) -> None:
        """Remove the unfinished file."""
        for body in self._bodies.values():
            body.close()
        self._file.discard()

    def _node(self, node: Node) -> str:
        values = typed_properties(node.properties)
        time = _span(values, ("startDate", "start"), ("endDate", "end"))
        head = attributes(id=node.id, label=plain(values.get("name", node.id)), start=time[0], end=time[1])
        colour = load_terms().colour(node.label).removeprefix("#")
        red, green, blue = (str(int(colour[i : i + 2], 16)) for i in (0, 2, 4))
        drawn = f"<viz:color{attributes(r=red, g=green, b=blue)}/>"
        return f"      <node{head}>{self._values('node', {'labels': node.label}, values)}{drawn}</node>\n"

    def _edge(self, fact: Relationship) -> str:
        values = typed_properties(fact.properties)
        time = _span(values, ("since", "firstSeen"), ("until", "lastSeen"))
        ends = attributes(id=fact.id, source=fact.start, target=fact.end, label=fact.type)
        own = self._values("edge", {"rel": fact.type, "fact": fact.id}, values)
        return f"      <edge{ends}{attributes(start=time[0], end=time[1])}>{own}</edge>\n"

    def _values(self, kind: str, fixed: dict[str, str], values: dict[str, Value]) -> str:
        rows = [_value(name, text) for name, text in fixed.items()]
        for name, value in values.items():
            title = _RENAMED.get(name, f"{name}_" if name in _RESERVED else name)
            self._used[kind][title] = _TYPES[load_schema().property_type(name)]
            rows.append(_value(title, plain(value)))
        return f"<attvalues>{''.join(rows)}</attvalues>"


def _temporary() -> TextIO:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="")


def _value(name: str, text: str) -> str:
    return f"{_opening(name)}{attributes(value=text)}/>"


@cache
def _opening(name: str) -> str:
    return f"<attvalue{attributes(for_=name)}"


def _span(values: dict[str, Value], firsts: tuple[str, str], lasts: tuple[str, str]) -> tuple[str | None, str | None]:
    """The days from the first property that has one to the last; no end before its start."""
    start, end = (
        next((found for name in names if (found := day(name, str(values.get(name, ""))))), None)
        for names in (firsts, lasts)
    )
    return start, None if start and end and end < start else end
