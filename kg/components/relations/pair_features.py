"""Numeric features that a candidate has as a pair and neither of its ends has alone."""

from collections.abc import Callable

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import FAR, Context
from kg.components.relations.event_features import part_numbers, where_numbers
from kg.components.relations.layout import LABELS, SIGNS, Row
from kg.components.relations.office_features import body_numbers, title_numbers
from kg.components.relations.parts import Numbers

# features that only pairs of one kind have
_EXTRA: dict[str, Callable[[Context, Candidate, Numbers], None]] = {
    "title": title_numbers,
    "body": body_numbers,
    "part": part_numbers,
    "where": where_numbers,
}
# what is counted between two names, by the name of the feature
_COUNTED = {"commas": "，", "pauses": "、", "semis": "；", "colons": "："}
_COUNTED |= {f"mid_{label}": SIGNS[label] for label in LABELS}


def pair_numbers(context: Context, candidate: Candidate) -> Numbers:
    """The numeric features of a candidate that neither of its ends has alone; what is absent is 0."""
    found: Numbers = {}
    _nearest(context, candidate, found)
    things = context.layout.things
    found["rows_all"] = len(context.layout.rows)
    if "EVENT" in (things[candidate.head].label, things[candidate.tail].label):
        found["events"] = len(context.salience.events)
    for hit in context.hits.get((candidate.head, candidate.tail), ()):
        found[f"rule:{hit.type}"] = found.get(f"rule:{hit.type}", 0) + 1
    extra = _EXTRA.get(candidate.group)
    if extra is not None:
        extra(context, candidate, found)
    return found


def _nearest(context: Context, c: Candidate, out: Numbers) -> None:
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


def _between(context: Context, row: Row, i: int, j: int, out: Numbers) -> None:
    """What stands between two names of one row."""
    left, right = sorted((row.at[i], row.at[j]))
    out["forward"] = 1.0 if row.at[i] < row.at[j] else -1.0 if row.at[i] > row.at[j] else 0.0
    out["gap"] = FAR + 1 - min(right - left, FAR)
    out["one_run"] = float(context.runs[i] == context.runs[j])
    middle = row.skeleton[left + 1 : right]
    out.update(zip(_COUNTED, map(middle.count, _COUNTED.values()), strict=True))
    for cue in row.cues:
        if left < cue.start < right:
            key = f"mid>{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(cue.start - left, FAR))
            key = f"mid<{cue.kind}"
            out[key] = max(out.get(key, 0), 1 + FAR - min(right - cue.end, FAR))
