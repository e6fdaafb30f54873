"""Loads pipelines/schema.yml: labels, relation types with their domain and range, property types."""

from functools import cache
from typing import Literal

import msgspec

from kg.errors import SchemaError
from kg.resources import resource

PropertyType = Literal["string", "date", "integer", "float", "boolean", "list"]


class Schema(msgspec.Struct, frozen=True):
    """The types of the graph. ``relations`` maps a type to (domain, range), sets of annotation labels."""

    nodes: dict[str, str]
    relations: dict[str, tuple[frozenset[str], frozenset[str]]]
    graph_nodes: tuple[str, ...]
    graph_relations: tuple[str, ...]
    properties: dict[str, PropertyType]

    def check(self, type_: str, head: str, tail: str, where: str) -> None:
        """Check that a relation of ``type_`` may go from label ``head`` to label ``tail``.

        Raises:
            SchemaError: the type is unknown, or the labels are outside its domain and range.
        """
        if type_ not in self.relations:
            raise SchemaError(f"unknown relation {type_} ({where}); known: {', '.join(self.relations)}")
        if not self.allows(type_, head, tail):
            domain, range_ = (" or ".join(sorted(side)) for side in self.relations[type_])
            raise SchemaError(f"relation {type_} expects {domain} → {range_}, got {head} → {tail} ({where})")

    def allows(self, type_: str, head: str, tail: str) -> bool:
        """Whether ``type_`` may go from ``head`` to ``tail``; PART_OF joins two of one label."""
        domain, range_ = self.relations[type_]
        return head in domain and tail in range_ and (type_ != "PART_OF" or head == tail)

    def property_type(self, name: str) -> PropertyType:
        """The declared type of a property, the same on every node and relationship."""
        return self.properties.get(name, "string")


@cache
def load_schema() -> Schema:
    """Return the schema of pipelines/schema.yml."""
    import yaml

    data = yaml.safe_load(resource("pipelines", "schema.yml").read_text(encoding="utf-8"))
    return Schema(
        nodes=data["nodes"],
        relations={t: (frozenset(d.split()), frozenset(r.split())) for t, (d, r) in data["relations"].items()},
        graph_nodes=tuple(data["graph"]["nodes"]),
        graph_relations=tuple(data["graph"]["relations"]),
        properties={name: kind for kind, names in data["properties"].items() for name in names},
    )
