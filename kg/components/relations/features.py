"""What a candidate looks like to the classifier: numbers for the trees, and words for the net."""

from typing import NamedTuple

from kg.components.relations.candidates import Candidate
from kg.components.relations.context import Context
from kg.components.relations.end_features import entity_numbers, mention_numbers
from kg.components.relations.pair_features import pair_numbers
from kg.components.relations.parts import Numbers, Part
from kg.components.relations.wording import end_words, tokens

_TONES = (
    *("visit", "lead", "appoint", "remove", "elect", "resume", "former", "attend", "host", "say", "tell", "meet"),
    "sign",
)


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
    own = Part((pair_numbers(context, candidate),), tokens(context, candidate))
    heads, tails = zip(*candidate.pairs[:3], strict=True)
    head = _end(context, heads, candidate.head, "head", candidate.group)
    tail = _end(context, tails, candidate.tail, "tail", candidate.group)
    return Description(labels, own, (head, tail), _tones(context))


def _end(context: Context, mentions: tuple[int, ...], k: int, side: str, group: str) -> Part:
    """The features of one end of a candidate; kept, because many candidates share it."""
    key, ends = (mentions, k, side, group), context.kept.ends
    if key not in ends:
        pieces = mention_numbers(context, mentions[0], side), entity_numbers(context, k, side, group)
        ends[key] = Part(pieces, end_words(context, mentions, k, side[0]))
    return ends[key]


def _tones(context: Context) -> Numbers:
    """What kind of news the article is."""
    tones = context.kept.tones
    if not tones:
        tones.update({f"tone:{kind}": context.tone.get(kind, 0.0) for kind in _TONES})
    return tones
