"""What yEd draws: the labels and colours of nodes and edges, in its namespace."""

from kg.sinks.terms import load_terms
from kg.sinks.xmltext import attributes, content

NAMESPACE = ' xmlns:y="http://www.yworks.com/xml/graphml"'
NODE_KEY = attributes(id="nodegraphics", for_="node", yfiles__type="nodegraphics")
EDGE_KEY = attributes(id="edgegraphics", for_="edge", yfiles__type="edgegraphics")
_CHARACTER_WIDTH, _PADDING, _LEAST_WIDTH = 13, 20, 60


def node(label: str, name: str) -> str:
    """Return the drawing of a node as wide as its name, in the colour of its label."""
    width = max(_LEAST_WIDTH, _PADDING + _CHARACTER_WIDTH * len(name))
    fill = attributes(color=load_terms().colour(label), transparent="false")
    return (
        f'<data key="nodegraphics"><y:ShapeNode><y:Geometry height="30" width="{width}" x="0" y="0"/>'
        f'<y:Fill{fill}/><y:BorderStyle color="#FFFFFF" type="line" width="1.0"/>'
        f'<y:NodeLabel textColor="#FFFFFF">{content(name)}</y:NodeLabel>'
        '<y:Shape type="roundrectangle"/></y:ShapeNode></data>'
    )


def edge(type_: str) -> str:
    """Return the drawing of an arrow that bears its type."""
    return (
        '<data key="edgegraphics"><y:PolyLineEdge><y:LineStyle color="#8A8F98" type="line" width="1.0"/>'
        f'<y:Arrows source="none" target="standard"/><y:EdgeLabel>{content(type_)}</y:EdgeLabel>'
        "</y:PolyLineEdge></data>"
    )
