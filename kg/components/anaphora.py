"""Expressions that refer back (她, 该服务点, 会上, 双方), resolved to entities of the article, or left when doubtful.

The rules are in pipelines/rules/reference.yml. An antecedent is a name (or an expression resolved before) that fits
and stands near before; the nearest sentence with one that fits decides, and two that fit there leave it open.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from kg.components.titles import words
from kg.types import Label, Mention

_OPEN, _CLOSED = "“「", "”」"


class Expression(NamedTuple):
    """A rule of `anaphora`: what refers, and what it may mean."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    names: re.Pattern[str] | None
    near: int


class Reference(NamedTuple):
    """An expression, ``text[start:end]``, as a mention of what it means; 双方 is two mentions and one expression."""

    mention: Mention
    start: int
    end: int


@cache
def expressions() -> tuple[Expression, ...]:
    """The rules in the order of the file; bare nouns only where they begin a clause or are governed."""
    data: dict[str, Any] = words()["anaphora"]
    found = []
    for kind in ("person", "event", "body", "both"):
        for entry in data[kind]:
            bare = kind == "event" or entry["id"] == "bare"
            pattern = f"{data['before']}({entry['pattern']})" if bare else entry["pattern"]
            names = re.compile(entry["names"]) if "names" in entry else None
            found.append(Expression(entry["id"], kind, re.compile(pattern), names, entry["near"]))
    return tuple(found)


def resolve(text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Find the expressions that refer back to a name.

    Args:
        text: The article.
        sentences: (start, end) of each sentence.
        mentions: The names with their entities, in any order.

    Returns:
        One `Reference` an expression (for 双方 one a character, each of one party), ordered; none overlaps a name.
    """
    return tuple(_Reader(text, sentences, mentions).read())


class _Reader:
    """Reads an article sentence by sentence; what was resolved counts as said when the next is read."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> None:
        self.text = text
        self.rows = list(sentences)
        self.said: list[list[Mention]] = [[] for _ in self.rows]
        self.names: dict[str, set[str]] = {}
        k = 0
        for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
            while k < len(self.rows) - 1 and m.start >= self.rows[k + 1][0]:
                k += 1
            self.names.setdefault(m.entity, set()).add(m.text)
            if self.said and not (self.said[k] and m.end <= self.said[k][-1].end):
                self.said[k].append(m)

    def read(self) -> Iterator[Reference]:
        """Yield what is resolved, sentence by sentence."""
        for number, (start, end) in enumerate(self.rows):
            sentence = self.text[start:end]
            matches = ((rule, match) for rule in expressions() for match in rule.pattern.finditer(sentence))
            found = [m for rule, match in matches for m in self._apply(rule, number, start, match)]
            taken: list[Reference] = []
            for reference in sorted(found, key=lambda r: (r.mention.start, r.mention.end)):
                if not taken or reference.mention.start >= taken[-1].mention.end:
                    taken.append(reference)
            yield from taken
            self.said[number] = sorted([*self.said[number], *(r.mention for r in taken)], key=lambda m: m.start)

    def _apply(self, rule: Expression, number: int, start: int, match: re.Match[str]) -> Iterator[Reference]:
        group = 1 if match.re.groups else 0
        at, to = (start + offset for offset in match.span(group))
        names = self.said[number]
        if any(m.start < to and at < m.end for m in names) or (rule.kind == "person" and self._quoted(start, at)):
            return
        if rule.kind == "both":
            yield from self._parties(number, at)
            return
        meant = self._antecedent(rule, number, at, match.group(group))
        if meant is not None:
            at = start + match.start() if rule.id == "demonstrative" else at
            yield Reference(self._mention(at, to, meant), at, to)

    def _mention(self, start: int, end: int, meant: Mention) -> Mention:
        label: Label = meant.label
        return Mention(start=start, end=end, label=label, text=self.text[start:end], entity=meant.entity)

    def _quoted(self, start: int, at: int) -> bool:
        """Whether a pronoun stands in quoted speech, where it means whom the speaker means."""
        before = self.text[start:at]
        return sum(before.count(c) for c in _OPEN) > sum(before.count(c) for c in _CLOSED)

    def _antecedent(self, rule: Expression, number: int, at: int, noun: str) -> Mention | None:
        """The one entity that fits in the nearest sentence that has any that fits."""
        for row in range(number, max(-1, number - rule.near - 1), -1):
            fitting = [m for m in self.said[row] if m.end <= at and self._fits(rule, m, noun)]
            if fitting:
                return self._decide(rule, fitting, at)
        return None

    def _decide(self, rule: Expression, fitting: Sequence[Mention], at: int) -> Mention | None:
        entities = {m.entity for m in fitting}
        if rule.kind == "event":  # of several, and against one that is told of more often, only what is told of most
            counts = Counter(m.entity for said in self.said for m in said if m.label == "EVENT" and m.end <= at)
            entities = {e for e in entities if counts[e] == max(counts.values())}
        return next((m for m in reversed(fitting) if {m.entity} == entities), None)

    def _fits(self, rule: Expression, m: Mention, noun: str) -> bool:
        if rule.kind == "person":
            return m.label == "PERSON" and not self._byline(m)
        if rule.kind == "event":
            return m.label == "EVENT" and rule.names is not None and self._named(m, rule.names)
        ends = words()["anaphora"]["kinds"].get(noun, noun)
        return m.label in ("ORG", "PLACE") and self._named(m, re.compile(f"(?:{ends})”?$"))

    def _named(self, m: Mention, ends: re.Pattern[str]) -> bool:
        return any(ends.search(name) for name in self.names[m.entity])

    def _byline(self, m: Mention) -> bool:
        before = self.text[max(0, m.start - 8) : m.start]
        return "记者" in before or "通讯员" in before

    def _parties(self, number: int, at: int) -> Iterator[Reference]:
        """The two bodies that the sentence so far names, or else the sentence before."""
        for row in (number, number - 1):
            if row >= 0:
                bodies = {m.entity: m for m in self.said[row] if m.label == "ORG" and m.end <= at}
                if len(bodies) == 2:
                    one, two = bodies.values()
                    yield Reference(self._mention(at, at + 1, one), at, at + 2)
                    yield Reference(self._mention(at + 1, at + 2, two), at, at + 2)
                if bodies:
                    return
