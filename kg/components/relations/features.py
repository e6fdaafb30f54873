"""What a candidate looks like to the classifier: numbers for the trees, and words for the linear model."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from kg.components.aliases import area_stem
from kg.components.relations.candidates import Candidate, is_area_office
from kg.components.relations.context import FAR, Context
from kg.components.relations.layout import SIGNS, Layout, Row, Thing
from kg.components.titles import words

Numbers = dict[str, float]
_SIDES = ("PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE")
_EVENT_ENDS = (
    *("仪式", "会议", "活动", "大会", "论坛", "赛", "展", "节", "会谈", "发布会", "座谈会", "培训", "会", "演出"),
)


def numbers(context: Context, candidate: Candidate) -> Numbers:
    """The numeric features of a candidate that neither of its ends has alone; what is absent is 0."""
    found: Numbers = {}
    _pair(context, candidate, found)
    _entities(context, candidate, found)
    for hit in context.hits.get((candidate.head, candidate.tail), ()):
        found[f"rule:{hit.type}"] = found.get(f"rule:{hit.type}", 0) + 1
    extra = _EXTRA.get(candidate.group)
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
        if (value or name in _ZERO) and not name.startswith("tone:")
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
    for label in _SIDES:
        out[f"mid_{label}"] = counts.between(SIGNS[label], left + 1, right)
    for cue in row.cues:
        if left < cue.start < right:
            key = f"mid>{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(cue.start - left, FAR))
            key = f"mid<{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(right - cue.end, FAR))


def _entities(context: Context, c: Candidate, out: Numbers) -> None:
    things = context.layout.things
    for side, thing in (("head", things[c.head]), ("tail", things[c.tail])):
        out[f"{side}_mentions"] = len(thing.mentions)
        out[f"{side}_row"] = thing.rows[0]
        out[f"{side}_label"] = _SIDES.index(thing.label)
        out[f"{side}_length"] = max(context.layout.spans[i][1] - context.layout.spans[i][0] for i in thing.mentions)
        if thing.label == "EVENT":
            _event(context, thing, side, out)
    out["rows_all"] = len(context.layout.rows)
    for kind in _TONES:
        out[f"tone:{kind}"] = context.tone.get(kind, 0.0)


_TONES = (
    *("visit", "lead", "appoint", "remove", "elect", "resume", "former", "attend", "host", "say", "tell", "meet"),
    "sign",
)


def _event(context: Context, event: Thing, side: str, out: Numbers) -> None:
    layout = context.layout
    out[f"{side}_rank"] = context.event_rank[event.entity]
    out[f"{side}_order"] = context.event_order[event.entity]
    out["events"] = len(context.events)
    name = max((layout.mentions[i].text for i in event.mentions), key=len).rstrip("”》\"")
    out[f"{side}_end"] = next((k + 1 for k, end in enumerate(_EVENT_ENDS) if name.endswith(end)), 0)
    first = event.mentions[0]
    for kind in ("held", "host", "plan", "at", "byrole"):
        out[f"{side}1>{kind}"] = 1 + FAR - context.after[first].get(kind, FAR + 1)
        out[f"{side}1<{kind}"] = 1 + FAR - context.before[first].get(kind, FAR + 1)
    out[f"{side}_events_in_row"] = len(set(context.row_events[layout.row_of[first]]))


_PREDICATES = (
    "attend", "preside", "speech", "say", "tell", "open", "award", "host", "organize", "coorganize", "guide",
    "held", "visit", "lead", "meet", "found", "byline", "plan", "byrole", "elect", "sign", "meeting",
)


def _predicates(context: Context, c: Candidate, out: Numbers) -> None:
    """Each class of predicate after (and before) the head's lists, and how well it can be about the event."""
    layout = context.layout
    head, event = layout.things[c.head], layout.things[c.tail]
    best: dict[str, tuple[int, int]] = {}
    for i in head.mentions[:12]:
        row = layout.row_of[i]
        end = context.run(i).end
        refers = context.refers(row, end, event)
        out["refers"] = max(out.get("refers", 0), refers)
        out["nested_only"] = float(all(m in layout.nested for m in head.mentions))
        for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
            for kind, gap in cues.items():
                if kind in _PREDICATES and gap < FAR:
                    key = f"{sign}{kind}"
                    best[key] = max(best.get(key, (0, 0)), (refers, FAR - gap))
    for key, (refers, near) in best.items():
        out[f"{key}:refers"], out[f"{key}:near"] = refers, near


def _titles(context: Context, c: Candidate, out: Numbers) -> None:
    """Chains of titles: who stands beside the title, who else does, whose sentence it is."""
    layout = context.layout
    for i, j in c.pairs:
        title = layout.title_of.get(j)
        if title is None:
            continue
        if i in title.holders:
            out["holder"] = out.get("holder", 0) + 1
        elif title.holders:
            out["other_holder"] = out.get("other_holder", 0) + 1
    i, j = c.pairs[0]
    title = layout.title_of.get(j)
    if title is None:
        return
    row = layout.rows[layout.row_of[j]]
    chain = [t.span for t in row.titles if t.chain == title.chain]
    out["chain"], out["chain_place"] = len(chain), chain.index(j)
    out["chains"] = row.titles[-1].chain + 1
    out["title_holders"] = len(title.holders)
    out["dates_before"] = context.counts[row.number].between(SIGNS["DATE"], 0, row.at[j])
    for kind in ("resume", "former", "appoint", "remove", "elect"):
        out[f"row:{kind}"] = sum(cue.kind == kind for cue in row.cues)
    people = [m for m in row.outer if layout.spans[m][2] == "PERSON"]
    out["people"] = len(people)
    before = [m for m in people if row.at[m] < row.at[j]]
    out["last_before"] = float(bool(before) and before[-1] == i)
    after = [m for m in people if row.at[m] > row.at[j]]
    out["next_after"] = float(bool(after) and after[0] == i)
    if layout.row_of[i] == row.number:
        _outer_gap(row, i, chain, out)
        own = [t.span for t in row.titles if i in t.holders]
        out["own_titles"] = len(own)


def _outer_gap(row: Row, i: int, chain: Sequence[int], out: Numbers) -> None:
    """Distances from the person to both ends of the chain, by skeleton and by outermost names."""
    out["to_chain"] = row.at[i] - row.at[chain[-1]]
    out["from_chain"] = row.at[chain[0]] - row.at[i]
    order = {m: k for k, m in enumerate(row.outer)}
    if i in order and chain[0] in order and chain[-1] in order:
        out["steps_to"], out["steps_from"] = order[i] - order[chain[-1]], order[chain[0]] - order[i]


def _bodies(context: Context, c: Candidate, out: Numbers) -> None:
    """A title and a body: nested in it, carried to it, or standing before it."""
    layout = context.layout
    body = layout.things[c.tail]
    for i, j in c.pairs:
        title = layout.title_of.get(i)
        if title is None or layout.row_of[j] != layout.row_of[i]:
            continue
        inner = layout.spans[i][0] <= layout.spans[j][0] and layout.spans[j][1] <= layout.spans[i][1]
        out["inside"] = max(out.get("inside", 0), float(inner))
        if inner:
            out["inside_start"] = max(out.get("inside_start", 0), float(layout.spans[i][0] == layout.spans[j][0]))
            out["inside_rest"] = layout.spans[i][1] - layout.spans[j][1]
        if title.body is not None:
            same = layout.mentions[title.body].entity == body.entity
            key = ("own_" if title.nested else "carried_") + ("same" if same else "other")
            out[key] = out.get(key, 0) + 1
    i, j = c.pairs[0]
    out["area_office"] = float(is_area_office(layout.mentions[i].text))
    out["area_in_chain"] = float(_area_in_chain(layout, i, body))
    _near_body(layout, i, j, out)


def _area_in_chain(layout: Layout, i: int, body: Thing) -> bool:
    """Whether a title beside this one begins with the area: 渝中区委副书记、区长 and 渝中区."""
    title = layout.title_of.get(i)
    if title is None or body.label != "PLACE":
        return False
    row = layout.rows[layout.row_of[i]]
    chain = "".join(layout.mentions[x.span].text for x in row.titles if x.chain == title.chain)
    return any(area_stem(layout.mentions[m].text) in chain for m in body.mentions)


def _near_body(layout: Layout, i: int, j: int, out: Numbers) -> None:
    row = layout.rows[layout.row_of[i]]
    if layout.row_of[j] != row.number:
        return
    order = {m: k for k, m in enumerate(row.outer)}
    carrier = next((o for o, inner in row.inside.items() if j in inner), j)
    if i in order and carrier in order:
        out["steps"] = order[i] - order[carrier]
        out["in_title"] = float(layout.spans[carrier][2] == "POST" and carrier != i)
    text = layout.mentions[i].text
    out["office"] = float(text.removeprefix("副") in words()["area_offices"] or text in words()["area_offices"])
    out["area_end"] = float(text.endswith(tuple(words()["area_offices"])))


def _where(context: Context, c: Candidate, out: Numbers) -> None:
    """An event and a place, body or date: how well the row of the tail can be about the event."""
    layout = context.layout
    event, tail = layout.things[c.head], layout.things[c.tail]
    best = 0
    for j in tail.mentions[:12]:
        row = layout.row_of[j]
        refers = context.refers(row, layout.rows[row].at[j], event)
        best = max(best, refers)
        for sign, cues in ((">", context.after[j]), ("<", context.before[j])):
            for kind in ("held", "host", "at", "meeting", "byline", "plan", "attend", "visit"):
                if kind in cues:
                    key = f"w{sign}{kind}"
                    out[key] = max(out.get(key, 0), refers * 100 + FAR - cues[kind])
    out["refers"] = best
    out["rival_tails"] = sum(t.label == tail.label for t in layout.things)


def _tour(context: Context, c: Candidate, out: Numbers) -> None:
    """Who visits and what is visited, each from all its mentions: the nearest cues after and before."""
    layout = context.layout
    things = layout.things
    for side, k in (("h", c.head), ("t", c.tail)):
        for i in things[k].mentions[:12]:
            for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
                for kind in ("visit", "lead", "meet", "attend", "found", "from", "located", "sign", "say"):
                    if kind in cues:
                        key = f"all_{side}{sign}{kind}"
                        out[key] = max(out.get(key, 0), 1 + FAR - cues[kind])
    head = things[c.head]
    people = [t for t in things if t.label == "PERSON"]
    out["first_person"] = float(bool(people) and people[0].entity == head.entity)
    out["head_order"] = sum(t.label == head.label and t.mentions[0] < head.mentions[0] for t in things)


_EXTRA: dict[str, Callable[[Context, Candidate, Numbers], None]] = {
    "title": _titles,
    "body": _bodies,
    "part": _predicates,
    "where": _where,
    "person": _tour,
    "body2": _tour,
}


_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 58, 61)


def _bucket(value: float) -> int:
    """A coarse step of a number, exact where it is small."""
    return -bisect_right(_STEPS, -value) if value < 0 else bisect_right(_STEPS, value)


def describe(context: Context, candidate: Candidate) -> tuple[Numbers, list[str]]:
    """The numeric features of a candidate, and all its features as strings: words, and numbers by steps."""
    values = numbers(context, candidate)
    found = tokens(context, candidate)
    found += _stepped(values)
    for side, i in zip(("head", "tail"), candidate.pairs[0], strict=True):
        own, steps = _side(context, i, side)
        values |= own
        found += steps
    return values, found


_ZERO = frozenset(("rows", "forward", "commas", "gap", "steps", "refers", "head_rank", "tail_rank", "mid_PERSON"))


def tokens(context: Context, candidate: Candidate) -> list[str]:
    """The lexical features of a candidate: words before, after and between, joined with what they relate."""
    layout = context.layout
    labels = layout.things[candidate.head].label[:2] + layout.things[candidate.tail].label[:2]
    found: set[str] = set()
    for n, (i, j) in enumerate(candidate.pairs[:3]):
        if layout.row_of[i] == layout.row_of[j]:
            _middle(layout, i, j, n, found)
    if candidate.group == "part":
        _told(context, candidate, found)
    found.update(f"mrule={hit.rule}" for hit in context.hits.get((candidate.head, candidate.tail), ()))
    result = {f"{labels}|{t}" for t in found} | found
    result.add(labels)
    for i, j in candidate.pairs[:3]:
        result.update(_around(context, i, "h", labels), _around(context, j, "t", labels))
    for side, k in (("h", candidate.head), ("t", candidate.tail)):
        result.update(_named(context, k, side, labels))
    return list(result)


def _named(context: Context, k: int, side: str, labels: str) -> list[str]:
    """How the name of an entity begins and ends."""
    key = (k, side, labels)
    if key not in context.name_words:
        name = context.layout.mentions[context.layout.things[k].mentions[0]].text
        parts = (f"end={name[-2:]}", f"end3={name[-3:]}", f"begin={name[:2]}")
        context.name_words[key] = [f"{labels}|{side}{part}" for part in parts]
    return context.name_words[key]


def _around(context: Context, i: int, side: str, labels: str) -> list[str]:
    """The characters and cues around one end."""
    key = (i, side, labels)
    if key not in context.around:
        context.around[key] = [f"{labels}|{side}{part}" for part in _neighbours(context, i)]
    return context.around[key]


def _neighbours(context: Context, i: int) -> set[str]:
    row = context.layout.rows[context.layout.row_of[i]]
    at, run, text = row.at[i], context.run(i), row.skeleton
    found = {
        f"-1={text[max(0, at - 1):at]}",
        f"-2={text[max(0, at - 2):at]}",
        f"+1={text[at + 1:at + 2]}",
        f"+2={text[at + 1:at + 3]}",
        f"r-2={text[max(0, run.start - 2):run.start]}",
        f"r+2={text[run.end:run.end + 2]}",
        f"r+3={text[run.end:run.end + 3]}",
    }
    for n, cue in enumerate(context.next_cues[i]):
        found.update((f"c{n}={cue.word}", f"c={cue.word}"))
    return found


def _middle(layout: Layout, i: int, j: int, n: int, found: set[str]) -> None:
    """The skeleton between the two: whole if short, else its bigrams and cues."""
    row = layout.rows[layout.row_of[i]]
    left, right = sorted((row.at[i], row.at[j]))
    order = ">" if row.at[i] < row.at[j] else "<"
    middle = row.skeleton[left + 1 : right]
    if len(middle) <= 8:
        found.add(f"m{order}{middle}")
    if len(middle) <= 40:
        found.update(f"b{order}{middle[k:k + 2]}" for k in range(len(middle) - 1))
    found.update(f"m{order}c={cue.word}" for cue in row.cues if left < cue.start < right)
    if n == 0:
        found.add(f"m{order}{min(len(middle), 30) // 3}")


def _told(context: Context, c: Candidate, found: set[str]) -> None:
    """The first words after each list of the head, with how well they can be about the event."""
    layout = context.layout
    event = layout.things[c.tail]
    for i in layout.things[c.head].mentions[:8]:
        row = layout.rows[layout.row_of[i]]
        end = context.run(i).end
        refers = context.refers(row.number, end, event)
        for cue in context.next_cues[i][:2]:
            found.add(f"m@{refers}{cue.word}")
            found.add(f"m@{refers // 2 * 2}{cue.word}")
        found.add(f"m@+{refers}{row.skeleton[end:end + 2]}")
