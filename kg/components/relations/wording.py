"""The words of a candidate: before, after and between its two names, for the linear part of the model."""

from collections.abc import Sequence
from operator import add

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import Context
from kg.components.relations.layout import Layout


def tokens(context: Context, candidate: Candidate) -> set[str]:
    """The words that a candidate has as a pair: between its two names, and after the lists of its head."""
    layout = context.layout
    found: set[str] = set()
    for n, (i, j) in enumerate(candidate.pairs[:3]):
        if layout.row_of[i] == layout.row_of[j]:
            _middle(layout, i, j, n, found)
    if candidate.group == "part":
        _told(context, candidate, found)
    found.update(f"mrule={hit.rule}" for hit in context.hits.get((candidate.head, candidate.tail), ()))
    return found


def end_words(context: Context, mentions: Sequence[int], k: int, side: str) -> set[str]:
    """The words that a candidate has from one end: how its name begins and ends, what stands around it."""
    name = context.layout.mentions[context.layout.things[k].mentions[0]].text
    found = {f"{side}end={name[-2:]}", f"{side}end3={name[-3:]}", f"{side}begin={name[:2]}"}
    for i in mentions:
        found |= _around(context, i, side)
    if context.layout.things[k].label == "EVENT":
        found |= _everywhere(context, k, side)
    return found


def _everywhere(context: Context, k: int, side: str) -> set[str]:
    """What follows the mentions of an event: an event of the article is held and spoken at, another is alluded to."""
    layout, found = context.layout, set[str]()
    for i in layout.things[k].mentions[:8]:
        row = layout.rows[layout.row_of[i]]
        at, run = row.at[i], context.runs[i]
        found |= {f"{side}*+{row.skeleton[run.end:run.end + 2]}", f"{side}*-{row.skeleton[max(0, at - 2):at]}"}
    return found


def _around(context: Context, i: int, side: str) -> frozenset[str]:
    """The characters and cues around one end; kept, as many candidates share it."""
    key, kept = (i, side), context.kept.around
    if key not in kept:
        kept[key] = frozenset(_neighbours(context, i, side))
    return kept[key]


def _neighbours(context: Context, i: int, side: str) -> list[str]:
    row = context.layout.rows[context.layout.row_of[i]]
    at, run, text = row.at[i], context.runs[i], row.skeleton
    found = [
        f"{side}-1={text[max(0, at - 1):at]}",
        f"{side}-2={text[max(0, at - 2):at]}",
        f"{side}+1={text[at + 1:at + 2]}",
        f"{side}+2={text[at + 1:at + 3]}",
        f"{side}r-2={text[max(0, run.start - 2):run.start]}",
        f"{side}r+2={text[run.end:run.end + 2]}",
        f"{side}r+3={text[run.end:run.end + 3]}",
    ]
    for n, cue in enumerate(context.next_cues[i]):
        found += f"{side}c{n}={cue.word}", f"{side}c={cue.word}"
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
        found.update(map(f"b{order}".__add__, map(add, middle, middle[1:])))
    found.update(f"m{order}c={cue.word}" for cue in row.cues if left < cue.start < right)
    if n == 0:
        found.add(f"m{order}{min(len(middle), 30) // 3}")


def _told(context: Context, c: Candidate, found: set[str]) -> None:
    """The first words after each list of the head, with how well they can be about the event."""
    layout = context.layout
    event = layout.things[c.tail]
    for i in layout.things[c.head].mentions[:8]:
        row = layout.rows[layout.row_of[i]]
        end = context.runs[i].end
        refers = context.salience.refers(row.number, end, event)
        for cue in context.next_cues[i][:2]:
            found.add(f"m@{refers}{cue.word}")
            found.add(f"m@{refers // 2 * 2}{cue.word}")
        found.add(f"m@+{refers}{row.skeleton[end:end + 2]}")
