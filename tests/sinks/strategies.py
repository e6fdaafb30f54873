"""Graphs that hypothesis makes up: any text, any subset of properties, parallel facts."""

from hypothesis import strategies as st

from kg.types import Element, Node, Relationship, Value

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["林知远", "=1+2", "</script>", '"', "a;b", "\x00\x01", "\r\n", "\u2028", "  两端  ", "\\", "]]>", "&amp;", "007"]
)
DATES = st.dates().map(str) | st.sampled_from(["2025", "2025-10", "2025-10-31"])
LISTS = st.lists(TEXT, max_size=3).map(tuple)
_BY_NAME: dict[str, st.SearchStrategy[Value]] = {
    "name": TEXT,
    "note": TEXT,
    "aliases": LISTS,
    "quotes": LISTS,
    "evidence": LISTS,
    "since": DATES,
    "until": DATES,
    "firstSeen": DATES,
    "support": st.integers(-(2**53), 2**53),
    "score": st.floats(0, 1, allow_subnormal=False),
    "continued": st.booleans(),
}
PROPERTIES = st.fixed_dictionaries({}, optional=_BY_NAME)
LABELS = st.sampled_from(["Person", "Post", "Organization", "Event", "Date"])
TYPES = st.sampled_from(["HOLDS_POST", "ATTENDS", "SPEAKS_AT", "PART_OF"])


@st.composite
def graphs(draw: st.DrawFn) -> list[Element]:
    """A graph of at most five nodes and eight relationships."""
    nodes = [Node(id=f"n{i}", label=draw(LABELS), properties=draw(PROPERTIES)) for i in range(draw(st.integers(1, 5)))]
    ends = st.sampled_from([node.id for node in nodes])
    return nodes + [
        Relationship(id=f"r{i}", type=draw(TYPES), start=draw(ends), end=draw(ends), properties=draw(PROPERTIES))
        for i in range(draw(st.integers(0, 8)))
    ]
