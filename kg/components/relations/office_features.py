"""Numeric features of pairs with a title: whose office it is, and of which body."""

from collections.abc import Sequence

from kg.components.aliases import area_stem
from kg.components.relations.candidates import Candidate
from kg.components.relations.context import Context
from kg.components.relations.layout import SIGNS, Layout, Row, Thing
from kg.components.relations.nearness import is_area_office
from kg.components.relations.parts import Numbers
from kg.components.titles import Title, words


def title_numbers(context: Context, c: Candidate, out: Numbers) -> None:
    """Chains of titles: who stands beside the title, who else does, whose sentence it is."""
    layout = context.layout
    _holders(layout, c, out)
    i, j = c.pairs[0]
    title = layout.title_of.get(j)
    if title is None:
        return
    row = layout.rows[layout.row_of[j]]
    chain = [t.span for t in row.titles if t.chain == title.chain]
    _chain(row, title, chain, out)
    _sentence(row, j, out)
    _people(layout, row, (i, j), out)
    if layout.row_of[i] == row.number:
        _distances(row, i, chain, out)


def _holders(layout: Layout, c: Candidate, out: Numbers) -> None:
    """How many of the mention pairs stand side by side, and how many titles have others beside them."""
    for i, j in c.pairs:
        title = layout.title_of.get(j)
        if title is None:
            continue
        if i in title.holders:
            out["holder"] = out.get("holder", 0) + 1
        elif title.holders:
            out["other_holder"] = out.get("other_holder", 0) + 1


def _chain(row: Row, title: Title, chain: Sequence[int], out: Numbers) -> None:
    """The chain of a title, and its place in it."""
    out["chain"], out["chain_place"] = len(chain), chain.index(title.span)
    out["chains"] = row.titles[-1].chain + 1
    out["title_holders"] = len(title.holders)


def _sentence(row: Row, j: int, out: Numbers) -> None:
    """Whether the sentence of a title is one of a curriculum, an appointment, an election."""
    out["dates_before"] = row.skeleton.count(SIGNS["DATE"], 0, row.at[j])
    for kind in ("resume", "former", "appoint", "remove", "elect"):
        out[f"row:{kind}"] = sum(cue.kind == kind for cue in row.cues)


def _people(layout: Layout, row: Row, pair: tuple[int, int], out: Numbers) -> None:
    """Whether the person is the nearest to the title, on either side."""
    i, j = pair
    people = [m for m in row.outer if layout.spans[m][2] == "PERSON"]
    out["people"] = len(people)
    before = [m for m in people if row.at[m] < row.at[j]]
    out["last_before"] = float(bool(before) and before[-1] == i)
    after = [m for m in people if row.at[m] > row.at[j]]
    out["next_after"] = float(bool(after) and after[0] == i)


def _distances(row: Row, i: int, chain: Sequence[int], out: Numbers) -> None:
    """Distances from the person to both ends of the chain, by skeleton and by outermost names; the person's titles."""
    out["to_chain"] = row.at[i] - row.at[chain[-1]]
    out["from_chain"] = row.at[chain[0]] - row.at[i]
    order = {m: k for k, m in enumerate(row.outer)}
    if i in order and chain[0] in order and chain[-1] in order:
        out["steps_to"], out["steps_from"] = order[i] - order[chain[-1]], order[chain[0]] - order[i]
    out["own_titles"] = sum([i in t.holders for t in row.titles])


def body_numbers(context: Context, c: Candidate, out: Numbers) -> None:
    """A title and a body: nested in it, carried to it, or standing before it."""
    layout = context.layout
    body = layout.things[c.tail]
    for i, j in c.pairs:
        title = layout.title_of.get(i)
        if title is not None and layout.row_of[j] == layout.row_of[i]:
            _inside(layout, i, j, out)
            _named(layout, title, body, out)
    i, j = c.pairs[0]
    out["area_office"] = float(is_area_office(layout.mentions[i].text))
    out["area_in_chain"] = float(_area_in_chain(layout, i, body))
    _near_body(layout, i, j, out)


def _inside(layout: Layout, i: int, j: int, out: Numbers) -> None:
    """Whether a body stands inside a title, at its start, and what is left of the title after it."""
    (start, end, _), (first, last, _) = layout.spans[i], layout.spans[j]
    inner = start <= first and last <= end
    out["inside"] = max(out.get("inside", 0), float(inner))
    if inner:
        out["inside_start"] = max(out.get("inside_start", 0), float(start == first))
        out["inside_rest"] = end - last


def _named(layout: Layout, title: Title, body: Thing, out: Numbers) -> None:
    """Whether the body that a title names, or that is carried to it, is this one or another."""
    if title.body is not None:
        same = layout.mentions[title.body].entity == body.entity
        key = ("own_" if title.nested else "carried_") + ("same" if same else "other")
        out[key] = out.get(key, 0) + 1


def _area_in_chain(layout: Layout, i: int, body: Thing) -> bool:
    """Whether a title beside this one begins with the area: 渝中区委副书记、区长 and 渝中区."""
    title = layout.title_of.get(i)
    if title is None or body.label != "PLACE":
        return False
    row = layout.rows[layout.row_of[i]]
    chain = "".join(layout.mentions[x.span].text for x in row.titles if x.chain == title.chain)
    return any(area_stem(layout.mentions[m].text) in chain for m in body.mentions)


def _near_body(layout: Layout, i: int, j: int, out: Numbers) -> None:
    """How many names the body stands before the title, whether in another one, and whether the title is of an area."""
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
