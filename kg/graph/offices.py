"""Who held a post and when: HOLDS_POST facts from what is told of holding, election, appointment and removal.

``since`` is set only when an election or appointment is told, ``until`` only when a removal is, or when another
is appointed to a post that one person holds at a time. What is not told stays open.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec
import yaml

from kg.graph.merge import Told, fact
from kg.resources import resource
from kg.types import Relationship

OFFICE_TYPES = frozenset({"HOLDS_POST", "ELECTED_TO", "APPOINTED_TO", "REMOVED_FROM"})
_ENTRIES = ("ELECTED_TO", "APPOINTED_TO")
By = Mapping[tuple[str, str], Sequence[Told]]


def office_facts(post: str, name: str, told: Iterable[Told], heads: Mapping[str, str]) -> list[Relationship]:
    """Return all facts that say who entered, held and left one post.

    Args:
        post: the entity id of the post, ``name`` its name.
        told: the statements about it.
        heads: {referent id: entity id} of the people.
    """
    by: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for item in told:
        by[item.statement.type, heads[item.statement.head]].append(item)
    facts = [fact(type_, head, post, items) for (type_, head), items in by.items() if type_ != "HOLDS_POST"]
    people = sorted({head for type_, head in by if type_ != "REMOVED_FROM" or ("HOLDS_POST", head) in by})
    holders = [_holding(head, post, by) for head in people]
    if is_single(name):
        holders = list(_succeeded(holders))
    return facts + holders


def _holding(head: str, post: str, by: By) -> Relationship:
    """The HOLDS_POST of one person, with the days of entry and leaving that are told."""
    entries = [t for type_ in _ENTRIES for t in by.get((type_, head), ())]
    held = list(by.get(("HOLDS_POST", head), ()))
    holding = fact("HOLDS_POST", head, post, [*held, *entries])
    days = {
        "since": min(_days(entries), key=lambda day: day.ljust(10, "~"), default=None),  # a day before its year
        "until": max(_days(by.get(("REMOVED_FROM", head), ())), default=None),
    }
    origin = {} if held else {"origin": "derived"}
    told = {key: day for key, day in days.items() if day}
    return msgspec.structs.replace(holding, properties={**holding.properties, **told, **origin})


def _days(told: Iterable[Told]) -> list[str]:
    """The dates that statements are about: what the sentence says, else the day of the paper."""
    return [day for t in told if t.statement.status != "planned" and (day := t.statement.told or t.date)]


def _succeeded(holders: Iterable[Relationship]) -> Iterator[Relationship]:
    """Close the interval of a holder who is last seen before another enters."""
    holders = list(holders)
    entered = sorted(str(h.properties["since"]) for h in holders if "since" in h.properties)
    for holder in holders:
        begun = str(holder.properties.get("since") or holder.properties.get("lastSeen") or "")
        last = max(begun, str(holder.properties.get("lastSeen") or ""))
        after = [day for day in entered if last and day > last]
        if after and "until" not in holder.properties:
            holder = msgspec.structs.replace(holder, properties={**holder.properties, "until": after[0]})
        yield holder


@cache
def _single() -> re.Pattern[str]:
    rules = yaml.safe_load(resource("pipelines", "offices.yml").read_text(encoding="utf-8"))
    return re.compile("|".join(rules["single"]))


def is_single(name: str) -> bool:
    """Whether one person at a time holds a post of this name (书记, 区长; not 副区长, 委员)."""
    return bool(_single().search(name))
