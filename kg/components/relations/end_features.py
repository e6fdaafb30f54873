"""Numeric features of one end of a candidate: of its nearest mention, and of its entity from all mentions."""

from collections.abc import Sequence

from kg.components.relations.context import FAR, Context
from kg.components.relations.layout import LABELS, SIGNS, Thing
from kg.components.relations.parts import Numbers

# the kinds of pair that are described by all mentions of both ends
_TOURS = frozenset(("person", "body2"))
_TOUR_CUES = ("visit", "lead", "meet", "attend", "found", "from", "located", "sign", "say")
_EVENT_ENDS = (
    *("仪式", "会议", "活动", "大会", "论坛", "赛", "展", "节", "会谈", "发布会", "座谈会", "培训", "会", "演出"),
)


def mention_numbers(context: Context, i: int, side: str) -> Numbers:
    """The numeric features of one mention; kept, because many candidates share an end."""
    key, kept = (i, side), context.kept.mentions
    if key not in kept:
        found: Numbers = {}
        _place(context, i, side, found)
        for kind, gap in context.after[i].items():
            found[f"{side[0]}>{kind}"] = 1 + FAR - gap
        for kind, gap in context.before[i].items():
            found[f"{side[0]}<{kind}"] = 1 + FAR - gap
        kept[key] = found
    return kept[key]


def _place(context: Context, i: int, side: str, out: Numbers) -> None:
    """Where a mention stands in its list and in its sentence."""
    row, run = context.layout.rows[context.layout.row_of[i]], context.runs[i]
    at = row.at[i]
    out[f"{side}_run"] = run.people + run.bodies + run.places
    out[f"{side}_run_people"] = run.people
    out[f"{side}_run_start"], out[f"{side}_run_end"] = at - run.start, run.end - at
    out[f"{side}_at"] = at
    out[f"{side}_refers"] = float(i in context.layout.references)
    out[f"{side}_left"] = len(row.skeleton) - at
    out[f"{side}_depth"] = context.depths[row.number][at]
    out[f"{side}_clause"] = row.skeleton.count("，", 0, at)
    out[f"{side}_first"] = float(row.skeleton.count(SIGNS[context.layout.spans[i][2]], 0, at) == 0)


def entity_numbers(context: Context, k: int, side: str, group: str) -> Numbers:
    """The features of one entity from all its mentions; kept, as many candidates share it."""
    key, kept = (k, side, group in _TOURS), context.kept.entities
    if key not in kept:
        layout, thing, found = context.layout, context.layout.things[k], Numbers()
        found[f"{side}_mentions"] = len(thing.mentions)
        found[f"{side}_row"] = thing.rows[0]
        found[f"{side}_label"] = LABELS.index(thing.label)
        found[f"{side}_length"] = max(layout.spans[i][1] - layout.spans[i][0] for i in thing.mentions)
        if thing.label == "EVENT":
            _event(context, thing, side, found)
        if group in _TOURS:
            _tour(context, k, side, found)
        kept[key] = found
    return kept[key]


def _event(context: Context, event: Thing, side: str, out: Numbers) -> None:
    """How much the article is about an event, and what kind of event its name says it is."""
    layout, salience = context.layout, context.salience
    out[f"{side}_rank"] = salience.rank[event.entity]
    out[f"{side}_order"] = salience.order[event.entity]
    name = max((layout.mentions[i].text for i in event.mentions), key=len).rstrip("”》\"")
    out[f"{side}_end"] = next((k + 1 for k, end in enumerate(_EVENT_ENDS) if name.endswith(end)), 0)
    _event_cues(context, event, side, out)
    out[f"{side}_meant"] = sum(event.entity in meant for meant in layout.meant.values())
    out[f"{side}_events_in_row"] = len(set(salience.named[layout.row_of[event.mentions[0]]]))


def _event_cues(context: Context, event: Thing, side: str, out: Numbers) -> None:
    """The cues around the first mention of an event, and the nearest ones to any."""
    after, before = context.after[event.mentions[0]], context.before[event.mentions[0]]
    for kind in ("held", "host", "plan", "at", "byrole"):
        out[f"{side}1>{kind}"] = 1 + FAR - after.get(kind, FAR + 1)
        out[f"{side}1<{kind}"] = 1 + FAR - before.get(kind, FAR + 1)
    for i in event.mentions[:12]:
        for kind in ("held", "host", "attend", "preside", "speech"):
            gap = min(context.after[i].get(kind, FAR), context.before[i].get(kind, FAR))
            out[f"{side}*{kind}"] = max(out.get(f"{side}*{kind}", 0), 1 + FAR - gap)


def _tour(context: Context, k: int, side: str, out: Numbers) -> None:
    """Who visits or what is visited, from all mentions of an entity: the nearest cues after and before."""
    things = context.layout.things
    for i in things[k].mentions[:12]:
        for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
            for kind in _TOUR_CUES:
                if kind in cues:
                    key = f"all_{side[0]}{sign}{kind}"
                    out[key] = max(out.get(key, 0), 1 + FAR - cues[kind])
    if side == "head":
        _precedence(things, things[k], out)


def _precedence(things: Sequence[Thing], head: Thing, out: Numbers) -> None:
    """Whether the head is the first person of the article, and how many of its label come before it."""
    people = [t for t in things if t.label == "PERSON"]
    out["first_person"] = float(bool(people) and people[0].entity == head.entity)
    out["head_order"] = sum(t.label == head.label and t.mentions[0] < head.mentions[0] for t in things)
