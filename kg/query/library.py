"""Reads the named queries of cypher/queries/: one file a group, each query under a ``// name:`` header.

A header line is ``// key: value``: ``name``, ``title``, ``en`` and ``zh`` (a sentence each), and any number of
``param: NAME TYPE [= DEFAULT] — what it is``. TYPE is a property type of schema.yml. The default ``last`` of a
date is the last date of the corpus; ``none`` leaves a parameter empty.
"""

import difflib
import re
from functools import cache
from pathlib import Path

import msgspec

from kg.errors import SchemaError, UsageError
from kg.resources import resource
from kg.schema import PropertyType

GROUPS = ("people", "posts", "bodies", "events", "networks", "time", "provenance", "quality")
_HEADER = re.compile(r"// (\w+): (.+)")
_PARAMETER = re.compile(r"(\w+) (string|date|integer|float|boolean|list)(?: = (\S+))? — (.+)")
_NEEDED = {"name", "title", "en", "zh"}


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of a named query; without a ``default`` it must be given."""

    name: str
    type: PropertyType
    about: str
    default: str | None = None


class NamedQuery(msgspec.Struct, frozen=True):
    """A research question in Cypher, with its title and a sentence in English and in Chinese."""

    name: str
    group: str
    title: str
    en: str
    zh: str
    parameters: tuple[Parameter, ...]
    cypher: str


@cache
def list_queries() -> tuple[NamedQuery, ...]:
    """Return all named queries, group by group, in the order of their files.

    Raises:
        SchemaError: a header lacks something, or a name stands twice.
    """
    folder = resource("cypher", "queries")
    found = [query for group in GROUPS for query in parse_queries(folder / f"{group}.cypher")]
    names = [query.name for query in found]
    for name in names:
        if names.count(name) > 1:
            raise SchemaError(f"two queries are called {name}; give one another name (cypher/queries)")
    return tuple(found)


def find_query(name: str) -> NamedQuery:
    """Return the query called ``name``.

    Raises:
        UsageError: there is none; the message tells the nearest names.
    """
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        near = difflib.get_close_matches(name, queries, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}" if near else "kg query lists them"
        raise UsageError(f"no query is called {name}; {hint}")
    return queries[name]


def parse_queries(path: Path) -> list[NamedQuery]:
    """Return the queries of one file of the library; the file's stem is their group.

    Raises:
        SchemaError: a query lacks a part of its header.
    """
    blocks: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("// name: "):
            blocks.append([])
        if blocks:
            blocks[-1].append(line)
    return [_parse(block, path) for block in blocks]


def _parse(lines: list[str], path: Path) -> NamedQuery:
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for match in filter(None, map(_HEADER.fullmatch, lines)):
        if match[1] == "param":
            parameters.append(_parameter(match[2], path))
        else:
            header[match[1]] = match[2]
    if header.keys() != _NEEDED:
        wrong = ", ".join(sorted(header.keys() ^ _NEEDED))
        raise SchemaError(f"the header of query {header.get('name')} is wrong in {wrong} ({path.name})")
    cypher = "\n".join(line for line in lines if not line.startswith("//")).strip().rstrip(";")
    return NamedQuery(**header, group=path.stem, parameters=tuple(parameters), cypher=cypher)


def _parameter(text: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match:
        raise SchemaError(f"param is NAME TYPE [= DEFAULT] — what it is, got {text!r} ({path.name})")
    name, type_, default, about = match.groups()
    return Parameter(name=name, type=type_, about=about, default=default)  # type: ignore[arg-type]
