"""Who is one inside an article: clusters the mentions into the article's entities.

Names that are written alike are one; shorter forms join the longer name they stand for (`aliases`). Titles
are clustered last, because 副局长 of two bureaus are two: a bare title is known by the body carried over to
it and by the person who holds it (`titles`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.components import aliases
from kg.components.titles import Span, Title, read_titles, words
from kg.ids import entity_id
from kg.types import Label, Mention

_FORMS: dict[str, Callable[[str, str], bool]] = {
    "PERSON": aliases.person,
    "PLACE": aliases.place,
    "ORG": aliases.org,
    "EVENT": aliases.event,
    "DATE": aliases.date,
}


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
    sets = _Sets(len(ordered))
    names = _Names(text, ordered, sets, place)
    names.join()
    _Titles(text, ordered, sentences, sets).join()
    return tuple(_mentions(text, ordered, sets, document))


def _mentions(text: str, spans: Sequence[Span], sets: "_Sets", document: str) -> Iterator[Mention]:
    """Give every set of spans the id of its first mention."""
    ids: dict[int, str] = {}
    for i, (start, end, label) in enumerate(spans):
        name = text[start:end]
        root = sets.find(i)
        if root not in ids:
            ids[root] = entity_id(document, label, start, name)
        kind: Label = label  # type: ignore[assignment]
        yield Mention(start=start, end=end, label=kind, text=name, entity=ids[root])


class _Sets:
    """Disjoint sets of spans (union–find); the root is the first span of a set."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = self.find(i), self.find(j)
        self.parent[max(a, b)] = min(a, b)


class _Names:
    """Joins all spans but titles, by their strings."""

    def __init__(self, text: str, spans: Sequence[Span], sets: _Sets, place: str | None) -> None:
        self.text, self.spans, self.sets, self.place = text, spans, sets, place
        self.where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, (start, end, label) in enumerate(spans):
            if label != "POST":
                self.where[label, text[start:end]].append(i)

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

    def _equal_spellings(self, label: str, strings: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for name in strings:
            key = aliases.bare(name).removeprefix("中共")
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


class _Titles:
    """Joins titles: one string, and one body or one holder."""

    def __init__(self, text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]], sets: _Sets) -> None:
        self.text, self.spans, self.sets = text, spans, sets
        self.titles = [t for order in _by_sentence(spans, sentences) for t in read_titles(text, spans, order)]
        self.body: dict[int, int | None] = {}
        self.holders: dict[int, set[int]] = {}

    def join(self) -> None:
        """Join titles that name one office, then bare titles to the fuller one of the same holder."""
        for title in self.titles:
            self.body[title.span] = None if title.body is None else self.sets.find(title.body)
            self.holders[title.span] = {self.sets.find(p) for p in title.holders}
        self._by_holder()
        self._by_string()

    def _name(self, i: int) -> str:
        start, end, _ = self.spans[i]
        return aliases.role(aliases.bare(self.text[start:end]))

    def _role(self, title: Title) -> str:
        """The title without the body it names."""
        name = self._name(title.span)
        if title.nested and title.body is not None:
            start, end, _ = self.spans[title.body]
            return name.removeprefix(aliases.bare(self.text[start:end])) or name
        return name

    def _by_holder(self) -> None:
        """A person's bare title is the person's fuller title of the same role; two bodies keep two apart."""
        held: dict[int, list[Title]] = defaultdict(list)
        for title in self.titles:
            for person in self.holders[title.span]:
                for other in reversed(held[person]):
                    if self._one_role(title, other) and self._agree(title, other):
                        self._merge(other.span, title.span)
                        break
                held[person].append(title)

    def _one_role(self, a: Title, b: Title) -> bool:
        """书记 after 党委书记; 副书记 is another role."""
        short, long = sorted((self._role(a), self._role(b)), key=len)
        return a.chain != b.chain and long.endswith(short) and long[: -len(short)][-1:] != "副"

    def _agree(self, a: Title, b: Title) -> bool:
        body_a, body_b = self.body[a.span], self.body[b.span]
        return body_a is None or body_b is None or body_a == body_b

    def _merge(self, a: int, b: int) -> None:
        known = self.body[a] if self.body[a] is not None else self.body[b]
        self.body[a] = self.body[b] = known
        self.sets.join(a, b)

    def _by_string(self) -> None:
        """Equal strings join unless their bodies are known to differ; fuller and bare ones by the body."""
        seen: dict[str, list[int]] = defaultdict(list)
        for title in self.titles:
            i, name = title.span, self._name(title.span)
            match = self._match(title, seen[name])
            if match is not None:
                self._merge(match, i)
            seen[name].append(i)
        self._by_office()

    def _match(self, title: Title, earlier: Sequence[int]) -> int | None:
        office = self._name(title.span) in words()["area_offices"]
        for j in reversed(earlier):
            if title.nested or self.body[j] == self.body[title.span]:
                return j
            if office and not self._apart(j, title.span):
                return j
            if self.body[title.span] is None or self.body[j] is None:
                return j
        return None

    def _apart(self, i: int, j: int) -> bool:
        """Whether the bodies carried to two bare 区长 are of two areas."""
        bodies = (self.body[i], self.body[j])
        names = [self.text[self.spans[b][0] : self.spans[b][1]] for b in bodies if b is not None]
        return len(names) == 2 and aliases.areas_differ(*names)

    def _by_office(self) -> None:
        """省民宗委党组书记 and 省民族宗教事务委员会党组书记: one role in one body, named both times."""
        offices: dict[tuple[str, int], int] = {}
        full: dict[str, set[int]] = defaultdict(set)
        for title in self.titles:
            body = self.body[title.span]
            if title.nested and body is not None:
                first = offices.setdefault((self._role(title), body), title.span)
                self.sets.join(first, title.span)
                full[self._role(title)].add(self.sets.find(first))
        self._bare(full)

    def _bare(self, full: dict[str, set[int]]) -> None:
        """A bare title without a body is the one fuller title of its role, where there is only one."""
        for title in self.titles:
            targets = full.get(self._name(title.span), set())
            if self.body[title.span] is None and len(targets) == 1:
                self._merge(min(targets), title.span)


def _by_sentence(spans: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indices of the spans (ordered by start) of each sentence."""
    groups: list[list[int]] = [[] for _ in sentences]
    k = 0
    for i, (start, _, _) in enumerate(spans):
        while k < len(sentences) - 1 and start >= sentences[k][1]:
            k += 1
        if groups:
            groups[k].append(i)
    return groups
