"""graph.gexf, read back by networkx and as XML."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from kg.sinks.common import export
from kg.sinks.values import day, plain, printable, typed_properties
from kg.types import Element, Node, Relationship, Value

from .strategies import graphs

NS = {"g": "http://gexf.net/1.3"}
RENAMED = {"start": "startDate", "end": "endDate"}


def _written(properties: dict[str, Value]) -> dict[str, Any]:
    values = typed_properties(properties).items()
    return {RENAMED.get(k, k): v if isinstance(v, (bool, int, float)) else printable(plain(v)) for k, v in values}


def _parsed(element: etree._Element, types: dict[str, str]) -> dict[str, Any]:
    convert: dict[str, Callable[[Any], Any]] = {
        "string": str,
        "long": int,
        "double": float,
        "boolean": lambda text: {"true": True, "false": False}[text],
    }
    rows = ((row.get("for"), row.get("value")) for row in element.iterfind("g:attvalues/g:attvalue", NS))
    return {str(name): convert[types[str(name)]](value) for name, value in rows}


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_every_property_is_there_with_its_declared_type(graph: list[Element]) -> None:
    """Each node and edge has its id, label and properties as declared; no attribute is id, pid or type."""
    with tempfile.TemporaryDirectory() as folder:
        export(graph, Path(folder, "graph.gexf"), "gexf")
        root = etree.parse(Path(folder, "graph.gexf"))
    types = {a.get("id"): a.get("type") for a in root.iterfind(".//g:attribute", NS)}
    assert not {"id", "pid", "type"} & set(types)
    nodes, edges = root.findall(".//g:node", NS), root.findall(".//g:edge", NS)
    for xml, element in zip([*nodes, *edges], graph, strict=True):
        own = {"labels": element.label} if isinstance(element, Node) else {"rel": element.type, "fact": element.id}
        assert _parsed(xml, types) == {**own, **_written(element.properties)}  # type: ignore[arg-type]
        assert xml.get("id") == element.id
        if isinstance(element, Relationship):
            assert (xml.get("source"), xml.get("target")) == (element.start, element.end)
            assert xml.get("label") == element.type


def test_networkx_reads_it(traps: list[Element], tmp_path: Path) -> None:
    """networkx reads the traps: parallel facts apart, lists whole, types of facts as `rel`."""
    export(traps, tmp_path / "graph.gexf", "gexf")
    read = nx.read_gexf(tmp_path / "graph.gexf")
    assert isinstance(read, nx.MultiDiGraph)
    assert set(read.nodes) == {n.id for n in traps if isinstance(n, Node)}
    assert read.number_of_edges() == 7
    assert json.loads(read.nodes["p1"]["aliases"]) == ["林知远"]
    assert sorted(d["rel"] for _, _, d in read.edges("p1", data=True)) == [
        "ATTENDS",
        "HOLDS_POST",
        "HOLDS_POST",
        "SPEAKS_AT",
    ]


@pytest.mark.parametrize(
    ("properties", "span"),
    [
        ({"since": "2024-02", "until": "2025"}, ("2024-02-01", "2025-12-31")),
        ({"since": "2025-10-31"}, ("2025-10-31", None)),
        ({"firstSeen": "2025-10-01", "lastSeen": "2025-11-02"}, ("2025-10-01", "2025-11-02")),
        ({"since": "2025-01", "firstSeen": "2025-10-01", "lastSeen": "2025-11-02"}, ("2025-01-01", "2025-11-02")),
        ({"since": "2026-01-01", "lastSeen": "2025-11-02"}, ("2026-01-01", None)),
        ({"since": "去年"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_time(properties: dict[str, Value], span: tuple[str | None, str | None], tmp_path: Path) -> None:
    """A fact spans since–until, else first–last seen; a month is its days; no end is before its start."""
    ends = [Node(id=i, label="Person", properties={"name": i}) for i in "ab"]
    fact = Relationship(id="f", type="MEETS", start="a", end="b", properties=properties)
    export([*ends, fact], tmp_path / "graph.gexf", "gexf")
    edge = etree.parse(tmp_path / "graph.gexf").find(".//g:edge", NS)
    assert edge is not None
    assert (edge.get("start"), edge.get("end")) == span


def test_an_event_has_its_dates(traps: list[Element], tmp_path: Path) -> None:
    """The node of an event lasts from its first day to its last."""
    export(traps, tmp_path / "graph.gexf", "gexf")
    event = etree.parse(tmp_path / "graph.gexf").find(".//g:node[@id='e1']", NS)
    assert event is not None
    assert (event.get("start"), event.get("end")) == (day("startDate", "2025-10"), day("endDate", "2025"))
