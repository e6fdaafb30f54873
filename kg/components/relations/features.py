"""What a candidate looks like to the classifier: numbers for the trees, and words for the net."""

from typing import NamedTuple

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context, Part
from kg.components.relations.layout import LABELS, SIGNS, Row, Thing
from kg.components.relations.special import EXTRA, TOURS, Numbers, tour
from kg.components.relations.wording import end_words, tokens

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


def _side(context: Context, i: int, side: str) -> Numbers:
    """The numeric features of one end; kept, because many candidates share an end."""
    key = (i, side)
    if key not in context.sides:
        found: Numbers = {}
        _run(context, i, side, found)
        for kind, gap in context.after[i].items():
            found[f"{side[0]}>{kind}"] = 1 + FAR - gap
        for kind, gap in context.before[i].items():
            found[f"{side[0]}<{kind}"] = 1 + FAR - gap
        context.sides[key] = found
    return context.sides[key]


def _pair(context: Context, c: Candidate, out: Numbers) -> None:
    """The nearest mention pair: distance, order, what stands between, the cues around."""
    layout = context.layout
    i, j = c.pairs[0]
    a, b = layout.row_of[i], layout.row_of[j]
    out["rows"] = b - a
    out["pairs"] = len(c.pairs)
    out["same"] = sum([layout.row_of[x] == layout.row_of[y] for x, y in c.pairs])
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
    out[f"{side}_refers"] = float(i in context.layout.references)
    out[f"{side}_left"] = len(row.skeleton) - at
    out[f"{side}_depth"] = context.counts[row.number].depth[at]
    out[f"{side}_clause"] = context.counts[row.number].between("，", 0, at)
    out[f"{side}_first"] = float(context.counts[row.number].between(SIGNS[context.layout.spans[i][2]], 0, at) == 0)


def _between(context: Context, row: Row, i: int, j: int, out: Numbers) -> None:
    """What stands between two names of one row."""
    left, right = sorted((row.at[i], row.at[j]))
    out["forward"] = 1.0 if row.at[i] < row.at[j] else -1.0 if row.at[i] > row.at[j] else 0.0
    out["gap"] = FAR + 1 - min(right - left, FAR)
    out["one_run"] = float(context.run(i) == context.run(j))
    middle = row.skeleton[left + 1 : right]
    out.update(zip(_COUNTED, map(middle.count, _COUNTED.values()), strict=True))
    for cue in row.cues:
        if left < cue.start < right:
            key = f"mid>{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(cue.start - left, FAR))
            key = f"mid<{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(right - cue.end, FAR))


# what is counted between two names, by the name of the feature
_COUNTED = {"commas": "，", "pauses": "、", "semis": "；", "colons": "："}
_COUNTED |= {f"mid_{label}": SIGNS[label] for label in LABELS}


def _of_entity(context: Context, k: int, side: str, group: str) -> Numbers:
    """The features of one entity from all its mentions; kept, as many candidates share it."""
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
        context.entities[key] = found
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
    for i in event.mentions[:12]:
        for kind in ("held", "host", "attend", "preside", "speech"):
            gap = min(context.after[i].get(kind, FAR), context.before[i].get(kind, FAR))
            out[f"{side}*{kind}"] = max(out.get(f"{side}*{kind}", 0), 1 + FAR - gap)
    out[f"{side}_meant"] = sum(event.entity in meant for meant in layout.meant.values())
    out[f"{side}_events_in_row"] = len(set(context.row_events[layout.row_of[first]]))


class Description(NamedTuple):
    """What a candidate looks like: the labels of its ends (PEEV), itself, its two ends, and the article's tone."""

    labels: str
    own: Part
    ends: tuple[Part, Part]
    tones: Numbers

    def numbers(self) -> Numbers:
        """All numeric features."""
        found: Numbers = {}
        for piece in (*self.own.pieces, *self.ends[0].pieces, *self.ends[1].pieces, self.tones):
            found.update(piece)
        return found


def describe(context: Context, candidate: Candidate) -> Description:
    """The features of a candidate: numbers for the trees; words, and the numbers by steps, for the net."""
    things = context.layout.things
    labels = things[candidate.head].label[:2] + things[candidate.tail].label[:2]
    own = Part((numbers(context, candidate),), tokens(context, candidate))
    heads, tails = zip(*candidate.pairs[:3], strict=True)
    head = _end(context, heads, candidate.head, "head", candidate.group)
    tail = _end(context, tails, candidate.tail, "tail", candidate.group)
    return Description(labels, own, (head, tail), _tones(context))


def _end(context: Context, mentions: tuple[int, ...], k: int, side: str, group: str) -> Part:
    """The features of one end of a candidate; kept, because many candidates share it."""
    key = (mentions, k, side, group)
    if key not in context.ends:
        pieces = _side(context, mentions[0], side), _of_entity(context, k, side, group)
        context.ends[key] = Part(pieces, end_words(context, mentions, k, side[0]))
    return context.ends[key]
