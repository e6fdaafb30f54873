"""Asking: parameters become typed, answers plain, and every named query has an answer that is right."""

from datetime import date

import pytest

from kg.errors import UsageError
from kg.query.library import NamedQuery, Parameter, find_query, list_queries
from kg.query.run import Graph, bind, coerce, last_date, run_query
from tests.query.questions import parameters_for

DAY = date(2025, 10, 28)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("string", "区长", "区长"),
        ("date", "2025-10-31", date(2025, 10, 31)),
        ("date", "2025-10", date(2025, 10, 1)),
        ("integer", "12", 12),
        ("float", "0.5", 0.5),
        ("boolean", "true", True),
        ("list", "书记,区长，主任", ["书记", "区长", "主任"]),
    ],
)
def test_coerce(type_: str, text: str, value: object) -> None:
    """The text of a parameter becomes its declared type."""
    assert coerce(text, Parameter(name="x", type=type_, about="")) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "text"), [("date", "昨日"), ("date", "2025-13"), ("integer", "1.5"), ("boolean", "1")]
)
def test_coerce_refuses(type_: str, text: str) -> None:
    """A text that is not of the type is an error of usage."""
    with pytest.raises(UsageError, match=type_):
        coerce(text, Parameter(name="x", type=type_, about=""))  # type: ignore[arg-type]


def test_bind() -> None:
    """Defaults fill in, “last” is the corpus's last date, and unknown or missing parameters are named."""
    query = find_query("who-holds")
    assert bind(query, {"post": "区长"}, lambda: DAY) == {"post": "区长", "body": None, "on": DAY}
    with pytest.raises(UsageError, match="needs --param post"):
        bind(query, {}, lambda: DAY)
    with pytest.raises(UsageError, match="no parameter psot; its parameters are post, body, on"):
        bind(query, {"psot": "区长"}, lambda: DAY)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_query_answers(graph: Graph, query: NamedQuery) -> None:
    """Every named query runs on the embedded engine, and its columns are named."""
    rows = run_query(graph, query, parameters_for(query))
    assert rows.columns
    assert rows.rows


ANSWERS = [
    ("who-holds", {"post": "区长", "on": "2025-08-31"}, ["person"], [("沈知远",)]),
    ("who-holds", {"post": "区长"}, ["person", "status"], [("顾长风", "acting")]),
    ("succession", {}, ["predecessor", "successor"], [("沈知远", "顾长风")]),
    (
        "who-attended",
        {"event": "揭牌仪式"},
        ["person", "roles", "posts"],
        [
            ("许映雪", ["ATTENDS"], ["区科技局副局长"]),
            ("陆听澜", ["ATTENDS", "SPEAKS_AT"], ["副区长"]),
            ("顾长风", ["ATTENDS"], ["区长"]),
        ],
    ),
    ("hosts-by-event", {"event": "揭牌"}, ["hosts", "organizers"], [(["西湖区科技局"], ["西湖区妇联"])]),
    ("planned-events", {}, ["event", "planned"], [("区运动会", date(2025, 11, 20))]),
    ("moves", {}, ["person", "fromPost", "toPost"], [("顾长风", "区教育局局长", "区长")]),
    ("removals", {}, ["person", "until"], [("沈知远", date(2025, 9, 20))]),
    ("meetings-of-person", {"person": "许映雪"}, ["whom", "relation"], [("顾长风", "MEETS")]),
    ("doubtful-dates", {}, ["article"], [("科普服务点揭牌",)]),
]


@pytest.mark.parametrize(("name", "given", "columns", "rows"), ANSWERS)
def test_answers(
    graph: Graph, name: str, given: dict[str, str], columns: list[str], rows: list[tuple[object, ...]]
) -> None:
    """What the invented story says is what the query answers."""
    answer = run_query(graph, name, given)
    places = [answer.columns.index(column) for column in columns]
    assert [tuple(row[place] for place in places) for row in answer.rows] == rows


def test_last_date(graph: Graph) -> None:
    """“Now” is the last date of the corpus."""
    assert last_date(graph) == DAY


def test_plain_values(graph: Graph) -> None:
    """Nodes, relationships and paths become plain dicts and lists with Python dates."""
    rows = graph.rows("MATCH p = (x:Person {name: '沈知远'})-[h:HOLDS_POST]->(t:Post) RETURN x, h, p")
    person, holding, path = rows.rows[0]
    assert (person["label"], person["aliases"]) == ("Person", ["沈区长"])
    assert (holding["type"], holding["until"]) == ("HOLDS_POST", date(2025, 9, 20))
    assert [part["id"] for part in path] == [person["id"], holding["id"], path[2]["id"]]


def test_wrong_cypher(graph: Graph) -> None:
    """Cypher that the engine does not understand is an error of one line."""
    with pytest.raises(UsageError) as caught:
        graph.rows("MATCH (n RETURN n")
    assert "\n" not in str(caught.value)
