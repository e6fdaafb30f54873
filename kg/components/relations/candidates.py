"""Pairs of entities that may stand in a relation: generous, by windows, with the mention pairs that speak for it."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.components.relations.context import Context
from kg.components.relations.nearness import Near
from kg.components.relations.ties import Ties

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
# the kind of a pair by the labels of head and tail
_KINDS: dict[str, dict[str, str]] = {
    "PERSON": {"POST": "title", "EVENT": "part", "ORG": "person", "PLACE": "person", "PERSON": "person"},
    "POST": {"ORG": "body", "PLACE": "body"},
    "ORG": {"EVENT": "part", "ORG": "body2", "PLACE": "body2"},
    "PLACE": {"EVENT": "part", "PLACE": "body2"},
    "EVENT": {"PLACE": "where", "ORG": "where", "DATE": "where", "EVENT": "event"},
    "DATE": {},
}


class Candidate(NamedTuple):
    """Two entities (indices into ``Layout.things``) and mention pairs (head, tail), the nearest first."""

    group: str
    head: int
    tail: int
    pairs: tuple[tuple[int, int], ...]


def candidates(context: Context) -> Iterator[Candidate]:
    """Yield the candidate pairs of an article, in a fixed order."""
    ties = Ties(context)
    near = Near(context, ties)
    for h, head in enumerate(context.layout.things):
        for label, group in _KINDS[head.label].items():
            for t in near.tails(group, h, label):
                pairs = near.pairs(group, h, t)
                if pairs and ((h, t) in context.hits or ties.told(group, pairs[0], h, t)):
                    yield Candidate(group, h, t, pairs)
