"""Refuses Cypher that could change a graph or read files, before it is sent.

It reads the query as words, aware of strings, backticks, comments, labels, properties and parameters. It
stands before an engine that is itself opened read-only; on a server, before a read transaction.
"""

import re
from typing import NamedTuple

from kg.errors import UsageError

_WRITES = frozenset(
    ("CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "FOREACH", "LOAD")
)
_ADMINISTERS = frozenset(
    ("ALTER", "RENAME", "GRANT", "DENY", "REVOKE", "START", "STOP", "TERMINATE", "ENABLE", "REALLOCATE", "DEALLOCATE")
)
_PROCEDURES = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|info|ping|schema\.\w+|index\.fulltext\.query(Nodes|Relationships))"
    r"|dbms\.components",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"""(?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))
    |(?P<text>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z))
    |(?P<quoted>`(?:``|[^`])*(?:`|\Z))
    |(?P<number>\d\w*(?:\.\d\w*)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")


class _Token(NamedTuple):
    kind: str
    text: str


def check_reads_only(cypher: str) -> None:
    """Let a query pass that only reads.

    Raises:
        UsageError: it holds a clause that writes, a procedure that is not known to read, or a file to load.
    """
    # Neo4j undoes \\uXXXX before it reads the query, so an escape can end a string or spell a clause.
    for text in {cypher, _ESCAPE.sub(lambda match: chr(int(match[1], 16)), cypher)}:
        _check(_tokens(text))


def _tokens(cypher: str) -> list[_Token]:
    found = (_Token(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(cypher))
    return [token for token in found if token.kind != "comment"]


def _check(tokens: list[_Token]) -> None:
    for index, token in enumerate(tokens):
        if token.kind != "word" or _is_name(tokens, index):
            continue
        word = token.text.upper()
        if word in _WRITES or (word in _ADMINISTERS and index == 0):
            raise UsageError(f"kg query only reads, and this Cypher has {word}; kg build and kg load change graphs")
        if word == "CALL":
            _check_call(tokens[index + 1 :])


def _is_name(tokens: list[_Token], index: int) -> bool:
    """Whether the word stands where only a name can: after a dot, colon, dollar or AS, or as the key of a map."""
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if before == "." and index > 1 and tokens[index - 2].kind == "number":
        return False  # 1.SET: the dot ends a number
    return before in {".", ":", "$"} or before.upper() == "AS" or (after == ":" and before in {"{", ","})


def _check_call(rest: list[_Token]) -> None:
    if rest and rest[0].text in {"{", "("}:
        return  # a subquery: its own words are read like the others
    name = ""
    for token in rest:
        if token.kind not in {"word", "quoted"} and token.text != ".":
            break
        if token.kind == "word" and name and not name.endswith("."):
            break
        name += token.text.strip("`")
    if not _PROCEDURES.fullmatch(name):
        raise UsageError(f"kg query calls no procedure but those that read the schema, and this Cypher calls {name}")
