"""Which sentence states a candidate relation, and with what status."""

import re
from functools import cache
from typing import Any

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context
from kg.resources import resource
from kg.types import Status

# the cues that state a relation of a person or body to an event
CUES: dict[str, tuple[str, ...]] = {
    "ATTENDS": ("attend", "speech", "say", "open", "award"),
    "PRESIDES": ("preside", "host"),
    "SPEAKS_AT": ("speech", "say", "tell", "preside"),
    "OPENS": ("open", "held", "award"),
    "HOSTS": ("host", "held"),
    "ORGANIZES": ("organize",),
    "CO_ORGANIZES": ("coorganize",),
    "VISITS": ("visit", "lead"),
}


def anchor(context: Context, candidate: Candidate, type_: str) -> tuple[int, int]:
    """The mention pair that states the relation best: the nearest, or for events the one with the cue."""
    first = candidate.pairs[0]
    if candidate.group != "part" or context.layout.row_of[first[0]] == context.layout.row_of[first[1]]:
        return first
    event = context.layout.things[candidate.tail]
    head = context.layout.things[candidate.head]
    best = max(head.mentions[:12], key=lambda i: (_strength(context, i, type_, event), -i))
    return best, first[1]


def _strength(context: Context, i: int, type_: str, event: Any) -> float:
    """How near the cue of the type follows a mention, and how well it can be about the event."""
    gaps = [context.after[i].get(kind, FAR) for kind in CUES.get(type_, ())]
    row = context.layout.row_of[i]
    return (FAR - min(gaps, default=FAR)) + 3 * context.salience.refers(row, context.runs[i].end, event)


def reference(context: Context, pair: tuple[int, int]) -> tuple[int, int] | None:
    """The expression by which a mention pair names one of its ends, ``[start, end)`` in the text, if it does."""
    layout = context.layout
    for i, other in (pair, reversed(pair)):
        if i in layout.references:
            return layout.references[i]
        meant = layout.meant.get(layout.row_of[other], {}).get(layout.mentions[i].entity)
        if meant is not None and layout.row_of[i] != layout.row_of[other]:
            return meant
    return None


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    import yaml

    data: dict[str, str] = yaml.safe_load(resource("pipelines", "rules", "status.yml").read_text("utf-8"))["status"]
    return {name: re.compile(pattern) for name, pattern in data.items()}


def stated(context: Context, candidate: Candidate, type_: str) -> tuple[str, tuple[int, int]]:
    """The rule that states the relation and its mention pair; without one, the kind of window and its anchor."""
    own = [hit for hit in context.hits.get((candidate.head, candidate.tail), ()) if hit.type == type_]
    if own:
        return own[0].rule, (own[0].head, own[0].tail)
    return f"window.{candidate.group}", anchor(context, candidate, type_)


def status(context: Context, type_: str, pair: tuple[int, int]) -> Status:
    """Read the status from what stands at the names: 原, 时任, 代, 将于, 未.

    Titles are read from the words just before them and inside them, events from their clause.
    """
    layout, marks = context.layout, _marks()
    if type_ in ("POST_IN", "HOLDS_POST"):
        i = pair[1] if type_ == "HOLDS_POST" else pair[0]
        start, end, _ = layout.spans[i]
        before, name = layout.text[max(0, start - 8) : start], layout.text[start:end]
        if marks["former_before"].search(before) or marks["former_inside"].search(name):
            return "former"
        return "acting" if marks["acting_before"].search(before) or marks["acting_inside"].search(name) else "actual"
    if type_ in ("APPOINTED_TO", "ELECTED_TO", "REMOVED_FROM", "PART_OF", "AFFILIATED_WITH", "LOCATED_IN"):
        return "actual"
    clause = _clause(context, pair)
    if marks["negated"].search(clause):
        return "negated"
    return "planned" if marks["planned"].search(clause) else "actual"


def _clause(context: Context, pair: tuple[int, int]) -> str:
    """The clause of the first name of the pair in its row, from comma to comma over both names."""
    layout = context.layout
    row = layout.rows[layout.row_of[pair[0]]]
    places = [row.at[i] for i in pair if i in row.at]
    left = row.skeleton.rfind("，", 0, min(places)) + 1
    right = row.skeleton.find("，", max(places))
    return row.skeleton[left : right if right >= 0 else len(row.skeleton)]
