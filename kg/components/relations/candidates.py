"""Pairs of entities that may stand in a relation: generous, by windows, with the mention pairs that speak for it."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.components.relations.context import Context
from kg.components.relations.nearness import Near

# which relation types each kind of pair may have
GROUPS: dict[str, tuple[str, ...]] = {
    "title": ("HOLDS_POST", "APPOINTED_TO", "ELECTED_TO", "REMOVED_FROM"),
    "body": ("POST_IN",),
    "part": ("ATTENDS", "PRESIDES", "SPEAKS_AT", "OPENS", "HOSTS", "ORGANIZES", "CO_ORGANIZES"),
    "where": ("HELD_AT", "HELD_ON"),
    "event": ("PART_OF",),
    "person": ("AFFILIATED_WITH", "VISITS", "FOUNDS", "MEETS"),
    "body2": ("VISITS", "FOUNDS", "SIGNS_WITH", "LOCATED_IN", "PART_OF"),
}
_KINDS: dict[tuple[str, str], str] = {
    ("PERSON", "POST"): "title",
    ("POST", "ORG"): "body",
    ("POST", "PLACE"): "body",
    ("PERSON", "EVENT"): "part",
    ("ORG", "EVENT"): "part",
    ("PLACE", "EVENT"): "part",
    ("EVENT", "PLACE"): "where",
    ("EVENT", "ORG"): "where",
    ("EVENT", "DATE"): "where",
    ("EVENT", "EVENT"): "event",
    ("PERSON", "ORG"): "person",
    ("PERSON", "PLACE"): "person",
    ("PERSON", "PERSON"): "person",
    ("ORG", "ORG"): "body2",
    ("ORG", "PLACE"): "body2",
    ("PLACE", "PLACE"): "body2",
    ("PLACE", "ORG"): "body2",
}

class Candidate(NamedTuple):
    """Two entities (indices into ``Layout.things``) and mention pairs (head, tail), the nearest first."""

    group: str
    head: int
    tail: int
    pairs: tuple[tuple[int, int], ...]


def candidates(context: Context) -> Iterator[Candidate]:
    """Yield the candidate pairs of an article, in a fixed order."""
    things = context.layout.things
    heads = [k for k, t in enumerate(things) if t.label != "DATE"]
    near = Near(context)
    for h in heads:
        for t in near.tails(h):
            group = _KINDS.get((things[h].label, things[t].label))
            if group is None or h == t:
                continue
            pairs = near.pairs(group, h, t)
            if pairs and ((h, t) in context.hits or near.told(group, pairs[0], h, t)):
                yield Candidate(group, h, t, pairs)
