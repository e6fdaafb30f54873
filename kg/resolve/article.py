"""One annotated article, looked up by entity: its names, its claims, the day that a claim is about."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from kg.components.completed import Completed
from kg.places import Division, areas_in, parse_place
from kg.types import Annotation, Claim, DateValue, Mention

_TOLD = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date that a precision tells


class Article:
    """An annotation with the look-ups that resolving needs."""

    def __init__(self, annotation: Annotation) -> None:
        """Index the annotation; claims of what is nowhere mentioned are left out, denied ones are not looked up."""
        self.annotation = annotation
        self.id = annotation.id
        self.place = annotation.place
        home = parse_place(annotation.place) if annotation.place else None
        self.area = home.code if home else None
        spans = [(m.start, m.end, m.label) for m in annotation.entities]
        names = Completed(annotation.text, spans).names()
        self._completed = dict(zip(annotation.entities, names, strict=True))
        self.mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in annotation.entities:
            self.mentions[mention.entity].append(mention)
        self._names: dict[str, tuple[str, ...]] = {}
        self.claims = tuple(c for c in annotation.relations if c.head in self.mentions and c.tail in self.mentions)
        self._heads: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._tails: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for claim in self.claims:
            if claim.status != "negated":
                self._tails[claim.type, claim.head].append(claim.tail)
                self._heads[claim.type, claim.tail].append(claim.head)

    def entities(self, *labels: str) -> Iterator[str]:
        """The ids of the entities with one of the labels, in order of first mention."""
        return (id_ for id_, mentions in self.mentions.items() if mentions[0].label in labels)

    def label(self, entity: str) -> str:
        """The label of an entity."""
        return self.mentions[entity][0].label

    def names(self, entity: str) -> tuple[str, ...]:
        """The strings an entity is written with, the most frequent first, then the longest."""
        if entity not in self._names:  # it is asked for by every step
            counts = Counter(m.text for m in self.mentions[entity])
            self._names[entity] = tuple(sorted(counts, key=lambda name: (-counts[name], -len(name), name)))
        return self._names[entity]

    def fullest(self, entity: str) -> str:
        """The longest name of an entity; it tells most of what the thing is."""
        return min(self.names(entity), key=lambda name: (-len(name), name))

    def completed(self, entity: str) -> tuple[str, ...]:
        """The names of an entity with what stands before them where that belongs to them: 鼎城区委|组织部."""
        return tuple(dict.fromkeys(self._completed[mention] for mention in self.mentions[entity]))

    def tails(self, entity: str, *types: str) -> list[str]:
        """What an entity is said to stand in one of the relations to."""
        return [tail for type_ in types for tail in self._tails.get((type_, entity), ())]

    def heads(self, entity: str, *types: str) -> list[str]:
        """What is said to stand in one of the relations to an entity."""
        return [head for type_ in types for head in self._heads.get((type_, entity), ())]

    def inside(self, outer: Mention) -> list[Mention]:
        """The mentions that stand inside another one."""
        return [m for m in self.annotation.entities if outer.start <= m.start and m.end <= outer.end and m is not outer]

    def sentence_at(self, offset: int) -> tuple[int, int] | None:
        """The sentence that holds an offset."""
        at = bisect_right(self.annotation.sentences, (offset, len(self.annotation.text) + 1)) - 1
        if at < 0 or offset >= self.annotation.sentences[at][1]:
            return None
        return self.annotation.sentences[at]

    def names_another(self, entity: str, area: Division) -> bool:
        """Whether each mention of an entity follows the name of another area of the level of ``area`` in its sentence.

        高雄市长任内在市政府任职, in the paper of 台南市, is said of neither city for certain.
        """
        return all(self._after_another(mention, area) for mention in self.mentions[entity])

    def _after_another(self, mention: Mention, area: Division) -> bool:
        start, _ = self.sentence_at(mention.start) or (mention.start, mention.end)
        level = area.name[-1]
        named = areas_in(self.annotation.text[start : mention.start])
        return any(other.name.endswith(level) and other.code != area.code for other in named)

    def day(self, entity: str) -> DateValue | None:
        """The normalised value of a DATE entity."""
        return self.annotation.dates.get(entity)

    def day_told(self, claim: Claim) -> str | None:
        """The only date in the sentences of a claim, as told: 2025-10-31, 2025-10 or 2025, the first day of several.

        None when there is none or more than one, or when it is vague (近日, 前三季度).
        """
        bounds = [s for e in claim.evidence if not e.field and (s := self.sentence_at(e.start))]
        days = {day for at, day in self._days if any(start <= at < end for start, end in bounds)}
        return days.pop() or None if len(days) == 1 else None

    @cached_property
    def _days(self) -> list[tuple[int, str]]:
        """Where dates are told, and as much of each as is told."""
        found = ((m, self.day(entity)) for entity in self.entities("DATE") for m in self.mentions[entity])
        return [(m.start, value.start[: _TOLD.get(value.precision, 0)]) for m, value in found if value]
