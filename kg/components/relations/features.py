"""What a candidate looks like to the classifier: numbers for the trees, and words for the net."""

from bisect import bisect_right

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context
from kg.components.relations.layout import LABELS, SIGNS, Row, Thing
from kg.components.relations.special import EXTRA, TOURS, Numbers, tour
from kg.components.relations.wording import tokens

_EVENT_ENDS = (
    *("仪式", "会议", "活动", "大会", "论坛", "赛", "展", "节", "会谈", "发布会", "座谈会", "培训", "会", "演出"),
)


def numbers(context: Context, candidate: Candidate) -> Numbers:
    """The numeric features of a candidate that neither of its ends has alone; what is absent is 0."""
    found: Numbers = {}
    _pair(context, candidate, found)
    things = context.layout.things
    found["rows_all"] = len(context.layout.rows)
    if "EVENT" in (things[candidate.head].label, things[candidate.tail].label):
        found["events"] = len(context.events)
    for hit in context.hits.get((candidate.head, candidate.tail), ()):
        found[f"rule:{hit.type}"] = found.get(f"rule:{hit.type}", 0) + 1
    extra = EXTRA.get(candidate.group)
    if extra is not None:
        extra(context, candidate, found)
    return found


def _side(context: Context, i: int, side: str) -> tuple[Numbers, list[str]]:
    """The numeric features of one end, and as strings; kept, because many candidates share an end."""
    key = (i, side)
    if key not in context.sides:
        found: Numbers = {}
        _run(context, i, side, found)
        for kind, gap in context.after[i].items():
            found[f"{side[0]}>{kind}"] = 1 + FAR - gap
        for kind, gap in context.before[i].items():
            found[f"{side[0]}<{kind}"] = 1 + FAR - gap
        context.sides[key] = (found, _stepped(found))
    return context.sides[key]


def _stepped(values: Numbers) -> list[str]:
    """Numbers as strings, by steps; zeros only where they say something."""
    return [
        f"#{name}={_bucket(value) if value < 100 else 100 + int(value) // 20}"
        for name, value in values.items()
        if value or name in _ZERO
    ]


def _pair(context: Context, c: Candidate, out: Numbers) -> None:
    """The nearest mention pair: distance, order, what stands between, the cues around."""
    layout = context.layout
    i, j = c.pairs[0]
    a, b = layout.row_of[i], layout.row_of[j]
    out["rows"] = b - a
    out["pairs"] = len(c.pairs)
    out["same"] = sum(layout.row_of[x] == layout.row_of[y] for x, y in c.pairs)
    out["head_nested"], out["tail_nested"] = float(i in layout.nested), float(j in layout.nested)
    out["row"], out["row_tail"] = a, b
    if a == b:
        _between(context, layout.rows[a], i, j, out)


def _run(context: Context, i: int, side: str, out: Numbers) -> None:
    row = context.layout.rows[context.layout.row_of[i]]
    run = context.run(i)
    at = row.at[i]
    out[f"{side}_run"] = run.people + run.bodies + run.places
    out[f"{side}_run_people"] = run.people
    out[f"{side}_run_start"], out[f"{side}_run_end"] = at - run.start, run.end - at
    out[f"{side}_at"] = at
    out[f"{side}_left"] = len(row.skeleton) - at
    out[f"{side}_depth"] = context.counts[row.number].depth[at]
    out[f"{side}_clause"] = context.counts[row.number].between("，", 0, at)
    out[f"{side}_first"] = float(context.counts[row.number].between(SIGNS[context.layout.spans[i][2]], 0, at) == 0)


def _between(context: Context, row: Row, i: int, j: int, out: Numbers) -> None:
    """What stands between two names of one row."""
    left, right = sorted((row.at[i], row.at[j]))
    counts = context.counts[row.number]
    out["forward"] = 1.0 if row.at[i] < row.at[j] else -1.0 if row.at[i] > row.at[j] else 0.0
    out["gap"] = FAR + 1 - min(right - left, FAR)
    out["one_run"] = float(context.run(i) == context.run(j))
    for name, char in (("commas", "，"), ("pauses", "、"), ("semis", "；"), ("colons", "：")):
        out[name] = counts.between(char, left, right)
    for label in LABELS:
        out[f"mid_{label}"] = counts.between(SIGNS[label], left + 1, right)
    for cue in row.cues:
        if left < cue.start < right:
            key = f"mid>{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(cue.start - left, FAR))
            key = f"mid<{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(right - cue.end, FAR))


def _of_entity(context: Context, k: int, side: str, group: str) -> tuple[Numbers, list[str]]:
    """The features of one entity from all its mentions, and as strings; kept, as many candidates share it."""
    key = (k, side, group in TOURS)
    if key not in context.entities:
        layout, thing, found = context.layout, context.layout.things[k], Numbers()
        found[f"{side}_mentions"] = len(thing.mentions)
        found[f"{side}_row"] = thing.rows[0]
        found[f"{side}_label"] = LABELS.index(thing.label)
        found[f"{side}_length"] = max(layout.spans[i][1] - layout.spans[i][0] for i in thing.mentions)
        if thing.label == "EVENT":
            _event(context, thing, side, found)
        if group in TOURS:
            tour(context, k, side, found)
        context.entities[key] = (found, _stepped(found))
    return context.entities[key]


def _tones(context: Context) -> Numbers:
    """What kind of news the article is."""
    if not context.tones:
        context.tones.update({f"tone:{kind}": context.tone.get(kind, 0.0) for kind in _TONES})
    return context.tones


_TONES = (
    *("visit", "lead", "appoint", "remove", "elect", "resume", "former", "attend", "host", "say", "tell", "meet"),
    "sign",
)


def _event(context: Context, event: Thing, side: str, out: Numbers) -> None:
    layout = context.layout
    out[f"{side}_rank"] = context.event_rank[event.entity]
    out[f"{side}_order"] = context.event_order[event.entity]
    name = max((layout.mentions[i].text for i in event.mentions), key=len).rstrip("”》\"")
    out[f"{side}_end"] = next((k + 1 for k, end in enumerate(_EVENT_ENDS) if name.endswith(end)), 0)
    first = event.mentions[0]
    for kind in ("held", "host", "plan", "at", "byrole"):
        out[f"{side}1>{kind}"] = 1 + FAR - context.after[first].get(kind, FAR + 1)
        out[f"{side}1<{kind}"] = 1 + FAR - context.before[first].get(kind, FAR + 1)
    out[f"{side}_events_in_row"] = len(set(context.row_events[layout.row_of[first]]))


_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 58, 61)


def _bucket(value: float) -> int:
    """A coarse step of a number, exact where it is small."""
    return -bisect_right(_STEPS, -value) if value < 0 else bisect_right(_STEPS, value)


def describe(context: Context, candidate: Candidate) -> tuple[Numbers, list[str]]:
    """The numeric features of a candidate, and all its features as strings: words, and numbers by steps."""
    values = numbers(context, candidate)
    found = tokens(context, candidate)
    found += _stepped(values)
    for side, i, k in zip(("head", "tail"), candidate.pairs[0], (candidate.head, candidate.tail), strict=True):
        for own, steps in (_side(context, i, side), _of_entity(context, k, side, candidate.group)):
            values |= own
            found += steps
    values |= _tones(context)
    return values, found


_ZERO = frozenset(("rows", "forward", "commas", "gap", "steps", "refers", "head_rank", "tail_rank", "mid_PERSON"))
