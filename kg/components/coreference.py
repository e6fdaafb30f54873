"""Who is one inside an article: clusters the mentions into the article's entities.

Names that are written alike are one; shorter forms join the longer name they stand for (`aliases`,
`abbreviations`). Titles are clustered last, because 副局长 of two bureaus are two: a bare title is known by the body
carried over to it and by the person who holds it (`titles`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.components import abbreviations, aliases
from kg.components.completed import Completed
from kg.components.offices import Offices
from kg.components.sets import Sets
from kg.components.spelling import bare
from kg.components.titles import Span
from kg.ids import entity_id
from kg.types import Label, Mention

_FORMS: dict[str, Callable[[str, str], bool]] = {
    "PERSON": aliases.person,
    "PLACE": aliases.place,
    "ORG": abbreviations.org,
    "EVENT": aliases.event,
    "DATE": aliases.date,
}
# between a name and the short form that it is given
_SHORT_FORM = re.compile(r"(?:[（(，](?:以下|下)?(?:简称|统称)|[（(](?:以下|下)?称|简称|统称)(?:为|：)?")


def cluster(
    text: str,
    spans: Sequence[Span],
    sentences: Sequence[tuple[int, int]],
    document: str = "",
    place: str | None = None,
) -> tuple[Mention, ...]:
    """Cluster the spans of an article into its entities.

    Args:
        text: The article.
        spans: (start, end, label), nested ones included, in any order.
        sentences: (start, end) of each sentence.
        document: The document key, part of every entity id.
        place: The issuing place (重庆市渝中区); its names ground 区委 and 渝中区委 as one.

    Returns:
        One `Mention` a span, ordered by start, longer first; mentions of one entity share `entity`.
    """
    ordered = sorted(set(spans), key=lambda s: (s[0], -s[1], s[2]))
    sets = Sets(len(ordered))
    names = _Names(text, ordered, sets, place)
    names.join()
    Offices(text, ordered, sentences, sets).join()
    return tuple(_mentions(text, ordered, sets, document))


def _mentions(text: str, spans: Sequence[Span], sets: "Sets", document: str) -> Iterator[Mention]:
    """Give every set of spans the id of its first mention."""
    ids: dict[int, str] = {}
    for i, (start, end, label) in enumerate(spans):
        name = text[start:end]
        root = sets.find(i)
        if root not in ids:
            ids[root] = entity_id(document, label, start, name)
        kind: Label = label  # type: ignore[assignment]
        yield Mention(start=start, end=end, label=kind, text=name, entity=ids[root])


class _Names:
    """Joins all spans but titles, by their strings."""

    def __init__(self, text: str, spans: Sequence[Span], sets: Sets, place: str | None) -> None:
        self.text, self.spans, self.sets, self.place = text, spans, sets, place
        self.where: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.starts: dict[int, list[int]] = defaultdict(list)
        for i, ((start, _, label), name) in enumerate(zip(spans, Completed(text, spans).names(), strict=True)):
            if label != "POST":
                self.where[label, name].append(i)
                self.starts[start].append(i)

    def join(self) -> None:
        """Join equal strings, then each shorter form to the longer name it stands for."""
        for same in self.where.values():
            for i in same[1:]:
                self.sets.join(same[0], i)
        for label in _FORMS:
            strings = [name for kind, name in self.where if kind == label]
            self._equal_spellings(label, strings)
            for name in sorted(strings, key=lambda n: (-len(n), n)):
                self._shorter(label, name, strings)
        self._declared()

    def _declared(self) -> None:
        """Join a name to the short one that the article gives it: X（以下简称“Y”）."""
        for label, name in self.where:
            for i in self.where[label, name]:
                for short in self._given(label, self.spans[i][1]):
                    self.sets.join(i, short)

    def _given(self, label: str, end: int) -> Iterator[int]:
        """The spans of a label that a declaration gives to the name that ends at ``end``."""
        said = _SHORT_FORM.match(self.text, end)
        if said is not None:
            at = said.end() + self.text.startswith("“", said.end())
            yield from (i for i in (*self.starts[said.end()], *self.starts[at]) if self.spans[i][2] == label)

    def _equal_spellings(self, label: str, strings: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for name in strings:
            key = bare(name).removeprefix("中共")
            first = seen.setdefault(key, name)
            if first != name and key:
                self.sets.join(self.where[label, first][0], self.where[label, name][0])

    def _shorter(self, label: str, name: str, strings: Sequence[str]) -> None:
        """Join ``name`` to the one longer name it can mean, or to the nearest before it."""
        form = _FORMS[label]
        longer = [other for other in strings if len(other) > len(name) and form(name, other)]
        if not longer:
            return
        first = self.where[label, name][0]
        roots = sorted({self.sets.find(self.where[label, other][0]) for other in longer})
        if len(roots) > 1:
            before = [i for other in longer for i in self.where[label, other] if i < first]
            if not before:
                return
            roots = [max(before)]
        self.sets.join(roots[0], first)
