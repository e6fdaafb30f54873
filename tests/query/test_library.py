"""The library of named queries: its form, and that nothing in it is out of reach."""

import re
from pathlib import Path

import pytest

from kg.errors import SchemaError, UsageError
from kg.query.guard import check_reads_only
from kg.query.library import GROUPS, NamedQuery, find_query, list_queries, parse_queries
from kg.schema import load_schema

CLAUSES = ("MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "UNWIND", "RETURN", "ORDER BY", "LIMIT", "UNION ALL")


def test_there_are_forty_in_eight_groups() -> None:
    """At least forty queries, and some in every group."""
    queries = list_queries()
    assert len(queries) >= 40
    assert {query.group for query in queries} == set(GROUPS)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_form(query: NamedQuery) -> None:
    """A clause a line, an order for the rows, both languages, every parameter declared and used, reads only."""
    assert all(line.startswith(CLAUSES) for line in query.cypher.splitlines())
    assert "ORDER BY" in query.cypher.split("RETURN")[-1]
    assert re.search("[一-鿿]", query.zh)
    assert not re.search("[一-鿿]", query.en)
    assert set(re.findall(r"\$(\w+)", query.cypher)) == {parameter.name for parameter in query.parameters}
    check_reads_only(query.cypher)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_schema(query: NamedQuery) -> None:
    """Every label and type that a query names is in the schema."""
    schema = load_schema()
    known = {*schema.nodes.values(), *schema.graph_nodes, *schema.relations, *schema.graph_relations}
    code = re.sub(r"'[^']*'|\{[^}]*\}", "", query.cypher)
    named = {name for part in re.findall(r":([A-Z]\w*(?:\|[A-Z]\w*)*)", code) for name in part.split("|")}
    assert named <= known


def test_unknown_name() -> None:
    """A name that is not there is answered with those near it."""
    with pytest.raises(UsageError, match="did you mean who-attended"):
        find_query("who-atended")
    with pytest.raises(UsageError, match="kg query lists them"):
        find_query("xyz")


@pytest.mark.parametrize(
    "text",
    [
        "// name: a\n// title: t\n// en: e\nMATCH (n)\nRETURN n",
        "// name: a\n// title: t\n// en: e\n// zh: 中\n// param: x number — y\nRETURN $x",
    ],
)
def test_wrong_header(tmp_path: Path, text: str) -> None:
    """A header without one of its parts, or with a type that is none, is an error that names the file."""
    path = tmp_path / "people.cypher"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"people\.cypher"):
        parse_queries(path)
