"""Numeric features that only some kinds of pair have: titles, bodies of titles, parts in events, places, tours."""

from collections.abc import Callable, Sequence

from kg.components.aliases import area_stem
from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context
from kg.components.relations.layout import SIGNS, Layout, Row, Thing
from kg.components.relations.nearness import is_area_office
from kg.components.titles import words

Numbers = dict[str, float]
_PREDICATES = frozenset((
    "attend", "preside", "speech", "say", "tell", "open", "award", "host", "organize", "coorganize", "guide",
    "held", "visit", "lead", "meet", "found", "byline", "plan", "byrole", "elect", "sign", "meeting",
))


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
        meant = context.meant(row, event)
        out["meant"] = max(out.get("meant", meant), meant)
        for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
            for kind, gap in cues.items():
                if gap < FAR and kind in _PREDICATES:
                    key = f"{sign}{kind}"
                    best[key] = max(best.get(key, (0, 0)), (refers, FAR - gap))
    out["nested_only"] = float(all(m in layout.nested for m in head.mentions))
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
        meant = context.meant(row, event)
        out["meant"] = max(out.get("meant", meant), meant)
        for sign, cues in ((">", context.after[j]), ("<", context.before[j])):
            for kind in ("held", "host", "at", "meeting", "byline", "plan", "attend", "visit"):
                if kind in cues:
                    key = f"w{sign}{kind}"
                    out[key] = max(out.get(key, 0), refers * 100 + FAR - cues[kind])
    out["refers"] = best
    out["rival_tails"] = sum(t.label == tail.label for t in layout.things)


# the kinds of pair that are described by all mentions of both ends
TOURS = frozenset(("person", "body2"))
_TOUR_CUES = ("visit", "lead", "meet", "attend", "found", "from", "located", "sign", "say")


def tour(context: Context, k: int, side: str, out: Numbers) -> None:
    """Who visits or what is visited, from all mentions of an entity: the nearest cues after and before."""
    things = context.layout.things
    for i in things[k].mentions[:12]:
        for sign, cues in ((">", context.after[i]), ("<", context.before[i])):
            for kind in _TOUR_CUES:
                if kind in cues:
                    key = f"all_{side[0]}{sign}{kind}"
                    out[key] = max(out.get(key, 0), 1 + FAR - cues[kind])
    if side == "head":
        head = things[k]
        people = [t for t in things if t.label == "PERSON"]
        out["first_person"] = float(bool(people) and people[0].entity == head.entity)
        out["head_order"] = sum(t.label == head.label and t.mentions[0] < head.mentions[0] for t in things)


EXTRA: dict[str, Callable[[Context, Candidate, Numbers], None]] = {
    "title": _titles,
    "body": _bodies,
    "part": _predicates,
    "where": _where,
}
