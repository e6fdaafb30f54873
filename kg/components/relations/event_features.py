"""Numeric features of pairs with an event: who takes part in it, and where and when it is held."""

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context
from kg.components.relations.parts import Numbers

_PREDICATES = frozenset((
    "attend", "preside", "speech", "say", "tell", "open", "award", "host", "organize", "coorganize", "guide",
    "held", "visit", "lead", "meet", "found", "byline", "plan", "byrole", "elect", "sign", "meeting",
))
_SCENE = ("held", "host", "at", "meeting", "byline", "plan", "attend", "visit")


def part_numbers(context: Context, c: Candidate, out: Numbers) -> None:
    """Each class of predicate after (and before) the head's lists, and how well it can be about the event."""
    layout, salience = context.layout, context.salience
    head, event = layout.things[c.head], layout.things[c.tail]
    best: dict[str, tuple[int, int]] = {}
    for i in head.mentions[:12]:
        row = layout.row_of[i]
        refers = salience.refers(row, context.runs[i].end, event)
        out["refers"] = max(out.get("refers", 0), refers)
        meant = salience.meant(row, event)
        out["meant"] = max(out.get("meant", meant), meant)
        _predicates(context, i, refers, best)
    out["nested_only"] = float(all(m in layout.nested for m in head.mentions))
    for key, (refers, near) in best.items():
        out[f"{key}:refers"], out[f"{key}:near"] = refers, near


def _predicates(context: Context, i: int, refers: int, best: dict[str, tuple[int, int]]) -> None:
    """The predicates around one mention, where they can be more about the event, or are nearer, than the best yet."""
    for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
        for kind, gap in cues.items():
            if gap < FAR and kind in _PREDICATES:
                key = f"{sign}{kind}"
                best[key] = max(best.get(key, (0, 0)), (refers, FAR - gap))


def where_numbers(context: Context, c: Candidate, out: Numbers) -> None:
    """An event and a place, body or date: how well the row of the tail can be about the event."""
    layout, salience = context.layout, context.salience
    event, tail = layout.things[c.head], layout.things[c.tail]
    best = 0
    for j in tail.mentions[:12]:
        row = layout.row_of[j]
        refers = salience.refers(row, layout.rows[row].at[j], event)
        best = max(best, refers)
        meant = salience.meant(row, event)
        out["meant"] = max(out.get("meant", meant), meant)
        _scene(context, j, refers, out)
    out["refers"] = best
    out["rival_tails"] = sum(t.label == tail.label for t in layout.things)


def _scene(context: Context, j: int, refers: int, out: Numbers) -> None:
    """The cues around one mention of where or when, first by how well they can be about the event."""
    for sign, cues in ((">", context.after[j]), ("<", context.before[j])):
        for kind in _SCENE:
            if kind in cues:
                key = f"w{sign}{kind}"
                out[key] = max(out.get(key, 0), refers * 100 + FAR - cues[kind])
