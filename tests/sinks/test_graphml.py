"""graph.graphml, read back by the libraries that people use."""

import json
import tempfile
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
import rustworkx
from hypothesis import given, settings
from lxml import etree

from kg.sinks.common import export
from kg.sinks.stream import entities_only
from kg.sinks.values import plain, printable, typed_properties
from kg.types import Element, Node, Relationship

from .graphs import trap_graph
from .strategies import graphs

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def _expected(element: Element) -> dict[str, Any]:
    """The properties as GraphML types: numbers and booleans as they are, all else as text."""
    values = typed_properties(element.properties)
    own = {k: v if isinstance(v, (bool, int, float)) else printable(plain(v)) for k, v in values.items()}
    if isinstance(element, Node):
        return {**own, "labels": f":{element.label}", "label": own.get("name", element.id)}
    return {**own, "label": element.type, "interaction": element.type, "fact": element.id}


def _split(graph: list[Element]) -> tuple[list[Node], list[Relationship]]:
    kept = list(entities_only(graph))
    return [e for e in kept if isinstance(e, Node)], [e for e in kept if isinstance(e, Relationship)]


def _read_networkx(path: Path) -> "nx.MultiDiGraph[str]":
    graph = nx.read_graphml(path, force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def _assert_networkx_equal(graph: list[Element], path: Path) -> None:
    nodes, edges = _split(graph)
    read = _read_networkx(path)
    assert {k: dict(v) for k, v in read.nodes(data=True)} == {n.id: _expected(n) for n in nodes}
    assert {k: (u, v, dict(d)) for u, v, k, d in read.edges(keys=True, data=True)} == {
        e.id: (e.start, e.end, _expected(e)) for e in edges
    }


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_networkx_round_trip(graph: list[Element]) -> None:
    """networkx reads every node, edge, label, type and property of any graph, with its type."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.graphml")
        export(graph, path, "graphml")
        _assert_networkx_equal(graph, path)


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_igraph_and_rustworkx_round_trip(graph: list[Element]) -> None:
    """igraph and rustworkx read the same nodes and edges, and every property that an element has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.graphml")
        export(graph, path, "graphml")
        _assert_igraph_equal(graph, path)
        _assert_rustworkx_equal(graph, path)


def _assert_igraph_equal(graph: list[Element], path: Path) -> None:
    nodes, edges = _split(graph)
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed()
    assert [v["id"] for v in read.vs] == [n.id for n in nodes]
    for vertex, node in zip(read.vs, nodes, strict=True):
        for key, value in _expected(node).items():
            assert vertex[key] == value, key
    assert [e["fact"] for e in read.es] == [e.id for e in edges] if edges else read.ecount() == 0
    for edge, fact in zip(read.es, edges, strict=True):
        ends = (read.vs[edge.source]["id"], read.vs[edge.target]["id"])
        assert ends == (fact.start, fact.end)
        for key, value in _expected(fact).items():
            assert edge[key] == value, key


def _assert_rustworkx_equal(graph: list[Element], path: Path) -> None:
    nodes, edges = _split(graph)
    (read,) = rustworkx.read_graphml(str(path))
    assert [n["id"] for n in read.nodes()] == [n.id for n in nodes]
    for got, node in zip(read.nodes(), nodes, strict=True):
        for key, value in _expected(node).items():
            assert got[key] == _rustworkx(value), key
    got_edges = [(read[u]["id"], read[v]["id"], data) for u, v, data in read.weighted_edge_list()]
    for (start, end, data), fact in zip(got_edges, edges, strict=True):
        assert (start, end, data["fact"]) == (fact.start, fact.end, fact.id)
        for key, value in _expected(fact).items():
            assert data[key] == _rustworkx(value), key


def _rustworkx(value: Any) -> Any:
    return None if value == "" else value  # rustworkx cannot tell an empty text from none


@pytest.mark.parametrize("dialect", [None, "yed"])
def test_the_traps(dialect: str | None, traps: list[Element], tmp_path: Path) -> None:
    """Each known trap comes through networkx and igraph, in both dialects."""
    path = tmp_path / "graph.graphml"
    export(traps, path, "graphml", dialect=dialect)
    read = _read_networkx(path)
    assert read.number_of_edges("p1", "po1") == 2
    assert read.nodes["p1"]["support"] == 3_000_000_000
    assert json.loads(read.nodes["p1"]["aliases"]) == ["林知远"]
    assert "continued" not in read.nodes["p2"]
    assert read.nodes["p2"]["name"] == "顾\ufffd若\ufffd溪"
    assert read.nodes["p3"]["name"] == "</script><b>\"尤&清和'"
    assert read.nodes["po2"]["name"] == "@主任；,;|\t\n\r\u2028末"
    assert igraph.Graph.Read_GraphML(str(path)).ecount() == 7


def test_rustworkx_reads_the_traps(traps: list[Element], tmp_path: Path) -> None:
    """rustworkx refuses yEd's drawings, not the standard dialect."""
    path = tmp_path / "graph.graphml"
    export(traps, path, "graphml")
    _assert_rustworkx_equal(traps, path)


def test_what_apoc_gephi_and_cytoscape_look_for(traps: list[Element], tmp_path: Path) -> None:
    """Labels as attribute and as the key `labels`; the type as attribute and first data; ids unique."""
    export(traps, tmp_path / "graph.graphml", "graphml")
    root = etree.parse(tmp_path / "graph.graphml")
    keys = {k.get("id"): k for k in root.findall("g:key", NS)}
    assert len(keys) == len(root.findall("g:key", NS))
    names = [(k.get("for"), k.get("attr.name")) for k in keys.values()]
    assert len(names) == len(set(names))
    for node in root.iterfind(".//g:node", NS):
        assert node.get("labels") == node.find("g:data[@key='labels']", NS).text  # type: ignore[union-attr]
    edges = root.findall(".//g:edge", NS)
    assert len({e.get("id") for e in edges}) == len(edges) == 7
    for edge in edges:
        first = edge.find("g:data", NS)
        assert first is not None
        assert (first.get("key"), first.text) == ("label", edge.get("label"))
        assert edge.find("g:data[@key='interaction']", NS).text == edge.get("label")  # type: ignore[union-attr]
    lists = keys["node.aliases"]
    assert (lists.get("attr.type"), lists.get("attr.list")) == ("string", "string")
    assert {keys["edge.since"].get("attr.type"), keys["edge.score"].get("attr.type")} == {"string", "double"}


def test_yed_labels(traps: list[Element], tmp_path: Path) -> None:
    """The yEd dialect bears each name as the label that yEd draws, and each type on its arrow."""
    export(traps, tmp_path / "graph.graphml", "graphml", dialect="yed")
    root = etree.parse(tmp_path / "graph.graphml")
    y = {"y": "http://www.yworks.com/xml/graphml"}
    labels = [e.text for e in root.iterfind(".//y:NodeLabel", y)]
    assert labels == [_expected(n)["label"] for n in _split(trap_graph())[0]]
    assert [e.text for e in root.iterfind(".//y:EdgeLabel", y)].count("HOLDS_POST") == 2


def test_a_realistic_graph(small: list[Element], tmp_path: Path) -> None:
    """A graph of sixty articles is read back by networkx and igraph without a difference."""
    export(small, tmp_path / "graph.graphml", "graphml")
    _assert_networkx_equal(small, tmp_path / "graph.graphml")
    _assert_igraph_equal(small, tmp_path / "graph.graphml")
