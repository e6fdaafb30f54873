"""graph.html: one page that draws the graph, finds names and shows the sentences behind each fact.

The page has everything in it (cytoscape.js, MIT) and asks nothing of any network. It holds the
``LARGEST`` best connected nodes at most, and says when it leaves some out.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile
from kg.sinks.layout import positions
from kg.sinks.spool import Spool
from kg.sinks.terms import ASSETS, load_terms
from kg.sinks.values import printable, typed_properties
from kg.types import Element, Node, Relationship, Value

LARGEST = 3000
_SLOT = re.compile(r"@@(\w+)@@")
# str.replace by turns is several times faster than str.translate on Chinese.
_IN_SCRIPT = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


class HtmlSink:
    """Keeps the graph until its end, then chooses what to draw, places it and writes the page."""

    def __init__(self, target: Path) -> None:
        self._file = AtomicFile(target)
        self._spool = Spool()
        self._degree: Counter[str] = Counter()
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        self._spool.add(element)
        self._tally.add(element)
        if isinstance(element, Node):
            self._degree[element.id] += 0
        else:
            self._degree.update((element.start, element.end))

    def finalize(self) -> Stats:
        """Write the page."""
        drawn = Tally()
        data = self._data(drawn)
        parts = {name: (ASSETS / name).read_text(encoding="utf-8") for name in _PARTS.values()}
        slots = {slot: parts[name] for slot, name in _PARTS.items()} | {"DATA": script_json(data)}
        page = (ASSETS / "page.html").read_text(encoding="utf-8")
        self._file.stream.write(_SLOT.sub(lambda match: slots[match[1]], page))
        self._spool.close()
        self._file.commit()
        return drawn.stats(self._file.target, notes=self._notes())

    def discard(self) -> None:
        """Remove the unfinished page."""
        self._spool.close()
        self._file.discard()

    def _notes(self) -> list[str]:
        total = len(self._degree)
        if total <= LARGEST:
            return []
        return [f"{self._file.target.name} draws the {LARGEST:,} best connected of {total:,} entities"]

    def _data(self, drawn: Tally) -> dict[str, Any]:
        kept = dict.fromkeys(key for key, _ in self._degree.most_common(LARGEST))
        nodes: list[Node] = []
        facts: list[Relationship] = []
        for element in self._spool:
            if isinstance(element, Node) and element.id in kept:
                nodes.append(element)
            elif isinstance(element, Relationship) and element.start in kept and element.end in kept:
                facts.append(element)
        for node in nodes:
            drawn.add(node)
        for fact in facts:
            drawn.add(fact)
        number = {node.id: index for index, node in enumerate(nodes)}
        ends = np.array([(number[fact.start], number[fact.end]) for fact in facts], dtype=np.int64)
        places = np.rint(positions(len(nodes), ends)).astype(int).tolist()
        return {
            "total": {
                "nodes": sum(self._tally.nodes.values()),
                "facts": sum(self._tally.relationships.values()),
            },
            "terms": msgspec.to_builtins(load_terms()),
            "nodes": [self._node(node, place) for node, place in zip(nodes, places, strict=True)],
            "facts": [_fact(fact, number) for fact in facts],
        }

    def _node(self, node: Node, place: list[int]) -> list[Any]:
        return [node.id, node.label, *place, self._degree[node.id], _shown(node.properties)]


_PARTS = {"STYLE": "page.css", "SCRIPT": "page.js", "LIBRARY": "cytoscape.min.js", "LICENCE": "cytoscape.LICENSE"}


def _fact(fact: Relationship, number: dict[str, int]) -> list[Any]:
    return [fact.id, fact.type, number[fact.start], number[fact.end], _shown(fact.properties)]


def _shown(properties: dict[str, Value]) -> dict[str, Value]:
    shown = typed_properties(properties).items()
    return {name: _printable(value) for name, value in shown if name != "evidence"}


def _printable(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(printable(item) for item in value)
    return printable(value) if isinstance(value, str) else value


def script_json(data: object) -> str:
    """Return JSON that can stand inside a script element: no text in it can end the element."""
    text = printable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for char, written in _IN_SCRIPT:
        text = text.replace(char, written)
    return text
