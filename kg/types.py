"""The records that flow through kg: frozen, and each can stand as one JSON object a line.

Offsets are half-open ``[start, end)`` in Python characters of ``Document.text``. Dates are ISO 8601
(``2025``, ``2025-10`` or ``2025-10-31``). Field names are camelCase in JSON.
"""

from typing import Any, Literal

import msgspec

Label = Literal["PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE"]
Status = Literal["actual", "former", "acting", "planned", "negated"]
Value = str | int | float | bool | tuple[str, ...]


def _nothing() -> tuple[Any, ...]:
    """The default of what is written even when empty: only a literal default is left out."""
    return ()


class Record(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Base of all records; ``msgspec.json`` reads and writes them, unset fields left out."""


class Document(Record, frozen=True):
    """One article as read: ``text`` begins with the title line if there is one."""

    id: str
    text: str
    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    date_doubtful: bool = False
    place: str | None = None
    source: str | None = None
    url: str | None = None
    position: int = 0
    reporters: tuple[str, ...] = ()
    continued: bool = False
    gaps: tuple[int, ...] = ()
    origins: dict[str, str] = {}
    extra: dict[str, Any] = {}


class Mention(Record, frozen=True):
    """A span of text that names an entity; ``entity`` is the article's own id for what it names."""

    start: int
    end: int
    label: Label
    text: str
    entity: str


class Evidence(Record, frozen=True):
    """Where a claim is stated (offsets), by which rule, and with what score (0 to 1).

    ``field`` names the part of the document when it is not ``text`` (``title``); ``reference`` is the
    referring expression that was resolved (该服务点) as ``[start, end)``.
    """

    start: int
    end: int
    rule: str
    score: float
    field: str | None = None
    reference: tuple[int, int] | None = None


class Claim(Record, frozen=True):
    """A relation that one article states, between two of its entities."""

    type: str
    head: str
    tail: str
    evidence: tuple[Evidence, ...] = msgspec.field(default_factory=_nothing)
    status: Status = "actual"


class DateValue(Record, frozen=True):
    """A date expression normalised: both ends inclusive, ISO days, with the precision it was told in."""

    start: str
    end: str
    precision: Literal["day", "month", "quarter", "year", "about"]


class Annotation(Document, frozen=True):
    """A document with what was found in it. ``sentences`` are offsets; ``dates`` go by entity id."""

    entities: tuple[Mention, ...] = msgspec.field(default_factory=_nothing)
    relations: tuple[Claim, ...] = msgspec.field(default_factory=_nothing)
    sentences: tuple[tuple[int, int], ...] = ()
    dates: dict[str, DateValue] = {}
    pipeline: str | None = None


class Node(Record, frozen=True, tag_field="kind", tag="node"):
    """A node of the finished graph: one label (Person, Post, … Sentence), properties by schema.yml."""

    id: str
    label: str
    properties: dict[str, Value]


class Relationship(Record, frozen=True, tag_field="kind", tag="relationship"):
    """A relationship of the finished graph, from node id ``start`` to node id ``end``."""

    id: str
    type: str
    start: str
    end: str
    properties: dict[str, Value]


Element = Node | Relationship
