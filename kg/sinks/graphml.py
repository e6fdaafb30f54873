"""graph.graphml, written as a stream for Gephi, Cytoscape, yEd, networkx, igraph, rustworkx and APOC.

GraphML 1.0 (Brandes et al., http://graphml.graphdrawing.org) with the conventions of its readers:
``labels=":Person"`` and a first data ``label`` on edges for APOC, ``label`` for Gephi, ``interaction`` for
Cytoscape; dates are ISO text, lists JSON arrays declared with ``attr.list``; one type an attribute.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from kg.schema import load_schema
from kg.sinks import yed
from kg.sinks.common import Stats, Tally
from kg.sinks.files import AtomicFile
from kg.sinks.values import plain, typed_properties
from kg.sinks.xmltext import DECLARATION, attributes, content
from kg.types import Element, Node, Relationship, Value

_TYPES = {
    "string": "string",
    "date": "string",
    "list": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
}
# Gephi takes these for position, colour and size, igraph and others for the identity of the element.
_RESERVED = frozenset({"id", "label", "labels", "interaction", "fact", "weight", "size", "color", *"xyzrgb"})
_HEAD = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{extra}'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_FIXED = (
    attributes(id="labels", for_="node", attr__name="labels", attr__type="string"),
    attributes(id="caption", for_="node", attr__name="label", attr__type="string"),
    attributes(id="label", for_="edge", attr__name="label", attr__type="string"),
    attributes(id="interaction", for_="edge", attr__name="interaction", attr__type="string"),
    attributes(id="fact", for_="edge", attr__name="fact", attr__type="string"),
)


class GraphmlSink:
    """Spools the body while it learns which keys are used, then writes keys and body to the target."""

    def __init__(self, target: Path, *, dialect: str | None = None) -> None:
        self._yed = dialect == "yed"
        self._file = AtomicFile(target)
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._keys: set[tuple[str, str]] = set()
        self._tally = Tally()

    def write(self, element: Element) -> None:
        """Take one node or relationship."""
        self._body.write(self._node(element) if isinstance(element, Node) else self._edge(element))
        self._tally.add(element)

    def finalize(self) -> Stats:
        """Write the file: keys, nodes, edges."""
        out = self._file.stream
        out.write(DECLARATION + _HEAD.format(extra=yed.NAMESPACE if self._yed else ""))
        out.writelines(f"  <key{key}/>\n" for key in (*_FIXED, *self._declared()))
        out.write('  <graph id="G" edgedefault="directed">\n')
        self._body.seek(0)
        shutil.copyfileobj(self._body, out)
        out.write("  </graph>\n</graphml>\n")
        self._body.close()
        self._file.commit()
        return self._tally.stats(self._file.target)

    def discard(self) -> None:
        """Remove the unfinished file."""
        self._body.close()
        self._file.discard()

    def _node(self, node: Node) -> str:
        name = plain(node.properties.get("name", node.id))
        data = _data("labels", f":{node.label}") + _data("caption", name)
        if self._yed:
            data += yed.node(node.label, name)
        head = attributes(id=node.id, labels=f":{node.label}")
        return f"    <node{head}>{data}{self._properties('node', node.properties)}</node>\n"

    def _edge(self, edge: Relationship) -> str:
        data = _data("label", edge.type) + _data("interaction", edge.type) + _data("fact", edge.id)
        if self._yed:
            data += yed.edge(edge.type)
        head = attributes(id=edge.id, source=edge.start, target=edge.end, label=edge.type)
        return f"    <edge{head}>{data}{self._properties('edge', edge.properties)}</edge>\n"

    def _properties(self, domain: str, properties: dict[str, Value]) -> str:
        values = typed_properties(properties)
        self._keys.update((domain, name) for name in values)
        return "".join(_data(f"{domain}.{name}", plain(value)) for name, value in values.items())

    def _declared(self) -> list[str]:
        keys = [yed.NODE_KEY, yed.EDGE_KEY] if self._yed else []
        return keys + [_key(domain, name) for domain, name in sorted(self._keys, reverse=True)]


def _key(domain: str, name: str) -> str:
    kind = load_schema().property_type(name)
    return attributes(
        id=f"{domain}.{name}",
        for_=domain,
        attr__name=f"{name}_" if name in _RESERVED else name,
        attr__type=_TYPES[kind],
        attr__list="string" if kind == "list" else None,
    )


def _data(key: str, text: str) -> str:
    return f"{_opening(key)}{content(text)}</data>"


@cache
def _opening(key: str) -> str:
    return f"<data{attributes(key=key)}>"
