"""What one article's entities and relations bring to the graph: referents, with the keys that tie them together."""

from typing import Any

from kg.types import Record, Value


class Referent(Record, frozen=True):
    """An entity of one article, ready to be linked with those of others.

    Only referents of one ``block`` can be the same. Two that share one of ``ties`` are the same; a tie that begins with
    ``~`` is light: it does not tell who they are. Those that share one of ``weak`` are the same when that tells one
    entity (kg.resolve.cluster). ``name`` is the grounded name,
    ``names`` the strings of the text, most frequent first; ``rule`` says how the name was grounded. What is ``own``
    means something in its article alone, and ties nothing else.
    """

    id: str
    document: str
    label: str
    name: str
    block: str
    ties: tuple[str, ...]
    weak: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rule: str = ""
    own: bool = False
    properties: dict[str, Any] = {}


class Statement(Record, frozen=True):
    """A claim between referents. ``told`` is the ISO date it is about, ``derived`` names a rule outside the text."""

    id: str
    document: str
    type: str
    head: str
    tail: str
    status: str
    score: float
    told: str | None = None
    derived: str | None = None


class Quote(Record, frozen=True):
    """One piece of evidence: the sentence (id and text) of a statement, or of a title (``field``).

    ``reference`` is the expression in the text (她, 会上) by which it speaks of one of the two, ``[start, end)``.
    """

    statement: str
    document: str
    start: int
    end: int
    rule: str
    score: float
    text: str
    sentence: str | None = None
    field: str | None = None
    reference: tuple[int, int] | None = None


Properties = dict[str, Value]
