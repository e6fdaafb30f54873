"""An article laid out for relations: sentences as rows of names and words, with the cues between them.

Each sentence has a *skeleton*: its text with every outermost name replaced by one character of its label,
so that distances and patterns do not depend on the length of names.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from kg.components.anaphora import Reference, resolve
from kg.components.titles import Span, Title, outermost, read_titles
from kg.resources import resource
from kg.types import Mention

LABELS = ("PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE")
SIGNS = dict(zip(LABELS, "\ue000\ue001\ue002\ue003\ue004\ue005", strict=True))
NAME = re.compile("[\ue000-\ue005]")


class Cue(NamedTuple):
    """A cue word of a sentence: its class and its place in the skeleton."""

    kind: str
    start: int
    end: int
    word: str


class Row(NamedTuple):
    """One sentence. ``at`` gives the skeleton offset of each mention; nested ones share their outer one's."""

    number: int
    start: int
    end: int
    skeleton: str
    outer: tuple[int, ...]
    at: dict[int, int]
    inside: dict[int, list[int]]
    cues: tuple[Cue, ...]
    titles: tuple[Title, ...]


class Thing(NamedTuple):
    """An entity of the article: its label, mentions (indices) and how early it comes."""

    entity: str
    label: str
    mentions: tuple[int, ...]
    rows: tuple[int, ...]


class Layout:
    """The article as rows and entities; everything that candidates and features look at.

    ``mentions`` are the names and the expressions that mean a person, body or place (她, 该公司), which count as names.
    What means an event (会上) leaves the skeleton as it is, as it tells how an event is spoken of: ``meant`` has it.
    """

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> None:
        self.text = text
        found = resolve(text, sentences, mentions)
        named = [r.mention for r in found if r.mention.label != "EVENT"]
        self.mentions = sorted((*mentions, *named), key=lambda m: (m.start, -m.end, m.label))
        places = {(r.mention.start, r.mention.end): (r.start, r.end) for r in found}
        # the expressions among the mentions, by index, each with its extent in the text
        self.references = {i: places[m.start, m.end] for i, m in enumerate(self.mentions) if (m.start, m.end) in places}
        self.spans: list[Span] = [(m.start, m.end, m.label) for m in self.mentions]
        self.rows = self._rows(sentences or [(0, len(text))])
        self.row_of = {i: row.number for row in self.rows for i in row.at}
        self.nested = {i for row in self.rows for inner in row.inside.values() for i in inner}
        self.title_of = {t.span: t for row in self.rows for t in row.titles}
        self.things = self._things()
        self.thing_of = {i: k for k, thing in enumerate(self.things) for i in thing.mentions}
        self.meant = self._meant([r for r in found if r.mention.label == "EVENT"])

    def _meant(self, found: Sequence[Reference]) -> dict[int, dict[str, tuple[int, int]]]:
        """For each row the events that 会议, 会上, 活动 mean there, each with the extent of the first expression."""
        meant: dict[int, dict[str, tuple[int, int]]] = {}
        for r in found:
            row = next((row.number for row in self.rows if row.start <= r.start < row.end), None)
            if row is not None:
                meant.setdefault(row, {}).setdefault(r.mention.entity, (r.start, r.end))
        return meant

    def _rows(self, sentences: Sequence[tuple[int, int]]) -> list[Row]:
        rows, k = [], 0
        for number, (start, end) in enumerate(sentences):
            order = []
            limit = sentences[number + 1][0] if number + 1 < len(sentences) else len(self.text) + 1
            while k < len(self.spans) and self.spans[k][0] < limit:
                order.append(k)
                k += 1
            rows.append(self._row(number, start, end, order))
        return rows

    def _row(self, number: int, start: int, end: int, order: Sequence[int]) -> Row:
        outer, inside = outermost(self.spans, order)
        pieces, at, last, length = [], {}, start, 0
        for i in outer:
            before = self.text[last : self.spans[i][0]]
            length += len(before)
            at[i] = length
            pieces += [before, SIGNS[self.spans[i][2]]]
            length += 1
            last = max(last, self.spans[i][1])
            at.update(dict.fromkeys(inside.get(i, ()), at[i]))
        skeleton = "".join([*pieces, self.text[last:end]])
        titles = tuple(read_titles(self.text, self.spans, order))
        return Row(number, start, end, skeleton, tuple(outer), at, inside, find_cues(skeleton), titles)

    def _things(self) -> list[Thing]:
        groups: dict[str, list[int]] = {}
        for i, mention in enumerate(self.mentions):
            groups.setdefault(mention.entity, []).append(i)
        return [
            Thing(e, self.mentions[g[0]].label, tuple(g), tuple(sorted({self.row_of[i] for i in g})))
            for e, g in groups.items()
        ]


@cache
def _cue_table() -> tuple[re.Pattern[str], dict[str, str]]:
    import yaml

    path = resource("pipelines", "rules", "cues.yml")
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["cues"]
    kinds: dict[str, str] = {}
    for kind, cue_words in data.items():
        for word in cue_words:
            kinds.setdefault(word, kind)
    ordered = sorted(kinds, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered))), kinds


def find_cues(skeleton: str) -> tuple[Cue, ...]:
    """The cue words of a skeleton, from left to right, longest first where they overlap."""
    pattern, kinds = _cue_table()
    return tuple(Cue(kinds[m.group()], m.start(), m.end(), m.group()) for m in pattern.finditer(skeleton))


@cache
def cue_pattern(kind: str) -> str:
    """The words of one class of cues as alternatives of a regular expression, longer ones first."""
    found = [word for word, own in _cue_table()[1].items() if own == kind]
    return "|".join(map(re.escape, sorted(found, key=lambda w: (-len(w), w))))


def cue_kinds() -> tuple[str, ...]:
    """The classes of cue words, in the order of the file."""
    return tuple(dict.fromkeys(_cue_table()[1].values()))
